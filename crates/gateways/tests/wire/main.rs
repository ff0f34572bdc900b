//! The gateways against services that speak over a wire: fakes of WeChat and of a provider of short
//! messages, and mail servers. All of them on loopback.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

mod letters;
mod official_account;
mod refusing_mail_server;
mod short_messages;
mod support;
mod wechat;
mod wechat_pay;
mod wechat_tokens;
