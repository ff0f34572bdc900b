//! A list of many students that is taken out as a file: asked for by one person with a reason, approved by another one, made
//! by the service, fetched by who asked for it, and gone after a day. Short lists need none of this.

use serde::{Deserialize, Serialize};
use strum::{EnumDiscriminants, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::id::{BatchId, CentreId, ClassId, ListExportId, SchoolId, StaffId, UnitId};
use crate::protected::{BlobKey, ContentHash};
use crate::refusal::Coded;
use crate::staff::Scope;
use crate::submission::SubmissionStateName;
use crate::timestamp::{Duration, Timestamp};
use crate::transition::{Denied, WrongState, state_machine};
use crate::version::Version;
use crate::word::words;

/// How long the file can be fetched after it was made.
pub const LIST_KEPT: Duration = Duration::from_days(1);

/// A request that nobody answers for as long is answered no more.
pub const LIST_LAPSES_AFTER: Duration = Duration::from_days(7);

/// What a list is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ListForm {
    /// A workbook.
    Xlsx,
    /// Comma-separated, UTF-8 with a byte order mark.
    Csv,
}

words!(ListForm);

/// What a list is needed for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ListReason {
    /// Schools and classes chase who is missing.
    ChaseStudents,
    /// Compared with what the school or the registry has.
    Compare,
    /// Handed to the school at the end of a batch.
    HandToSchool,
    /// An authority asks for it.
    AskedByAuthority,
}

words!(ListReason);

/// Which students of the place are on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "stage", content = "state", rename_all = "kebab-case")]
pub enum ListedStage {
    /// All who have begun.
    Begun,
    /// Who is on the roster and has not begun.
    NotBegun,
    /// Whose submission is in this state.
    InState(SubmissionStateName),
    /// Whose prints have arrived at the school.
    Delivered,
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListWish {
    /// The batch.
    pub batch: BatchId,
    /// One school alone.
    pub school: Option<SchoolId>,
    /// One college or teaching point alone.
    pub unit: Option<UnitId>,
    /// One class alone.
    pub class: Option<ClassId>,
    /// Which students.
    pub stage: ListedStage,
    /// Those alone whom a roster should list and does not.
    pub only_off_roster: bool,
}

/// How far a list has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, EnumDiscriminants)]
#[serde(tag = "state", rename_all = "kebab-case")]
#[strum_discriminants(
    name(ListExportStateName),
    doc = "The name of a list's state, without its data; in the order of a life.",
    derive(Hash, PartialOrd, Ord, EnumString, IntoStaticStr, VariantArray, VariantNames),
    strum(serialize_all = "kebab-case")
)]
pub enum ListExportState {
    /// A second person has to look.
    Proposed,
    /// It is being made.
    Approved {
        /// The second person.
        approved_by: StaffId,
        /// When it was approved.
        approved_at: Timestamp,
    },
    /// It can be fetched, for a day.
    Ready {
        /// The second person.
        approved_by: StaffId,
        /// When it was made.
        made_at: Timestamp,
        /// The file; none once its day is over.
        blob: Option<BlobKey>,
        /// Its length, bytes.
        length_bytes: u64,
        /// SHA-256 of it.
        sha256: ContentHash,
    },
    /// The second person did not agree.
    Declined {
        /// The second person.
        declined_by: StaffId,
        /// When it was declined.
        declined_at: Timestamp,
    },
    /// Given up; its file is deleted.
    Dropped {
        /// When it was given up.
        dropped_at: Timestamp,
        /// Why the service gave it up; none where who asked did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<ListStop>,
    },
}

words!(ListExportState as ListExportStateName);

/// Why the service makes no list that was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ListStop {
    /// Who asked for it may take out no lists there any more.
    RightsLost,
    /// It would have many more students than were approved.
    Grew,
}

words!(ListStop);

/// What is done with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum ListExportAction {
    /// The second person agrees.
    Approve,
    /// The second person does not agree.
    Decline,
    /// It is given up.
    Drop,
    /// It is made.
    Make,
    /// It is fetched.
    Fetch,
}

/// Why a list does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ListExportRefusal {
    /// Who asked for it cannot approve it.
    #[error("a second person has to approve what the first one has asked for")]
    #[strum(serialize = "list-second-person-needed")]
    SecondPerson,
    /// Nobody answered in time.
    #[error("nobody answered this request in time")]
    #[strum(serialize = "list-lapsed")]
    Lapsed,
    /// The day of its file is over.
    #[error("the file of this list was deleted when its day was over")]
    #[strum(serialize = "list-file-gone")]
    FileGone,
    /// It has many more students now than were asked for.
    #[error("many more students are on this list than were asked for")]
    #[strum(serialize = "list-grew")]
    Grew,
}

