//! Finds a student's submissions by the student number or the phone number, as somebody at the telephone says it.
//! Whole numbers alone: nobody leafs through students.

use domain::audit::Action;
use domain::{Permission, PhoneNumber, StudentNumber, Subject, Submission};
use vault::IndexPurpose;

use super::find;
use crate::by_index::account_by_phone;
use crate::caller::Caller;
use crate::degree::{masked_name, student_number};
use crate::failure::Failure;
use crate::service::App;
use crate::trace::Trace;

/// Submissions that one number finds at most: a student has one for each degree and batch.
const MOST: u64 = 50;

/// A submission that was found.
#[derive(Clone, PartialEq, Eq)]
pub struct FoundSubmission {
    /// The submission.
    pub submission: Submission,
    /// Name of the batch.
    pub batch_name: String,
    /// Name of the school, where it is a customer.
    pub school_name: Option<String>,
    /// The student number.
    pub student_number: Option<String>,
    /// The name as the code masks it.
    pub masked_name: Option<String>,
}

impl std::fmt::Debug for FoundSubmission {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "FoundSubmission({})", self.submission.id)
    }
}

/// The submissions of whoever has this student number or this phone number, as far as the caller's roles reach;
/// none is no error. What is found is on record.
///
/// # Errors
/// [`Failure::NotAllowed`] for whoever sees no degrees; [`Failure::Invalid`] for what is no number.
pub async fn search(
    app: &App,
    caller: &Caller,
    number: &str,
) -> Result<Vec<FoundSubmission>, Failure> {
    let staff = caller.staff()?;
    if !staff.permits_somewhere(Permission::ViewDegrees) {
        return Err(Failure::NotAllowed);
    }
    let (as_number, as_phone) = (StudentNumber::parse(number), PhoneNumber::parse(number));
    if as_phone.is_err() {
        let sound = as_number.as_ref().map(|_| ());
        sound.map_err(|error| Failure::invalid("number", error))?;
    }
    let (store, vault) = (app.store(), app.vault());
    let submissions = store.submissions();
    let mut candidates = Vec::new();
    if let Ok(number) = as_number {
        for index in vault.indexes(IndexPurpose::StudentNumber, number.expose()) {
            let by_number = submissions.list_by_number(staff.centre, &index, MOST);
            candidates.extend(by_number.await?);
        }
    }
    if let Ok(phone) = as_phone
        && let Some(account) = account_by_phone(app, store, &phone).await?
    {
        candidates.extend(submissions.list_of_account(account.id).await?);
    }
    found(app, caller, candidates).await
}

/// Those of some submissions that the caller's roles reach, each once; what is found is on record.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn found(
    app: &App,
    caller: &Caller,
    candidates: Vec<Submission>,
) -> Result<Vec<FoundSubmission>, Failure> {
    let store = app.store();
    let mut found: Vec<FoundSubmission> = Vec::new();
    for candidate in candidates {
        let is_there = found.iter().any(|one| one.submission.id == candidate.id);
        if is_there {
            continue;
        }
        match find(store, caller, Permission::ViewDegrees, candidate.id).await {
            Ok((submission, batch, degree)) => {
                let school = match degree.school() {
                    Some(school) => store.schools().find(school).await?,
                    None => None,
                };
                found.push(FoundSubmission {
                    batch_name: batch.plan.name,
                    school_name: school.map(|school| school.name),
                    student_number: student_number(app, &degree)?,
                    masked_name: masked_name(app, &degree)?,
                    submission,
                });
            }
            // Of another centre, or of a part that the roles do not reach.
            Err(Failure::NotAllowed | Failure::NotFound) => {}
            Err(failure) => return Err(failure),
        }
    }
    record(app, caller, &found).await?;
    Ok(found)
}

async fn record(app: &App, caller: &Caller, found: &[FoundSubmission]) -> Result<(), Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    for FoundSubmission { submission, .. } in found {
        let subject = Subject::Submission(submission.id);
        let trace = Trace::new(app, caller, &Action::FindStudent, subject, now);
        work.audit().append(trace.of(submission.centre).event());
    }
    Ok(work.commit().await?)
}
