//! One file of a single-page app: lookup, content encoding, and 304 for a client that has it.

use std::borrow::Cow;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::negotiate::weight;
use crate::problem::{HttpProblem, Problem};

/// The page that every address of an app without a file of its own shows.
const INDEX: &str = "index.html";

/// Files under this folder have their contents' hash in their names.
const HASHED: &str = "assets/";

/// Encodings in the order of our liking, and how the file beside the plain one ends.
const ENCODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Answers a request below `base`, with headers in place of those that every answer has.
pub(super) fn answer<Files: RustEmbed>(
    request: &Request,
    base: &str,
    headers: impl IntoIterator<Item = (HeaderName, HeaderValue)>,
) -> Response {
    let path = request.uri().path();
    let path = path.strip_prefix(base).unwrap_or_default();
    let Some(name) = resolve::<Files>(path) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some((file, encoding)) = negotiated::<Files>(&name, request.headers()) else {
        return not_built().into_response();
    };
    let mut response = contents(&name, file, encoding, request.headers());
    for (name, value) in headers {
        response.headers_mut().insert(name, value);
    }
    response
}

/// Whether the app was built.
pub(super) fn is_built<Files: RustEmbed>() -> bool {
    Files::get(INDEX).is_some()
}

/// Name of the file behind a path. The app's own addresses have no file and no dot; a file that is
/// gone has to be missed, or an old tab would read a page where it wants a script.
fn resolve<Files: RustEmbed>(path: &str) -> Option<Cow<'_, str>> {
    let is_encoded = ENCODINGS.iter().any(|(_, end)| path.ends_with(end));
    if !is_encoded && Files::get(path).is_some() {
        return Some(Cow::Borrowed(path));
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    (!last.contains('.')).then_some(Cow::Borrowed(INDEX))
}

/// The smallest form of a file that the client can read.
fn negotiated<Files: RustEmbed>(
    name: &str,
    headers: &HeaderMap,
) -> Option<(EmbeddedFile, Option<&'static str>)> {
    for (encoding, end) in ENCODINGS {
        if weight(headers, header::ACCEPT_ENCODING, encoding) > 0.0
            && let Some(file) = Files::get(&format!("{name}{end}"))
        {
            return Some((file, Some(encoding)));
        }
    }
    Files::get(name).map(|file| (file, None))
}

fn contents(
    name: &str,
    file: EmbeddedFile,
    encoding: Option<&'static str>,
    asked: &HeaderMap,
) -> Response {
    let tag = etag(&file);
    let mut headers = HeaderMap::new();
    headers.insert(header::CACHE_CONTROL, keeping(name));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let known = asked.get(header::IF_NONE_MATCH);
    let is_known = known.is_some_and(|known| holds(known, &tag));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    if is_known {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    headers.insert(header::CONTENT_TYPE, media_type(name));
    if let Some(encoding) = encoding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    let body = match file.data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    };
    (headers, body).into_response()
}

/// Whatever is named by its contents never changes; everything else is asked for again.
fn keeping(name: &str) -> HeaderValue {
    if name.starts_with(HASHED) {
        HeaderValue::from_static("public, max-age=31536000, immutable")
    } else {
        HeaderValue::from_static("no-cache")
    }
}

/// Of the form that is sent, so each encoding has its own.
fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    format!("\"{}\"", hex::encode(&hash[..16]))
}

