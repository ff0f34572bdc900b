//! Decisions with what the check had said, as labels by which a standard is calibrated: a line for every decision,
//! without pixels and without anything that leads to a person.

use std::collections::HashMap;

use documents::list;
use domain::audit::Action;
use domain::{Decision, Permission, ReviewRecord, Timestamp};
use standard::rules::{self, Rule};

use super::decisions::Decisions;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::looks;
use crate::photo::{StoredJudgement, StoredVerdict};
use crate::service::App;

/// Lines of labels, read while they are sent.
pub struct Labels {
    app: App,
    decisions: Decisions,
    is_begun: bool,
}

impl std::fmt::Debug for Labels {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Labels")
    }
}

/// The decisions of the caller's centre within a time, the earliest first; that they were taken out is on record.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`Failure::Invalid`] for a time of more than 92 days.
pub async fn labels(app: &App, caller: &Caller, time: [Timestamp; 2]) -> Result<Labels, Failure> {
    let staff = caller.staff()?;
    caller.check_centre(Permission::ManageBatches, staff.centre)?;
    let decisions = Decisions::of(app, staff.centre, time)?;
    looks::record(app, caller, staff, &Action::ExportList).await?;
    Ok(Labels {
        app: app.clone(),
        decisions,
        is_begun: false,
    })
}

impl Labels {
    /// The next lines of CSV, the header first; none at the end. Columns: `decision`, `round`, `reasons` (codes with
    /// blanks between), then `<rule>` (its outcome) and `<rule>:measured` for every rule of the standard. Photos that
    /// were deleted since are left out.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] when the database does not answer.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let mut lines = Vec::new();
        if !self.is_begun {
            self.is_begun = true;
            lines.extend(head()?);
        } else if self.decisions.is_over() {
            return Ok(None);
        }
        for review in self.decisions.next().await? {
            let found = self.app.store().findings().find(review.photo).await?;
            let Some(found) = found else {
                continue;
            };
            let judgement = serde_json::from_value(found.judgement).map_err(Failure::internal)?;
            lines.extend(line(&review, judgement)?);
        }
        Ok(Some(lines))
    }
}

fn head() -> Result<Vec<u8>, Failure> {
    let mut cells: Vec<String> = ["decision", "round", "reasons"].map(str::to_owned).into();
    for Rule { id, .. } in rules::ALL {
        cells.extend([id.as_str().to_owned(), format!("{}:measured", id.as_str())]);
    }
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    list::head(&cells).map_err(Failure::internal)
}

fn line(review: &ReviewRecord, judgement: StoredJudgement) -> Result<Vec<u8>, Failure> {
    let (decision, reasons) = match &review.decision {
        Decision::Approve => ("approve", String::new()),
        Decision::Reject { reasons } => {
            let standard = reasons.list().iter().map(ToString::to_string);
            let own = reasons.own().iter().map(|reason| reason.code.to_string());
            let codes: Vec<String> = standard.chain(own).collect();
            ("reject", codes.join(" "))
        }
    };
    let said: HashMap<String, StoredVerdict> = judgement
        .verdicts
        .into_iter()
        .map(|verdict| (verdict.rule.as_str().to_owned(), verdict))
        .collect();
    let mut cells = vec![
        decision.to_owned(),
        review.reviewer.round.name().to_owned(),
        reasons,
    ];
    for Rule { id, .. } in rules::ALL {
        let verdict = said.get(id.as_str());
        let outcome: &str = verdict.map_or("", |verdict| verdict.outcome.into());
        let measured = verdict.and_then(|verdict| verdict.measured);
        let measured = measured.map_or_else(String::new, |measured| measured.to_string());
        cells.extend([outcome.to_owned(), measured]);
    }
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    list::line(&cells).map_err(Failure::internal)
}
