//! Asks a second person for a disc; how many portraits go on it, and what is left out and why, can be seen before.

use std::collections::BTreeMap;

use domain::audit::Action;
use domain::{
    Batch, BatchId, DataDisc, DataDiscId, DiscForm, NewDataDisc, Permission, SchoolCode, SchoolId,
    Subject,
};
use store::Reads;
use store::repository::Batches;

use super::items::{gather, template, unnameable};
use super::passphrase;
use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::DiscRefusal;
use crate::registry::LeftOut;
use crate::service::App;
use crate::trace::note;

/// Which disc is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscWish {
    /// The batch.
    pub batch: BatchId,
    /// The school, one of the batch's.
    pub school: SchoolCode,
    /// What it is written as.
    pub form: DiscForm,
    /// Where a portrait lies on it: folders and name with the fields `number`, `name`, `college`, `teaching_point`,
    /// `class`, `level` and `serial` in curly brackets, ending in `.jpg`.
    pub template: String,
}

/// What a disc would hold now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiscPreview {
    /// Portraits that would go on it.
    pub portraits: u32,
    /// Submissions of the school that would not, by reason; reasons without any are left out.
    pub left_out: BTreeMap<LeftOut, u32>,
}

/// Says what a disc of a school would hold.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn preview(
    app: &App,
    caller: &Caller,
    batch: BatchId,
    school: SchoolCode,
) -> Result<DiscPreview, Failure> {
    let (batch, school) = reach(app.store(), caller, batch, school).await?;
    let gathered = gather(app.store(), batch.id, school).await?;
    Ok(DiscPreview {
        portraits: gathered.candidates.len() as u32,
        left_out: gathered.left_out,
    })
}

/// Proposes a disc with every portrait of a school that may go on it now.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`Failure::Invalid`] for `template`;
/// [`DiscRefusal::NothingToWrite`], [`DiscRefusal::NameImpossible`].
pub async fn propose(app: &App, caller: &Caller, wish: DiscWish) -> Result<DataDisc, Failure> {
    let by = caller.staff()?.id;
    let work = app.store().begin().await?;
    let (batch, school) = reach(&work, caller, wish.batch, wish.school).await?;
    let template = template(&wish.template)?;
    let gathered = gather(&work, batch.id, school).await?;
    if gathered.candidates.is_empty() {
        return Err(DiscRefusal::NothingToWrite.into());
    }
    if let Some(college) = unnameable(app, &template, &gathered.candidates).await? {
        return Err(DiscRefusal::NameImpossible { college }.into());
    }
    let id = DataDiscId::from_uuid(app.new_id());
    let passphrase = match wish.form {
        DiscForm::EncryptedZip => Some(passphrase::make(app, id)?),
        DiscForm::Cd | DiscForm::Dvd | DiscForm::Zip => None,
    };
    let new = NewDataDisc {
        id,
        centre: batch.centre,
        batch: batch.id,
        school,
        form: wish.form,
        template: wish.template,
        portraits: gathered.candidates.len() as u32,
        passphrase,
        by,
    };
    let disc = DataDisc::propose(new, app.now());
    work.data_discs().insert(&disc).await?;
    let action = Action::ProposeDisc {
        batch: batch.id,
        school,
        portraits: disc.portraits,
    };
    let subject = Subject::DataDisc(disc.id);
    note(app, &work, caller, disc.centre, (&action, subject));
    work.commit().await?;
    Ok(disc)
}

async fn reach(
    reads: &impl Reads,
    caller: &Caller,
    batch: BatchId,
    school: SchoolCode,
) -> Result<(Batch, SchoolId), Failure> {
    let batch = Batches::of(reads).find(batch).await?.or_not_found()?;
    caller.check_centre(Permission::HandOver, batch.centre)?;
    let school = batch.plan.school_of(school).or_not_found()?;
    Ok((batch, school))
}
