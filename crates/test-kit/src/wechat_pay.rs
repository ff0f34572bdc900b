//! WeChat Pay as it behaves over the wire, played by a server of the test: it checks what we sign, signs what it
//! answers, keeps books, and misbehaves when told to. A call that WeChat Pay would not understand is a mistake of the test,
//! or of ours, and stops it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on may stop"
)]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, PublicKeyData as _};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// Id of the mini-program.
pub const APP_ID: &str = "wx0000000000000001";
/// Id of the official account, bound to the same merchant.
pub const OFFICIAL_ACCOUNT_ID: &str = "wx0000000000000002";
/// Number of the merchant.
pub const MERCHANT: &str = "1900000001";
/// The merchant's `APIv3` key.
pub const API_KEY: &str = "0123456789abcdef0123456789abcdef";
/// Id of WeChat Pay's public key.
pub const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_0119000000012023090600000001";

/// The headers over what WeChat Pay says, `Wechatpay-…`.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Of the key.
    pub serial: String,
    /// In base64, as it goes into a header.
    pub signature: String,
    /// Seconds since 1970.
    pub timestamp: String,
    /// Text of theirs.
    pub nonce: String,
}

/// A call arrives or is about to be answered: its method and path, and whether it has been carried out.
pub type Watch = Box<dyn Fn(&str, &str, bool) + Send>;

/// A key of WeChat Pay, with its certificate.
struct TheirKey {
    pair: RsaKeyPair,
    certificate_pem: String,
    public_pem: String,
}

impl TheirKey {
    fn make() -> Self {
        let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
        let params = CertificateParams::new(vec!["wechat.example".to_owned()]).unwrap();
        let spki = STANDARD.encode(key.subject_public_key_info());
        Self {
            pair: RsaKeyPair::from_pkcs8(&key.serialize_der()).unwrap(),
            certificate_pem: params.self_signed(&key).unwrap().pem(),
            public_pem: format!("-----BEGIN PUBLIC KEY-----\n{spki}\n-----END PUBLIC KEY-----\n"),
        }
    }
}

