//! The outbox of the local gateways: messages that a real gateway would have sent, for operators and tests.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use domain::{Channel, MessageKind};

use crate::cause::Cause;

/// What a message says, in the clear; shows nothing in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct OutboxBody(String);

impl OutboxBody {
    /// Takes a text.
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text; only for the vault and for readers who are allowed to see the outbox.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OutboxBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OutboxBody(…)")
    }
}

/// What a message of the service is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateName {
    /// A sign-in code.
    SignInCode,
    /// A letter to an operator.
    Letter,
    /// A letter with a code that proves a mail address.
    LetterWithCode,
    /// A letter with a portrait, or with the link to one.
    LetterWithPortrait,
    /// A message to a student.
    Message(MessageKind),
}

impl TemplateName {
    /// As it is stored: `sign-in-code`, `letter`, `letter-with-code`, `letter-with-portrait`, or the kind of the message.
    pub fn name(self) -> &'static str {
        match self {
            Self::SignInCode => "sign-in-code",
            Self::Letter => "letter",
            Self::LetterWithCode => "letter-with-code",
            Self::LetterWithPortrait => "letter-with-portrait",
            Self::Message(kind) => kind.name(),
        }
    }

    /// Every name.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let kinds = MessageKind::ALL.iter().map(|kind| Self::Message(*kind));
        let all = [Self::SignInCode, Self::Letter].into_iter();
        let all = all.chain([Self::LetterWithCode, Self::LetterWithPortrait]);
        all.chain(kinds).map(Self::name)
    }

    /// The names of messages whose words open something: an account, an address, a portrait.
    pub const OPENING: [&'static str; 3] =
        ["sign-in-code", "letter-with-code", "letter-with-portrait"];
}

/// A message that was not sent but written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// How it would have gone out.
    pub channel: Channel,
    /// What it is.
    pub template: TemplateName,
    /// The recipient, masked: `138****0000`.
    pub recipient_hint: String,
    /// What it says.
    pub body: OutboxBody,
}

/// The outbox could not keep a message.
#[derive(Debug, thiserror::Error)]
#[error("the message could not be written to the outbox")]
pub struct OutboxError {
    source: Cause,
}

impl OutboxError {
    /// Wraps the outbox's own error.
    pub fn new(source: impl Into<Cause>) -> Self {
        Self {
            source: source.into(),
        }
    }
}

/// Takes messages of the local gateways.
#[async_trait]
pub trait Outbox: Send + Sync + fmt::Debug {
    /// Writes a message down.
    async fn deliver(&self, item: OutboxItem) -> Result<(), OutboxError>;
}

/// An outbox in memory, for tests: the last [`Self::CAPACITY`] messages.
#[derive(Debug, Default)]
pub struct MemoryOutbox(Mutex<VecDeque<OutboxItem>>);

impl MemoryOutbox {
    /// How many messages it keeps; older ones go.
    pub const CAPACITY: usize = 1000;

    /// What was delivered, oldest first.
    pub fn items(&self) -> Vec<OutboxItem> {
        self.queue().iter().cloned().collect()
    }

    fn queue(&self) -> MutexGuard<'_, VecDeque<OutboxItem>> {
        // Nothing panics while the queue is half changed, so a poisoned lock guards a sound one.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Outbox for MemoryOutbox {
    async fn deliver(&self, item: OutboxItem) -> Result<(), OutboxError> {
        let mut queue = self.queue();
        if queue.len() == Self::CAPACITY {
            queue.pop_front();
        }
        queue.push_back(item);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: usize) -> OutboxItem {
        OutboxItem {
            channel: Channel::Sms,
            template: TemplateName::SignInCode,
            recipient_hint: number.to_string(),
            body: OutboxBody::new("secret".to_owned()),
        }
    }

    #[tokio::test]
    async fn the_last_messages_stay_in_order() {
        let outbox = MemoryOutbox::default();
        for number in 0..=MemoryOutbox::CAPACITY {
            outbox.deliver(item(number)).await.unwrap();
        }
        let items = outbox.items();
        assert_eq!(items.len(), MemoryOutbox::CAPACITY);
        assert_eq!(items[0].recipient_hint, "1");
        assert_eq!(items.last().unwrap(), &item(MemoryOutbox::CAPACITY));
    }

    #[test]
    fn a_body_does_not_show() {
        assert!(!format!("{:?}", item(1)).contains("secret"));
    }
}
