//! Services of others: WeChat, short messages, mail. A trait each, one real adapter, one local one
//! that hands everything to an [`Outbox`]. Nothing here decides who gets which message or whether a
//! student may sign in; it says what the service said.
//!
//! | | trait | real | local |
//! |---|---|---|---|
//! | sign-in, messages and text check of the mini-program | [`WeChat`] | WeChat's server interface | [`LocalWeChat`] |
//! | short messages | [`ShortMessages`] | any provider with a plain HTTP interface | [`LocalShortMessages`] |
//! | letters | [`Mail`] | SMTP | [`LocalMail`] |
//!
//! Sending is *at least once*: where the connection breaks after the message left, the caller cannot
//! know whether it arrived, and sends again. Errors hold no secret, no address and no text of a
//! service, which may repeat what it was sent.

mod cause;
mod clock;
mod config;
mod connect;
mod error;
mod http;
mod mail;
mod outbox;
mod sms;
mod template;
mod tokens;
mod wechat;

pub use cause::Cause;
pub use clock::Clock;
pub use config::{
    GatewaysConfig, HttpMethod, HttpSmsConfig, MailConfig, MiniProgramVersion, RealWeChatConfig,
    SmsBody, SmsConfig, SmsSuccess, SmtpConfig, SmtpTls, WeChatConfig, WeChatTemplate,
};
pub use connect::Gateways;
pub use error::{ConnectError, GatewayError};
pub use mail::{Attachment, InvalidMailAddress, Letter, LocalMail, Mail, MailAddress};
pub use outbox::{MemoryOutbox, Outbox, OutboxBody, OutboxError, OutboxItem};
pub use sms::{InvalidSignInCode, LocalShortMessages, ShortMessage, ShortMessages, SignInCode};
pub use tokens::{AccessTokens, CachedToken, MemoryTokens, TokenStoreError};
pub use wechat::{LocalWeChat, SubscriptionMessage, TextSafety, WeChat};
