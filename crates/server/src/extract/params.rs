//! Parameters in the path and in the query.

use axum::extract::{FromRequestParts, Path as AxumPath, Query as AxumQuery};
use axum::http::request::Parts;
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
