//! Gives organisations other names, and decides a centre's policy.

use domain::audit::Action;
use domain::{
    Centre, CentreId, CentrePolicy, Class, ClassId, Permission, Placement, Resource, School,
    SchoolId, Subject, Unit, UnitId,
};

use super::create::named;
use crate::caller::Caller;
use crate::expected::Expected;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::note;

/// Longest words by which students reach a centre, in characters.
const LONGEST_CONTACT: usize = 200;

/// Gives a centre another name and another policy.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`], [`Failure::Invalid`].
pub async fn revise_centre(
    app: &App,
    caller: &Caller,
    id: CentreId,
    (name, policy): (String, CentrePolicy),
    expected: Expected,
) -> Result<Centre, Failure> {
    let before = app.store().centres().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::ManageOrganisation, id)?;
    expected.check(before.version)?;
    if policy.support_contact.chars().count() > LONGEST_CONTACT {
        return Err(Failure::Invalid {
            field: "support_contact",
            expected: format!("at most {LONGEST_CONTACT} characters"),
        });
    }
    let after = before.clone().rename(named(&name)?).decide_policy(policy);
    let work = app.store().begin().await?;
    work.centres().advance(&before, &after).await?.won()?;
    let done = (&Action::DecidePolicy, Subject::Centre(id));
    note(app, &work, caller, id, done);
    work.commit().await?;
    Ok(after)
}

/// Gives a school another name; its code is the school's for good.
///
/// # Errors
/// As [`revise_centre`].
pub async fn rename_school(
    app: &App,
    caller: &Caller,
    id: SchoolId,
    name: String,
) -> Result<School, Failure> {
    let before = app.store().schools().find(id).await?.or_not_found()?;
    check(caller, before.centre, id)?;
    let after = before.clone().rename(named(&name)?);
    let work = app.store().begin().await?;
    work.schools().advance(&before, &after).await?.won()?;
    let done = (&Action::Rename, Subject::School(id));
    note(app, &work, caller, before.centre, done);
    work.commit().await?;
    Ok(after)
}

/// Gives a college or a teaching point another name.
///
/// # Errors
/// As [`revise_centre`]; [`crate::Refusal::Taken`] for a name that the school has already.
pub async fn rename_unit(
    app: &App,
    caller: &Caller,
    id: UnitId,
    name: String,
) -> Result<Unit, Failure> {
    let before = app.store().units().find(id).await?.or_not_found()?;
    check(caller, before.centre, before.school)?;
    let after = before.clone().rename(named(&name)?);
    let work = app.store().begin().await?;
    work.units().advance(&before, &after).await?.won()?;
    let done = (&Action::Rename, Subject::Unit(id));
    note(app, &work, caller, before.centre, done);
    work.commit().await?;
    Ok(after)
}

/// Gives a class another name.
///
/// # Errors
/// As [`rename_unit`].
pub async fn rename_class(
    app: &App,
    caller: &Caller,
    id: ClassId,
    name: String,
) -> Result<Class, Failure> {
    let before = app.store().classes().find(id).await?.or_not_found()?;
    check(caller, before.centre, before.school)?;
    let after = before.clone().rename(named(&name)?);
    let work = app.store().begin().await?;
    work.classes().advance(&before, &after).await?.won()?;
    let done = (&Action::Rename, Subject::Class(id));
    note(app, &work, caller, before.centre, done);
    work.commit().await?;
    Ok(after)
}

fn check(caller: &Caller, centre: CentreId, school: SchoolId) -> Result<(), Failure> {
    let resource = Resource {
        centre,
        place: Some(&Placement::of_school(school)),
    };
    caller.check(Permission::ManageOrganisation, resource)
}