/// What the played service keeps and how it behaves.
pub struct Books {
    ours: Vec<u8>,
    clock: Box<dyn Fn() -> i64 + Send>,
    /// The next call is carried out at once and answered so much later.
    pub slow_once: Option<Duration>,
    /// Is told of every call before and after it is carried out.
    pub watch: Option<Watch>,
    keys: BTreeMap<String, TheirKey>,
    /// Serial of the key that signs now.
    pub signs_with: String,
    /// Serials that it hands out as certificates.
    pub hands_out: Vec<String>,
    /// Signs something else than it answers.
    pub forges: bool,
    /// Answers with this status and code instead.
    pub refuses: Option<(u16, &'static str)>,
    /// When everything was paid.
    pub paid_at: String,
    /// Payments by number: state and sum.
    pub payments: BTreeMap<String, (&'static str, u64)>,
    /// The app that each payment was prepared through.
    pub apps: BTreeMap<String, String>,
    /// Refuses refunds that it has not heard of with this code, and keeps nothing of them.
    pub refund_problem: Option<&'static str>,
    /// Refunds by number: status and sum.
    pub refunds: BTreeMap<String, (&'static str, u64)>,
    /// The bill of every day; none where there is none yet.
    pub bill: Option<String>,
    /// Another hash of the bill than its own.
    pub bill_hash: Option<String>,
    /// Paths that were asked for.
    pub asked: Vec<String>,
}

/// The played service; cheap to clone.
#[derive(Clone)]
pub struct Service(Arc<Mutex<Books>>);

/// Our key, made once: the configuration and the service have to agree.
pub struct Merchant {
    /// For the configuration.
    pub private_pem: String,
    public: Vec<u8>,
}

impl Merchant {
    /// A new one.
    pub fn make() -> Self {
        let key = KeyPair::generate_for(&PKCS_RSA_SHA256).unwrap();
        let pair = RsaKeyPair::from_pkcs8(&key.serialize_der()).unwrap();
        Self {
            private_pem: key.serialize_pem(),
            public: pair.public_key().as_ref().to_vec(),
        }
    }

    /// Whether `signature` is ours.
    pub fn has_signed(&self, message: &str, signature: &str) -> bool {
        has_signed(&self.public, message, signature)
    }
}

fn has_signed(public: &[u8], message: &str, signature: &str) -> bool {
    let signature = STANDARD.decode(signature).unwrap();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public);
    key.verify(message.as_bytes(), &signature).is_ok()
}

impl Service {
    /// Signs with the certificate `C1`; has a second one and a public key.
    /// `clock` tells seconds since 1970.
    ///
    /// # Panics
    /// Where no key can be made.
    pub fn new(merchant: &Merchant, clock: impl Fn() -> i64 + Send + 'static) -> Self {
        let serials = ["C1", "C2", PUBLIC_KEY_ID];
        let keys = serials.map(|serial| (serial.to_owned(), TheirKey::make()));
        Self(Arc::new(Mutex::new(Books {
            ours: merchant.public.clone(),
            clock: Box::new(clock),
            slow_once: None,
            watch: None,
            keys: BTreeMap::from(keys),
            signs_with: "C1".to_owned(),
            hands_out: vec!["C1".to_owned()],
            forges: false,
            refuses: None,
            paid_at: PAID_AT.to_owned(),
            payments: BTreeMap::new(),
            apps: BTreeMap::new(),
            refund_problem: None,
            refunds: BTreeMap::new(),
            bill: None,
            bill_hash: None,
            asked: Vec::new(),
        })))
    }

    /// Looks into the books, or changes how it behaves.
    pub fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock().unwrap()
    }

    /// The public key of a serial, PEM.
    pub fn public_pem(&self, serial: &str) -> String {
        self.books().keys[serial].public_pem.clone()
    }

    /// A notice as it arrives: its headers and its bytes.
    pub fn notice(&self, event: &str, content: &Value) -> (Signed, Vec<u8>) {
        let body = json!({
            "id": "EV-1", "create_time": "2023-09-06T08:40:00+08:00", "event_type": event,
            "resource_type": "encrypt-resource", "resource": seal(&content.to_string()),
        });
        let body = body.to_string().into_bytes();
        (self.books().headers(&body), body)
    }
}

/// Seals as WeChat Pay does, with our `APIv3` key.
fn seal(content: &str) -> Value {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, API_KEY.as_bytes()).unwrap());
    let (nonce, aad) = ("abcdefghijkl", "transaction");
    let mut bytes = content.as_bytes().to_vec();
    let sealed = Nonce::try_assume_unique_for_key(nonce.as_bytes()).unwrap();
    key.seal_in_place_append_tag(sealed, Aad::from(aad.as_bytes()), &mut bytes)
        .unwrap();
    json!({
        "algorithm": "AEAD_AES_256_GCM", "ciphertext": STANDARD.encode(bytes),
        "nonce": nonce, "associated_data": aad,
    })
}

/// When everything was paid, unless a test says otherwise.
pub const PAID_AT: &str = "2023-09-06T08:40:00+08:00";

/// A payment as the service tells it.
pub fn transaction(number: &str, state: &str, fen: u64, paid_at: &str) -> Value {
    json!({
        "appid": APP_ID, "mchid": MERCHANT, "out_trade_no": number, "trade_state": state,
        "transaction_id": format!("42{}", &number[number.len() - 8..]), "success_time": paid_at,
        "amount": { "total": fen, "payer_total": fen, "currency": "CNY" },
    })
}

