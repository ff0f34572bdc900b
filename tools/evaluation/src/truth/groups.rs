//! Verdicts by skin tone group: over all rules, and rule by rule.

use standard::{Outcome, RuleId};

use super::judged::{Count, Judged};
use crate::table::Table;

/// Groups that anybody named, in order.
fn groups_of(judged: &[Judged]) -> Vec<&str> {
    let mut groups: Vec<&str> = judged.iter().map(|photo| &*photo.case.group).collect();
    groups.sort_unstable();
    groups.dedup();
    groups.retain(|group| !group.is_empty());
    groups
}

/// Acceptable photos and violations by skin tone group, over all rules.
pub(super) fn by_group(judged: &[Judged]) {
    let heads = [
        "group",
        "acceptable",
        "blocked",
        "warned",
        "most often by",
        "violations",
        "caught",
    ];
    let mut table = Table::new("By skin tone group, rendered", &heads);
    for group in groups_of(judged) {
        let members = || judged.iter().filter(|photo| photo.case.group == group);
        let fair = || members().filter(|photo| photo.case.accept);
        let worst = RuleId::ALL.iter().map(|&rule| {
            let wrong = fair().filter(|photo| {
                matches!(photo.says(rule), Outcome::Fail | Outcome::Warn)
                    && !photo.case.violates.contains(&rule)
            });
            (wrong.count(), rule)
        });
        let worst = worst.max_by_key(|&(count, _)| count);
        let worst = worst.filter(|&(count, _)| count > 0);
        let fair = Count::of(fair(), Judged::says_wrongly);
        let broken = members().flat_map(|photo| {
            let rules = photo.case.violates.iter();
            rules.map(|&rule| photo.says(rule))
        });
        let broken: Vec<Outcome> = broken.collect();
        let caught = broken
            .iter()
            .filter(|outcome| matches!(outcome, Outcome::Fail | Outcome::Warn));
        table.row(&[
            group.into(),
            fair.photos.to_string(),
            fair.percent(fair.fail),
            fair.percent(fair.warn),
            worst.map_or_else(String::new, |(count, rule)| {
                format!("{} ({count})", rule.as_str())
            }),
            broken.len().to_string(),
            caught.count().to_string(),
        ]);
    }
    table.print();
}

/// For each rule and group: acceptable photos that it blocks or warns of, and violations that it catches; with the
/// group that it treats worst.
pub(super) fn by_rule_and_group(judged: &[Judged]) {
    let groups = groups_of(judged);
    let mut heads = vec!["rule"];
    heads.extend(&groups);
    heads.push("worst");
    let title = "Rule by skin tone group, rendered: acceptable said ill of, violations caught";
    let mut table = Table::new(title, &heads);
    for &rule in RuleId::ALL {
        let cells: Vec<Cell> = groups
            .iter()
            .map(|group| Cell::of(judged, group, rule))
            .collect();
        if cells.iter().all(Cell::is_faultless) {
            continue;
        }
        let worst = cells
            .iter()
            .zip(&groups)
            .max_by(|(one, _), (other, _)| one.faults().total_cmp(&other.faults()));
        let mut row = vec![rule.as_str().to_owned()];
        row.extend(cells.iter().map(Cell::words));
        row.push(worst.map_or_else(String::new, |(_, group)| (*group).to_owned()));
        table.row(&row);
    }
    table.print();
}

/// What one rule says of one group.
struct Cell {
    accepted: usize,
    said_ill: usize,
    violations: usize,
    caught: usize,
}

impl Cell {
    fn of(judged: &[Judged], group: &str, rule: RuleId) -> Self {
        let says_ill = |photo: &&Judged| matches!(photo.says(rule), Outcome::Fail | Outcome::Warn);
        let members = || judged.iter().filter(|photo| photo.case.group == group);
        let breaks = |photo: &&Judged| photo.case.violates.contains(&rule);
        let accepted = || members().filter(|photo| photo.case.accept && !breaks(photo));
        let violations = || members().filter(breaks);
        Self {
            accepted: accepted().count(),
            said_ill: accepted().filter(says_ill).count(),
            violations: violations().count(),
            caught: violations().filter(says_ill).count(),
        }
    }

    fn is_faultless(&self) -> bool {
        self.said_ill == 0 && self.caught == self.violations
    }

    /// Shares of acceptable photos said ill of and of violations missed, added.
    fn faults(&self) -> f32 {
        let share = |part: usize, whole: usize| part as f32 / whole.max(1) as f32;
        share(self.said_ill, self.accepted) + share(self.violations - self.caught, self.violations)
    }

    fn words(&self) -> String {
        format!(
            "{} of {}; {} of {}",
            self.said_ill, self.accepted, self.caught, self.violations
        )
    }
}
