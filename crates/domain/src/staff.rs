//! Members of staff and their roles. The permissions of a role are in `permission`; passwords and
//! sessions are in the store.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::id::{CentreId, SchoolId, StaffId, UnitId};
use crate::organisation::Placement;
use crate::protected::{Findable, Sealed, TokenHash};
use crate::timestamp::Timestamp;
use crate::transition::{WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// What someone is responsible for. The role says where, too: no role exists beyond its reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "role", rename_all = "kebab-case")]
#[strum_discriminants(
    name(RoleName),
    doc = "The name of a role, without the school or unit that it is for.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum Role {
    /// Staff, organisation and rules of the centre; sees no photo.
    Administrator,
    /// Runs batches, rosters, appointments and production for the centre.
    Operator,
    /// Decides on photos for the centre.
    CentreReviewer,
    /// Decides on photos for one school, where the school reviews first.
    SchoolReviewer {
        /// The school.
        school: SchoolId,
    },
    /// Sees to it that every student of one school is collected.
    SchoolOfficer {
        /// The school.
        school: SchoolId,
    },
    /// Sees to it that every student of one college or teaching point is collected.
    UnitOfficer {
        /// The school.
        school: SchoolId,
        /// Its college or teaching point.
        unit: UnitId,
    },
}

words!(Role as RoleName);

/// How far a role reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// All of the centre.
    Centre,
    /// One school.
    School(SchoolId),
    /// One college or teaching point.
    Unit(SchoolId, UnitId),
}

impl Role {
    /// How far it reaches.
    pub const fn scope(&self) -> Scope {
        match *self {
            Self::Administrator | Self::Operator | Self::CentreReviewer => Scope::Centre,
            Self::SchoolReviewer { school } | Self::SchoolOfficer { school } => {
                Scope::School(school)
            }
            Self::UnitOfficer { school, unit } => Scope::Unit(school, unit),
        }
    }
}

impl Scope {
    /// What both reach; none where they have nothing in common.
    pub fn common(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Centre, narrow) | (narrow, Self::Centre) => Some(narrow),
            (Self::School(school), narrow @ Self::Unit(of, _))
            | (narrow @ Self::Unit(of, _), Self::School(school)) => {
                (school == of).then_some(narrow)
            }
            (one, other) => (one == other).then_some(one),
        }
    }

    /// Whether something at `place` is within reach; `None` is something of the centre itself, or a
    /// student whose school is no customer.
    pub fn covers(self, place: Option<&Placement>) -> bool {
        match (self, place) {
            (Self::Centre, _) => true,
            (_, None) => false,
            (Self::School(school), Some(place)) => place.school == school,
            (Self::Unit(school, unit), Some(place)) => {
                let units = [place.college, place.teaching_point];
                place.school == school && units.contains(&Some(unit))
            }
        }
    }
}

/// Whether someone works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(StaffStateName),
    doc = "The name of a member of staff's state, without its data; in the order of a life.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum StaffState {
    /// May sign in.
    Active,
    /// May not sign in any more; kept because decisions name this person.
    Disabled {
        /// Who disabled.
        by: Actor,
        /// When the right to sign in ended.
        at: Timestamp,
    },
}

words!(StaffState as StaffStateName);

/// What a member of staff proves to have beside the password: an app that shows codes (TOTP, RFC 6238).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "second_factor", rename_all = "kebab-case")]
pub enum SecondFactor {
    /// Nothing is asked for beside the password.
    #[default]
    None,
    /// The secret was shown; the person has not yet typed a first code, so none is asked for.
    Proposed {
        /// The secret of the app, base32.
        secret: Sealed,
        /// Hashes of the codes that replace the app, each once.
        recovery: Vec<TokenHash>,
    },
    /// A code is asked for with each sign-in.
    Confirmed {
        /// The secret of the app, base32.
        secret: Sealed,
        /// Hashes of the recovery codes that are left.
        recovery: Vec<TokenHash>,
        /// Number of the 30 s since 1970 whose code was used last; no code works twice.
        last_step: u64,
        /// When the person typed the first code.
        confirmed_at: Timestamp,
    },
}

impl SecondFactor {
    const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Whether a code is asked for with each sign-in.
    pub const fn is_confirmed(&self) -> bool {
        matches!(self, Self::Confirmed { .. })
    }
}

/// What is done with a member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum StaffAction {
    /// The person gets other roles.
    Assign,
    /// The person may not sign in any more.
    Disable,
    /// The person may sign in again.
    Enable,
}

