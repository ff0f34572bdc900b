//! Reads a collection code, compares it with the roster and the batch, and proposes the degree to the
//! student. Wrong guesses are counted and lock.

use domain::audit::Action;
use domain::{
    Acceptance, AccountId, Batch, BatchId, BatchState, BindingCase, BindingRefusal, BlindIndex,
    Degree, DegreeDetails, DegreeId, DegreeState, Duration, FeatureCode, LastFour, LastFourCheck,
    Purpose, RecognisedDegree, RegistryAnswer, Subject, Timestamp, check_binding,
};
use store::{MissKey, Work};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::listing::{Listed, holder, look_up};
use super::recognise::{CodeInput, KeyedDetails, Recognised, recognise};
use super::view::{DegreeView, hints, show};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::Trace;
use crate::{consent, guesses, network};

/// Codes that one account may hand in within an hour.
const CODES_PER_HOUR: u32 = 30;

const HOUR: Duration = Duration::from_hours(1);

/// A collection code and what is asked beside it.
#[derive(Debug, Clone)]
pub struct AddDegree {
    /// The batch that the student came to.
    pub batch: BatchId,
    /// The feature code of a group batch.
    pub feature_code: Option<FeatureCode>,
    /// What the student typed.
    pub last_four: LastFour,
    /// The code.
    pub code: CodeInput,
    /// What the code may not say.
    pub keyed: Option<KeyedDetails>,
    /// Whether the registry shows a portrait already.
    pub registry: RegistryAnswer,
}

/// Proposes the degree of a code to the student. Earlier proposals of the same code are declined.
///
/// # Errors
/// [`crate::Refusal::Consent`], [`crate::Refusal::Binding`], those of reading the code;
/// [`Failure::Locked`] after too many wrong answers, [`Failure::Invalid`] for another feature code.
pub async fn add(app: &App, caller: &Caller, request: AddDegree) -> Result<DegreeView, Failure> {
    let account = caller.student()?;
    consent::require(app, account, Purpose::CollectReviewHandOver).await?;
    let batch = entered_batch(app, &request).await?;
    let known = app
        .store()
        .misses()
        .find(&MissKey::Account(account))
        .await?;
    // Asked again below; here it spares the reader what would be refused anyway.
    known.check(app.now())?;
    // Before the picture is read: a picture without a code costs the most.
    count(app, account).await?;
    let AddDegree {
        code,
        keyed,
        last_four,
        registry,
        ..
    } = request;
    let read = recognise(app, code, keyed).await?;
    let case = Case {
        app,
        caller,
        account,
        batch: &batch,
        typed: last_four,
        registry,
        code: app
            .vault()
            .index(IndexPurpose::CollectionCode, &read.identity.canonical()),
        now: app.now(),
    };
    let degree = case.propose(read).await?;
    let hints = hints(last_four);
    Ok(DegreeView {
        hints,
        ..show(app, degree).await?
    })
}

fn bucket(account: AccountId) -> String {
    format!("collection-codes:{account}")
}

async fn count(app: &App, account: AccountId) -> Result<(), Failure> {
    let work = app.store().begin().await?;
    let bucket = bucket(account);
    network::count(&work, &bucket, HOUR, 1, CODES_PER_HOUR, app.now()).await?;
    Ok(work.commit().await?)
}

/// The batch, where it is announced, collects now, and the student has its feature code.
async fn entered_batch(app: &App, request: &AddDegree) -> Result<Batch, Failure> {
    let batch = app.store().batches().find(request.batch).await?;
    let batch = batch.filter(|batch| batch.state != BatchState::Draft);
    let batch = batch.or_not_found()?;
    if let Some(code) = batch.feature_code()
        && request.feature_code.as_ref() != Some(code)
    {
        return Err(Failure::Invalid {
            field: "feature_code",
            expected: "the feature code of this batch".to_owned(),
        });
    }
    match batch.accepts_at(app.now()) {
        Acceptance::Open => Ok(batch),
        acceptance => Err(BindingRefusal::NotAccepting(acceptance).into()),
    }
}

/// A code that was read, and everything that it is held against.
struct Case<'a> {
    app: &'a App,
    caller: &'a Caller,
    account: AccountId,
    batch: &'a Batch,
    typed: LastFour,
    registry: RegistryAnswer,
    code: BlindIndex,
    now: Timestamp,
}

