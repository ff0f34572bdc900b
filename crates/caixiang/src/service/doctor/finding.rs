//! One finding of the doctor, in both languages.

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// As it should be.
    Ok,
    /// It works, but not for long or not for everything.
    Warn,
    /// It does not work.
    Fail,
}

impl Outcome {
    /// The outcome as it is written.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// What was found on one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    /// What was looked at.
    pub(super) check: &'static str,
    /// How bad it is.
    pub(super) outcome: Outcome,
    /// What was seen, in Chinese and English.
    pub(super) message: [String; 2],
    /// What to do, in Chinese and English; nothing where all is well.
    pub(super) advice: Option<[String; 2]>,
}

impl Finding {
    /// All is well.
    pub(super) fn ok(check: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            check,
            outcome: Outcome::Ok,
            message: [zh.into(), en.into()],
            advice: None,
        }
    }

    /// Something should be looked after.
    pub(super) fn warn(check: &'static str, message: [String; 2], advice: [String; 2]) -> Self {
        Self {
            check,
            outcome: Outcome::Warn,
            message,
            advice: Some(advice),
        }
    }

    /// Something does not work.
    pub(super) fn fail(check: &'static str, message: [String; 2], advice: [String; 2]) -> Self {
        Self {
            check,
            outcome: Outcome::Fail,
            message,
            advice: Some(advice),
        }
    }

    /// Something does not work, with what the machine says of it.
    pub(super) fn broken(check: &'static str, error: &anyhow::Error, advice: [&str; 2]) -> Self {
        let [zh, en] = advice;
        Self::fail(
            check,
            [format!("{error:#}"), format!("{error:#}")],
            [zh.to_owned(), en.to_owned()],
        )
    }
}
