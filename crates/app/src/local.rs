//! Storage of the gateways: the outbox of the local ones, and the access token that all servers share.
//! Built from the parts of the service, before the service itself.

use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::digest::{SHA256, digest};
use domain::{Duration, Sealed};
use gateways::{AccessTokens, CachedToken, Outbox, OutboxError, OutboxItem, TokenStoreError};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use store::Store;
use store::operation::OutboxRow;
use uuid::Uuid;
use vault::{FieldColumn, FieldPlace, Vault};

use crate::failure::Cause;
use crate::ports::{Clock, Random};

/// How long one server alone may fetch an access token. A call takes seconds.
const LEASE: Duration = Duration::from_seconds(30);

/// Writes what the local gateways would send into the store, sealed.
#[derive(Debug, Clone)]
pub struct StoreOutbox {
    store: Store,
    vault: Vault,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

impl StoreOutbox {
    /// An outbox in this store.
    pub fn new(store: Store, vault: Vault, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self {
            store,
            vault,
            clock,
            random,
        }
    }

    async fn keep(&self, item: OutboxItem) -> Result<(), Cause> {
        let now = self.clock.now();
        let id = self.random.id(now);
        let place = FieldPlace {
            column: FieldColumn::OutboxBody,
            row: id,
        };
        let row = OutboxRow {
            id,
            channel: item.channel,
            template: item.template.name().to_owned(),
            recipient_hint: item.recipient_hint,
            body: self.vault.seal(place, item.body.expose())?,
            created_at: now,
        };
        let work = self.store.begin().await?;
        work.outbox().insert(&row).await?;
        Ok(work.commit().await?)
    }
}

#[async_trait]
impl Outbox for StoreOutbox {
    async fn deliver(&self, item: OutboxItem) -> Result<(), OutboxError> {
        self.keep(item).await.map_err(OutboxError::new)
    }
}

/// Keeps access tokens in the store, sealed, and sees to it that one server at a time fetches.
#[derive(Debug, Clone)]
pub struct StoreTokens {
    store: Store,
    vault: Vault,
    clock: Arc<dyn Clock>,
    /// Tells this process from others in leases.
    holder: String,
}

/// What is sealed. The instant is kept beside the token: a value in the store ends by itself, and
/// whether an old token may still be used is the gateway's to judge.
#[derive(Serialize, Deserialize)]
struct Kept {
    token: String,
    expires_at: domain::Timestamp,
}

impl StoreTokens {
    /// Tokens in this store; `random` names this process among others.
    pub fn new(store: Store, vault: Vault, clock: Arc<dyn Clock>, random: &dyn Random) -> Self {
        let holder = random.id(clock.now()).to_string();
        Self {
            store,
            vault,
            clock,
            holder,
        }
    }

    async fn find(&self, app_id: &str) -> Result<Option<(Sealed, CachedToken)>, Cause> {
        let now = self.clock.now();
        let sealed = self.store.secrets().find(&name(app_id), now).await?;
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let clear = self.vault.unseal(place(app_id), &sealed)?;
        let kept: Kept = serde_json::from_str(&clear)?;
        let token = CachedToken {
            token: SecretString::from(kept.token),
            expires_at: kept.expires_at,
        };
        Ok(Some((sealed, token)))
    }

    async fn lease(&self, app_id: &str) -> Result<bool, Cause> {
        let now = self.clock.now();
        let work = self.store.begin().await?;
        let taken = work
            .leases()
            .try_take(&name(app_id), &self.holder, now + LEASE, now)
            .await?;
        work.commit().await?;
        Ok(taken)
    }

    async fn keep(&self, app_id: &str, token: &CachedToken) -> Result<(), Cause> {
        let kept = Kept {
            token: token.token.expose_secret().to_owned(),
            expires_at: token.expires_at,
        };
        // Wiped when it is dropped.
        let clear = SecretString::from(serde_json::to_string(&kept)?);
        let sealed = self.vault.seal(place(app_id), clear.expose_secret())?;
        let work = self.store.begin().await?;
        let secrets = work.secrets();
        secrets
            .put(&name(app_id), &sealed, token.expires_at)
            .await?;
        work.leases().release(&name(app_id), &self.holder).await?;
        Ok(work.commit().await?)
    }

    async fn drop_if(&self, app_id: &str, token: &SecretString) -> Result<(), Cause> {
        let Some((sealed, kept)) = self.find(app_id).await? else {
            return Ok(());
        };
        if kept.token.expose_secret() != token.expose_secret() {
            return Ok(());
        }
        let work = self.store.begin().await?;
        // One that another server has put there meanwhile stays, as it should.
        let _dropped = work.secrets().delete_if(&name(app_id), &sealed).await?;
        Ok(work.commit().await?)
    }

    async fn end_lease(&self, app_id: &str) -> Result<(), Cause> {
        let work = self.store.begin().await?;
        work.leases().release(&name(app_id), &self.holder).await?;
        Ok(work.commit().await?)
    }
}

#[async_trait]
impl AccessTokens for StoreTokens {
    async fn current(&self, app_id: &str) -> Result<Option<CachedToken>, TokenStoreError> {
        let found = self.find(app_id).await.map_err(TokenStoreError::new)?;
        Ok(found.map(|(_, token)| token))
    }

    async fn try_lease(&self, app_id: &str) -> Result<bool, TokenStoreError> {
        self.lease(app_id).await.map_err(TokenStoreError::new)
    }

    async fn store(&self, app_id: &str, token: &CachedToken) -> Result<(), TokenStoreError> {
        self.keep(app_id, token).await.map_err(TokenStoreError::new)
    }

    async fn forget(&self, app_id: &str, token: &SecretString) -> Result<(), TokenStoreError> {
        self.drop_if(app_id, token)
            .await
            .map_err(TokenStoreError::new)
    }

    async fn release(&self, app_id: &str) -> Result<(), TokenStoreError> {
        self.end_lease(app_id).await.map_err(TokenStoreError::new)
    }
}

fn name(app_id: &str) -> String {
    format!("access-token:{app_id}")
}

/// A secret has a name instead of an id; half of the name's hash stands for one.
fn place(app_id: &str) -> FieldPlace {
    let hash = digest(&SHA256, name(app_id).as_bytes());
    let mut row = [0; 16];
    row.copy_from_slice(&hash.as_ref()[..16]);
    FieldPlace {
        column: FieldColumn::CachedSecret,
        row: Uuid::from_bytes(row),
    }
}
