//! Pages for paper: photo sheets for a laboratory, contact sheets to sign, envelopes, parcel labels, packing
//! lists and posters. A page is drawn once, in millimetres, and written as PDF, or as SVG and PNG for a preview; photos
//! go into both untouched. It does *not* know people, orders or storage: whoever calls it hands over plain words
//! and JPEG bytes.
//!
//! | group | modules |
//! |---|---|
//! | drawing | [`Page`] and its marks, [`Typefaces`], [`write_pdf`], [`svg()`], [`png()`], [`stamp()`] |
//! | photos | [`photo`]: sizes, crops, layouts 版式, cut marks, calibration of a laboratory |
//! | dispatch | [`mail`]: envelopes, parcel labels, packing lists, contact sheets |
//! | notices | [`Poster`] |

mod barcode;
mod error;
pub mod mail;
mod page;
pub mod photo;
mod poster;

pub use error::PrintError;
pub use page::{Colour, Line, MAX_PAGES, Page, Stamp, Typefaces, png, stamp, svg, write_pdf};
pub use poster::Poster;
