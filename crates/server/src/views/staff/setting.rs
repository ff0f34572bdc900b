//! What the service is set to, and its keys.

use app::upkeep::{
    Configured, GatewayName as FoundGateway, GatewayStanding as FoundStanding, KeyAge, KeysState,
    Origin, Resealing, ResealingStage as FoundStage, Setting, SettingValue,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::views::{Instant, TextView};
use crate::word::wire_names;

/// Makes a word that is only written.
macro_rules! written {
    ($(#[doc = $doc:literal])+ $name:ident of $of:ty) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, Serialize)]
        #[serde(transparent)]
        pub(crate) struct $name(&'static str);

        impl From<$of> for $name {
            fn from(value: $of) -> Self {
                Self(value.into())
            }
        }

        wire_names! {
            $(#[doc = $doc])+
            $name: <$of as strum::VariantNames>::VARIANTS.iter().copied();
        }
    };
}

written! {
    /// A service of others.
    GatewayName of FoundGateway
}

written! {
    /// Where a value comes from.
    SettingOrigin of Origin
}

written! {
    /// Whether a service of others is there.
    GatewayStanding of FoundStanding
}

written! {
    /// How far everything is sealed under the present keys.
    ResealingStage of FoundStage
}

written! {
    /// What a key is for.
    KeyPurpose of app::upkeep::KeyPurpose
}

/// One setting.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SettingView {
    /// Its table; empty for the keys that stand in none.
    section: String,
    key: String,
    /// What it is set to; none for a secret, and where nothing is.
    value: Option<String>,
    /// Whether a secret is set, which is not shown.
    is_hidden: bool,
    origin: SettingOrigin,
    /// What it is, as documented.
    about: TextView,
}

impl From<Setting> for SettingView {
    fn from(setting: Setting) -> Self {
        let is_hidden = setting.value == SettingValue::Secret;
        Self {
            section: setting.section,
            key: setting.key,
            value: match setting.value {
                SettingValue::Shown(value) => Some(value),
                SettingValue::Secret | SettingValue::Unset => None,
            },
            is_hidden,
            origin: setting.origin.into(),
            about: setting.about.into(),
        }
    }
}

/// A service of others.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GatewayView {
    name: GatewayName,
    standing: GatewayStanding,
}

/// What the running service is set to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConfiguredView {
    /// In the order of the documentation.
    settings: Vec<SettingView>,
    gateways: Vec<GatewayView>,
}

impl From<Configured> for ConfiguredView {
    fn from(configured: Configured) -> Self {
        let gateways = configured.gateways.into_iter();
        Self {
            settings: configured
                .settings
                .into_iter()
                .map(SettingView::from)
                .collect(),
            gateways: gateways
                .map(|(name, standing)| GatewayView {
                    name: name.into(),
                    standing: standing.into(),
                })
                .collect(),
        }
    }
}

/// A key that is used for what is new, without the key.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeyView {
    purpose: KeyPurpose,
    /// Tells it from others of its kind.
    mark: String,
    /// Former keys of its kind that are still there.
    former: usize,
    /// When the service noticed it first, to about an hour.
    since: Option<Instant>,
}

impl From<KeyAge> for KeyView {
    fn from(age: KeyAge) -> Self {
        Self {
            purpose: age.key.purpose.into(),
            mark: age.key.mark,
            former: age.key.former,
            since: age.since.map(Into::into),
        }
    }
}

/// A run that sealed everything under the present keys.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResealingView {
    begun_at: Instant,
    /// When it last said something.
    at: Instant,
    is_over: bool,
    rows_seen: u64,
    rows_resealed: u64,
    /// Rows that are left for the next run.
    rows_left: u64,
    objects_seen: u64,
    objects_rewrapped: u64,
    /// Objects that cannot be opened.
    objects_unopened: u64,
}

impl From<Resealing> for ResealingView {
    fn from(run: Resealing) -> Self {
        Self {
            begun_at: run.begun_at.into(),
            at: run.at.into(),
            is_over: run.is_over,
            rows_seen: run.rows_seen,
            rows_resealed: run.rows_resealed,
            rows_left: run.rows_left,
            objects_seen: run.objects_seen,
            objects_rewrapped: run.objects_rewrapped,
            objects_unopened: run.objects_unopened,
        }
    }
}

/// The keys, and how far everything is sealed under them.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeysView {
    keys: Vec<KeyView>,
    stage: ResealingStage,
    /// The last run under the present master key.
    last: Option<ResealingView>,
    /// Rows that a run looks at.
    rows: u64,
}

impl From<KeysState> for KeysView {
    fn from(state: KeysState) -> Self {
        Self {
            keys: state.keys.into_iter().map(KeyView::from).collect(),
            stage: state.stage.into(),
            last: state.last.map(ResealingView::from),
            rows: state.rows,
        }
    }
}
