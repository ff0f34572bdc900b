//! Gives a student a copy of all own data: values in plain words and numbers, and the pictures to put
//! beside them. Names and ids of staff are left out.

use domain::audit::{Action, Word};
use domain::{
    AccountId, AccountState, AppointmentId, BatchId, BlobKey, Consent, Degree, DegreeId, Duration,
    Language, Level, Message, Notification, Photo, PhotoId, SchoolCode, SpecId, Subject,
    Submission, SubmissionId, Timestamp,
};
use serde::Serialize;
use serde_json::Value;
use standard::ReasonCode;
use store::{Page, PageRequest};
use vault::{ContentType, FieldColumn, FieldPlace, ObjectReader};

use super::read::{find, phone};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::network;
use crate::photo::format_of;
use crate::service::App;
use crate::trace::Trace;

/// Exports that one student may ask for within a day.
const EXPORTS_PER_DAY: u32 = 10;

const DAY: Duration = Duration::from_days(1);

/// Everything about a student. Instants are microseconds since 1970, UTC.
#[derive(Clone, Serialize)]
pub struct AccountExport {
    /// When it was made.
    pub exported_at: Timestamp,
    /// The account.
    pub account: ExportedAccount,
    /// What the student agreed to, with its history.
    pub consents: Vec<Consent>,
    /// Degrees in every state.
    pub degrees: Vec<ExportedDegree>,
    /// Photos that are kept.
    pub photos: Vec<ExportedPhoto>,
    /// Submissions with their history.
    pub submissions: Vec<ExportedSubmission>,
    /// Messages on every channel that the list in the app shows, newest first.
    pub messages: Vec<ExportedMessage>,
    /// Appointments of the account, past ones included.
    pub appointments: Vec<ExportedAppointment>,
    /// Pictures to put beside the data.
    #[serde(skip)]
    pub blobs: Vec<ExportBlob>,
}

/// An account in the clear.
#[derive(Clone, Serialize)]
pub struct ExportedAccount {
    /// Id of the account.
    pub id: AccountId,
    /// The phone number, E.164.
    pub phone: Option<String>,
    /// Whether a WeChat user is linked.
    pub has_wechat: bool,
    /// The language of messages.
    pub language: Language,
    /// When the student signed in first.
    pub created_at: Timestamp,
}

/// A degree in the clear.
#[derive(Clone, Serialize)]
pub struct ExportedDegree {
    /// Id of the degree.
    pub id: DegreeId,
    /// How far it has come.
    pub state: &'static str,
    /// The batch.
    pub batch: BatchId,
    /// National code of the school, while it is known.
    pub school_code: Option<SchoolCode>,
    /// Level of study, while it is known.
    pub level: Option<Level>,
    /// The name as the code carries it.
    pub masked_name: Option<String>,
    /// The student number.
    pub student_number: Option<String>,
    /// What the code carries.
    pub payload: Option<String>,
}

/// A photo.
#[derive(Clone, Serialize)]
pub struct ExportedPhoto {
    /// Its id; files are named by it.
    pub id: PhotoId,
    /// The degree.
    pub degree: DegreeId,
    /// How far it has come.
    pub state: &'static str,
    /// When it came.
    pub received_at: Timestamp,
    /// Where it came from.
    pub source: &'static str,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// What it was judged by.
    pub spec: Option<SpecId>,
    /// What was measured.
    pub facts: Option<Value>,
    /// What the rules say.
    pub judgement: Option<Value>,
}

/// A submission.
#[derive(Clone, Serialize)]
pub struct ExportedSubmission {
    /// Id of the submission.
    pub id: SubmissionId,
    /// The degree.
    pub degree: DegreeId,
    /// The batch.
    pub batch: BatchId,
    /// How far it has come.
    pub state: &'static str,
    /// Submissions that were decided or still are to be; one that was withdrawn before does not count.
    pub attempts: u8,
    /// Automatic checks that were used and had not come back when the last one was counted.
    pub checks: u16,
    /// Rejections, oldest first.
    pub rejections: Vec<ExportedRejection>,
    /// What happened, oldest first.
    pub history: Vec<ExportedEvent>,
}

/// A rejection.
#[derive(Clone, Serialize)]
pub struct ExportedRejection {
    /// The photo.
    pub photo: PhotoId,
    /// The reasons that the reviewer gave.
    pub reasons: Vec<ReasonCode>,
    /// What the reviewer wrote to the student.
    pub note: Option<String>,
    /// Time of the decision.
    pub rejected_at: Timestamp,
}

