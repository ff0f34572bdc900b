//! What a copy of a student's own data holds: values in plain words and numbers, and the pictures to put
//! beside them. Names and ids of staff are left out.

use domain::audit::Word;
use domain::{
    AccountId, AccountState, AppointmentId, BatchId, BlobKey, Consent, Degree, DegreeId,
    GivenReason, Language, Level, Message, Notification, OrderLine, Photo, PhotoId,
    RegistryIdentity, SchoolCode, SpecId, Subject, Submission, SubmissionId, Timestamp,
};
use serde::Serialize;
use serde_json::Value;
use standard::ReasonCode;
use store::{Page, PageRequest};
use vault::{ContentType, FieldColumn, FieldPlace};

use super::read::{find, phone};
use crate::address::{self, AddressContent};
use crate::enquiry::{self, OwnEnquiry};
use crate::failure::Failure;
use crate::photo::format_of;
use crate::prints::{ExportedPrint, exported};
use crate::registry;
use crate::service::App;

/// Everything about a student. Instants are microseconds since 1970, UTC.
#[derive(Clone, Serialize)]
pub(super) struct AccountExport {
    /// When it was made.
    pub(super) exported_at: Timestamp,
    /// The account.
    pub(super) account: ExportedAccount,
    /// What the student agreed to, with its history.
    pub(super) consents: Vec<Consent>,
    /// Degrees in every state.
    pub(super) degrees: Vec<ExportedDegree>,
    /// Photos that are kept.
    pub(super) photos: Vec<ExportedPhoto>,
    /// Submissions with their history.
    pub(super) submissions: Vec<ExportedSubmission>,
    /// Messages on every channel that the list in the app shows, newest first.
    pub(super) messages: Vec<ExportedMessage>,
    /// Appointments of the account, past ones included.
    pub(super) appointments: Vec<ExportedAppointment>,
    /// Orders with what was paid and given back, newest first.
    pub(super) orders: Vec<ExportedOrder>,
    /// The address book, oldest first.
    pub(super) addresses: Vec<AddressContent>,
    /// Questions to the centre with their answers, newest first.
    pub(super) enquiries: Vec<OwnEnquiry>,
    /// Prints that were ordered, newest first.
    pub(super) prints: Vec<ExportedPrint>,
    /// Pictures to put beside the data.
    #[serde(skip)]
    pub(super) blobs: Vec<ExportBlob>,
}

/// An order.
#[derive(Clone, Serialize)]
pub(super) struct ExportedOrder {
    /// Its number for people.
    pub(super) number: String,
    /// The degree.
    pub(super) degree: DegreeId,
    /// How far it has come.
    pub(super) state: &'static str,
    /// What is ordered.
    pub(super) lines: Vec<OrderLine>,
    /// The sum, fen.
    pub(super) total_fen: u32,
    /// What has gone back, fen.
    pub(super) returned_fen: u32,
    /// When it was placed.
    pub(super) placed_at: Timestamp,
}

/// An account in the clear.
#[derive(Clone, Serialize)]
pub(super) struct ExportedAccount {
    /// Id of the account.
    pub(super) id: AccountId,
    /// The phone number, E.164.
    pub(super) phone: Option<String>,
    /// Whether a WeChat user is linked.
    pub(super) has_wechat: bool,
    /// Whether a user of the official account is linked.
    pub(super) has_official_account: bool,
    /// The language of messages.
    pub(super) language: Language,
    /// When the student signed in first.
    pub(super) created_at: Timestamp,
}

/// A degree in the clear.
#[derive(Clone, Serialize)]
pub(super) struct ExportedDegree {
    /// Id of the degree.
    pub(super) id: DegreeId,
    /// How far it has come.
    pub(super) state: &'static str,
    /// The batch.
    pub(super) batch: BatchId,
    /// National code of the school, while it is known.
    pub(super) school_code: Option<SchoolCode>,
    /// Level of study, while it is known.
    pub(super) level: Option<Level>,
    /// The name as the code carries it.
    pub(super) masked_name: Option<String>,
    /// The student number.
    pub(super) student_number: Option<String>,
    /// What the code carries.
    pub(super) payload: Option<String>,
}

