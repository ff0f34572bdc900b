//! Accounts and sessions of students.

use app::account::AccountView as Found;
use app::sign_in::{CodeSent, SignedIn};
use domain::Account;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Instant, sent_words};

sent_words! {
    /// The language of messages.
    Language of domain::Language { Zh, En, }
}

/// A code is on its way.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CodeSentView {
    /// Before as many seconds are over, no other code is sent to this number.
    resend_after_seconds: i64,
    /// Until when the code can be used.
    valid_until: Instant,
}

impl From<CodeSent> for CodeSentView {
    fn from(sent: CodeSent) -> Self {
        Self {
            resend_after_seconds: sent.resend_after.as_seconds_rounded_up(),
            valid_until: sent.valid_until.into(),
        }
    }
}

/// A student who has just signed in.
// Shows nothing in `Debug`: it holds the token.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignedInView {
    /// For `Authorization: Bearer`; shown only here.
    token: String,
    /// When the session ends unless the student comes back.
    expires_at: Instant,
    /// Whether the account did not exist before.
    is_new: bool,
    /// The account, in short.
    account: AccountSummary,
}

/// An account without what only its page shows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountSummary {
    id: Uuid,
    language: Language,
}

impl From<&Account> for AccountSummary {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.as_uuid(),
            language: account.language.into(),
        }
    }
}

impl From<SignedIn> for SignedInView {
    fn from(signed_in: SignedIn) -> Self {
        Self {
            expires_at: signed_in.expires_at.into(),
            is_new: signed_in.is_new,
            account: (&signed_in.account).into(),
            token: signed_in.token,
        }
    }
}

/// The own account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountView {
    id: Uuid,
    language: Language,
    /// When the student signed in first.
    created_at: Instant,
    /// The mobile number, its middle hidden.
    masked_phone: String,
    /// Whether the student can sign in through WeChat.
    has_wechat: bool,
}

impl From<Found> for AccountView {
    fn from(found: Found) -> Self {
        Self {
            id: found.account.id.as_uuid(),
            language: found.account.language.into(),
            created_at: found.account.created_at.into(),
            masked_phone: found.masked_phone,
            has_wechat: found.has_wechat,
        }
    }
}
