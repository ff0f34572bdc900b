//! Consents of students, purpose by purpose: texts, giving, withdrawing, and the check that other use
//! cases run first.

mod give;
mod list;
mod on_paper;
mod texts;
mod withdraw;

use domain::{AccountId, Purpose};
use store::Reads;
use store::repository::Consents;

use crate::failure::Failure;
use crate::refusal::ConsentRefusal;
use crate::service::App;

pub use give::give;
pub(crate) use list::needed;
pub use list::{ConsentState, ConsentView, list};
pub use on_paper::record_on_paper;
pub use texts::{ConsentText, text};
pub use withdraw::withdraw;

/// Whether the student agrees to the present text.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn is_in_force(
    app: &App,
    account: AccountId,
    purpose: Purpose,
) -> Result<bool, Failure> {
    let consent = app.store().consents().find(account, purpose).await?;
    let version = app.settings().consent_text_version;
    Ok(consent.is_some_and(|consent| consent.covers(version)))
}

/// Refuses what goes on with a student's data after the student has withdrawn the consent, whichever text
/// it was given to: a newer text stops new steps of the student, not the review of what was submitted.
///
/// # Errors
/// [`ConsentRefusal::Missing`].
pub(crate) async fn require_not_withdrawn(
    reads: &impl Reads,
    account: AccountId,
    purpose: Purpose,
) -> Result<(), Failure> {
    let consent = Consents::of(reads).find(account, purpose).await?;
    if consent.is_some_and(|consent| consent.in_force().is_some()) {
        Ok(())
    } else {
        Err(ConsentRefusal::Missing { purpose }.into())
    }
}

/// Refuses to decide on a photo that nobody may hand over any more. Submitting asks for this consent, so one
/// that was never asked for belongs to what was submitted before it was a consent of its own.
///
/// # Errors
/// [`ConsentRefusal::Missing`].
pub(crate) async fn require_hand_over(
    reads: &impl Reads,
    account: AccountId,
) -> Result<(), Failure> {
    let purpose = Purpose::HandOver;
    let consent = Consents::of(reads).find(account, purpose).await?;
    if consent.is_none_or(|consent| consent.in_force().is_some()) {
        Ok(())
    } else {
        Err(ConsentRefusal::Missing { purpose }.into())
    }
}

/// Refuses without the student's consent to the present text.
///
/// # Errors
/// [`ConsentRefusal::Missing`].
pub(crate) async fn require(
    app: &App,
    account: AccountId,
    purpose: Purpose,
) -> Result<(), Failure> {
    if is_in_force(app, account, purpose).await? {
        Ok(())
    } else {
        Err(ConsentRefusal::Missing { purpose }.into())
    }
}
