//! Reads a centre's audit log for its administrators.

use std::collections::HashMap;

use domain::audit::{Action, ActionName, AuditEntry};
use domain::{Actor, Permission, StaffId, Timestamp};
use store::{AuditFilter, Page, PageRequest};
use uuid::Uuid;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::looks;
use crate::service::App;
use crate::staff;

/// Which lines are asked for; all without any of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditQuestion {
    /// What was done.
    pub action: Option<ActionName>,
    /// The member of staff who did it.
    pub staff: Option<StaffId>,
    /// The thing that it was done to, by its id.
    pub subject: Option<Uuid>,
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
}

/// A line, with who acted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// The line.
    pub entry: AuditEntry,
    /// Name of the member of staff who acted; none for students and the service.
    pub name: Option<String>,
}

/// Lines of the own centre, the last one first; those of the last few seconds may be missing. The look is
/// on record itself.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ReadAudit`].
pub async fn read_audit(
    app: &App,
    caller: &Caller,
    question: AuditQuestion,
    page: PageRequest,
) -> Result<Page<AuditLine>, Failure> {
    let reader = caller.staff()?;
    caller.check_centre(Permission::ReadAudit, reader.centre)?;
    looks::record(app, caller, reader, &Action::ReadAudit).await?;
    let filter = AuditFilter {
        centre: reader.centre,
        action: question.action,
        staff: question.staff,
        subject: question.subject,
        from: question.from,
        until: question.until,
    };
    let found = app.store().audit().search(&filter, page).await?;
    let mut names: HashMap<StaffId, String> = HashMap::new();
    for person in app.store().staff().list(reader.centre).await? {
        names.insert(person.id, staff::name(app, &person)?);
    }
    let line = |entry: AuditEntry| {
        let name = match entry.event.actor {
            Actor::Staff(id) => names.get(&id).cloned(),
            Actor::Student(_) | Actor::System => None,
        };
        AuditLine { entry, name }
    };
    Ok(Page {
        items: found.items.into_iter().map(line).collect(),
        next: found.next,
    })
}
