//! Tables of the service itself: audit log, wrong guesses, sessions, repeated requests, counters, leases,
//! secrets, and the outbox of an installation without real gateways. Aggregates are in
//! [`crate::repository`].

mod announcement;
mod audit;
mod backup;
mod counter;
mod idempotency;
mod lease;
mod lock;
pub(crate) mod migration;
mod misses;
mod orphan;
mod outbox;
mod overview;
pub(crate) mod review_claim;
mod review_set;
mod roster_import;
mod second_look;
mod secret;
mod session;
mod sign_in_code;
mod standard;

pub use announcement::{AnnouncedText, Announcement, Announcements};
pub use audit::{AuditFilter, AuditLog, VerifyError};
pub use backup::{Backup, BackupCheck, Backups};
pub use counter::Counters;
pub use idempotency::{
    IdempotencyKey, IdempotencyOutcome, IdempotentRequests, StoredResponse, of_request,
};
pub use lease::Leases;
pub use lock::Lock;
pub use misses::{MissCounts, MissKey};
pub use orphan::Orphans;
pub use outbox::{Outbox, OutboxRow};
pub use overview::TableRows;
pub use review_claim::{ReviewClaim, ReviewClaims};
pub use review_set::{PhotoOfSet, ReviewSet, ReviewSets};
pub use roster_import::{RosterImport, RosterImports};
pub use second_look::{SecondDecision, SecondLook, SecondLooks};
pub use secret::Secrets;
pub(crate) use session::signed_in;
pub use session::{Session, SessionHolder, Sessions, SignedIn};
pub use sign_in_code::{SignInCode, SignInCodes};
pub use standard::{CentreStandard, InForce, Standards};

use serde::de::DeserializeOwned;

use crate::error::{StoreError, UnreadableBody};

/// A table that is no aggregate's: the module of its entity, its name, its key, its other columns.
macro_rules! table {
    (
        $module:ident, $name:literal,
        ($($key:ident: $key_type:ty),+) => { $($column:ident: $type:ty,)* }
    ) => {
        #[expect(unreachable_pub, reason = "the derive of an entity makes public items")]
        pub(crate) mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $name)]
            pub struct Model {
                $(
                    #[sea_orm(primary_key, auto_increment = false)]
                    pub $key: $key_type,
                )+
                $(pub $column: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}
pub(crate) use table;

/// Reads a word or a hash of the domain from the column that its JSON text was written to.
pub(crate) fn from_column<T: DeserializeOwned>(
    table: &'static str,
    id: &impl ToString,
    text: String,
) -> Result<T, StoreError> {
    let value = serde_json::Value::String(text);
    serde_json::from_value(value).map_err(|_| StoreError::Corrupt {
        table,
        id: id.to_string(),
        source: UnreadableBody::BESIDE,
    })
}
