//! Short messages without a provider: delivers to the outbox.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{Channel, PhoneNumber};

use super::{ShortMessage, ShortMessages};
use crate::error::GatewayError;
use crate::outbox::{Outbox, OutboxBody, OutboxItem};

/// Writes short messages down instead of sending them.
#[derive(Debug)]
pub struct LocalShortMessages {
    outbox: Arc<dyn Outbox>,
}

impl LocalShortMessages {
    /// Delivers to `outbox`.
    pub const fn new(outbox: Arc<dyn Outbox>) -> Self {
        Self { outbox }
    }
}

#[async_trait]
impl ShortMessages for LocalShortMessages {
    async fn send(&self, to: &PhoneNumber, message: &ShortMessage) -> Result<(), GatewayError> {
        let item = OutboxItem {
            channel: Channel::Sms,
            template: message.template(),
            recipient_hint: to.masked(),
            body: OutboxBody::new(message.text()),
        };
        Ok(self.outbox.deliver(item).await?)
    }
}

#[cfg(test)]
mod tests {
    use domain::Language;

    use super::super::SignInCode;
    use super::*;
    use crate::outbox::MemoryOutbox;

    #[tokio::test]
    async fn a_message_is_written_down_with_its_code() {
        let outbox = Arc::new(MemoryOutbox::default());
        let message = ShortMessage::SignInCode {
            code: SignInCode::parse("012345").unwrap(),
            minutes: 5,
            language: Language::Zh,
        };
        let to = PhoneNumber::parse("13800000001").unwrap();
        let sms = LocalShortMessages::new(outbox.clone());
        sms.send(&to, &message).await.unwrap();
        let item = outbox.items().remove(0);
        assert_eq!(item.channel, Channel::Sms);
        assert_eq!(item.template.name(), "sign-in-code");
        assert_eq!(item.recipient_hint, "138****0001");
        assert_eq!(item.body.expose(), message.text());
    }
}
