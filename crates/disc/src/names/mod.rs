//! Names of files on discs: from a template, safe on every system, and each one once.

mod safe;
mod template;
mod unique;

pub use self::safe::NameError;
pub use self::template::Template;

pub(crate) use self::unique::Taken;
