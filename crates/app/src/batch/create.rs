//! Drafts a batch: finds its schools and region, makes a feature code where none is given.

use domain::audit::Action;
use domain::{
    Batch, BatchId, BatchMode, BatchNotice, BatchPlan, BatchRules, BatchSchool, CentreId, Cohort,
    CollectionWindow, FeatureCode, LinkSlug, Permission, RegionId, SchoolCode, Subject,
};
use store::{StoreError, UniqueKey};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::standards;
use crate::trace::Trace;

/// How often a generated code is thrown again when it is taken. With 31⁶ codes, once is rare.
const CODE_TRIES: u8 = 8;

/// A batch that is to be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// The centre.
    pub centre: CentreId,
    /// What it asks for.
    pub plan: NewPlan,
}

/// A plan as an operator writes it: schools by their codes, and the feature code only where it is
/// given already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// Name for people.
    pub name: String,
    /// How students come.
    pub mode: NewMode,
    /// Whose students.
    pub schools: Vec<SchoolCode>,
    /// Who graduates.
    pub cohorts: Vec<Cohort>,
    /// First and last moment at which students may act.
    pub window: CollectionWindow,
    /// Numbers and switches.
    pub rules: BatchRules,
    /// What students read first.
    pub notice: BatchNotice,
    /// End of the link that the batch's QR code carries.
    pub slug: LinkSlug,
}

/// How students come to a new batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewMode {
    /// Together; without a code, one is made.
    Group {
        /// The code.
        feature_code: Option<FeatureCode>,
    },
    /// One by one.
    Individual {
        /// The region.
        region: RegionId,
    },
}

/// Drafts a batch.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for a centre, school or region that is not there;
/// [`Failure::Invalid`] for a standard that is not known; [`crate::Refusal::Taken`] for a link or a
/// given feature code.
pub async fn create(app: &App, caller: &Caller, new: NewBatch) -> Result<Batch, Failure> {
    caller.check_centre(Permission::ManageBatches, new.centre)?;
    let centre = app.store().centres().find(new.centre).await?;
    centre.or_not_found()?;
    standards::require(app, new.centre, &new.plan.rules).await?;
    let schools = find_schools(app, new.centre, &new.plan.schools).await?;
    let mut tries = CODE_TRIES;
    loop {
        tries -= 1;
        let mode = mode_of(app, new.centre, &new.plan.mode, None).await?;
        let plan = complete(&new.plan, mode, schools.clone());
        let batch = Batch::draft(BatchId::from_uuid(app.new_id()), new.centre, plan);
        match insert(app, caller, &batch).await {
            Err(StoreError::Taken(UniqueKey::FeatureCode)) if is_made(&new) && tries > 0 => {}
            Err(error) => return Err(error.into()),
            Ok(()) => return Ok(batch),
        }
    }
}

const fn is_made(new: &NewBatch) -> bool {
    matches!(new.plan.mode, NewMode::Group { feature_code: None })
}

async fn insert(app: &App, caller: &Caller, batch: &Batch) -> Result<(), StoreError> {
    let subject = Subject::Batch(batch.id);
    let trace = Trace::new(app, caller, &Action::CreateBatch, subject, app.now());
    let work = app.store().begin().await?;
    work.batches().insert(batch).await?;
    work.audit().append(trace.of(batch.centre).event());
    work.commit().await
}

/// The schools of these codes.
///
/// # Errors
/// [`Failure::NotFound`] for a school that is not the centre's.
pub(super) async fn find_schools(
    app: &App,
    centre: CentreId,
    codes: &[SchoolCode],
) -> Result<Vec<BatchSchool>, Failure> {
    let mut schools = Vec::with_capacity(codes.len());
    for code in codes {
        let school = app.store().schools().find_by_code(centre, *code).await?;
        schools.push(BatchSchool {
            school: school.or_not_found()?.id,
            code: *code,
        });
    }
    Ok(schools)
}

/// The mode that is asked for, with `known` or else a new feature code where none is given.
///
/// # Errors
/// [`Failure::NotFound`] for a region that is not the centre's.
pub(super) async fn mode_of(
    app: &App,
    centre: CentreId,
    mode: &NewMode,
    known: Option<&FeatureCode>,
) -> Result<BatchMode, Failure> {
    match mode {
        NewMode::Group { feature_code } => {
            let length = FeatureCode::GENERATED_LENGTH;
            let make = || FeatureCode::generate(length, |count| app.random().index_below(count));
            let given = feature_code.as_ref().or(known).cloned();
            let feature_code = given.unwrap_or_else(make);
            Ok(BatchMode::Group { feature_code })
        }
        NewMode::Individual { region } => {
            let found = app.store().regions().find(*region).await?;
            let found = found.filter(|region| region.centre == centre);
            let region = found.or_not_found()?.id;
            Ok(BatchMode::Individual { region })
        }
    }
}

/// The plan with what was looked up for it.
pub(super) fn complete(plan: &NewPlan, mode: BatchMode, schools: Vec<BatchSchool>) -> BatchPlan {
    BatchPlan {
        name: plan.name.clone(),
        mode,
        schools,
        cohorts: plan.cohorts.clone(),
        window: plan.window,
        rules: plan.rules.clone(),
        notice: plan.notice.clone(),
        slug: plan.slug.clone(),
    }
}
