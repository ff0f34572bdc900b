//! Staff of a centre: employed, given roles and passwords, disabled.

use domain::{Permission, PersonName, Role, Scope, Staff, StaffId, Subject, TenantId, WrongState};
use secrecy::SecretString;
use store::{SessionHolder, Work};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use crate::caller::Caller;
use crate::failure::{Failure, Won};
use crate::service::App;
use crate::sign_in::{Login, password};
use crate::trace::Trace;

/// Someone who is to be employed.
#[derive(Debug, Clone)]
pub struct NewStaff {
    /// The centre.
    pub tenant: TenantId,
    /// What is keyed in to sign in; unique in the installation.
    pub login: Login,
    /// Name for colleagues.
    pub name: PersonName,
    /// What the person may do.
    pub roles: Vec<Role>,
    /// The first password.
    pub password: SecretString,
}

/// Employs someone, who can sign in at once.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`] for a school or unit of a role that is not the
/// centre's; [`Failure::Invalid`] for a password; [`crate::Refusal::Taken`] for a login.
pub async fn create_staff(app: &App, caller: &Caller, new: NewStaff) -> Result<Staff, Failure> {
    caller.check_centre(Permission::ManageStaff, new.tenant)?;
    let centre = app.store().centres().find(new.tenant).await?;
    centre.ok_or(Failure::NotFound)?;
    check_roles(app, new.tenant, &new.roles).await?;
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
    let staff = Staff::employ(id, new.tenant, login, name, new.roles);
    let work = app.store().begin().await?;
    work.staff().insert(&staff).await?;
    work.staff().set_password(id, &hash).await?;
    let roles = staff.roles.iter().map(Role::name);
    let trace = Trace::new(app, caller, "create-staff", Subject::Staff(id), app.now())?
        .of(staff.tenant)
        .words("roles", roles)?;
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(staff)
}

async fn check_roles(app: &App, tenant: TenantId, roles: &[Role]) -> Result<(), Failure> {
    for role in roles {
        let (school, unit) = match role.scope() {
            Scope::Centre => continue,
            Scope::School(school) => (school, None),
            Scope::Unit(school, unit) => (school, Some(unit)),
        };
        let found = app.store().schools().find(school).await?;
        let found = found.filter(|school| school.tenant == tenant);
        found.ok_or(Failure::NotFound)?;
        if let Some(unit) = unit {
            let found = app.store().units().find(unit).await?;
            let found = found.filter(|unit| unit.school == school);
            found.ok_or(Failure::NotFound)?;
        }
    }
    Ok(())
}

/// Sets a new password, for oneself or as an administrator; every session of the person ends.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Invalid`].
pub async fn set_password(
    app: &App,
    caller: &Caller,
    id: StaffId,
    password: SecretString,
) -> Result<(), Failure> {
    let staff = app.store().staff().find(id).await?;
    let staff = staff.ok_or(Failure::NotFound)?;
    let is_own = matches!(caller, Caller::Staff(own) if own.id == id);
    if !is_own {
        caller.check_centre(Permission::ManageStaff, staff.tenant)?;
    }
    let hash = password::hash(app, password).await?;
    let work = app.store().begin().await?;
    work.staff().set_password(id, &hash).await?;
    end_sessions(&work, id).await?;
    let trace = Trace::new(app, caller, "set-password", Subject::Staff(id), app.now())?;
    work.audit().append(trace.of(staff.tenant).event());
    Ok(work.commit().await?)
}

/// Gives someone these roles instead of the former ones; open sessions have them at once.
///
/// # Errors
/// As [`create_staff`]; [`Failure::Stale`]; [`crate::Refusal::WrongState`] for someone disabled.
pub async fn assign_roles(
    app: &App,
    caller: &Caller,
    id: StaffId,
    roles: Vec<Role>,
) -> Result<Staff, Failure> {
    let staff = app.store().staff().find(id).await?;
    let tenant = staff.ok_or(Failure::NotFound)?.tenant;
    check_roles(app, tenant, &roles).await?;
    let names: Vec<&'static str> = roles.iter().map(Role::name).collect();
    let assign = |staff: Staff| staff.assign(roles);
    change(app, caller, id, ("assign-roles", names), assign).await
}

/// Ends someone's right to sign in, and every session.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`];
/// [`crate::Refusal::WrongState`] for someone disabled.
pub async fn disable_staff(app: &App, caller: &Caller, id: StaffId) -> Result<Staff, Failure> {
    let disable = |staff: Staff| staff.disable(caller.actor(), app.now());
    change(app, caller, id, ("disable-staff", Vec::new()), disable).await
}

async fn change(
    app: &App,
    caller: &Caller,
    id: StaffId,
    (action, roles): (&'static str, Vec<&'static str>),
    transition: impl FnOnce(Staff) -> Result<Staff, WrongState> + Send,
) -> Result<Staff, Failure> {
    let before = app.store().staff().find(id).await?;
    let before = before.ok_or(Failure::NotFound)?;
    caller.check_centre(Permission::ManageStaff, before.tenant)?;
    let after = transition(before.clone())?;
    let work = app.store().begin().await?;
    work.staff().advance(&before, &after).await?.won()?;
    if action == "disable-staff" {
        end_sessions(&work, id).await?;
    }
    let trace = Trace::new(app, caller, action, Subject::Staff(id), app.now())?
        .of(after.tenant)
        .words("roles", roles)?;
    work.audit().append(trace.event());
    work.commit().await?;
    Ok(after)
}

async fn end_sessions(work: &Work, staff: StaffId) -> Result<(), Failure> {
    work.sessions()
        .delete_all(SessionHolder::Staff(staff))
        .await?;
    Ok(())
}
