//! Client of WeChat's server API over HTTPS.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use domain::{PhoneNumber, WeChatOpenId};
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};

use super::answer::{Fault, read};
use super::keeper::{TokenKeeper, TokenSource};
use super::subscription::MessageTemplate;
use super::{SubscriptionMessage, TextSafety, WeChat};
use crate::clock::Clock;
use crate::config::{MiniProgramVersion, RealWeChatConfig};
use crate::error::{BadAnswer, ConnectError, GatewayError};
use crate::http::Http;
use crate::tokens::AccessTokens;

/// The longest text that WeChat checks in one call, characters.
const MAX_CHECKED_CHARS: usize = 2500;

/// Codes are opaque and short; what is longer is none and need not be sent anywhere.
const MAX_CODE_BYTES: usize = 512;

/// A link is opened when it was asked for; the next visit asks for another one.
const LINK_DAYS: u32 = 1;

/// WeChat's server interface.
#[derive(Debug)]
pub(crate) struct WeChatApi {
    http: Http,
    base_url: Url,
    app_id: String,
    secret: SecretString,
    version: MiniProgramVersion,
    offers_links: bool,
    templates: BTreeMap<String, MessageTemplate>,
    keeper: TokenKeeper,
}

#[derive(Deserialize)]
pub(super) struct SignedIn {
    pub(super) openid: String,
    // There is a `session_key` or an access token too. They would open what WeChat knows of the user, which nobody
    // here asks for, so they are never read.
}

#[derive(Deserialize)]
struct Linked {
    url_link: String,
}

#[derive(Deserialize)]
struct HandedOver {
    phone_info: PhoneInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PhoneInfo {
    pure_phone_number: String,
    country_code: String,
}

#[derive(Deserialize)]
struct Checked {
    result: CheckResult,
}

#[derive(Deserialize)]
struct CheckResult {
    suggest: Suggestion,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Suggestion {
    Pass,
    Review,
    Risky,
}

impl WeChatApi {
    pub(crate) fn new(
        config: &RealWeChatConfig,
        tokens: Arc<dyn AccessTokens>,
        clock: Clock,
    ) -> Result<Self, ConnectError> {
        let http = Http::new("wechat", config.timeout_ms)?;
        let base_url = http_url(&config.base_url, "wechat.base_url")?;
        let templates = config.templates.iter().map(|(message, template)| {
            let template = MessageTemplate::read(message, template)?;
            Ok((message.clone(), template))
        });
        let source = TokenSource {
            http: http.clone(),
            url: address(&base_url, "/cgi-bin/stable_token"),
            app_id: config.app_id.clone(),
            secret: config.secret.clone(),
        };
        Ok(Self {
            templates: templates.collect::<Result<_, ConnectError>>()?,
            http,
            base_url,
            app_id: config.app_id.clone(),
            secret: config.secret.clone(),
            version: config.version,
            offers_links: config.links,
            keeper: TokenKeeper::new(source, tokens, clock),
        })
    }

    /// Posts with the access token; with a new one where WeChat refuses it.
    async fn post<T: DeserializeOwned>(&self, path: &str, body: &Value) -> Result<T, GatewayError> {
        let token = self.keeper.token().await?;
        match self.post_with(&token, path, body).await {
            Ok(answer) => return Ok(answer),
            Err(Fault::Other(error)) => return Err(error),
            Err(Fault::Token) => self.keeper.forget(&token).await?,
        }
        let token = self.keeper.token().await?;
        match self.post_with(&token, path, body).await {
            Ok(answer) => Ok(answer),
            Err(Fault::Other(error)) => Err(error),
            Err(Fault::Token) => {
                self.keeper.forget(&token).await?;
                Err(GatewayError::unreachable(TokenRefused))
            }
        }
    }

    async fn post_with<T: DeserializeOwned>(
        &self,
        token: &SecretString,
        path: &str,
        body: &Value,
    ) -> Result<T, Fault> {
        let mut url = address(&self.base_url, path);
        url.query_pairs_mut()
            .append_pair("access_token", token.expose_secret());
        let request = self.http.request(Method::POST, url).json(body);
        read(self.http.exchange(request).await?)
    }

