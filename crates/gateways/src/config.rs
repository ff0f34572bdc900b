//! Configuration of the gateways. One that is not configured is off, except where the service is reached from its own
//! machine alone: there a local one stands in. Unknown keys are errors; `Debug` hides secrets.

use std::collections::BTreeMap;

use secrecy::SecretString;
use serde::Deserialize;

use crate::error::ConnectError;

/// All gateways.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GatewaysConfig {
    /// The mini-program's server interface.
    pub wechat: WeChatConfig,
    /// Short messages.
    pub sms: SmsConfig,
    /// The mail server.
    pub mail: MailConfig,
    /// The payment service.
    pub pay: PayConfig,
    /// Mail address of the operator, for reports of work that failed for good; without it none are sent.
    pub operator_mail: Option<String>,
}

/// How WeChat is reached; `kind = "off"`, `"local"` or `"real"`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum WeChatConfig {
    /// Not configured: local where only this machine reaches the service, off elsewhere.
    #[default]
    #[serde(skip)]
    Unset,
    /// Not offered.
    Off {},
    /// A stand-in on this machine; see [`crate::LocalWeChat`].
    Local {
        /// Allows the stand-in although others reach the service: anybody can then sign in as anybody.
        #[serde(default)]
        i_know_that_anybody_can_sign_in_as_anybody: bool,
    },
    /// Over HTTPS.
    Real(RealWeChatConfig),
}

/// How short messages go out; `kind = "off"`, `"local"` or `"http"`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum SmsConfig {
    /// Not configured: local where only this machine reaches the service, off elsewhere.
    #[default]
    #[serde(skip)]
    Unset,
    /// Not offered.
    Off {},
    /// A stand-in that keeps messages on this machine; see [`crate::LocalShortMessages`].
    Local {
        /// Allows the stand-in although others reach the service: operators can then read the codes
        /// that sign students in.
        #[serde(default)]
        i_know_that_operators_can_read_sign_in_codes: bool,
    },
    /// By one HTTP request each.
    Http(HttpSmsConfig),
}

/// How mail goes out; `kind = "off"`, `"local"` or `"smtp"`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum MailConfig {
    /// Not configured: local where only this machine reaches the service, off elsewhere.
    #[default]
    #[serde(skip)]
    Unset,
    /// Not offered.
    Off {},
    /// A stand-in that keeps letters on this machine; see [`crate::LocalMail`].
    Local {
        /// Allows the stand-in although others reach the service: letters then reach nobody.
        #[serde(default)]
        i_know_that_letters_reach_nobody: bool,
    },
    /// Through a mail server.
    Smtp(SmtpConfig),
}

/// How students pay; `kind = "off"`, `"local"` or `"wechat"`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum PayConfig {
    /// Not configured: local where only this machine reaches the service, off elsewhere.
    #[default]
    #[serde(skip)]
    Unset,
    /// Not offered.
    Off {},
    /// A cashier on this machine that plays the payer; see [`crate::LocalPay`].
    Local {
        /// Allows the cashier although others reach the service: anybody can then say that they paid.
        #[serde(default)]
        i_know_that_anybody_can_say_that_they_paid: bool,
    },
    /// WeChat Pay (微信支付), version 3 of its interface.
    #[serde(rename = "wechat")]
    WeChat(Box<RealWeChatPayConfig>),
}

/// Who can reach the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// This machine alone: the service listens on a loopback address, and its public address is one.
    ThisMachine,
    /// Other machines too, directly or through a proxy.
    Others,
}

impl Exposure {
    /// Whether a gateway that is not configured has a local stand-in. Otherwise it is off.
    pub(crate) const fn allows_default_stand_in(self) -> bool {
        matches!(self, Self::ThisMachine)
    }

    /// Checks that a gateway may be local as configured. `is_accepted` is the setting by which the operator
    /// accepts the risk.
    ///
    /// # Errors
    /// [`ConnectError`] that names `setting`, for a service that others reach.
    pub(crate) fn check_local(
        self,
        is_accepted: bool,
        setting: &'static str,
    ) -> Result<(), ConnectError> {
        if is_accepted || self == Self::ThisMachine {
            return Ok(());
        }
        let what = "kind = \"local\" is for a service that only this machine reaches (listen and \
                    public_url on a loopback address)";
        Err(ConnectError::setting(setting, what.to_owned()))
    }
}

/// The mini-program at WeChat.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RealWeChatConfig {
    /// Its id (`wx…`).
    pub app_id: String,
    /// Its secret (`AppSecret`).
    pub secret: SecretString,
    /// Where the interface is, for machines that reach it through a relay.
    #[serde(default = "wechat_base_url")]
    pub base_url: String,
    /// Longest time for one call, milliseconds, at most 60 000.
    #[serde(default = "ten_seconds")]
    pub timeout_ms: u64,
    /// Which version of the mini-program a message opens.
    #[serde(default)]
    pub version: MiniProgramVersion,
    /// Subscription messages by [`domain::Message::name`]. One without a template here cannot be
    /// allowed by a student and is not sent.
    #[serde(default)]
    pub templates: BTreeMap<String, WeChatTemplate>,
    /// Whether pages in a phone's browser offer to go on in the mini-program, by a URL Link; it has to be published.
    #[serde(default)]
    pub links: bool,
    /// The official account through which students sign in within WeChat's browser.
    pub official_account: Option<OfficialAccountConfig>,
}

