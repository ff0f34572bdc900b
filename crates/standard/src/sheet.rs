//! A standard as people read and change it: every limit by its key, with its words and its source. The values stand
//! in the text of the spec; each change is checked as a file is, and told by field.

use thiserror::Error;
use toml::{Table, Value};

use crate::limit::{
    LimitFault, LimitField, LimitKind, LimitPart, Severity, check_pair, check_range, check_source,
};
use crate::rules::{self, Rule, RuleId};
use crate::spec::{PhotoSpec, SpecError, SpecTitle};

/// A standard and its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    table: Table,
    spec: PhotoSpec,
}

/// A limit of a rule with its values.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitLine {
    /// What it limits.
    pub field: &'static LimitField,
    /// Its values.
    pub value: LimitValue,
}

/// The values of a limit; which of them it has, its kind says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LimitValue {
    /// The number from which the rule is missed.
    pub limit: Option<f64>,
    /// The number from which it is doubtful.
    pub warn: Option<f64>,
    /// The only number.
    pub value: Option<f64>,
    /// Names of programs.
    pub names: Vec<String>,
    /// A day, such as `2023-06-01`.
    pub day: Option<String>,
    /// Clause, published measure or measurement that it is taken from.
    pub source: String,
}

/// A rule that is to have another consequence or other limits.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleChange {
    /// The rule.
    pub rule: RuleId,
    /// Consequence of a miss.
    pub severity: Severity,
    /// Limits that change, each whole, by their keys.
    pub limits: Vec<(String, LimitValue)>,
}

/// What is wrong with a field of a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldFault {
    /// The rule.
    pub rule: RuleId,
    /// The limit.
    pub field: &'static LimitField,
    /// What is wrong.
    pub fault: LimitFault,
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SheetError {
    /// Fields that are wrong, in the order of the change.
    #[error("{} limits are wrong", .0.len())]
    Fields(Vec<FieldFault>),
    /// The standard has no such limit, or nobody sets it here.
    #[error("the rule {rule} has no limit {key} that can be changed")]
    UnknownLimit {
        /// The rule.
        rule: RuleId,
        /// The key that was given.
        key: String,
    },
    /// The standard as a whole cannot be used.
    #[error(transparent)]
    Spec(#[from] SpecError),
}

/// Something in which two standards differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The rule.
    pub rule: RuleId,
    /// What differs.
    pub what: Differs,
}

/// What differs in a rule.
#[derive(Debug, Clone, PartialEq)]
pub enum Differs {
    /// The consequence of a miss, in one and in the other.
    Severity(Severity, Severity),
    /// A limit, in one and in the other; none where a standard does not have it.
    Limit(&'static LimitField, Box<[Option<LimitValue>; 2]>),
}

impl Sheet {
    /// Reads the text of a standard.
    ///
    /// # Errors
    /// [`SpecError`] with the line, the key and what to do.
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        let spec = PhotoSpec::parse(text)?;
        let table = toml::from_str(text).map_err(|error| SpecError::from_toml(&error, text))?;
        Ok(Self { table, spec })
    }

    /// The standard.
    pub const fn spec(&self) -> &PhotoSpec {
        &self.spec
    }

    /// The text of the standard, which a file may hold.
    pub fn text(&self) -> String {
        self.table.to_string()
    }

    /// Consequence of a miss of a rule.
    pub fn severity(&self, rule: RuleId) -> Severity {
        rule.rule().severity(&self.spec.rules)
    }

