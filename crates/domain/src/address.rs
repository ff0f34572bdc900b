//! An address of a student to which prints are sent. Everything that it says is sealed as one value; the use
//! case checks it before.

use serde::{Deserialize, Serialize};

use crate::id::{AccountId, AddressId};
use crate::protected::Sealed;
use crate::refusal::{Coded, Kind, Member, member};
use crate::timestamp::Timestamp;
use crate::version::Version;

/// How many addresses an account keeps.
pub const ADDRESSES_PER_ACCOUNT: usize = 20;

/// Why an address is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[derive(strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum AddressRefusal {
    /// The account has as many as it may have.
    #[error("an account keeps at most {ADDRESSES_PER_ACCOUNT} addresses")]
    AddressesUsedUp,
}

impl Coded for AddressRefusal {
    crate::codes_by_name!();

    fn kind(&self) -> Kind {
        Kind::Conflict
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::AddressesUsedUp => vec![member("limit", ADDRESSES_PER_ACCOUNT as u64)],
        }
    }
}

/// An address in a student's book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Unique; made outside, in order of creation.
    pub id: AddressId,
    /// Raised with every change.
    pub version: Version,
    /// Whose it is.
    pub account: AccountId,
    /// Recipient, phone, district and street, sealed as one value.
    pub content: Sealed,
    /// Whether it is offered first; one address of an account is.
    pub is_default: bool,
    /// When it was written or changed.
    pub saved_at: Timestamp,
}

impl Address {
    /// A new address. The first of an account is its default.
    ///
    /// # Errors
    /// [`AddressRefusal::AddressesUsedUp`], where `kept` are those that the account has.
    pub fn keep(
        id: AddressId,
        account: AccountId,
        content: Sealed,
        kept: &[Self],
        at: Timestamp,
    ) -> Result<Self, AddressRefusal> {
        if kept.len() >= ADDRESSES_PER_ACCOUNT {
            return Err(AddressRefusal::AddressesUsedUp);
        }
        Ok(Self {
            id,
            version: Version::FIRST,
            account,
            content,
            is_default: kept.iter().all(|other| !other.is_default),
            saved_at: at,
        })
    }

    /// Says something else.
    #[must_use]
    pub fn change(self, content: Sealed, at: Timestamp) -> Self {
        Self {
            version: self.version.next(),
            content,
            saved_at: at,
            ..self
        }
    }

    /// Is offered first, or no longer.
    #[must_use]
    pub fn offered_first(self, is_default: bool) -> Self {
        Self {
            version: self.version.next(),
            is_default,
            ..self
        }
    }
}
