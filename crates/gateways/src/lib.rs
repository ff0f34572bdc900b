//! Clients of external services: WeChat, short messages, mail. Each has a trait, a real adapter and a local
//! one that delivers to an [`Outbox`]. It does *not* decide who gets which message or whether a student may
//! sign in; it reports what the service answered.
//!
//! | | trait | real | local |
//! |---|---|---|---|
//! | sign-in, messages and text check of the mini-program | [`WeChat`] | WeChat's server interface | [`LocalWeChat`] |
//! | short messages | [`ShortMessages`] | any provider with a plain HTTP interface | [`LocalShortMessages`] |
//! | letters | [`Mail`] | SMTP | [`LocalMail`] |
//! | payments, refunds, bills | [`PaymentService`] | WeChat Pay v3 | [`LocalPay`] |
//!
//! Delivery is *at least once*: if the connection breaks after sending, the caller cannot know whether the
//! message arrived, and sends it again. Errors contain no secret, no address and no text of a service, since
//! services repeat what they were sent.

mod cause;
mod clock;
mod config;
mod connect;
mod error;
mod http;
mod mail;
mod outbox;
mod pay;
mod sms;
mod template;
mod tokens;
mod wechat;

pub use cause::Cause;
pub use clock::Clock;
pub use config::{
    Exposure, GatewaysConfig, HttpMethod, HttpSmsConfig, MailConfig, MiniProgramVersion, PayConfig,
    RealWeChatConfig, RealWeChatPayConfig, SmsBody, SmsConfig, SmsSuccess, SmtpConfig, SmtpTls,
    WeChatConfig, WeChatTemplate,
};
pub use connect::Gateways;
pub use error::{ConnectError, GatewayError};
pub use mail::{Attachment, InvalidMailAddress, Letter, LetterKind, LocalMail, Mail, MailAddress};
pub use outbox::{MemoryOutbox, Outbox, OutboxBody, OutboxError, OutboxItem, TemplateName};
pub use pay::{
    CloseAnswer, InvalidBill, LocalAct, LocalPay, Notice, NoticeError, NoticeHeaders, PayTicket,
    PayingIn, PaymentAnswer, PaymentAsk, PaymentService, RefundAnswer, RefundAsk, read_bill,
};
pub use sms::{InvalidSignInCode, LocalShortMessages, ShortMessage, ShortMessages, SignInCode};
pub use tokens::{AccessTokens, CachedToken, MemoryTokens, TokenStoreError};
pub use wechat::{LocalWeChat, OfficialAccount, SubscriptionMessage, TextSafety, WeChat};
