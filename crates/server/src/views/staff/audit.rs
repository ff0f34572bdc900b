//! Lines of the audit log.

use std::collections::BTreeMap;

use app::upkeep::AuditLine;
use domain::Actor;
use domain::audit::{Detail, Word};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::word::wire_words;

wire_words! {
    /// What was done.
    AuditAction of domain::audit::ActionName;
}

/// Who acted.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "actor", rename_all = "kebab-case")]
pub(crate) enum ActorView {
    /// A student, through an account.
    Student { account: Uuid },
    /// A member of staff.
    Staff {
        staff: Uuid,
        /// Name for colleagues; none for staff of another centre.
        name: Option<String>,
    },
    /// The service, or the operator at the machine's command line.
    System,
}

/// One detail of a line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum DetailView {
    /// A count, a limit, a version.
    Number(i64),
    /// A word, an instant or an id.
    Text(String),
    /// Several words.
    Texts(Vec<String>),
}

impl From<Detail> for DetailView {
    fn from(detail: Detail) -> Self {
        match detail {
            Detail::Number(number) => Self::Number(number),
            Detail::Word(word) => Self::Text(word.into()),
            Detail::Words(words) => Self::Texts(words.into_iter().map(Word::into).collect()),
            Detail::Instant(at) => Self::Text(at.to_string()),
            Detail::Id(id) => Self::Text(id.to_string()),
        }
    }
}

/// Who did what to which thing, when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditLineView {
    /// Place in the centre's log, from 1 without gaps.
    number: u64,
    at: Instant,
    #[serde(flatten)]
    actor: ActorView,
    /// A verb and its object, such as `submit-photo`; of another version of the service also one that is
    /// not among those that are known.
    action: String,
    /// The kind of the thing that it was done to.
    subject: String,
    /// The thing.
    subject_id: Uuid,
    /// What else is worth knowing, by name.
    details: BTreeMap<String, DetailView>,
}

impl From<AuditLine> for AuditLineView {
    fn from(line: AuditLine) -> Self {
        let event = line.entry.event;
        let details = event.details.into_iter();
        Self {
            number: line.entry.number,
            at: event.at.into(),
            actor: match event.actor {
                Actor::Student(account) => ActorView::Student {
                    account: account.as_uuid(),
                },
                Actor::Staff(staff) => ActorView::Staff {
                    staff: staff.as_uuid(),
                    name: line.name,
                },
                Actor::System => ActorView::System,
            },
            action: event.action.into(),
            subject: event.subject.name().to_owned(),
            subject_id: event.subject.id(),
            details: details
                .map(|(name, detail)| (name.into(), detail.into()))
                .collect(),
        }
    }
}
