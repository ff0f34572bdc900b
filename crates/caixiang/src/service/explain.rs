//! Messages for the person at the terminal about a command that failed.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::ExitCode;

use anyhow::Result;
use app::Failure;
use standard::Text;
use words::InWords;

use crate::language::Language;
use crate::terminal;

/// A reason in both languages.
#[derive(Debug)]
pub(super) struct Told(Text<String>);

impl Told {
    /// Says what is wrong and what to do.
    pub(super) fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self(Text::new(zh.into(), en.into()))
    }
}

impl fmt::Display for Told {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.en)
    }
}

impl Error for Told {}

/// A result that could not be printed.
#[derive(Debug)]
pub(super) struct Unsaid(pub(super) io::Error);

impl fmt::Display for Unsaid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Error for Unsaid {}

/// The exit code of a command; where it did not come to its end, its reason is said.
pub(super) fn exit_code(ended: Result<ExitCode>, language: Language) -> ExitCode {
    let error = match ended {
        Ok(code) => return code,
        Err(error) => error,
    };
    if let Some(Unsaid(error)) = error.downcast_ref() {
        return terminal::unsaid(error, true, language);
    }
    terminal::complain(&format!("caixiang: {}", reason(&error, language)));
    ExitCode::FAILURE
}

fn reason(error: &anyhow::Error, language: Language) -> String {
    if let Some(Told(Text { zh, en })) = error.downcast_ref() {
        return language.choose(zh, en).clone();
    }
    match error.downcast_ref::<Failure>() {
        Some(failure) => in_words(failure, language),
        None => format!("{error:#}"),
    }
}

/// The words that everybody gets, and for the operator what stands behind them.
fn in_words(failure: &Failure, language: Language) -> String {
    let Text { zh, en } = failure.words().body;
    let said = language.choose(zh, en);
    match failure {
        Failure::Invalid { field, expected } => format!("{said}（{field}: {expected}）"),
        // Which state, which name: students need not know, whoever set it up does.
        Failure::Refused(refusal) => format!("{said}\n  {refusal}"),
        Failure::Unavailable(cause) | Failure::Internal(cause) => {
            format!("{said}\n  {}", chain(cause.as_ref()))
        }
        _ => said,
    }
}

/// A cause and what stands behind it.
fn chain(cause: &(dyn Error + 'static)) -> String {
    let mut texts = vec![cause.to_string()];
    let mut next = cause.source();
    while let Some(deeper) = next {
        texts.push(deeper.to_string());
        next = deeper.source();
    }
    texts.join(": ")
}

#[cfg(test)]
mod tests {
    use app::refusal::Taken;

    use super::*;

    #[track_caller]
    fn check(error: impl Into<anyhow::Error>, zh: &str, en: &str) {
        let error = error.into();
        for (language, part) in [(Language::Zh, zh), (Language::En, en)] {
            let said = reason(&error, language);
            assert!(said.contains(part), "{said}");
        }
    }

    #[test]
    fn refusals_are_told_in_words() {
        let taken = Failure::from(Taken::Login);
        check(taken, "已", "already");
        check(Failure::NotFound, "没有找到", "cannot find");
    }

    #[test]
    fn an_operator_sees_what_stands_behind() {
        let cause = io::Error::other("the disk is gone");
        check(
            Failure::internal(cause),
            "the disk is gone",
            "the disk is gone",
        );
        let invalid = Failure::invalid("slug", &"4 to 32 of a-z");
        check(invalid, "slug: 4 to 32", "slug: 4 to 32");
    }

    #[test]
    fn reasons_of_our_own_have_both_languages() {
        check(Told::new("没有学号", "no number"), "没有学号", "no number");
        check(
            anyhow::anyhow!("inner").context("outer"),
            "outer: inner",
            "outer: inner",
        );
    }
}