/// Something that happened, from the audit log.
#[derive(Clone, Serialize)]
pub struct ExportedEvent {
    /// The action's stored name, such as `submit-photo`.
    pub action: Word,
    /// Who: `student`, `staff` or `system`.
    pub by: &'static str,
    /// Time of the action.
    pub at: Timestamp,
}

/// A message.
#[derive(Clone, Serialize)]
pub struct ExportedMessage {
    /// What it says.
    pub message: Message,
    /// How far it has come.
    pub state: &'static str,
    /// When it was written.
    pub created_at: Timestamp,
}

/// An appointment.
#[derive(Clone, Serialize)]
pub struct ExportedAppointment {
    /// Id of the appointment.
    pub id: AppointmentId,
    /// The degree.
    pub degree: DegreeId,
    /// How far it has come.
    pub state: &'static str,
    /// When it begins, while a seat is kept.
    pub starts_at: Option<Timestamp>,
}

/// A picture to put beside the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportBlob {
    /// Name of the file; says nothing personal.
    pub name: String,
    /// Where it is.
    pub blob: BlobKey,
    /// What it is.
    pub content_type: ContentType,
}

/// The bytes of an exported picture; none once it was swept away.
///
/// # Errors
/// [`Failure::Unavailable`] when the objects do not answer.
pub async fn open_exported(app: &App, blob: &ExportBlob) -> Result<Option<ObjectReader>, Failure> {
    Ok(app.vault().reader(&blob.blob).await?)
}

/// A copy of everything about the caller.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`Failure::TooMany`] after ten within a day.
pub async fn export(app: &App, caller: &Caller) -> Result<AccountExport, Failure> {
    let id = caller.student()?;
    let now = app.now();
    let store = app.store();
    let work = store.begin().await?;
    let bucket = format!("exports:{id}");
    network::count(&work, &bucket, DAY, 1, EXPORTS_PER_DAY, now).await?;
    work.commit().await?;
    let photos = store.photos().list_of_account(id).await?;
    let degrees = store.degrees().list_of_account(id).await?;
    let appointments = store.appointments().list_of_account(id).await?;
    let degrees = degrees.iter().map(|degree| exported_degree(app, degree));
    let appointments = appointments.iter().map(|appointment| ExportedAppointment {
        id: appointment.id,
        degree: appointment.degree,
        state: appointment.state.name(),
        starts_at: appointment.seat().map(|seat| seat.starts_at),
    });
    let export = AccountExport {
        exported_at: now,
        account: exported_account(app, id).await?,
        consents: store.consents().list(id).await?,
        degrees: degrees.collect::<Result<_, _>>()?,
        photos: exported_photos(app, &photos).await?,
        submissions: exported_submissions(app, id).await?,
        messages: exported_messages(app, id).await?,
        appointments: appointments.collect(),
        blobs: blobs(app, &photos).await?,
    };
    let work = store.begin().await?;
    let trace = Trace::new(
        app,
        caller,
        &Action::ExportAccount,
        Subject::Account(id),
        now,
    );
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(export)
}

async fn exported_account(app: &App, id: AccountId) -> Result<ExportedAccount, Failure> {
    let account = find(app, id).await?;
    let phone = phone(app, &account)?;
    let linked = matches!(
        account.state,
        AccountState::Active {
            wechat: Some(_),
            ..
        }
    );
    Ok(ExportedAccount {
        id,
        phone: phone.map(|phone| phone.expose().to_owned()),
        has_wechat: linked,
        language: account.language,
        created_at: account.created_at,
    })
}

fn exported_degree(app: &App, degree: &Degree) -> Result<ExportedDegree, Failure> {
    let details = degree.details();
    let unseal = |column, sealed| -> Result<Option<String>, Failure> {
        let Some(sealed) = sealed else {
            return Ok(None);
        };
        let row = degree.id.as_uuid();
        let clear = app.vault().unseal(FieldPlace { column, row }, sealed)?;
        Ok(Some(clear.to_string()))
    };
    let number = details.and_then(|details| details.student_number.as_ref());
    Ok(ExportedDegree {
        id: degree.id,
        state: degree.state.name(),
        batch: degree.batch,
        school_code: details.map(|details| details.school_code),
        level: details.map(|details| details.level.clone()),
        masked_name: unseal(
            FieldColumn::DegreeMaskedName,
            details.and_then(|details| details.masked_name.as_ref()),
        )?,
        student_number: unseal(
            FieldColumn::DegreeStudentNumber,
            number.map(|number| &number.sealed),
        )?,
        payload: unseal(
            FieldColumn::DegreePayload,
            details.map(|details| &details.payload),
        )?,
    })
}

