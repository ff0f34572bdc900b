//! Reads a collection code, compares it with the roster and the batch, and proposes the degree to the
//! student. Wrong guesses are counted and lock.

use domain::audit::Action;
use domain::{
    Acceptance, AccountId, Batch, BatchId, BatchState, BindingCase, BindingRefusal, CentreId,
    CodeHolder, DEGREES_PER_PERSON, Degree, DegreeDetails, DegreeId, DegreeState, Duration,
    FeatureCode, LastFour, LastFourCheck, Purpose, RecognisedDegree, RegistryAnswer, Subject,
    Timestamp, check_binding,
};
use store::{MissKey, Work};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use super::identity::claim_text;
use super::listing::{Claimed, Listed, holder, holding, look_up};
use super::recognise::{CodeInput, KeyedDetails, Recognised, recognise};
use super::view::{DegreeView, hints, show_changed};
use super::{dispute, evidence};
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::network::NetworkKey;
use crate::refusal::MissedGuess;
use crate::service::App;
use crate::trace::Trace;
use crate::{consent, guesses, network};

/// What wrong answers about codes are counted as, for a network.
const MISSES: &str = "wrong-codes-of-degrees";

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
    /// Which of several codes of the picture is meant, from 0, in the order of [`crate::refusal::SeveralCodes`].
    pub choice: Option<usize>,
    /// What the code may not say.
    pub keyed: Option<KeyedDetails>,
    /// Whether the registry shows a portrait already.
    pub registry: RegistryAnswer,
    /// Where the request comes from.
    pub network: NetworkKey,
}

