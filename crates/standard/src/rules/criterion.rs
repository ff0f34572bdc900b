//! The parts of a rule: its reason code, its words, and one pure function of facts and limits.

use time::Date;

use super::finding::Assessment;
use crate::facts::PhotoFacts;
use crate::limit::LimitField;
use crate::output::OutputSpec;
use crate::reason::ReasonCode;
use crate::text::Text;

/// A rule in words: the source of its page in `docs/rules` and of the advice to students.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// The property that it checks.
    pub what: Text,
    /// The reason for the rule.
    pub why: Text,
    /// The advice to the student when it is not met.
    pub told: Text,
}

/// Everything that a rule may read besides its own limits.
pub(crate) struct Case<'a> {
    /// The measurements of the photo.
    pub(crate) facts: &'a PhotoFacts,
    /// The portrait file that the spec requires.
    pub(crate) output: &'a OutputSpec,
    /// The day on which the photo is handed in; `None` where it is not known.
    pub(crate) today: Option<Date>,
}

/// A rule, implemented by the type of its limits.
pub(crate) trait Criterion {
    /// Reason code that a reviewer would use.
    const CODE: ReasonCode;
    /// Unit of what is measured; empty for ratios, shares and counts.
    const UNIT: &'static str;
    /// Its limits, in the order in which people read them; none where there is no number to set.
    const LIMITS: &'static [LimitField] = &[];
    /// The rule in words.
    const ABOUT: About;
    /// The advice where the rule only warns: what may be wrong, and what would be safer. `None` where the advice
    /// of a miss says it as well.
    const DOUBTED: Option<Text> = None;
    /// For a rule that can accuse but never acquit, because too much of what it looks for is not seen: what the
    /// student and the reviewer look for themselves. Such a rule is never met, it is *not assessable* with these
    /// words. `None` for every other rule.
    const REMINDER: Option<Text> = None;
    /// Keys of `[output]` that it reads besides its own limits.
    const READS_OUTPUT: &'static [&'static str] = &[];

    /// Compares the facts with the limits.
    fn judge(&self, case: &Case<'_>) -> Assessment;
}
