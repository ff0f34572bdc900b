//! The permissions of staff: one table of roles and permissions, and one function that reads it.
//! Students have no permissions; each transition checks that the student is its own.

use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::CentreId;
use crate::organisation::Placement;
use crate::staff::{Role, Scope, Staff, StaffState};
use crate::word::words;

/// Something that not everyone may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Permission {
    /// Employ and disable staff, assign roles.
    ManageStaff,
    /// Enter and rename schools, units and classes; decide the centre's policy.
    ManageOrganisation,
    /// Draft, open, extend and close batches and regions.
    ManageBatches,
    /// Draft standards, and have batches judged by them.
    ManageStandards,
    /// Read a school's roster in.
    ImportRoster,
    /// See counts, and who of a roster has come how far.
    ViewProgress,
    /// See degrees: masked name, school, level, state.
    ViewDegrees,
    /// See photos and portraits.
    ViewPhotos,
    /// Decide in the school's round.
    ReviewForSchool,
    /// Decide in the centre's round.
    ReviewForCentre,
    /// Let go of a degree that is bound to the wrong account.
    ReleaseDegrees,
    /// Give a student attempts and checks beyond the batch's limits.
    AllowMore,
    /// Replace the photo of an approved submission, or void it.
    CorrectApproved,
    /// Agree, as a second person, to what a colleague asks for.
    Countersign,
    /// Shoot students on site and hand their photos in.
    ShootOnSite,
    /// Manage studios, slots and appointments.
    ManageAppointments,
    /// Take lists out as files.
    ExportLists,
    /// Remind students who have begun and not finished.
    RemindStudents,
    /// Look after jobs and messages that went wrong.
    OperateService,
    /// Read the audit log.
    ReadAudit,
    /// Put prices in force and waive them.
    ManagePrices,
    /// See orders, payments, refunds and the ledger.
    ViewMoney,
    /// Record and confirm money that arrives by hand, ask for refunds, look after invoices.
    HandleMoney,
    /// Approve and decline refunds.
    ApproveRefunds,
    /// Prepare what is handed over to the registry and to schools, take it out, and read answers in. It holds
    /// portraits; a second person countersigns.
    HandOver,
    /// Produce prints: runs, their files, scanning, shipping.
    ProducePrints,
    /// Acknowledge parcels of prints for the school.
    ReceivePrints,
    /// Read what students ask the centre, and answer.
    AnswerStudents,
}

words!(Permission);

/// Where a thing stands: its centre, and the place in a school where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resource<'a> {
    /// The centre that it belongs to.
    pub centre: CentreId,
    /// The school and unit that it concerns; `None` for what concerns the centre or several schools,
    /// and for students whose school is no customer.
    pub place: Option<&'a Placement>,
}

/// Whether `staff` may do `permission` to `resource`. Nobody may do anything in a foreign centre.
pub fn may(staff: &Staff, permission: Permission, resource: Resource<'_>) -> bool {
    staff.state == StaffState::Active
        && staff.centre == resource.centre
        && staff
            .roles
            .iter()
            .any(|role| permits(role, permission) && role.scope().covers(resource.place))
}

impl Staff {
    /// Whether a role permits something in some part of the own centre; where exactly, [`may`] decides.
    pub fn permits_somewhere(&self, permission: Permission) -> bool {
        let is_active = self.state == StaffState::Active;
        is_active && self.roles.iter().any(|role| permits(role, permission))
    }

    /// How far the roles permit something, widest first; empty where they do not.
    pub fn reach(&self, permission: Permission) -> Vec<Scope> {
        let roles = self.roles.iter();
        let permitting = roles.filter(|role| permits(role, permission));
        let mut scopes: Vec<Scope> = permitting.map(Role::scope).collect();
        if self.state != StaffState::Active {
            scopes.clear();
        }
        if scopes.contains(&Scope::Centre) {
            scopes = vec![Scope::Centre];
        }
        scopes
    }
}

