//! The student's app and the staff console, for browsers. Both are built under `web` and embedded; they use
//! the API only.
//!
//! No rate limit applies: a school class behind one address would use up a minute's budget by opening the
//! app, and files in memory cost nothing.

mod embedded;
mod file;
mod portrait;

use axum::Router;
use axum::extract::{Path, Query, Request};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Redirect, Response};
use axum::routing::get;
use domain::{FeatureCode, LinkSlug};
use serde::Deserialize;

use self::embedded::{Console, Face, Student};
use crate::state::ServerState;

pub(crate) use self::portrait::{over, portrait};

/// Where the student's app is.
const STUDENT: &str = "/m/";

/// Where the staff console is.
const CONSOLE: &str = "/console/";

/// Where the frame is that finds faces.
const FACE: &str = "/face/";

/// The page of the student's app to which links and QR codes of batches lead.
const ENTRANCE: &str = "/m/pages/add-degree/add-degree?link=";

/// Own scripts and pictures only. Styles are also set on elements, which uni and Element Plus do; `blob:`
/// is where a browser keeps a chosen photo.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; \
     connect-src 'self' blob:; object-src 'none'; frame-ancestors 'none'; base-uri 'self'; \
     form-action 'self'",
);

/// The student takes a photo, and staff at a counter.
const CAMERA: HeaderValue =
    HeaderValue::from_static("camera=(self), microphone=(), geolocation=()");

/// The library that finds faces evaluates code of its own, so it gets a frame without an origin, which
/// reaches neither the session nor the app, and nothing but its own files; also where somebody opens it as a
/// page of its own.
const FACE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; connect-src 'self'; \
     worker-src 'self' blob:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'; \
     sandbox allow-scripts",
);

/// What the pages of students and of staff say about themselves beside what every answer has.
const PAGE_HEADERS: [(HeaderName, HeaderValue); 2] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (HeaderName::from_static("permissions-policy"), CAMERA),
];

/// To a frame without an origin, its own files are another's.
const FACE_HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::CONTENT_SECURITY_POLICY, FACE_POLICY),
    (
        header::X_FRAME_OPTIONS,
        HeaderValue::from_static("SAMEORIGIN"),
    ),
    (
        header::ACCESS_CONTROL_ALLOW_ORIGIN,
        HeaderValue::from_static("*"),
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    ),
];

/// The pages, and the short addresses that lead to them.
pub(crate) fn routes() -> Router<ServerState> {
    Router::new()
        .route("/", get(async || Redirect::temporary(STUDENT)))
        .route("/m", get(async || Redirect::temporary(STUDENT)))
        .route(STUDENT, get(student))
        .route("/m/{*path}", get(student))
        .route("/console", get(async || Redirect::temporary(CONSOLE)))
        .route(CONSOLE, get(console))
        .route("/console/{*path}", get(console))
        .route(FACE, get(face))
        .route("/face/{*path}", get(face))
        .route("/b/{slug}", get(enter))
}

/// Addresses whose pages were not there when the program was built.
pub fn missing_pages() -> Vec<&'static str> {
    let student = file::is_built::<Student>();
    let console = file::is_built::<Console>();
    let built = [(STUDENT, student), (CONSOLE, console)];
    let missing = built.into_iter().filter(|(_, is_built)| !is_built);
    missing.map(|(address, _)| address).collect()
}

async fn student(request: Request) -> Response {
    file::answer::<Student>(&request, STUDENT, PAGE_HEADERS)
}

async fn console(request: Request) -> Response {
    file::answer::<Console>(&request, CONSOLE, PAGE_HEADERS)
}

async fn face(request: Request) -> Response {
    file::answer::<Face>(&request, FACE, FACE_HEADERS)
}

/// From the QR code of a batch or a region. Short, so that the code stays coarse enough for a poster,
/// and not the app's own address, which may change after the poster is printed.
async fn enter(Path(slug): Path<String>, Query(poster): Query<Poster>) -> Redirect {
    let Ok(slug) = LinkSlug::parse(&slug) else {
        // Misread or misspelt: the app asks for the feature code instead.
        return Redirect::temporary(STUDENT);
    };
    let code = poster.code.and_then(|code| FeatureCode::parse(&code).ok());
    let code = code.map_or_else(String::new, |code| format!("&code={}", code.as_str()));
    Redirect::temporary(&format!("{ENTRANCE}{slug}{code}"))
}

/// What a poster's link may carry besides.
#[derive(Debug, Deserialize)]
struct Poster {
    /// The feature code, so that nobody has to type it.
    code: Option<String>,
}