/// A photo.
#[derive(Clone, Serialize)]
pub(super) struct ExportedPhoto {
    /// Its id; files are named by it.
    pub(super) id: PhotoId,
    /// The degree.
    pub(super) degree: DegreeId,
    /// How far it has come.
    pub(super) state: &'static str,
    /// When it came.
    pub(super) received_at: Timestamp,
    /// Where it came from.
    pub(super) source: &'static str,
    /// SHA-256 of the file, hexadecimal.
    pub(super) sha256: String,
    /// What it was judged by.
    pub(super) spec: Option<SpecId>,
    /// What was measured.
    pub(super) facts: Option<Value>,
    /// What the rules say.
    pub(super) judgement: Option<Value>,
}

/// A submission.
#[derive(Clone, Serialize)]
pub(super) struct ExportedSubmission {
    /// Id of the submission.
    pub(super) id: SubmissionId,
    /// The degree.
    pub(super) degree: DegreeId,
    /// The batch.
    pub(super) batch: BatchId,
    /// How far it has come.
    pub(super) state: &'static str,
    /// Submissions that were decided or still are to be; one that was withdrawn before does not count.
    pub(super) attempts: u8,
    /// Automatic checks that were used and had not come back when the last one was counted.
    pub(super) checks: u16,
    /// Rejections, oldest first.
    pub(super) rejections: Vec<ExportedRejection>,
    /// What happened, oldest first.
    pub(super) history: Vec<ExportedEvent>,
    /// The hand-over to the registry; none before the photo was approved.
    pub(super) registry: Option<ExportedHandOver>,
}

/// How far the hand-over of a portrait to the registry has come.
#[derive(Clone, Serialize)]
pub(super) struct ExportedHandOver {
    /// How far: `waiting`, `preparing`, `sent`, `accepted`, `refused`.
    pub(super) step: &'static str,
    /// When the package was sent.
    pub(super) sent_at: Option<Timestamp>,
    /// When the registry answered.
    pub(super) answered_at: Option<Timestamp>,
    /// What its comparison with the admission photo said.
    pub(super) identity: Option<&'static str>,
    /// Why it was refused, in the registry's words.
    pub(super) reason: Option<String>,
}

/// A rejection.
#[derive(Clone, Serialize)]
pub(super) struct ExportedRejection {
    /// The photo.
    pub(super) photo: PhotoId,
    /// The reasons that the reviewer gave.
    pub(super) reasons: Vec<ReasonCode>,
    /// Reasons of the centre among them, in the words that they had.
    pub(super) own_reasons: Vec<GivenReason>,
    /// What the reviewer wrote to the student.
    pub(super) note: Option<String>,
    /// Time of the decision.
    pub(super) rejected_at: Timestamp,
}

/// Something that happened, from the audit log.
#[derive(Clone, Serialize)]
pub(super) struct ExportedEvent {
    /// The action's stored name, such as `submit-photo`.
    pub(super) action: Word,
    /// Who: `student`, `staff` or `system`.
    pub(super) by: &'static str,
    /// Time of the action.
    pub(super) at: Timestamp,
}

/// A message.
#[derive(Clone, Serialize)]
pub(super) struct ExportedMessage {
    /// What it says.
    pub(super) message: Message,
    /// How far it has come.
    pub(super) state: &'static str,
    /// When it was written.
    pub(super) created_at: Timestamp,
}

/// An appointment.
#[derive(Clone, Serialize)]
pub(super) struct ExportedAppointment {
    /// Id of the appointment.
    pub(super) id: AppointmentId,
    /// The degree.
    pub(super) degree: DegreeId,
    /// How far it has come.
    pub(super) state: &'static str,
    /// When it begins, while a seat is kept.
    pub(super) starts_at: Option<Timestamp>,
}

/// A picture to put beside the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ExportBlob {
    /// Name of the file; says nothing personal.
    pub(super) name: String,
    /// Where it is.
    pub(super) blob: BlobKey,
}

