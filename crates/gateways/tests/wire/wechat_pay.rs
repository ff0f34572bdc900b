//! WeChat Pay over the wire: what is signed and believed, and what comes of duplicates, forgeries, losses and
//! new certificates in the middle.

use domain::{
    BillLine, BillLineKind, Duration, Fen, PaymentId, RefundId, RefundProblem, WeChatOpenId,
};
use gateways::{
    CloseAnswer, GatewayError, Gateways, Notice, NoticeError, NoticeHeaders, PayTicket, PayingIn,
    PaymentAnswer, PaymentAsk, PaymentService, RefundAnswer, RefundAsk,
};
use serde_json::{Value, json};
use std::sync::Arc;
use test_kit::wechat_pay::{
    API_KEY, APP_ID, MERCHANT, Merchant, PAID_AT, PUBLIC_KEY_ID, Service, Signed, transaction,
};
use time::macros::date;
use uuid::Uuid;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use crate::support::{NOW, check_setting_refused, check_unreachable, connect, set_later};

fn headers(signed: Signed) -> NoticeHeaders {
    NoticeHeaders {
        serial: signed.serial,
        signature: signed.signature,
        timestamp: signed.timestamp,
        nonce: signed.nonce,
    }
}

/// The payment service, and what is behind it.
struct Till {
    pay: Arc<dyn PaymentService>,
    service: Service,
    merchant: Merchant,
    _server: MockServer,
}

fn payment() -> PaymentId {
    PaymentId::from_uuid(Uuid::from_u128(0x7a))
}

fn refund() -> RefundId {
    RefundId::from_uuid(Uuid::from_u128(0x7b))
}

const NUMBER: &str = "0000000000000000000000000000007a";
const REFUND_NUMBER: &str = "0000000000000000000000000000007b";

fn config(url: &str, merchant: &Merchant, public_keys: &str) -> String {
    let private = &merchant.private_pem;
    format!(
        "[pay]\nkind = \"wechat\"\napp_id = \"{APP_ID}\"\nmerchant_id = \"{MERCHANT}\"\n\
         serial = \"5A0001\"\napi_v3_key = \"{API_KEY}\"\nbase_url = \"{url}\"\ntimeout_ms = 2000\n\
         notify_url = \"https://caixiang.example/api/v1/payment-notices\"\n\
         private_key = '''{private}'''\n{public_keys}"
    )
}

impl Till {
    /// With certificates alone, or with the public key too.
    async fn open(with_public_key: bool) -> Self {
        let merchant = Merchant::make();
        let service = Service::new(&merchant, || NOW.as_micros() / 1_000_000);
        let server = MockServer::start().await;
        Mock::given(any())
            .respond_with(service.clone())
            .mount(&server)
            .await;
        let mut keys = String::new();
        if with_public_key {
            PUBLIC_KEY_ID.clone_into(&mut service.books().signs_with);
            let pem = service.public_pem(PUBLIC_KEY_ID);
            keys = format!("[pay.public_keys]\n{PUBLIC_KEY_ID} = '''{pem}'''\n");
        }
        let gateways: Gateways = connect(&config(&server.uri(), &merchant, &keys));
        assert!(gateways.cashier.is_none());
        Self {
            pay: gateways.pay.unwrap(),
            service,
            merchant,
            _server: server,
        }
    }

    async fn with_certificates() -> Self {
        Self::open(false).await
    }

    async fn prepare(&self, paying_in: PayingIn) -> Result<PayTicket, GatewayError> {
        let ask = PaymentAsk {
            payment: payment(),
            description: "毕业生图像采集".repeat(12),
            amount_fen: Fen::new(1350),
            expires_at: NOW + Duration::from_minutes(30),
            paying_in,
        };
        self.pay.prepare(&ask).await
    }

    async fn prepare_in_browser(&self) -> Result<PayTicket, GatewayError> {
        let address = "192.0.2.1".to_owned();
        self.prepare(PayingIn::Browser { address }).await
    }

