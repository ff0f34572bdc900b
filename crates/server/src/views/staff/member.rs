//! Members of staff.

use app::App;
use app::staff::NewSecondFactor;
use domain::{Role, Staff};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::word::wire_words;

wire_words! {
    /// Something that not every member of staff may do.
    Permission of domain::Permission;
}

/// A role, and where it reaches.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "role", rename_all = "kebab-case")]
pub(crate) enum RoleView {
    Administrator,
    Operator,
    CentreReviewer,
    SchoolReviewer { school: Uuid },
    SchoolOfficer { school: Uuid },
    UnitOfficer { school: Uuid, unit: Uuid },
}

impl From<&Role> for RoleView {
    fn from(role: &Role) -> Self {
        match *role {
            Role::Administrator => Self::Administrator,
            Role::Operator => Self::Operator,
            Role::CentreReviewer => Self::CentreReviewer,
            Role::SchoolReviewer { school } => Self::SchoolReviewer {
                school: school.as_uuid(),
            },
            Role::SchoolOfficer { school } => Self::SchoolOfficer {
                school: school.as_uuid(),
            },
            Role::UnitOfficer { school, unit } => Self::UnitOfficer {
                school: school.as_uuid(),
                unit: unit.as_uuid(),
            },
        }
    }
}

/// A member of staff, for the person.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaffView {
    id: Uuid,
    /// The centre.
    centre: Uuid,
    name: String,
    roles: Vec<RoleView>,
    /// What the roles permit somewhere; pages show what is among it.
    permissions: Vec<Permission>,
    /// Whether a code of an app is asked for with each sign-in.
    has_second_factor: bool,
    /// Whether a second factor has to be set up before anything else.
    needs_second_factor: bool,
}

impl StaffView {
    /// The person, called `name`.
    pub(crate) fn of(app: &App, staff: &Staff, name: String) -> Self {
        let all = domain::Permission::ALL.iter().copied();
        let permissions = all.filter(|permission| staff.permits_somewhere(*permission));
        let has_second_factor = staff.second_factor.is_confirmed();
        Self {
            id: staff.id.as_uuid(),
            centre: staff.centre.as_uuid(),
            name,
            roles: staff.roles.iter().map(RoleView::from).collect(),
            permissions: permissions.map(Permission::from).collect(),
            has_second_factor,
            needs_second_factor: !has_second_factor && app::staff::needs_second_factor(app, staff),
        }
    }
}

/// What a person puts into an authenticator app, and keeps. Shown once.
// Shows nothing in `Debug`: it holds secrets.
#[derive(Serialize, ToSchema)]
pub(crate) struct NewSecondFactorView {
    /// `otpauth://` address, to be shown as a QR code.
    address: String,
    /// The secret alone, base32, to be typed.
    secret: String,
    /// Codes that replace the app, each once.
    recovery_codes: Vec<String>,
}

impl From<NewSecondFactor> for NewSecondFactorView {
    fn from(new: NewSecondFactor) -> Self {
        let shown = |secret: &SecretString| secret.expose_secret().to_owned();
        Self {
            address: shown(&new.address),
            secret: shown(&new.secret),
            recovery_codes: new.recovery_codes.iter().map(shown).collect(),
        }
    }
}
