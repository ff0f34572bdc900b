//! Crashes and lost answers between any two steps of paying and giving back. A program that ends before a call
//! has not made it; one that ends after it does not know the answer. Each call of the payment service fails
//! once in either way; in the end nobody has paid twice, and nothing is paid and lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use app::money::{self, LocalAct, PayFrom, RefundWish};
use app::{App, Caller, Failure, LedgerFilter, jobs};
use async_trait::async_trait;
use domain::*;
use gateways::{
    CloseAnswer, GatewayError, Gateways, LocalPay, Notice, NoticeError, NoticeHeaders, PayTicket,
    PaymentAnswer, PaymentAsk, PaymentService, RefundAnswer, RefundAsk,
};
use time::Date;
use time::macros::date;

use crate::money::Till;
use crate::steps::beside;

/// When a call fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// It is not made.
    Before,
    /// It is made, and the answer is lost.
    After,
}

/// The cashier, of which one call fails.
#[derive(Debug)]
struct Faulty {
    cashier: Arc<LocalPay>,
    calls: AtomicUsize,
    fails_at: usize,
    fault: Fault,
    /// A day whose bill never comes.
    bad_day: Option<Date>,
}

fn lost() -> GatewayError {
    GatewayError::Unreachable {
        source: "the answer is lost".into(),
    }
}

impl Faulty {
    async fn call<T>(
        &self,
        made: impl Future<Output = Result<T, GatewayError>>,
    ) -> Result<T, GatewayError> {
        let is_it = self.calls.fetch_add(1, Ordering::SeqCst) == self.fails_at;
        if is_it && self.fault == Fault::Before {
            return Err(lost());
        }
        let answer = made.await;
        if is_it { Err(lost()) } else { answer }
    }
}

#[async_trait]
impl PaymentService for Faulty {
    fn means(&self) -> Means {
        Means::Local
    }

    async fn prepare(&self, ask: &PaymentAsk) -> Result<PayTicket, GatewayError> {
        self.call(self.cashier.prepare(ask)).await
    }

    async fn find_payment(&self, payment: PaymentId) -> Result<PaymentAnswer, GatewayError> {
        self.call(self.cashier.find_payment(payment)).await
    }

    async fn close_payment(&self, payment: PaymentId) -> Result<CloseAnswer, GatewayError> {
        self.call(self.cashier.close_payment(payment)).await
    }

    async fn send_refund(&self, ask: &RefundAsk) -> Result<RefundAnswer, GatewayError> {
        self.call(self.cashier.send_refund(ask)).await
    }

    async fn find_refund(&self, refund: RefundId) -> Result<RefundAnswer, GatewayError> {
        self.call(self.cashier.find_refund(refund)).await
    }

    async fn bill(&self, day: Date) -> Result<Vec<BillLine>, GatewayError> {
        if self.bad_day == Some(day) {
            return Err(lost());
        }
        self.cashier.bill(day).await
    }

    async fn read_notice(&self, _: &NoticeHeaders, _: &[u8]) -> Result<Notice, NoticeError> {
        Err(NoticeError::NotGenuine)
    }
}

/// Tries a step again as a person would, until it is done or refused.
macro_rules! again {
    ($step:expr) => {{
        let mut tries = 0;
        loop {
            match $step.await {
                Err(Failure::Unavailable(_)) if tries < 3 => tries += 1,
                done => break done,
            }
        }
    }};
}

/// Lets the jobs look after everything for a while.
async fn look_after(till: &Till, app: &App) {
    for _ in 0..6 {
        jobs::schedule(app).await.unwrap();
        till.world.clock.advance(Duration::from_minutes(2));
        jobs::run_due(app, app.now()).await.unwrap();
    }
}

fn browser() -> PayFrom {
    PayFrom::Browser {
        address: "192.0.2.1".to_owned(),
    }
}

