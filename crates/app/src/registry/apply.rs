//! Imports a result file of the registry. Importing it again changes nothing.

use domain::Subject;
use domain::audit::Action;

use super::answers::{AnswersPreview, parse, weigh};
use super::notify::NotifyRegistryAnswers;
use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::jobs::enqueue;
use crate::service::App;
use crate::trace::note;

/// Reads a result file in: what is new in it is written down, and the students are told by a job.
///
/// # Errors
/// As [`super::preview_answers`]; [`Failure::Stale`] when another import of the same package was faster.
pub async fn import_answers(
    app: &App,
    caller: &Caller,
    bytes: Vec<u8>,
) -> Result<AnswersPreview, Failure> {
    let file = parse(caller, bytes).await?;
    let now = app.now();
    let work = app.store().begin().await?;
    let answers = weigh(&work, caller, &file, now).await?;
    let mut preview = answers.preview;
    if answers.changes.is_empty() {
        return Ok(preview);
    }
    for (before, after) in &answers.changes {
        work.registry_records()
            .advance(before, after)
            .await?
            .won()?;
    }
    let before = preview.package;
    let after = before.clone().answer(preview.waiting == 0, now)?;
    if after != before {
        work.registry_packages()
            .advance(&before, &after)
            .await?
            .won()?;
    }
    let action = Action::ReadRegistryAnswers {
        portraits_accepted: preview.news.accepted,
        portraits_refused: preview.news.refused,
    };
    let subject = Subject::RegistryPackage(after.id);
    note(app, &work, caller, after.centre, (&action, subject));
    let tell = NotifyRegistryAnswers { package: after.id };
    enqueue(app, &work, &tell, now).await?;
    work.commit().await?;
    preview.package = after;
    Ok(preview)
}
