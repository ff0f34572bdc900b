//! JSON bodies of requests and responses.

use axum::Json as AxumJson;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::problem::{HttpProblem, Problem};

/// A JSON body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let AxumJson(value) = AxumJson::<T>::from_request(request, state)
            .await
            .map_err(refused)?;
        Ok(Self(value))
    }
}

impl<T: DeserializeOwned> Json<T> {
    /// Of values that came in another form, refused in the same words as a body.
    ///
    /// # Errors
    /// 422 `invalid`.
    pub(crate) fn of_value(value: &Value) -> Result<Self, Problem> {
        let AxumJson(value) =
            AxumJson::from_bytes(value.to_string().as_bytes()).map_err(refused)?;
        Ok(Self(value))
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        AxumJson(self.0).into_response()
    }
}

fn refused(rejection: JsonRejection) -> Problem {
    match rejection {
        JsonRejection::JsonDataError(error) => unfit(&error.body_text()),
        JsonRejection::MissingJsonContentType(_) => unsupported("application/json"),
        JsonRejection::BytesRejection(_) => too_large(),
        _ => Problem::from(HttpProblem::MalformedJson),
    }
}

/// A value that is not what it should be: where, and what was expected.
fn unfit(message: &str) -> Problem {
    let message = message.strip_prefix(PREFIX).unwrap_or(message);
    let problem = Problem::from(HttpProblem::InvalidValue);
    let (field, said) = match message.split_once(": ") {
        Some((path, said)) if !path.contains(' ') => (Some(path), said),
        _ => (None, message),
    };
    let problem = problem.with("expected", without_values(said));
    match field {
        Some(field) => problem.with("field", field),
        None => problem,
    }
}

/// What the framework says before serde's own words.
const PREFIX: &str = "Failed to deserialize the JSON body into the target type: ";

/// serde quotes what it found before it says what was expected; that may be personal.
fn without_values(message: &str) -> String {
    match message.rsplit_once(", expected ") {
        Some((found, expected)) => format!("{}, expected {expected}", blotted(found)),
        None => message.to_owned(),
    }
}

fn blotted(found: &str) -> String {
    let mut parts = found.split(['"', '`']);
    let mut said = parts.next().unwrap_or_default().to_owned();
    // What is quoted may hold quotes; everything behind the first one goes.
    if parts.next().is_some() {
        said.push('…');
    }
    said
}

/// A body of a media type that is not taken.
pub(crate) fn unsupported(expected: &'static str) -> Problem {
    Problem::from(HttpProblem::UnsupportedMediaType).with("expected", expected)
}

/// A body over the limit.
pub(crate) fn too_large() -> Problem {
    Problem::from(HttpProblem::BodyTooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &str) {
        assert_eq!(without_values(message), expected);
    }

    #[test]
    fn what_was_typed_is_not_repeated() {
        check(
            "invalid type: string \"13800000000\", expected a map at line 1 column 2",
            "invalid type: string …, expected a map at line 1 column 2",
        );
        check(
            "invalid type: integer `13800000000`, expected a string",
            "invalid type: integer …, expected a string",
        );
        check(
            "unknown variant `138\", expected `00000000`, expected `zh` or `en`",
            "unknown variant …, expected `zh` or `en`",
        );
        check("missing field `phone`", "missing field `phone`");
    }
}
