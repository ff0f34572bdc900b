//! The lines that an import replaces, kept as one sealed object until the next import, in the clear within it: they
//! are sealed again for their new rows when they come back, whatever keys are in use then.

use documents::roster::RosterLine;
use domain::{BlobKey, Cohort, IdentityNumber, RosterEntry, StudentNumber};
use serde::{Deserialize, Serialize};
use vault::{FieldColumn, FieldPlace, ObjectKind};

use super::present::Present;
use crate::failure::{Failure, Found};
use crate::organisation::PlaceNames;
use crate::service::App;

/// Where former lines are kept.
pub(super) type Former = BlobKey;

/// A line as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptLine {
    number: String,
    identity: Option<String>,
    college: Option<String>,
    teaching_point: Option<String>,
    class: Option<String>,
    cohort: Cohort,
}

/// Keeps what stands on a roster.
pub(super) async fn keep(app: &App, present: &Present) -> Result<Former, Failure> {
    let lines = present.entries.iter().zip(&present.names);
    let lines = lines.map(|(entry, names)| kept(app, entry, names));
    let lines = lines.collect::<Result<Vec<KeptLine>, Failure>>()?;
    let bytes = serde_json::to_vec(&lines).map_err(Failure::internal)?;
    let stored = app.vault().put(ObjectKind::Roster, &bytes).await?;
    Ok(stored.key)
}

fn kept(app: &App, entry: &RosterEntry, names: &PlaceNames) -> Result<KeptLine, Failure> {
    let place = |column| FieldPlace {
        column,
        row: entry.id.as_uuid(),
    };
    let vault = app.vault();
    let number = place(FieldColumn::RosterStudentNumber);
    let number = vault.unseal(number, &entry.student_number.sealed)?;
    let identity = entry.identity_number.as_ref().map(|identity| {
        let place = place(FieldColumn::RosterIdentityNumber);
        vault.unseal(place, &identity.sealed)
    });
    Ok(KeptLine {
        number: number.to_string(),
        identity: identity.transpose()?.map(|identity| identity.to_string()),
        college: names.college.clone(),
        teaching_point: names.teaching_point.clone(),
        class: names.class.clone(),
        cohort: entry.cohort.clone(),
    })
}

/// The lines that were kept.
pub(super) async fn restore(app: &App, former: &Former) -> Result<Vec<RosterLine>, Failure> {
    let bytes = app.vault().get(former).await?.or_not_found()?;
    let kept: Vec<KeptLine> = serde_json::from_slice(&bytes).map_err(Failure::internal)?;
    kept.into_iter().map(line).collect()
}

fn line(kept: KeptLine) -> Result<RosterLine, Failure> {
    let identity = kept.identity.as_deref().map(IdentityNumber::parse);
    Ok(RosterLine {
        student_number: StudentNumber::parse(&kept.number).map_err(Failure::internal)?,
        identity_number: identity.transpose().map_err(Failure::internal)?,
        college: kept.college,
        teaching_point: kept.teaching_point,
        class: kept.class,
        cohort: kept.cohort,
    })
}
