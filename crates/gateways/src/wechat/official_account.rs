//! Client of the official account's sign-in (网页授权) over HTTPS.
//! Source: <https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/Wechat_webpage_authorization.html>.

use async_trait::async_trait;
use domain::WeChatOpenId;
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};

use super::OfficialAccount;
use super::answer::{Fault, read};
use super::api::{SignedIn, address, check_code, http_url};
use crate::config::OfficialAccountConfig;
use crate::error::{BadAnswer, ConnectError, GatewayError};
use crate::http::Http;

/// WeChat's interface for the pages of an official account.
#[derive(Debug)]
pub(crate) struct OfficialAccountApi {
    http: Http,
    base_url: Url,
    authorize_url: String,
    app_id: String,
    secret: SecretString,
}

impl OfficialAccountApi {
    pub(crate) fn new(config: &OfficialAccountConfig) -> Result<Self, ConnectError> {
        let base_url = http_url(&config.base_url, "wechat.official_account.base_url")?;
        let setting = "wechat.official_account.authorize_url";
        let mut page = http_url(&config.authorize_url, setting)?;
        page.query_pairs_mut().append_pair("appid", &config.app_id);
        // WeChat compares the address as text: the parameters in this order, the fragment at the end. `snsapi_base`
        // tells the id alone and asks the user nothing.
        let authorize_url = format!(
            "{page}&redirect_uri={{redirect_uri}}&response_type=code&scope=snsapi_base&state={{state}}#wechat_redirect"
        );
        Ok(Self {
            http: Http::new("official-account", config.timeout_ms)?,
            base_url,
            authorize_url,
            app_id: config.app_id.clone(),
            secret: config.secret.clone(),
        })
    }
}

#[async_trait]
impl OfficialAccount for OfficialAccountApi {
    fn authorize_url(&self) -> &str {
        &self.authorize_url
    }

    async fn open_id(&self, code: &str) -> Result<WeChatOpenId, GatewayError> {
        check_code(code)?;
        let mut url = address(&self.base_url, "/sns/oauth2/access_token");
        url.query_pairs_mut()
            .append_pair("appid", &self.app_id)
            .append_pair("secret", self.secret.expose_secret())
            .append_pair("code", code)
            .append_pair("grant_type", "authorization_code");
        let request = self.http.request(Method::GET, url);
        match read::<SignedIn>(self.http.exchange(request).await?) {
            Ok(user) => WeChatOpenId::parse(&user.openid)
                .map_err(|_| GatewayError::unreachable(BadAnswer::NotUnderstood)),
            // There is no token in this call; the number means that the secret is not the account's.
            Err(Fault::Token) => Err(GatewayError::misconfigured(
                "app id or secret of the official account",
            )),
            Err(Fault::Other(error)) => Err(error),
        }
    }
}
