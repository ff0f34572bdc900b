//! Writes lines of the audit log for use cases.

use domain::audit::{Action, AuditEvent, Way};
use domain::{Actor, AuditEventId, CentreId, Subject, Timestamp};
use store::Work;

use crate::caller::Caller;
use crate::service::App;

/// An event under construction.
#[derive(Debug)]
pub(crate) struct Trace {
    event: AuditEvent,
}

impl Trace {
    /// Someone did something to a thing. Where the operator wrote down what a member of staff decided,
    /// the line says so.
    pub(crate) fn new(
        app: &App,
        caller: &Caller,
        action: &Action,
        subject: Subject,
        at: Timestamp,
    ) -> Self {
        let Self { event } = Self::of_actor(app, caller.actor(), action, subject, at);
        Self {
            event: match caller {
                Caller::OnBehalfOf(_) => event.through(Way::CommandLine),
                Caller::Student(_)
                | Caller::Staff(_)
                | Caller::WithoutSecondFactor(_)
                | Caller::System => event,
            },
        }
    }

    /// What somebody did takes effect now, in a job.
    pub(crate) fn of_actor(
        app: &App,
        actor: Actor,
        action: &Action,
        subject: Subject,
        at: Timestamp,
    ) -> Self {
        let id = AuditEventId::from_uuid(app.random().id(at));
        Self {
            event: AuditEvent::new(id, actor, action, subject, at),
        }
    }

    /// In the log of a centre instead of the installation's.
    pub(crate) fn of(self, centre: CentreId) -> Self {
        Self {
            event: self.event.of(centre),
        }
    }

    /// The event, to be appended in the transaction that it is about.
    pub(crate) fn event(self) -> AuditEvent {
        self.event
    }
}

/// Leaves a line for the log of a centre, as part of a transaction: somebody did something to a thing now.
pub(crate) fn note(
    app: &App,
    work: &Work,
    caller: &Caller,
    centre: CentreId,
    (action, subject): (&Action, Subject),
) {
    let line = Trace::new(app, caller, action, subject, app.now());
    work.audit().append(line.of(centre).event());
}
