//! Batches: drafted, opened, changed while they are open, closed, put away.

use domain::batch::{BatchRefusal, BatchSchool, Cohort, CollectionWindow, Notice};
use domain::{
    Batch, BatchId, BatchMode, BatchPlan, BatchRules, FeatureCode, LinkSlug, Permission, RegionId,
    SchoolCode, Subject, TenantId, Timestamp,
};
use store::{StoreError, UniqueKey};

use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::jobs::{Job, enqueue};
use crate::service::App;
use crate::trace::Trace;

/// How often a generated code is thrown again when it is taken. With 31⁶ codes, once is rare.
const CODE_TRIES: u8 = 8;

/// A batch that is to be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBatch {
    /// The centre.
    pub tenant: TenantId,
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
    /// When.
    pub window: CollectionWindow,
    /// Numbers and switches.
    pub rules: BatchRules,
    /// What students read first.
    pub notice: Notice,
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
pub async fn create_batch(app: &App, caller: &Caller, new: NewBatch) -> Result<Batch, Failure> {
    caller.check_centre(Permission::ManageBatches, new.tenant)?;
    let centre = app.store().centres().find(new.tenant).await?;
    centre.ok_or(Failure::NotFound)?;
    check_spec(app, &new.plan.rules)?;
    let schools = find_schools(app, new.tenant, &new.plan.schools).await?;
    let mut tries = CODE_TRIES;
    loop {
        tries -= 1;
        let mode = choose_mode(app, new.tenant, &new.plan.mode).await?;
        let plan = complete(&new.plan, mode, schools.clone());
        let batch = Batch::draft(BatchId::from_uuid(app.new_id()), new.tenant, plan);
        match insert(app, caller, &batch).await {
            Err(StoreError::Taken(UniqueKey::FeatureCode)) if is_made(&new) && tries > 0 => {}
            Err(error) => return Err(error.into()),
            Ok(written) => return written.map(|()| batch),
        }
    }
}

const fn is_made(new: &NewBatch) -> bool {
    matches!(new.plan.mode, NewMode::Group { feature_code: None })
}

/// The store's refusal is the outer error, so that a code that is taken can be told from the rest.
async fn insert(
    app: &App,
    caller: &Caller,
    batch: &Batch,
) -> Result<Result<(), Failure>, StoreError> {
    let subject = Subject::Batch(batch.id);
    let trace = match Trace::new(app, caller, "create-batch", subject, app.now()) {
        Ok(trace) => trace.of(batch.tenant),
        Err(failure) => return Ok(Err(failure)),
    };
    let work = app.store().begin().await?;
    work.batches().insert(batch).await?;
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(Ok(()))
}

async fn find_schools(
    app: &App,
    tenant: TenantId,
    codes: &[SchoolCode],
) -> Result<Vec<BatchSchool>, Failure> {
    let mut schools = Vec::with_capacity(codes.len());
    for code in codes {
        let school = app.store().schools().find_by_code(tenant, *code).await?;
        schools.push(BatchSchool {
            school: school.ok_or(Failure::NotFound)?.id,
            code: *code,
        });
    }
    Ok(schools)
}

async fn choose_mode(app: &App, tenant: TenantId, mode: &NewMode) -> Result<BatchMode, Failure> {
    match mode {
        NewMode::Group { feature_code } => {
            let length = FeatureCode::GENERATED_LENGTH;
            let make = || FeatureCode::generate(length, |count| app.random().index_below(count));
            let feature_code = feature_code.clone().unwrap_or_else(make);
            Ok(BatchMode::Group { feature_code })
        }
        NewMode::Individual { region } => {
            let found = app.store().regions().find(*region).await?;
            let found = found.filter(|region| region.tenant == tenant);
            let region = found.ok_or(Failure::NotFound)?.id;
            Ok(BatchMode::Individual { region })
        }
    }
}

fn complete(plan: &NewPlan, mode: BatchMode, schools: Vec<BatchSchool>) -> BatchPlan {
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

fn check_spec(app: &App, rules: &BatchRules) -> Result<(), Failure> {
    if app.lab().knows_spec(&rules.spec) {
        return Ok(());
    }
    Err(Failure::Invalid {
        field: "spec",
        expected: "the name of a standard that this service knows".to_owned(),
    })
}

/// Announces a batch: students find it from now on.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`]; [`crate::Refusal::Batch`] says
/// what students could not go through with.
pub async fn open_batch(app: &App, caller: &Caller, id: BatchId) -> Result<Batch, Failure> {
    let open = |batch: Batch, at| batch.open(caller.actor(), at);
    change(app, caller, id, "open-batch", open).await
}

/// Takes another plan: limits, closing time, hours, words and further schools while it is open.
///
/// # Errors
/// As [`open_batch`]; [`Failure::Invalid`] for a standard that is not known.
pub async fn revise_batch(
    app: &App,
    caller: &Caller,
    id: BatchId,
    plan: BatchPlan,
) -> Result<Batch, Failure> {
    check_spec(app, &plan.rules)?;
    let revise = |batch: Batch, _| batch.revise(plan);
    change(app, caller, id, "revise-batch", revise).await
}

/// Ends the collection for good; what students have not finished ends soon after, by a job.
///
/// # Errors
/// As [`open_batch`].
pub async fn close_batch(app: &App, caller: &Caller, id: BatchId) -> Result<Batch, Failure> {
    let close = |batch: Batch, at| batch.close(caller.actor(), at);
    change(app, caller, id, "close-batch", close).await
}

/// Puts a closed batch away; its photos go after the days that it promised.
///
/// # Errors
/// As [`open_batch`].
pub async fn archive_batch(app: &App, caller: &Caller, id: BatchId) -> Result<Batch, Failure> {
    let archive = |batch: Batch, at| batch.archive(caller.actor(), at);
    change(app, caller, id, "archive-batch", archive).await
}

async fn change(
    app: &App,
    caller: &Caller,
    id: BatchId,
    action: &'static str,
    transition: impl FnOnce(Batch, Timestamp) -> Result<Batch, BatchRefusal> + Send,
) -> Result<Batch, Failure> {
    let before = app.store().batches().find(id).await?;
    let before = before.ok_or(Failure::NotFound)?;
    caller.check_centre(Permission::ManageBatches, before.tenant)?;
    let now = app.now();
    let after = transition(before.clone(), now)?;
    let work = app.store().begin().await?;
    work.batches().advance(&before, &after).await?.won()?;
    let trace = Trace::new(app, caller, action, Subject::Batch(id), now)?;
    work.audit().append(trace.of(after.tenant).event());
    if action == "close-batch" {
        enqueue(app, &work, Job::CloseBatch { batch: id }, now).await?;
    }
    work.commit().await?;
    app.work_arrived().notify_one();
    Ok(after)
}
