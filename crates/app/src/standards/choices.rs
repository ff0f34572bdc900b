//! What a batch chooses about its standard: background, glasses, first day.

use domain::{BatchRules, GlassesPolicy, Rgb};
use standard::PhotoSpec;
use standard::rules::FirstDay;
use standard::spec::Severity;
use time::Date;

/// The choices of a batch about its standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Choices {
    /// Background of the portrait.
    pub background: Rgb,
    /// Whether glasses may be worn.
    pub glasses: GlassesPolicy,
    /// Photos taken earlier are not recent.
    pub not_before: Option<Date>,
}

impl Choices {
    /// Those of a batch.
    pub const fn of(rules: &BatchRules) -> Self {
        Self {
            background: rules.background,
            glasses: rules.glasses,
            not_before: rules.photo_not_before,
        }
    }

    /// The standard with these choices made.
    pub fn applied_to(&self, spec: &PhotoSpec) -> PhotoSpec {
        let mut spec = spec.clone();
        spec.output.background = self.background.0;
        let (absent, clear) = match self.glasses {
            GlassesPolicy::Forbidden => (Severity::Block, Severity::Off),
            GlassesPolicy::Allowed => (Severity::Off, Severity::Warn),
        };
        // A standard that says the same already keeps its own severity.
        if (spec.rules.glasses_absent.severity == Severity::Off) != (absent == Severity::Off) {
            spec.rules.glasses_absent.severity = absent;
            spec.rules.glasses_clear.severity = clear;
        }
        if let Some(day) = self.not_before {
            spec.rules.recent.photo_not_before = Some(FirstDay {
                value: day,
                source: "the batch".to_owned(),
            });
        }
        spec
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[track_caller]
    fn check(spec: &str, glasses: GlassesPolicy, expected: [Severity; 2]) {
        let choices = Choices {
            background: Rgb([255, 255, 255]),
            glasses,
            not_before: Some(date!(2023 - 06 - 01)),
        };
        let spec = choices.applied_to(&PhotoSpec::embedded(spec).unwrap());
        let rules = [
            spec.rules.glasses_absent.severity,
            spec.rules.glasses_clear.severity,
        ];
        assert_eq!(rules, expected);
        assert_eq!(spec.output.background, [255, 255, 255]);
        let first = spec.rules.recent.photo_not_before.as_ref().unwrap();
        assert_eq!(first.value, date!(2023 - 06 - 01));
    }

    #[test]
    fn the_batch_decides_about_glasses() {
        use GlassesPolicy::{Allowed, Forbidden};
        use Severity::{Block, Off, Warn};
        check("guangdong-2023", Forbidden, [Block, Off]);
        check("guangdong-2023", Allowed, [Off, Warn]);
        check("cn-diploma-99", Allowed, [Off, Warn]);
        check("cn-diploma-99", Forbidden, [Block, Off]);
    }
}
