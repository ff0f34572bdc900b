//! A page as marks in millimetres, from the back to the front, and what writes it. It does *not* know what the
//! marks mean.

mod area;
mod breaks;
mod drawing;
mod pdf;
mod picture;
mod png;
mod stamp;
mod style;
mod svg;
mod typeface;

pub use self::drawing::Page;
pub use self::pdf::{MAX_PAGES, write_pdf};
pub use self::png::png;
pub use self::stamp::{Stamp, stamp};
pub use self::style::Colour;
pub use self::svg::svg;
pub use self::typeface::{Line, Typefaces};

pub(crate) use self::area::Area;
pub(crate) use self::drawing::{Mark, Transform};
pub(crate) use self::picture::Picture;
pub(crate) use self::style::Style;
