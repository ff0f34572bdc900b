//! Paying, giving back, and what remains to be counted: on the cashier of this machine.

use app::money::{self, LocalAct, PayFrom};
use app::{Caller, Expected, LedgerFilter, jobs, submission};
use domain::*;

use crate::harness::{World, code_of};
use crate::steps::{confirmed, hand_in, later, run_jobs};

/// A world whose batch charges ¥13.50, a student with a degree in it, and an administrator.
pub(crate) struct Till {
    pub(crate) world: World,
    pub(crate) student: Caller,
    pub(crate) degree: Degree,
    pub(crate) chief: Caller,
}

fn prices(pay: PayMoment, payer: Payer) -> Prices {
    let line = |product, fen| Price {
        product,
        unit_fen: Fen::new(fen),
    };
    Prices {
        pay,
        payer,
        lines: vec![
            line(Product::Collection, 1350),
            line(Product::ExtraPrints, 3000),
        ],
    }
}

const COLLECTION: [Wish; 1] = [Wish {
    product: Product::Collection,
    pieces: 1,
}];

pub(crate) fn browser() -> PayFrom {
    PayFrom::Browser {
        address: "192.0.2.1".to_owned(),
    }
}

impl Till {
    pub(crate) async fn new(pay: PayMoment, payer: Payer) -> Self {
        Self::in_world(World::new().await, pay, payer).await
    }

    pub(crate) async fn in_world(world: World, pay: PayMoment, payer: Payer) -> Self {
        let student = world.student("19900000001").await;
        let (degree, _) = world.bound_degree(&student, "A1").await;
        let chief = world.staff("chief", vec![Role::Administrator]).await;
        let prices = prices(pay, payer);
        let set = money::set_prices(&world.app, &chief, world.batch.id, prices).await;
        assert_eq!(set.unwrap().number, 1);
        Self {
            world,
            student,
            degree,
            chief,
        }
    }

    pub(crate) async fn usual() -> Self {
        Self::new(PayMoment::BeforeSubmitting, Payer::Student).await
    }

    pub(crate) async fn place(&self) -> Order {
        let (app, degree) = (&self.world.app, self.degree.id);
        let order = money::place(app, &self.student, degree, 1, &COLLECTION).await;
        order.unwrap()
    }

    pub(crate) async fn start(&self, order: &Order) -> Payment {
        let started = money::start(&self.world.app, &self.student, order.id, browser()).await;
        started.unwrap().payment
    }

    pub(crate) async fn play(&self, order: &Order, act: LocalAct) -> Order {
        let played = money::play(&self.world.app, &self.student, order.id, act).await;
        played.unwrap().order
    }

    pub(crate) async fn paid(&self) -> Order {
        let order = self.place().await;
        self.start(&order).await;
        later(&self.world);
        self.play(&order, LocalAct::Pay).await
    }

    pub(crate) async fn order(&self, order: &Order) -> Order {
        let found = self.world.parts.store.orders().find(order.id).await;
        found.unwrap().unwrap()
    }

    /// Balances of accounts that are not zero, by name.
    pub(crate) async fn ledger(&self) -> Vec<(&'static str, i64)> {
        let filter = LedgerFilter {
            centre: self.world.centre.id,
            batch: None,
            days: None,
        };
        let sums = money::sums(&self.world.app, &self.chief, filter)
            .await
            .unwrap();
        let all: i64 = sums.iter().map(app::AccountSum::balance_fen).sum();
        assert_eq!(all, 0);
        let balances = sums
            .iter()
            .map(|sum| (sum.account.name(), sum.balance_fen()));
        balances.filter(|(_, fen)| *fen != 0).collect()
    }

    /// Lets the recurring jobs run at a time of 2023 in China.
    pub(crate) async fn jobs_at(&self, when: &str) {
        jobs::schedule(&self.world.app).await.unwrap();
        self.world.set_time(when);
        run_jobs(&self.world).await;
    }
}

