//! One setting of the running service as administrators are shown it, and how a gateway stands.

use standard::Text;
use strum::{IntoStaticStr, VariantArray, VariantNames};

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
