//! Storage of WeChat's access token. All servers share one token: a new one may invalidate the old one, so
//! that only one server at a time may fetch.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::Timestamp;
use secrecy::{ExposeSecret, SecretString};

use crate::cause::Cause;

/// An access token and how long it is good for.
#[derive(Debug, Clone)]
pub struct CachedToken {
    /// The token as WeChat issued it.
    pub token: SecretString,
    /// From when on it is refused.
    pub expires_at: Timestamp,
}

/// The place where tokens are kept failed.
#[derive(Debug, thiserror::Error)]
#[error("the access token could not be read or kept")]
pub struct TokenStoreError {
    source: Cause,
}

impl TokenStoreError {
    /// Wraps the store's own error.
    pub fn new(source: impl Into<Cause>) -> Self {
        Self {
            source: source.into(),
        }
    }
}

/// Keeps access tokens, by the id of the mini-program. A lease ends with [`Self::store`] or
/// [`Self::release`], or by itself after some time, in case its holder is gone; 60 s are enough for
/// one call.
#[async_trait]
pub trait AccessTokens: Send + Sync + std::fmt::Debug {
    /// The token, expired or not.
    async fn current(&self, app_id: &str) -> Result<Option<CachedToken>, TokenStoreError>;

    /// Takes the right to fetch a new token; `false` while another server has it.
    async fn try_lease(&self, app_id: &str) -> Result<bool, TokenStoreError>;

    /// Keeps a new token in place of the old one, and ends the lease.
    async fn store(&self, app_id: &str, token: &CachedToken) -> Result<(), TokenStoreError>;

    /// Forgets `token`, which WeChat refused; a newer one stays.
    async fn forget(&self, app_id: &str, token: &SecretString) -> Result<(), TokenStoreError>;

    /// Ends the lease without a new token. Where this is left out, others wait until the lease ends
    /// by itself.
    async fn release(&self, app_id: &str) -> Result<(), TokenStoreError> {
        let _ = app_id;
        Ok(())
    }
}

/// Tokens in memory, for tests and for a service of one process. Its leases do not end by
/// themselves: there is no other process that could be gone.
#[derive(Debug, Default)]
pub struct MemoryTokens(Mutex<HashMap<String, Slot>>);

#[derive(Debug, Default)]
struct Slot {
    token: Option<CachedToken>,
    is_leased: bool,
}

impl MemoryTokens {
    fn slots(&self) -> MutexGuard<'_, HashMap<String, Slot>> {
        // No code panics between two changes of a slot, so a poisoned lock guards sound values.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl AccessTokens for MemoryTokens {
    async fn current(&self, app_id: &str) -> Result<Option<CachedToken>, TokenStoreError> {
        let slots = self.slots();
        Ok(slots.get(app_id).and_then(|slot| slot.token.clone()))
    }

    async fn try_lease(&self, app_id: &str) -> Result<bool, TokenStoreError> {
        let mut slots = self.slots();
        let slot = slots.entry(app_id.to_owned()).or_default();
        Ok(!std::mem::replace(&mut slot.is_leased, true))
    }

    async fn store(&self, app_id: &str, token: &CachedToken) -> Result<(), TokenStoreError> {
        let slot = Slot {
            token: Some(token.clone()),
            is_leased: false,
        };
        self.slots().insert(app_id.to_owned(), slot);
        Ok(())
    }

    async fn forget(&self, app_id: &str, token: &SecretString) -> Result<(), TokenStoreError> {
        if let Some(slot) = self.slots().get_mut(app_id) {
            slot.token
                .take_if(|kept| kept.token.expose_secret() == token.expose_secret());
        }
        Ok(())
    }

    async fn release(&self, app_id: &str) -> Result<(), TokenStoreError> {
        if let Some(slot) = self.slots().get_mut(app_id) {
            slot.is_leased = false;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str) -> CachedToken {
        CachedToken {
            token: text.into(),
            expires_at: Timestamp::from_micros(0),
        }
    }

    async fn kept(tokens: &MemoryTokens) -> Option<String> {
        let current = tokens.current("wx1").await.unwrap();
        current.map(|kept| kept.token.expose_secret().to_owned())
    }

    #[tokio::test]
    async fn one_lease_at_a_time_for_each_app() {
        let tokens = MemoryTokens::default();
        assert!(tokens.try_lease("wx1").await.unwrap());
        assert!(!tokens.try_lease("wx1").await.unwrap());
        assert!(tokens.try_lease("wx2").await.unwrap());
        tokens.store("wx1", &token("first")).await.unwrap();
        assert!(tokens.try_lease("wx1").await.unwrap());
        tokens.release("wx1").await.unwrap();
        assert!(tokens.try_lease("wx1").await.unwrap());
        assert_eq!(kept(&tokens).await.as_deref(), Some("first"));
    }

    #[tokio::test]
    async fn only_the_refused_token_is_forgotten() {
        let tokens = MemoryTokens::default();
        tokens.store("wx1", &token("second")).await.unwrap();
        tokens.forget("wx1", &"first".into()).await.unwrap();
        assert_eq!(kept(&tokens).await.as_deref(), Some("second"));
        tokens.forget("wx1", &"second".into()).await.unwrap();
        assert_eq!(kept(&tokens).await, None);
    }

    #[test]
    fn a_token_does_not_show() {
        assert!(!format!("{:?}", token("first")).contains("first"));
    }
}
