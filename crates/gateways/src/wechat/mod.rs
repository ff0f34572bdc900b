//! WeChat's server API for the mini-program: sign-in, phone numbers, subscription messages and the text check.

mod answer;
mod api;
mod keeper;
mod local;
mod subscription;

use async_trait::async_trait;
use domain::{Language, Message, PhoneNumber, WeChatOpenId};

pub(crate) use self::api::WeChatApi;
pub use self::local::LocalWeChat;
use crate::error::GatewayError;

/// A message that a student has allowed in the mini-program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionMessage {
    /// What it says.
    pub message: Message,
    /// In which language.
    pub language: Language,
    /// The page of the mini-program that it opens (`pages/degree?id=…`); none where it opens nothing.
    pub page: Option<String>,
}

/// What WeChat thinks of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextSafety {
    /// Nothing speaks against it.
    Pass,
    /// A person has to look at it.
    Review,
    /// It must not be shown.
    Risky,
}

/// The mini-program's server interface.
#[async_trait]
pub trait WeChat: Send + Sync + std::fmt::Debug {
    /// The user who was given `login_code`; each code works once.
    async fn open_id(&self, login_code: &str) -> Result<WeChatOpenId, GatewayError>;

    /// The phone number that its owner agreed to hand over with `phone_code`; each code works once.
    /// A number that the service cannot reach is [`GatewayError::Refused`] with
    /// `unsupported-phone-number`.
    async fn phone_number(&self, phone_code: &str) -> Result<PhoneNumber, GatewayError>;

    /// Sends a subscription message. A student allows them one by one, so that each attempt may use
    /// up a permission.
    async fn send_message(
        &self,
        to: &WeChatOpenId,
        message: &SubscriptionMessage,
    ) -> Result<(), GatewayError>;

    /// Whether a text by `author`, who has used the mini-program within two hours, may be shown to
    /// others.
    async fn check_text(
        &self,
        author: &WeChatOpenId,
        text: &str,
    ) -> Result<TextSafety, GatewayError>;
}
