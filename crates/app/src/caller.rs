//! The caller of a use case: a student, a member of staff, an operator in a member's name, or the
//! system, as proved by the session or the command line.

use domain::{AccountId, Actor, CentreId, Permission, Resource, Staff, may};

use crate::failure::Failure;
use crate::refusal::SecondFactorRefusal;

/// Who asks.
#[derive(Debug, Clone)]
pub enum Caller {
    /// A signed-in student.
    Student(AccountId),
    /// A signed-in member of staff.
    Staff(Box<Staff>),
    /// A signed-in member of staff who has to set up a second factor before anything else.
    WithoutSecondFactor(Box<Staff>),
    /// The operator at the machine's command line, who writes down what a member of staff decided.
    /// The roles of that member count, not the operator's; the audit log names the command line.
    OnBehalfOf(Box<Staff>),
    /// An operator at the machine's command line, or a job. Asked for no permission: whoever runs
    /// commands on the machine holds the keys.
    System,
}

impl Caller {
    /// Who it is for transitions and the audit log.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Student(account) => Actor::Student(*account),
            Self::Staff(staff) | Self::WithoutSecondFactor(staff) | Self::OnBehalfOf(staff) => {
                Actor::Staff(staff.id)
            }
            Self::System => Actor::System,
        }
    }

    /// The student's account.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`] for anyone but a student.
    pub fn student(&self) -> Result<AccountId, Failure> {
        match self {
            Self::Student(account) => Ok(*account),
            Self::WithoutSecondFactor(_) => Err(SecondFactorRefusal::SetUpNeeded.into()),
            Self::Staff(_) | Self::OnBehalfOf(_) | Self::System => Err(Failure::NotAllowed),
        }
    }

    /// The member of staff who acts, or for whom the operator acts.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`] for students and for an operator who names nobody;
    /// [`SecondFactorRefusal::SetUpNeeded`].
    pub fn staff(&self) -> Result<&Staff, Failure> {
        match self {
            Self::Staff(staff) | Self::OnBehalfOf(staff) => Ok(staff),
            Self::WithoutSecondFactor(_) => Err(SecondFactorRefusal::SetUpNeeded.into()),
            Self::Student(_) | Self::System => Err(Failure::NotAllowed),
        }
    }

    /// Asks whether staff may do something to a thing of their own centre.
    ///
    /// # Errors
    /// [`Failure::NotFound`] for a thing of another centre: that it exists is nobody else's business;
    /// [`Failure::NotAllowed`] where the roles do not reach.
    pub fn check(&self, permission: Permission, resource: Resource<'_>) -> Result<(), Failure> {
        match self {
            Self::System => Ok(()),
            Self::Student(_) => Err(Failure::NotAllowed),
            Self::WithoutSecondFactor(_) => Err(SecondFactorRefusal::SetUpNeeded.into()),
            Self::Staff(staff) | Self::OnBehalfOf(staff) if staff.centre != resource.centre => {
                Err(Failure::NotFound)
            }
            Self::Staff(staff) | Self::OnBehalfOf(staff) => may(staff, permission, resource)
                .then_some(())
                .ok_or(Failure::NotAllowed),
        }
    }

    /// Asks whether it is the operator at the command line. Jobs, keys and objects belong to no centre,
    /// so an operator of one centre sees nothing of another's.
    ///
    /// # Errors
    /// [`Failure::NotAllowed`] for students and staff.
    pub fn check_operator(&self) -> Result<(), Failure> {
        match self {
            Self::System => Ok(()),
            Self::Student(_)
            | Self::Staff(_)
            | Self::WithoutSecondFactor(_)
            | Self::OnBehalfOf(_) => Err(Failure::NotAllowed),
        }
    }

    /// [`Self::check`] for what concerns the centre itself.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn check_centre(&self, permission: Permission, centre: CentreId) -> Result<(), Failure> {
        self.check(
            permission,
            Resource {
                centre,
                place: None,
            },
        )
    }
}