/// Proposes the degree of a code to the student. Earlier proposals of the same code are declined.
///
/// Where another account of the same centre holds the code or the student number, the proposal is kept as a claim that
/// staff decide, and the refusal is [`BindingRefusal::BoundToAnother`].
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
        choice,
        keyed,
        last_four,
        registry,
        network,
        ..
    } = request;
    let picture = match &code {
        CodeInput::Picture(picture) => Some(picture.clone()),
        CodeInput::Payload(_) => None,
    };
    let read = recognise(app, code, keyed, choice).await?;
    let claimed = claimed(app, batch.centre, &read);
    let case = Case {
        app,
        caller,
        account,
        batch: &batch,
        typed: last_four,
        registry,
        network: &network,
        claimed,
        now: app.now(),
    };
    let degree = match case.propose(read).await? {
        Proposed::Free(degree) => *degree,
        Proposed::Claimed(claim) => {
            if let (Some(claim), Some(picture)) = (claim, picture) {
                evidence::keep(app, account, claim, &picture).await?;
            }
            return Err(BindingRefusal::BoundToAnother.into());
        }
    };
    let hints = hints(last_four);
    Ok(DegreeView {
        hints,
        ..show_changed(app, degree).await?
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

/// By what a degree is known in a centre: its code, and whatever that is.
pub(super) fn claimed(app: &App, centre: CentreId, read: &Recognised) -> Claimed {
    let indexes = |text: &str| app.vault().indexes(IndexPurpose::CollectionCode, text);
    let claim = claim_text(centre, read.school, &read.number, &read.level);
    Claimed {
        centre,
        codes: indexes(&read.identity.canonical()),
        claims: indexes(&claim),
    }
}

/// A code that was read, and everything that it is compared with.
struct Case<'a> {
    app: &'a App,
    caller: &'a Caller,
    account: AccountId,
    batch: &'a Batch,
    typed: LastFour,
    registry: RegistryAnswer,
    network: &'a NetworkKey,
    claimed: Claimed,
    now: Timestamp,
}

/// What came of judging a code.
struct Judged {
    check: LastFourCheck,
    /// Whether another account holds the degree.
    is_held: bool,
}

/// What became of a code that was read.
enum Proposed {
    /// The student has to say that it is theirs.
    Free(Box<Degree>),
    /// Another account holds it; the new claim, unless there is one of this account already.
    Claimed(Option<DegreeId>),
}

impl Case<'_> {
    /// Judges the code and keeps the proposal; a miss is kept instead of it.
    async fn propose(&self, read: Recognised) -> Result<Proposed, Failure> {
        let work = self.app.store().begin().await?;
        // First, for its lock: the guesses of one account are judged one after the other.
        let bucket = bucket(self.account);
        network::count(&work, &bucket, HOUR, 0, CODES_PER_HOUR + 1, self.now).await?;
        // The code is not locked: anybody who knows its number could lock its student out.
        let guessed = [MissKey::Account(self.account)];
        network::use_up(self.app, &work, self.network, MISSES, 0).await?;
        guesses::check(&work, &guessed, self.now).await?;
        let number = read.number.expose();
        let listed = look_up(self.app, &work, self.batch, read.school, number).await?;
        if self.is_barred(&work).await? {
            return Err(BindingRefusal::NotThisPerson.into());
        }
        match self.judge(&work, &read, &listed).await? {
            Ok(judged) if judged.is_held => {
                let claim = self.claim(work, read, listed, judged.check).await?;
                Ok(Proposed::Claimed(claim))
            }
            Ok(judged) => {
                let degree = self.keep(&work, read, listed, judged.check).await?;
                work.commit().await?;
                Ok(Proposed::Free(Box::new(degree)))
            }
            Err(refusal) => {
                let Some(missed) = refusal.miss() else {
                    return Err(refusal.into());
                };
                guesses::miss(&work, &guessed, self.now).await?;
                let [account] = &guessed;
                let (tries_left, locked_until) = guesses::left(&work, account, self.now).await?;
                network::use_up(self.app, &work, self.network, MISSES, 1).await?;
                let action = Action::MissCode { refusal: missed };
                let trace = self.trace(&action, Subject::Account(self.account));
                work.audit().append(trace.event());
                work.commit().await?;
                Err(MissedGuess {
                    refusal,
                    tries_left,
                    locked_until,
                }
                .into())
            }
        }
    }

    async fn judge(
        &self,
        work: &Work,
        read: &Recognised,
        listed: &Listed,
    ) -> Result<Result<Judged, BindingRefusal>, Failure> {
        let holding = holding(work, &self.claimed).await?;
        let holder = holder(holding.as_ref(), self.account);
        let is_held = holder == CodeHolder::Another;
        let case = BindingCase {
            batch: self.batch,
            typed: &self.typed,
            listed: listed.last_four.as_ref(),
            carried: read.carried.as_ref(),
            school: read.school,
            roster: listed.finding,
            // Held by another: everything else is judged first, then staff decide.
            holder: if is_held { CodeHolder::Nobody } else { holder },
            bound_degrees: work.degrees().count_bound(self.account).await?,
            registry: self.registry,
        };
        let checked = check_binding(&case, self.now);
        Ok(checked.map(|check| Judged { check, is_held }))
    }

    /// Whether staff took the same degree from this account before.
    async fn is_barred(&self, work: &Work) -> Result<bool, Failure> {
        let own = work.degrees().list_of_account(self.account).await?;
        let mut own = own.iter();
        Ok(own.any(|own| own.was_wrong_person() && self.claimed.is_same(own)))
    }

    /// Keeps the proposal as a claim against the holder; none where this account has claimed it before.
    async fn claim(
        &self,
        work: Work,
        read: Recognised,
        listed: Listed,
        check: LastFourCheck,
    ) -> Result<Option<DegreeId>, Failure> {
        let own = work.degrees().list_of_account(self.account).await?;
        let open = own.iter().filter(|own| own.open_dispute().is_some());
        let mut claims = open.clone().filter_map(|own| own.claim);
        let is_known = claims.any(|claim| self.claimed.claims.contains(&claim));
        if !is_known && open.count() >= DEGREES_PER_PERSON {
            return Err(BindingRefusal::TooManyDegrees.into());
        }
        if is_known {
            return Ok(None);
        }
        let degree = self.keep(&work, read, listed, check).await?;
        let id = degree.id;
        dispute::open(self.app, self.caller, work, degree).await?;
        Ok(Some(id))
    }

    async fn keep(
        &self,
        work: &Work,
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
                code: self.claimed.codes[0],
                claim: self.claimed.claims[0],
                details: self.seal(id, read, listed, check)?,
            },
            self.now,
        );
        self.decline_earlier(work).await?;
        work.degrees().insert(&degree).await?;
        let batch = self.batch.id;
        let trace = self.trace(&Action::ProposeDegree { batch }, Subject::Degree(id));
        work.audit().append(trace.event());
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
            evidence: read.evidence,
            school_code: read.school,
            placement: listed.placement,
            level: read.level,
            cohort: listed.cohort,
        })
    }

    /// A student who hands the same code in twice means the second.
    async fn decline_earlier(&self, work: &Work) -> Result<(), Failure> {
        for earlier in work.degrees().list_of_account(self.account).await? {
            let is_proposed = matches!(earlier.state, DegreeState::Proposed { dispute: None, .. });
            if is_proposed && self.claimed.codes.contains(&earlier.code) {
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