impl Coded for ListExportRefusal {
    crate::codes_by_name!();
}

state_machine!(ListExport: ListExportStateName, ListExportAction, ListExportRefusal);

/// A list that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewListExport {
    /// Unique; made outside, in order of creation.
    pub id: ListExportId,
    /// The centre that the batch belongs to.
    pub centre: CentreId,
    /// Which list.
    pub wish: ListWish,
    /// What it is written as.
    pub form: ListForm,
    /// What it is needed for.
    pub reason: ListReason,
    /// How many students are on it now.
    pub persons: u64,
    /// Who asks for it.
    pub by: StaffId,
    /// How far that person reaches.
    pub reach: Vec<Scope>,
}

/// A list of many students, as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListExport {
    /// Unique; made outside, in order of creation.
    pub id: ListExportId,
    /// The centre that the batch belongs to.
    pub centre: CentreId,
    /// Raised with every change.
    pub version: Version,
    /// Which list.
    pub wish: ListWish,
    /// What it is written as.
    pub form: ListForm,
    /// What it is needed for.
    pub reason: ListReason,
    /// How many students are on it; as proposed until it is made.
    pub persons: u64,
    /// Who asked for it, and alone may fetch it.
    pub proposed_by: StaffId,
    /// When it was asked for.
    pub proposed_at: Timestamp,
    /// How far who asked for it reached then: it never holds more. None for lists that were asked for before this was
    /// kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Vec<Scope>>,
    /// How far it has come.
    pub state: ListExportState,
}

impl ListExport {
    /// Proposes it to a second person.
    pub fn propose(new: NewListExport, at: Timestamp) -> Self {
        Self {
            id: new.id,
            centre: new.centre,
            version: Version::FIRST,
            wish: new.wish,
            form: new.form,
            reason: new.reason,
            persons: new.persons,
            proposed_by: new.by,
            proposed_at: at,
            reach: Some(new.reach),
            state: ListExportState::Proposed,
        }
    }

    /// Whether a second person may still answer.
    pub fn is_open(&self, at: Timestamp) -> bool {
        self.state == ListExportState::Proposed && at < self.proposed_at + LIST_LAPSES_AFTER
    }

    /// Where it may take students from, for who reaches `present` now: never further than when it was asked for.
    pub fn within(&self, present: &[Scope]) -> Vec<Scope> {
        let Some(then) = &self.reach else {
            return present.to_vec();
        };
        let mut both: Vec<Scope> = Vec::new();
        for scope in then {
            for other in present {
                let common = scope.common(*other);
                both.extend(common.filter(|common| !both.contains(common)));
            }
        }
        both
    }

    /// Whether it may have so many students: as many as were asked for and a twentieth more, 20 at least, because students
    /// go on meanwhile.
    pub fn allows(&self, persons: u64) -> bool {
        persons <= self.persons + (self.persons / 20).max(20)
    }

    /// The second person agrees: it is made next. `persons` are on it now.
    ///
    /// # Errors
    /// [`Denied`]: not proposed, too late, the same person, or many more than were asked for.
    pub fn approve(self, by: StaffId, persons: u64, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_second(by, at, ListExportAction::Approve)?;
        if !self.allows(persons) {
            return Err(ListExportRefusal::Grew.into());
        }
        Ok(self.enter(ListExportState::Approved {
            approved_by: by,
            approved_at: at,
        }))
    }

    /// The second person does not agree.
    ///
    /// # Errors
    /// As [`Self::approve`]; who asked for it drops it instead.
    pub fn decline(self, by: StaffId, at: Timestamp) -> Result<Self, Denied<Self>> {
        self.check_second(by, at, ListExportAction::Decline)?;
        Ok(self.enter(ListExportState::Declined {
            declined_by: by,
            declined_at: at,
        }))
    }

    /// Who asked for it gives it up, or deletes its file before its day is over.
    ///
    /// # Errors
    /// [`WrongState`] once it is over.
    pub fn drop_list(self, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state {
            ListExportState::Declined { .. } | ListExportState::Dropped { .. } => {
                Err(self.wrong_state(ListExportAction::Drop))
            }
            _ => Ok(self.enter(ListExportState::Dropped {
                dropped_at: at,
                because: None,
            })),
        }
    }

