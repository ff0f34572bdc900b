//! Lists all purposes with their texts and the student's answer to each.

use domain::{AccountId, Consent, Purpose, Timestamp};

use super::{ConsentText, text};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// What the student has said to a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentState {
    /// Nothing yet.
    Asked,
    /// Agreed to the present text.
    Given {
        /// Time at which the student agreed.
        given_at: Timestamp,
    },
    /// Agreed to an older text and has to be asked again.
    Outdated {
        /// Time at which the student agreed.
        given_at: Timestamp,
        /// To which text.
        text_version: u32,
    },
    /// Agrees no more.
    Withdrawn,
}

/// A purpose as the student sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentView {
    /// The purpose.
    pub purpose: Purpose,
    /// The present text.
    pub text: ConsentText,
    /// Whether the student can go on without it.
    pub optional: bool,
    /// What the student has said.
    pub state: ConsentState,
}

/// Every purpose, in a fixed order.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<ConsentView>, Failure> {
    let account = caller.student()?;
    let given = app.store().consents().list(account).await?;
    let views = Purpose::ALL.iter().map(|purpose| {
        let consent = given.iter().find(|consent| consent.purpose == *purpose);
        view(app, *purpose, consent)
    });
    Ok(views.collect())
}

/// What a student has said to the purposes without which no portrait is had, for staff at a counter.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn needed(app: &App, account: AccountId) -> Result<Vec<ConsentView>, Failure> {
    let given = app.store().consents().list(account).await?;
    let needed = Purpose::ALL.iter().filter(|purpose| !purpose.is_optional());
    let views = needed.map(|purpose| {
        let consent = given.iter().find(|consent| consent.purpose == *purpose);
        view(app, *purpose, consent)
    });
    Ok(views.collect())
}

pub(super) fn view(app: &App, purpose: Purpose, consent: Option<&Consent>) -> ConsentView {
    let version = app.settings().consent_text_version;
    let agreement = consent.and_then(Consent::in_force);
    let state = match agreement {
        Some(agreement) if agreement.text_version >= version => ConsentState::Given {
            given_at: agreement.given_at,
        },
        Some(agreement) => ConsentState::Outdated {
            given_at: agreement.given_at,
            text_version: agreement.text_version,
        },
        None if consent.is_some_and(|consent| !consent.history.is_empty()) => {
            ConsentState::Withdrawn
        }
        None => ConsentState::Asked,
    };
    ConsentView {
        purpose,
        text: text(purpose, version),
        optional: purpose.is_optional(),
        state,
    }
}
