//! The outbox: messages that local gateways store instead of sending.

use app::outbox::KeptMessage;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::views::Instant;

/// A message that a local gateway keeps instead of sending.
#[derive(Serialize, ToSchema)]
pub(crate) struct KeptMessageView {
    id: Uuid,
    /// How it would go out.
    channel: &'static str,
    /// Which message it is.
    template: String,
    /// To whom, masked.
    recipient_hint: String,
    text: String,
    created_at: Instant,
}

impl From<KeptMessage> for KeptMessageView {
    fn from(message: KeptMessage) -> Self {
        Self {
            id: message.id,
            channel: message.channel.name(),
            template: message.template,
            recipient_hint: message.recipient_hint,
            text: message.text,
            created_at: message.created_at.into(),
        }
    }
}
