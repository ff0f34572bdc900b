//! Posters that students scan, of a batch or of a region: their words, and the file. `print` draws the page.

mod draw;
mod words;

pub use draw::{DrawnPoster, PosterFile, PosterOf, draw, drawn};
pub use words::{PosterWords, of_link};
