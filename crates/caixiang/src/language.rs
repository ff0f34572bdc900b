//! The two languages the product speaks.

use std::ffi::OsString;

use clap::ValueEnum;

/// A language of help and messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Chinese (中文).
    Zh,
    /// English (英文).
    En,
}

impl Language {
    /// The text in this language.
    pub(crate) fn choose<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// What `--lang` says, before the arguments are parsed: help must already speak the language.
    pub(crate) fn from_arguments(raw: &[OsString]) -> Option<Self> {
        let texts = raw.iter().map(|argument| argument.to_string_lossy());
        let next = texts.clone().skip(1).map(Some).chain([None]);
        let values = texts.zip(next).filter_map(|(argument, next)| {
            if argument == "--lang" {
                return next.map(std::borrow::Cow::into_owned);
            }
            argument.strip_prefix("--lang=").map(str::to_owned)
        });
        values
            .last()
            .and_then(|value| Self::from_str(&value, true).ok())
    }

    /// The language of a POSIX locale name. No locale, `C` and `POSIX` say nothing about a person:
    /// Chinese, the language of those the product is for.
    pub(crate) fn from_locale(locale: &str) -> Self {
        let name = locale.split(['_', '.', '@']).next().unwrap_or_default();
        match name {
            "" | "C" | "POSIX" | "zh" => Self::Zh,
            _ => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(locale: &str, expected: Language) {
        assert_eq!(Language::from_locale(locale), expected);
    }

    #[test]
    fn locales() {
        check("", Language::Zh);
        check("C.UTF-8", Language::Zh);
        check("zh_CN.UTF-8", Language::Zh);
        check("en_US.UTF-8", Language::En);
        check("de_DE@euro", Language::En);
    }

    #[test]
    fn the_option_is_seen_anywhere() {
        let raw = |texts: &[&str]| texts.iter().map(OsString::from).collect::<Vec<_>>();
        let seen = |texts: &[&str]| Language::from_arguments(&raw(texts));
        assert_eq!(
            seen(&["caixiang", "--lang", "en", "check"]),
            Some(Language::En)
        );
        assert_eq!(
            seen(&["caixiang", "check", "--lang=zh"]),
            Some(Language::Zh)
        );
        assert_eq!(seen(&["caixiang", "--lang"]), None);
        assert_eq!(seen(&["caixiang", "--lang", "fr"]), None);
    }
}
