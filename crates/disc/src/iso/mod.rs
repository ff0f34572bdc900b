//! ISO 9660 (ECMA-119) with Joliet names, written from front to back or from any byte on: everything but the files
//! follows from the plan, and files are read as they are passed on.

mod bytes;
mod descriptors;
mod folders;
mod image;
mod sector;
mod tree;

pub use self::image::{Image, Step};

pub(crate) use self::image::size;
pub(crate) use self::sector::{SECTOR, sectors};
