//! Counts by place. The leaves of the tree are given; whoever shows it adds them up.

use std::collections::BTreeMap;

use domain::{Level, Permission, Placement, SubmissionStateName};

use super::{StudentsAsked, reached};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::organisation::{Names, PlaceNames};
use crate::service::App;

/// Students at one place, of one level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceProgress {
    /// The place; none for students whose school is no customer.
    pub placement: Option<Placement>,
    /// What it is called.
    pub names: PlaceNames,
    /// The level of study; none where it was not kept.
    pub level: Option<Level>,
    /// How many have come how far.
    pub counts: Counts,
}

/// How many have come how far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Students on the roster.
    pub on_roster: u64,
    /// Of these, who have not begun.
    pub not_begun: u64,
    /// Students who have begun and are on no roster.
    pub off_roster: u64,
    /// Students who have begun, by how far they have come.
    pub by_state: BTreeMap<SubmissionStateName, u64>,
}

/// The counts at every place that the caller reaches.
///
/// # Errors
/// [`Failure::NotAllowed`], [`Failure::NotFound`].
pub async fn counts(
    app: &App,
    caller: &Caller,
    asked: StudentsAsked,
) -> Result<Vec<PlaceProgress>, Failure> {
    let students = reached(app, caller, Permission::ViewProgress, asked).await?;
    let counted = app.store().progress().count(&students).await?;
    let mut names = Names::default();
    let mut places = Vec::with_capacity(counted.len());
    for (place, counts) in counted {
        let begun: u64 = counts.by_state.values().sum();
        places.push(PlaceProgress {
            names: names.of(app, place.placement).await?,
            placement: place.placement,
            level: place.level,
            counts: Counts {
                on_roster: counts.on_roster,
                not_begun: counts.on_roster.saturating_sub(counts.listed),
                off_roster: begun - counts.listed,
                by_state: counts.by_state,
            },
        });
    }
    places.sort_by(|one, other| {
        let key = |place: &PlaceProgress| {
            let names = &place.names;
            let level = place.level.as_ref().map(|level| level.as_str().to_owned());
            (
                names.school.clone(),
                names.college.clone(),
                names.teaching_point.clone(),
                names.class.clone(),
                level,
            )
        };
        key(one).cmp(&key(other))
    });
    Ok(places)
}
