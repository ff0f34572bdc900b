//! Payers, staff and a payment service at random from a seed, on the whole application: after any sequence of paying, lost,
//! doubled and late notices, lost answers, refunds of all kinds, closing and reconciling, the ledger has what was paid less
//! what went back, which is what the service's bills say. Six seconds with every run of the tests; longer by
//! `CAIXIANG_RANDOM_SECONDS`, another way by `CAIXIANG_RANDOM_SEED`.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "how long it runs is chosen outside; what it did is said"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration as StdDuration, Instant};

use app::money::{self, LocalAct, NoticeHeaders, RefundWish};
use app::{App, Caller, Failure, jobs};
use async_trait::async_trait;
use domain::*;
use fastrand::Rng;
use gateways::{
    CloseAnswer, GatewayError, Gateways, LocalPay, Notice, NoticeError, PayTicket, PaymentAnswer,
    PaymentAsk, PaymentService, RefundAnswer, RefundAsk,
};
use test_kit::postgres::Server;
use time::Date;

use crate::at_random::number;
use crate::harness::{World, code_of};
use crate::money::{Till, browser};
use crate::steps::beside;

/// Steps between two looks at the books.
const STEPS: usize = 150;

/// Students who pay at the same time.
const STUDENTS: usize = 3;

/// The cashier behind a bad line, with a merchant's account that is empty now and then.
#[derive(Debug)]
struct Chancy {
    cashier: Arc<LocalPay>,
    rng: Mutex<Rng>,
    /// Whether anything goes wrong.
    is_bad: Mutex<bool>,
    /// What it has ever said: any of it may come once more, late and out of order.
    said: Mutex<Vec<Notice>>,
}

impl Chancy {
    /// True once in so many times, while the line is bad.
    fn once_in(&self, times: u32) -> bool {
        *self.is_bad.lock().unwrap() && self.rng.lock().unwrap().u32(..times) == 0
    }

    fn lost(&self, times: u32) -> Result<(), GatewayError> {
        if self.once_in(times) {
            return Err(GatewayError::Unreachable {
                source: "lost".into(),
            });
        }
        Ok(())
    }

    fn say(&self, notice: Notice) {
        self.said.lock().unwrap().push(notice);
    }
}

#[async_trait]
impl PaymentService for Chancy {
    fn means(&self) -> Means {
        Means::Local
    }

    async fn prepare(&self, ask: &PaymentAsk) -> Result<PayTicket, GatewayError> {
        self.lost(12)?;
        let ticket = self.cashier.prepare(ask).await?;
        self.lost(12)?;
        Ok(ticket)
    }

    async fn find_payment(&self, payment: PaymentId) -> Result<PaymentAnswer, GatewayError> {
        self.lost(8)?;
        let answer = self.cashier.find_payment(payment).await?;
        let told = answer.clone();
        self.say(Notice::Payment { payment, answer });
        Ok(told)
    }

    async fn close_payment(&self, payment: PaymentId) -> Result<CloseAnswer, GatewayError> {
        self.lost(12)?;
        let answer = self.cashier.close_payment(payment).await?;
        self.lost(12)?;
        Ok(answer)
    }

    async fn send_refund(&self, ask: &RefundAsk) -> Result<RefundAnswer, GatewayError> {
        self.lost(12)?;
        if self.once_in(4) {
            return Ok(RefundAnswer::Stuck(RefundProblem::BalanceTooLow));
        }
        if self.once_in(6) {
            return Ok(RefundAnswer::Stuck(RefundProblem::PayerAccount));
        }
        let answer = self.cashier.send_refund(ask).await?;
        self.lost(12)?;
        let refund = ask.refund;
        self.say(Notice::Refund { refund, answer });
        // Accepted is not done: asking, or a notice, tells that it is.
        Ok(if self.once_in(2) {
            RefundAnswer::Accepted
        } else {
            answer
        })
    }

    async fn find_refund(&self, refund: RefundId) -> Result<RefundAnswer, GatewayError> {
        self.lost(8)?;
        self.cashier.find_refund(refund).await
    }

    async fn bill(&self, day: Date) -> Result<Vec<BillLine>, GatewayError> {
        self.cashier.bill(day).await
    }