async fn exported_photos(app: &App, photos: &[Photo]) -> Result<Vec<ExportedPhoto>, Failure> {
    let mut exported = Vec::with_capacity(photos.len());
    for photo in photos {
        let findings = app.store().findings().find(photo.id).await?;
        let (facts, judgement) = match findings {
            Some(findings) => (Some(findings.facts), Some(findings.judgement)),
            None => (None, None),
        };
        exported.push(ExportedPhoto {
            id: photo.id,
            degree: photo.degree,
            state: photo.state.name(),
            received_at: photo.received_at,
            source: photo.source.name(),
            sha256: photo.original.hash.to_hex(),
            spec: photo.assessment().map(|assessment| assessment.spec.clone()),
            facts,
            judgement,
        });
    }
    Ok(exported)
}

async fn exported_submissions(
    app: &App,
    account: AccountId,
) -> Result<Vec<ExportedSubmission>, Failure> {
    let mut exported = Vec::new();
    for submission in app.store().submissions().list_of_account(account).await? {
        let history = history(app, Subject::Submission(submission.id)).await?;
        exported.push(ExportedSubmission {
            id: submission.id,
            degree: submission.degree,
            batch: submission.batch,
            state: submission.state.name(),
            attempts: submission.attempts,
            checks: submission.checks,
            rejections: rejections(&submission),
            history,
        });
    }
    Ok(exported)
}

fn rejections(submission: &Submission) -> Vec<ExportedRejection> {
    let rejections = submission.rejections().map(|rejection| {
        let note = rejection.reasons.note();
        ExportedRejection {
            photo: rejection.photo.id,
            reasons: rejection.reasons.list().to_vec(),
            note: note.map(|note| note.as_str().to_owned()),
            rejected_at: rejection.rejected_at,
        }
    });
    rejections.collect()
}

async fn history(app: &App, subject: Subject) -> Result<Vec<ExportedEvent>, Failure> {
    let entries = app.store().audit().list_of_subject(subject).await?;
    let events = entries.into_iter().map(|event| ExportedEvent {
        by: event.actor.name(),
        action: event.action,
        at: event.at,
    });
    Ok(events.collect())
}

async fn exported_messages(app: &App, account: AccountId) -> Result<Vec<ExportedMessage>, Failure> {
    let mut exported = Vec::new();
    let mut request = PageRequest::default();
    loop {
        let notifications = app.store().notifications();
        let page: Page<Notification> = notifications.list_of_account(account, request).await?;
        exported.extend(page.items.into_iter().map(|notification| ExportedMessage {
            state: notification.state.name(),
            message: notification.message,
            created_at: notification.created_at,
        }));
        let Some(next) = page.next else {
            return Ok(exported);
        };
        request.after = Some(next);
    }
}

/// Original and portrait of every photo, under names that any machine opens them by.
async fn blobs(app: &App, photos: &[Photo]) -> Result<Vec<ExportBlob>, Failure> {
    let mut blobs = Vec::with_capacity(2 * photos.len());
    for photo in photos {
        let content_type = format_of(app, photo.id).await?;
        let ending = match content_type {
            ContentType::Jpeg => ".jpg",
            ContentType::Png => ".png",
            ContentType::WebP => ".webp",
            // A file that was not looked at may be anything.
            _ => "",
        };
        blobs.push(ExportBlob {
            name: format!("photos/{}-original{ending}", photo.id),
            blob: photo.original.blob.clone(),
            content_type,
        });
        let assessment = photo.assessment();
        if let Some(portrait) = assessment.and_then(|assessment| assessment.portrait.as_ref()) {
            blobs.push(ExportBlob {
                name: format!("photos/{}-portrait.jpg", photo.id),
                blob: portrait.clone(),
                content_type: ContentType::Jpeg,
            });
        }
    }
    Ok(blobs)
}

impl std::fmt::Debug for AccountExport {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("AccountExport")
            .field("account", &self.account.id)
            .field("exported_at", &self.exported_at)
            .finish_non_exhaustive()
    }
}