/// An official account (公众号) with the right to ask who a user is (网页授权).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficialAccountConfig {
    /// Its id (`wx…`), another one than the mini-program's.
    pub app_id: String,
    /// Its secret (`AppSecret`).
    pub secret: SecretString,
    /// Where the interface is, for machines that reach it through a relay.
    #[serde(default = "wechat_base_url")]
    pub base_url: String,
    /// Where a browser is sent to be told who the user is.
    #[serde(default = "authorize_url")]
    pub authorize_url: String,
    /// Longest time for one call, milliseconds, at most 60 000.
    #[serde(default = "ten_seconds")]
    pub timeout_ms: u64,
}

/// A merchant of WeChat Pay.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RealWeChatPayConfig {
    /// The mini-program's id (`wx…`), bound to the merchant.
    pub app_id: String,
    /// The official account's id (`wx…`), bound to the same merchant: who pays on a page in WeChat's browser pays
    /// through it. Without it nobody can pay there.
    pub official_account_app_id: Option<String>,
    /// The merchant's number (商户号).
    pub merchant_id: String,
    /// Serial of the merchant's API certificate, hexadecimal.
    pub serial: String,
    /// The private key of that certificate: the PEM text of `apiclient_key.pem`.
    pub private_key: SecretString,
    /// The `APIv3` key, 32 characters.
    pub api_v3_key: SecretString,
    /// Public keys of WeChat Pay by their ids (`PUB_KEY_ID_…`), as PEM texts. Without any, its certificates
    /// are fetched; with one, they still are where a message is signed with a certificate.
    #[serde(default)]
    pub public_keys: BTreeMap<String, String>,
    /// Where WeChat Pay sends its notices: the public address of `/api/v1/payment-notices`.
    pub notify_url: String,
    /// Where the interface is, for machines that reach it through a relay.
    #[serde(default = "wechat_pay_base_url")]
    pub base_url: String,
    /// Longest time for one call, milliseconds, at most 60 000.
    #[serde(default = "ten_seconds")]
    pub timeout_ms: u64,
}

/// A subscription message as it was chosen at WeChat.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeChatTemplate {
    /// The template's id.
    pub id: String,
    /// What goes into which of its fields (`thing1`, `time2` …): text with `{title}`, `{body}`,
    /// `{time}` (of messages that name an instant) and `{attempts_left}` (of `rejected`). Too long a
    /// text is cut to what WeChat takes.
    pub fields: BTreeMap<String, String>,
}

/// Versions of a mini-program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MiniProgramVersion {
    /// The one that everybody has.
    #[default]
    Formal,
    /// The one under trial.
    Trial,
    /// The developers' own.
    Developer,
}

/// A provider of short messages with a plain HTTP interface.
///
/// Slots, in `url` and bodies: `{phone}` (`+86138…`), `{phone_digits}` (`138…`; numbers outside the
/// mainland with country code, without `+`), `{code}` and `{minutes}` (sign-in only), `{text}` (the
/// whole message), `{template}` (`sign-in-code`, or the name of the message). Values are escaped.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpSmsConfig {
    /// Where to; may hold a key, so it does not show.
    pub url: SecretString,
    /// By which method.
    #[serde(default)]
    pub method: HttpMethod,
    /// Headers, such as `Authorization`.
    #[serde(default)]
    pub headers: BTreeMap<String, SecretString>,
    /// What kind of text the bodies are.
    #[serde(default)]
    pub content_type: SmsBody,
    /// Body of the request that sends a sign-in code, where it has one.
    pub body: Option<SecretString>,
    /// Body for other messages; as `body` where it is missing, which then must not have `{code}` or
    /// `{minutes}`, or nothing but sign-in codes is sent.
    pub notice_body: Option<SecretString>,
    /// What tells success beside a status of 200 … 299.
    pub success: Option<SmsSuccess>,
    /// Longest time for one call, milliseconds, at most 60 000.
    #[serde(default = "ten_seconds")]
    pub timeout_ms: u64,
}

/// Methods of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HttpMethod {
    /// The method POST.
    #[default]
    Post,
    /// The method PUT.
    Put,
    /// The method GET.
    Get,
}

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmsBody {
    /// A JSON object, `application/json`.
    #[default]
    Json,
    /// A form, `application/x-www-form-urlencoded`.
    Form,
}