    /// The limits of a rule with their values, in the order in which people read them; those that the standard
    /// leaves out are not among them.
    pub fn lines(&self, rule: RuleId) -> Vec<LimitLine> {
        let fields = rule.rule().limits.iter();
        let line = |field: &'static LimitField| {
            let value = self.value(rule, field)?;
            Some(LimitLine { field, value })
        };
        fields.filter_map(line).collect()
    }

    fn value(&self, rule: RuleId, field: &LimitField) -> Option<LimitValue> {
        let mut place = self.table.get("rules")?.get(rule.as_str())?;
        for key in field.key.split('.') {
            place = place.get(key)?;
        }
        let number = |key: &str| place.get(key).and_then(number);
        let warn = field.kind.side().map(|side| <&str>::from(side.warn_part()));
        let (value, day) = match field.kind {
            LimitKind::Day => (None, place.get("value").and_then(Value::as_str)),
            _ => (number("value"), None),
        };
        let names = place.get("names").and_then(Value::as_array);
        let names = names.into_iter().flatten().filter_map(Value::as_str);
        let source = place.get("source").and_then(Value::as_str);
        Some(LimitValue {
            limit: number("limit"),
            warn: warn.and_then(number),
            value,
            names: names.map(str::to_owned).collect(),
            day: day.map(str::to_owned),
            source: source.unwrap_or_default().to_owned(),
        })
    }

    /// The same rules under another name.
    ///
    /// # Errors
    /// [`SpecError`] for a name that is empty.
    pub fn renamed(&self, name: &str, version: u32, title: &SpecTitle) -> Result<Self, SpecError> {
        let mut table = self.table.clone();
        table.insert("name".to_owned(), Value::String(name.to_owned()));
        table.insert("version".to_owned(), Value::Integer(i64::from(version)));
        let mut titles = Table::new();
        titles.insert("zh".to_owned(), Value::String(title.zh.clone()));
        titles.insert("en".to_owned(), Value::String(title.en.clone()));
        table.insert("title".to_owned(), Value::Table(titles));
        Self::parse(&table.to_string())
    }

    /// The standard with these rules changed.
    ///
    /// # Errors
    /// [`SheetError`]: every field that is wrong.
    pub fn changed(&self, changes: &[RuleChange]) -> Result<Self, SheetError> {
        let mut table = self.table.clone();
        let mut faults = Vec::new();
        for change in changes {
            let rule = change.rule;
            let severity: &str = change.severity.into();
            let known = rule_table(&mut table, rule);
            if let Some(known) = known {
                known.insert("severity".to_owned(), Value::String(severity.to_owned()));
            }
            for (key, value) in &change.limits {
                let field = rule.rule().limits.iter().find(|field| field.key == key);
                let field = field.filter(|field| {
                    field.kind != LimitKind::Day && self.value(rule, field).is_some()
                });
                let Some(field) = field else {
                    let key = key.clone();
                    return Err(SheetError::UnknownLimit { rule, key });
                };
                let found = faults_of(field, value).into_iter();
                faults.extend(found.map(|fault| FieldFault { rule, field, fault }));
                put(&mut table, rule, field, value);
            }
        }
        if !faults.is_empty() {
            return Err(SheetError::Fields(faults));
        }
        // The file's own check has the last word.
        Ok(Self::parse(&table.to_string())?)
    }
}

/// In what two standards differ, in the order of the rules. The portrait is not compared.
pub fn differences(one: &Sheet, other: &Sheet) -> Vec<Difference> {
    let of_rule = |rule: &'static Rule| {
        let id = rule.id;
        let severities = (one.severity(id), other.severity(id));
        let severity =
            (severities.0 != severities.1).then_some(Differs::Severity(severities.0, severities.1));
        let limits = rule.limits.iter().filter_map(move |field| {
            let values = [one.value(id, field), other.value(id, field)];
            (values[0] != values[1]).then(|| Differs::Limit(field, Box::new(values)))
        });
        let differs = severity.into_iter().chain(limits);
        differs.map(move |what| Difference { rule: id, what })
    };
    rules::ALL.iter().flat_map(of_rule).collect()
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn rule_table(table: &mut Table, rule: RuleId) -> Option<&mut Table> {
    let rules = table.get_mut("rules")?.as_table_mut()?;
    rules.get_mut(rule.as_str())?.as_table_mut()
}

/// Writes a limit that is there in the place of its former values.
fn put(table: &mut Table, rule: RuleId, field: &LimitField, value: &LimitValue) {
    let mut place = rule_table(table, rule);
    let mut keys: Vec<&str> = field.key.split('.').collect();
    let last = keys.pop().unwrap_or_default();
    for key in keys {
        place = place.and_then(|place| place.get_mut(key)?.as_table_mut());
    }
    let Some(place) = place else {
        return;
    };
    let mut limit = Table::new();
    let mut number = |key: &str, number: Option<f64>| {
        if let Some(number) = number {
            limit.insert(key.to_owned(), Value::Float(number));
        }
    };
    match field.kind.side() {
        Some(side) => {
            number("limit", value.limit);
            number(side.warn_part().into(), value.warn);
        }
        None if field.kind == LimitKind::Value => number("value", value.value),
        None => {}
    }
    if field.kind == LimitKind::Names {
        let names = value.names.iter().cloned().map(Value::String);
        limit.insert("names".to_owned(), Value::Array(names.collect()));
    }
    limit.insert("source".to_owned(), Value::String(value.source.clone()));
    place.insert(last.to_owned(), Value::Table(limit));
}

