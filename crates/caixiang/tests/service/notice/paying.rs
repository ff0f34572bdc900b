//! Paying over WeChat Pay's own forms while the service is killed between any two steps: before and after each of its
//! calls, and while notices come in. Nobody pays twice, nothing is paid and lost, everything asked back goes back once.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::{Value, json};
use test_kit::postgres::Server;
use test_kit::wechat_pay::{API_KEY, APP_ID, MERCHANT, Merchant, Service, Signed, transaction};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::runtime::Handle;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use super::graduate::Graduate;
use super::office::{FEE, Office};
use super::storm::Storm;
use crate::harness::{Home, Person, Reply, eventually, pause};
use crate::killed::ruins;

/// The event of a payment.
const PAID: &str = "TRANSACTION.SUCCESS";

const PAYER: Person = Person(2_025);

/// How long the service waits for an answer of WeChat Pay.
const PATIENCE: Duration = Duration::from_millis(700);

/// The end of the path by which a payment is closed.
const CLOSE: &str = "/close";

/// Part of the path by which a refund is asked about.
const REFUND_QUERY: &str = "/refunds/";

/// A call of the service to WeChat Pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    method: &'static str,
    /// Part of the path.
    part: &'static str,
    /// Killed once it was carried out and before it is answered; else before it is carried out.
    is_done: bool,
}

const fn before(method: &'static str, part: &'static str) -> Moment {
    Moment {
        method,
        part,
        is_done: false,
    }
}

const fn after(method: &'static str, part: &'static str) -> Moment {
    Moment {
        is_done: true,
        ..before(method, part)
    }
}

/// How WeChat Pay tells that somebody has paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// By a notice, a kill coming so many milliseconds after it was sent.
    ByNotice(Option<u64>),
    /// Not at all: the notice is lost.
    Never,
    /// By a notice, after the payment was prepared so slowly that nobody waited for the answer.
    Slowly,
    /// By so many notices at once.
    InCrowd(usize),
    /// By a forged one and one over another sum, then by the right one, again by it, and by an old one of before.
    InDisorder,
}

impl Told {
    fn kill(self) -> Option<u64> {
        match self {
            Self::ByNotice(kill) => kill,
            Self::Never | Self::Slowly | Self::InCrowd(_) | Self::InDisorder => None,
        }
    }
}

