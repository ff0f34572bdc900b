//! A student's degrees: adding one by its collection code, saying that it is one's own, and going on
//! alone when the group is over. Whether a code may be bound, `domain::binding` says.

mod add;
mod confirm;
mod decline;
mod find;
mod listing;
mod move_to_individual;
mod read;
mod recognise;
mod release;
mod view;

pub use add::{AddDegree, add};
pub use confirm::confirm;
pub use decline::decline;
pub(crate) use find::{find, find_own};
pub use move_to_individual::move_to_individual;
pub use read::{list, read};
pub use recognise::{CodeInput, KeyedDetails};
pub use release::{ReleaseDegree, release};
pub use view::{BatchSummary, DegreeView, Hint};
