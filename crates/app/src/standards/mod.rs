//! Standards 标准 that photos are judged by: those of the installation, which are files, and those of a centre, which
//! are drafted from another one, changed, looked at on stored facts, and put in force. What is in force never changes;
//! another version follows it. A reference says which: `guangdong-2023`, or `ours@3` for the third version of an own one.

mod activate;
mod catalogue;
mod choices;
mod draft;
mod kept;
mod preview;
mod shelf;

pub use activate::{Activation, activate};
pub use catalogue::{ListedStandard, Standing, UsedBy, compare, list, read};
pub use choices::Choices;
pub use draft::{NewDraft, Revised, discard, draft, revise};
pub(crate) use kept::Shelf;
pub use preview::{Looked, Preview, RuleTurn, TurnedPhoto, preview};
pub(crate) use shelf::{of_batch, require, require_same_portrait, sheet};
