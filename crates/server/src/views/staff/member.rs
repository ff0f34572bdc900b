//! Members of staff.

use domain::{Role, Staff};
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
}

impl StaffView {
    /// The person, called `name`.
    pub(crate) fn of(staff: &Staff, name: String) -> Self {
        let all = domain::Permission::ALL.iter().copied();
        let permissions = all.filter(|permission| staff.permits_somewhere(*permission));
        Self {
            id: staff.id.as_uuid(),
            centre: staff.centre.as_uuid(),
            name,
            roles: staff.roles.iter().map(RoleView::from).collect(),
            permissions: permissions.map(Permission::from).collect(),
        }
    }
}
