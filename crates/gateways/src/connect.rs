//! Builds the gateways from their configuration.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::{GatewaysConfig, MailConfig, SmsConfig, WeChatConfig};
use crate::error::ConnectError;
use crate::mail::{LocalMail, Mail, MailAddress, SmtpMail};
use crate::outbox::Outbox;
use crate::sms::{HttpShortMessages, LocalShortMessages, ShortMessages};
use crate::tokens::AccessTokens;
use crate::wechat::{LocalWeChat, WeChat, WeChatApi};

/// Every service of others; cheap to clone.
#[derive(Debug, Clone)]
pub struct Gateways {
    /// The mini-program's server interface.
    pub wechat: Arc<dyn WeChat>,
    /// Short messages.
    pub sms: Arc<dyn ShortMessages>,
    /// Sends mail.
    pub mail: Arc<dyn Mail>,
    /// Who looks after the service, if letters are wanted.
    pub operator: Option<MailAddress>,
}

impl Gateways {
    /// Everything stays on this machine, in `outbox`.
    pub fn local(outbox: Arc<dyn Outbox>) -> Self {
        Self {
            wechat: Arc::new(LocalWeChat::new(Arc::clone(&outbox))),
            sms: Arc::new(LocalShortMessages::new(Arc::clone(&outbox))),
            mail: Arc::new(LocalMail::new(outbox)),
            operator: None,
        }
    }

    /// Sets the gateways up as configured, without connecting yet. Local ones deliver to `outbox`.
    ///
    /// # Errors
    /// [`ConnectError`] for a setting that cannot work.
    pub fn connect(
        config: &GatewaysConfig,
        outbox: Arc<dyn Outbox>,
        tokens: Arc<dyn AccessTokens>,
        clock: Clock,
    ) -> Result<Self, ConnectError> {
        let wechat: Arc<dyn WeChat> = match &config.wechat {
            WeChatConfig::Local {} => Arc::new(LocalWeChat::new(Arc::clone(&outbox))),
            WeChatConfig::Real(real) => Arc::new(WeChatApi::new(real, tokens, Arc::clone(&clock))?),
        };
        let sms: Arc<dyn ShortMessages> = match &config.sms {
            SmsConfig::Local {} => Arc::new(LocalShortMessages::new(Arc::clone(&outbox))),
            SmsConfig::Http(http) => Arc::new(HttpShortMessages::new(http)?),
        };
        let mail: Arc<dyn Mail> = match &config.mail {
            MailConfig::Local {} => Arc::new(LocalMail::new(outbox)),
            MailConfig::Smtp(smtp) => Arc::new(SmtpMail::new(smtp, clock)?),
        };
        let operator = config.operator_mail.as_deref().map(|address| {
            MailAddress::parse(address)
                .map_err(|error| ConnectError::setting("operator_mail", error.to_string()))
        });
        Ok(Self {
            wechat,
            sms,
            mail,
            operator: operator.transpose()?,
        })
    }
}
