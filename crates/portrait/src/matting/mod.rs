//! Cuts the person from a plain wall: known-wall matting on a workbench at the portrait's scale.

use raster::{Plane, Point, RgbImage};

/// The person cut out at (about) the scale of the portrait, with a margin around it.
///
/// A point p of the working picture lies at `(p − origin) × scale` on the bench.
#[derive(Debug)]
pub(crate) struct Workbench {
    /// The scaled original (Lanczos), before anything was changed.
    pub(crate) image: RgbImage,
    /// Top-left corner of the bench in working-picture pixels.
    pub(crate) origin: Point,
    /// Bench pixels per working-picture pixel.
    pub(crate) scale: f32,
    /// Person share by the segmentation network, 0 … 1.
    pub(crate) segmentation: Plane<f32>,
    /// The matte.
    pub(crate) matte: Matte,
}

/// Result of matting on the bench.
#[derive(Debug)]
pub(crate) struct Matte {
    /// Opacity of the person, 0 … 1.
    pub(crate) alpha: Plane<f32>,
    /// Unmixed colour of the person where 0 < alpha < 1; equal to the scaled original where
    /// alpha is 1.
    pub(crate) foreground: RgbImage,
    /// The smooth wall as fitted, continued behind the person.
    pub(crate) wall: RgbImage,
    /// Where the wall is surely seen.
    pub(crate) sure_wall: Plane<bool>,
    /// Where the person is surely seen.
    pub(crate) sure_person: Plane<bool>,
}
