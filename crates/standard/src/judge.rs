//! Applies all rules to the facts of one photo. Pure: the day is a parameter.

use time::Date;

use crate::facts::PhotoFacts;
use crate::limit::Severity;
use crate::rules::{self, Assessment, Case, Finding, Level, NotAssessable, Rule, RuleId};
use crate::spec::PhotoSpec;
use crate::verdict::{Judgement, Outcome, Overall, Verdict};

/// Judges every rule that `spec` does not leave out. `today` is the day the photo is handed in;
/// without it a photo's age cannot be assessed.
pub fn judge_all(facts: &PhotoFacts, spec: &PhotoSpec, today: Option<Date>) -> Judgement {
    let case = Case {
        facts,
        output: &spec.output,
        today,
    };
    let mut overall = Overall::Pass;
    let mut verdicts = Vec::with_capacity(rules::ALL.len());
    for rule in rules::ALL {
        let severity = rule.severity(&spec.rules);
        if severity == Severity::Off {
            continue;
        }
        let verdict = rule_verdict(rule, rule.judge(&spec.rules, &case), severity);
        overall = overall.max(weight(verdict.outcome, severity));
        verdicts.push(verdict);
    }
    Judgement { overall, verdicts }
}

/// The judgement on a file that could not be decoded: `file-readable` fails, whatever `spec` says
/// of it, and nothing else can be said.
pub fn judge_unreadable(spec: &PhotoSpec) -> Judgement {
    // Named so that a caller cannot judge before it has chosen a spec.
    let _ = spec;
    let rule = RuleId::FileReadable.rule();
    let missed = Finding {
        level: Level::Missed,
        measured: None,
        limit: None,
        told: rule.about.told,
    };
    Judgement {
        overall: Overall::Fail,
        verdicts: vec![rule_verdict(rule, Ok(missed), Severity::Block)],
    }
}

/// Applies the severity to what a rule found.
pub(crate) fn rule_verdict(rule: &Rule, assessment: Assessment, severity: Severity) -> Verdict {
    let verdict = |outcome, measured, limit, advice| Verdict {
        rule: rule.id,
        code: rule.code,
        outcome,
        measured,
        limit,
        unit: rule.unit,
        advice,
    };
    let silent =
        |assessment: &Assessment| !matches!(assessment, Ok(found) if found.level > Level::Met);
    if let Some(reminder) = rule.reminder.filter(|_| silent(&assessment)) {
        return verdict(Outcome::NotAssessable, None, None, Some(reminder));
    }
    match assessment {
        Err(NotAssessable(advice)) => verdict(Outcome::NotAssessable, None, None, Some(advice)),
        Ok(finding) => {
            let outcome = match (finding.level, severity) {
                (Level::Met, _) => Outcome::Pass,
                (Level::Missed, Severity::Block) => Outcome::Fail,
                (Level::Doubtful | Level::Missed, _) => Outcome::Warn,
            };
            let advice = match outcome {
                Outcome::Pass => None,
                // What may be wrong is not said as if it were.
                Outcome::Warn if finding.told == rule.about.told => {
                    Some(rule.doubted.unwrap_or(finding.told))
                }
                _ => Some(finding.told),
            };
            verdict(outcome, finding.measured, finding.limit, advice)
        }
    }
}