impl Case<'_> {
    /// Judges the code and keeps the proposal; a miss is kept instead of it.
    async fn propose(&self, read: Recognised) -> Result<Degree, Failure> {
        let work = self.app.store().begin().await?;
        // First, for its lock: the guesses of one account are judged one after the other.
        let bucket = bucket(self.account);
        network::count(&work, &bucket, HOUR, 0, CODES_PER_HOUR + 1, self.now).await?;
        let guessed = [MissKey::Account(self.account), MissKey::Code(self.code)];
        guesses::check(&work, &guessed, self.now).await?;
        let index = self.app.vault();
        let number = index.index(IndexPurpose::StudentNumber, read.number.expose());
        let listed = look_up(&work, self.batch, read.school, &number).await?;
        match self.judge(&work, &read, &listed).await? {
            Ok(check) => self.keep(work, read, listed, check).await,
            Err(refusal) => {
                if let Some(missed) = refusal.miss() {
                    guesses::miss(&work, &guessed, self.now).await?;
                    let action = Action::MissCode { refusal: missed };
                    let trace = self.trace(&action, Subject::Account(self.account));
                    work.audit().append(trace.event());
                    work.commit().await?;
                }
                Err(refusal.into())
            }
        }
    }

    async fn judge(
        &self,
        work: &Work,
        read: &Recognised,
        listed: &Listed,
    ) -> Result<Result<LastFourCheck, BindingRefusal>, Failure> {
        let case = BindingCase {
            batch: self.batch,
            typed: &self.typed,
            carried: read.carried.as_ref(),
            school: read.school,
            roster: listed.finding,
            holder: holder(work, &self.code, self.account).await?,
            bound_degrees: work.degrees().count_bound(self.account).await?,
            registry: self.registry,
        };
        Ok(check_binding(&case, self.now))
    }

    async fn keep(
        &self,
        work: Work,
        read: Recognised,
        listed: Listed,
        check: LastFourCheck,
    ) -> Result<Degree, Failure> {
        let id = DegreeId::from_uuid(self.app.new_id());
        let degree = Degree::propose(
            RecognisedDegree {
                id,
                centre: self.batch.centre,
                batch: self.batch.id,
                account: self.account,
                code: self.code,
                details: self.seal(id, read, listed, check)?,
            },
            self.now,
        );
        self.decline_earlier(&work).await?;
        work.degrees().insert(&degree).await?;
        let batch = self.batch.id;
        let trace = self.trace(&Action::ProposeDegree { batch }, Subject::Degree(id));
        work.audit().append(trace.event());
        work.commit().await?;
        Ok(degree)
    }

    fn seal(
        &self,
        id: DegreeId,
        read: Recognised,
        listed: Listed,
        last_four_check: LastFourCheck,
    ) -> Result<DegreeDetails, Failure> {
        let vault = self.app.vault();
        let place = |column| FieldPlace {
            column,
            row: id.as_uuid(),
        };
        let masked_name = match read.masked_name {
            Some(name) => Some(vault.seal(place(FieldColumn::DegreeMaskedName), &name)?),
            None => None,
        };
        let student_number = vault.findable(
            place(FieldColumn::DegreeStudentNumber),
            IndexPurpose::StudentNumber,
            read.number.expose(),
        )?;
        Ok(DegreeDetails {
            payload: vault.seal(place(FieldColumn::DegreePayload), &read.payload)?,
            masked_name,
            student_number: Some(student_number),
            last_four: vault.last_four_index(self.batch.id, &self.typed),
            last_four_check,
            school_code: read.school,
            placement: listed.placement,
            level: read.level,
            cohort: listed.cohort,
        })
    }

    /// A student who hands the same code in twice means the second.
    async fn decline_earlier(&self, work: &Work) -> Result<(), Failure> {
        for earlier in work.degrees().list_of_account(self.account).await? {
            let is_proposed = matches!(earlier.state, DegreeState::Proposed { .. });
            if is_proposed && earlier.code == self.code {
                let declined = earlier.clone().decline(self.caller.actor(), self.now)?;
                work.degrees().advance(&earlier, &declined).await?.won()?;
            }
        }
        Ok(())
    }

    fn trace(&self, action: &Action, subject: Subject) -> Trace {
        Trace::new(self.app, self.caller, action, subject, self.now).of(self.batch.centre)
    }
}
