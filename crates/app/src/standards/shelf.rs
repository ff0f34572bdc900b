//! Finds standards by their references: those of the installation in the laboratory, those of a centre in the
//! database.

use std::sync::Arc;

use domain::{Batch, BatchRules, CentreId, SpecId};
use standard::PhotoSpec;
use standard::sheet::Sheet;
use store::operation::Standards;
use store::{CentreStandard, Reads};

use super::choices::Choices;
use crate::failure::Failure;
use crate::refusal::StandardRefusal;
use crate::service::App;

/// A standard and whose it is.
#[derive(Debug, Clone)]
pub(crate) struct FoundStandard {
    /// What it says.
    pub(crate) sheet: Sheet,
    /// The version of the centre; none for a standard of the installation.
    pub(crate) own: Option<CentreStandard>,
}

/// The standard of this reference, of the installation or the centre, drafts too.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer; [`Failure::Internal`] for a stored text that is no
/// standard.
pub(crate) async fn find(
    app: &App,
    reads: &impl Reads,
    centre: CentreId,
    reference: &SpecId,
) -> Result<Option<FoundStandard>, Failure> {
    let Some((name, number)) = reference.own() else {
        let sheet = app.lab().standards().get(reference.as_str()).cloned();
        return Ok(sheet.map(|sheet| FoundStandard { sheet, own: None }));
    };
    let Some(own) = Standards::of(reads).find(centre, name, number).await? else {
        return Ok(None);
    };
    let sheet = Sheet::parse(&own.content).map_err(Failure::internal)?;
    let own = Some(own);
    Ok(Some(FoundStandard { sheet, own }))
}

/// The standard of a batch with what the batch chooses.
///
/// # Errors
/// As [`find`]; [`Failure::Internal`] for a standard that is not there.
pub(crate) async fn of_batch(app: &App, batch: &Batch) -> Result<Arc<PhotoSpec>, Failure> {
    let rules = &batch.plan.rules;
    let key = (batch.centre, rules.spec.clone(), Choices::of(rules));
    if let Some(spec) = app.shelf().find(&key) {
        return Ok(spec);
    }
    let found = find(app, app.store(), batch.centre, &rules.spec).await?;
    let found =
        found.ok_or_else(|| Failure::internal("the standard of the batch is not known here"))?;
    let spec = Arc::new(Choices::of(rules).applied_to(found.sheet.spec()));
    app.shelf().keep(key, &spec);
    Ok(spec)
}

/// What the standard of this reference says, a draft too.
///
/// # Errors
/// As [`find`]; [`Failure::Invalid`] for one that is not known.
pub(crate) async fn sheet(
    app: &App,
    centre: CentreId,
    reference: &SpecId,
) -> Result<Sheet, Failure> {
    let found = find(app, app.store(), centre, reference).await?;
    let found = found.map(|found| found.sheet);
    found.ok_or_else(|| Failure::Invalid {
        field: "spec",
        expected: "a standard that this service knows".to_owned(),
    })
}

/// Whether batches of the centre may be judged by the standard that the rules name: one of the installation, or an own
/// one in force.
///
/// # Errors
/// [`Failure::Invalid`].
pub(crate) async fn require(
    app: &App,
    centre: CentreId,
    rules: &BatchRules,
) -> Result<(), Failure> {
    let found = find(app, app.store(), centre, &rules.spec).await?;
    let is_usable = found.is_some_and(|found| found.own.is_none_or(|own| own.in_force.is_some()));
    if is_usable {
        return Ok(());
    }
    Err(Failure::Invalid {
        field: "spec",
        expected: "the name of a standard that this service knows, or a version of the centre's own in force"
            .to_owned(),
    })
}

/// A portrait cannot be drawn again without pixels: what waits would be shown as one standard wants it and judged by
/// another. Batches choose the background themselves.
///
/// # Errors
/// [`StandardRefusal::OtherPortrait`].
pub(crate) async fn require_same_portrait(
    app: &App,
    reads: &impl Reads,
    batch: &Batch,
    next: &SpecId,
) -> Result<(), Failure> {
    let now = find(app, reads, batch.centre, &batch.plan.rules.spec).await?;
    let next = find(app, reads, batch.centre, next).await?;
    let (Some(now), Some(next)) = (now, next) else {
        return Ok(());
    };
    let mut output = now.sheet.spec().output;
    output.background = next.sheet.spec().output.background;
    if output == next.sheet.spec().output {
        return Ok(());
    }
    Err(StandardRefusal::OtherPortrait.into())
}
