//! Changes the roles of a member of staff, or disables one.

use domain::audit::Action;
use domain::{Permission, Role, Staff, StaffId, Subject, WrongState};

use super::create::check_roles;
use super::end_sessions;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::service::App;
use crate::trace::Trace;

/// Gives someone these roles instead of the former ones; open sessions have them at once.
///
/// # Errors
/// As [`super::create()`]; [`Failure::Stale`]; [`WrongState`] for someone disabled.
pub async fn assign_roles(
    app: &App,
    caller: &Caller,
    id: StaffId,
    roles: Vec<Role>,
) -> Result<Staff, Failure> {
    let staff = app.store().staff().find(id).await?;
    let centre = staff.or_not_found()?.centre;
    check_roles(app, centre, &roles).await?;
    let action = Action::AssignRoles {
        roles: roles.iter().map(Into::into).collect(),
    };
    let assign = |staff: Staff| staff.assign(roles);
    change(app, caller, id, (action, Sessions::Stay), assign).await
}

/// Ends someone's right to sign in, and every session.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`], [`Failure::Stale`];
/// [`WrongState`] for someone disabled.
pub async fn disable(app: &App, caller: &Caller, id: StaffId) -> Result<Staff, Failure> {
    let disable = |staff: Staff| staff.disable(caller.actor(), app.now());
    let change_of = (Action::DisableStaff, Sessions::End);
    change(app, caller, id, change_of, disable).await
}

/// Lets someone sign in again, with the roles and the password of before.
///
/// # Errors
/// As [`disable`].
pub async fn enable(app: &App, caller: &Caller, id: StaffId) -> Result<Staff, Failure> {
    let change_of = (Action::EnableStaff, Sessions::Stay);
    change(app, caller, id, change_of, Staff::enable).await
}

/// What becomes of the open sessions of someone who is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sessions {
    Stay,
    End,
}

async fn change(
    app: &App,
    caller: &Caller,
    id: StaffId,
    (action, sessions): (Action, Sessions),
    transition: impl FnOnce(Staff) -> Result<Staff, WrongState<Staff>> + Send,
) -> Result<Staff, Failure> {
    let before = app.store().staff().find(id).await?;
    let before = before.or_not_found()?;
    caller.check_centre(Permission::ManageStaff, before.centre)?;
    let after = transition(before.clone())?;
    let work = app.store().begin().await?;
    work.staff().advance(&before, &after).await?.won()?;
    if sessions == Sessions::End {
        end_sessions(&work, id).await?;
    }
    let trace = Trace::new(app, caller, &action, Subject::Staff(id), app.now());
    work.audit().append(trace.of(after.centre).event());
    work.commit().await?;
    Ok(after)
}
