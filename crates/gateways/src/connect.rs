//! Builds the gateways from their configuration.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::{Exposure, GatewaysConfig, MailConfig, SmsConfig, WeChatConfig};
use crate::error::ConnectError;
use crate::mail::{LocalMail, Mail, MailAddress, SmtpMail};
use crate::outbox::Outbox;
use crate::sms::{HttpShortMessages, LocalShortMessages, ShortMessages};
use crate::tokens::AccessTokens;
use crate::wechat::{LocalWeChat, WeChat, WeChatApi};

/// Every service of others; one that is off is `None`. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Gateways {
    /// The mini-program's server interface.
    pub wechat: Option<Arc<dyn WeChat>>,
    /// Short messages.
    pub sms: Option<Arc<dyn ShortMessages>>,
    /// Sends mail.
    pub mail: Option<Arc<dyn Mail>>,
    /// Who looks after the service, if letters are wanted.
    pub operator: Option<MailAddress>,
    /// Who can reach the service.
    pub exposure: Exposure,
    /// Names of the gateways that have a stand-in on this machine.
    pub stand_ins: Vec<&'static str>,
}

impl Gateways {
    /// Stand-ins for all gateways; messages stay in `outbox`.
    pub fn local(outbox: Arc<dyn Outbox>) -> Self {
        Self {
            wechat: Some(Arc::new(LocalWeChat::new(Arc::clone(&outbox)))),
            sms: Some(Arc::new(LocalShortMessages::new(Arc::clone(&outbox)))),
            mail: Some(Arc::new(LocalMail::new(outbox))),
            operator: None,
            exposure: Exposure::ThisMachine,
            stand_ins: vec!["wechat", "sms", "mail"],
        }
    }

    /// Sets the gateways up as configured, without connecting yet. Local ones deliver to `outbox`.
    ///
    /// # Errors
    /// [`ConnectError`] for a setting that cannot work, and for a local gateway that others would reach.
    pub fn connect(
        config: &GatewaysConfig,
        exposure: Exposure,
        outbox: Arc<dyn Outbox>,
        tokens: Arc<dyn AccessTokens>,
        clock: Clock,
    ) -> Result<Self, ConnectError> {
        let local = Self::local(outbox);
        let by_default = exposure.allows_default_stand_in();
        let mut stand_ins = Vec::new();
        let wechat: Option<Arc<dyn WeChat>> = match &config.wechat {
            WeChatConfig::Off {} => None,
            WeChatConfig::Unset => stand_in(&mut stand_ins, "wechat", local.wechat, by_default),
            WeChatConfig::Local {
                i_know_that_anybody_can_sign_in_as_anybody: is_accepted,
            } => {
                exposure.check_local(*is_accepted, "wechat.kind")?;
                stand_in(&mut stand_ins, "wechat", local.wechat, true)
            }
            WeChatConfig::Real(real) => {
                Some(Arc::new(WeChatApi::new(real, tokens, Arc::clone(&clock))?))
            }
        };
        let sms: Option<Arc<dyn ShortMessages>> = match &config.sms {
            SmsConfig::Off {} => None,
            SmsConfig::Unset => stand_in(&mut stand_ins, "sms", local.sms, by_default),
            SmsConfig::Local {
                i_know_that_operators_can_read_sign_in_codes: is_accepted,
            } => {
                exposure.check_local(*is_accepted, "sms.kind")?;
                stand_in(&mut stand_ins, "sms", local.sms, true)
            }
            SmsConfig::Http(http) => Some(Arc::new(HttpShortMessages::new(http)?)),
        };
        let mail: Option<Arc<dyn Mail>> = match &config.mail {
            MailConfig::Off {} => None,
            MailConfig::Unset => stand_in(&mut stand_ins, "mail", local.mail, by_default),
            MailConfig::Local {
                i_know_that_letters_reach_nobody: is_accepted,
            } => {
                exposure.check_local(*is_accepted, "mail.kind")?;
                stand_in(&mut stand_ins, "mail", local.mail, true)
            }
            MailConfig::Smtp(smtp) => Some(Arc::new(SmtpMail::new(smtp, clock)?)),
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
            exposure,
            stand_ins,
        })
    }
}

/// The stand-in of a gateway where it is wanted, noted by its name.
fn stand_in<T>(
    noted: &mut Vec<&'static str>,
    name: &'static str,
    local: Option<T>,
    is_wanted: bool,
) -> Option<T> {
    noted.extend(is_wanted.then_some(name));
    local.filter(|_| is_wanted)
}
