//! What went wrong, as a client reads it: RFC 9457 problem details with a stable code and a sentence
//! in two languages. Which language is `detail`, the layer `layer::problem` decides.

mod code;
mod http;

use std::collections::BTreeMap;

use app::Failure;
use app::refusal::UploadRefusal;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::refusal::{Kind, Member};
use domain::{Language, Timestamp};
use serde::Serialize;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use utoipa::ToSchema;
use words::{InWords, Words};

pub(crate) use code::ProblemCode;
pub(crate) use http::HttpProblem;

/// What went wrong. Boxed: it is the rare end of every handler, and results should stay small.
#[derive(Debug, Clone)]
pub(crate) struct Problem(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    status: StatusCode,
    code: ProblemCode,
    words: Words,
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
    pub(crate) code: ProblemCode,
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
    fn new(status: StatusCode, code: ProblemCode, words: Words) -> Self {
        Self(Box::new(Inner {
            status,
            code,
            words,
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
    pub(crate) fn code(&self) -> ProblemCode {
        self.0.code
    }

    /// The body in a language.
    pub(crate) fn body(&self, language: Language, request_id: &str) -> ProblemBody {
        let Inner {
            status,
            code,
            words: Words { title, body },
            members,
            ..
        } = &*self.0;
        ProblemBody {
            kind: format!("urn:caixiang:problem:{}", code.0),
            title: language.of(*title).to_owned(),
            status: status.as_u16(),
            code: *code,
            detail: language.of(body.clone()),
            detail_zh: body.zh.clone(),
            detail_en: body.en.clone(),
            instance: format!("urn:caixiang:request:{request_id}"),
            members: members.clone(),
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
        let problem = Self::new(
            status_of(failure.kind()),
            ProblemCode(failure.code()),
            failure.words(),
        );
        let members = failure.members().into_iter();
        let problem = members.fold(problem, |problem, (name, value)| {
            problem.with(name, json_of(value))
        });
        match failure {
            Failure::Locked(locked) => problem.retry_from(locked.until),
            Failure::TooMany { retry_after } => {
                problem.retry_after(retry_after.as_seconds_rounded_up())
            }
            Failure::Unavailable(_) => problem.retry_after(5),
            _ => problem,
        }
    }
}

impl From<HttpProblem> for Problem {
    fn from(problem: HttpProblem) -> Self {
        Self::new(problem.status(), problem.into(), problem.words())
    }
}

impl From<UploadRefusal> for Problem {
    fn from(refusal: UploadRefusal) -> Self {
        Failure::from(refusal).into()
    }
}

/// Logs errors of the service and its dependencies; what a client did wrong is not logged here.
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

const fn status_of(kind: Kind) -> StatusCode {
    match kind {
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Unprocessable => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn json_of(member: Member) -> Value {
    match member {
        Member::Text(text) => text.into(),
        Member::Number(number) => number.into(),
        Member::Texts(texts) => texts.into(),
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