impl Books {
    /// The headers over a body, of the key that signs now.
    pub fn headers(&self, body: &[u8]) -> Signed {
        let timestamp = (self.clock)().to_string();
        let nonce = "nonce-of-theirs".to_owned();
        let mut message = format!("{timestamp}\n{nonce}\n").into_bytes();
        if self.forges {
            message.extend_from_slice(b"something else");
        }
        message.extend_from_slice(body);
        message.push(b'\n');
        let key = &self.keys[&self.signs_with].pair;
        let mut signature = vec![0; key.public_modulus_len()];
        key.sign(
            &RSA_PKCS1_SHA256,
            &SystemRandom::new(),
            &message,
            &mut signature,
        )
        .unwrap();
        Signed {
            serial: self.signs_with.clone(),
            signature: STANDARD.encode(signature),
            timestamp,
            nonce,
        }
    }

    fn tell(&self, method: &str, path: &str, is_done: bool) {
        if let Some(watch) = &self.watch {
            watch(method, path, is_done);
        }
    }

    fn answer(&self, status: u16, body: &str) -> ResponseTemplate {
        let headers = self.headers(body.as_bytes());
        ResponseTemplate::new(status)
            .insert_header("Wechatpay-Serial", headers.serial)
            .insert_header("Wechatpay-Signature", headers.signature)
            .insert_header("Wechatpay-Timestamp", headers.timestamp)
            .insert_header("Wechatpay-Nonce", headers.nonce)
            .set_body_raw(body.to_owned(), "application/json")
    }

    /// Whether the request bears our signature over exactly what arrived.
    fn is_ours(&self, request: &Request) -> bool {
        let header = request
            .headers
            .get("authorization")
            .unwrap()
            .to_str()
            .unwrap();
        let fields = header.strip_prefix("WECHATPAY2-SHA256-RSA2048 ").unwrap();
        let fields: BTreeMap<&str, &str> = fields
            .split(',')
            .map(|field| field.split_once('=').unwrap())
            .map(|(name, value)| (name, value.trim_matches('"')))
            .collect();
        assert_eq!((fields["mchid"], fields["serial_no"]), (MERCHANT, "5A0001"));
        let path = request.url.path();
        let query = request.url.query().map(|query| format!("?{query}"));
        let path = format!("{path}{}", query.unwrap_or_default());
        let body = std::str::from_utf8(&request.body).unwrap();
        let message = format!(
            "{}\n{path}\n{}\n{}\n{body}\n",
            request.method, fields["timestamp"], fields["nonce_str"]
        );
        has_signed(&self.ours, &message, fields["signature"])
    }

    fn certificates(&self) -> Value {
        let of = |serial: &String| {
            let pem = &self.keys[serial].certificate_pem;
            json!({ "serial_no": serial, "encrypt_certificate": seal(pem) })
        };
        json!({ "data": self.hands_out.iter().map(of).collect::<Vec<_>>() })
    }

