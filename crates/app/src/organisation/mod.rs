//! Centres, their schools, the units and classes of schools.

mod change;
mod create;
mod list;
mod names;
mod reasons;

pub use change::{rename_class, rename_school, rename_unit, revise_centre};
pub(crate) use create::named;
pub use create::{NewCentre, create_centre, create_class, create_school, create_unit};
pub use list::{list_centres, list_classes, list_schools, list_units};
pub(crate) use names::Names;
pub use names::PlaceNames;
pub use reasons::{decide_reasons, given_reasons, with_reasons};