    /// The body is the place of a notice among all that it has said.
    async fn read_notice(&self, _: &NoticeHeaders, body: &[u8]) -> Result<Notice, NoticeError> {
        let place: usize = std::str::from_utf8(body).unwrap().parse().unwrap();
        Ok(self.said.lock().unwrap()[place].clone())
    }
}

struct Student {
    caller: Caller,
    degree: DegreeId,
}

/// The till, the bad line, and who acts.
struct Market {
    till: Till,
    app: App,
    service: Arc<Chancy>,
    second: Caller,
    payers: Vec<Student>,
    orders: Vec<(usize, OrderId)>,
    first_day: Date,
    done: BTreeMap<&'static str, usize>,
}

/// Whether it was done; refusals are a part of life, and what is broken stops the test.
fn outcome<T>(result: Result<T, Failure>) -> bool {
    match result {
        Ok(_) => true,
        refused => {
            code_of(refused);
            false
        }
    }
}

impl Market {
    async fn open(world: World, seed: u64) -> Self {
        let till = Till::in_world(world, PayMoment::BeforeSubmitting, domain::Payer::Student).await;
        let cashier = till.world.parts.gateways.cashier.clone().unwrap();
        let service = Arc::new(Chancy {
            cashier,
            rng: Mutex::new(Rng::with_seed(!seed)),
            is_bad: Mutex::new(true),
            said: Mutex::default(),
        });
        let gateways = Gateways {
            pay: Some(Arc::clone(&service) as Arc<dyn PaymentService>),
            ..till.world.parts.gateways.clone()
        };
        let app = beside(&till.world, till.world.parts.vault.clone(), gateways);
        let second = till.world.staff("second", vec![Role::Administrator]).await;
        let first_day = app.now().civil_date();
        Self {
            till,
            app,
            service,
            second,
            payers: Vec::new(),
            orders: Vec::new(),
            first_day,
            done: BTreeMap::new(),
        }
    }

    /// Students of whom nobody has heard.
    async fn newcomers(&mut self, round: usize) {
        self.payers.clear();
        self.orders.clear();
        for place in 0..STUDENTS {
            let number = round * STUDENTS + place;
            let phone = format!("198{number:08}");
            let caller = self.till.world.student(&phone).await;
            let code = format!("R{number}");
            let (degree, _) = self.till.world.bound_degree(&caller, &code).await;
            let degree = degree.id;
            self.payers.push(Student { caller, degree });
        }
    }

    async fn step(&mut self, rng: &mut Rng) {
        let pause = Duration::from_seconds(rng.u32(1..90));
        self.till.world.clock.advance(pause);
        let (what, is_done) = match rng.u32(..40) {
            0..=3 => ("place", self.place(rng).await),
            4..=15 => ("pay", self.pay(rng).await),
            16..=18 => ("notice", self.notice(rng).await),
            19..=23 => ("refund", self.ask_back(rng).await),
            24..=34 => self.decide(rng).await,
            35 => ("cancel", self.give_up(rng).await),
            36 => ("jobs", self.jobs(31).await),
            37 | 38 => ("jobs", self.jobs(2).await),
            _ => ("reconcile", self.reconcile(rng).await),
        };
        *self.done.entry(what).or_default() += usize::from(is_done);
    }

    async fn place(&mut self, rng: &mut Rng) -> bool {
        let at = rng.usize(..self.payers.len());
        let Student { caller, degree } = &self.payers[at];
        let wish = [Wish {
            product: Product::Collection,
            pieces: 1,
        }];
        match money::place(&self.app, caller, *degree, 1, &wish).await {
            Ok(order) => {
                let is_new = !self.orders.contains(&(at, order.id));
                if is_new {
                    self.orders.push((at, order.id));
                }
                is_new
            }
            refused => outcome(refused),
        }
    }

    /// Mostly one of the last orders: with older ones there is little left to do.
    fn chosen(&self, rng: &mut Rng) -> Option<(&Caller, OrderId)> {
        let last = self.orders.len().saturating_sub(STUDENTS);
        let of = if rng.u32(..5) > 0 { last } else { 0 };
        let (at, order) = *rng.choice(&self.orders[of..])?;
        Some((&self.payers[at].caller, order))
    }