    async fn check_part(
        &self,
        author: &WeChatOpenId,
        part: &str,
    ) -> Result<TextSafety, GatewayError> {
        // Version 2; scene 2 is what users write to each other, here to reviewers.
        let body = json!({
            "content": part,
            "version": 2,
            "scene": 2,
            "openid": author.expose(),
        });
        let checked: Checked = self.post("/wxa/msg_sec_check", &body).await?;
        Ok(match checked.result.suggest {
            Suggestion::Pass => TextSafety::Pass,
            Suggestion::Review => TextSafety::Review,
            Suggestion::Risky => TextSafety::Risky,
        })
    }
}

#[async_trait]
impl WeChat for WeChatApi {
    async fn open_id(&self, login_code: &str) -> Result<WeChatOpenId, GatewayError> {
        check_code(login_code)?;
        let mut url = address(&self.base_url, "/sns/jscode2session");
        url.query_pairs_mut()
            .append_pair("appid", &self.app_id)
            .append_pair("secret", self.secret.expose_secret())
            .append_pair("js_code", login_code)
            .append_pair("grant_type", "authorization_code");
        let request = self.http.request(Method::GET, url);
        match read::<SignedIn>(self.http.exchange(request).await?) {
            Ok(user) => WeChatOpenId::parse(&user.openid)
                .map_err(|_| GatewayError::unreachable(BadAnswer::NotUnderstood)),
            // There is no token in this call; the number means that the secret is not the app's.
            Err(Fault::Token) => Err(GatewayError::misconfigured("app id or secret of WeChat")),
            Err(Fault::Other(error)) => Err(error),
        }
    }

    async fn phone_number(&self, phone_code: &str) -> Result<PhoneNumber, GatewayError> {
        check_code(phone_code)?;
        let body = json!({ "code": phone_code });
        let answer: HandedOver = self.post("/wxa/business/getuserphonenumber", &body).await?;
        let PhoneInfo {
            pure_phone_number,
            country_code,
        } = answer.phone_info;
        PhoneNumber::parse(&format!("+{country_code}{pure_phone_number}")).map_err(|_| {
            GatewayError::Refused {
                code: "unsupported-phone-number".to_owned(),
            }
        })
    }

    fn template_id(&self, message: &str) -> Option<&str> {
        Some(self.templates.get(message)?.id())
    }

    fn offers_links(&self) -> bool {
        self.offers_links
    }

    async fn link(&self, page: &str, query: &str) -> Result<String, GatewayError> {
        let body = json!({
            "path": page,
            "query": query,
            "expire_type": 1,
            "expire_interval": LINK_DAYS,
            "env_version": match self.version {
                MiniProgramVersion::Formal => "release",
                MiniProgramVersion::Trial => "trial",
                MiniProgramVersion::Developer => "develop",
            },
        });
        let linked: Linked = self.post("/wxa/generate_urllink", &body).await?;
        // The browser is sent there, so it has to be what it says it is.
        let is_web = Url::parse(&linked.url_link).is_ok_and(|url| url.scheme() == "https");
        if is_web {
            Ok(linked.url_link)
        } else {
            Err(GatewayError::unreachable(BadAnswer::NotUnderstood))
        }
    }

    async fn send_message(
        &self,
        to: &WeChatOpenId,
        message: &SubscriptionMessage,
    ) -> Result<(), GatewayError> {
        // Nobody can have allowed a message that has no template; other channels are left.
        let template = self.templates.get(message.message.name());
        let template = template.ok_or(GatewayError::NotSubscribed)?;
        let mut body = template.filled(message);
        body["touser"] = to.expose().into();
        body["miniprogram_state"] = match self.version {
            MiniProgramVersion::Formal => "formal".into(),
            MiniProgramVersion::Trial => "trial".into(),
            MiniProgramVersion::Developer => "developer".into(),
        };
        let IgnoredAny = self.post("/cgi-bin/message/subscribe/send", &body).await?;
        Ok(())
    }

    async fn check_text(
        &self,
        author: &WeChatOpenId,
        text: &str,
    ) -> Result<TextSafety, GatewayError> {
        let letters: Vec<char> = text.chars().collect();
        let mut worst = TextSafety::Pass;
        for part in letters.chunks(MAX_CHECKED_CHARS) {
            let part: String = part.iter().collect();
            worst = worst.max(self.check_part(author, &part).await?);
        }
        Ok(worst)
    }
}

pub(super) fn check_code(code: &str) -> Result<(), GatewayError> {
    if (1..=MAX_CODE_BYTES).contains(&code.len()) {
        Ok(())
    } else {
        Err(GatewayError::InvalidCode)
    }
}

/// `path` below the base address, which may have a path itself.
pub(super) fn address(base_url: &Url, path: &str) -> Url {
    let mut url = base_url.clone();
    url.set_path(&format!("{}{path}", base_url.path().trim_end_matches('/')));
    url
}

/// An address of the web that is set.
pub(super) fn http_url(text: &str, setting: &'static str) -> Result<Url, ConnectError> {
    Url::parse(text)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .ok_or_else(|| ConnectError::setting(setting, "must be an http(s) address"))
}

#[derive(Debug, thiserror::Error)]
#[error("WeChat refused a new access token too")]
struct TokenRefused;