state_machine!(Staff: StaffStateName, StaffAction);

/// A member of a centre's or a school's staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Unique; made outside, in order of creation.
    pub id: StaffId,
    /// The centre; a school's staff belong to the centre that serves the school.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// What is keyed in to sign in; unique in the installation.
    pub login: Findable,
    /// Name for colleagues.
    pub name: Sealed,
    /// What the person may do; in a small centre one person holds several roles.
    pub roles: Vec<Role>,
    /// Whether the person works here.
    pub state: StaffState,
    /// What is asked for beside the password.
    #[serde(default, skip_serializing_if = "SecondFactor::is_none")]
    pub second_factor: SecondFactor,
}

impl Staff {
    /// A new member of staff, active at once.
    pub fn employ(
        id: StaffId,
        centre: CentreId,
        login: Findable,
        name: Sealed,
        roles: Vec<Role>,
    ) -> Self {
        Self {
            id,
            centre,
            version: Version::FIRST,
            login,
            name,
            roles,
            state: StaffState::Active,
            second_factor: SecondFactor::None,
        }
    }

    /// Shows the person a secret in place of an earlier one that was not confirmed. A confirmed one has to be reset
    /// first: `None`.
    pub fn propose_second_factor(
        mut self,
        secret: Sealed,
        recovery: Vec<TokenHash>,
    ) -> Option<Self> {
        if self.second_factor.is_confirmed() {
            return None;
        }
        self.second_factor = SecondFactor::Proposed { secret, recovery };
        self.version = self.version.next();
        Some(self)
    }

    /// The person typed the code of a step of time; `None` where no secret was shown.
    pub fn confirm_second_factor(mut self, step: u64, at: Timestamp) -> Option<Self> {
        let SecondFactor::Proposed { secret, recovery } = self.second_factor else {
            return None;
        };
        self.second_factor = SecondFactor::Confirmed {
            secret,
            recovery,
            last_step: step,
            confirmed_at: at,
        };
        self.version = self.version.next();
        Some(self)
    }

    /// Uses the code of a step of time up, with those of all earlier steps; `None` where that was done before.
    pub fn use_step(mut self, step: u64) -> Option<Self> {
        let SecondFactor::Confirmed { last_step, .. } = &mut self.second_factor else {
            return None;
        };
        if step <= *last_step {
            return None;
        }
        *last_step = step;
        self.version = self.version.next();
        Some(self)
    }

    /// Uses a recovery code up; `None` for another one.
    pub fn use_recovery(mut self, code: &TokenHash) -> Option<Self> {
        let SecondFactor::Confirmed { recovery, .. } = &mut self.second_factor else {
            return None;
        };
        let place = recovery.iter().position(|kept| kept == code)?;
        recovery.remove(place);
        self.version = self.version.next();
        Some(self)
    }

    /// Forgets the second factor, of someone who has lost the phone and the recovery codes.
    pub fn reset_second_factor(mut self) -> Self {
        self.second_factor = SecondFactor::None;
        self.version = self.version.next();
        self
    }

    /// Takes these roles instead of the former ones.
    ///
    /// # Errors
    /// [`WrongState`] for someone who is disabled.
    pub fn assign(mut self, roles: Vec<Role>) -> Result<Self, WrongState<Self>> {
        if self.state != StaffState::Active {
            return Err(WrongState::new(&self.state, StaffAction::Assign));
        }
        self.roles = roles;
        self.version = self.version.next();
        Ok(self)
    }

    /// Ends the right to sign in.
    ///
    /// # Errors
    /// [`WrongState`] for someone who is disabled.
    pub fn disable(mut self, by: Actor, at: Timestamp) -> Result<Self, WrongState<Self>> {
        if self.state != StaffState::Active {
            return Err(WrongState::new(&self.state, StaffAction::Disable));
        }
        self.state = StaffState::Disabled { by, at };
        self.version = self.version.next();
        Ok(self)
    }

    /// Lets the person sign in again, with the former roles.
    ///
    /// # Errors
    /// [`WrongState`] for someone who is active.
    pub fn enable(mut self) -> Result<Self, WrongState<Self>> {
        if self.state == StaffState::Active {
            return Err(WrongState::new(&self.state, StaffAction::Enable));
        }
        self.state = StaffState::Active;
        self.version = self.version.next();
        Ok(self)
    }
}
