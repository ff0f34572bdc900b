//! The one list of jobs: a new kind is a file with its [`Task`] and a line here.

use super::close_batch::CloseBatch;
use super::close_batches::CloseBatches;
use super::expire_captures::ExpireCaptures;
use super::expire_overdue::ExpireOverdue;
use super::prune::Prune;
use super::remind::Remind;
use super::report_given_up::ReportGivenUp;
use super::retention::Retention;
use super::sweep_objects::SweepObjects;
use super::task::Kind;
use crate::notification::SendNotification;
use crate::photo::AssessPhoto;

/// Every kind of job.
pub(super) const KINDS: &[Kind] = &[
    Kind::of::<AssessPhoto>(),
    Kind::of::<SendNotification>(),
    Kind::of::<CloseBatch>(),
    Kind::of::<CloseBatches>(),
    Kind::of::<ExpireOverdue>(),
    Kind::of::<ExpireCaptures>(),
    Kind::of::<Remind>(),
    Kind::of::<Retention>(),
    Kind::of::<SweepObjects>(),
    Kind::of::<Prune>(),
    Kind::of::<ReportGivenUp>(),
];

/// The names of all kinds.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

/// The kind of this name.
pub(super) fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_there_once() {
        let names: HashSet<&str> = kinds().collect();
        assert_eq!(names.len(), KINDS.len());
        assert!(find("wash-dishes").is_none());
    }
}
