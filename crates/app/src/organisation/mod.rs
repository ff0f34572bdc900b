//! Centres, their schools, the units and classes of schools.

mod create;
mod list;

pub(crate) use create::named;
pub use create::{NewCentre, create_centre, create_class, create_school, create_unit};
pub use list::{list_centres, list_schools, list_units};
