//! What students ask their centre, and the answers. Whoever could not add a degree yet asks too: a batch is enough.

mod content;

use domain::audit::Action;
use domain::{
    BatchId, BatchState, DegreeId, Enquiry, EnquiryAnswer, EnquiryId, Permission, Subject, Version,
    may_ask,
};
use store::{Page, PageRequest};

use crate::caller::Caller;
use crate::degree::{self, masked_name};
use crate::failure::{Failure, Found, Won};
use crate::lines;
use crate::notification::{StudentMessage, notify};
use crate::service::App;
use crate::staff;
use crate::trace;

pub(crate) use content::contents;
pub use content::{LONGEST_ANSWER, LONGEST_QUESTION, OwnEnquiry};

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A degree of the student.
    Degree(DegreeId),
    /// A batch, by whom no degree could be added yet.
    Batch(BatchId),
}

/// A question as staff see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffEnquiry {
    /// The question with its answer.
    pub own: OwnEnquiry,
    /// The degree that it is about.
    pub degree: Option<DegreeId>,
    /// The student's name, partly hidden; none without a degree.
    pub masked_name: Option<String>,
    /// Name of the batch.
    pub batch_name: String,
    /// Name of who answered.
    pub answered_by: Option<String>,
}

/// Leaves a question with the centre of a batch.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`Failure::NotFound`] for another one's degree and a batch that
/// is a draft; [`Failure::Invalid`] for an empty or a long text; [`domain::EnquiryRefusal`].
pub async fn ask(
    app: &App,
    caller: &Caller,
    about: About,
    question: &str,
) -> Result<OwnEnquiry, Failure> {
    let account = caller.student()?;
    let question = lines::checked("question", question, LONGEST_QUESTION)?;
    let (batch, degree) = match about {
        About::Degree(id) => {
            let degree = degree::find_own(app.store(), caller, id).await?;
            (degree.batch, Some(degree.id))
        }
        About::Batch(id) => (id, None),
    };
    let batch = app.store().batches().find(batch).await?.or_not_found()?;
    if batch.state == BatchState::Draft {
        return Err(Failure::NotFound);
    }
    let id = EnquiryId::from_uuid(app.new_id());
    let enquiry = Enquiry {
        id,
        version: Version::FIRST,
        account,
        centre: batch.centre,
        batch: batch.id,
        degree,
        question: content::sealed_question(app, id, &question)?,
        asked_at: app.now(),
        answer: None,
    };
    let work = app.store().begin().await?;
    // Two at once may both find the last place: the limit spares staff, nothing depends on it.
    let kept = work.enquiries().list_of_account(account).await?;
    may_ask(kept.iter().filter(|kept| kept.is_waiting()).count())?;
    work.enquiries().insert(&enquiry).await?;
    note(app, caller, &work, &enquiry, &Action::AskCentre);
    work.commit().await?;
    content::opened(app, &enquiry)
}

/// The student's questions, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<OwnEnquiry>, Failure> {
    contents(app, caller.student()?).await
}

/// Questions of the own centre: those that wait, the oldest first, or those that were answered, the last one first.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn list_of_centre(
    app: &App,
    caller: &Caller,
    is_waiting: bool,
    page: PageRequest,
) -> Result<Page<StaffEnquiry>, Failure> {
    let centre = caller.staff()?.centre;
    caller.check_centre(Permission::AnswerStudents, centre)?;
    let enquiries = app.store().enquiries();
    let found = enquiries.list(centre, is_waiting, page).await?;
    let mut items = Vec::with_capacity(found.items.len());
    for enquiry in found.items {
        items.push(for_staff(app, &enquiry).await?);
    }
    let next = found.next;
    Ok(Page { items, next })
}

/// Answers a question, or corrects the answer; the student is told.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::NotFound`] for another centre's; [`Failure::Invalid`] for an empty or a long
/// text; [`Failure::Stale`] where a colleague answered meanwhile: `seen` is the version that the caller read.
pub async fn answer(
    app: &App,
    caller: &Caller,
    (id, seen): (EnquiryId, Version),
    text: &str,
) -> Result<StaffEnquiry, Failure> {
    let staff = caller.staff()?;
    caller.check_centre(Permission::AnswerStudents, staff.centre)?;
    let text = lines::checked("answer", text, LONGEST_ANSWER)?;
    let now = app.now();
    let work = app.store().begin().await?;
    let before = work.enquiries().find(id).await?;
    let before = before
        .filter(|found| found.centre == staff.centre)
        .or_not_found()?;
    if before.version != seen {
        return Err(Failure::Stale);
    }
    let after = before.clone().answered(EnquiryAnswer {
        text: content::sealed_answer(app, id, &text)?,
        by: staff.id,
        at: now,
    });
    work.enquiries().advance(&before, &after).await?.won()?;
    note(app, caller, &work, &after, &Action::AnswerEnquiry);
    let notice = StudentMessage {
        centre: after.centre,
        account: after.account,
        subject: Subject::Enquiry(id),
        message: domain::Message::EnquiryAnswered,
    };
    notify(app, &work, notice, now).await?;
    work.commit().await?;
    for_staff(app, &after).await
}

fn note(app: &App, caller: &Caller, work: &store::Work, of: &Enquiry, action: &Action) {
    trace::note(
        app,
        work,
        caller,
        of.centre,
        (action, Subject::Enquiry(of.id)),
    );
}

async fn for_staff(app: &App, enquiry: &Enquiry) -> Result<StaffEnquiry, Failure> {
    let store = app.store();
    let batch = store.batches().find(enquiry.batch).await?;
    let batch = batch.ok_or_else(|| Failure::internal("a question about no batch"))?;
    let degree = match enquiry.degree {
        Some(degree) => store.degrees().find(degree).await?,
        None => None,
    };
    let by = match &enquiry.answer {
        Some(answer) => store.staff().find(answer.by).await?,
        None => None,
    };
    Ok(StaffEnquiry {
        own: content::opened(app, enquiry)?,
        degree: degree.as_ref().map(|degree| degree.id),
        masked_name: match &degree {
            Some(degree) => masked_name(app, degree)?,
            None => None,
        },
        batch_name: batch.plan.name,
        answered_by: by.map(|by| staff::name(app, &by)).transpose()?,
    })
}
