//! That an answer about a collection code was wrong, and how many are left.

use domain::refusal::{Kind, Member, member};
use domain::{BindingRefusal, CodeMiss, Coded, Timestamp};
use standard::Text;
use words::moment::start;
use words::{InWords, Words};

/// A wrong answer that was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{refusal}, {tries_left} tries are left")]
pub struct MissedGuess {
    /// What was wrong.
    pub refusal: BindingRefusal,
    /// Tries that are left before the next lock; 0 where this answer locked.
    pub tries_left: u8,
    /// The end of the lock, where this answer locked.
    pub locked_until: Option<Timestamp>,
}

impl Coded for MissedGuess {
    fn codes() -> Vec<&'static str> {
        CodeMiss::NAMES.to_vec()
    }

    fn code(&self) -> &'static str {
        self.refusal.code()
    }

    fn kind(&self) -> Kind {
        self.refusal.kind()
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        let mut members = self.refusal.members();
        members.push(member("tries_left", u64::from(self.tries_left)));
        if let Some(until) = self.locked_until {
            members.push(member("until", until));
        }
        members
    }
}

impl InWords for MissedGuess {
    fn words(&self) -> Words {
        let Words { title, body } = self.refusal.words();
        let Text { zh, en } = self.rest();
        let body = Text::new(body.zh + &zh, format!("{} {en}", body.en));
        Words { title, body }
    }
}

impl MissedGuess {
    /// How often it may be tried again, and from when.
    fn rest(&self) -> Text<String> {
        if let Some(until) = self.locked_until {
            let Text { zh, en } = start(until);
            return Text::new(
                format!("为保护账号，{zh} 以后才能再试。"),
                format!("To protect the account, it can be tried again from {en} on."),
            );
        }
        let left = self.tries_left;
        let tries = if left == 1 { "try is" } else { "tries are" };
        Text::new(
            format!("还可以再试 {left} 次，之后要等半小时以上。"),
            format!("{left} {tries} left before a pause of half an hour or more."),
        )
    }
}