    fn become_paid(&self, state: &'static str, fen: u64) {
        self.service
            .books()
            .payments
            .insert(NUMBER.to_owned(), (state, fen));
    }

    async fn read(&self, notice: (NoticeHeaders, Vec<u8>)) -> Result<Notice, NoticeError> {
        self.pay.read_notice(&notice.0, &notice.1).await
    }

    fn paid_notice(&self) -> (NoticeHeaders, Vec<u8>) {
        self.notice(
            "TRANSACTION.SUCCESS",
            &transaction(NUMBER, "SUCCESS", 1350, PAID_AT),
        )
    }

    fn notice(&self, event: &str, content: &Value) -> (NoticeHeaders, Vec<u8>) {
        let (signed, body) = self.service.notice(event, content);
        (headers(signed), body)
    }

    #[track_caller]
    fn check_paid(read: Result<Notice, NoticeError>) {
        let Ok(Notice::Payment {
            payment: of,
            answer: PaymentAnswer::Paid(receipt),
        }) = read
        else {
            panic!("{read:?}");
        };
        assert_eq!((of, receipt.amount_fen), (payment(), Fen::new(1350)));
        assert_eq!(receipt.paid_at.to_string(), "2023-09-06T08:40:00+08:00");
    }
}

#[tokio::test]
async fn the_mini_program_gets_what_wechat_verifies() {
    let till = Till::with_certificates().await;
    let user = WeChatOpenId::parse("oUser-1").unwrap();
    let ticket = till.prepare(PayingIn::MiniProgram { user }).await.unwrap();
    assert_eq!(format!("{ticket:?}"), "MiniProgram(…)");
    let PayTicket::MiniProgram {
        time_stamp,
        nonce,
        package,
        signature,
    } = ticket
    else {
        panic!("a ticket of the mini-program");
    };
    assert_eq!(package, "prepay_id=wx201");
    let message = format!("{APP_ID}\n{time_stamp}\n{nonce}\n{package}\n");
    assert!(till.merchant.has_signed(&message, &signature));
}

#[tokio::test]
async fn a_browser_gets_an_address() {
    let till = Till::with_certificates().await;
    let ticket = till.prepare_in_browser().await.unwrap();
    let url = format!("https://wx.example/pay?number={NUMBER}");
    assert_eq!(ticket, PayTicket::Browser { url });
}

#[tokio::test]
async fn an_answer_without_a_valid_signature_does_not_mean_that_nothing_happened() {
    let till = Till::with_certificates().await;
    till.service.books().forges = true;
    check_unreachable(till.prepare_in_browser().await, "signature");
    // It was carried out all the same, which asking finds.
    assert_eq!(till.service.books().payments.len(), 1);
    till.service.books().forges = false;
    let found = till.pay.find_payment(payment()).await.unwrap();
    assert_eq!(found, PaymentAnswer::Waiting);
}

#[tokio::test]
async fn what_became_of_a_payment_is_asked() {
    let till = Till::with_certificates().await;
    let find = || till.pay.find_payment(payment());
    assert_eq!(find().await.unwrap(), PaymentAnswer::Unknown);
    for (state, expected) in [
        ("NOTPAY", PaymentAnswer::Waiting),
        ("USERPAYING", PaymentAnswer::Waiting),
        ("CLOSED", PaymentAnswer::Closed),
        ("PAYERROR", PaymentAnswer::Failed),
    ] {
        till.become_paid(state, 1350);
        assert_eq!(find().await.unwrap(), expected, "{state}");
    }
    for state in ["SUCCESS", "REFUND"] {
        till.become_paid(state, 1350);
        assert!(
            matches!(find().await.unwrap(), PaymentAnswer::Paid(_)),
            "{state}"
        );
    }
    till.become_paid("SOMETHING_NEW", 1350);
    check_unreachable(find().await, "not what this service answers");
}

