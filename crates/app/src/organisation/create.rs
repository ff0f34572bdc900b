//! Creates centres, schools, units and classes.

use domain::audit::Action;
use domain::{
    Centre, CentreId, CentrePolicy, Class, ClassId, Permission, Placement, Resource, School,
    SchoolCode, SchoolId, Subject, Unit, UnitId, UnitKind,
};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::trace::Trace;

/// A centre that is to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCentre {
    /// Name for people.
    pub name: String,
    /// How students reach it; may be empty.
    pub support_contact: String,
}

/// Creates a centre.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but the operator at the command line.
pub async fn create_centre(app: &App, caller: &Caller, new: NewCentre) -> Result<Centre, Failure> {
    if !matches!(caller, Caller::System) {
        return Err(Failure::NotAllowed);
    }
    let id = CentreId::from_uuid(app.new_id());
    let mut centre = Centre::found(id, named(&new.name)?);
    centre.policy = CentrePolicy {
        support_contact: new.support_contact,
        ..CentrePolicy::default()
    };
    let work = app.store().begin().await?;
    work.centres().insert(&centre).await?;
    let subject = Subject::Centre(id);
    let trace = Trace::new(app, caller, &Action::CreateCentre, subject, app.now());
    work.audit().append(trace.of(id).event());
    work.commit().await?;
    Ok(centre)
}

/// Enters a school of a centre.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`crate::Refusal::Taken`] for a code that the
/// centre has already.
pub async fn create_school(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    code: SchoolCode,
    name: String,
) -> Result<School, Failure> {
    caller.check_centre(Permission::ManageOrganisation, centre)?;
    let found = app.store().centres().find(centre).await?;
    found.or_not_found()?;
    let id = SchoolId::from_uuid(app.new_id());
    let school = School::enter(id, centre, code, named(&name)?);
    let work = app.store().begin().await?;
    work.schools().insert(&school).await?;
    let trace = Trace::new(
        app,
        caller,
        &Action::CreateSchool,
        Subject::School(id),
        app.now(),
    );
    work.audit().append(trace.of(centre).event());
    work.commit().await?;
    Ok(school)
}

/// Enters a college or a teaching point of a school.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`]; [`crate::Refusal::Taken`] for a name that the
/// school has already.
pub async fn create_unit(
    app: &App,
    caller: &Caller,
    school: SchoolId,
    kind: UnitKind,
    name: String,
) -> Result<Unit, Failure> {
    let school = find_school(app, caller, school).await?;
    let id = UnitId::from_uuid(app.new_id());
    let unit = Unit::enter(id, &school, kind, named(&name)?);
    let work = app.store().begin().await?;
    work.units().insert(&unit).await?;
    let trace = Trace::new(
        app,
        caller,
        &Action::CreateUnit,
        Subject::Unit(id),
        app.now(),
    );
    work.audit().append(trace.of(school.centre).event());
    work.commit().await?;
    Ok(unit)
}

/// Enters a class of a school, in a college or teaching point where it has them.
///
/// # Errors
/// As [`create_unit`].
pub async fn create_class(
    app: &App,
    caller: &Caller,
    school: SchoolId,
    unit: Option<UnitId>,
    name: String,
) -> Result<Class, Failure> {
    let school = find_school(app, caller, school).await?;
    let unit = match unit {
        Some(unit) => {
            let unit = app.store().units().find(unit).await?;
            let unit = unit.filter(|unit| unit.school == school.id);
            Some(unit.or_not_found()?)
        }
        None => None,
    };
    let id = ClassId::from_uuid(app.new_id());
    let class = Class::enter(id, &school, unit.as_ref(), named(&name)?);
    let work = app.store().begin().await?;
    work.classes().insert(&class).await?;
    let trace = Trace::new(
        app,
        caller,
        &Action::CreateClass,
        Subject::Class(id),
        app.now(),
    );
    work.audit().append(trace.of(school.centre).event());
    work.commit().await?;
    Ok(class)
}

async fn find_school(app: &App, caller: &Caller, id: SchoolId) -> Result<School, Failure> {
    let school = app.store().schools().find(id).await?;
    let school = school.or_not_found()?;
    let resource = Resource {
        centre: school.centre,
        place: Some(&Placement::of_school(id)),
    };
    caller.check(Permission::ManageOrganisation, resource)?;
    Ok(school)
}

/// A name for people: trimmed, 1 … 100 characters in one line.
///
/// # Errors
/// [`Failure::Invalid`].
pub(crate) fn named(name: &str) -> Result<String, Failure> {
    let trimmed = name.trim();
    let length = trimmed.chars().count();
    if (1..=100).contains(&length) && !trimmed.chars().any(char::is_control) {
        return Ok(trimmed.to_owned());
    }
    Err(Failure::Invalid {
        field: "name",
        expected: "1 to 100 characters in one line".to_owned(),
    })
}
