//! Opens a capture session for one photo.

use domain::audit::Action;
use domain::{
    BatchRules, CaptureModes, CaptureOffer, CaptureRefusal, CaptureSession, CaptureSessionId,
    CaptureSource, DegreeId, Denied, Duration, Permission, Purpose, Subject, Timestamp,
};

use crate::caller::Caller;
use crate::consent;
use crate::degree;
use crate::failure::{Failure, Found};
use crate::money::{Settling, require_settled};
use crate::service::App;
use crate::trace::Trace;

/// A session and what the camera has to know.
#[derive(Debug, Clone)]
pub struct OpenedCapture {
    /// The session; its sources are those that are allowed to this caller.
    pub session: CaptureSession,
    /// The one-time token; said once, never kept.
    pub token: CaptureToken,
    /// What the batch asks for: the camera page guides by it.
    pub rules: BatchRules,
    /// Largest photo, bytes.
    pub max_photo_bytes: u64,
    /// Largest part, bytes.
    pub max_part_bytes: u64,
}

/// A one-time token; shows nothing in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct CaptureToken(String);

impl CaptureToken {
    /// The token, for the client that holds the camera.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for CaptureToken {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CaptureToken(…)")
    }
}

/// Opens a session for one photo of a degree: for the student from the phone, for staff on site.
/// Refuses what would be refused when the photo comes; the check itself is counted then.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; a refusal of consent, submission or batch.
pub async fn open(app: &App, caller: &Caller, degree: DegreeId) -> Result<OpenedCapture, Failure> {
    let store = app.store();
    let degree = degree::find(store, caller, Permission::ShootOnSite, degree).await?;
    consent::require(app, degree.account, Purpose::CollectReviewHandOver).await?;
    let batch = store.batches().find(degree.batch).await?;
    let batch = batch.or_not_found()?;
    let submission = store
        .submissions()
        .find_of_degree(degree.id, batch.id)
        .await?;
    let submission = submission.or_not_found()?;
    let now = app.now();
    let is_replacement = submission.takes_replacement_from(caller.actor());
    if !is_replacement {
        submission
            .clone()
            .begin_check(caller.actor(), &batch, now)?;
        require_settled(store, &submission, Settling::Camera).await?;
    }

    let token = app.random().token();
    let session = CaptureSession::issue(CaptureOffer {
        id: CaptureSessionId::from_uuid(app.new_id()),
        centre: degree.centre,
        degree: degree.id,
        account: degree.account,
        issued_to: caller.actor(),
        token: app.vault().token_hash(&token),
        allowed: if is_replacement {
            replacement()?
        } else {
            sources(caller, &batch.plan.rules.capture)?
        },
        expires_at: now + length(app),
    });
    let work = store.begin().await?;
    work.captures().insert(&session).await?;
    let subject = Subject::CaptureSession(session.id);
    let action = Action::OpenCapture { degree: degree.id };
    let trace = Trace::new(app, caller, &action, subject, now);
    work.audit().append(trace.of(session.centre).event());
    work.commit().await?;
    Ok(OpenedCapture {
        session,
        token: CaptureToken(token),
        rules: batch.plan.rules,
        max_photo_bytes: app.settings().max_photo_bytes,
        max_part_bytes: app.settings().max_part_bytes,
    })
}

/// How long a session lasts.
fn length(app: &App) -> Duration {
    Duration::from_minutes(app.settings().capture_minutes)
}

/// When a session was opened: as long before its end as sessions last.
pub(super) fn opened_at(app: &App, session: &CaptureSession) -> Timestamp {
    session.expires_at - length(app)
}

/// Sources of a photo that may take the place of an approved one, whatever the batch allows its students: staff
/// shoot it, or take the file that the student hands them.
fn replacement() -> Result<CaptureModes, Denied<CaptureSession>> {
    let sources = [CaptureSource::Onsite, CaptureSource::Album];
    let from = CaptureSource::Onsite;
    CaptureModes::new(&sources).map_err(|_| CaptureRefusal::SourceNotAllowed { from }.into())
}

/// Of the batch's sources those of the caller: staff shoot on site, students do everything else.
fn sources(caller: &Caller, batch: &CaptureModes) -> Result<CaptureModes, Denied<CaptureSession>> {
    let is_student = matches!(caller, Caller::Student(_));
    let of_caller = |source: &CaptureSource| (*source == CaptureSource::Onsite) != is_student;
    let sources = batch.sources().iter().copied().filter(of_caller);
    let sources: Vec<CaptureSource> = sources.collect();
    let from = if is_student {
        CaptureSource::LiveCamera
    } else {
        CaptureSource::Onsite
    };
    CaptureModes::new(&sources).map_err(|_| CaptureRefusal::SourceNotAllowed { from }.into())
}