#[tokio::test]
async fn closing_finds_out_that_somebody_was_faster() {
    let till = Till::with_certificates().await;
    let close = || till.pay.close_payment(payment());
    assert_eq!(close().await.unwrap(), CloseAnswer::Closed);
    till.become_paid("NOTPAY", 1350);
    assert_eq!(close().await.unwrap(), CloseAnswer::Closed);
    till.become_paid("SUCCESS", 1350);
    assert_eq!(close().await.unwrap(), CloseAnswer::Paid);
}

#[tokio::test]
async fn a_genuine_notice_is_read_as_often_as_it_comes() {
    let till = Till::with_certificates().await;
    let notice = till.paid_notice();
    for _ in 0..3 {
        Till::check_paid(till.read(notice.clone()).await);
    }
}

#[tokio::test]
async fn what_is_not_signed_by_wechat_pay_is_not_believed() {
    let till = Till::with_certificates().await;
    let check = |headers: NoticeHeaders, body: Vec<u8>| {
        let pay = Arc::clone(&till.pay);
        async move {
            let read = pay.read_notice(&headers, &body).await;
            assert!(
                matches!(read, Err(NoticeError::NotGenuine)),
                "{headers:?} {read:?}"
            );
        }
    };
    let (headers, body) = till.paid_notice();
    // A changed body, even by a space that JSON does not see.
    let mut changed = body.clone();
    changed.push(b' ');
    check(headers.clone(), changed).await;
    check(NoticeHeaders::default(), body.clone()).await;
    // WeChat Pay's own test whether we look.
    let probe = NoticeHeaders {
        signature: format!("WECHATPAY/SIGNTEST/{}", headers.signature),
        ..headers.clone()
    };
    check(probe, body.clone()).await;
    // Kept by somebody and sent again later, with the time changed or not.
    let seconds = NOW.as_micros() / 1_000_000;
    for timestamp in [seconds - 1, seconds - 301, seconds + 301] {
        let old = NoticeHeaders {
            timestamp: timestamp.to_string(),
            ..headers.clone()
        };
        check(old, body.clone()).await;
    }
    // Of a key that nobody has.
    let unknown = NoticeHeaders {
        serial: "C9".to_owned(),
        ..headers
    };
    check(unknown, body).await;
}

#[tokio::test]
async fn what_is_of_another_merchant_is_turned_away() {
    let till = Till::with_certificates().await;
    for (field, value) in [
        ("mchid", json!("1900000002")),
        ("appid", json!("wx0000000000000002")),
        ("out_trade_no", json!("somebody-elses")),
        ("amount", json!({ "total": 1350, "currency": "USD" })),
        ("amount", Value::Null),
        ("trade_state", json!("SOMETHING_NEW")),
    ] {
        let mut content = transaction(NUMBER, "SUCCESS", 1350, PAID_AT);
        content[field] = value;
        let read = till
            .read(till.notice("TRANSACTION.SUCCESS", &content))
            .await;
        assert!(
            matches!(read, Err(NoticeError::NotUnderstood)),
            "{field} {read:?}"
        );
    }
    let other = till.read(till.notice("COUPON.USE", &json!({}))).await;
    assert!(matches!(other, Ok(Notice::Other)), "{other:?}");
}

#[tokio::test]
async fn another_sum_is_told_as_it_is() {
    // Whether it is what was asked for, the domain decides.
    let till = Till::with_certificates().await;
    let content = transaction(NUMBER, "SUCCESS", 1, PAID_AT);
    let read = till
        .read(till.notice("TRANSACTION.SUCCESS", &content))
        .await;
    assert!(matches!(
        read,
        Ok(Notice::Payment { answer: PaymentAnswer::Paid(receipt), .. }) if receipt.amount_fen == Fen::new(1)
    ));
}

