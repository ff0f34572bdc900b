//! The requirements of a batch: a name, the portrait file to produce, and a table for every rule.
//! Specs are read from TOML; unknown keys, missing rules and limits without a source are rejected.

mod check;
mod error;

use serde::Deserialize;

use crate::rules::RuleLimits;

pub use crate::limit::{
    AtLeast, AtMost, ColourDistance, ColourSteps, Days, Degrees, Lightness, Limit, LimitFault,
    LimitField, LimitKind, LimitPart, Quality, Quantity, Ratio, Severity, Share, SrgbDistance,
};
pub use crate::output::{ByteWindow, OutputSpec, Window};
pub use error::SpecError;

/// The requirements of a batch.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhotoSpec {
    /// Name by which it is chosen, kebab-case.
    pub name: String,
    /// Name for people.
    pub title: SpecTitle,
    /// Raised with every change: stored verdicts refer to it.
    pub version: u32,
    /// The portrait file to produce.
    pub output: OutputSpec,
    /// Severity and limits of every rule.
    pub rules: RuleLimits,
}

/// A spec's name for people.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecTitle {
    /// Simplified Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// The built-in specs, the default first.
const EMBEDDED: [(&str, &str); 2] = [
    (
        "guangdong-2023",
        include_str!("../../../../specs/guangdong-2023.toml"),
    ),
    (
        "cn-diploma-99",
        include_str!("../../../../specs/cn-diploma-99.toml"),
    ),
];

impl PhotoSpec {
    /// Names of the built-in specs, the default first.
    pub const NAMES: [&'static str; 2] = [EMBEDDED[0].0, EMBEDDED[1].0];

    /// Name of the spec that is used when none is asked for.
    pub const DEFAULT_NAME: &'static str = EMBEDDED[0].0;

    /// Reads a spec file.
    ///
    /// # Errors
    /// [`SpecError`] with the line, the key and what to do.
    pub fn parse(text: &str) -> Result<Self, SpecError> {
        let spec: Self =
            toml::from_str(text).map_err(|error| SpecError::from_toml(&error, text))?;
        check::check(&spec.name, &spec.output, text)?;
        Ok(spec)
    }

    /// A built-in spec by its name.
    pub fn embedded(name: &str) -> Option<Self> {
        Self::parse(Self::embedded_text(name)?).ok()
    }

    /// The TOML text of a built-in spec.
    pub fn embedded_text(name: &str) -> Option<&'static str> {
        let found = EMBEDDED.iter().find(|(known, _)| *known == name)?;
        Some(found.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> &'static str {
        PhotoSpec::embedded_text("cn-diploma-99").unwrap()
    }

    /// Replaces `from` by `to` in a good spec; every part of `said` is in the message.
    #[track_caller]
    fn check(from: &str, to: &str, said: &[&str]) {
        assert!(text().contains(from), "{from} is not in the spec");
        let error = PhotoSpec::parse(&text().replacen(from, to, 1)).unwrap_err();
        for part in said {
            assert!(error.to_string().contains(part), "{error}");
        }
        assert!(error.line.is_some(), "{error}");
    }

    #[test]
    fn built_in_specs_are_named_as_they_say() {
        for name in PhotoSpec::NAMES {
            let spec = PhotoSpec::parse(PhotoSpec::embedded_text(name).unwrap()).unwrap();
            assert_eq!(spec.name, name);
            assert_eq!(spec.output, OutputSpec::DIPLOMA);
            assert_eq!(PhotoSpec::embedded(name), Some(spec));
        }
        assert_eq!(PhotoSpec::embedded("nowhere"), None);
    }

    #[test]
    fn unknown_keys_are_refused() {
        check(
            "version = 1",
            "version = 1\nversions = 2",
            &["versions", "rename or delete"],
        );
        check(
            "min_openness",
            "min_opennes",
            &["line", "min_opennes", "unknown field"],
        );
        check("dpi = 300", "dpi = 300\ndpj = 300", &["dpj"]);
        check(
            "[rules.eyes-open]",
            "[rules.eyes-opened]",
            &["eyes-opened", "unknown field"],
        );
        check("warn_below = 0.19", "warn_above = 0.19", &["warn_above"]);
    }

    #[test]
    fn a_rule_cannot_be_forgotten() {
        let start = text().find("[rules.recent]").unwrap();
        let end = start + text()[start..].find("\n[").unwrap();
        let without = text().replacen(&text()[start..end], "", 1);
        let error = PhotoSpec::parse(&without).unwrap_err().to_string();
        assert!(
            error.contains("missing field `recent`") && error.contains("add the key"),
            "{error}"
        );
    }

    #[test]
    fn a_limit_has_a_source_and_a_sensible_value() {
        check(
            "min_openness = { limit = 0.15, ",
            "min_openness = { limit = -1, ",
            &["min_openness", "-1 is not in the range"],
        );
        check(
            "warn_below = 0.19",
            "warn_below = 0.1",
            &["below the limit"],
        );
        check("limit = 0.15, warn_below = 0.19, ", "", &["neither limit"]);
        let start = text().find("min_openness").unwrap();
        let source = text()[start..].find("source").unwrap() + start;
        let line_end = text()[source..].find('\n').unwrap() + source;
        check(
            &text()[source..line_end],
            "source = \"\" }",
            &["the source is empty"],
        );
    }

    #[test]
    fn the_output_fits_together() {
        check("aim = 80", "aim = 120", &["crown_px", "aim", "between"]);
        check("max_upscale = 1.25", "max_upscale = 0.5", &["max_upscale"]);
        check("min_quality = 60", "min_quality = 0", &["min_quality"]);
        check("min_bytes = 20480", "min_bytes = 50000", &["bytes"]);
        check("width_px = 480", "width_px = 0", &["width_px"]);
    }

    #[test]
    fn severities_are_three() {
        check(
            "severity = \"block\"",
            "severity = \"stop\"",
            &["stop", "block"],
        );
    }

    #[test]
    fn what_is_not_toml_is_said_with_its_line() {
        check("version = 1", "version 1", &["line 11", "version 1"]);
    }
}
