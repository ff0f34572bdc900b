//! WeChat Pay v3: a thin client. Requests are signed with the merchant's key; an answer counts only with a
//! valid signature of WeChat Pay.

mod answer;

use std::io::Read as _;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use domain::{BillLine, Means, PaymentId, RefundId, RefundProblem, Timestamp};
use flate2::read::GzDecoder;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use reqwest::{Method, StatusCode, Url};
use serde_json::{Value, json};
use time::Date;
use tokio::sync::Mutex;

use self::answer::{Genuine, answered, headers_of, nonce, read, shortened};
use super::bill::read_bill;
use super::keys::{Keys, SignatureError};
use super::notice::{NoticeError, NoticeHeaders};
use super::wire::{
    BillPlace, Certificates, NoticeBody, Prepared, RefundRecord, Transaction, number_of,
    payment_of, refund_of,
};
use super::{
    CloseAnswer, Notice, PayTicket, PayingIn, PaymentAnswer, PaymentAsk, PaymentService,
    RefundAnswer, RefundAsk,
};
use crate::clock::Clock;
use crate::config::RealWeChatPayConfig;
use crate::error::{BadAnswer, ConnectError, GatewayError};
use crate::http::{Answer, Http};

/// A bill of a day with 100 000 payments has about 40 MB.
const MAX_BILL_BYTES: usize = 128 << 20;

/// Seconds before certificates are fetched again for a serial that is not known: anybody can send one.
const CERTIFICATES_PAUSE_SECONDS: i64 = 60;

/// WeChat Pay's interface for one merchant.
#[derive(Debug)]
pub(crate) struct WeChatPay {
    http: Http,
    base_url: Url,
    app_id: String,
    official_account_app_id: Option<String>,
    merchant_id: String,
    serial: String,
    notify_url: String,
    keys: Keys,
    clock: Clocked,
    /// When certificates were fetched last, seconds since 1970.
    fetched_at: AtomicI64,
    fetching: Mutex<()>,
}

/// A clock that can stand in a type with `Debug`.
struct Clocked(Clock);

impl std::fmt::Debug for Clocked {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Clock")
    }
}

impl WeChatPay {
    pub(crate) fn new(config: &RealWeChatPayConfig, clock: Clock) -> Result<Self, ConnectError> {
        let address = |key: &str, text: &str| {
            let url = Url::parse(text).ok();
            let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
            url.ok_or_else(|| {
                ConnectError::setting(format!("pay.{key}"), "must be an http(s) address")
            })
        };
        address("notify_url", &config.notify_url)?;
        Ok(Self {
            http: Http::new("pay", config.timeout_ms)?,
            base_url: address("base_url", &config.base_url)?,
            app_id: config.app_id.clone(),
            official_account_app_id: config.official_account_app_id.clone(),
            merchant_id: config.merchant_id.clone(),
            serial: config.serial.clone(),
            notify_url: config.notify_url.clone(),
            keys: Keys::new(config)?,
            clock: Clocked(clock),
            fetched_at: AtomicI64::new(i64::MIN / 2),
            fetching: Mutex::new(()),
        })
    }

    fn now(&self) -> Timestamp {
        (self.clock.0)()
    }

    /// Signs a request, sends it, and makes sure that the answer is genuine.
    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Genuine, GatewayError> {
        let answer = self.send(method, path, body, None).await?;
        if answer.status == StatusCode::UNAUTHORIZED {
            // Signed with a key that WeChat Pay does not have, or never for this merchant.
            return Err(GatewayError::misconfigured(
                "serial or private_key of WeChat Pay",
            ));
        }
        let answer = answer.reached()?;
        self.check(&headers_of(&answer.headers), &answer.body)
            .await?;
        Ok(Genuine {
            status: answer.status,
            body: answer.body,
        })
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
        max_bytes: Option<usize>,
    ) -> Result<Answer, GatewayError> {
        let base = self.base_url.as_str().trim_end_matches('/');
        let url = Url::parse(&format!("{base}{path}")).map_err(GatewayError::unreachable)?;
        let text = body.map(Value::to_string).unwrap_or_default();
        // Signed is what WeChat Pay receives: path and query without what a relay adds before them.
        let authorization = self.authorization(method.as_str(), path, &text)?;
        let mut request = self
            .http
            .request(method, url)
            .header(AUTHORIZATION, authorization);
        request = request.header(ACCEPT, "application/json");
        if let Some(id) = self.keys.preferred() {
            request = request.header("Wechatpay-Serial", id);
        }
        if body.is_some() {
            request = request.header(CONTENT_TYPE, "application/json").body(text);
        }
        match max_bytes {
            Some(max_bytes) => self.http.exchange_up_to(request, max_bytes).await,
            None => self.http.exchange(request).await,
        }
    }