/// What goes wrong in one order's life.
const ROUNDS: [(Option<Moment>, Told); 19] = [
    (None, Told::Slowly),
    (None, Told::ByNotice(None)),
    (Some(before("POST", "/h5")), Told::ByNotice(None)),
    (Some(after("POST", "/h5")), Told::ByNotice(None)),
    (None, Told::ByNotice(Some(0))),
    (None, Told::ByNotice(Some(4))),
    (None, Told::ByNotice(Some(12))),
    (None, Told::Never),
    (Some(before("GET", "/out-trade-no/")), Told::Never),
    (Some(after("GET", "/out-trade-no/")), Told::Never),
    (Some(before("POST", "/refunds")), Told::ByNotice(None)),
    (Some(after("POST", "/refunds")), Told::ByNotice(Some(2))),
    (Some(after("POST", "/h5")), Told::Never),
    (Some(before("POST", CLOSE)), Told::ByNotice(None)),
    (Some(after("POST", CLOSE)), Told::Never),
    (Some(before("GET", REFUND_QUERY)), Told::ByNotice(None)),
    (Some(after("GET", REFUND_QUERY)), Told::ByNotice(None)),
    (None, Told::InCrowd(64)),
    (None, Told::InDisorder),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_pays_twice_and_nothing_is_lost_on_a_file() {
    survives("").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_pays_twice_and_nothing_is_lost_on_postgres() {
    let Some(server) = Server::shared() else {
        return;
    };
    let database = server.database();
    survives(&format!("[database]\nurl = \"{}\"\n", database.url())).await;
    database.remove();
}

async fn survives(otherwise: &str) {
    let merchant = Merchant::make();
    let bank = Service::new(&merchant, now);
    // Money that was paid a year ago does not go back.
    bank.books().paid_at = OffsetDateTime::now_utc().format(&Rfc3339).unwrap();
    let server = MockServer::start().await;
    let answers = Mock::given(any()).respond_with(bank.clone());
    answers.mount(&server).await;
    let home = Home::found(&config(&server.uri(), &merchant, otherwise), &[]);
    let home = Arc::new(home);
    let storm = Storm::at_will(&home, home.serve().await);
    let office = Arc::new(Office::open(&home, Some(&storm), &[PAYER]).await);
    let till = Till {
        payer: Graduate::arrive(&office, PAYER).await,
        trap: Trap::set(&bank, &storm),
        office,
        bank,
        storm,
    };
    let mut kills = 0;
    for (moment, told) in ROUNDS {
        till.round(moment, told).await;
        assert!(till.trap.is_sprung(), "{moment:?} never came");
        kills += u32::from(moment.is_some());
    }
    for moment in [before("POST", CLOSE), after("POST", CLOSE)] {
        till.give_up(moment).await;
        kills += 1;
    }
    till.check_books().await;
    till.bank.books().watch = None;
    let storm = till.storm.clone();
    drop(till);
    assert!(storm.end().await >= kills);
    assert!(storm.into_service().stop().success());
    ruins::check(&home);
}

fn now() -> i64 {
    OffsetDateTime::now_utc().unix_timestamp()
}

fn config(url: &str, merchant: &Merchant, otherwise: &str) -> String {
    let private = &merchant.private_pem;
    format!(
        "{otherwise}\n[work]\nlease_seconds = 3\n[gateways.pay]\nkind = \"wechat\"\napp_id = \"{APP_ID}\"\n\
         merchant_id = \"{MERCHANT}\"\nserial = \"5A0001\"\napi_v3_key = \"{API_KEY}\"\nbase_url = \"{url}\"\n\
         timeout_ms = {}\n\
         notify_url = \"https://caixiang.example/api/v1/payment-notices\"\nprivate_key = '''{private}'''\n",
        PATIENCE.as_millis()
    )
}

/// Kills the service at a call of its own.
#[derive(Clone)]
struct Trap(Arc<Mutex<Option<Moment>>>);

impl Trap {
    fn set(bank: &Service, storm: &Arc<Storm>) -> Self {
        let armed: Arc<Mutex<Option<Moment>>> = Arc::default();
        let (watched, storm, runtime) = (armed.clone(), storm.clone(), Handle::current());
        bank.books().watch = Some(Box::new(move |method, path, is_done| {
            let is_it = |moment: &mut Moment| {
                moment.method == method && path.contains(moment.part) && moment.is_done == is_done
            };
            if watched.lock().unwrap().take_if(is_it).is_some() {
                storm.strike_now(&runtime);
            }
        }));
        Self(armed)
    }

    fn arm(&self, moment: Option<Moment>) {
        *self.0.lock().unwrap() = moment;
    }

    fn is_sprung(&self) -> bool {
        self.0.lock().unwrap().is_none()
    }
}

/// A student who pays and asks back, again and again; the bank, and the office.
struct Till {
    payer: Graduate,
    office: Arc<Office>,
    bank: Service,
    trap: Trap,
    storm: Arc<Storm>,
}

impl Till {
    /// An order from its beginning until its money has gone back.
    async fn round(&self, moment: Option<Moment>, told: Told) {
        self.trap.arm(moment);
        let order = self.place().await;
        if told == Told::Slowly {
            self.bank.books().slow_once = Some(3 * PATIENCE);
        }
        let mut number = self.start(&order).await;
        if moment.is_some_and(|moment| moment.part == CLOSE) {
            // Begun once more: the first one is closed at the bank.
            number = self.start(&order).await;
        }
        self.pay(&number);
        if told != Told::Never {
            let kill = told.kill();
            let paid_at = self.bank.books().paid_at.clone();
            let content = transaction(&number, "SUCCESS", FEE, &paid_at);
            match told {
                Told::InCrowd(copies) => self.crowd(&content, copies).await,
                Told::InDisorder => self.lie(&order, &number).await,
                _ => {}
            }
            self.deliver(PAID, &content, kill).await;
            if told == Told::InDisorder {
                self.deliver(PAID, &content, None).await;
                let before = transaction(&number, "NOTPAY", FEE, &paid_at);
                self.deliver(PAID, &before, None).await;
            }
        }
        self.comes_to(&order, "paid").await;
        let is_short = moment.is_some_and(|moment| moment.part == REFUND_QUERY);
        if is_short {
            self.bank.books().refund_problem = Some("NOT_ENOUGH");
        }
        self.give_back(&order, told).await;
    }

    async fn place(&self) -> String {
        let phone = &self.payer.phone;
        let line = format!("GET /batches/{}/prices", self.office.batch());
        let quote = phone.read(&line).await;
        let wish = json!({
            "degree": self.payer.degree.id, "price_list": quote["list"]["number"],
            "lines": [{ "product": "collection", "pieces": 1 }],
        });
        let order = phone.ask("POST /orders", wish).await;
        order["id"].as_str().unwrap().to_owned()
    }

    /// Starts to pay; the number under which the bank has it.
    async fn start(&self, order: &str) -> String {
        let line = format!("POST /orders/{order}/payment");
        let started = self
            .payer
            .phone
            .ask(&line, json!({ "from": "browser" }))
            .await;
        let url = started["ticket"]["url"].as_str().unwrap();
        url.split_once("number=").unwrap().1.to_owned()
    }

    /// The payer confirms at WeChat.
    fn pay(&self, number: &str) {
        let mut books = self.bank.books();
        let payment = books.payments.get_mut(number).unwrap();
        assert_eq!(
            *payment,
            ("NOTPAY", FEE),
            "what the phone was given can be paid"
        );
        payment.0 = "SUCCESS";
    }

    /// Copies of one notice that arrive at once; none is refused for good.
    async fn crowd(&self, content: &Value, copies: usize) {
        let notice = self.bank.notice(PAID, content);
        let sent = (0..copies).map(|_| self.send(&notice));
        for reply in join_all(sent).await.into_iter().flatten() {
            let status = reply.status;
            assert!(matches!(status, 204 | 503), "{status}: {}", reply.code());
        }
    }

    /// Notices that are not to be believed: nothing is paid by them, though the page asks the bank afterwards.
    async fn lie(&self, order: &str, number: &str) {
        self.bank
            .books()
            .payments
            .insert(number.to_owned(), ("NOTPAY", FEE));
        let paid_at = self.bank.books().paid_at.clone();
        let other_sum = self
            .bank
            .notice(PAID, &transaction(number, "SUCCESS", 1, &paid_at));
        self.bank.books().forges = true;
        let forged = self
            .bank
            .notice(PAID, &transaction(number, "SUCCESS", FEE, &paid_at));
        self.bank.books().forges = false;
        for notice in [other_sum, forged] {
            let reply = self.send(&notice).await.expect("nobody is killed");
            assert!((400..500).contains(&reply.status), "{}", reply.status);
        }
        let whole = self.payer.phone.read(&format!("GET /orders/{order}")).await;
        assert_eq!(whole["state"], "awaiting-payment");
        self.bank
            .books()
            .payments
            .insert(number.to_owned(), ("SUCCESS", FEE));
    }

    /// Sends a notice once; nothing where the service did not live to answer.
    async fn send(&self, (signed, body): &(Signed, Vec<u8>)) -> Option<Reply> {
        let call = self.office.nobody.call("POST /payment-notices");
        let call = call
            .header("content-type", "application/json")
            .header("wechatpay-serial", &signed.serial)
            .header("wechatpay-signature", &signed.signature)
            .header("wechatpay-timestamp", &signed.timestamp)
            .header("wechatpay-nonce", &signed.nonce)
            .body(body.clone());
        self.office.nobody.try_once(call).await
    }

    /// WeChat repeats a notice until it is taken.
    async fn deliver(&self, event: &str, content: &Value, kill: Option<u64>) {
        if let Some(wait_ms) = kill {
            self.storm.strike_after(Duration::from_millis(wait_ms));
        }
        for _ in 0..600 {
            let reply = self.send(&self.bank.notice(event, content)).await;
            match reply {
                Some(reply) if reply.status == 204 => return,
                Some(reply) => assert_eq!(reply.status, 503, "{event}: {}", reply.code()),
                None => {}
            }
            pause().await;
        }
        panic!("a notice is never taken");
    }

    /// Looks at the page that waits, which asks the bank where no notice has come.
    async fn comes_to(&self, order: &str, state: &str) {
        let phone = &self.payer.phone;
        let waits = format!("GET /orders/{order}/payment");
        eventually(state, async || {
            phone.read(&waits).await;
            let whole = phone.read(&format!("GET /orders/{order}")).await;
            (whole["state"] == state).then_some(())
        })
        .await;
    }

    /// The student asks the money back, an administrator agrees, the bank gives it.
    async fn give_back(&self, order: &str, told: Told) {
        let phone = &self.payer.phone;
        let refunds = async || {
            let whole = phone.read(&format!("GET /orders/{order}")).await;
            whole["refunds"].as_array().unwrap().first().cloned()
        };
        let line = format!("POST /orders/{order}/refunds");
        let asked = phone
            .done(&line, json!({ "reason": "student-asked" }), refunds)
            .await;
        let id = asked["id"].as_str().unwrap();
        let agreed = async || {
            refunds()
                .await
                .filter(|refund| refund["state"] != "requested")
        };
        let line = format!("POST /refunds/{id}/approve");
        self.office.second.done(&line, (), agreed).await;
        let number = id.replace('-', "");
        if self.bank.books().refund_problem.is_some() {
            self.fill_up(id, &refunds).await;
        }
        eventually("the bank is asked", async || {
            self.bank
                .books()
                .refunds
                .contains_key(&number)
                .then_some(())
        })
        .await;
        self.bank
            .books()
            .refunds
            .insert(number.clone(), ("SUCCESS", FEE));
        let content = json!({
            "mchid": MERCHANT, "out_refund_no": number, "refund_status": "SUCCESS",
            "success_time": "2023-09-06T09:00:00+08:00", "amount": { "refund": FEE, "total": FEE },
        });
        self.deliver("REFUND.SUCCESS", &content, told.kill()).await;
        eventually("the money has gone back", async || {
            let refund = refunds().await?;
            (refund["state"] == "done").then_some(())
        })
        .await;
    }

    /// The merchant's account has money again, and the refund is sent under the same number: the bank is asked about it
    /// first, and the service may be killed there.
    async fn fill_up(&self, id: &str, refund: impl AsyncFn() -> Option<Value>) {
        let is_stuck = async || refund().await.filter(|refund| refund["state"] == "stuck");
        eventually("the refund is stuck", is_stuck).await;
        self.bank.books().refund_problem = None;
        let sent = async || refund().await.filter(|refund| refund["state"] != "stuck");
        let line = format!("POST /refunds/{id}/retry");
        self.office.second.done(&line, (), sent).await;
    }

    /// An order that is given up while the service is killed at closing its payment: nothing can be paid any more.
    async fn give_up(&self, moment: Moment) {
        let order = self.place().await;
        let number = self.start(&order).await;
        self.trap.arm(Some(moment));
        let phone = &self.payer.phone;
        let whole = async || {
            let order = phone.read(&format!("GET /orders/{order}")).await;
            (order["state"] == "cancelled").then_some(order)
        };
        let line = format!("POST /orders/{order}/cancel");
        phone.done(&line, (), whole).await;
        assert!(self.trap.is_sprung(), "{moment:?} never came");
        assert_eq!(self.bank.books().payments[&number], ("CLOSED", FEE));
    }

    /// What the bank has, the orders say, and the ledger sums up, is the same.
    async fn check_books(&self) {
        let rounds = ROUNDS.len() as u64;
        {
            let books = self.bank.books();
            let in_state = |state| {
                books
                    .payments
                    .values()
                    .filter(|payment| payment.0 == state)
                    .count() as u64
            };
            assert_eq!(in_state("SUCCESS"), rounds, "{:?}", books.payments);
            // What was prepared twice can be paid once.
            assert_eq!(in_state("NOTPAY"), 0, "{:?}", books.payments);
            assert_eq!(books.refunds.len() as u64, rounds);
        }
        let second = &self.office.second;
        let sums = second.list("GET /money/ledger/sums").await;
        for sum in &sums {
            assert_eq!(sum["balance_fen"], 0, "{sums:#?}");
        }
        let bank = sums
            .iter()
            .find(|sum| sum["account"] == "wechat-pay")
            .unwrap();
        assert_eq!(bank["debit_fen"], FEE * rounds);
        assert_eq!(bank["credit_fen"], FEE * rounds);
    }
}
