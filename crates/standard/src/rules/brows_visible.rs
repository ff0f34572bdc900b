//! The rule `brows-visible`.

use serde::Deserialize;

use super::criterion::{About, Case, Criterion};
use super::finding::{Assessment, seen};
use crate::facts::PhotoFacts;
use crate::limit::{AtMost, LimitField, Severity, Share};
use crate::reason::ReasonCode;
use crate::text::Text;

/// Severity and limits of `brows-visible`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrowsVisible {
    /// Consequence of a miss.
    pub severity: Severity,
    /// Evidence of hair over the brow that is more covered.
    pub max_covered: AtMost<Share>,
}

const TOLD: Text = Text::new(
    "头发遮住了眉毛，请夹起来。",
    "Hair covers your eyebrows. Pin it back.",
);

impl Criterion for BrowsVisible {
    const CODE: ReasonCode = ReasonCode::O03;
    const UNIT: &'static str = "";
    const LIMITS: &'static [LimitField] = &[LimitField::at_most::<Share>(
        "max_covered",
        Text::new("眉毛被头发遮住的可能性", "Evidence that hair covers a brow"),
    )];
    const DOUBTED: Option<Text> = Some(Text::new(
        "头发可能遮住了眉毛，夹起来更稳妥。",
        "Hair may cover your eyebrows. Pinning it back is safer.",
    ));
    const ABOUT: About = About {
        what: Text::new("头发没有遮住眉毛。", "Hair does not cover the eyebrows."),
        why: Text::new(
            "标准要求头发不遮眉、眼、耳；薄刘海不易判断，所以只提醒。",
            "The standard asks for hair off brows, eyes and ears. A thin fringe is hard to tell, \
             so it only warns.",
        ),
        told: TOLD,
    };

    fn judge(&self, case: &Case<'_>) -> Assessment {
        judge(case.facts, self)
    }
}

fn judge(facts: &PhotoFacts, limits: &BrowsVisible) -> Assessment {
    let covered = seen(&seen(&facts.face)?.brows.covered)?;
    limits
        .max_covered
        .judge(covered.right.max(covered.left), TOLD)
}

#[cfg(test)]
mod tests {
    use crate::facts::Sides;
    use crate::samples::{face, good, measured, outcome};
    use crate::verdict::Outcome::{self, Fail, NotAssessable, Pass};

    #[track_caller]
    fn check(covered: Option<[f32; 2]>, expected: Outcome) {
        let mut facts = good();
        face(&mut facts).brows.covered =
            measured(covered.map(|[right, left]| Sides { right, left }));
        assert_eq!(outcome("brows-visible", &facts), expected);
    }

    #[test]
    fn free() {
        check(Some([0.02, 0.03]), Pass);
    }

    #[test]
    fn one_covered() {
        check(Some([0.02, 0.9]), Fail);
    }

    #[test]
    fn not_seen() {
        check(None, NotAssessable);
    }
}