#[tokio::test]
async fn certificates_change_in_the_middle() {
    let till = Till::with_certificates().await;
    let old = till.paid_notice();
    Till::check_paid(till.read(old.clone()).await);
    {
        let mut books = till.service.books();
        books.hands_out.push("C2".to_owned());
        books.signs_with = "C2".to_owned();
    }
    // Unknown serials do not make us ask again and again: within a minute it is not looked up.
    let new = till.paid_notice();
    let early = till.read(new).await;
    assert!(matches!(early, Err(NoticeError::NotGenuine)), "{early:?}");
    let asked = till.service.books().asked.len();
    assert_eq!(asked, 1);
    // What was signed with the former one and is still under way counts as before.
    Till::check_paid(till.read(old).await);
    // A minute later it is looked up, and what comes again is taken.
    set_later(Duration::from_seconds(61));
    Till::check_paid(till.read(till.paid_notice()).await);
    assert_eq!(till.service.books().asked.len(), 2);
}

#[tokio::test]
async fn a_genuine_notice_is_too_old_after_five_minutes() {
    let till = Till::with_certificates().await;
    let kept = till.paid_notice();
    set_later(Duration::from_seconds(299));
    Till::check_paid(till.read(kept.clone()).await);
    set_later(Duration::from_seconds(301));
    let replayed = till.read(kept).await;
    assert!(
        matches!(replayed, Err(NoticeError::NotGenuine)),
        "{replayed:?}"
    );
}

#[tokio::test]
async fn a_new_certificate_is_fetched_when_it_is_first_seen() {
    let till = Till::with_certificates().await;
    {
        let mut books = till.service.books();
        books.hands_out = vec!["C1".to_owned(), "C2".to_owned()];
        books.signs_with = "C2".to_owned();
    }
    Till::check_paid(till.read(till.paid_notice()).await);
    till.service.books().signs_with = "C1".to_owned();
    Till::check_paid(till.read(till.paid_notice()).await);
    assert_eq!(till.service.books().asked, ["/v3/certificates"]);
}

#[tokio::test]
async fn a_public_key_and_certificates_stand_side_by_side() {
    let till = Till::open(true).await;
    till.prepare_in_browser().await.unwrap();
    Till::check_paid(till.read(till.paid_notice()).await);
    assert_eq!(
        till.service.books().asked.len(),
        1,
        "no certificate is needed"
    );
    // Notices are still signed with a certificate while the merchant moves over.
    till.service.books().signs_with = "C1".to_owned();
    Till::check_paid(till.read(till.paid_notice()).await);
    till.service.books().signs_with = PUBLIC_KEY_ID.to_owned();
    till.prepare_in_browser().await.unwrap();
}

fn refund_ask() -> RefundAsk {
    RefundAsk {
        refund: refund(),
        payment: payment(),
        amount_fen: Fen::new(350),
        total_fen: Fen::new(1350),
        reason: "图像采集退款".to_owned(),
    }
}

#[tokio::test]
async fn accepted_is_not_done_and_twice_is_once() {
    let till = Till::with_certificates().await;
    let find = || till.pay.find_refund(refund());
    assert_eq!(find().await.unwrap(), RefundAnswer::Unknown);
    for _ in 0..2 {
        let sent = till.pay.send_refund(&refund_ask()).await.unwrap();
        assert_eq!(sent, RefundAnswer::Accepted);
    }
    assert_eq!(till.service.books().refunds.len(), 1);
    let status = |status| {
        let kept = (status, 350);
        till.service
            .books()
            .refunds
            .insert(REFUND_NUMBER.to_owned(), kept);
    };
    status("SUCCESS");
    assert!(matches!(find().await.unwrap(), RefundAnswer::Done { .. }));
    status("ABNORMAL");
    let stuck = RefundAnswer::Stuck(RefundProblem::PayerAccount);
    assert_eq!(find().await.unwrap(), stuck);
    status("CLOSED");
    assert_eq!(
        find().await.unwrap(),
        RefundAnswer::Stuck(RefundProblem::Closed)
    );
}