    /// Starts a payment, has the payer do something, looks at the page that waits: any of it, in any state.
    async fn pay(&self, rng: &mut Rng) -> bool {
        let Some((caller, order)) = self.chosen(rng) else {
            return false;
        };
        match rng.u32(..8) {
            0 => outcome(money::start(&self.app, caller, order, browser()).await),
            1 => outcome(money::state(&self.app, caller, order).await),
            way => {
                if way > 4 {
                    outcome(money::start(&self.app, caller, order, browser()).await);
                }
                let acts = [
                    LocalAct::Pay,
                    LocalAct::PaySilently,
                    LocalAct::PaySilently,
                    LocalAct::PaySilently,
                    LocalAct::PayLate,
                    LocalAct::Fail,
                ];
                let act = acts[rng.usize(..acts.len())];
                outcome(money::play(&self.app, caller, order, act).await)
            }
        }
    }

    /// Something that the service once said comes again, three times at once.
    async fn notice(&self, rng: &mut Rng) -> bool {
        let count = self.service.said.lock().unwrap().len();
        if count == 0 {
            return false;
        }
        let body = rng.usize(..count).to_string().into_bytes();
        let headers = NoticeHeaders {
            serial: String::new(),
            signature: String::new(),
            timestamp: String::new(),
            nonce: String::new(),
        };
        let receive = || Box::pin(money::receive(&self.app, &headers, &body));
        let (one, two, three) = tokio::join!(receive(), receive(), receive());
        [one, two, three].map(outcome).contains(&true)
    }

    async fn ask_back(&self, rng: &mut Rng) -> bool {
        let Some((caller, order)) = self.chosen(rng) else {
            return false;
        };
        if rng.bool() {
            let wish = RefundWish {
                reason: RefundReason::StudentAsked,
                amount_fen: None,
            };
            return outcome(money::request_refund(&self.app, caller, order, wish).await);
        }
        let wish = RefundWish {
            reason: RefundReason::OurMistake,
            amount_fen: Some(Fen::new(rng.u32(1..900))),
        };
        outcome(money::request_refund(&self.app, &self.till.chief, order, wish).await)
    }

    /// Somebody of the staff, or the student, does something with a refund of an order, whatever its state.
    async fn decide(&self, rng: &mut Rng) -> (&'static str, bool) {
        let Some((caller, order)) = self.chosen(rng) else {
            return ("decide", false);
        };
        let refunds = self.till.world.parts.store.refunds();
        let refunds = refunds.list_of_order(order).await.unwrap();
        let Some(id) = rng.choice(&refunds).map(|refund| refund.id) else {
            return ("decide", false);
        };
        let (app, second) = (&self.app, &self.second);
        let by_hand = Means::CashDesk;
        match rng.u32(..12) {
            0..=4 => {
                let approved = outcome(money::approve_refund(app, second, id).await);
                jobs::run_due(app, app.now()).await.unwrap();
                ("approve", approved)
            }
            5 => (
                "decline",
                outcome(money::decline_refund(app, second, id).await),
            ),
            6 => (
                "withdraw",
                outcome(money::withdraw_refund(app, caller, id).await),
            ),
            7 | 8 => ("retry", outcome(money::retry_refund(app, second, id).await)),
            9 | 10 => {
                let done = money::finish_by_hand(app, second, id, by_hand).await;
                ("by-hand", outcome(done))
            }
            _ => (
                "give-up",
                outcome(money::give_up_refund(app, second, id).await),
            ),
        }
    }

    async fn give_up(&self, rng: &mut Rng) -> bool {
        match self.chosen(rng) {
            Some((caller, order)) => outcome(money::cancel(&self.app, caller, order).await),
            None => false,
        }
    }

    /// Time passes, and the jobs look after what is under way.
    async fn jobs(&self, minutes: u32) -> bool {
        jobs::schedule(&self.app).await.unwrap();
        let pause = Duration::from_minutes(minutes);
        self.till.world.clock.advance(pause);
        jobs::run_due(&self.app, self.app.now()).await.unwrap() > 0
    }

    /// The days that are over, since the first one.
    fn days(&self) -> Vec<Date> {
        let today = self.app.now().civil_date();
        let days = std::iter::successors(Some(self.first_day), |day| day.next_day());
        days.take_while(|day| *day < today).collect()
    }

    async fn reconcile(&self, rng: &mut Rng) -> bool {
        let days = self.days();
        let Some(day) = rng.choice(&days) else {
            return false;
        };
        let centre = self.till.world.centre.id;
        outcome(money::reconcile(&self.app, &self.till.chief, centre, *day).await)
    }

