//! The last step of both ways in which students sign in: finds or creates the account and begins a
//! session.

use domain::audit::{Action, SignInWay};
use domain::{Account, AccountId, Subject, Timestamp};
use store::{SessionHolder, StoreError, UniqueKey, Work};

use super::session;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::trace::Trace;

/// A student who has just signed in.
#[derive(Clone)]
pub struct SignedIn {
    /// The session's token, shown only here.
    pub token: String,
    /// The account.
    pub account: Account,
    /// Whether the account did not exist before.
    pub is_new: bool,
    /// When the session ends unless the student comes back.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("SignedIn")
            .field("account", &self.account.id)
            .field("is_new", &self.is_new)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// Begins the session of a student and commits.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(super) async fn finish(
    app: &App,
    work: Work,
    account: Account,
    is_new: bool,
    way: SignInWay,
) -> Result<SignedIn, Failure> {
    let now = app.now();
    let caller = Caller::Student(account.id);
    let begun = session::begin(
        app,
        &work,
        SessionHolder::Student(account.id),
        now,
        (None, false),
    )
    .await?;
    let subject = Subject::Account(account.id);
    let action = if is_new {
        Action::Register { way }
    } else {
        Action::SignIn { way }
    };
    let trace = Trace::new(app, &caller, &action, subject, now);
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(SignedIn {
        token: begun.token,
        account,
        is_new,
        expires_at: begun.expires_at,
    })
}

/// A new account's id.
pub(super) fn new_account_id(app: &App) -> AccountId {
    AccountId::from_uuid(app.new_id())
}

/// Of two who register one phone or WeChat user at once the second finds the account of the first
/// when trying again.
pub(super) fn registered_meanwhile(error: StoreError) -> Failure {
    match error {
        StoreError::Taken(UniqueKey::AccountPhone | UniqueKey::AccountWeChat) => Failure::Stale,
        error => error.into(),
    }
}
