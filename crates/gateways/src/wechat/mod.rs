//! WeChat's server API: for the mini-program sign-in, phone numbers, subscription messages, links and the text check;
//! for the official account sign-in.

mod answer;
mod api;
mod keeper;
mod local;
mod official_account;
mod subscription;

use async_trait::async_trait;
use domain::{Language, Message, PhoneNumber, WeChatOpenId};

pub(crate) use self::api::WeChatApi;
pub use self::local::LocalWeChat;
pub(crate) use self::official_account::OfficialAccountApi;
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

    /// The id of the template of a message by its name, which students allow in the mini-program; none where none is
    /// set.
    fn template_id(&self, message: &str) -> Option<&str>;

    /// Whether [`Self::link`] is offered.
    fn offers_links(&self) -> bool;

    /// An address that opens the mini-program at `page` (`pages/degree`; empty for the first) with `query` (at most
    /// 1 024 characters of `A-Za-z0-9!#$&'()*+,/:;=?@-._~%`), from a browser and within WeChat. One person can open
    /// it, for a day.
    async fn link(&self, page: &str, query: &str) -> Result<String, GatewayError>;

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

/// The official account's server interface.
#[async_trait]
pub trait OfficialAccount: Send + Sync + std::fmt::Debug {
    /// Where a page within WeChat sends its user to be told who that is, with the slots `{redirect_uri}` and `{state}`
    /// for values that are encoded for a query. WeChat leads back with a `code` and that `state`.
    fn authorize_url(&self) -> &str;

    /// The user who was given `code`; each code works once. WeChat gives a person another id here than in the
    /// mini-program.
    async fn open_id(&self, code: &str) -> Result<WeChatOpenId, GatewayError>;
}
