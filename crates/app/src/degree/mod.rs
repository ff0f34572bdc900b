//! Degrees of students: added by a collection code, confirmed by the student, moved to individual
//! collection after the group's window. The rules of binding are in `domain::binding`.

mod add;
mod by_code;
mod confirm;
mod decline;
mod dispute;
mod evidence;
mod find;
mod identity;
mod listing;
mod masked_name;
mod move_to_individual;
mod read;
mod recognise;
mod release;
mod student_number;
mod view;

pub use add::{AddDegree, add};
pub(crate) use by_code::by_code;
pub use confirm::confirm;
pub use decline::decline;
pub use dispute::{Claimant, DisputedDegree, list_disputes};
pub use evidence::{EvidenceLink, view_evidence};
pub(crate) use evidence::{drop_ended_evidence, forget_evidence};
pub(crate) use find::{find, find_own};
pub(crate) use identity::degree_texts;
pub(crate) use masked_name::masked_name;
pub use move_to_individual::move_to_individual;
pub use read::{list, read};
pub use recognise::{CodeInput, KeyedDetails};
pub use release::{ReleaseDegree, release};
pub(crate) use student_number::student_number;
pub use view::{BatchSummary, DegreeView, Hint};
