//! Paying within WeChat (JSAPI), in the mini-program and on pages in its browser: from the order to the money in the
//! ledger, over WeChat Pay's own forms, on both databases.

use std::sync::Arc;

use app::money::{self, NoticeHeaders, PayFrom, PayTicket};
use app::ports::Clock as _;
use app::{App, Caller, Failure};
use domain::*;
use gateways::{Exposure, Gateways, MemoryOutbox, MemoryTokens};
use serde_json::{Value, json};
use test_kit::postgres::Server;
use test_kit::wechat_pay::{
    API_KEY, APP_ID, Listening, MERCHANT, Merchant, OFFICIAL_ACCOUNT_ID, Service, transaction,
};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use crate::harness::{World, code_of};
use crate::money::{Till, browser};
use crate::steps::{beside, later};

/// When everything is paid.
const PAID_AT: &str = "2023-09-10T12:01:00+08:00";

/// A till behind which WeChat Pay is played over the wire.
pub(crate) struct Bank {
    pub(crate) till: Till,
    /// The service that pays over WeChat Pay; [`Till`]'s own one has the cashier.
    pub(crate) app: App,
    pub(crate) service: Service,
    merchant: Merchant,
    _listening: Listening,
}

impl Bank {
    /// `has_official_account` says whether pages in WeChat's browser can pay.
    pub(crate) async fn open(world: World, has_official_account: bool) -> Self {
        let till = Till::in_world(world, PayMoment::BeforeSubmitting, Payer::Student).await;
        let merchant = Merchant::make();
        let clock = till.world.clock.clone();
        let service = Service::new(&merchant, move || clock.now().as_micros() / 1_000_000);
        PAID_AT.clone_into(&mut service.books().paid_at);
        let listening = service.listen().await;
        let official_account = has_official_account.then_some(OFFICIAL_ACCOUNT_ID);
        let config = json!({ "pay": {
            "kind": "wechat", "app_id": APP_ID, "official_account_app_id": official_account,
            "merchant_id": MERCHANT, "serial": "5A0001", "api_v3_key": API_KEY,
            "private_key": merchant.private_pem, "base_url": listening.url(), "timeout_ms": 5000,
            "notify_url": "https://caixiang.example/api/v1/payment-notices",
        } });
        let clock = till.world.clock.clone();
        let connected = Gateways::connect(
            &serde_json::from_value(config).unwrap(),
            Exposure::ThisMachine,
            Arc::new(MemoryOutbox::default()),
            Arc::new(MemoryTokens::default()),
            Arc::new(move || clock.now()),
        );
        let gateways = Gateways {
            pay: connected.unwrap().pay,
            cashier: None,
            ..till.world.parts.gateways.clone()
        };
        let app = beside(&till.world, till.world.parts.vault.clone(), gateways);
        Self {
            till,
            app,
            service,
            merchant,
            _listening: listening,
        }
    }

    pub(crate) async fn start(&self, order: &Order, from: PayFrom) -> Result<PayTicket, Failure> {
        let started = money::start(&self.app, &self.till.student, order.id, from).await?;
        Ok(started.ticket)
    }

    /// The number of the payment that the order waits for, as the bank has it.
    pub(crate) async fn number(&self, order: &Order) -> String {
        let payments = self.till.world.parts.store.payments();
        let open = payments.find_open_of_order(order.id).await.unwrap();
        open.unwrap().id.as_uuid().simple().to_string()
    }

    /// The payer confirms with WeChat.
    pub(crate) fn confirm(&self, number: &str) {
        let mut books = self.service.books();
        books.payments.get_mut(number).unwrap().0 = "SUCCESS";
    }

    /// A notice arrives.
    pub(crate) async fn notice(&self, event: &str, content: &Value) -> Result<(), Failure> {
        let (signed, body) = self.service.notice(event, content);
        let headers = NoticeHeaders {
            serial: signed.serial,
            signature: signed.signature,
            timestamp: signed.timestamp,
            nonce: signed.nonce,
        };
        money::receive(&self.app, &headers, &body).await
    }

    /// An order that was paid on a page in any browser.
    pub(crate) async fn paid(&self) -> Order {
        let order = self.till.place().await;
        self.start(&order, browser()).await.unwrap();
        let number = self.number(&order).await;
        later(&self.till.world);
        self.confirm(&number);
        let content = transaction(&number, "SUCCESS", 1350, PAID_AT);
        self.notice("TRANSACTION.SUCCESS", &content).await.unwrap();
        self.till.order(&order).await
    }
}

/// Gives the student a user of the mini-program or of the official account.
async fn link(world: &World, student: &Caller, column: FieldColumn, user: &str) {
    let work = world.work().await;
    let id = student.student().unwrap();
    let before = work.accounts().find(id).await.unwrap().unwrap();
    let row = id.as_uuid();
    let (place, vault) = (FieldPlace { column, row }, &world.parts.vault);
    let (account, actor) = (before.clone(), student.actor());
    let after = if column == FieldColumn::AccountWeChat {
        let user = vault.findable(place, IndexPurpose::WeChat, user).unwrap();
        account.link_wechat(user, actor)
    } else {
        let purpose = IndexPurpose::OfficialAccount;
        let user = vault.findable(place, purpose, user).unwrap();
        account.link_official_account(user, actor)
    };
    let advance = work.accounts().advance(&before, &after.unwrap()).await;
    assert!(matches!(advance.unwrap(), store::Advance::Done));
    work.commit().await.unwrap();
}

