//! A place for a picture of a collection code, taken before its body is read: the body is held in memory,
//! and the search of the picture takes long.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::gate::Gate;
use crate::extract::AnyCaller;
use crate::needs::BodyLimit;
use crate::network::ClientAddress;

/// Answers 503 `busy` or 429 `too-many-uploads` where there is no place.
pub(crate) async fn take(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    if gate.needs.body != BodyLimit::CodePicture {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let address = ClientAddress::of(&parts, gate.state.config());
    let caller = parts.extensions.get::<AnyCaller>();
    let Some(person) = caller.map(|AnyCaller(caller)| caller.actor()) else {
        return next.run(Request::from_parts(parts, body)).await;
    };
    match gate.state.codes().begin(person, address) {
        Ok(place) => {
            next.run(Request::from_parts(parts, place.follow(body)))
                .await
        }
        Err(problem) => problem.into_response(),
    }
}