/// Effect of one outcome on the overall result: a blocking rule that could not be assessed is no
/// pass.
fn weight(outcome: Outcome, severity: Severity) -> Overall {
    match (outcome, severity) {
        (Outcome::Fail, _) => Overall::Fail,
        (Outcome::Warn, _) | (Outcome::NotAssessable, Severity::Block) => Overall::Warn,
        (Outcome::Pass | Outcome::NotAssessable, _) => Overall::Pass,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;
    use crate::samples::{blind, face, good, unseen};

    /// Changes good facts and names the rules that are not met.
    #[track_caller]
    fn check(
        spec: &str,
        change: impl FnOnce(&mut PhotoFacts),
        overall: Overall,
        not_met: &[(&str, Outcome)],
    ) {
        let mut facts = good();
        change(&mut facts);
        let spec = PhotoSpec::embedded(spec).unwrap();
        let judgement = judge_all(&facts, &spec, Some(date!(2023 - 09 - 10)));
        let seen: Vec<_> = judgement
            .verdicts
            .iter()
            .filter(|verdict| verdict.outcome != Outcome::Pass)
            // Rules that only accuse are never met.
            .filter(|verdict| verdict.rule.rule().reminder.is_none())
            .map(|verdict| (verdict.rule.as_str(), verdict.outcome))
            .collect();
        assert_eq!((judgement.overall, &seen[..]), (overall, not_met));
    }

    fn with_glasses(facts: &mut PhotoFacts) {
        face(facts).glasses.evidence = crate::facts::Measured::Value(0.97);
    }

    #[test]
    fn a_good_photo_passes_both_standards() {
        for name in PhotoSpec::NAMES {
            check(name, |_| {}, Overall::Pass, &[]);
        }
    }

    #[test]
    fn glasses_are_the_specs_choice() {
        check("cn-diploma-99", with_glasses, Overall::Pass, &[]);
        let not_met = [("glasses-absent", Outcome::Fail)];
        check("guangdong-2023", with_glasses, Overall::Fail, &not_met);
    }

    #[test]
    fn a_rule_that_warns_never_fails_the_photo() {
        let raised = |facts: &mut PhotoFacts| face(facts).pose.pitch_deg = 40.0;
        let not_met = [("head-upright", Outcome::Warn)];
        check("guangdong-2023", raised, Overall::Warn, &not_met);
    }

    #[test]
    fn a_rule_that_blocks_is_never_a_silent_pass() {
        let no_wall = |facts: &mut PhotoFacts| facts.wall = unseen();
        let not_met = [
            ("background-plain", Outcome::NotAssessable),
            ("matte-clean", Outcome::NotAssessable),
        ];
        check("guangdong-2023", no_wall, Overall::Warn, &not_met);
    }

    #[test]
    fn a_rule_that_warns_may_stay_unassessed() {
        let no_date = |facts: &mut PhotoFacts| facts.file.captured_at = None;
        let not_met = [("recent", Outcome::NotAssessable)];
        check("guangdong-2023", no_date, Overall::Pass, &not_met);
    }

    #[test]
    fn a_rule_that_only_accuses_reminds_and_leaves_the_photo_as_it_is() {
        let spec = PhotoSpec::embedded("guangdong-2023").unwrap();
        let judgement = judge_all(&good(), &spec, Some(date!(2023 - 09 - 10)));
        let verdicts = judgement.verdicts.iter();
        let reminders: Vec<_> = verdicts
            .filter(|verdict| verdict.rule.rule().reminder.is_some())
            .map(|verdict| (verdict.rule, verdict.outcome, verdict.advice))
            .collect();
        let rule = RuleId::JewelleryAbsent;
        let expected = [(rule, Outcome::NotAssessable, rule.rule().reminder)];
        assert_eq!(
            (judgement.overall, &reminders[..]),
            (Overall::Pass, &expected[..])
        );
    }

    #[test]
    fn nothing_measurable_gives_a_verdict_for_every_rule_and_no_pass() {
        for name in PhotoSpec::NAMES {
            let spec = PhotoSpec::embedded(name).unwrap();
            let judgement = judge_all(&blind(), &spec, None);
            assert_eq!(judgement.overall, Overall::Fail, "there is no face");
            for verdict in &judgement.verdicts {
                let always_assessable = ["file-readable", "original-photo"];
                assert!(
                    verdict.outcome != Outcome::Pass
                        || always_assessable.contains(&verdict.rule.as_str()),
                    "{verdict:?}"
                );
                assert_eq!(verdict.advice.is_none(), verdict.outcome == Outcome::Pass);
            }
        }
    }

    #[test]
    fn a_warning_is_told_as_a_doubt_and_a_miss_as_a_fact() {
        let spec = PhotoSpec::embedded("guangdong-2023").unwrap();
        let advice = |openness: f32| {
            let mut facts = good();
            face(&mut facts).eyes.openness.left = openness;
            let verdicts = judge_all(&facts, &spec, None).verdicts;
            let found = verdicts
                .into_iter()
                .find(|verdict| verdict.rule == RuleId::EyesOpen);
            let verdict = found.unwrap();
            (verdict.outcome, verdict.advice.unwrap().zh)
        };
        let told = "眼睛闭上了或没睁开，请自然睁眼再拍。";
        assert_eq!(advice(0.1), (Outcome::Fail, told));
        let doubted = "眼睛可能睁得不够大，自然睁眼再拍一张更稳妥。";
        assert_eq!(advice(0.17), (Outcome::Warn, doubted));
        for doubted in rules::ALL.iter().filter_map(|rule| rule.doubted) {
            assert!(
                doubted.zh.contains("可能") && doubted.zh.ends_with("更稳妥。"),
                "{doubted:?}"
            );
            assert!(
                doubted.en.contains("may ") && doubted.en.contains("safer"),
                "{doubted:?}"
            );
        }
    }

    #[test]
    fn the_json_of_a_verdict_is_a_contract() {
        let mut facts = good();
        face(&mut facts).eyes.openness.left = 0.1;
        let spec = PhotoSpec::embedded("guangdong-2023").unwrap();
        let judgement = judge_all(&facts, &spec, None);
        let verdict = |rule: &str| {
            let found = judgement
                .verdicts
                .iter()
                .find(|verdict| verdict.rule.as_str() == rule);
            serde_json::to_string(found.unwrap()).unwrap()
        };
        assert_eq!(
            verdict("eyes-open"),
            "{\"rule\":\"eyes-open\",\"code\":\"P04\",\"outcome\":\"fail\",\"measured\":0.1,\
             \"limit\":0.15,\"unit\":\"\",\"advice\":{\"zh\":\"眼睛闭上了或没睁开，请自然睁眼再拍。\
             \",\"en\":\"Your eyes are closed. Open them naturally and try again.\"}}"
        );
        assert_eq!(
            verdict("file-readable"),
            "{\"rule\":\"file-readable\",\"code\":\"F01\",\"outcome\":\"pass\",\"measured\":null,\
             \"limit\":null,\"unit\":\"\",\"advice\":null}"
        );
    }

    #[test]
    fn advice_is_one_calm_text_in_both_languages() {
        for rule in rules::ALL {
            let about = [rule.about.what, rule.about.why, rule.about.told];
            for text in about.into_iter().chain(rule.doubted) {
                assert!(
                    text.zh.ends_with('。') && text.en.ends_with('.'),
                    "{text:?}"
                );
                assert!(
                    !text.zh.contains('！') && !text.en.contains('!'),
                    "{text:?}"
                );
            }
        }
    }
}