#[tokio::test]
async fn the_price_stands_before_anything_is_charged() {
    let till = Till::usual().await;
    let quote = money::quote(&till.world.app, till.world.batch.id)
        .await
        .unwrap();
    let list = quote.list.unwrap();
    assert_eq!(
        list.prices.unit_of(Product::Collection),
        Some(Fen::new(1350))
    );
    let dearer = Prices {
        lines: vec![Price {
            product: Product::Collection,
            unit_fen: Fen::new(1500),
        }],
        ..list.prices
    };
    let batch = till.world.batch.id;
    money::set_prices(&till.world.app, &till.chief, batch, dearer)
        .await
        .unwrap();
    // Who has seen the old price is not charged the new one unasked.
    let (app, degree) = (&till.world.app, till.degree.id);
    let stale = money::place(app, &till.student, degree, 1, &COLLECTION).await;
    assert_eq!(code_of(stale), "stale");
    let placed = money::place(app, &till.student, degree, 2, &COLLECTION).await;
    assert_eq!(placed.unwrap().total_fen, Fen::new(1500));
}

#[tokio::test]
async fn submitting_waits_for_the_fee() {
    let till = Till::usual().await;
    let (world, student) = (&till.world, &till.student);
    confirmed(world, student, till.degree.id, "ok").await;
    later(world);
    let view = submission::read(&world.app, student, till.degree.id)
        .await
        .unwrap();
    let id = view.submission.id;
    let early = submission::submit(&world.app, student, id, &Expected::Any).await;
    assert_eq!(code_of(early), "payment-needed");
    let order = till.paid().await;
    assert_eq!(order.state.name(), "paid");
    let done = submission::submit(&world.app, student, id, &Expected::Any).await;
    assert_eq!(done.unwrap().submission.state.name(), "awaiting-review");
    assert_eq!(till.ledger().await, [("local", 1350), ("income", -1350)]);
}

#[tokio::test]
async fn the_camera_waits_for_the_fee_where_the_batch_says_so() {
    let till = Till::new(PayMoment::BeforeCamera, Payer::Student).await;
    let early = hand_in(&till.world, &till.student, till.degree.id, "ok").await;
    assert_eq!(code_of(early), "payment-needed");
    till.paid().await;
    hand_in(&till.world, &till.student, till.degree.id, "ok")
        .await
        .unwrap();
}

#[tokio::test]
async fn an_order_is_placed_once_however_often_it_is_asked_for() {
    let till = Till::usual().await;
    let first = till.place().await;
    assert_eq!(till.place().await, first);
    till.start(&first).await;
    till.play(&first, LocalAct::Pay).await;
    let (app, degree) = (&till.world.app, till.degree.id);
    let again = money::place(app, &till.student, degree, 1, &COLLECTION).await;
    assert_eq!(code_of(again), "settled-already");
}

#[tokio::test]
async fn a_lost_notice_is_found_by_the_page_that_waits() {
    let till = Till::usual().await;
    let order = till.place().await;
    till.start(&order).await;
    let silent = till.play(&order, LocalAct::PaySilently).await;
    assert_eq!(silent.state.name(), "awaiting-payment");
    till.world.clock.advance(Duration::from_seconds(3));
    let view = money::state(&till.world.app, &till.student, order.id)
        .await
        .unwrap();
    assert_eq!(view.order.state.name(), "paid");
    let events: Vec<_> = view
        .timeline
        .iter()
        .map(|moment| moment.event.name())
        .collect();
    assert_eq!(events, ["placed", "payment-started", "paid"]);
}

#[tokio::test]
async fn a_lost_notice_is_found_though_nobody_waits() {
    let till = Till::usual().await;
    let order = till.place().await;
    till.start(&order).await;
    till.play(&order, LocalAct::PaySilently).await;
    till.jobs_at("09-10 12:05").await;
    assert_eq!(till.order(&order).await.state.name(), "paid");
}

#[tokio::test]
async fn sixty_four_at_once_have_one_effect() {
    let till = Till::usual().await;
    let order = till.place().await;
    let payment = till.start(&order).await;
    till.play(&order, LocalAct::PaySilently).await;
    till.world.clock.advance(Duration::from_seconds(3));
    let all = (0..64).map(|_| {
        let (app, student, id) = (till.world.app.clone(), till.student.clone(), order.id);
        tokio::spawn(async move { money::state(&app, &student, id).await.unwrap() })
    });
    for one in all.collect::<Vec<_>>() {
        assert_eq!(one.await.unwrap().order.state.name(), "paid");
    }
    assert_eq!(till.ledger().await, [("local", 1350), ("income", -1350)]);
    let actions = till.world.audit(Subject::Payment(payment.id)).await;
    assert_eq!(actions, ["start-payment", "receive-payment"]);
}

