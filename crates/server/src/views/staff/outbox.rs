//! The outbox: messages that local gateways store instead of sending.

use app::outbox::{KeptMessage, TemplateName};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;
use crate::word::{wire_names, wire_words};

wire_words! {
    /// How a message goes out.
    Channel of domain::Channel;
}

/// Which message it is.
#[derive(Serialize)]
#[serde(transparent)]
struct Template(String);

wire_names! {
    /// Which message it is.
    Template: TemplateName::names();
}

/// A message that a local gateway keeps instead of sending.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeptMessageView {
    id: Uuid,
    channel: Channel,
    template: Template,
    /// To whom, masked.
    recipient_hint: String,
    text: String,
    created_at: Instant,
}

impl From<KeptMessage> for KeptMessageView {
    fn from(message: KeptMessage) -> Self {
        Self {
            id: message.id,
            channel: message.channel.into(),
            template: Template(message.template),
            recipient_hint: message.recipient_hint,
            text: message.text,
            created_at: message.created_at.into(),
        }
    }
}