    fn authorization(&self, method: &str, path: &str, body: &str) -> Result<String, GatewayError> {
        let seconds = self.now().as_micros() / 1_000_000;
        let nonce = nonce()?;
        let signature = self.sign(&format!("{method}\n{path}\n{seconds}\n{nonce}\n{body}\n"))?;
        let (merchant, serial) = (&self.merchant_id, &self.serial);
        Ok(format!(
            "WECHATPAY2-SHA256-RSA2048 mchid=\"{merchant}\",nonce_str=\"{nonce}\",\
             signature=\"{signature}\",timestamp=\"{seconds}\",serial_no=\"{serial}\""
        ))
    }

    fn sign(&self, message: &str) -> Result<String, GatewayError> {
        let signature = self.keys.sign(message);
        signature.ok_or_else(|| GatewayError::misconfigured("private_key of WeChat Pay"))
    }

    /// Makes sure that a message is genuine; fetches certificates where it is signed with a new one.
    async fn check(&self, headers: &NoticeHeaders, body: &[u8]) -> Result<(), GatewayError> {
        if !headers.is_recent(self.now()) {
            return Err(GatewayError::unreachable(SignatureError::Invalid));
        }
        let message = headers.message(body);
        let verify = || {
            self.keys
                .verify(&headers.serial, &message, &headers.signature)
        };
        match verify() {
            Err(SignatureError::UnknownKey) => {}
            checked => return checked.map_err(GatewayError::unreachable),
        }
        self.fetch_certificates().await?;
        verify().map_err(GatewayError::unreachable)
    }

    /// Fetches the certificates that are in force. They come sealed with our `APIv3` key, which only WeChat
    /// Pay has besides us; the answer is signed with one of them.
    async fn fetch_certificates(&self) -> Result<(), GatewayError> {
        let before = self.fetched_at.load(Ordering::Acquire);
        let _one_at_a_time = self.fetching.lock().await;
        let last = self.fetched_at.load(Ordering::Acquire);
        let now = self.now().as_micros() / 1_000_000;
        if last != before || now - last < CERTIFICATES_PAUSE_SECONDS {
            return Ok(());
        }
        self.fetched_at.store(now, Ordering::Release);
        let answer = self
            .send(Method::GET, "/v3/certificates", None, None)
            .await?;
        let answer = answer.reached()?;
        let headers = headers_of(&answer.headers);
        let certificates: Certificates = read(&answer.body)?;
        for certificate in &certificates.data {
            let sealed = &certificate.encrypt_certificate;
            let pem = self
                .keys
                .open(&sealed.ciphertext, &sealed.nonce, &sealed.associated_data)
                .map_err(|_| GatewayError::misconfigured("api_v3_key of WeChat Pay"))?;
            let learned = self.keys.learn(&certificate.serial_no, &pem);
            learned.map_err(GatewayError::unreachable)?;
        }
        let message = headers.message(&answer.body);
        let verified = self
            .keys
            .verify(&headers.serial, &message, &headers.signature);
        verified.map_err(GatewayError::unreachable)
    }

    /// The path of a payment by our number.
    fn path_of(payment: PaymentId, after: &str) -> String {
        let number = number_of(payment.as_uuid());
        format!("/v3/pay/transactions/out-trade-no/{number}{after}")
    }

    fn is_ours(&self, transaction: &Transaction) -> bool {
        let of_app = transaction.appid == self.app_id
            || self.official_account_app_id.as_ref() == Some(&transaction.appid);
        transaction.mchid == self.merchant_id && of_app
    }

    /// The app through which the payer pays.
    fn app_of(&self, paying_in: &PayingIn) -> Result<&str, GatewayError> {
        match paying_in {
            PayingIn::MiniProgram { .. } | PayingIn::Browser { .. } => Ok(&self.app_id),
            PayingIn::WeChatBrowser { .. } => {
                let app = self.official_account_app_id.as_deref();
                app.ok_or_else(|| {
                    GatewayError::misconfigured("official_account_app_id of WeChat Pay")
                })
            }
        }
    }

    /// What the mini-program, or the page in WeChat's browser, hands to WeChat.
    fn ticket(&self, ask: &PaymentAsk, prepay_id: &str) -> Result<PayTicket, GatewayError> {
        let time_stamp = (self.now().as_micros() / 1_000_000).to_string();
        let nonce = nonce()?;
        let package = format!("prepay_id={prepay_id}");
        let app = self.app_of(&ask.paying_in)?;
        let signature = self.sign(&format!("{app}\n{time_stamp}\n{nonce}\n{package}\n"))?;
        Ok(match ask.paying_in {
            PayingIn::WeChatBrowser { .. } => PayTicket::WeChatBrowser {
                app_id: app.to_owned(),
                time_stamp,
                nonce,
                package,
                signature,
            },
            PayingIn::MiniProgram { .. } | PayingIn::Browser { .. } => PayTicket::MiniProgram {
                time_stamp,
                nonce,
                package,
                signature,
            },
        })
    }