/// How the answer, a JSON text, tells success and failure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsSuccess {
    /// JSON pointer (RFC 6901) to the result, such as `/Code`.
    pub pointer: String,
    /// The result that is success, as text: `OK`, `0`, `true`.
    pub equals: String,
    /// Results that say that there is no such number.
    #[serde(default)]
    pub unknown_recipient: Vec<String>,
    /// Results that ask for fewer calls.
    #[serde(default)]
    pub rate_limited: Vec<String>,
}

/// A mail server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpConfig {
    /// Host name of the server.
    pub host: String,
    /// Its port: 465 with `tls = "implicit"`, 587 with `"starttls"`.
    pub port: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// Who we are to the server; with `password`, or neither.
    pub user: Option<String>,
    /// The password.
    pub password: Option<SecretString>,
    /// The address that letters come from.
    pub from: String,
    /// The name beside it.
    pub from_name: Option<String>,
    /// Longest time for one letter, milliseconds, at most 60 000.
    #[serde(default = "half_a_minute")]
    pub timeout_ms: u64,
}

/// How a connection to a mail server is protected. Certificates are always verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmtpTls {
    /// Not at all: for a server on the same machine. A password then goes only to loopback.
    None,
    /// After a greeting in the clear, or not at all: a server without it is refused.
    Starttls,
    /// From the first byte.
    Implicit,
}

fn wechat_base_url() -> String {
    "https://api.weixin.qq.com".to_owned()
}

fn authorize_url() -> String {
    "https://open.weixin.qq.com/connect/oauth2/authorize".to_owned()
}

fn wechat_pay_base_url() -> String {
    "https://api.mch.weixin.qq.com".to_owned()
}

const fn ten_seconds() -> u64 {
    10_000
}

const fn half_a_minute() -> u64 {
    30_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_refused(text: &str, part: &str) {
        let error = toml::from_str::<GatewaysConfig>(text).unwrap_err();
        assert!(error.to_string().contains(part), "{error}");
    }

    #[test]
    fn an_unconfigured_gateway_has_a_stand_in_only_on_loopback() {
        let config: GatewaysConfig = toml::from_str("").unwrap();
        assert!(matches!(config.wechat, WeChatConfig::Unset));
        assert!(matches!(config.sms, SmsConfig::Unset));
        assert!(matches!(config.mail, MailConfig::Unset));
        assert!(matches!(config.pay, PayConfig::Unset));
        assert!(Exposure::ThisMachine.allows_default_stand_in());
        assert!(!Exposure::Others.allows_default_stand_in());
    }

    #[test]
    fn a_local_gateway_that_others_reach_needs_an_explicit_setting() {
        let refused = Exposure::Others.check_local(false, "wechat.kind");
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("wechat.kind"), "{refused}");
        Exposure::Others.check_local(true, "wechat.kind").unwrap();
        Exposure::ThisMachine
            .check_local(false, "sms.kind")
            .unwrap();
        let text = "[wechat]\nkind = \"local\"\ni_know_that_anybody_can_sign_in_as_anybody = true";
        let config: GatewaysConfig = toml::from_str(text).unwrap();
        assert!(matches!(config.wechat, WeChatConfig::Local { .. }));
        check_refused("[wechat]\nkind = \"unset\"", "unset");
    }

    #[test]
    fn everything_can_be_said_and_no_secret_shows() {
        let text = r#"
            [wechat]
            kind = "real"
            app_id = "wx0000000000000001"
            secret = "hidden"
            [wechat.templates.closes-soon]
            id = "T1"
            fields = { thing1 = "{title}", time2 = "{time}" }
            [wechat.official_account]
            app_id = "wx0000000000000002"
            secret = "hidden"
            [sms]
            kind = "http"
            url = "https://sms.example.org/send?key=hidden"
            headers = { Authorization = "Bearer hidden" }
            body = '{"to":"{phone}","key":"hidden"}'
            success = { pointer = "/Code", equals = "OK" }
            [mail]
            kind = "smtp"
            host = "mail.example.org"
            port = 465
            tls = "implicit"
            user = "caixiang"
            password = "hidden"
            from = "noreply@example.org"
            from_name = "采像"
        "#;
        let config: GatewaysConfig = toml::from_str(text).unwrap();
        let WeChatConfig::Real(wechat) = &config.wechat else {
            panic!("WeChat is real");
        };
        assert_eq!(wechat.base_url, "https://api.weixin.qq.com");
        assert_eq!(wechat.templates["closes-soon"].id, "T1");
        assert!(wechat.official_account.is_some() && !wechat.links);
        assert!(!format!("{config:?}").contains("hidden"));
    }

    #[test]
    fn unknown_keys_are_refused() {
        check_refused("[fax]", "fax");
        check_refused("[wechat]\nkind = \"local\"\napp_id = \"wx1\"", "app_id");
        check_refused("[wechat]\napp_id = \"wx1\"", "kind");
        check_refused(
            "[wechat]\nkind = \"real\"\napp_id = \"wx1\"\nsecret = \"s\"\nurl = \"u\"",
            "url",
        );
    }
}