/// Starts twice, pays the second payment without a notice, and has everything refunded. How many calls that
/// takes.
async fn pay_and_go_back(fails_at: usize, fault: Fault) -> usize {
    let till = Till::usual().await;
    let cashier = till.world.parts.gateways.cashier.clone().unwrap();
    let faulty = Arc::new(Faulty {
        cashier: Arc::clone(&cashier),
        calls: AtomicUsize::new(0),
        fails_at,
        fault,
        bad_day: None,
    });
    let gateways = Gateways {
        pay: Some(Arc::clone(&faulty) as Arc<dyn PaymentService>),
        ..till.world.parts.gateways.clone()
    };
    let app = beside(&till.world, till.world.parts.vault.clone(), gateways);
    let order = till.place().await;
    again!(money::start(&app, &till.student, order.id, browser())).unwrap();
    let started = again!(money::start(&app, &till.student, order.id, browser())).unwrap();
    cashier
        .play(started.payment.id, LocalAct::PaySilently)
        .unwrap();
    // A student who presses the button once more is not charged once more.
    let once_more = again!(money::start(&app, &till.student, order.id, browser()));
    assert!(
        matches!(once_more, Err(Failure::Refused(_))),
        "{once_more:?}"
    );
    look_after(&till, &app).await;
    let paid = till.order(&order).await;
    assert_eq!(paid.state.name(), "paid", "{fails_at} {fault:?}");
    give_back(&till, &app, &paid).await;
    check_books(&till, &app, &cashier).await;
    faulty.calls.load(Ordering::SeqCst)
}

async fn give_back(till: &Till, app: &App, order: &Order) {
    let wish = RefundWish {
        reason: RefundReason::StudentAsked,
        amount_fen: None,
    };
    let refund = money::request_refund(app, &till.student, order.id, wish)
        .await
        .unwrap();
    money::approve_refund(app, &till.chief, refund.id)
        .await
        .unwrap();
    jobs::run_due(app, app.now()).await.unwrap();
    look_after(till, app).await;
    assert_eq!(till.order(order).await.state.name(), "refunded");
}

/// The ledger has what the cashier has, which is nothing any more; each line of the bill is known here.
async fn check_books(till: &Till, app: &App, cashier: &LocalPay) {
    let filter = LedgerFilter {
        centre: till.world.centre.id,
        batch: None,
        days: None,
    };
    let sums = money::sums(app, &till.chief, filter).await.unwrap();
    assert!(sums.iter().all(|sum| sum.balance_fen() == 0), "{sums:?}");
    let day = app.now().civil_date();
    let bill = cashier.bill(day).await.unwrap();
    let (payments, refunds): (Vec<_>, Vec<_>) = bill
        .iter()
        .partition(|line| line.kind == BillLineKind::Payment);
    assert_eq!((payments.len(), refunds.len()), (1, 1));
    till.world.clock.advance(Duration::from_days(1));
    let centre = till.world.centre.id;
    let chief: &Caller = &till.chief;
    let made = money::reconcile(app, chief, centre, day).await.unwrap();
    assert_eq!(made.made.differences, []);
}

#[tokio::test]
async fn a_crash_at_any_call_pays_once_and_loses_nothing() {
    let calls = pay_and_go_back(usize::MAX, Fault::Before).await;
    assert!(calls >= 6, "{calls}");
    for fails_at in 0..calls {
        for fault in [Fault::Before, Fault::After] {
            pay_and_go_back(fails_at, fault).await;
        }
    }
}

#[tokio::test]
async fn a_bill_that_cannot_be_had_holds_up_none_that_comes_after_it() {
    let till = Till::usual().await;
    till.jobs_at("09-11 10:30").await;
    let cashier = till.world.parts.gateways.cashier.clone().unwrap();
    let faulty = Arc::new(Faulty {
        cashier,
        calls: AtomicUsize::new(0),
        fails_at: usize::MAX,
        fault: Fault::Before,
        bad_day: Some(date!(2023 - 09 - 12)),
    });
    let gateways = Gateways {
        pay: Some(faulty as Arc<dyn PaymentService>),
        ..till.world.parts.gateways.clone()
    };
    let app = beside(&till.world, till.world.parts.vault.clone(), gateways);
    let known = async || -> Vec<u8> {
        let days = [date!(2023 - 09 - 01), date!(2023 - 09 - 30)];
        let centre = till.world.centre.id;
        let made = money::list_reconciliations(&app, &till.chief, centre, days).await;
        made.unwrap()
            .iter()
            .map(|made| made.made.day.day())
            .collect()
    };
    assert_eq!(known().await, [10]);
    jobs::schedule(&app).await.unwrap();
    till.world.set_time("09-15 10:30");
    jobs::run_due(&app, app.now()).await.unwrap();
    let others = [14, 13, 11, 10];
    assert_eq!(known().await, others);
    // It is asked for again each time, and the days go on.
    jobs::schedule(&app).await.unwrap();
    till.world.set_time("09-16 10:30");
    jobs::run_due(&app, app.now()).await.unwrap();
    assert_eq!(known().await, [&[15][..], &others].concat());
}
