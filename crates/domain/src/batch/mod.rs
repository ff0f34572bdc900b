//! A batch: its plan and its state. Everything of a student refers to its batch by id.

mod plan;
mod window;

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::actor::Actor;
use crate::feature_code::FeatureCode;
use crate::id::{BatchId, CentreId};
use crate::refusal::{Coded, Member, member};
use crate::timestamp::Timestamp;
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

pub use plan::{
    BatchMode, BatchNotice, BatchPlan, BatchRules, BatchSchool, Cohort, GlassesPolicy, InvalidPlan,
    InvalidRgb, Retention, Rgb, SpecId,
};
use window::Moment;
pub use window::{CollectionWindow, DailyHours, InvalidWindow};

/// Whether a batch is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(BatchStateName),
    doc = "The name of a batch's state, without its data; in the order of a life.",
    derive(Hash, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum BatchState {
    /// Being prepared; students do not find it.
    Draft,
    /// Announced. Whether it collects at this moment, its window says.
    Open {
        /// Who opened it.
        opened_by: Actor,
        /// When; not the first instant of the window.
        announced_at: Timestamp,
    },
    /// Announced, and stopped for a while: students find it, and nobody hands anything in.
    Paused {
        /// Who opened it.
        opened_by: Actor,
        /// When it was announced.
        announced_at: Timestamp,
        /// Who paused it.
        paused_by: Actor,
        /// Since when.
        paused_at: Timestamp,
    },
    /// Collects no more; what was unfinished has expired.
    Closed {
        /// Who closed it.
        closed_by: Actor,
        /// When it was closed; may be later than the end of its window.
        closed_at: Timestamp,
    },
    /// Delivered and paid; retention clocks run.
    Archived {
        /// Who archived it.
        archived_by: Actor,
        /// When it was archived; retention is counted from here.
        archived_at: Timestamp,
    },
}

words!(BatchState as BatchStateName);

/// Whether students may hand in at some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[derive(IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
#[serde(tag = "acceptance", rename_all = "kebab-case")]
#[error("the batch takes nothing at this time")]
pub enum Acceptance {
    /// They may.
    Open,
    /// The batch is still being prepared and no date is promised.
    NotAnnounced,
    /// Not yet.
    NotYet {
        /// The first instant at which they may.
        opens_at: Timestamp,
    },
    /// Not at this hour.
    OutsideHours {
        /// The next instant at which they may.
        next: Timestamp,
    },
    /// Not until the centre goes on with it; no date is promised.
    Paused,
    /// Not any more.
    Closed,
}

words!(names of Acceptance);

impl Coded for Acceptance {
    fn codes() -> Vec<&'static str> {
        vec!["not-accepting"]
    }

    fn code(&self) -> &'static str {
        "not-accepting"
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::NotYet { opens_at: then } | Self::OutsideHours { next: then } => {
                vec![member("from_then", *then)]
            }
            Self::Open | Self::NotAnnounced | Self::Paused | Self::Closed => Vec::new(),
        }
    }
}

/// Why a batch does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum BatchRefusal {
    /// The plan cannot be put in force.
    #[error(transparent)]
    #[strum(serialize = "plan-invalid")]
    Plan(#[from] InvalidPlan),
    /// Students rely on it: mode, link and the opening cannot change while the batch is open, and
    /// schools cannot leave.
    #[error("students already rely on what would change: mode, link, opening or a school")]
    ReliedOn,
}

impl Coded for BatchRefusal {
    crate::codes_by_name!();
}

/// What is done with a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum BatchAction {
    /// It takes another plan.
    Revise,
    /// It is announced.
    Open,
    /// It takes nothing for a while.
    Pause,
    /// It goes on.
    Resume,
    /// Its collection ends.
    Close,
    /// It is put away.
    Archive,
}

state_machine!(Batch: BatchStateName, BatchAction, BatchRefusal);

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// Unique; made outside, in order of creation.
    pub id: BatchId,
    /// The centre that runs it.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// What it asks for.
    pub plan: BatchPlan,
    /// Whether it is in force.
    pub state: BatchState,
}

impl Batch {
    /// A draft. Its plan may still be incomplete; opening it checks.
    pub fn draft(id: BatchId, centre: CentreId, plan: BatchPlan) -> Self {
        Self {
            id,
            centre,
            version: Version::FIRST,
            plan,
            state: BatchState::Draft,
        }
    }

    /// Takes another plan: a draft any, an open batch one that keeps what students rely on. Limits,
    /// closing time, hours, words and further schools may change while it is open.
    ///
    /// # Errors
    /// [`Denied`] says what stands against it.
    pub fn revise(mut self, plan: BatchPlan) -> Result<Self, Denied<Self>> {
        match self.state {
            BatchState::Draft => {}
            BatchState::Open { .. } | BatchState::Paused { .. } => {
                plan.check().map_err(BatchRefusal::from)?;
                if !self.plan.keeps_promises(&plan) {
                    return Err(BatchRefusal::ReliedOn.into());
                }
            }
            BatchState::Closed { .. } | BatchState::Archived { .. } => {
                return Err(WrongState::new(&self.state, BatchAction::Revise).into());
            }
        }
        self.plan = plan;
        self.version = self.version.next();
        Ok(self)
    }

    /// Has its photos judged by another standard; also once it is closed, while photos are still reviewed.
    ///
    /// # Errors
    /// [`WrongState`] once it is archived.
    pub fn judge_by(mut self, spec: SpecId) -> Result<Self, Denied<Self>> {
        if let BatchState::Archived { .. } = self.state {
            return Err(WrongState::new(&self.state, BatchAction::Revise).into());
        }
        self.plan.rules.spec = spec;
        self.version = self.version.next();
        Ok(self)
    }

