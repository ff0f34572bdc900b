//! WeChat without a mini-program: the code itself names the user, messages go to the outbox. Anyone can sign
//! in as anyone, so that it must not be used with real students.

use std::sync::Arc;

use async_trait::async_trait;
use domain::{Channel, PhoneNumber, WeChatOpenId};
use sha2::{Digest, Sha256};
use words::in_message;

use super::{SubscriptionMessage, TextSafety, WeChat};
use crate::error::{BadAnswer, GatewayError};
use crate::outbox::{Outbox, OutboxBody, OutboxItem, TemplateName};

/// WeChat on this machine alone.
///
/// - A login code is `user:anything`; the same `user` is the same person every time.
/// - A phone code is `phone:13800000001`.
/// - All texts pass: there is no service to check them.
#[derive(Debug)]
pub struct LocalWeChat {
    outbox: Arc<dyn Outbox>,
}

impl LocalWeChat {
    /// Delivers to `outbox`.
    pub const fn new(outbox: Arc<dyn Outbox>) -> Self {
        Self { outbox }
    }
}

#[async_trait]
impl WeChat for LocalWeChat {
    async fn open_id(&self, login_code: &str) -> Result<WeChatOpenId, GatewayError> {
        let user = login_code.split(':').next().unwrap_or_default();
        if user.is_empty() {
            return Err(GatewayError::InvalidCode);
        }
        let digest = hex::encode(&Sha256::digest(user)[..14]);
        WeChatOpenId::parse(&digest)
            .map_err(|_| GatewayError::unreachable(BadAnswer::NotUnderstood))
    }

    async fn phone_number(&self, phone_code: &str) -> Result<PhoneNumber, GatewayError> {
        phone_code
            .strip_prefix("phone:")
            .and_then(|number| PhoneNumber::parse(number).ok())
            .ok_or(GatewayError::InvalidCode)
    }

    /// Everything is allowed here already.
    fn template_id(&self, _: &str) -> Option<&str> {
        None
    }

    /// There is no mini-program to open.
    fn offers_links(&self) -> bool {
        false
    }

    async fn link(&self, _: &str, _: &str) -> Result<String, GatewayError> {
        Err(GatewayError::misconfigured("links of the mini-program"))
    }

    async fn send_message(
        &self,
        to: &WeChatOpenId,
        message: &SubscriptionMessage,
    ) -> Result<(), GatewayError> {
        let words = in_message(&message.message);
        let (title, body) = (
            message.language.of(words.title),
            message.language.of(words.body),
        );
        let item = OutboxItem {
            channel: Channel::WeChat,
            template: TemplateName::Message((&message.message).into()),
            recipient_hint: hint(to),
            body: OutboxBody::new(format!("{title}\n{body}")),
        };
        Ok(self.outbox.deliver(item).await?)
    }

    async fn check_text(&self, _: &WeChatOpenId, _: &str) -> Result<TextSafety, GatewayError> {
        Ok(TextSafety::Pass)
    }
}

/// The last four characters of the id.
fn hint(user: &WeChatOpenId) -> String {
    let id = user.expose();
    format!("…{}", &id[id.len().saturating_sub(4)..])
}

#[cfg(test)]
mod tests {
    use domain::{Language, Message};

    use super::*;
    use crate::outbox::MemoryOutbox;

    fn wechat() -> (LocalWeChat, Arc<MemoryOutbox>) {
        let outbox = Arc::new(MemoryOutbox::default());
        (LocalWeChat::new(outbox.clone()), outbox)
    }

    #[tokio::test]
    async fn one_user_is_one_person_every_time() {
        let (wechat, _) = wechat();
        let first = wechat.open_id("demo-1:abc").await.unwrap();
        assert_eq!(wechat.open_id("demo-1:xyz").await.unwrap(), first);
        assert_eq!(wechat.open_id("demo-1").await.unwrap(), first);
        assert_ne!(wechat.open_id("demo-2:abc").await.unwrap(), first);
        let nobody = wechat.open_id(":abc").await;
        assert!(matches!(nobody, Err(GatewayError::InvalidCode)));
    }

    #[tokio::test]
    async fn a_phone_code_says_its_number() {
        let (wechat, _) = wechat();
        let number = wechat.phone_number("phone:13800000001").await.unwrap();
        assert_eq!(number.expose(), "+8613800000001");
        for code in ["13800000001", "phone:1", ""] {
            let refused = wechat.phone_number(code).await;
            assert!(matches!(refused, Err(GatewayError::InvalidCode)));
        }
    }

    #[tokio::test]
    async fn a_message_is_written_down() {
        let (wechat, outbox) = wechat();
        let user = WeChatOpenId::parse("oAbc-1234").unwrap();
        let message = SubscriptionMessage {
            message: Message::Approved,
            language: Language::En,
            page: None,
        };
        wechat.send_message(&user, &message).await.unwrap();
        let item = outbox.items().remove(0);
        assert_eq!(item.channel, Channel::WeChat);
        assert_eq!(item.template.name(), "approved");
        assert_eq!(item.recipient_hint, "…1234");
        let words = in_message(&Message::Approved);
        assert_eq!(
            item.body.expose(),
            format!("{}\n{}", words.title.en, words.body.en)
        );
    }
}
