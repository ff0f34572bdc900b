//! Who calls, as the layer `layer::caller` found it.

use app::{Caller, Failure};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::Staff;

use crate::problem::Problem;

/// A student or a member of staff.
#[derive(Debug, Clone)]
pub(crate) struct AnyCaller(pub(crate) Caller);

/// A student.
#[derive(Debug, Clone)]
pub(crate) struct Student(pub(crate) Caller);

/// A member of staff.
#[derive(Debug, Clone)]
pub(crate) struct StaffMember(pub(crate) Box<Staff>);

impl<S: Sync> FromRequestParts<S> for AnyCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let found = parts.extensions.get::<Self>().cloned();
        // A route whose handler takes a caller and whose needs name none is a mistake of ours.
        found.ok_or_else(|| Failure::internal("the route asks for no session").into())
    }
}

impl<S: Sync> FromRequestParts<S> for Student {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match AnyCaller::from_request_parts(parts, state).await? {
            AnyCaller(caller @ Caller::Student(_)) => Ok(Self(caller)),
            AnyCaller(_) => Err(Failure::NotAllowed.into()),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for StaffMember {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match AnyCaller::from_request_parts(parts, state).await? {
            AnyCaller(Caller::Staff(staff) | Caller::WithoutSecondFactor(staff)) => Ok(Self(staff)),
            AnyCaller(_) => Err(Failure::NotAllowed.into()),
        }
    }
}
