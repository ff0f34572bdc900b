//! Pixel buffers and operations on them: rectangles, orientation, resize, warp, colour, statistics.
//!
//! It reads no file formats (see `codec`) and knows nothing about faces. Coordinates: x grows
//! right, y grows down, the centre of the top-left pixel is (0.5, 0.5) unless a function says
//! otherwise.

pub mod colour;
mod geometry;
mod image;
mod orientation;
mod plane;
pub mod resize;
pub mod statistics;
pub mod warp;

pub use geometry::{Point, Rect, RotatedRect};
pub use image::{BufferMismatch, RgbImage};
pub use orientation::Orientation;
pub use plane::Plane;
