//! What stands on a roster, and how it differs from lines that are to come.

use std::collections::{HashMap, HashSet};

use documents::roster::RosterLine;
use domain::{BatchId, BlindIndex, RosterEntry, SchoolId};
use vault::IndexPurpose;

use crate::failure::Failure;
use crate::organisation::{Names, PlaceNames};
use crate::service::App;

/// What stands on a school's roster.
pub(super) struct Present {
    /// In the order in which they were imported.
    pub(super) entries: Vec<RosterEntry>,
    /// The names of their places, in the same order.
    pub(super) names: Vec<PlaceNames>,
}

/// Who comes, changes and goes with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Difference {
    /// Students who were not on the roster.
    pub new: usize,
    /// Students whose place or level is another one.
    pub changed: usize,
    /// Students who will not be on it any more.
    pub gone: usize,
}

impl Present {
    pub(super) async fn of(app: &App, batch: BatchId, school: SchoolId) -> Result<Self, Failure> {
        let entries = app.store().roster().list_of_school(batch, school).await?;
        let mut look_up = Names::default();
        let mut names = Vec::with_capacity(entries.len());
        for entry in &entries {
            names.push(look_up.of(app, Some(entry.placement)).await?);
        }
        Ok(Self { entries, names })
    }

    /// With `keeps`, students whom no line names stay.
    pub(super) fn difference(&self, app: &App, lines: &[RosterLine], keeps: bool) -> Difference {
        let here = self.entries.iter().zip(&self.names);
        let here: HashMap<BlindIndex, (&RosterEntry, &PlaceNames)> = here
            .map(|(entry, names)| (entry.student_number.index, (entry, names)))
            .collect();
        let mut difference = Difference::default();
        let mut seen = HashSet::with_capacity(lines.len());
        for line in lines {
            let indexes = indexes(app, line);
            let found = indexes.iter().find_map(|number| here.get(number));
            match found {
                None => difference.new += 1,
                Some((entry, names)) if !says_the_same(line, entry, names) => {
                    difference.changed += 1;
                }
                Some(_) => {}
            }
            seen.extend(indexes);
        }
        if !keeps {
            difference.gone = here.keys().filter(|number| !seen.contains(*number)).count();
        }
        difference
    }
}

/// The indexes under which the number of a line may be listed: while index keys are replaced there are several.
pub(super) fn indexes(app: &App, line: &RosterLine) -> Vec<BlindIndex> {
    let number = line.student_number.expose();
    app.vault().indexes(IndexPurpose::StudentNumber, number)
}

fn says_the_same(line: &RosterLine, entry: &RosterEntry, names: &PlaceNames) -> bool {
    let same = |line: &Option<String>, here: &Option<String>| {
        line.as_deref().map(str::trim).unwrap_or_default() == here.as_deref().unwrap_or_default()
    };
    line.cohort == entry.cohort
        && same(&line.college, &names.college)
        && same(&line.teaching_point, &names.teaching_point)
        && same(&line.class, &names.class)
}
