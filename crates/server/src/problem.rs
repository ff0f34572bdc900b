//! What went wrong, as a client reads it: RFC 9457 problem details with a stable code and a sentence
//! in two languages. Which language is `detail`, the layer `layer::problem` decides.

use std::collections::BTreeMap;

use app::words::say;
use app::{Failure, Refusal};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{
    Acceptance, BindingRefusal, CaptureRefusal, Language, PhotoRefusal, RuleCode,
    SubmissionRefusal, Timestamp,
};
use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use utoipa::ToSchema;

/// What went wrong. Boxed: it is the rare end of every handler, and results should stay small.
#[derive(Debug, Clone)]
pub(crate) struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: &'static str,
    titles: [String; 2],
    details: [String; 2],
    members: BTreeMap<&'static str, Value>,
    retry_after: Option<HeaderValue>,
}

/// A problem as it is written (RFC 9457, `application/problem+json`).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// `urn:caixiang:problem:` and the code.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// What happened, in a few words.
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// Stable, for programs.
    pub(crate) code: String,
    /// What happened and what to do, in the language that was asked for.
    pub(crate) detail: String,
    /// The same in Chinese.
    pub(crate) detail_zh: String,
    /// The same in English.
    pub(crate) detail_en: String,
    /// Id of the request, to be named when asking for help.
    pub(crate) instance: String,
    /// What programs need besides: `field`, `tries_left`, `until` …
    #[serde(flatten)]
    #[schema(additional_properties)]
    pub(crate) members: BTreeMap<&'static str, Value>,
}

const HTTP_DATE: &[BorrowedFormatItem<'_>] = format_description!(
    "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
);

/// The media type of problems, as a text.
pub(crate) const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// The media type of problems.
pub(crate) const PROBLEM_JSON: HeaderValue = HeaderValue::from_static(PROBLEM_MEDIA_TYPE);

impl Problem {
    /// A problem that only the HTTP side knows, with its words: title and detail, Chinese first.
    pub(crate) fn new(
        status: StatusCode,
        code: &'static str,
        titles: [&str; 2],
        details: [&str; 2],
    ) -> Self {
        Self(Box::new(Inner {
            status,
            code,
            titles: titles.map(str::to_owned),
            details: details.map(str::to_owned),
            members: BTreeMap::new(),
            retry_after: None,
        }))
    }

    /// With a member for programs.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.members.insert(name, value.into());
        self
    }

    /// With a pause after which it may be tried again.
    pub(crate) fn retry_after(mut self, seconds: i64) -> Self {
        self.0.retry_after = Some(seconds.into());
        self.with("retry_after_seconds", seconds)
    }

    /// With the instant from which it may be tried again.
    fn retry_from(mut self, instant: Timestamp) -> Self {
        self.0.retry_after = http_date(instant);
        self.with("until", instant.to_string())
    }

    /// With another status.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self
    }

    /// Its code.
    pub(crate) fn code(&self) -> &'static str {
        self.0.code
    }

    /// The body in a language.
    pub(crate) fn body(&self, language: Language, request_id: &str) -> ProblemBody {
        let choose = |texts: &[String; 2]| match language {
            Language::Zh => texts[0].clone(),
            Language::En => texts[1].clone(),
        };
        ProblemBody {
            kind: format!("urn:caixiang:problem:{}", self.0.code),
            title: choose(&self.0.titles),
            status: self.0.status.as_u16(),
            code: self.0.code.to_owned(),
            detail: choose(&self.0.details),
            detail_zh: self.0.details[0].clone(),
            detail_en: self.0.details[1].clone(),
            instance: format!("urn:caixiang:request:{request_id}"),
            members: self.0.members.clone(),
        }
    }
}

impl IntoResponse for Problem {
    /// The status and the problem itself; the layer writes the body, because only it knows the
    /// language.
    fn into_response(self) -> Response {
        let mut response = self.0.status.into_response();
        if let Some(retry_after) = &self.0.retry_after {
            insert(&mut response, header::RETRY_AFTER, retry_after.clone());
        }
        if self.0.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Bearer");
            insert(&mut response, header::WWW_AUTHENTICATE, scheme);
        }
        response.extensions_mut().insert(self);
        response
    }
}

fn insert(response: &mut Response, name: HeaderName, value: HeaderValue) {
    response.headers_mut().insert(name, value);
}

/// An instant as HTTP writes it (RFC 9110 §5.6.7); none beyond the years that it can write.
fn http_date(instant: Timestamp) -> Option<HeaderValue> {
    let seconds = instant.as_micros().div_euclid(1_000_000);
    let instant = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
    let date = instant.format(HTTP_DATE).ok()?;
    HeaderValue::from_str(&date).ok()
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        log(&failure);
        let words = say(&failure);
        let problem = Self(Box::new(Inner {
            status: status_of(&failure),
            code: code_of(&failure),
            titles: [words.zh_title, words.en_title].map(str::to_owned),
            details: [words.zh, words.en],
            members: BTreeMap::new(),
            retry_after: None,
        }));
        members(problem, &failure)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Failure::from(refusal).into()
    }
}

/// Faults are told to whoever runs the service; what a client did wrong is not.
fn log(failure: &Failure) {
    match failure {
        Failure::Internal(cause) => {
            tracing::error!(cause = %chain(cause.as_ref()), "A use case failed");
        }
        Failure::Unavailable(cause) => {
            tracing::warn!(cause = %chain(cause.as_ref()), "Something does not answer");
        }
        _ => {}
    }
}

