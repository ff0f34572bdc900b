//! Checks that a caller may read or change a thing: a student only the own account's, a member of staff
//! what the roles reach.

use domain::{Degree, Permission, Resource};

use crate::caller::Caller;
use crate::failure::Failure;

/// Asks whether the caller may act on a degree and on what hangs on it: the student on the own one,
/// staff where `permission` reaches.
///
/// # Errors
/// [`Failure::NotFound`] for another student and for another centre; [`Failure::NotAllowed`] where
/// the roles do not reach.
pub(crate) fn check_degree(
    caller: &Caller,
    permission: Permission,
    degree: &Degree,
) -> Result<(), Failure> {
    match caller {
        Caller::Student(account) if *account == degree.account => Ok(()),
        Caller::Student(_) => Err(Failure::NotFound),
        Caller::Staff(_)
        | Caller::WithoutSecondFactor(_)
        | Caller::OnBehalfOf(_)
        | Caller::System => {
            let details = degree.details();
            let place = details.and_then(|details| details.placement.as_ref());
            let centre = degree.centre;
            caller.check(permission, Resource { centre, place })
        }
    }
}