/// Whether a role permits something within its reach.
fn permits(role: &Role, permission: Permission) -> bool {
    granted(role).contains(&permission)
}

const fn granted(role: &Role) -> &'static [Permission] {
    use Permission as P;
    match role {
        // Sees no photo: who decides about accounts has no need to.
        Role::Administrator => &[
            P::ManageStaff,
            P::ManageOrganisation,
            P::ManageBatches,
            P::ManageStandards,
            P::ImportRoster,
            P::ViewProgress,
            P::ViewDegrees,
            P::ReleaseDegrees,
            P::AllowMore,
            P::Countersign,
            P::ManageAppointments,
            P::ExportLists,
            P::RemindStudents,
            P::OperateService,
            P::ReadAudit,
            P::ManagePrices,
            P::ViewMoney,
            P::HandleMoney,
            P::ApproveRefunds,
            P::AnswerStudents,
        ],
        Role::Operator => &[
            P::ManageBatches,
            P::ImportRoster,
            P::ViewProgress,
            P::ViewDegrees,
            P::ViewPhotos,
            P::ReleaseDegrees,
            P::AllowMore,
            P::CorrectApproved,
            P::Countersign,
            P::ShootOnSite,
            P::ManageAppointments,
            P::ExportLists,
            P::RemindStudents,
            P::OperateService,
            P::ViewMoney,
            P::HandleMoney,
            P::HandOver,
            P::ProducePrints,
            P::AnswerStudents,
        ],
        Role::CentreReviewer => &[
            P::ViewProgress,
            P::ViewDegrees,
            P::ViewPhotos,
            P::ReviewForCentre,
        ],
        Role::SchoolReviewer { .. } => &[
            P::ViewProgress,
            P::ViewDegrees,
            P::ViewPhotos,
            P::ReviewForSchool,
        ],
        Role::SchoolOfficer { .. } => &[
            P::ImportRoster,
            P::ViewProgress,
            P::ViewDegrees,
            P::ExportLists,
            P::RemindStudents,
            P::ReceivePrints,
        ],
        Role::UnitOfficer { .. } => &[
            P::ViewProgress,
            P::ViewDegrees,
            P::ExportLists,
            P::RemindStudents,
        ],
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::actor::Actor;
    use crate::id::{SchoolId, StaffId, UnitId};
    use crate::protected::{BlindIndex, Findable, Sealed};
    use crate::timestamp::Timestamp;

    fn centre(number: u128) -> CentreId {
        CentreId::from_uuid(Uuid::from_u128(number))
    }

    fn school(number: u128) -> SchoolId {
        SchoolId::from_uuid(Uuid::from_u128(number))
    }

    fn unit(number: u128) -> UnitId {
        UnitId::from_uuid(Uuid::from_u128(number))
    }

    fn staff(roles: Vec<Role>) -> Staff {
        let login = Findable {
            sealed: Sealed::from_bytes(vec![1]),
            index: BlindIndex::from_bytes([1; 32]),
        };
        let id = StaffId::from_uuid(Uuid::from_u128(9));
        Staff::employ(id, centre(1), login, Sealed::from_bytes(vec![2]), roles)
    }

    /// School 1, college 1, teaching point 2.
    fn placed() -> Placement {
        Placement {
            college: Some(unit(1)),
            teaching_point: Some(unit(2)),
            ..Placement::of_school(school(1))
        }
    }

    /// Letters for: a student of the own unit, of the own school elsewhere, of another school, the
    /// centre, a foreign centre. `x` may, `-` may not.
    #[track_caller]
    fn check(role: Role, permission: Permission, expected: &str) {
        let elsewhere = Placement::of_school(school(1));
        let other = Placement {
            school: school(2),
            ..placed()
        };
        let own = placed();
        let places = [Some(&own), Some(&elsewhere), Some(&other), None];
        let staff = staff(vec![role]);
        let mut seen: String = places
            .map(|place| Resource {
                centre: centre(1),
                place,
            })
            .map(|resource| {
                if may(&staff, permission, resource) {
                    'x'
                } else {
                    '-'
                }
            })
            .into_iter()
            .collect();
        let foreign = places.map(|place| Resource {
            centre: centre(2),
            place,
        });
        let any = foreign
            .iter()
            .any(|resource| may(&staff, permission, *resource));
        seen.push(if any { 'x' } else { '-' });
        assert_eq!(seen, expected, "{} {permission:?}", role.name());
    }

    #[test]
    fn a_role_reaches_as_far_as_its_scope() {
        use Permission::{ReviewForSchool, ViewProgress};
        let officer = Role::UnitOfficer {
            school: school(1),
            unit: unit(1),
        };
        check(officer, ViewProgress, "x----");
        let of_teaching_point = Role::UnitOfficer {
            school: school(1),
            unit: unit(2),
        };
        check(of_teaching_point, ViewProgress, "x----");
        check(
            Role::SchoolOfficer { school: school(1) },
            ViewProgress,
            "xx---",
        );
        check(
            Role::SchoolReviewer { school: school(1) },
            ReviewForSchool,
            "xx---",
        );
        check(Role::CentreReviewer, ViewProgress, "xxxx-");
        check(Role::Operator, ViewProgress, "xxxx-");
        check(Role::Administrator, ViewProgress, "xxxx-");
    }

    /// The whole table: one letter per permission in the order of [`Permission::ALL`].
    #[track_caller]
    fn check_role(role: Role, expected: &str) {
        let seen: String = Permission::ALL
            .iter()
            .map(|permission| {
                if permits(&role, *permission) {
                    'x'
                } else {
                    '-'
                }
            })
            .collect();
        assert_eq!(seen, expected, "{}", role.name());
    }

    #[test]
    fn each_role_permits_what_the_table_says() {
        let school = school(1);
        let unit = unit(1);
        check_role(Role::Administrator, "xxxxxxx---xx-x-xxxxxxxxx---x");
        check_role(Role::Operator, "--x-xxxx--xxxxxxxxx--xx-xx-x");
        check_role(Role::CentreReviewer, "-----xxx-x------------------");
        check_role(
            Role::SchoolReviewer { school },
            "-----xxxx-------------------",
        );
        check_role(
            Role::SchoolOfficer { school },
            "----xxx---------xx--------x-",
        );
        check_role(
            Role::UnitOfficer { school, unit },
            "-----xx---------xx----------",
        );
    }

    #[test]
    fn several_roles_add_up_each_within_its_own_reach() {
        let both = staff(vec![
            Role::SchoolReviewer { school: school(1) },
            Role::SchoolOfficer { school: school(2) },
        ]);
        let at = |number| Placement::of_school(school(number));
        let (first, second) = (at(1), at(2));
        let resource = |place| Resource {
            centre: centre(1),
            place: Some(place),
        };
        assert!(may(&both, Permission::ViewPhotos, resource(&first)));
        assert!(!may(&both, Permission::ViewPhotos, resource(&second)));
        assert!(may(&both, Permission::ExportLists, resource(&second)));
        assert!(!may(&both, Permission::ExportLists, resource(&first)));
    }

    #[test]
    fn who_is_disabled_or_has_no_role_may_nothing() {
        let resource = Resource {
            centre: centre(1),
            place: None,
        };
        let at = Timestamp::from_micros(0);
        let gone = staff(vec![Role::Administrator])
            .disable(Actor::System, at)
            .unwrap();
        for permission in Permission::ALL {
            assert!(!may(&gone, *permission, resource));
            assert!(!may(&staff(Vec::new()), *permission, resource));
        }
        let back = gone.enable().unwrap();
        assert!(may(&back, Permission::ManageStaff, resource));
    }
}