/// A copy of everything about an account, as it is now.
///
/// # Errors
/// [`Failure::NotFound`] once the account is erased; [`Failure::Unavailable`].
pub(super) async fn collect(app: &App, id: AccountId) -> Result<AccountExport, Failure> {
    let store = app.store();
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
    Ok(AccountExport {
        exported_at: app.now(),
        account: exported_account(app, id).await?,
        consents: store.consents().list(id).await?,
        degrees: degrees.collect::<Result<_, _>>()?,
        photos: exported_photos(app, &photos).await?,
        submissions: exported_submissions(app, id).await?,
        messages: exported_messages(app, id).await?,
        appointments: appointments.collect(),
        orders: orders(app, id).await?,
        addresses: address::contents(app, id).await?,
        enquiries: enquiry::contents(app, id).await?,
        prints: exported(app, id).await?,
        blobs: blobs(app, &photos).await?,
    })
}

async fn orders(app: &App, account: AccountId) -> Result<Vec<ExportedOrder>, Failure> {
    let store = app.store();
    let mut orders = Vec::new();
    let mut request = PageRequest::default();
    loop {
        let page = store.orders().list_of_account(account, request).await?;
        for order in page.items {
            let refunds = store.refunds().list_of_order(order.id).await?;
            let done = refunds.iter().filter(|refund| refund.is_done());
            orders.push(ExportedOrder {
                degree: order.degree,
                state: order.state.name(),
                total_fen: order.total_fen.as_u32(),
                returned_fen: done.map(|refund| refund.amount_fen.as_u32()).sum(),
                placed_at: order.placed_at,
                number: order.number.into(),
                lines: order.lines,
            });
        }
        let Some(next) = page.next else {
            return Ok(orders);
        };
        request.after = Some(next);
    }
}

async fn exported_account(app: &App, id: AccountId) -> Result<ExportedAccount, Failure> {
    let account = find(app, id).await?;
    let phone = phone(app, &account)?;
    let (has_wechat, has_official_account) = match &account.state {
        AccountState::Active {
            wechat,
            official_account,
            ..
        } => (wechat.is_some(), official_account.is_some()),
        AccountState::Erased { .. } => (false, false),
    };
    Ok(ExportedAccount {
        id,
        phone: phone.map(|phone| phone.expose().to_owned()),
        has_wechat,
        has_official_account,
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
            registry: hand_over(app, &submission).await?,
            history,
        });
    }
    Ok(exported)
}

async fn hand_over(
    app: &App,
    submission: &Submission,
) -> Result<Option<ExportedHandOver>, Failure> {
    let progress = registry::progress(app, submission).await?;
    Ok(progress.map(|progress| {
        let reason = progress.reason;
        ExportedHandOver {
            step: progress.step.name(),
            sent_at: progress.sent_at,
            answered_at: progress.answered_at,
            identity: progress.identity.map(RegistryIdentity::name),
            reason: reason.map(|reason| reason.as_str().to_owned()),
        }
    }))
}

fn rejections(submission: &Submission) -> Vec<ExportedRejection> {
    let rejections = submission.rejections().map(|rejection| {
        let note = rejection.reasons.note();
        ExportedRejection {
            photo: rejection.photo.id,
            reasons: rejection.reasons.list().to_vec(),
            own_reasons: rejection.reasons.own().to_vec(),
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
            ContentType::Heic => ".heic",
            // A file that was not looked at may be anything.
            _ => "",
        };
        let original = photo.original_blob().map(|blob| ExportBlob {
            name: format!("photos/{}-original{ending}", photo.id),
            blob: blob.clone(),
        });
        blobs.extend(original);
        let assessment = photo.assessment();
        if let Some(portrait) = assessment.and_then(|assessment| assessment.portrait.as_ref()) {
            blobs.push(ExportBlob {
                name: format!("photos/{}-portrait.jpg", photo.id),
                blob: portrait.clone(),
            });
        }
    }
    Ok(blobs)
}
