//! Parameters in the path and in the query.

use axum::extract::{FromRequestParts, Path as AxumPath, Query as AxumQuery};
use axum::http::request::Parts;
use domain::Timestamp;
use serde::de::DeserializeOwned;

use crate::problem::{HttpProblem, Problem};

/// Parts of the path. What does not parse names nothing: 404.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path = <AxumPath<T> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        let AxumPath(value) = path.map_err(|_| app::Failure::NotFound)?;
        Ok(Self(value))
    }
}

/// The query.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let AxumQuery(value) = AxumQuery::<T>::try_from_uri(&parts.uri)
            .map_err(|_| Problem::from(HttpProblem::InvalidQuery))?;
        Ok(Self(value))
    }
}

/// An instant of a query, RFC 3339.
///
/// # Errors
/// [`app::Failure::Invalid`] for the field.
pub(crate) fn instant(field: &'static str, text: &str) -> Result<Timestamp, app::Failure> {
    // A plus sign in a query is a space once it was decoded, and half of all clients forget to
    // escape it.
    let text = text.replace(' ', "+");
    text.parse()
        .map_err(|error| app::Failure::invalid(field, &error))
}
