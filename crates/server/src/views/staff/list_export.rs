//! Lists of many students that are taken out as files.

use app::list_export as found;
use app::progress::Stage;
use domain::{ListExport, ListExportState, ListExportStateName, ListedStage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::progress::StageName;
use crate::views::Instant;
use crate::word::wire_words;

wire_words! {
    /// What a list is written as.
    ListFormWord of domain::ListForm;
    /// What a list is needed for.
    ListReasonWord of domain::ListReason;
    /// How far a list has come.
    ListStateWord of domain::ListExportStateName;
    /// Why the service makes no list that was approved.
    ListStopWord of domain::ListStop;
}

/// Which list is wanted, and what for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListWishBody {
    pub(crate) batch: Uuid,
    /// One school alone.
    pub(crate) school: Option<Uuid>,
    /// One college or teaching point alone.
    pub(crate) unit: Option<Uuid>,
    /// One class alone.
    pub(crate) class: Option<Uuid>,
    /// All who have begun without it.
    pub(crate) stage: Option<StageName>,
    /// Those alone whom a school's roster should list and does not.
    #[serde(default)]
    pub(crate) only_off_roster: bool,
    pub(crate) form: ListFormWord,
    pub(crate) reason: ListReasonWord,
}

/// A list that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListExportView {
    id: Uuid,
    batch: Uuid,
    /// How far the students on it have come; all who have begun without it.
    stage: Option<StageName>,
    only_off_roster: bool,
    form: ListFormWord,
    reason: ListReasonWord,
    state: ListStateWord,
    /// Why the service gave it up.
    stopped_because: Option<ListStopWord>,
    /// Students on it; as asked for until it is made.
    persons: u64,
    proposed_at: Instant,
    /// Length of the file in bytes, once it is made.
    bytes: Option<u64>,
    /// When the file is deleted; none where it is gone or not made.
    file_ends_at: Option<Instant>,
}

impl From<&ListExport> for ListExportView {
    fn from(list: &ListExport) -> Self {
        let bytes = match list.state {
            ListExportState::Ready { length_bytes, .. } => Some(length_bytes),
            _ => None,
        };
        let stage = match list.wish.stage {
            ListedStage::Begun => None,
            ListedStage::NotBegun => Some(Stage::NotBegun),
            ListedStage::InState(state) => Some(Stage::Begun(state)),
            ListedStage::Delivered => Some(Stage::Delivered),
        };
        Self {
            id: list.id.as_uuid(),
            batch: list.wish.batch.as_uuid(),
            stage: stage.map(StageName::from),
            only_off_roster: list.wish.only_off_roster,
            form: list.form.into(),
            reason: list.reason.into(),
            state: ListExportStateName::from(&list.state).into(),
            stopped_because: match list.state {
                ListExportState::Dropped { because, .. } => because.map(Into::into),
                _ => None,
            },
            persons: list.persons,
            proposed_at: list.proposed_at.into(),
            bytes,
            file_ends_at: list.file_ends_at().map(Instant::from),
        }
    }
}

/// A list with what staff have to know.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ListedExportView {
    #[serde(flatten)]
    list: ListExportView,
    batch_name: String,
    /// Name of the school, unit or class that it is limited to; none for all that its proposer reaches.
    place: Option<String>,
    /// Name of the member of staff who asked for it.
    proposer: String,
    /// Whether the caller asked for it, and may fetch it.
    is_own: bool,
    /// Whether the caller is the second person that it waits for.
    is_answerable: bool,
    /// Whether nobody answered in time.
    is_lapsed: bool,
}

impl From<found::ListExportView> for ListedExportView {
    fn from(found: found::ListExportView) -> Self {
        Self {
            list: (&found.list).into(),
            batch_name: found.batch_name,
            place: found.place,
            proposer: found.proposer,
            is_own: found.is_own,
            is_answerable: found.is_answerable,
            is_lapsed: found.is_lapsed,
        }
    }
}
