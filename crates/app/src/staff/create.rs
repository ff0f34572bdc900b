//! Creates a member of staff with roles and a first password.

use domain::audit::Action;
use domain::{CentreId, Permission, PersonName, Role, Scope, Staff, StaffId, Subject};
use secrecy::SecretString;
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use crate::caller::Caller;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::sign_in::{Login, password};
use crate::trace::Trace;

/// Someone who is to be employed.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// The centre.
    pub centre: CentreId,
    /// What is keyed in to sign in; unique in the installation.
    pub login: Login,
    /// Name for colleagues.
    pub name: PersonName,
    /// What the person may do.
    pub roles: Vec<Role>,
    /// The first password.
    pub password: SecretString,
}

/// Creates a member of staff; the account can sign in at once.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`] for a school or unit of a role that is not the
/// centre's; [`Failure::Invalid`] for a password; [`crate::Refusal::Taken`] for a login.
pub async fn create(app: &App, caller: &Caller, new: NewStaff) -> Result<Staff, Failure> {
    caller.check_centre(Permission::ManageStaff, new.centre)?;
    let centre = app.store().centres().find(new.centre).await?;
    centre.or_not_found()?;
    check_roles(app, new.centre, &new.roles).await?;
    let hash = password::hash(app, new.password).await?;
    let id = StaffId::from_uuid(app.new_id());
    let place = |column| FieldPlace {
        column,
        row: id.as_uuid(),
    };
    let vault = app.vault();
    let login = vault.findable(
        place(FieldColumn::StaffLogin),
        IndexPurpose::StaffLogin,
        new.login.expose(),
    )?;
    let name = vault.seal(place(FieldColumn::StaffName), new.name.expose())?;
    let staff = Staff::employ(id, new.centre, login, name, new.roles);
    let work = app.store().begin().await?;
    work.staff().insert(&staff).await?;
    work.staff().set_password(id, &hash).await?;
    let action = Action::CreateStaff {
        roles: staff.roles.iter().map(Into::into).collect(),
    };
    let trace = Trace::new(app, caller, &action, Subject::Staff(id), app.now());
    work.audit().append(trace.of(staff.centre).event());
    work.commit().await?;
    Ok(staff)
}

/// Whether the schools and units that the roles name are the centre's.
///
/// # Errors
/// [`Failure::NotFound`].
pub(super) async fn check_roles(
    app: &App,
    centre: CentreId,
    roles: &[Role],
) -> Result<(), Failure> {
    for role in roles {
        let (school, unit) = match role.scope() {
            Scope::Centre => continue,
            Scope::School(school) => (school, None),
            Scope::Unit(school, unit) => (school, Some(unit)),
        };
        let found = app.store().schools().find(school).await?;
        let found = found.filter(|school| school.centre == centre);
        found.or_not_found()?;
        if let Some(unit) = unit {
            let found = app.store().units().find(unit).await?;
            let found = found.filter(|unit| unit.school == school);
            found.or_not_found()?;
        }
    }
    Ok(())
}
