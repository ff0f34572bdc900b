//! Records that a student agrees to a text.

use domain::audit::Action;
use domain::{Consent, ConsentId, Purpose, Subject};

use super::list::{ConsentView, view};
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::refusal::ConsentRefusal;
use crate::service::App;
use crate::trace::Trace;

/// Records that the student agrees to the text of `text_version`. Agreeing once more changes nothing.
///
/// # Errors
/// [`ConsentRefusal::OtherText`] unless that is the present text; [`Failure::NotAllowed`] for anyone
/// but a student.
pub async fn give(
    app: &App,
    caller: &Caller,
    purpose: Purpose,
    text_version: u32,
) -> Result<ConsentView, Failure> {
    let account = caller.student()?;
    let current = app.settings().consent_text_version;
    if text_version != current {
        return Err(ConsentRefusal::OtherText { current }.into());
    }
    let now = app.now();
    let work = app.store().begin().await?;
    let before = work.consents().find(account, purpose).await?;
    if let Some(consent) = &before
        && consent.covers(text_version)
    {
        return Ok(view(app, purpose, before.as_ref()));
    }
    let after = if let Some(before) = &before {
        let after = before.clone().give(text_version, caller.actor(), now)?;
        work.consents().advance(before, &after).await?.won()?;
        after
    } else {
        let id = ConsentId::from_uuid(app.new_id());
        let asked = Consent::ask(id, account, purpose);
        let given = asked.give(text_version, caller.actor(), now)?;
        work.consents().insert(&given).await?;
        given
    };
    let action = Action::GiveConsent {
        purpose,
        text_version,
    };
    let trace = Trace::new(app, caller, &action, Subject::Consent(after.id), now);
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(view(app, purpose, Some(&after)))
}