#[tokio::test]
async fn a_refund_of_another_sum_is_not_believed() {
    let till = Till::with_certificates().await;
    let kept = ("SUCCESS", 1350);
    till.service
        .books()
        .refunds
        .insert(REFUND_NUMBER.to_owned(), kept);
    check_unreachable(
        till.pay.send_refund(&refund_ask()).await,
        "not what this service answers",
    );
}

#[tokio::test]
async fn refund_notices_are_read() {
    let till = Till::with_certificates().await;
    let content = json!({
        "mchid": MERCHANT, "out_refund_no": REFUND_NUMBER, "refund_status": "SUCCESS",
        "success_time": "2023-09-06T09:00:00+08:00", "amount": { "refund": 350, "total": 1350 },
    });
    let read = till.read(till.notice("REFUND.SUCCESS", &content)).await;
    assert!(matches!(
        read,
        Ok(Notice::Refund { refund: of, answer: RefundAnswer::Done { .. } }) if of == refund()
    ));
}

#[tokio::test]
async fn what_wechat_pay_refuses_is_told_apart() {
    let till = Till::with_certificates().await;
    till.pay.find_payment(payment()).await.unwrap();
    let refuses = |status, code| till.service.books().refuses = Some((status, code));
    refuses(403, "NOT_ENOUGH");
    let stuck = till.pay.send_refund(&refund_ask()).await.unwrap();
    assert_eq!(stuck, RefundAnswer::Stuck(RefundProblem::BalanceTooLow));
    refuses(400, "PARAM_ERROR");
    let refused = till.prepare_in_browser().await.unwrap_err();
    assert!(matches!(&refused, GatewayError::Refused { code } if code == "PARAM_ERROR"));
    refuses(403, "NO_AUTH");
    let refused = till.prepare_in_browser().await.unwrap_err();
    assert!(matches!(refused, GatewayError::Misconfigured { .. }));
    refuses(401, "SIGN_ERROR");
    let refused = till.prepare_in_browser().await.unwrap_err();
    assert!(matches!(refused, GatewayError::Misconfigured { .. }));
    refuses(429, "FREQUENCY_LIMITED");
    let refused = till.prepare_in_browser().await.unwrap_err();
    assert!(matches!(refused, GatewayError::RateLimited { .. }));
    refuses(500, "SYSTEM_ERROR");
    check_unreachable(till.prepare_in_browser().await, "500");
}

#[tokio::test]
async fn the_bill_of_a_day_is_fetched_unpacked_and_compared_with_its_hash() {
    let till = Till::with_certificates().await;
    let day = date!(2023 - 09 - 05);
    assert_eq!(till.pay.bill(day).await.unwrap(), vec![]);
    let bill = format!(
        "\u{feff}商户订单号,交易状态,订单金额\r\n`{NUMBER},`SUCCESS,`13.50\r\n总交易单数\r\n`1\r\n"
    );
    till.service.books().bill = Some(bill);
    let line = BillLine {
        kind: BillLineKind::Payment,
        number: NUMBER.to_owned(),
        amount_fen: Fen::new(1350),
    };
    assert_eq!(till.pay.bill(day).await.unwrap(), vec![line]);
    till.service.books().bill_hash = Some("00".repeat(20));
    check_unreachable(till.pay.bill(day).await, "not what this service answers");
}

#[tokio::test]
async fn settings_that_cannot_work_are_named() {
    let merchant = Merchant::make();
    let good = config("https://pay.example", &merchant, "");
    check_setting_refused(&good.replace(API_KEY, "hidden"), "pay.api_v3_key");
    let no_key = good.replace(&merchant.private_pem, "hidden");
    check_setting_refused(&no_key, "pay.private_key");
    check_setting_refused(&good.replace("https://pay.example", "pay"), "pay.base_url");
    let keys = "[pay.public_keys]\nPUB_KEY_ID_1 = \"hidden\"\n";
    let bad_key = config("https://pay.example", &merchant, keys);
    check_setting_refused(&bad_key, "pay.public_keys");
}
