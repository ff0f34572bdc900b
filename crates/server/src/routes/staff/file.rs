//! Files that staff take out.

use app::Failure;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::Language;

/// The type of an Excel workbook (ECMA-376).
pub(super) const WORKBOOK: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The language that is asked for; Chinese where none is.
///
/// # Errors
/// [`Failure::Invalid`] for another language.
pub(super) fn asked_language(asked: Option<&str>) -> Result<Language, Failure> {
    match asked {
        None | Some("zh") => Ok(Language::Zh),
        Some("en") => Ok(Language::En),
        Some(_) => Err(Failure::invalid("language", &"zh or en")),
    }
}

/// A file to be kept, not shown. `name` is ASCII without quotes.
pub(super) fn attached(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    attached_stream(kind, name, Body::from(bytes))
}

/// [`attached`], of a file that is made while it is sent.
pub(super) fn attached_stream(kind: &'static str, name: &str, body: Body) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, body).into_response()
}
