//! Loads a degree and checks that the caller may use it.

use domain::{Degree, DegreeId, Permission};
use store::Reads;
use store::repository::Degrees;

use crate::access::check_degree;
use crate::caller::Caller;
use crate::failure::{Failure, Found};

/// A degree, for its student and for staff whom `permission` reaches.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub(crate) async fn find(
    reads: &impl Reads,
    caller: &Caller,
    permission: Permission,
    id: DegreeId,
) -> Result<Degree, Failure> {
    let degree = Degrees::of(reads).find(id).await?.or_not_found()?;
    check_degree(caller, permission, &degree)?;
    Ok(degree)
}

/// A degree, for its student alone.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student; [`Failure::NotFound`] for another one's degree.
pub(crate) async fn find_own(
    reads: &impl Reads,
    caller: &Caller,
    id: DegreeId,
) -> Result<Degree, Failure> {
    let account = caller.student()?;
    let degree = Degrees::of(reads).find(id).await?;
    let own = degree.filter(|degree| degree.account == account);
    own.or_not_found()
}
