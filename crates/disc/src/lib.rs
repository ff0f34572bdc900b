//! Data discs 数据光盘 for schools, the same as archives, and packages for the registry 学信网. All of them begin with
//! a plan: which files, in which order, under which names, how long, with which SHA-256. The plan is a value that can
//! be stored; what is written follows from it alone, while the files themselves are read once and passed through. This
//! crate does *not* know storage, encryption or who may have a disc.
//!
//! | group | modules |
//! |---|---|
//! | names | [`Template`], names that every reader can have |
//! | what is on a disc | [`Plan`], [`Volume`]: portraits, index as xlsx, dbf and csv, `index.html`, sums |
//! | how it is written | [`Image`] (ISO 9660 with Joliet, from any byte on), [`write_zip`], [`write_encrypted_zip`] |
//! | the registry | [`registry`]: packages that go there, result files that come back |

mod archive;
mod content;
mod error;
mod iso;
mod lock;
mod names;
mod page;
mod pipeline;
mod plan;
mod planning;
pub mod registry;
mod source;

pub use archive::write_zip;
pub use error::DiscError;
pub use iso::{Image, Step};
pub use lock::{Lock, SALT_BYTES, write_encrypted_zip};
pub use names::{NameError, Template};
pub use plan::{Cells, Field, FileFacts, Item, Medium, Plan, Planned, Volume};
pub use source::{Opened, Source};
