//! Who did what to which thing, when. Lines are tied to each other by hashes, so that none can be
//! changed or taken out unseen; the hash itself is computed outside. Details cannot hold free text.
//!
//! A line is written from an [`Action`] and stored as [`Word`] and [`Detail`]s. A line of another
//! version of this program stays as it was written, even where its action is unknown here.

mod action;
mod delivery;
mod detail;
mod listed;
mod outcome;
mod value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::id::{AuditEventId, CentreId};
use crate::protected::ChainHash;
use crate::subject::Subject;
use crate::timestamp::Timestamp;
use crate::word::words;

use detail::Details;

pub use action::{Action, ActionName};
pub use detail::{Detail, InvalidWord, Word};
pub use outcome::{PhotoOutcome, SignInWay};

/// How an actor came to act, where it was not through the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Way {
    /// An operator at the machine's command line acted for the actor.
    CommandLine,
}

words!(Way);

/// Something that happened, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEvent {
    /// Unique among all events.
    pub id: AuditEventId,
    /// The centre whose log it stands in; `None` for the installation's, which has what concerns
    /// the installation or an account alone.
    pub centre: Option<CentreId>,
    /// Who acted.
    pub actor: Actor,
    /// What was done, a verb and its object: `submit-photo`, `withdraw-submission`, `view-photo`.
    pub action: Word,
    /// The thing that it was done to.
    pub subject: Subject,
    /// When it was done.
    pub at: Timestamp,
    /// What else is worth knowing, by name; see [`Action`].
    pub details: BTreeMap<Word, Detail>,
}

impl AuditEvent {
    /// An event of the installation's log.
    pub fn new(
        id: AuditEventId,
        actor: Actor,
        action: &Action,
        subject: Subject,
        at: Timestamp,
    ) -> Self {
        Self {
            id,
            centre: None,
            actor,
            action: action.word(),
            subject,
            at,
            details: action.details(),
        }
    }

    /// In the log of a centre.
    pub const fn of(mut self, centre: CentreId) -> Self {
        self.centre = Some(centre);
        self
    }

    /// The action with the details that this version knows. `None` for an action of another
    /// version, and for one whose details this version cannot read.
    pub fn known_action(&self) -> Option<Action> {
        Action::of_stored(&self.action, &self.details)
    }

    /// With the way in which the actor acted.
    pub fn through(mut self, way: Way) -> Self {
        let name = Word::of_name("via");
        let way = Detail::Word(Word::of_name(way.name()));
        self.details.insert(name, way);
        self
    }
}

/// Number of the key that an entry is tied to its log with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChainKey(u32);

impl ChainKey {
    /// The key of this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// Its number.
    pub const fn as_u32(self) -> u32 {
        self.0
    }
}

/// A log. Those without a key are of versions that had none; nothing is added to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogName {
    /// The centre; `None` for the installation's own.
    pub centre: Option<CentreId>,
    /// Whether its entries are tied with a key.
    pub is_keyed: bool,
}

impl LogName {
    /// The log that lines are added to.
    pub const fn keyed(centre: Option<CentreId>) -> Self {
        Self {
            centre,
            is_keyed: true,
        }
    }
}

/// An event in its place in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Place in the centre's log, from 1 without gaps.
    pub number: u64,
    /// Hash of the entry before; [`ChainHash::START`] for the first.
    pub previous: ChainHash,
    /// The key that `hash` was made with; `None` for an entry of a log without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<ChainKey>,
    /// What happened.
    pub event: AuditEvent,
    /// Hash of this entry's canonical bytes.
    pub hash: ChainHash,
}

/// The end of a log: what the next entry is tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEnd {
    /// Place of the last entry.
    pub number: u64,
    /// Hash of the last entry.
    pub hash: ChainHash,
}

impl From<&AuditEntry> for LogEnd {
    fn from(last: &AuditEntry) -> Self {
        Self {
            number: last.number,
            hash: last.hash,
        }
    }
}

/// The log is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the audit log is broken at entry {number}")]
pub struct BrokenLog {
    /// The first entry that does not fit.
    pub number: u64,
}