/// What the check of a file would refuse in a limit.
fn faults_of(field: &LimitField, value: &LimitValue) -> Vec<LimitFault> {
    let narrow = |number: Option<f64>| number.map(|number| number as f32);
    let numbers = match (field.kind, field.kind.side()) {
        (_, Some(side)) => check_pair(narrow(value.limit), narrow(value.warn), side, field.range),
        (LimitKind::Value, None) => match narrow(value.value) {
            None => Err(LimitFault::NoValue),
            number => check_range(LimitPart::Value, number, field.range),
        },
        (LimitKind::Names, None) if value.names.iter().all(|name| name.trim().is_empty()) => {
            Err(LimitFault::NoNames)
        }
        _ => Ok(()),
    };
    let source = check_source(&value.source);
    [numbers.err(), source.err()]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn sheet(name: &str) -> Sheet {
        Sheet::parse(PhotoSpec::embedded_text(name).unwrap()).unwrap()
    }

    fn value_of(sheet: &Sheet, rule: RuleId, key: &str) -> LimitValue {
        let lines = sheet.lines(rule);
        let found = lines.into_iter().find(|line| line.field.key == key);
        found.unwrap().value
    }

    fn change(rule: RuleId, key: &str, value: LimitValue) -> RuleChange {
        RuleChange {
            rule,
            severity: Severity::Block,
            limits: vec![(key.to_owned(), value)],
        }
    }

    /// Keys of limits in a table, as the text has them.
    fn keys(table: &Table, before: &str, found: &mut BTreeSet<String>) {
        for (key, value) in table {
            let Some(table) = value.as_table() else {
                continue;
            };
            let key = format!("{before}{key}");
            if table.contains_key("source") {
                found.insert(key);
            } else {
                keys(table, &format!("{key}."), found);
            }
        }
    }

    #[test]
    fn every_limit_of_a_file_has_words() {
        let mut written = BTreeSet::new();
        let mut with_words = BTreeSet::new();
        for name in PhotoSpec::NAMES {
            let sheet = sheet(name);
            keys(sheet.table["rules"].as_table().unwrap(), "", &mut written);
        }
        for rule in rules::ALL {
            for field in rule
                .limits
                .iter()
                .filter(|field| field.kind != LimitKind::Day)
            {
                assert!(!field.words.zh.is_empty() && !field.words.en.is_empty());
                with_words.insert(format!("{}.{}", rule.id, field.key));
            }
        }
        assert_eq!(written, with_words);
    }

    /// What the words of a limit say it is, the type of the limit is too: its own reader takes the ends of the range
    /// and refuses what lies beyond, with both numbers on the side that is said.
    #[test]
    fn a_limit_is_what_its_type_is() {
        let names = PhotoSpec::NAMES.map(sheet);
        for rule in rules::ALL {
            for field in rule.limits.iter().filter(|field| field.range.1 > 0.0) {
                let has = |sheet: &&Sheet| sheet.value(rule.id, field).is_some();
                let sheet = names.iter().find(has).unwrap();
                let of = |low: f64, high: f64| {
                    let side = field.kind.side();
                    let above = side == Some(crate::limit::Side::Above);
                    let value = LimitValue {
                        limit: side.map(|_| if above { high } else { low }),
                        warn: side.map(|_| if above { low } else { high }),
                        value: (field.kind == LimitKind::Value).then_some(high),
                        source: "a test".to_owned(),
                        ..LimitValue::default()
                    };
                    let mut table = sheet.table.clone();
                    put(&mut table, rule.id, field, &value);
                    PhotoSpec::parse(&table.to_string())
                };
                let (low, high) = (f64::from(field.range.0), f64::from(field.range.1));
                // Shorter than any float, so that the end itself is met.
                let end = (high * 1e4).floor() / 1e4;
                assert!(of(low, end).is_ok(), "{} {}", rule.id, field.key);
                let beyond = of(low, high * 1.01 + 0.01).unwrap_err().to_string();
                assert!(
                    beyond.contains("not in the range"),
                    "{} {beyond}",
                    field.key
                );
            }
        }
    }

    #[test]
    fn a_change_is_read_back() {
        let before = sheet("guangdong-2023");
        let value = LimitValue {
            limit: Some(0.18),
            warn: Some(0.21),
            source: "the centre's decision of 2026".to_owned(),
            ..LimitValue::default()
        };
        let changes = [change(RuleId::EyesOpen, "min_openness", value.clone())];
        let after = before.changed(&changes).unwrap();
        assert_eq!(value_of(&after, RuleId::EyesOpen, "min_openness"), value);
        assert_eq!(after.spec().rules.eyes_open.min_openness.limit, Some(0.18));
        let again = Sheet::parse(&after.text()).unwrap();
        assert_eq!(again, after);
        let expected = Differs::Limit(
            &RuleId::EyesOpen.rule().limits[0],
            Box::new([
                Some(value_of(&before, RuleId::EyesOpen, "min_openness")),
                Some(value),
            ]),
        );
        let found = differences(&before, &after);
        assert_eq!(found.len(), 1);
        assert_eq!(
            (found[0].rule, &found[0].what),
            (RuleId::EyesOpen, &expected)
        );
    }

    #[test]
    fn a_severity_is_changed_and_compared() {
        let before = sheet("cn-diploma-99");
        let changes = [RuleChange {
            rule: RuleId::Sharp,
            severity: Severity::Off,
            limits: Vec::new(),
        }];
        let after = before.changed(&changes).unwrap();
        let expected = Differs::Severity(Severity::Block, Severity::Off);
        assert_eq!(differences(&before, &after)[0].what, expected);
        assert!(differences(&after, &after).is_empty());
    }

    /// The part of each field that is wrong.
    #[track_caller]
    fn check(key: &str, value: LimitValue, expected: &[LimitPart]) {
        let changes = [change(RuleId::EyesOpen, key, value)];
        let refused = sheet("guangdong-2023").changed(&changes).unwrap_err();
        let SheetError::Fields(faults) = refused else {
            panic!("{refused}");
        };
        let parts: Vec<LimitPart> = faults.iter().map(|found| found.fault.part()).collect();
        assert_eq!(parts, expected);
        for found in faults {
            let words = found.fault.words();
            assert!(words.zh.ends_with('。') && words.en.ends_with('.'));
        }
    }

    #[test]
    fn what_is_wrong_is_told_by_field() {
        let value = |limit: Option<f64>, warn: Option<f64>, source: &str| LimitValue {
            limit,
            warn,
            source: source.to_owned(),
            ..LimitValue::default()
        };
        let key = "min_openness";
        check(key, value(None, None, "a test"), &[LimitPart::Limit]);
        check(
            key,
            value(Some(-1.0), None, " "),
            &[LimitPart::Limit, LimitPart::Source],
        );
        check(
            key,
            value(Some(0.2), Some(0.1), "a test"),
            &[LimitPart::WarnBelow],
        );
        check(
            key,
            value(Some(f64::NAN), None, "a test"),
            &[LimitPart::Limit],
        );
    }

    #[test]
    fn unknown_limits_are_refused() {
        let value = LimitValue::default();
        let changes = [change(RuleId::EyesOpen, "max_openness", value)];
        let refused = sheet("guangdong-2023").changed(&changes);
        assert!(matches!(refused, Err(SheetError::UnknownLimit { .. })));
    }

    #[test]
    fn another_name_changes_nothing_else() {
        let before = sheet("guangdong-2023");
        let title = SpecTitle {
            zh: "本中心标准".to_owned(),
            en: "Our standard".to_owned(),
        };
        let after = before.renamed("ours", 3, &title).unwrap();
        assert_eq!(
            (after.spec().name.as_str(), after.spec().version),
            ("ours", 3)
        );
        assert_eq!(after.spec().title, title);
        assert!(differences(&before, &after).is_empty());
        assert_eq!(after.spec().output, before.spec().output);
    }
}
