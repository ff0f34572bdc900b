//! Verifies that no line of the audit logs was changed or removed.

use std::collections::BTreeSet;

use domain::audit::{Action, LogName};
use domain::{CentreId, Permission, Subject};
use store::operation::VerifyError;

use super::chain_audit::{chain_audit, read_anchors};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::ports::AuditAnchor;
use crate::refusal::SecondFactorRefusal;
use crate::service::App;
use crate::trace::Trace;

/// One log that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerifiedLog {
    /// The log.
    pub log: LogName,
    /// Lines that are sound, or the number of the first one that is not.
    pub lines: Result<u64, u64>,
    /// The first end that was noted outside the database and is in the log no more: it was cut off there
    /// or before, or written anew.
    pub lost_end: Option<AuditAnchor>,
}

impl VerifiedLog {
    /// Whether nothing was changed or taken out.
    pub const fn is_sound(&self) -> bool {
        self.lines.is_ok() && self.lost_end.is_none()
    }
}

/// Checks every log from its first line to its last, or those of the caller's centre, and that the ends
/// which were noted outside the database are in them. Lines that wait are chained before. That it was done
/// is written down too, after the check.
///
/// # Errors
/// [`Failure::NotAllowed`] without [`Permission::ReadAudit`]; those of the store; [`Failure::Internal`]
/// where the noted ends cannot be read.
pub async fn verify_audit(app: &App, caller: &Caller) -> Result<Vec<VerifiedLog>, Failure> {
    let centres = match caller {
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
    chain_audit(app).await?;
    let anchors = read_anchors(app).await?;
    let mut verified = Vec::new();
    for log in logs(app, &centres, &anchors).await? {
        verified.push(verify(app, log, &anchors).await?);
    }
    let broken = verified.iter().filter(|log| !log.is_sound()).count();
    write_down(app, caller, broken).await?;
    Ok(verified)
}

/// The logs of these centres: those with a key, and those of before where there are any.
async fn logs(
    app: &App,
    centres: &[Option<CentreId>],
    anchors: &[AuditAnchor],
) -> Result<Vec<LogName>, Failure> {
    let ends = app.store().audit().list_ends().await?;
    let ends = ends.into_iter().map(|(log, _)| log);
    let known = ends.chain(anchors.iter().map(|anchor| anchor.log));
    let keyed = centres.iter().map(|centre| LogName::keyed(*centre));
    let all: BTreeSet<LogName> = known
        .filter(|log| centres.contains(&log.centre))
        .chain(keyed)
        .collect();
    Ok(all.into_iter().collect())
}

async fn verify(app: &App, log: LogName, anchors: &[AuditAnchor]) -> Result<VerifiedLog, Failure> {
    let audit = app.store().audit();
    let mac = |key, line: &[u8]| app.vault().audit_mac_of(key, line);
    let lines = match audit.verify(log, mac).await {
        Ok(count) => Ok(count),
        Err(VerifyError::Broken(broken)) => Err(broken.number),
        Err(VerifyError::Store(error)) => return Err(error.into()),
    };
    let mut lost_end = None;
    for anchor in anchors.iter().filter(|anchor| anchor.log == log) {
        if !audit.holds(log, anchor.end).await? {
            lost_end = Some(*anchor);
            break;
        }
    }
    Ok(VerifiedLog {
        log,
        lines,
        lost_end,
    })
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
