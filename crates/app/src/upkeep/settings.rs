//! What the running service is set to, for administrators: as the program that holds the configuration describes it, without
//! secrets; and which services of others are connected.

use strum::VariantArray;

use super::installation::check_administrator;
use super::setting::{GatewayName, GatewayStanding, Setting, SettingValue};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

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