#[tokio::test]
async fn a_new_payment_closes_the_one_before() {
    let till = Till::usual().await;
    let order = till.place().await;
    let first = till.start(&order).await;
    let second = till.start(&order).await;
    assert_ne!(first.id, second.id);
    let payments = till.world.parts.store.payments();
    let states: Vec<_> = payments.list_of_order(order.id).await.unwrap();
    let states: Vec<_> = states.iter().map(|payment| payment.state.name()).collect();
    assert_eq!(states, ["closed", "awaiting"]);
    // Paid before the start: found, and not asked for again.
    till.play(&order, LocalAct::PaySilently).await;
    let third = money::start(&till.world.app, &till.student, order.id, browser()).await;
    assert_eq!(code_of(third), "wrong-state");
    assert_eq!(till.order(&order).await.state.name(), "paid");
}

#[tokio::test]
async fn an_order_that_nobody_pays_is_closed_and_late_money_goes_back() {
    let till = Till::usual().await;
    let order = till.place().await;
    let payment = till.start(&order).await;
    till.jobs_at("09-10 12:31").await;
    assert_eq!(till.order(&order).await.state.name(), "closed");
    let late = till.play(&order, LocalAct::PayLate).await;
    assert_eq!(late.state.name(), "closed");
    assert_eq!(
        till.ledger().await,
        [("local", 1350), ("refunds-due", -1350)]
    );
    run_jobs(&till.world).await;
    assert_eq!(till.ledger().await, []);
    let actions = till.world.audit(Subject::Payment(payment.id)).await;
    assert_eq!(
        actions,
        ["start-payment", "close-payment", "receive-surplus"]
    );
    let view = money::read(&till.world.app, &till.student, order.id)
        .await
        .unwrap();
    assert_eq!(view.refunds[0].reason, RefundReason::PaidAfterClose);
    assert!(view.refunds[0].is_done());
}

#[tokio::test]
async fn cancelling_finds_out_that_it_was_paid() {
    let till = Till::usual().await;
    let order = till.place().await;
    till.start(&order).await;
    till.play(&order, LocalAct::PaySilently).await;
    let cancelled = money::cancel(&till.world.app, &till.student, order.id).await;
    assert_eq!(code_of(cancelled), "wrong-state");
    assert_eq!(till.order(&order).await.state.name(), "paid");
}

#[tokio::test]
async fn a_cancelled_order_makes_room_for_another() {
    let till = Till::usual().await;
    let order = till.place().await;
    till.start(&order).await;
    let cancelled = money::cancel(&till.world.app, &till.student, order.id)
        .await
        .unwrap();
    assert_eq!(cancelled.state.name(), "cancelled");
    assert_ne!(till.place().await.id, order.id);
}

#[tokio::test]
async fn a_payment_that_fails_can_be_tried_again() {
    let till = Till::usual().await;
    let order = till.place().await;
    till.start(&order).await;
    till.play(&order, LocalAct::Fail).await;
    till.start(&order).await;
    assert_eq!(till.play(&order, LocalAct::Pay).await.state.name(), "paid");
}

#[tokio::test]
async fn others_do_not_see_or_pay_an_order() {
    let till = Till::usual().await;
    let order = till.place().await;
    let other = till.world.student("19900000002").await;
    let app = &till.world.app;
    assert_eq!(
        code_of(money::read(app, &other, order.id).await),
        "not-found"
    );
    let started = money::start(app, &other, order.id, browser()).await;
    assert_eq!(code_of(started), "not-found");
    let reviewer = till
        .world
        .staff("reviewer", vec![Role::CentreReviewer])
        .await;
    assert_eq!(
        code_of(money::read(app, &reviewer, order.id).await),
        "not-allowed"
    );
}
