//! A photo with what a person and the rules say of it, and counts of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use standard::{Outcome, PhotoFacts, RuleId};

/// A photo and what a person says of it.
pub(crate) struct Case {
    /// Where the photo comes from.
    pub(super) source: &'static str,
    /// Its file.
    pub(crate) path: PathBuf,
    /// Skin tone group; empty where nobody said.
    pub(crate) group: String,
    /// Whether a reviewer would accept it.
    pub(crate) accept: bool,
    /// Rules that a person calls broken.
    pub(crate) violates: Vec<RuleId>,
}

/// What the rules say of it.
pub(super) struct Judged {
    pub(super) case: Case,
    pub(super) verdicts: BTreeMap<RuleId, Outcome>,
    pub(super) facts: Option<PhotoFacts>,
}

/// Photos by what some rules say of them.
#[derive(Default)]
pub(super) struct Count {
    pub(super) photos: usize,
    pub(super) fail: usize,
    pub(super) warn: usize,
}

impl Count {
    pub(super) fn of<'a>(
        photos: impl Iterator<Item = &'a Judged>,
        says: impl Fn(&Judged) -> Outcome,
    ) -> Self {
        let mut count = Self::default();
        for photo in photos {
            count.photos += 1;
            match says(photo) {
                Outcome::Fail => count.fail += 1,
                Outcome::Warn => count.warn += 1,
                Outcome::Pass | Outcome::NotAssessable => {}
            }
        }
        count
    }

    pub(super) fn percent(&self, part: usize) -> String {
        if part == 0 {
            return "0".into();
        }
        format!("{part} ({:.1} %)", 100.0 * part as f32 / self.photos as f32)
    }
}

impl Judged {
    pub(super) fn says(&self, rule: RuleId) -> Outcome {
        let verdict = self.verdicts.get(&rule);
        verdict.copied().unwrap_or(Outcome::NotAssessable)
    }

    /// The worst that any rule says which it does not break.
    pub(super) fn says_wrongly(&self) -> Outcome {
        let wrong = |outcome: Outcome| {
            let mut verdicts = self.verdicts.iter();
            verdicts.any(|(rule, &said)| said == outcome && !self.case.violates.contains(rule))
        };
        if wrong(Outcome::Fail) {
            Outcome::Fail
        } else if wrong(Outcome::Warn) {
            Outcome::Warn
        } else {
            Outcome::Pass
        }
    }
}