impl AuditEntry {
    /// Ties an event to the end of its log. `hash` is HMAC-SHA-256 with `key` in production; without a
    /// key it is SHA-256, as older versions wrote.
    pub fn follow(
        end: Option<LogEnd>,
        event: AuditEvent,
        key: Option<ChainKey>,
        hash: impl FnOnce(&[u8]) -> [u8; 32],
    ) -> Self {
        let number = end.map_or(1, |end| end.number + 1);
        let previous = end.map_or(ChainHash::START, |end| end.hash);
        let hash = hash(&canonical_bytes(number, previous, key, &event));
        Self {
            number,
            previous,
            key,
            event,
            hash: ChainHash::from_bytes(hash),
        }
    }
}

/// Checks that `entries` follow `before` without a gap and none was changed; `hash` is `None` for a key
/// that is not known. A log that is cut off at its end is still sound: keep its end elsewhere to see that.
///
/// # Errors
/// [`BrokenLog`] names the first entry that does not fit.
pub fn verify_log<'a>(
    mut before: Option<&'a AuditEntry>,
    entries: impl IntoIterator<Item = &'a AuditEntry>,
    hash: impl Fn(Option<ChainKey>, &[u8]) -> Option<[u8; 32]>,
) -> Result<(), BrokenLog> {
    for entry in entries {
        let end = before.map(LogEnd::from);
        let mut is_known = false;
        let expected = AuditEntry::follow(end, entry.event.clone(), entry.key, |bytes| {
            let hash = hash(entry.key, bytes);
            is_known = hash.is_some();
            hash.unwrap_or_default()
        });
        if !is_known || expected != *entry {
            return Err(BrokenLog {
                number: expected.number,
            });
        }
        before = Some(entry);
    }
    Ok(())
}

/// The bytes that are hashed. Fixed for good: every field with its length, so that no two entries
/// share them.
pub fn canonical_bytes(
    number: u64,
    previous: ChainHash,
    key: Option<ChainKey>,
    event: &AuditEvent,
) -> Vec<u8> {
    let mut bytes = Bytes(Vec::with_capacity(256));
    match key {
        None => bytes.field(b"audit-entry-1"),
        Some(key) => {
            bytes.field(b"audit-entry-2");
            bytes.field(&key.0.to_be_bytes());
        }
    }
    bytes.field(&number.to_be_bytes());
    bytes.field(previous.as_bytes());
    bytes.field(event.id.as_uuid().as_bytes());
    match event.centre {
        Some(centre) => bytes.field(centre.as_uuid().as_bytes()),
        None => bytes.field(&[]),
    }
    bytes.field(event.actor.name().as_bytes());
    match event.actor {
        Actor::Student(account) => bytes.field(account.as_uuid().as_bytes()),
        Actor::Staff(staff) => bytes.field(staff.as_uuid().as_bytes()),
        Actor::System => bytes.field(&[]),
    }
    bytes.field(event.action.as_str().as_bytes());
    bytes.field(event.subject.name().as_bytes());
    bytes.field(event.subject.id().as_bytes());
    bytes.field(&event.at.as_micros().to_be_bytes());
    bytes.count(event.details.len());
    for (name, detail) in &event.details {
        bytes.field(name.as_str().as_bytes());
        bytes.detail(detail);
    }
    bytes.0
}

struct Bytes(Vec<u8>);

impl Bytes {
    fn count(&mut self, count: usize) {
        self.0.extend_from_slice(&(count as u64).to_be_bytes());
    }

    fn field(&mut self, field: &[u8]) {
        self.count(field.len());
        self.0.extend_from_slice(field);
    }

    fn detail(&mut self, detail: &Detail) {
        match detail {
            Detail::Number(number) => {
                self.field(b"number");
                self.field(&number.to_be_bytes());
            }
            Detail::Word(word) => {
                self.field(b"word");
                self.field(word.as_str().as_bytes());
            }
            Detail::Words(words) => {
                self.field(b"words");
                self.count(words.len());
                for word in words {
                    self.field(word.as_str().as_bytes());
                }
            }
            Detail::Instant(instant) => {
                self.field(b"instant");
                self.field(&instant.as_micros().to_be_bytes());
            }
            Detail::Id(id) => {
                self.field(b"id");
                self.field(id.as_bytes());
            }
        }
    }
}
