//! Writes the body of a problem in the language that the client prefers. Errors of the framework (unknown
//! path, wrong method, body too large, panic) become problems too.

use std::any::Any;

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::Language;

use crate::negotiate::weight;
use crate::problem::{HttpProblem, PROBLEM_JSON, Problem};
use crate::request_id::RequestId;

/// Writes the problem of an answer, if it is one.
pub(crate) async fn speak(request: Request, next: Next) -> Response {
    let language = preferred(request.headers());
    let id = request.extensions().get::<RequestId>();
    let id = id.map(ToString::to_string).unwrap_or_default();
    let mut response = next.run(request).await;
    let status = response.status();
    let own = response.extensions_mut().remove::<Problem>();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let problem = own.unwrap_or_else(|| of_status(status));
    let mut response = write(&response, &problem, language, &id);
    response.extensions_mut().insert(problem.code());
    response
}

/// An answer in place of a handler that panicked. What the panic says stays inside: it may repeat
/// what a person typed.
pub(crate) fn of_panic(_: Box<dyn Any + Send>) -> Response {
    tracing::error!("A handler panicked");
    of_status(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

fn write(former: &Response, problem: &Problem, language: Language, id: &str) -> Response {
    let status = former.status();
    let mut response = (status, Json(problem.body(language, id))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, PROBLEM_JSON);
    headers.insert(
        header::CONTENT_LANGUAGE,
        HeaderValue::from_static(match language {
            Language::Zh => "zh-CN",
            Language::En => "en",
        }),
    );
    // What the former answer said beside its body: Retry-After, Allow, WWW-Authenticate.
    for (name, value) in former.headers() {
        if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
            headers.append(name, value.clone());
        }
    }
    response
}

/// The problem of an answer that has none of its own.
fn of_status(status: StatusCode) -> Problem {
    match status {
        StatusCode::NOT_FOUND => app::Failure::NotFound.into(),
        StatusCode::METHOD_NOT_ALLOWED => HttpProblem::MethodNotAllowed.into(),
        StatusCode::PAYLOAD_TOO_LARGE => HttpProblem::BodyTooLarge.into(),
        status if status.is_server_error() => Problem::from(HttpProblem::Broken).status(status),
        status => Problem::from(HttpProblem::BadRequest).status(status),
    }
}

/// The language that the client prefers among ours; Chinese unless it prefers English.
fn preferred(headers: &HeaderMap) -> Language {
    let weight = |language| weight(headers, header::ACCEPT_LANGUAGE, language);
    if weight("en") > weight("zh") {
        Language::En
    } else {
        Language::Zh
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::{Body, to_bytes};
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt as _;
    use tower_http::catch_panic::CatchPanicLayer;

    use super::*;

    #[track_caller]
    fn check(header: Option<&str>, expected: Language) {
        let mut headers = HeaderMap::new();
        if let Some(header) = header {
            headers.insert(header::ACCEPT_LANGUAGE, header.parse().unwrap());
        }
        assert_eq!(preferred(&headers), expected, "{header:?}");
    }

    #[test]
    fn english_for_those_who_prefer_it() {
        check(None, Language::Zh);
        check(Some("en"), Language::En);
        check(Some("en-GB,en;q=0.9"), Language::En);
        check(Some("zh-CN,zh;q=0.9,en;q=0.8"), Language::Zh);
        check(Some("en;q=0.5, zh;q=0.7"), Language::Zh);
        check(Some("fr, *;q=0.1"), Language::Zh);
        check(Some("fr, en;q=0.2"), Language::En);
        check(Some("en;q=x"), Language::Zh);
    }

    #[tokio::test]
    async fn a_panic_is_a_problem_and_tells_nothing() {
        async fn panics() {
            panic!("what was typed");
        }
        let router: Router = Router::new()
            .route("/", get(panics))
            .layer(CatchPanicLayer::custom(of_panic))
            .layer(from_fn(speak));
        let request = Request::new(Body::empty());
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], PROBLEM_JSON);
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("typed"));
    }
}
