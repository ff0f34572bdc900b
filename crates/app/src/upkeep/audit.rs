//! Verifies that no line of the audit logs was changed or removed.

use domain::audit::Action;
use domain::{CentreId, Permission, Subject};
use store::operation::VerifyError;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::SecondFactorRefusal;
use crate::service::App;
use crate::trace::Trace;

/// One log that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerifiedLog {
    /// The centre; none for the installation's own log.
    pub centre: Option<CentreId>,
    /// Lines that are sound, or the number of the first one that is not.
    pub lines: Result<u64, u64>,
}

/// Checks every log from its first line to its last, or those of the caller's centre. That it was
/// done is written down too, after the check.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ReadAudit`]; those of the store.
pub async fn verify_audit(app: &App, caller: &Caller) -> Result<Vec<VerifiedLog>, Failure> {
    let logs = match caller {
        Caller::WithoutSecondFactor(_) => return Err(SecondFactorRefusal::SetUpNeeded.into()),
        Caller::Student(_) => return Err(Failure::NotAllowed),
        Caller::Staff(staff) | Caller::OnBehalfOf(staff) => {
            caller.check_centre(Permission::ReadAudit, staff.centre)?;
            vec![Some(staff.centre)]
        }
        Caller::System => {
            let centres = app.store().centres().list().await?;
            let centres = centres.iter().map(|centre| Some(centre.id));
            std::iter::once(None).chain(centres).collect()
        }
    };
    let mut verified = Vec::with_capacity(logs.len());
    for centre in logs {
        let lines = match app.store().audit().verify(centre).await {
            Ok(count) => Ok(count),
            Err(VerifyError::Broken(broken)) => Err(broken.number),
            Err(VerifyError::Store(error)) => return Err(error.into()),
        };
        verified.push(VerifiedLog { centre, lines });
    }
    let broken = verified.iter().filter(|log| log.lines.is_err()).count();
    write_down(app, caller, broken).await?;
    Ok(verified)
}

async fn write_down(app: &App, caller: &Caller, broken: usize) -> Result<(), Failure> {
    // The installation's log has no subject of its own; a centre stands for what was checked.
    let Ok(staff) = caller.staff() else {
        tracing::info!("Checked the audit logs; {broken} are broken");
        return Ok(());
    };
    let subject = Subject::Centre(staff.centre);
    let action = Action::VerifyAudit {
        broken: broken as u32,
    };
    let trace = Trace::new(app, caller, &action, subject, app.now());
    let work = app.store().begin().await?;
    work.audit().append(trace.of(staff.centre).event());
    Ok(work.commit().await?)
}