/// What the payer's program hands to WeChat: the app, the text that is signed after it, and the signature.
fn signed(ticket: PayTicket) -> (String, String, String) {
    let (app, time_stamp, nonce, package, signature) = match ticket {
        PayTicket::MiniProgram {
            time_stamp,
            nonce,
            package,
            signature,
        } => (APP_ID.to_owned(), time_stamp, nonce, package, signature),
        PayTicket::WeChatBrowser {
            app_id,
            time_stamp,
            nonce,
            package,
            signature,
        } => (app_id, time_stamp, nonce, package, signature),
        other => panic!("{other:?}"),
    };
    assert_eq!(package, "prepay_id=wx201");
    let message = format!("{app}\n{time_stamp}\n{nonce}\n{package}\n");
    (app, message, signature)
}

fn in_wechat() -> PayFrom {
    PayFrom::WeChatBrowser {
        address: "192.0.2.1".to_owned(),
    }
}

/// From the order to the ledger; a notice over another sum and one of an app that is not ours change nothing.
async fn pays(world: World, from: PayFrom, column: FieldColumn, user: &str, app_id: &str) {
    let bank = Bank::open(world, true).await;
    let (till, student) = (&bank.till, &bank.till.student);
    let order = till.place().await;
    let early = bank.start(&order, from.clone()).await;
    assert_eq!(code_of(early), "wechat-user-needed");
    assert!(bank.service.books().payments.is_empty());
    link(&till.world, student, column, user).await;
    let ticket = bank.start(&order, from).await.unwrap();
    let (app, message, signature) = signed(ticket);
    assert_eq!(app, app_id);
    assert!(bank.merchant.has_signed(&message, &signature));
    let number = bank.number(&order).await;
    assert_eq!(bank.service.books().payments[&number], ("NOTPAY", 1350));
    later(&till.world);
    bank.confirm(&number);
    let of = |app: &str, fen| {
        let mut content = transaction(&number, "SUCCESS", fen, PAID_AT);
        content["appid"] = json!(app);
        content
    };
    for lie in [of(app_id, 1), of("wx0000000000000009", 1350)] {
        assert!(bank.notice("TRANSACTION.SUCCESS", &lie).await.is_err());
        assert_eq!(till.order(&order).await.state.name(), "awaiting-payment");
    }
    for _twice in 0..2 {
        let told = bank.notice("TRANSACTION.SUCCESS", &of(app_id, 1350)).await;
        told.unwrap();
        assert_eq!(till.order(&order).await.state.name(), "paid");
    }
    let ledger = till.ledger().await;
    assert_eq!(ledger, [("wechat-pay", 1350), ("income", -1350)]);
}

async fn pays_in_the_mini_program(world: World) {
    let column = FieldColumn::AccountWeChat;
    pays(world, PayFrom::MiniProgram, column, "oUser-1", APP_ID).await;
}

async fn pays_in_wechats_browser(world: World) {
    let column = FieldColumn::AccountOfficialAccount;
    pays(world, in_wechat(), column, "oPage-1", OFFICIAL_ACCOUNT_ID).await;
}

#[tokio::test]
async fn the_mini_program_pays() {
    pays_in_the_mini_program(World::new().await).await;
}

#[tokio::test]
async fn a_page_in_wechats_browser_pays() {
    pays_in_wechats_browser(World::new().await).await;
}

#[tokio::test]
async fn both_pay_on_postgres() {
    let Some(server) = Server::shared() else {
        return;
    };
    let database = server.database();
    pays_in_the_mini_program(World::on_database(&database.url()).await).await;
    database.remove();
    let database = server.database();
    pays_in_wechats_browser(World::on_database(&database.url()).await).await;
    database.remove();
}

#[tokio::test]
async fn a_lost_notice_of_wechats_browser_is_found_by_asking() {
    let bank = Bank::open(World::new().await, true).await;
    let (till, student) = (&bank.till, &bank.till.student);
    let column = FieldColumn::AccountOfficialAccount;
    link(&till.world, student, column, "oPage-1").await;
    let order = till.place().await;
    bank.start(&order, in_wechat()).await.unwrap();
    bank.confirm(&bank.number(&order).await);
    till.world.clock.advance(Duration::from_seconds(3));
    let view = money::state(&bank.app, student, order.id).await.unwrap();
    assert_eq!(view.order.state.name(), "paid");
}

/// WeChat refuses there what other browsers do: nothing is begun that cannot end.
#[tokio::test]
async fn where_wechats_browser_cannot_pay_the_student_is_sent_elsewhere() {
    let bank = Bank::open(World::new().await, false).await;
    let (till, student) = (&bank.till, &bank.till.student);
    let column = FieldColumn::AccountOfficialAccount;
    link(&till.world, student, column, "oPage-1").await;
    let order = till.place().await;
    let refused = bank.start(&order, in_wechat()).await;
    assert_eq!(code_of(refused), "other-browser-needed");
    assert!(bank.service.books().payments.is_empty());
    // The order is still there, for another browser.
    let elsewhere = bank.start(&order, browser()).await.unwrap();
    assert!(matches!(elsewhere, PayTicket::Browser { .. }));
}

/// The cashier of a machine alone is a page like any other.
#[tokio::test]
async fn the_local_cashier_asks_for_no_wechat_user() {
    let till = Till::usual().await;
    let order = till.place().await;
    let started = money::start(&till.world.app, &till.student, order.id, in_wechat()).await;
    assert!(matches!(started.unwrap().ticket, PayTicket::Cashier));
}