    /// The service does not make it, although it was approved.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved.
    pub fn stop(self, because: ListStop, at: Timestamp) -> Result<Self, Denied<Self>> {
        match self.state {
            ListExportState::Approved { .. } => Ok(self.enter(ListExportState::Dropped {
                dropped_at: at,
                because: Some(because),
            })),
            _ => Err(self.wrong_state(ListExportAction::Drop)),
        }
    }

    /// Its file is written, with so many students.
    ///
    /// # Errors
    /// [`WrongState`] unless it is approved.
    pub fn made(
        mut self,
        (blob, length_bytes, sha256): (BlobKey, u64, ContentHash),
        persons: u64,
        at: Timestamp,
    ) -> Result<Self, Denied<Self>> {
        let ListExportState::Approved { approved_by, .. } = self.state else {
            return Err(self.wrong_state(ListExportAction::Make));
        };
        self.persons = persons;
        Ok(self.enter(ListExportState::Ready {
            approved_by,
            made_at: at,
            blob: Some(blob),
            length_bytes,
            sha256,
        }))
    }

    /// The file and its length, for who asked for it.
    ///
    /// # Errors
    /// [`Denied`]: somebody else, not made, or its day is over.
    pub fn fetch(&self, by: StaffId, at: Timestamp) -> Result<(&BlobKey, u64), Denied<Self>> {
        if by != self.proposed_by {
            return Err(Denied::NotYours);
        }
        let ListExportState::Ready {
            blob, length_bytes, ..
        } = &self.state
        else {
            return Err(self.wrong_state(ListExportAction::Fetch));
        };
        let is_over = self.file_ends_at().is_none_or(|ends_at| at >= ends_at);
        let blob = blob.as_ref().filter(|_| !is_over);
        let blob = blob.ok_or(ListExportRefusal::FileGone)?;
        Ok((blob, *length_bytes))
    }

    /// What it keeps in the vault.
    pub const fn blob(&self) -> Option<&BlobKey> {
        match &self.state {
            ListExportState::Ready { blob, .. } => blob.as_ref(),
            _ => None,
        }
    }

    /// When its file is deleted, while there is one.
    pub fn file_ends_at(&self) -> Option<Timestamp> {
        match &self.state {
            ListExportState::Ready {
                made_at,
                blob: Some(_),
                ..
            } => Some(*made_at + LIST_KEPT),
            _ => None,
        }
    }

    /// Its file is deleted. One that is being made is made anew: what is written already may name somebody whose data are
    /// being erased. Unchanged in every other state.
    #[must_use]
    pub fn forget_file(mut self) -> Self {
        let is_changed = match &mut self.state {
            ListExportState::Ready { blob, .. } => blob.take().is_some(),
            ListExportState::Approved { .. } => true,
            _ => false,
        };
        if is_changed {
            self.version = self.version.next();
        }
        self
    }

    fn check_second(
        &self,
        by: StaffId,
        at: Timestamp,
        action: ListExportAction,
    ) -> Result<(), Denied<Self>> {
        if self.state != ListExportState::Proposed {
            return Err(self.wrong_state(action));
        }
        if !self.is_open(at) {
            return Err(ListExportRefusal::Lapsed.into());
        }
        if by == self.proposed_by {
            return Err(ListExportRefusal::SecondPerson.into());
        }
        Ok(())
    }

    fn wrong_state(&self, action: ListExportAction) -> Denied<Self> {
        WrongState::new(&self.state, action).into()
    }

