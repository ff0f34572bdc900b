//! What the running service is set to, for administrators: as the program that holds the configuration describes it, without
//! secrets; and which services of others are connected.

use standard::Text;
use strum::{IntoStaticStr, VariantArray, VariantNames};

use super::installation::check_administrator;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

/// What a setting is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue {
    /// As it is written.
    Shown(String),
    /// It is set, and a secret.
    Secret,
    /// Nothing, and there is no default.
    Unset,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Origin {
    /// Nobody has set it.
    Default,
    /// The configuration file.
    File,
    /// A variable of the environment.
    Variable,
    /// The command line.
    Flag,
}

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its table; empty for the keys that stand in none.
    pub section: String,
    /// Its key in the table.
    pub key: String,
    /// What it is set to.
    pub value: SettingValue,
    /// Where that comes from.
    pub origin: Origin,
    /// What it is, in the words of its documentation.
    pub about: Text<String>,
}

/// A service of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum GatewayName {
    /// The mini-program.
    Wechat,
    /// The official account.
    OfficialAccount,
    /// Short messages.
    Sms,
    /// Letters by a mail server.
    Mail,
    /// What students pay with.
    Pay,
}

/// Whether a service of others is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum GatewayStanding {
    /// It is connected.
    Connected,
    /// This machine plays it.
    StandIn,
    /// It was switched off.
    SwitchedOff,
    /// Nobody has set it up, and this machine does not play it because others reach the service.
    NotSet,
}

/// What the running service is set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Configured {
    /// In the order of the documentation.
    pub settings: Vec<Setting>,
    /// Every service of others.
    pub gateways: Vec<(GatewayName, GatewayStanding)>,
}

/// What this process of the service is set to.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but administrators; [`crate::refusal::SeveralCentres`].
pub async fn configured(app: &App, caller: &Caller) -> Result<Configured, Failure> {
    check_administrator(app, caller).await?;
    let names = <GatewayName as VariantArray>::VARIANTS.iter();
    Ok(Configured {
        settings: app.configuration().to_vec(),
        gateways: names.map(|name| (*name, standing(app, *name))).collect(),
    })
}

fn standing(app: &App, name: GatewayName) -> GatewayStanding {
    let gateways = app.gateways();
    let is_there = match name {
        GatewayName::Wechat => gateways.wechat.is_some(),
        GatewayName::OfficialAccount => gateways.official_account.is_some(),
        GatewayName::Sms => gateways.sms.is_some(),
        GatewayName::Mail => gateways.mail.is_some(),
        GatewayName::Pay => gateways.pay.is_some(),
    };
    let word: &str = name.into();
    let is_played = gateways.stand_ins.contains(&word)
        || (name == GatewayName::Pay && gateways.cashier.is_some());
    if is_there && is_played {
        GatewayStanding::StandIn
    } else if is_there {
        GatewayStanding::Connected
    } else if is_off(app.configuration(), word) {
        GatewayStanding::SwitchedOff
    } else {
        GatewayStanding::NotSet
    }
}

/// Whether `[gateways.…] kind = "off"` is set.
fn is_off(settings: &[Setting], gateway: &str) -> bool {
    let section = format!("gateways.{gateway}");
    let mut kinds = settings
        .iter()
        .filter(|setting| setting.section == section && setting.key == "kind");
    kinds.any(|setting| setting.value == SettingValue::Shown("off".to_owned()))
}
