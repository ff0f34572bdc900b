//! What reviewers do: the queue, and a decision.

mod decide;
mod queue;

use domain::{Staff, StaffId};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

use crate::trace::Trace;

pub use decide::{DecideReview, decide};
pub use queue::{QueueItem, QueueRequest, queue};

/// The member of staff who does something that staff alone can do: the caller, or whom the operator
/// at the command line names. The named one's roles count, not the operator's.
///
/// # Errors
/// [`Failure::NotAllowed`] for students, for an operator who names nobody, and for staff who name
/// somebody else; [`Failure::NotFound`] for nobody of that id.
pub(crate) async fn staff_of(
    app: &App,
    caller: &Caller,
    as_staff: Option<StaffId>,
) -> Result<Box<Staff>, Failure> {
    match (caller, as_staff) {
        (Caller::Staff(staff), None) => Ok(staff.clone()),
        (Caller::Staff(staff), Some(id)) if id == staff.id => Ok(staff.clone()),
        (Caller::System, Some(id)) => {
            let staff = app.store().staff().find(id).await?;
            Ok(Box::new(staff.ok_or(Failure::NotFound)?))
        }
        _ => Err(Failure::NotAllowed),
    }
}

/// Adds to a line of the log that an operator wrote down what staff have done.
///
/// # Errors
/// None that can happen: the words are constants.
pub(crate) fn via(trace: Trace, caller: &Caller) -> Result<Trace, Failure> {
    match caller {
        Caller::System => trace.word("via", "command-line"),
        Caller::Student(_) | Caller::Staff(_) => Ok(trace),
    }
}