    fn read_payment_notice(&self, content: &[u8]) -> Option<Notice> {
        let transaction: Transaction = serde_json::from_slice(content).ok()?;
        if !self.is_ours(&transaction) {
            return None;
        }
        Some(Notice::Payment {
            payment: payment_of(&transaction.out_trade_no)?,
            answer: transaction.answer()?,
        })
    }

    fn read_refund_notice(&self, content: &[u8]) -> Option<Notice> {
        let record: RefundRecord = serde_json::from_slice(content).ok()?;
        if record.mchid != self.merchant_id {
            return None;
        }
        Some(Notice::Refund {
            refund: refund_of(&record.out_refund_no)?,
            answer: record.answer()?,
        })
    }
}

#[async_trait]
impl PaymentService for WeChatPay {
    fn means(&self) -> Means {
        Means::WeChatPay
    }

    fn takes_wechat_browser(&self) -> bool {
        self.official_account_app_id.is_some()
    }

    async fn prepare(&self, ask: &PaymentAsk) -> Result<PayTicket, GatewayError> {
        let mut body = json!({
            "appid": self.app_of(&ask.paying_in)?,
            "mchid": self.merchant_id,
            "description": shortened(&ask.description),
            "out_trade_no": number_of(ask.payment.as_uuid()),
            "time_expire": ask.expires_at.to_string(),
            "notify_url": self.notify_url,
            "amount": { "total": ask.amount_fen.as_u32(), "currency": "CNY" },
        });
        let path = match &ask.paying_in {
            PayingIn::MiniProgram { user } | PayingIn::WeChatBrowser { user } => {
                body["payer"] = json!({ "openid": user.expose() });
                "/v3/pay/transactions/jsapi"
            }
            PayingIn::Browser { address } => {
                body["scene_info"] =
                    json!({ "payer_client_ip": address, "h5_info": { "type": "Wap" } });
                "/v3/pay/transactions/h5"
            }
        };
        let answer = self.call(Method::POST, path, Some(&body)).await?;
        if answer.status != StatusCode::OK {
            return Err(answer.refused());
        }
        let prepared: Prepared = read(&answer.body)?;
        match (prepared.prepay_id, prepared.h5_url) {
            (Some(prepay_id), _) => self.ticket(ask, &prepay_id),
            (None, Some(url)) => Ok(PayTicket::Browser { url }),
            (None, None) => Err(GatewayError::unreachable(BadAnswer::NotUnderstood)),
        }
    }

