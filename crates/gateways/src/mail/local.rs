//! Mail without a mail server: delivers to the outbox.

use std::sync::Arc;

use async_trait::async_trait;
use domain::Channel;

use super::{Letter, LetterKind, Mail};
use crate::error::GatewayError;
use crate::outbox::{Outbox, OutboxBody, OutboxItem, TemplateName};

/// Writes letters down instead of sending them: subject, text, and the names and sizes of the files.
#[derive(Debug)]
pub struct LocalMail {
    outbox: Arc<dyn Outbox>,
}

impl LocalMail {
    /// Delivers to `outbox`.
    pub const fn new(outbox: Arc<dyn Outbox>) -> Self {
        Self { outbox }
    }
}

#[async_trait]
impl Mail for LocalMail {
    async fn send(&self, letter: &Letter) -> Result<(), GatewayError> {
        let files = letter.attachments.iter();
        let files = files.map(|file| format!("\n\n[{}, {} bytes]", file.name, file.bytes.len()));
        let files: String = files.collect();
        let body = format!("{}\n\n{}{files}", letter.subject, letter.text);
        let item = OutboxItem {
            channel: Channel::Mail,
            template: match letter.kind {
                LetterKind::ToOperator => TemplateName::Letter,
                LetterKind::Code => TemplateName::LetterWithCode,
                LetterKind::Portrait => TemplateName::LetterWithPortrait,
            },
            recipient_hint: letter.to.masked(),
            body: OutboxBody::new(body),
        };
        Ok(self.outbox.deliver(item).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Attachment, MailAddress};
    use super::*;
    use crate::outbox::MemoryOutbox;

    #[tokio::test]
    async fn a_letter_is_written_down() {
        let outbox = Arc::new(MemoryOutbox::default());
        let letter = Letter {
            to: MailAddress::parse("zhang.san@example.org").unwrap(),
            subject: "名单".to_owned(),
            text: "见附件。".to_owned(),
            html: None,
            attachments: vec![Attachment {
                name: "名单.csv".to_owned(),
                content_type: "text/csv".to_owned(),
                bytes: vec![0; 3],
            }],
            message_id: "m1".to_owned(),
            kind: LetterKind::Portrait,
        };
        let mail = LocalMail::new(outbox.clone());
        mail.send(&letter).await.unwrap();
        let item = outbox.items().remove(0);
        assert_eq!(item.channel, Channel::Mail);
        assert_eq!(item.template, TemplateName::LetterWithPortrait);
        assert_eq!(item.recipient_hint, "z***@example.org");
        assert_eq!(
            item.body.expose(),
            "名单\n\n见附件。\n\n[名单.csv, 3 bytes]"
        );
    }
}
