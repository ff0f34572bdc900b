//! Lines of the audit log as use cases write them. Words are constants of this code, so a word that
//! does not fit is a fault of ours and says so.

use std::collections::BTreeMap;

use domain::audit::{Detail, Word};
use domain::{AuditEvent, AuditEventId, CentreId, Subject, Timestamp};
use uuid::Uuid;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// An event under construction.
#[derive(Debug)]
pub(crate) struct Trace {
    event: AuditEvent,
}

impl Trace {
    /// Someone does something to a thing.
    ///
    /// # Errors
    /// [`Failure::Internal`] for an action that is no word.
    pub(crate) fn new(
        app: &App,
        caller: &Caller,
        action: &'static str,
        subject: Subject,
        at: Timestamp,
    ) -> Result<Self, Failure> {
        let trace = Self {
            event: AuditEvent {
                id: AuditEventId::from_uuid(app.random().id(at)),
                centre: None,
                actor: caller.actor(),
                action: word(action)?,
                subject,
                at,
                details: BTreeMap::new(),
            },
        };
        match caller {
            Caller::OnBehalfOf(_) => trace.word("via", "command-line"),
            Caller::Student(_) | Caller::Staff(_) | Caller::System => Ok(trace),
        }
    }

    /// In the log of a centre instead of the installation's.
    pub(crate) fn of(mut self, centre: CentreId) -> Self {
        self.event.centre = Some(centre);
        self
    }

    /// With a number.
    ///
    /// # Errors
    /// [`Failure::Internal`] for a name that is no word.
    pub(crate) fn number(self, name: &'static str, number: i64) -> Result<Self, Failure> {
        self.detail(name, Detail::Number(number))
    }

    /// With a state, a reason, a purpose.
    ///
    /// # Errors
    /// [`Failure::Internal`] for texts that are no words.
    pub(crate) fn word(self, name: &'static str, text: &str) -> Result<Self, Failure> {
        self.detail(name, Detail::Word(word(text)?))
    }

    /// With several of them.
    ///
    /// # Errors
    /// [`Failure::Internal`] for texts that are no words.
    pub(crate) fn words<'a>(
        self,
        name: &'static str,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, Failure> {
        let words = texts.into_iter().map(word).collect::<Result<_, _>>()?;
        self.detail(name, Detail::Words(words))
    }

    /// With another thing.
    ///
    /// # Errors
    /// [`Failure::Internal`] for a name that is no word.
    pub(crate) fn id(self, name: &'static str, id: Uuid) -> Result<Self, Failure> {
        self.detail(name, Detail::Id(id))
    }

    /// The event, to be appended in the transaction that it is about.
    pub(crate) fn event(self) -> AuditEvent {
        self.event
    }

    fn detail(mut self, name: &'static str, detail: Detail) -> Result<Self, Failure> {
        self.event.details.insert(word(name)?, detail);
        Ok(self)
    }
}

fn word(text: &str) -> Result<Word, Failure> {
    Word::new(text).map_err(Failure::internal)
}
