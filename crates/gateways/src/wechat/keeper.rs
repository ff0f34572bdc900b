//! Caches an access token: one call fetches, concurrent calls of this process wait for it, and a lease keeps
//! other servers from fetching. It does *not* know what the token is for.

use std::fmt;
use std::sync::Arc;
use std::time::Duration as Pause;

use domain::Duration;
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tracing::info;

use super::answer::{Fault, read};
use crate::clock::Clock;
use crate::error::GatewayError;
use crate::http::Http;
use crate::tokens::{AccessTokens, CachedToken};

/// A token is replaced so long before it expires that no request still on its way meets its end.
/// WeChat hands out a new one from five minutes before the end; earlier it repeats the old one.
const SPARE: Duration = Duration::from_minutes(2);

/// How often and how many times it is looked whether another server has fetched a token: 10 s, the
/// default for a call.
const PAUSE: Pause = Pause::from_millis(100);
const LOOKS: u32 = 100;

/// How long a caller waits for another one of this process to fetch a token.
const LONGEST_QUEUE: Pause = Pause::from_secs(15);

/// How the token of one mini-program is fetched; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct TokenKeeper(Arc<Inner>);

struct Inner {
    source: TokenSource,
    tokens: Arc<dyn AccessTokens>,
    clock: Clock,
    turn: Arc<Mutex<()>>,
}

/// Where tokens come from.
pub(super) struct TokenSource {
    pub(super) http: Http,
    pub(super) url: Url,
    pub(super) app_id: String,
    pub(super) secret: SecretString,
}

#[derive(Deserialize)]
struct Granted {
    access_token: SecretString,
    /// Validity, seconds.
    expires_in: u32,
}

impl TokenKeeper {
    pub(super) fn new(source: TokenSource, tokens: Arc<dyn AccessTokens>, clock: Clock) -> Self {
        Self(Arc::new(Inner {
            source,
            tokens,
            clock,
            turn: Arc::default(),
        }))
    }

    /// A token that WeChat should accept.
    pub(super) async fn token(&self) -> Result<SecretString, GatewayError> {
        if let Some(token) = self.0.cached(SPARE).await? {
            return Ok(token);
        }
        // Without a limit, the last of many callers would wait for a failed call of each before it.
        let turn = Arc::clone(&self.0.turn).lock_owned();
        let turn = tokio::time::timeout(LONGEST_QUEUE, turn).await;
        let turn = turn.map_err(|_| GatewayError::unreachable(NoToken))?;
        if let Some(token) = self.0.cached(SPARE).await? {
            return Ok(token);
        }
        // In a task of its own: a caller that goes away must not leave the lease behind.
        let renewal = tokio::spawn(renew(Arc::clone(&self.0), turn));
        renewal.await.map_err(GatewayError::unreachable)?
    }

    /// Forgets a token that WeChat refused.
    pub(super) async fn forget(&self, token: &SecretString) -> Result<(), GatewayError> {
        Ok(self.0.tokens.forget(self.0.app_id(), token).await?)
    }
}

async fn renew(
    keeper: Arc<Inner>,
    _turn: OwnedMutexGuard<()>,
) -> Result<SecretString, GatewayError> {
    for _ in 0..LOOKS {
        if keeper.tokens.try_lease(keeper.app_id()).await? {
            return keeper.renew_leased().await;
        }
        // Another server is at it. The last token is good for a moment yet, unless it was refused.
        if let Some(token) = keeper.cached(Duration::default()).await? {
            return Ok(token);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Err(GatewayError::unreachable(NoToken))
}

impl Inner {
    fn app_id(&self) -> &str {
        &self.source.app_id
    }

    /// The cached token, if it stays good for longer than `spare`.
    async fn cached(&self, spare: Duration) -> Result<Option<SecretString>, GatewayError> {
        let cached = self.tokens.current(self.app_id()).await?;
        let needed_until = (self.clock)() + spare;
        Ok(cached
            .filter(|cached| needed_until < cached.expires_at)
            .map(|cached| cached.token))
    }

    async fn renew_leased(&self) -> Result<SecretString, GatewayError> {
        // Another server may have finished between the last look and the lease.
        let found = match self.cached(SPARE).await? {
            Some(token) => Ok(token),
            None => match self.fetch().await {
                Ok(fetched) => {
                    self.tokens.store(self.app_id(), &fetched).await?;
                    info!(wechat.app = %self.app_id(), "Renewed WeChat's access token");
                    return Ok(fetched.token);
                }
                Err(error) => Err(error),
            },
        };
        self.tokens.release(self.app_id()).await?;
        found
    }

    async fn fetch(&self) -> Result<CachedToken, GatewayError> {
        let asked_at = (self.clock)();
        let TokenSource {
            http,
            url,
            app_id,
            secret,
        } = &self.source;
        let request = http.request(Method::POST, url.clone()).json(&json!({
            "grant_type": "client_credential",
            "appid": app_id,
            "secret": secret.expose_secret(),
            "force_refresh": false,
        }));
        match read::<Granted>(http.exchange(request).await?) {
            Ok(granted) => Ok(CachedToken {
                token: granted.access_token,
                expires_at: asked_at + Duration::from_seconds(granted.expires_in),
            }),
            // Here the number means that the secret is not the app's.
            Err(Fault::Token) => Err(GatewayError::misconfigured("app id or secret of WeChat")),
            Err(Fault::Other(error)) => Err(error),
        }
    }
}

impl fmt::Debug for Inner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("TokenKeeper");
        shown.field("app_id", &self.source.app_id);
        shown.field("tokens", &self.tokens).finish_non_exhaustive()
    }
}

#[derive(Debug, thiserror::Error)]
#[error("fetching the access token takes others too long")]
struct NoToken;
