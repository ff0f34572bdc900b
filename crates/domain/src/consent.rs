//! A student's consent to one purpose, with its history. Use cases decide which purpose a step needs;
//! the texts are in `app`, by version.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::id::{AccountId, ConsentId, StaffId};
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// What personal data are used for. Each is asked for by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Purpose {
    /// Collect and review the portrait. Without it nothing can be done. Its name is older than
    /// [`Self::HandOver`], and stored.
    CollectReviewHandOver,
    /// Hand the approved portrait over to the registry and the school: third parties, which the law wants
    /// agreed to by itself. Without it nothing can be submitted.
    HandOver,
    /// Compare photos of one student with each other. Optional.
    Comparison,
    /// Send prints to an address. Optional.
    Address,
}

words!(Purpose);

impl Purpose {
    /// Whether a portrait can be had without it.
    pub const fn is_optional(self) -> bool {
        match self {
            Self::CollectReviewHandOver | Self::HandOver => false,
            Self::Comparison | Self::Address => true,
        }
    }
}

/// Whether a student agrees to a purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ConsentState {
    /// The student has never agreed.
    Asked,
    /// The student agrees.
    Given,
    /// The student has agreed before and does no longer.
    Withdrawn,
}

words!(ConsentState);

/// One time that a student agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Version of the text that was shown, from 1.
    pub text_version: u32,
    /// When the student agreed.
    pub given_at: Timestamp,
    /// When it ended, by withdrawal or by agreeing to a newer text.
    pub ended_at: Option<Timestamp>,
    /// Who keeps the paper that the student signed at a counter; none where the student agreed in the app.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_paper_with: Option<StaffId>,
}

/// What is done with a consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum ConsentAction {
    /// The student agrees to a text.
    Give,
    /// The student agrees no more.
    Withdraw,
}

state_machine!(Consent: ConsentState, ConsentAction);

/// One account's consent to one purpose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Unique; made outside, in order of creation.
    pub id: ConsentId,
    /// Whose consent it is.
    pub account: AccountId,
    /// Raised with every change.
    pub version: Version,
    /// The purpose that the student is asked about.
    pub purpose: Purpose,
    /// Every time that the student agreed, oldest first; only the last may still be in force.
    pub history: Vec<Agreement>,
}

impl Consent {
    /// A purpose that the student has not agreed to yet.
    pub fn ask(id: ConsentId, account: AccountId, purpose: Purpose) -> Self {
        Self {
            id,
            account,
            version: Version::FIRST,
            purpose,
            history: Vec::new(),
        }
    }

    /// The agreement in force.
    pub fn in_force(&self) -> Option<&Agreement> {
        self.history.last().filter(|last| last.ended_at.is_none())
    }

    /// Whether the student agrees to `text_version` or a newer text.
    pub fn covers(&self, text_version: u32) -> bool {
        self.in_force()
            .is_some_and(|last| last.text_version >= text_version)
    }

    /// The student agrees to a text; an agreement to an older one ends.
    ///
    /// # Errors
    /// [`Denied`] for anyone else, and where this text or a newer one is agreed to.
    pub fn give(self, text_version: u32, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_own(by)?;
        self.agree(text_version, None, at)
    }

    /// The student signs a text on paper at a counter, and a member of staff writes that down. Whoever has withdrawn
    /// it agrees again by the own hand alone, in the app.
    ///
    /// # Errors
    /// [`WrongState`] where the student has withdrawn it, and where this text or a newer one is agreed to.
    pub fn give_on_paper(
        self,
        text_version: u32,
        to: StaffId,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        if self.state() == ConsentState::Withdrawn {
            return Err(WrongState::new(self.state(), ConsentAction::Give).into());
        }
        self.agree(text_version, Some(to), at)
    }

    fn agree(
        mut self,
        text_version: u32,
        on_paper_with: Option<StaffId>,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        if self.covers(text_version) {
            return Err(WrongState::new(self.state(), ConsentAction::Give).into());
        }
        self.end(at);
        self.history.push(Agreement {
            text_version,
            given_at: at,
            ended_at: None,
            on_paper_with,
        });
        self.version = self.version.next();
        Ok(self)
    }

    /// The student agrees no more.
    ///
    /// # Errors
    /// [`Denied`] for another student and for staff, and where nothing is in force.
    pub fn withdraw(mut self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        // The system ends it with an account whose time is over.
        if by != Actor::System {
            self.check_own(by)?;
        }
        if self.in_force().is_none() {
            return Err(WrongState::new(self.state(), ConsentAction::Withdraw).into());
        }
        self.end(at);
        self.version = self.version.next();
        Ok(self)
    }

    /// Whether the student agrees at present.
    pub fn state(&self) -> ConsentState {
        match (self.in_force(), self.history.is_empty()) {
            (Some(_), _) => ConsentState::Given,
            (None, true) => ConsentState::Asked,
            (None, false) => ConsentState::Withdrawn,
        }
    }

    fn check_own(&self, by: Actor) -> Result<(), Denied<Self>> {
        if by.is_student(self.account) {
            Ok(())
        } else {
            Err(Denied::NotYours)
        }
    }

    fn end(&mut self, at: Timestamp) {
        if let Some(last) = self.history.last_mut()
            && last.ended_at.is_none()
        {
            last.ended_at = Some(at);
        }
    }
}
