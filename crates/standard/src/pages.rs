//! Generates the pages `docs/rules/*.md` from the rules and the built-in specs.

use std::fmt::Write;

use toml::{Table, Value};

use crate::rules::{self, Rule, RuleId};
use crate::spec::PhotoSpec;

/// A generated page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// File name in `docs/rules/`.
    pub file_name: String,
    /// Content of the file, Markdown.
    pub text: String,
}

const GENERATED: &str = "<!-- Generated: cargo run -p standard --example rule_pages. Edit the rule or the spec. -->\n\n";

/// All pages: the index first, then one for each rule.
pub fn rule_pages() -> Vec<Page> {
    let specs = PhotoSpec::NAMES.map(|name| SpecTables {
        name,
        table: PhotoSpec::embedded_text(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or_default(),
    });
    let index = Page {
        file_name: "README.md".to_owned(),
        text: index(&specs),
    };
    let pages = rules::ALL.iter().map(|rule| Page {
        file_name: format!("{}.md", rule.id),
        text: page(rule, &specs),
    });
    std::iter::once(index).chain(pages).collect()
}

/// A spec as TOML: the pages show it as it is written, sources included.
struct SpecTables {
    name: &'static str,
    table: Table,
}

impl SpecTables {
    fn rule(&self, id: RuleId) -> Option<&Table> {
        self.table.get("rules")?.get(id.as_str())?.as_table()
    }

    fn severity(&self, id: RuleId) -> &str {
        let severity = self.rule(id).and_then(|table| table.get("severity"));
        severity.and_then(Value::as_str).unwrap_or("off")
    }

    fn output(&self, key: &str) -> Option<&Value> {
        self.table.get("output")?.get(key)
    }
}

fn index(specs: &[SpecTables]) -> String {
    let mut text = format!("{GENERATED}# 规则 · Rules\n\n");
    text.push_str(
        "每条规则一页：查什么、为什么、学生看到什么、各标准的界限。`block` 不合格即不能使用，\
         `warn` 只提醒，`off` 不检查。\n\n\
         One page per rule: what it checks, why, what the student is told, and the limits of each \
         spec. A miss of `block` cannot be used, `warn` only warns, `off` is left out.\n\n",
    );
    text.push_str("| rule | code | 检查 | checks |");
    for spec in specs {
        let _ = write!(text, " {} |", spec.name);
    }
    let _ = writeln!(text, "\n|---|---|---|---|{}", "---|".repeat(specs.len()));
    for rule in rules::ALL {
        let (id, code, what) = (rule.id, rule.code, rule.about.what);
        let _ = write!(
            text,
            "| [{id}]({id}.md) | {code} | {} | {} |",
            what.zh, what.en
        );
        for spec in specs {
            let _ = write!(text, " {} |", spec.severity(rule.id));
        }
        text.push('\n');
    }
    text
}

fn page(rule: &Rule, specs: &[SpecTables]) -> String {
    let about = rule.about;
    let reason = rule.code.text();
    let mut text = format!(
        "{GENERATED}# {}\n\n{} {} · {}\n",
        rule.id, rule.code, reason.zh, reason.en
    );
    let doubted = rule.doubted.map(|doubted| ("拿不准时 · In doubt", doubted));
    let reminder = rule
        .reminder
        .map(|reminder| ("看不出时 · When it sees nothing", reminder));
    let sections = [
        ("查什么 · What", about.what),
        ("为什么 · Why", about.why),
        ("学生看到 · What the student is told", about.told),
    ];
    for (title, words) in sections.into_iter().chain(doubted).chain(reminder) {
        let _ = write!(text, "\n## {title}\n\n{}\n\n{}\n", words.zh, words.en);
    }
    text.push_str("\n## 界限 · Limits\n");
    if !rule.unit.is_empty() {
        let unit = rule.unit.replace('*', "\\*");
        let _ = write!(text, "\n结论的单位 · Unit of the verdict: {unit}\n");
    }
    for spec in specs {
        let severity = spec.severity(rule.id);
        let _ = write!(text, "\n### {}: {severity}\n", spec.name);
        if severity != "off" {
            text.push_str(&limits(rule, spec));
        }
    }
    text
}

fn limits(rule: &Rule, spec: &SpecTables) -> String {
    let mut rows = Vec::new();
    for (key, value) in spec.rule(rule.id).into_iter().flatten() {
        collect_rows(key, value, &mut rows);
    }
    for key in rule.reads_output {
        if let Some(value) = spec.output(key) {
            let source = format!("`[output]` of specs/{}.toml", spec.name);
            rows.push((format!("output.{key}"), shown(value), source));
        }
    }
    if rows.is_empty() {
        return "\n没有数值界限。There is no number to tune.\n".to_owned();
    }
    let mut text = "\n| limit | value | source |\n|---|---|---|\n".to_owned();
    for (key, value, source) in rows {
        let source = source.replace('*', "\\*");
        let _ = writeln!(text, "| `{key}` | {value} | {source} |");
    }
    text
}

/// Key, value and source of a limit; nested tables are flattened.
fn collect_rows(key: &str, value: &Value, rows: &mut Vec<(String, String, String)>) {
    let Value::Table(table) = value else {
        // The severity stands in the heading.
        return;
    };
    let Some(source) = table.get("source").and_then(Value::as_str) else {
        for (inner, value) in table {
            collect_rows(&format!("{key}.{inner}"), value, rows);
        }
        return;
    };
    let parts = table.iter().filter(|(name, _)| *name != "source");
    let parts: Vec<String> = parts
        .map(|(name, value)| match name.as_str() {
            "value" | "names" => shown(value),
            name => format!("{name} {}", shown(value)),
        })
        .collect();
    rows.push((key.to_owned(), parts.join(", "), source.to_owned()));
}

/// A value as a person would write it.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Float(number) => number.to_string(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        Value::Table(table) => {
            let parts = table
                .iter()
                .map(|(key, value)| format!("{key} {}", shown(value)));
            parts.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
