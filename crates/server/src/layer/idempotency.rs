//! `Idempotency-Key`: a client that did not receive a response repeats its request with the same key and
//! gets the first response. Applies to each POST whose needs say so. The upload of a photo does not need
//! it, because a capture session accepts one photo.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use app::idempotency::{self, Answer, Begun, Ticket};
use app::{Caller, Failure};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use tracing::Instrument as _;

use super::gate::Gate;
use super::pace;
use crate::extract::{AnyCaller, too_large};
use crate::problem::{HttpProblem, Problem};
use crate::state::ServerState;

const IDEMPOTENCY_KEY: &str = "idempotency-key";

const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Longest answer that is kept; answers to what creates something are far shorter.
const MAX_ANSWER_BYTES: usize = 256 << 10;

/// Carries the first request of a key out, and gives its answer to the others.
pub(crate) async fn replay(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let key = request.headers().get(IDEMPOTENCY_KEY).cloned();
    let caller = request.extensions().get::<AnyCaller>().cloned();
    match (key, caller) {
        (Some(key), Some(AnyCaller(caller))) if gate.needs.replays(request.method()) => {
            let done = once(&gate, &caller, &key, request, next).await;
            done.unwrap_or_else(IntoResponse::into_response)
        }
        _ => next.run(request).await,
    }
}

async fn once(
    gate: &Gate,
    caller: &Caller,
    key: &HeaderValue,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let app = gate.state.app();
    let (parts, body) = request.into_parts();
    let body = whole(body, gate.needs.body.max_bytes(app.settings())).await?;
    // What is no text is no key either and is refused as one.
    let key = key.to_str().unwrap_or_default();
    let request = fingerprint(&parts, &body);
    match idempotency::begin(app, caller, key, request).await? {
        Begun::First(ticket) => {
            let request = Request::from_parts(parts, Body::from(body));
            Ok(first(&gate.state, ticket, request, next).await)
        }
        Begun::Done(answer) => Ok(again(answer)),
        Begun::Running => Err(running()),
        Begun::Interrupted => Err(Problem::from(HttpProblem::RequestInterrupted)),
        Begun::OtherRequest => Err(other_request()),
    }
}

async fn whole(body: Body, max_bytes: usize) -> Result<Bytes, Problem> {
    to_bytes(body, max_bytes).await.map_err(|error| {
        let cause = std::error::Error::source(&error);
        match cause {
            Some(cause) if cause.is::<http_body_util::LengthLimitError>() => too_large(),
            _ => pace::of_body_error(&error),
        }
    })
}

/// Carries the request out to its end even if the client goes away meanwhile: it will ask again.
async fn first(state: &ServerState, ticket: Ticket, request: Request, next: Next) -> Response {
    let state = state.clone();
    let work = async move {
        let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
        match idempotency::carry_out(state.app(), &ticket, answer).await {
            Ok(done) => settle(&state, &ticket, done).await,
            Err(failure) => Problem::from(failure).into_response(),
        }
    };
    match tokio::spawn(work.in_current_span()).await {
        Ok(response) => response,
        Err(_) => Problem::from(Failure::internal("a request was cut off")).into_response(),
    }
}

/// Keeps a good answer; whatever else it was, the key is free again.
async fn settle(
    state: &ServerState,
    ticket: &Ticket,
    done: Result<Response, Box<dyn Any + Send>>,
) -> Response {
    let response = done.unwrap_or_else(super::problem::of_panic);
    let kept = if response.status().is_success() {
        keep(state, ticket, response).await
    } else {
        let abandoned = idempotency::abandon(state.app(), ticket).await;
        abandoned.map(|()| response)
    };
    kept.unwrap_or_else(|failure| Problem::from(failure).into_response())
}

async fn keep(
    state: &ServerState,
    ticket: &Ticket,
    response: Response,
) -> Result<Response, Failure> {
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, MAX_ANSWER_BYTES).await;
    let body = body.map_err(Failure::internal)?;
    let content_type = parts.headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let answer = Answer {
        status: parts.status.as_u16(),
        content_type: content_type.unwrap_or_default().to_owned(),
        text: String::from_utf8(body.to_vec()).map_err(Failure::internal)?,
    };
    idempotency::finish(state.app(), ticket, &answer).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn again(answer: Answer) -> Response {
    let mut response = answer.text.into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if let Ok(content_type) = HeaderValue::from_str(&answer.content_type)
        && !content_type.is_empty()
    {
        headers.insert(header::CONTENT_TYPE, content_type);
    }
    headers.insert(REPLAYED, HeaderValue::from_static("true"));
    if let Ok(status) = StatusCode::from_u16(answer.status) {
        *response.status_mut() = status;
    }
    response
}

/// Of method, address and body. Lines that part a multipart body are left out: clients make up new
/// ones with every try.
fn fingerprint(parts: &Parts, body: &[u8]) -> domain::ContentHash {
    let content_type = parts.headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let boundary = content_type.and_then(|kind| kind.split("boundary=").nth(1));
    let boundary = boundary.map(|boundary| format!("--{}", boundary.trim_matches('"')));
    let lines = body.split(|byte| *byte == b'\n');
    let told = lines.filter(|line| match &boundary {
        Some(boundary) => !line.starts_with(boundary.as_bytes()),
        None => true,
    });
    let head = [parts.method.as_str(), parts.uri.path()];
    let head = head.into_iter().map(str::as_bytes);
    idempotency::fingerprint(head.chain(told))
}

fn running() -> Problem {
    Problem::from(HttpProblem::RequestInProgress).retry_after(2)
}

fn other_request() -> Problem {
    Problem::from(HttpProblem::IdempotencyKeyReused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(boundary: &str, picture: &str) -> domain::ContentHash {
        let body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"picture\"\r\n\r\n{picture}\r\n\
             --{boundary}--\r\n"
        );
        let request = Request::builder()
            .uri("/api/v1/degrees")
            .header(
                "content-type",
                format!("multipart/form-data; boundary={boundary}"),
            )
            .body(())
            .unwrap();
        let (parts, ()) = request.into_parts();
        fingerprint(&parts, body.as_bytes())
    }

    #[test]
    fn boundaries_do_not_make_a_request_another() {
        assert_eq!(of("a1", "bytes\nof it"), of("b2", "bytes\nof it"));
        assert_ne!(of("a1", "bytes\nof it"), of("a1", "bytesof\n it"));
    }
}