    /// Announces it: students find it by link and code.
    ///
    /// # Errors
    /// [`BatchRefusal::Plan`] if students could not go through with it.
    pub fn open(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        let BatchState::Draft = self.state else {
            return Err(WrongState::new(&self.state, BatchAction::Open).into());
        };
        self.plan.check().map_err(BatchRefusal::from)?;
        Ok(self.enter(BatchState::Open {
            opened_by: by,
            announced_at: at,
        }))
    }

    /// Stops the collection for a while. What is in review goes on.
    ///
    /// # Errors
    /// [`WrongState`] unless it is open.
    pub fn pause(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        let BatchState::Open {
            opened_by,
            announced_at,
        } = self.state
        else {
            return Err(WrongState::new(&self.state, BatchAction::Pause).into());
        };
        Ok(self.enter(BatchState::Paused {
            opened_by,
            announced_at,
            paused_by: by,
            paused_at: at,
        }))
    }

    /// Goes on after a pause. The window stands as it is: an operator who wants to give the days back
    /// extends it.
    ///
    /// # Errors
    /// [`WrongState`] unless it is paused.
    pub fn resume(self) -> Result<Self, Denied<Self>> {
        let BatchState::Paused {
            opened_by,
            announced_at,
            ..
        } = self.state
        else {
            return Err(WrongState::new(&self.state, BatchAction::Resume).into());
        };
        Ok(self.enter(BatchState::Open {
            opened_by,
            announced_at,
        }))
    }

    /// Ends the collection for good.
    ///
    /// # Errors
    /// [`WrongState`] unless it is open or paused.
    pub fn close(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        let (BatchState::Open { .. } | BatchState::Paused { .. }) = self.state else {
            return Err(WrongState::new(&self.state, BatchAction::Close).into());
        };
        Ok(self.enter(BatchState::Closed {
            closed_by: by,
            closed_at: at,
        }))
    }

    /// Puts it away once everything is delivered.
    ///
    /// # Errors
    /// [`WrongState`] unless it is closed.
    pub fn archive(self, by: Actor, at: Timestamp) -> Result<Self, Denied<Self>> {
        let BatchState::Closed { .. } = self.state else {
            return Err(WrongState::new(&self.state, BatchAction::Archive).into());
        };
        Ok(self.enter(BatchState::Archived {
            archived_by: by,
            archived_at: at,
        }))
    }

    /// Whether everything is delivered: nothing needs the personal data of its students any more.
    pub const fn is_concluded(&self) -> bool {
        matches!(self.state, BatchState::Archived { .. })
    }

    /// When it was closed, while it waits to be archived.
    pub const fn closed_at(&self) -> Option<Timestamp> {
        match self.state {
            BatchState::Closed { closed_at, .. } => Some(closed_at),
            _ => None,
        }
    }

    /// Whether it is drafted, open or paused: its feature code and its link belong to nobody else.
    pub const fn is_live(&self) -> bool {
        matches!(
            self.state,
            BatchState::Draft | BatchState::Open { .. } | BatchState::Paused { .. }
        )
    }

    /// The feature code of a group batch.
    pub const fn feature_code(&self) -> Option<&FeatureCode> {
        match &self.plan.mode {
            BatchMode::Group { feature_code } => Some(feature_code),
            BatchMode::Individual { .. } => None,
        }
    }

    /// Whether students may add degrees and hand in at `now`.
    pub fn accepts_at(&self, now: Timestamp) -> Acceptance {
        match self.state {
            BatchState::Draft => Acceptance::NotAnnounced,
            BatchState::Paused { .. } => match self.plan.window.moment(now) {
                Moment::After => Acceptance::Closed,
                _ => Acceptance::Paused,
            },
            BatchState::Closed { .. } | BatchState::Archived { .. } => Acceptance::Closed,
            BatchState::Open { .. } => match self.plan.window.moment(now) {
                Moment::Before { opens_at } => Acceptance::NotYet { opens_at },
                Moment::Inside => Acceptance::Open,
                Moment::OutsideHours { next } => Acceptance::OutsideHours { next },
                Moment::After => Acceptance::Closed,
            },
        }
    }

    /// Whether a photo that was rejected may be replaced at `now`. A rejection shortly before the
    /// window ends keeps its days: until `replace_by`, as long as nobody has closed the batch.
    pub fn accepts_replacement_at(&self, now: Timestamp, replace_by: Timestamp) -> Acceptance {
        match (self.accepts_at(now), &self.state) {
            (Acceptance::Closed, BatchState::Open { .. }) if now < replace_by => Acceptance::Open,
            (Acceptance::Closed, BatchState::Paused { .. }) if now < replace_by => {
                Acceptance::Paused
            }
            (acceptance, _) => acceptance,
        }
    }

    /// Until when a photo that is rejected at `rejected_at` may be replaced.
    pub fn replace_by(&self, rejected_at: Timestamp) -> Timestamp {
        rejected_at + self.plan.rules.replace_within()
    }

    fn enter(mut self, state: BatchState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}

impl BatchPlan {
    /// Whether `next` keeps what students who have begun rely on.
    fn keeps_promises(&self, next: &Self) -> bool {
        self.mode == next.mode
            && self.slug == next.slug
            && self.window.opens_at == next.window.opens_at
            && (self.schools.is_empty() == next.schools.is_empty())
            && self
                .schools
                .iter()
                .all(|school| next.schools.contains(school))
    }
}
