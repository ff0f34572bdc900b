//! Members of staff.

use domain::{Permission, Role, Staff, permits};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

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
    /// What the roles permit somewhere, kebab-case; pages show what is among it.
    #[schema(value_type = Vec<String>)]
    permissions: Vec<Permission>,
}

impl StaffView {
    /// The person, called `name`.
    pub(crate) fn of(staff: &Staff, name: String) -> Self {
        let permitted = |permission: &&Permission| {
            let mut roles = staff.roles.iter();
            roles.any(|role| permits(role, **permission))
        };
        let permissions = Permission::ALL.iter().filter(permitted);
        Self {
            id: staff.id.as_uuid(),
            centre: staff.centre.as_uuid(),
            name,
            roles: staff.roles.iter().map(RoleView::from).collect(),
            permissions: permissions.copied().collect(),
        }
    }
}
