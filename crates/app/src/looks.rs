//! Looks at what is not one's own are on record.

use domain::audit::Action;
use domain::{Duration, Staff, Subject};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::network;
use crate::service::App;
use crate::trace::Trace;

/// A member of staff who looks again within as long is on record once: pages ask every few seconds.
const LOOKS: Duration = Duration::from_minutes(10);

/// Writes a look into the audit log of the reader's centre.
///
/// # Errors
/// [`Failure::Unavailable`].
pub(crate) async fn record(
    app: &App,
    caller: &Caller,
    staff: &Staff,
    action: &Action,
) -> Result<(), Failure> {
    let now = app.now();
    let work = app.store().begin().await?;
    let bucket = format!("looks:{}:{}", action.name(), staff.id);
    if network::count(&work, &bucket, LOOKS, 1, u32::MAX, now).await? == 1 {
        let trace = Trace::new(app, caller, action, Subject::Staff(staff.id), now);
        work.audit().append(trace.of(staff.centre).event());
    }
    Ok(work.commit().await?)
}