    fn enter(mut self, state: ListExportState) -> Self {
        self.state = state;
        self.version = self.version.next();
        self
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn staff(number: u128) -> StaffId {
        StaffId::from_uuid(Uuid::from_u128(number))
    }

    fn at(hours: u32) -> Timestamp {
        Timestamp::from_micros(0) + Duration::from_hours(hours)
    }

    fn list() -> ListExport {
        let new = NewListExport {
            id: ListExportId::from_uuid(Uuid::from_u128(1)),
            centre: CentreId::from_uuid(Uuid::from_u128(2)),
            wish: ListWish {
                batch: BatchId::from_uuid(Uuid::from_u128(3)),
                school: None,
                unit: None,
                class: None,
                stage: ListedStage::NotBegun,
                only_off_roster: false,
            },
            form: ListForm::Xlsx,
            reason: ListReason::ChaseStudents,
            persons: 9_000,
            by: staff(1),
            reach: vec![Scope::Centre],
        };
        ListExport::propose(new, at(0))
    }

    fn ready() -> ListExport {
        let file = (
            BlobKey::new("list").unwrap(),
            7,
            ContentHash::from_bytes([1; 32]),
        );
        let approved = list().approve(staff(2), 9_000, at(1)).unwrap();
        approved.made(file, 8_999, at(2)).unwrap()
    }

    #[track_caller]
    fn check(result: Result<ListExport, Denied<ListExport>>, expected: &str) {
        let code = result.map_or_else(|denied| denied.code(), |list| list.state.name());
        assert_eq!(code, expected);
    }

    #[test]
    fn it_takes_two_people_within_a_week() {
        let refused = "list-second-person-needed";
        check(list().approve(staff(1), 9_000, at(1)), refused);
        check(list().decline(staff(1), at(1)), refused);
        check(list().approve(staff(2), 9_000, at(1)), "approved");
        check(list().decline(staff(2), at(1)), "declined");
        check(list().approve(staff(2), 9_000, at(7 * 24)), "list-lapsed");
        assert!(list().is_open(at(7 * 24 - 1)) && !list().is_open(at(7 * 24)));
        check(ready().approve(staff(3), 9_000, at(3)), "wrong-state");
        check(list().drop_list(at(1)), "dropped");
        let declined = list().decline(staff(2), at(1)).unwrap();
        check(declined.drop_list(at(2)), "wrong-state");
    }

    /// The job that makes it finds another version, drops what it wrote, and begins anew without who was erased.
    #[test]
    fn what_is_being_made_is_made_anew_after_an_erasure() {
        let approved = list().approve(staff(2), 9_000, at(1)).unwrap();
        let version = approved.version;
        assert_eq!(approved.forget_file().version, version.next());
        assert_eq!(list().forget_file().version, list().version);
        let gone = ready().forget_file();
        assert_eq!((gone.blob(), gone.version), (None, ready().version.next()));
        assert_eq!(gone.clone().forget_file(), gone);
    }

    #[test]
    fn a_list_holds_what_was_asked_for_and_little_more() {
        let approve = |persons| list().approve(staff(2), persons, at(1)).is_ok();
        assert!(approve(8_000) && approve(9_450) && !approve(9_451));
        let short = ListExport {
            persons: 60,
            ..list()
        };
        assert!(short.allows(80) && !short.allows(81));
        let stopped = list().approve(staff(2), 9_000, at(1)).unwrap();
        let stopped = stopped.stop(ListStop::Grew, at(2)).unwrap();
        assert_eq!(stopped.state.name(), "dropped");
        assert!(list().stop(ListStop::Grew, at(2)).is_err());
    }

    #[test]
    fn who_reaches_further_meanwhile_gets_no_more() {
        let school = |number| SchoolId::from_uuid(Uuid::from_u128(number));
        let unit = UnitId::from_uuid(Uuid::from_u128(7));
        let (one, other) = (Scope::School(school(1)), Scope::School(school(2)));
        let check = |then: &[Scope], present: &[Scope], expected: &[Scope]| {
            let list = ListExport {
                reach: Some(then.to_vec()),
                ..list()
            };
            assert_eq!(list.within(present), expected, "{then:?} {present:?}");
        };
        check(&[one], &[Scope::Centre], &[one]);
        check(&[Scope::Centre], &[one, other], &[one, other]);
        check(
            &[one],
            &[Scope::Unit(school(1), unit)],
            &[Scope::Unit(school(1), unit)],
        );
        check(
            &[Scope::Unit(school(1), unit)],
            &[one],
            &[Scope::Unit(school(1), unit)],
        );
        check(&[one], &[other], &[]);
        check(&[one], &[], &[]);
        let former = ListExport {
            reach: None,
            ..list()
        };
        assert_eq!(former.within(&[other]), [other]);
    }

    #[test]
    fn who_asked_fetches_it_for_a_day() {
        let ready = ready();
        assert_eq!((ready.persons, ready.state.name()), (8_999, "ready"));
        assert_eq!(ready.file_ends_at(), Some(at(26)));
        let code = |by, hour| ready.fetch(by, at(hour)).map_err(|denied| denied.code());
        assert_eq!(code(staff(1), 25).map(|(_, length)| length), Ok(7));
        assert_eq!(code(staff(2), 3), Err("not-yours"));
        assert_eq!(code(staff(1), 26), Err("list-file-gone"));
        assert_eq!(
            list().fetch(staff(1), at(1)).unwrap_err().code(),
            "wrong-state"
        );
        let gone = ready.clone().forget_file();
        assert_eq!((gone.blob(), gone.file_ends_at()), (None, None));
        assert_eq!(gone.clone().forget_file(), gone);
    }
}