pub(crate) fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut said = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        said = format!("{said}: {source}");
        next = source.source();
    }
    said
}

const fn status_of(failure: &Failure) -> StatusCode {
    match failure {
        Failure::NotSignedIn => StatusCode::UNAUTHORIZED,
        Failure::NotAllowed => StatusCode::FORBIDDEN,
        Failure::NotFound => StatusCode::NOT_FOUND,
        Failure::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        Failure::Refused(refusal) => status_of_refusal(refusal),
        Failure::Stale => StatusCode::CONFLICT,
        Failure::Locked(_) | Failure::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Failure::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Failure::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

const fn status_of_refusal(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::WrongCredentials => StatusCode::UNAUTHORIZED,
        Refusal::WrongSignInCode { .. }
        | Refusal::SignInCodeExpired
        | Refusal::WeChatCodeRefused
        | Refusal::CodeUnreadable(_)
        | Refusal::DetailsNeeded
        | Refusal::EmptyFile => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::CONFLICT,
    }
}

const fn code_of(failure: &Failure) -> &'static str {
    match failure {
        Failure::NotSignedIn => "not-signed-in",
        Failure::NotAllowed => "not-allowed",
        Failure::NotFound => "not-found",
        Failure::Invalid { .. } => "invalid",
        Failure::Refused(refusal) => refusal.code(),
        Failure::Stale => "stale",
        Failure::Locked(_) => "locked",
        Failure::TooMany { .. } => "too-many-requests",
        Failure::Unavailable(_) => "unavailable",
        Failure::Internal(_) => "internal",
    }
}

/// What programs need besides the code.
fn members(problem: Problem, failure: &Failure) -> Problem {
    match failure {
        Failure::Invalid { field, expected } => problem
            .with("field", *field)
            .with("expected", expected.as_str()),
        Failure::Locked(locked) => problem.retry_from(locked.until),
        Failure::TooMany { retry_after } => {
            problem.retry_after(retry_after.as_seconds_rounded_up())
        }
        Failure::Unavailable(_) => problem.retry_after(5),
        Failure::Refused(refusal) => refusal_members(problem, refusal),
        _ => problem,
    }
}

fn refusal_members(problem: Problem, refusal: &Refusal) -> Problem {
    match refusal {
        Refusal::WrongState(state) => problem
            .with("from", state.from)
            .with("action", state.action),
        Refusal::ConsentMissing { purpose } => problem.with("purpose", purpose.name()),
        Refusal::OtherConsentText { current } => problem.with("current", *current),
        Refusal::WrongSignInCode { tries_left } => problem.with("tries_left", *tries_left),
        Refusal::PartMissing { number } => problem.with("number", *number),
        Refusal::TooLarge { max_bytes } => problem.with("max_bytes", *max_bytes),
        Refusal::Taken(what) => problem.with("what", *what),
        Refusal::Binding(BindingRefusal::BoundAlready(degree)) => {
            problem.with("degree", degree.to_string())
        }
        Refusal::NotAccepting(acceptance)
        | Refusal::Binding(BindingRefusal::NotAccepting(acceptance))
        | Refusal::Submission(SubmissionRefusal::NotAccepting(acceptance)) => {
            acceptance_members(problem, acceptance)
        }
        Refusal::Submission(SubmissionRefusal::ReplacementOverdue { replace_by }) => {
            problem.with("replace_by", replace_by.to_string())
        }
        Refusal::Submission(SubmissionRefusal::ChecksUsedUp { limit }) => {
            problem.with("limit", *limit)
        }
        Refusal::Submission(SubmissionRefusal::AttemptsUsedUp { limit }) => {
            problem.with("limit", *limit)
        }
        Refusal::Photo(PhotoRefusal::DoubtsNotAccepted { doubts }) => {
            let doubts: Vec<&str> = doubts.iter().map(RuleCode::as_str).collect();
            problem.with("doubts", doubts)
        }
        Refusal::Capture(CaptureRefusal::TooLate { expires_at }) => {
            problem.with("expires_at", expires_at.to_string())
        }
        _ => problem,
    }
}

fn acceptance_members(problem: Problem, acceptance: &Acceptance) -> Problem {
    match acceptance {
        Acceptance::NotYet { opens_at } => problem.with("from_then", opens_at.to_string()),
        Acceptance::OutsideHours { next } => problem.with("from_then", next.to_string()),
        Acceptance::Open | Acceptance::NotAnnounced | Acceptance::Closed => problem,
    }
}

#[cfg(test)]
mod tests {
    use domain::Locked;

    use super::*;

    #[test]
    fn who_is_locked_out_is_told_until_when() {
        let until = "2023-09-10T12:30:00+08:00".parse().unwrap();
        let problem = Problem::from(Failure::Locked(Locked { until }));
        let body = problem.body(Language::En, "id");
        assert_eq!(body.members["until"], "2023-09-10T12:30:00+08:00");
        let response = problem.into_response();
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        let retry_after = &response.headers()[header::RETRY_AFTER];
        assert_eq!(retry_after, "Sun, 10 Sep 2023 04:30:00 GMT");
    }

    #[test]
    fn faults_stay_inside() {
        let problem = Problem::from(Failure::internal("table `account` is on fire"));
        let body = problem.body(Language::En, "id");
        let text = serde_json::to_string(&body).unwrap();
        assert!(!text.contains("account"), "{text}");
        assert_eq!(body.status, 500);
    }
}