/// Whether a list of entity tags has this one (RFC 9110 §13.1.2, weak comparison).
fn holds(list: &HeaderValue, tag: &str) -> bool {
    let list = list.to_str().unwrap_or_default();
    let mut tags = list.split(',').map(str::trim);
    tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

fn media_type(name: &str) -> HeaderValue {
    let guess = mime_guess::from_path(name).first_or_octet_stream();
    let text = match guess.type_() {
        mime_guess::mime::TEXT => format!("{guess}; charset=utf-8"),
        _ => guess.to_string(),
    };
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// Somebody built the program without the pages.
fn not_built() -> Problem {
    Problem::from(HttpProblem::PagesNotBuilt)
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::Method;

    use super::*;

    /// The fixture: an app of four files, one of them also in Brotli.
    #[derive(RustEmbed)]
    #[folder = "tests/pages"]
    struct Pages;

    #[derive(RustEmbed)]
    #[folder = "tests/no-such-folder"]
    #[allow_missing = true]
    struct Nothing;

    fn ask<Files: RustEmbed>(path: &str, asked: &[(&'static str, &str)]) -> Response {
        let mut request = axum::http::Request::builder().method(Method::GET).uri(path);
        for (name, value) in asked {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let policy = HeaderValue::from_static("default-src 'self'");
        answer::<Files>(&request, "/m/", [(header::CONTENT_SECURITY_POLICY, policy)])
    }

    fn sent<'a>(response: &'a Response, name: &str) -> &'a str {
        let value = response.headers().get(name);
        value.map_or("-", |value| value.to_str().unwrap())
    }

    #[track_caller]
    fn check(path: &str, accepts: &str, status: u16, media_type: &str, encoding: &str) {
        let response = ask::<Pages>(path, &[("accept-encoding", accepts)]);
        assert_eq!(response.status(), status, "{path}");
        assert_eq!(sent(&response, "content-type"), media_type, "{path}");
        assert_eq!(sent(&response, "content-encoding"), encoding, "{path}");
    }

    const HTML: &str = "text/html; charset=utf-8";
    const SCRIPT: &str = "text/javascript; charset=utf-8";

    #[test]
    fn addresses_of_the_app_show_its_page() {
        check("/m/", "", 200, HTML, "-");
        check("/m/index.html", "", 200, HTML, "-");
        check("/m/pages/me/me", "", 200, HTML, "-");
    }

    #[test]
    fn a_file_that_is_gone_is_missed() {
        check("/m/assets/gone.js", "", 404, "-", "-");
        check("/m/../secret.txt", "", 404, "-", "-");
        check("/m/assets/app.js.br", "br", 404, "-", "-");
    }

    #[test]
    fn the_smallest_form_is_sent() {
        check("/m/assets/app.js", "", 200, SCRIPT, "-");
        check("/m/assets/app.js", "gzip, br", 200, SCRIPT, "br");
        check("/m/assets/app.js", "br;q=0, gzip", 200, SCRIPT, "-");
    }

    #[test]
    fn what_has_its_hash_in_its_name_is_kept() {
        let kept = ask::<Pages>("/m/assets/app.js", &[]);
        assert_eq!(
            sent(&kept, "cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(sent(&ask::<Pages>("/m/", &[]), "cache-control"), "no-cache");
    }

    #[tokio::test]
    async fn who_has_it_does_not_get_it_again() {
        let first = ask::<Pages>("/m/assets/app.js", &[]);
        let tag = sent(&first, "etag").to_owned();
        let list = format!("\"other\", W/{tag}");
        let again = ask::<Pages>("/m/assets/app.js", &[("if-none-match", &list)]);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(
            sent(&again, "content-security-policy"),
            "default-src 'self'"
        );
        let body = to_bytes(again.into_body(), usize::MAX).await.unwrap();
        assert!(body.is_empty());
        let encoded = [("accept-encoding", "br"), ("if-none-match", &*tag)];
        let other_form = ask::<Pages>("/m/assets/app.js", &encoded);
        assert_eq!(other_form.status(), StatusCode::OK);
    }

    #[test]
    fn a_program_without_pages_says_so() {
        let response = ask::<Nothing>("/m/", &[]);
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        let problem = response.extensions().get::<Problem>().unwrap();
        assert_eq!(problem.code().as_str(), "pages-not-built");
        assert!(is_built::<Pages>() && !is_built::<Nothing>());
    }
}
