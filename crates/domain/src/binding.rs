//! Checks whether a collection code may be bound to an account. A code that can be decoded proves
//! nothing, because forgers exist; so it is compared with the batch, the roster, what the student typed
//! and the degrees of other accounts. Pure: the caller passes in everything that was looked up.

use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::batch::{Acceptance, Batch};
use crate::degree::{DEGREES_PER_PERSON, LastFourCheck};
use crate::id::DegreeId;
use crate::identity::LastFour;
use crate::organisation::SchoolCode;
use crate::refusal::{Coded, Member};
use crate::roster::RosterFinding;
use crate::timestamp::Timestamp;
use crate::word::words;

/// Who holds the code now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeHolder {
    /// No account holds the code.
    Nobody,
    /// The same account, as this degree.
    Own(DegreeId),
    /// Another account.
    Another,
}

/// What the student answers to "does the registry show a portrait for this degree already?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RegistryAnswer {
    /// No, or not asked yet.
    NoPortrait,
    /// Yes; the registry would refuse a second one.
    HasPortrait,
}

words!(RegistryAnswer);

/// Everything that is known when a code is to be bound.
#[derive(Debug, Clone, Copy)]
pub struct BindingCase<'a> {
    /// The batch that the student came to.
    pub batch: &'a Batch,
    /// What the student typed.
    pub typed: &'a LastFour,
    /// The last four of the identity number on the roster, where the school gave them.
    pub listed: Option<&'a LastFour>,
    /// What the code carries, if it does.
    pub carried: Option<&'a LastFour>,
    /// The school of the code, or what the student said where the code carries none.
    pub school: SchoolCode,
    /// What the roster says.
    pub roster: RosterFinding,
    /// Who holds the code.
    pub holder: CodeHolder,
    /// How many degrees of the account are bound.
    pub bound_degrees: usize,
    /// What the student says of the registry.
    pub registry: RegistryAnswer,
}

/// Why a code is not bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum BindingRefusal {
    /// The batch takes nobody at this time.
    #[error("the batch takes nobody at this time")]
    NotAccepting(Acceptance),
    /// Counts as a miss.
    #[error("the last four characters are not those of the code")]
    WrongLastFour,
    /// The code is of a school that the batch does not collect.
    #[error("the code is of a school that the batch does not collect")]
    OtherSchool,
    /// Counts as a miss.
    #[error("the school's roster does not list the student")]
    NotOnRoster,
    /// Staff of the centre decide whose it is.
    #[error("the code is bound to another account")]
    BoundToAnother,
    /// Staff took the same degree from this account before.
    #[error("staff found that the degree is another person's")]
    NotThisPerson,
    /// Nothing to do.
    #[error("the code is bound to this account already")]
    BoundAlready(DegreeId),
    /// Two is the limit.
    #[error("the account has as many degrees as a person can have")]
    TooManyDegrees,
    /// The registry would refuse the portrait.
    #[error("the registry shows a portrait already")]
    AlreadyAtRegistry,
}

impl Coded for BindingRefusal {
    crate::codes_by_name!();

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::NotAccepting(acceptance) => acceptance.members(),
            Self::BoundAlready(degree) => vec![("degree", Member::Text(degree.to_string()))],
            Self::WrongLastFour
            | Self::OtherSchool
            | Self::NotOnRoster
            | Self::BoundToAnother
            | Self::NotThisPerson
            | Self::TooManyDegrees
            | Self::AlreadyAtRegistry => Vec::new(),
        }
    }
}

impl BindingRefusal {
    /// What was guessed wrong, where the refusal counts as a miss: the answer would help someone who
    /// guesses.
    pub const fn miss(&self) -> Option<CodeMiss> {
        match self {
            Self::WrongLastFour => Some(CodeMiss::WrongLastFour),
            Self::NotOnRoster => Some(CodeMiss::NotOnRoster),
            Self::NotAccepting(_)
            | Self::OtherSchool
            | Self::BoundToAnother
            | Self::NotThisPerson
            | Self::BoundAlready(_)
            | Self::TooManyDegrees
            | Self::AlreadyAtRegistry => None,
        }
    }
}

/// What can be guessed wrong about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CodeMiss {
    /// The last four characters of the identity number.
    WrongLastFour,
    /// A student number of the school's roster.
    NotOnRoster,
}

words!(CodeMiss);

/// What is asked of a code besides the last four characters.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The batch that the student came to.
    pub batch: &'a Batch,
    /// The school of the code, or what the student said where the code carries none.
    pub school: SchoolCode,
    /// What the roster says.
    pub roster: RosterFinding,
    /// Who holds the code.
    pub holder: CodeHolder,
    /// How many degrees of the account are bound.
    pub bound_degrees: usize,
    /// What the student says of the registry.
    pub registry: RegistryAnswer,
}

/// Judges a case; says how the last four were checked.
///
/// # Errors
/// The first [`BindingRefusal`] in the order of the enum. The last four come before everything that
/// another person has done: who guesses must not learn that a code is taken.
pub fn check_binding(
    case: &BindingCase<'_>,
    now: Timestamp,
) -> Result<LastFourCheck, BindingRefusal> {
    check_acceptance(case.batch, now)?;
    let known = [case.listed, case.carried];
    if known.into_iter().flatten().any(|known| known != case.typed) {
        return Err(BindingRefusal::WrongLastFour);
    }
    let last_four_check = match known {
        [Some(_), _] => LastFourCheck::RosterMatched,
        [None, Some(_)] => LastFourCheck::SelfConsistent,
        [None, None] => LastFourCheck::NotCarried,
    };
    check_rest(&Standing {
        batch: case.batch,
        school: case.school,
        roster: case.roster,
        holder: case.holder,
        bound_degrees: case.bound_degrees,
        registry: case.registry,
    })?;
    Ok(last_four_check)
}

/// Judges a degree once more that was proposed, before it is bound: time has passed and others may
/// have come first. The last four were checked then, and are not kept.
///
/// # Errors
/// The first [`BindingRefusal`] in the order of the enum.
pub fn check_standing(standing: &Standing<'_>, now: Timestamp) -> Result<(), BindingRefusal> {
    check_acceptance(standing.batch, now)?;
    check_rest(standing)
}

fn check_acceptance(batch: &Batch, now: Timestamp) -> Result<(), BindingRefusal> {
    match batch.accepts_at(now) {
        Acceptance::Open => Ok(()),
        acceptance => Err(BindingRefusal::NotAccepting(acceptance)),
    }
}

fn check_rest(standing: &Standing<'_>) -> Result<(), BindingRefusal> {
    if !standing.batch.plan.takes_school(standing.school) {
        return Err(BindingRefusal::OtherSchool);
    }
    if standing.roster == RosterFinding::NotListed {
        return Err(BindingRefusal::NotOnRoster);
    }
    match standing.holder {
        CodeHolder::Nobody => {}
        CodeHolder::Own(degree) => return Err(BindingRefusal::BoundAlready(degree)),
        CodeHolder::Another => return Err(BindingRefusal::BoundToAnother),
    }
    if standing.bound_degrees >= DEGREES_PER_PERSON {
        return Err(BindingRefusal::TooManyDegrees);
    }
    if standing.registry == RegistryAnswer::HasPortrait {
        return Err(BindingRefusal::AlreadyAtRegistry);
    }
    Ok(())
}
