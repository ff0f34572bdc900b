//! Erases the personal data of a submission and of its degree because their time is over or the consent
//! was withdrawn. Ids, states and decisions stay.

use domain::audit::Action;
use domain::{Batch, DegreeState, Denied, Subject, Submission, Timestamp};
use store::Work;

use crate::caller::Caller;
use crate::data_disc;
use crate::failure::{Failure, Won};
use crate::list_export;
use crate::photo::{Forgotten, forget_photos};
use crate::prints::forget_files_of;
use crate::registry;
use crate::service::App;
use crate::trace::Trace;

/// Erases photos, reasons, notes and what the collection code said. Nothing of a submission that is
/// approved in a batch which is not concluded, and nothing twice.
///
/// # Errors
/// [`Failure::Stale`] when the submission or its degree changes at the same time.
pub(crate) async fn erase_data(
    app: &App,
    work: &Work,
    before: &Submission,
    batch: &Batch,
    now: Timestamp,
) -> Result<Forgotten, Failure> {
    let by = Caller::System.actor();
    let erased = match before.clone().erase(by, batch, now) {
        Err(Denied::WrongState(_)) => return Ok(Forgotten::default()),
        erased => erased?,
    };
    let mut forgotten = forget_photos(work, before).await?;
    let handed_over = registry::forget(work, before.id).await?;
    forgotten.objects.extend(handed_over);
    forgotten
        .objects
        .extend(data_disc::forget(work, before, now).await?);
    let lists = list_export::forget(work, before.batch).await?;
    forgotten.objects.extend(lists);
    let degree = work.degrees().find(before.degree).await?;
    if let Some(degree) = &degree {
        forgotten
            .objects
            .extend(forget_files_of(work, degree).await?);
    }
    let degree = degree.filter(|degree| {
        let is_bound = matches!(degree.state, DegreeState::Bound { .. });
        is_bound && degree.batch == before.batch
    });
    if let Some(degree) = degree {
        let after = degree.clone().erase(by, now)?;
        work.degrees().advance(&degree, &after).await?.won()?;
    }
    // Also of a degree that was let go: what reviewers wrote stayed until the account ended.
    if !is_same(before, &erased) {
        work.submissions().advance(before, &erased).await?.won()?;
    }
    work.reviews().forget_notes(before.id).await?;
    if forgotten.photos > 0 {
        let action = Action::ForgetPhotos {
            photos: forgotten.photos,
        };
        let subject = Subject::Submission(before.id);
        let trace = Trace::new(app, &Caller::System, &action, subject, now);
        work.audit().append(trace.of(before.centre).event());
    }
    Ok(forgotten)
}

/// Whether there is nothing to erase, or it was erased before.
fn is_same(before: &Submission, erased: &Submission) -> bool {
    before.state == erased.state
        && before.earlier_rejections == erased.earlier_rejections
        && before.student_place == erased.student_place
}
