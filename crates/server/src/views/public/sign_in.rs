//! Responses to signing in.

use app::sign_in::{CodeSent, SignedIn};
use domain::Account;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::views::staff::member::StaffView;
use crate::word::wire_words;

wire_words! {
    /// The language of messages.
    Language of domain::Language;
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

/// A member of staff who has just signed in; the token is in the cookie.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaffSignedInView {
    pub(crate) staff: StaffView,
    /// When the session ends unless the person does something.
    pub(crate) expires_at: Instant,
    /// Whether the person had not signed in from this device before.
    pub(crate) is_new_device: bool,
}