    /// The line is good again, and what was lost is found: by asking, and in the bills.
    async fn settle(&self) {
        *self.service.is_bad.lock().unwrap() = false;
        for _ in 0..3 {
            self.jobs(3).await;
        }
        self.till.world.clock.advance(Duration::from_days(1));
        let centre = self.till.world.centre.id;
        for day in self.days() {
            let made = money::reconcile(&self.app, &self.till.chief, centre, day).await;
            made.unwrap();
        }
        for _ in 0..3 {
            self.jobs(3).await;
        }
        self.till.world.clock.advance(Duration::from_days(1));
    }

    /// Ledger, payments and refunds, orders, and the bills of the service say the same.
    async fn check(&self) {
        let ledger: BTreeMap<_, _> = self.till.ledger().await.into_iter().collect();
        let of = |account: &str| ledger.get(account).copied().unwrap_or_default();
        let mut bill = 0;
        let centre = self.till.world.centre.id;
        for day in self.days() {
            for line in self.service.bill(day).await.unwrap() {
                let fen = i64::from(line.amount_fen.as_u32());
                bill += match line.kind {
                    BillLineKind::Payment => fen,
                    BillLineKind::Refund => -fen,
                };
            }
            let made = money::reconcile(&self.app, &self.till.chief, centre, day).await;
            assert_eq!(made.unwrap().made.differences, [], "{day}");
        }
        assert_eq!(of("local"), bill, "{ledger:?}");
        assert_eq!(of("surplus"), 0, "what paid nothing was claimed at once");
        for (_, id) in &self.orders {
            self.check_order(*id).await;
        }
    }

    async fn check_order(&self, id: OrderId) {
        let store = &self.till.world.parts.store;
        let order = store.orders().find(id).await.unwrap().unwrap();
        let mut pays = 0;
        for payment in store.payments().list_of_order(id).await.unwrap() {
            let PaymentState::Succeeded {
                claimed_fen,
                returned_fen,
                ..
            } = payment.state
            else {
                assert!(!payment.is_open() || order.expires_at().is_some());
                continue;
            };
            pays += usize::from(!payment.is_surplus());
            let refunds = store.refunds().list_of_payment(payment.id).await.unwrap();
            let sum = |is_it: fn(&Refund) -> bool| -> u32 {
                let found = refunds.iter().filter(|refund| is_it(refund));
                found.map(|refund| refund.amount_fen.as_u32()).sum()
            };
            assert_eq!(sum(Refund::is_done), returned_fen.as_u32());
            let is_live = |refund: &Refund| {
                let is_asked = matches!(refund.state, RefundState::Requested);
                is_asked || refund.is_under_way() || refund.is_done()
            };
            assert_eq!(sum(is_live), claimed_fen.as_u32());
            assert!(claimed_fen <= payment.amount_fen);
        }
        let is_paid = matches!(order.state.name(), "paid" | "refunded");
        assert_eq!(pays, usize::from(is_paid), "{order:?}");
    }
}

async fn goes_on(world: World) {
    let seed = number("CAIXIANG_RANDOM_SEED", 20_261_226);
    let seconds = number("CAIXIANG_RANDOM_SECONDS", 6);
    let until = Instant::now() + StdDuration::from_secs(seconds);
    println!("seed {seed}");
    let mut rng = Rng::with_seed(seed);
    let mut market = Market::open(world, seed).await;
    let mut round = 0;
    // Two months are what a batch has.
    while round == 0 || (Instant::now() < until && round < 10) {
        market.newcomers(round).await;
        *market.service.is_bad.lock().unwrap() = true;
        for _ in 0..STEPS {
            market.step(&mut rng).await;
        }
        market.settle().await;
        market.check().await;
        round += 1;
    }
    println!("{round} rounds: {:?}", market.done);
    for what in ["place", "pay", "notice", "refund", "approve"] {
        let times = market.done.get(what).copied().unwrap_or_default();
        assert!(times > 0, "{what} never happened");
    }
}

#[tokio::test]
async fn on_sqlite() {
    goes_on(World::new().await).await;
}

#[tokio::test]
async fn on_postgres() {
    // Says by itself why there is none.
    let Some(server) = Server::shared() else {
        return;
    };
    let database = server.database();
    goes_on(World::on_database(&database.url()).await).await;
    database.remove();
}
