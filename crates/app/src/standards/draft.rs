//! Drafts a standard from another one, changes the draft, deletes it.

use domain::audit::Action;
use domain::{CentreId, SpecId, Subject};
use standard::sheet::{FieldFault, RuleChange, Sheet, SheetError};
use standard::spec::SpecTitle;
use store::CentreStandard;

use super::catalogue::changer;
use super::shelf::{self, FoundStandard};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::refusal::StandardRefusal;
use crate::service::App;
use crate::trace;

/// Longest name, characters.
const LONGEST_NAME: usize = 40;

/// Longest title in one language, characters.
const LONGEST_TITLE: usize = 60;

/// A standard that is to be drafted.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// The standard whose rules it begins with.
    pub based_on: SpecId,
    /// Name of the standard, kebab-case; that of an own one makes its next version.
    pub name: String,
    /// Its name for people.
    pub title: SpecTitle,
}

/// What came of a change.
#[derive(Debug, Clone)]
pub enum Revised {
    /// It is kept.
    Kept,
    /// Fields are wrong, and nothing is kept.
    Wrong(Vec<FieldFault>),
}

/// Drafts the next version of a standard with the rules of another one.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a standard that is not there; [`Failure::Invalid`] for a name or
/// title that cannot be one; [`StandardRefusal::NameOfInstallation`].
pub async fn draft(app: &App, caller: &Caller, new: NewDraft) -> Result<SpecId, Failure> {
    let centre = changer(caller)?;
    let name = checked_name(&new.name)?;
    if app.lab().standards().contains_key(&name) {
        return Err(StandardRefusal::NameOfInstallation.into());
    }
    let title = checked_title(&new.title)?;
    let work = app.store().begin().await?;
    let pattern = shelf::find(app, &work, centre, &new.based_on).await?;
    let pattern = pattern.or_not_found()?;
    let number = work.standards().next_number(centre, &name).await?;
    let sheet = pattern.sheet.renamed(&name, number, &title);
    let reference = SpecId::of_centre(&name, number);
    let standard = CentreStandard {
        centre,
        name,
        number,
        revision: 1,
        content: sheet.map_err(Failure::internal)?.text(),
        based_on: new.based_on.as_str().to_owned(),
        drafted_by: caller.actor(),
        drafted_at: app.now(),
        in_force: None,
    };
    match work.standards().insert(&standard).await {
        // Somebody else has drafted the same version at the same time.
        Err(store::StoreError::Taken(_)) => return Err(Failure::Stale),
        inserted => inserted?,
    }
    let action = Action::DraftStandard { number };
    trace::note(
        app,
        &work,
        caller,
        centre,
        (&action, Subject::Centre(centre)),
    );
    work.commit().await?;
    Ok(reference)
}

/// Changes rules of a draft, and its title. `revision` is that which the caller has seen.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`]; [`Failure::Stale`]; [`Failure::Invalid`] for a limit that the standard
/// does not have; [`StandardRefusal::InForce`]. Wrong fields are no error: they are told one by one.
pub async fn revise(
    app: &App,
    caller: &Caller,
    (reference, revision): (&SpecId, u32),
    title: &SpecTitle,
    changes: &[RuleChange],
) -> Result<Revised, Failure> {
    let centre = changer(caller)?;
    let (sheet, before) = find_draft(app, centre, reference, revision).await?;
    let title = checked_title(title)?;
    let changed = match sheet.changed(changes) {
        Ok(changed) => changed,
        Err(SheetError::Fields(faults)) => return Ok(Revised::Wrong(faults)),
        Err(error @ SheetError::UnknownLimit { .. }) => {
            return Err(Failure::invalid("limits", &error));
        }
        Err(error @ SheetError::Spec(_)) => return Err(Failure::invalid("rules", &error)),
    };
    let named = changed.renamed(&before.name, before.number, &title);
    let after = CentreStandard {
        content: named.map_err(Failure::internal)?.text(),
        revision: before.revision + 1,
        ..before.clone()
    };
    let work = app.store().begin().await?;
    work.standards().advance(&before, &after).await?.won()?;
    let action = Action::ReviseStandard {
        number: before.number,
    };
    trace::note(
        app,
        &work,
        caller,
        centre,
        (&action, Subject::Centre(centre)),
    );
    work.commit().await?;
    Ok(Revised::Kept)
}

/// Deletes a draft.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`]; [`Failure::Stale`]; [`StandardRefusal::InForce`].
pub async fn discard(
    app: &App,
    caller: &Caller,
    reference: &SpecId,
    revision: u32,
) -> Result<(), Failure> {
    let centre = changer(caller)?;
    let (_, before) = find_draft(app, centre, reference, revision).await?;
    let work = app.store().begin().await?;
    work.standards().discard(&before).await?.won()?;
    let action = Action::DiscardStandard {
        number: before.number,
    };
    trace::note(
        app,
        &work,
        caller,
        centre,
        (&action, Subject::Centre(centre)),
    );
    Ok(work.commit().await?)
}

/// A draft of the centre that nobody has changed since it was seen.
async fn find_draft(
    app: &App,
    centre: CentreId,
    reference: &SpecId,
    revision: u32,
) -> Result<(Sheet, CentreStandard), Failure> {
    let found = shelf::find(app, app.store(), centre, reference).await?;
    let FoundStandard { sheet, own } = found.or_not_found()?;
    let own = own.filter(|own| own.in_force.is_none());
    let own = own.ok_or(StandardRefusal::InForce)?;
    if own.revision != revision {
        return Err(Failure::Stale);
    }
    Ok((sheet, own))
}

fn checked_name(name: &str) -> Result<String, Failure> {
    let name = name.trim().to_lowercase();
    let is_plain = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if is_plain && (3..=LONGEST_NAME).contains(&name.len()) && !name.starts_with('-') {
        return Ok(name);
    }
    Err(Failure::Invalid {
        field: "name",
        expected: format!("3 to {LONGEST_NAME} of a-z, 0-9 and -"),
    })
}

fn checked_title(title: &SpecTitle) -> Result<SpecTitle, Failure> {
    let within = |field: &'static str, text: &str| {
        let text = text.trim().to_owned();
        let is_fit = (1..=LONGEST_TITLE).contains(&text.chars().count())
            && !text.chars().any(char::is_control);
        is_fit.then_some(text).ok_or_else(|| Failure::Invalid {
            field,
            expected: format!("1 to {LONGEST_TITLE} characters"),
        })
    };
    Ok(SpecTitle {
        zh: within("title_zh", &title.zh)?,
        en: within("title_en", &title.en)?,
    })
}
