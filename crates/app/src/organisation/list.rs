//! Lists of centres and schools.

use domain::{Centre, CentreId, Class, Permission, Placement, Resource, School, SchoolId, Unit};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::refusal::SecondFactorRefusal;
use crate::service::App;

/// Every centre, by name; staff see their own.
///
/// # Errors
/// [`Failure::NotAllowed`] for students.
pub async fn list_centres(app: &App, caller: &Caller) -> Result<Vec<Centre>, Failure> {
    let centres = app.store().centres().list().await?;
    match caller {
        Caller::System => Ok(centres),
        Caller::WithoutSecondFactor(_) => Err(SecondFactorRefusal::SetUpNeeded.into()),
        Caller::Student(_) => Err(Failure::NotAllowed),
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => {
            let own = |centre: &Centre| centre.id == staff.centre;
            Ok(centres.into_iter().filter(own).collect())
        }
    }
}

/// The schools of a centre, by code.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list_schools(
    app: &App,
    caller: &Caller,
    centre: CentreId,
) -> Result<Vec<School>, Failure> {
    caller.check_centre(Permission::ViewProgress, centre)?;
    Ok(app.store().schools().list(centre).await?)
}

/// The colleges and teaching points of a school.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list_units(
    app: &App,
    caller: &Caller,
    school: SchoolId,
) -> Result<Vec<Unit>, Failure> {
    let school = find_school(app, caller, school).await?;
    Ok(app.store().units().list_of_school(school.id).await?)
}

/// The classes of a school, those without a college or teaching point first.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn list_classes(
    app: &App,
    caller: &Caller,
    school: SchoolId,
) -> Result<Vec<Class>, Failure> {
    let school = find_school(app, caller, school).await?;
    Ok(app.store().classes().list_of_school(school.id).await?)
}

async fn find_school(app: &App, caller: &Caller, id: SchoolId) -> Result<School, Failure> {
    let school = app.store().schools().find(id).await?;
    let school = school.or_not_found()?;
    let resource = Resource {
        centre: school.centre,
        place: Some(&Placement::of_school(id)),
    };
    caller.check(Permission::ViewProgress, resource)?;
    Ok(school)
}