    fn route(&mut self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let last = path.rsplit('/').next().unwrap_or_default().to_owned();
        let not_found = (404, json!({ "code": "ORDER_NOT_EXIST" }));
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        match (method, path) {
            ("GET", "/v3/certificates") => (200, self.certificates()),
            ("POST", "/v3/pay/transactions/jsapi") => {
                // A person has another id with each app.
                let user = match text("appid").as_str() {
                    APP_ID => "oUser-1",
                    OFFICIAL_ACCOUNT_ID => "oPage-1",
                    other => panic!("{other} is not bound to the merchant"),
                };
                assert_eq!(body["payer"]["openid"], user);
                let fen = body["amount"]["total"].as_u64().unwrap();
                self.apps.insert(text("out_trade_no"), text("appid"));
                self.payments.insert(text("out_trade_no"), ("NOTPAY", fen));
                (200, json!({ "prepay_id": "wx201" }))
            }
            ("POST", "/v3/pay/transactions/h5") => {
                let address = body["scene_info"]["payer_client_ip"].as_str().unwrap();
                address.parse::<std::net::IpAddr>().unwrap();
                let fen = body["amount"]["total"].as_u64().unwrap();
                let number = text("out_trade_no");
                let url = format!("https://wx.example/pay?number={number}");
                self.payments.insert(number, ("NOTPAY", fen));
                (200, json!({ "h5_url": url }))
            }
            ("POST", path) if path.ends_with("/close") => {
                let number = path.split('/').nth_back(1).unwrap().to_owned();
                match self.payments.get_mut(&number) {
                    None => not_found,
                    Some(("SUCCESS", _)) => (400, json!({ "code": "ORDERPAID" })),
                    Some(payment) => {
                        payment.0 = "CLOSED";
                        (204, Value::Null)
                    }
                }
            }
            ("GET", path) if path.contains("/out-trade-no/") => match self.payments.get(&last) {
                None => not_found,
                Some((state, fen)) => {
                    let mut told = transaction(&last, state, *fen, &self.paid_at);
                    if let Some(app) = self.apps.get(&last) {
                        told["appid"] = json!(app);
                    }
                    (200, told)
                }
            },
            ("POST", "/v3/refund/domestic/refunds") => {
                let (number, fen) = (text("out_refund_no"), body["amount"]["refund"].as_u64());
                if let Some(code) = self
                    .refund_problem
                    .filter(|_| !self.refunds.contains_key(&number))
                {
                    return (403, json!({ "code": code }));
                }
                let kept = self.refunds.entry(number.clone());
                let (status, fen) = *kept.or_insert(("PROCESSING", fen.unwrap()));
                (200, refund(&number, status, fen))
            }
            ("GET", path) if path.contains("/refunds/") => match self.refunds.get(&last) {
                None => (404, json!({ "code": "RESOURCE_NOT_EXISTS" })),
                Some((status, fen)) => (200, refund(&last, status, *fen)),
            },
            ("GET", "/v3/bill/tradebill") => match &self.bill {
                None => (400, json!({ "code": "NO_STATEMENT_EXIST" })),
                Some(bill) => {
                    let hash = hex(digest(&SHA1_FOR_LEGACY_USE_ONLY, bill.as_bytes()).as_ref());
                    let hash = self.bill_hash.clone().unwrap_or(hash);
                    let url = "https://elsewhere.example/v3/billdownload/file?token=t";
                    (200, json!({ "hash_value": hash, "download_url": url }))
                }
            },
            other => panic!("{other:?}"),
        }
    }
}

fn refund(number: &str, status: &str, fen: u64) -> Value {
    json!({
        "mchid": MERCHANT, "out_refund_no": number, "status": status,
        "success_time": "2023-09-06T09:00:00+08:00", "amount": { "refund": fen, "total": 1350 },
    })
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;

    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        write!(text, "{byte:02x}").unwrap();
    }
    text
}

/// The service as it can be reached, as long as this lives.
pub struct Listening(MockServer);

impl Listening {
    /// Its address on this machine.
    pub fn url(&self) -> String {
        self.0.uri()
    }
}

impl Service {
    /// Listens on this machine.
    pub async fn listen(&self) -> Listening {
        let server = MockServer::start().await;
        let answers = Mock::given(wiremock::matchers::any()).respond_with(self.clone());
        answers.mount(&server).await;
        Listening(server)
    }
}

impl Respond for Service {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let mut books = self.books();
        assert!(books.is_ours(request), "not signed by the merchant");
        let path = request.url.path().to_owned();
        books.asked.push(path.clone());
        if let Some((status, code)) = books.refuses {
            return books.answer(status, &json!({ "code": code }).to_string());
        }
        if path == "/v3/billdownload/file" {
            // The one answer that bears no signature.
            let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
            packed
                .write_all(books.bill.as_ref().unwrap().as_bytes())
                .unwrap();
            return ResponseTemplate::new(200).set_body_bytes(packed.finish().unwrap());
        }
        let body = serde_json::from_slice(&request.body).unwrap_or(Value::Null);
        let method = request.method.as_str();
        books.tell(method, &path, false);
        let (status, answer) = books.route(method, &path, &body);
        books.tell(method, &path, true);
        let late = books.slow_once.take().unwrap_or_default();
        let text = if answer.is_null() {
            String::new()
        } else {
            answer.to_string()
        };
        books.answer(status, &text).set_delay(late)
    }
}
