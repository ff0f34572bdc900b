//! Versions as entity tags: `ETag` out, `If-Match` and `If-None-Match` in (RFC 9110 §13).
//!
//! A tag is the version and a check value of the text, `"3-9f86d081884c7d65"`: what a view shows
//! besides the thing itself (whether the batch still takes photos, say) changes without the version.
//! `If-Match` asks for the version alone, since it is about changing the thing.

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hasher as _};

use app::{Expected, Failure};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Version;
use serde::Serialize;

use crate::problem::Problem;

/// The version that a client has read, if it says so.
#[derive(Debug, Clone)]
pub(crate) struct IfMatch(Option<String>);

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(text(&parts.headers, &header::IF_MATCH)))
    }
}

impl IfMatch {
    /// The versions that the client accepts, for the use case.
    pub(crate) fn expected(&self) -> Expected {
        let Some(tags) = &self.0 else {
            return Expected::Any;
        };
        if tags_of(tags).any(|tag| tag == "*") {
            return Expected::Any;
        }
        let versions = tags_of(tags).filter_map(version);
        Expected::OneOf(versions.collect())
    }

    /// The problem of a use case that failed. A client that named a version gets 412 for a stale one,
    /// also where the version changed between the check and the write.
    pub(crate) fn refused(&self, failure: Failure) -> Problem {
        let is_stale = matches!(failure, Failure::Stale);
        let problem = Problem::from(failure);
        if is_stale && self.0.is_some() {
            problem.status(StatusCode::PRECONDITION_FAILED)
        } else {
            problem
        }
    }
}

/// What the client has already.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known(Option<String>);

impl<S: Sync> FromRequestParts<S> for Known {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(text(&parts.headers, &header::IF_NONE_MATCH)))
    }
}

/// A value with its version: answered with an entity tag, or not at all where the client has it.
#[derive(Debug)]
pub(crate) struct Tagged<T> {
    version: Version,
    body: T,
    known: Known,
}

impl<T> Tagged<T> {
    /// The answer to a change.
    pub(crate) fn new(version: Version, body: T) -> Self {
        Self::unless(Known::default(), version, body)
    }

    /// The answer to a question, left out where the client has it.
    pub(crate) const fn unless(known: Known, version: Version, body: T) -> Self {
        Self {
            version,
            body,
            known,
        }
    }
}

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        let text = match serde_json::to_vec(&self.body) {
            Ok(text) => text,
            Err(error) => return Problem::from(Failure::internal(error)).into_response(),
        };
        let mut hasher = DefaultHasher::new();
        hasher.write(&text);
        let tag = format!("\"{}-{:016x}\"", self.version, hasher.finish());
        let is_known = self
            .known
            .0
            .is_some_and(|tags| tags_of(&tags).any(|known| known == "*" || known == tag));
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let json = HeaderValue::from_static("application/json");
            ([(header::CONTENT_TYPE, json)], text).into_response()
        };
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            response.headers_mut().insert(header::ETAG, tag);
        }
        response
    }
}

/// The version in a tag of ours; none in another one's.
fn version(tag: &str) -> Option<Version> {
    let number = tag.trim_matches('"').split('-').next()?;
    number.parse().ok().map(Version::from_u64)
}

/// The tags of a list; weak ones count as strong, ours are exact.
fn tags_of(list: &str) -> impl Iterator<Item = &str> {
    let tags = list.split(',').map(str::trim);
    tags.map(|tag| tag.trim_start_matches("W/"))
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    // Bytes that are no text name no version of ours.
    Some(value.to_str().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_match(header: Option<&str>, expected: bool) {
        let asked = IfMatch(header.map(str::to_owned));
        let present = Version::from_u64(3);
        assert_eq!(asked.expected().check(present).is_ok(), expected);
    }

    #[track_caller]
    fn check_lost_race(header: Option<&str>, expected: StatusCode) {
        let asked = IfMatch(header.map(str::to_owned));
        let response = asked.refused(Failure::Stale).into_response();
        assert_eq!(response.status(), expected);
        let other = asked.refused(Failure::NotFound).into_response();
        assert_eq!(other.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn a_lost_race_is_told_as_it_was_asked() {
        check_lost_race(Some("\"3\""), StatusCode::PRECONDITION_FAILED);
        check_lost_race(None, StatusCode::CONFLICT);
    }

    #[test]
    fn a_change_is_refused_by_version() {
        check_match(None, true);
        check_match(Some("*"), true);
        check_match(Some("\"3\""), true);
        check_match(Some("\"3-00ff\""), true);
        check_match(Some("W/\"2-00ff\", \"3-00ff\""), true);
        check_match(Some("\"2-00ff\""), false);
        check_match(Some("\"33\""), false);
        check_match(Some(""), false);
    }

    #[track_caller]
    fn check_known(header: &str, expected: StatusCode) {
        let known = Known(Some(header.to_owned()));
        let tagged = Tagged::unless(known, Version::from_u64(3), "text");
        assert_eq!(tagged.into_response().status(), expected);
    }

    #[test]
    fn what_is_known_is_not_sent_again() {
        let tagged = Tagged::new(Version::from_u64(3), "text").into_response();
        let tag = tagged.headers()[header::ETAG].to_str().unwrap();
        assert!(tag.starts_with("\"3-"));
        check_known(tag, StatusCode::NOT_MODIFIED);
        check_known(&format!("\"1\", W/{tag}"), StatusCode::NOT_MODIFIED);
        check_known("*", StatusCode::NOT_MODIFIED);
        check_known("\"3\"", StatusCode::OK);
        check_known("\"3-0000000000000000\"", StatusCode::OK);
    }
}