    async fn find_payment(&self, payment: PaymentId) -> Result<PaymentAnswer, GatewayError> {
        let path = Self::path_of(payment, &format!("?mchid={}", self.merchant_id));
        let answer = self.call(Method::GET, &path, None).await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Ok(PaymentAnswer::Unknown);
        }
        if answer.status != StatusCode::OK {
            return Err(answer.refused());
        }
        let transaction: Transaction = read(&answer.body)?;
        let is_asked = payment_of(&transaction.out_trade_no) == Some(payment);
        let answer = transaction
            .answer()
            .filter(|_| is_asked && self.is_ours(&transaction));
        answer.ok_or_else(|| GatewayError::unreachable(BadAnswer::NotUnderstood))
    }

    async fn close_payment(&self, payment: PaymentId) -> Result<CloseAnswer, GatewayError> {
        let body = json!({ "mchid": self.merchant_id });
        let path = Self::path_of(payment, "/close");
        let answer = self.call(Method::POST, &path, Some(&body)).await?;
        if answer.status.is_success() {
            return Ok(CloseAnswer::Closed);
        }
        match &answer.code()[..] {
            "ORDERPAID" | "ORDER_PAID" => Ok(CloseAnswer::Paid),
            "ORDERCLOSED" | "ORDER_CLOSED" | "ORDERNOTEXIST" | "ORDER_NOT_EXIST" => {
                Ok(CloseAnswer::Closed)
            }
            _ => Err(answer.refused()),
        }
    }

    async fn send_refund(&self, ask: &RefundAsk) -> Result<RefundAnswer, GatewayError> {
        let body = json!({
            "out_trade_no": number_of(ask.payment.as_uuid()),
            "out_refund_no": number_of(ask.refund.as_uuid()),
            "reason": ask.reason,
            "notify_url": self.notify_url,
            "amount": {
                "refund": ask.amount_fen.as_u32(),
                "total": ask.total_fen.as_u32(),
                "currency": "CNY",
            },
        });
        let answer = self
            .call(Method::POST, "/v3/refund/domestic/refunds", Some(&body))
            .await?;
        if answer.status == StatusCode::OK {
            let record: RefundRecord = read(&answer.body)?;
            return answered(ask.refund, &record, Some(ask));
        }
        match &answer.code()[..] {
            "NOT_ENOUGH" => Ok(RefundAnswer::Stuck(RefundProblem::BalanceTooLow)),
            "USER_ACCOUNT_ABNORMAL" => Ok(RefundAnswer::Stuck(RefundProblem::PayerAccount)),
            _ => Err(answer.refused()),
        }
    }

    async fn find_refund(&self, refund: RefundId) -> Result<RefundAnswer, GatewayError> {
        let path = format!(
            "/v3/refund/domestic/refunds/{}",
            number_of(refund.as_uuid())
        );
        let answer = self.call(Method::GET, &path, None).await?;
        if answer.status == StatusCode::NOT_FOUND {
            return Ok(RefundAnswer::Unknown);
        }
        if answer.status != StatusCode::OK {
            return Err(answer.refused());
        }
        answered(refund, &read(&answer.body)?, None)
    }

    async fn bill(&self, day: Date) -> Result<Vec<BillLine>, GatewayError> {
        let (year, month, date) = (day.year(), u8::from(day.month()), day.day());
        let path = format!(
            "/v3/bill/tradebill?bill_date={year:04}-{month:02}-{date:02}&bill_type=ALL&tar_type=GZIP"
        );
        let answer = self.call(Method::GET, &path, None).await?;
        if answer.status != StatusCode::OK {
            return match &answer.code()[..] {
                // Nothing moved on that day.
                "NO_STATEMENT_EXIST" => Ok(Vec::new()),
                "STATEMENT_CREATING" => {
                    let status = answer.status.as_u16();
                    Err(GatewayError::unreachable(BadAnswer::Status(status)))
                }
                _ => Err(answer.refused()),
            };
        }
        let place: BillPlace = read(&answer.body)?;
        let text = self.download(&place).await?;
        read_bill(&text).map_err(GatewayError::unreachable)
    }

    async fn read_notice(
        &self,
        headers: &NoticeHeaders,
        body: &[u8],
    ) -> Result<Notice, NoticeError> {
        // Before anything is fetched for its sake.
        if !headers.is_recent(self.now()) || headers.signature.is_empty() {
            return Err(NoticeError::NotGenuine);
        }
        match self.check(headers, body).await {
            Err(GatewayError::Unreachable { source }) if source.is::<SignatureError>() => {
                return Err(NoticeError::NotGenuine);
            }
            checked => checked?,
        }
        let notice: NoticeBody =
            serde_json::from_slice(body).map_err(|_| NoticeError::NotUnderstood)?;
        let sealed = &notice.resource;
        let content = self
            .keys
            .open(&sealed.ciphertext, &sealed.nonce, &sealed.associated_data)
            .map_err(|_| NoticeError::NotUnderstood)?;
        let read = match notice.event_type.split('.').next() {
            Some("TRANSACTION") => self.read_payment_notice(&content),
            Some("REFUND") => self.read_refund_notice(&content),
            _ => Some(Notice::Other),
        };
        read.ok_or(NoticeError::NotUnderstood)
    }
}

impl WeChatPay {
    /// Fetches a bill. It bears no signature; the signed answer before it says its hash.
    async fn download(&self, place: &BillPlace) -> Result<String, GatewayError> {
        let not_understood = || GatewayError::unreachable(BadAnswer::NotUnderstood);
        let url = Url::parse(&place.download_url).map_err(|_| not_understood())?;
        let mut path = url.path().to_owned();
        if let Some(query) = url.query() {
            path = format!("{path}?{query}");
        }
        let answer = self
            .send(Method::GET, &path, None, Some(MAX_BILL_BYTES))
            .await?;
        let answer = answer.reached()?;
        if answer.status != StatusCode::OK {
            let status = BadAnswer::Status(answer.status.as_u16());
            return Err(GatewayError::unreachable(status));
        }
        let mut bytes = Vec::new();
        let limit = MAX_BILL_BYTES as u64;
        let plain = if answer.body.starts_with(&[0x1f, 0x8b]) {
            let mut unpacked = GzDecoder::new(&answer.body[..]).take(limit);
            unpacked
                .read_to_end(&mut bytes)
                .map_err(GatewayError::unreachable)?;
            bytes
        } else {
            answer.body
        };
        let hash = hex::encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, &plain));
        if !hash.eq_ignore_ascii_case(&place.hash_value) {
            return Err(not_understood());
        }
        String::from_utf8(plain).map_err(|_| not_understood())
    }
}
