//! Builds the gateways from their configuration.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::{Exposure, GatewaysConfig, MailConfig, PayConfig, SmsConfig, WeChatConfig};
use crate::error::ConnectError;
use crate::mail::{LocalMail, Mail, MailAddress, SmtpMail};
use crate::outbox::Outbox;
use crate::pay::{LocalPay, PaymentService, WeChatPay};
use crate::sms::{HttpShortMessages, LocalShortMessages, ShortMessages};
use crate::tokens::AccessTokens;
use crate::wechat::{LocalWeChat, OfficialAccount, OfficialAccountApi, WeChat, WeChatApi};

/// Every service of others; one that is off is `None`. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Gateways {
    /// The mini-program's server interface.
    pub wechat: Option<Arc<dyn WeChat>>,
    /// The official account's server interface.
    pub official_account: Option<Arc<dyn OfficialAccount>>,
    /// Short messages.
    pub sms: Option<Arc<dyn ShortMessages>>,
    /// Sends mail.
    pub mail: Option<Arc<dyn Mail>>,
    /// The payment service.
    pub pay: Option<Arc<dyn PaymentService>>,
    /// The cashier on this machine, where it is the payment service.
    pub cashier: Option<Arc<LocalPay>>,
    /// Who looks after the service, if letters are wanted.
    pub operator: Option<MailAddress>,
    /// Who can reach the service.
    pub exposure: Exposure,
    /// Names of the gateways that have a stand-in on this machine.
    pub stand_ins: Vec<&'static str>,
}

impl Gateways {
    /// Stand-ins for everything that sends messages, which stay in `outbox`. Nothing can be paid.
    pub fn local(outbox: Arc<dyn Outbox>) -> Self {
        Self {
            wechat: Some(Arc::new(LocalWeChat::new(Arc::clone(&outbox)))),
            official_account: None,
            sms: Some(Arc::new(LocalShortMessages::new(Arc::clone(&outbox)))),
            mail: Some(Arc::new(LocalMail::new(outbox))),
            pay: None,
            cashier: None,
            operator: None,
            exposure: Exposure::ThisMachine,
            stand_ins: vec!["wechat", "sms", "mail"],
        }
    }

    /// With the cashier on this machine as the payment service.
    #[must_use]
    pub fn with_cashier(self, clock: Clock) -> Self {
        let cashier = Arc::new(LocalPay::new(clock));
        Self {
            pay: Some(Arc::clone(&cashier) as Arc<dyn PaymentService>),
            cashier: Some(cashier),
            ..self
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
        let official_account = match &config.wechat {
            WeChatConfig::Real(real) => real.official_account.as_ref(),
            _ => None,
        };
        let official_account = official_account.map(OfficialAccountApi::new).transpose()?;
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
            MailConfig::Smtp(smtp) => Some(Arc::new(SmtpMail::new(smtp, Arc::clone(&clock))?)),
        };
        let (pay, cashier) = payment_service(&config.pay, exposure, clock)?;
        stand_ins.extend(cashier.is_some().then_some("pay"));
        let operator = config.operator_mail.as_deref().map(|address| {
            MailAddress::parse(address)
                .map_err(|error| ConnectError::setting("operator_mail", error.to_string()))
        });
        Ok(Self {
            wechat,
            official_account: official_account
                .map(|account| Arc::new(account) as Arc<dyn OfficialAccount>),
            sms,
            mail,
            pay,
            cashier,
            operator: operator.transpose()?,
            exposure,
            stand_ins,
        })
    }
}

/// The payment service as configured, and the cashier where it is the one.
type PaymentServices = (Option<Arc<dyn PaymentService>>, Option<Arc<LocalPay>>);

fn payment_service(
    config: &PayConfig,
    exposure: Exposure,
    clock: Clock,
) -> Result<PaymentServices, ConnectError> {
    let is_local = match config {
        PayConfig::Off {} => false,
        PayConfig::Unset => exposure.allows_default_stand_in(),
        PayConfig::Local {
            i_know_that_anybody_can_say_that_they_paid: is_accepted,
        } => {
            exposure.check_local(*is_accepted, "pay.kind")?;
            true
        }
        PayConfig::WeChat(real) => {
            return Ok((Some(Arc::new(WeChatPay::new(real, clock)?)), None));
        }
    };
    let cashier = is_local.then(|| Arc::new(LocalPay::new(clock)));
    let service = cashier
        .clone()
        .map(|cashier| cashier as Arc<dyn PaymentService>);
    Ok((service, cashier))
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
