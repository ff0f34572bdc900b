//! Members of staff.

use app::App;
use app::staff::{NewSecondFactor, StaffSummary};
use domain::{Role, SchoolId, Staff, StaffState, UnitId};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::word::wire_words;

wire_words! {
    /// Something that not every member of staff may do.
    Permission of domain::Permission;
}

/// A role, and where it reaches.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "role", rename_all = "kebab-case", deny_unknown_fields)]
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

impl From<&RoleView> for Role {
    fn from(role: &RoleView) -> Self {
        match *role {
            RoleView::Administrator => Self::Administrator,
            RoleView::Operator => Self::Operator,
            RoleView::CentreReviewer => Self::CentreReviewer,
            RoleView::SchoolReviewer { school } => Self::SchoolReviewer {
                school: SchoolId::from_uuid(school),
            },
            RoleView::SchoolOfficer { school } => Self::SchoolOfficer {
                school: SchoolId::from_uuid(school),
            },
            RoleView::UnitOfficer { school, unit } => Self::UnitOfficer {
                school: SchoolId::from_uuid(school),
                unit: UnitId::from_uuid(unit),
            },
        }
    }
}

/// A member of staff, for administrators.
// Shows nothing in `Debug`: it holds personal values.
#[derive(Serialize, ToSchema)]
pub(crate) struct ColleagueView {
    id: Uuid,
    /// What is keyed in to sign in.
    login: String,
    name: String,
    roles: Vec<RoleView>,
    /// Whether the person may sign in.
    is_active: bool,
    /// Whether a code of an app is asked for with each sign-in.
    has_second_factor: bool,
}

impl From<StaffSummary> for ColleagueView {
    fn from(summary: StaffSummary) -> Self {
        Self {
            id: summary.id.as_uuid(),
            login: summary.login,
            name: summary.name,
            roles: summary.roles.iter().map(RoleView::from).collect(),
            is_active: summary.state == StaffState::Active,
            has_second_factor: summary.has_second_factor,
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
