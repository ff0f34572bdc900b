//! Writes down that a student has signed a text on paper at a counter. The app is the usual way; this is for who has
//! come without a phone, or has not been asked yet. The paper stays with the centre.

use domain::audit::Action;
use domain::{
    Consent, ConsentId, ConsentState, Degree, DegreeAction, DegreeId, Permission, Purpose, Subject,
    WrongState,
};

use super::list::{ConsentView, view};
use crate::caller::Caller;
use crate::degree;
use crate::failure::{Failure, Won};
use crate::refusal::ConsentRefusal;
use crate::service::App;
use crate::trace::Trace;

/// Records that the student of a bound degree has signed the present text of a purpose. Once more changes nothing.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ShootOnSite`]; [`Failure::NotFound`]; [`WrongState`] for a degree that is
/// not bound; [`ConsentRefusal::NotAsked`] for a purpose that nothing at a counter needs, [`ConsentRefusal::OtherText`]
/// unless that is the present text, [`ConsentRefusal::Withdrawn`] where the student has taken the consent back.
pub async fn record_on_paper(
    app: &App,
    caller: &Caller,
    degree: DegreeId,
    purpose: Purpose,
    text_version: u32,
) -> Result<ConsentView, Failure> {
    let staff = caller.staff()?.id;
    let degree = degree::find(app.store(), caller, Permission::ShootOnSite, degree).await?;
    if !degree.is_bound() {
        return Err(WrongState::<Degree>::new(&degree.state, DegreeAction::Begin).into());
    }
    if purpose.is_optional() {
        return Err(ConsentRefusal::NotAsked.into());
    }
    let current = app.settings().consent_text_version;
    if text_version != current {
        return Err(ConsentRefusal::OtherText { current }.into());
    }
    let now = app.now();
    let work = app.store().begin().await?;
    let before = work.consents().find(degree.account, purpose).await?;
    let after = match &before {
        Some(consent) if consent.covers(text_version) => {
            return Ok(view(app, purpose, before.as_ref()));
        }
        Some(consent) if consent.state() == ConsentState::Withdrawn => {
            return Err(ConsentRefusal::Withdrawn.into());
        }
        Some(consent) => {
            let after = consent.clone().give_on_paper(text_version, staff, now)?;
            work.consents().advance(consent, &after).await?.won()?;
            after
        }
        None => {
            let id = ConsentId::from_uuid(app.new_id());
            let asked = Consent::ask(id, degree.account, purpose);
            let after = asked.give_on_paper(text_version, staff, now)?;
            work.consents().insert(&after).await?;
            after
        }
    };
    let action = Action::RecordConsent {
        purpose,
        text_version,
    };
    let trace = Trace::new(app, caller, &action, Subject::Consent(after.id), now);
    work.audit().append(trace.of(degree.centre).event());
    work.commit().await?;
    Ok(view(app, purpose, Some(&after)))
}
