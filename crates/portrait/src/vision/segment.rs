//! Selfie segmentation: the probability of each place in a part of the picture to belong to a
//! person.
//!
//! The mask is soft and coarse (256 × 256); [`crate::matting`] separates hair from the wall.

use nn::{Network, NetworkError};
use raster::resize::{Filter, crop_and_resize};
use raster::warp::{Border, cut};
use raster::{Plane, Point, Rect, RgbImage, RotatedRect};

/// Side of the network's input and of the mask.
pub(crate) const MASK_PX: usize = 256;

/// From this reduction on the input is averaged first; below, it is sampled as the reference does.
const AVERAGE_FROM_REDUCTION: f32 = 3.0;

/// The person mask of a part of the picture.
#[derive(Debug, Clone)]
pub(crate) struct PersonMask {
    /// The part that the mask covers, stretched to a square; pixels of the working picture.
    pub(crate) area: Rect,
    /// Person share 0 … 1, [`MASK_PX`] × [`MASK_PX`].
    pub(crate) shares: Plane<f32>,
}

impl PersonMask {
    /// Person share at a point of the working picture (picture corner at 0, 0), bilinear; beyond
    /// the area its edge is repeated.
    pub(crate) fn at(&self, point: Point) -> f32 {
        self.shares.sample(self.column(point.x), self.row(point.y))
    }

    /// [`Self::at`] at every crossing of columns and rows of the working picture.
    pub(crate) fn on_grid(&self, mut columns: Vec<f32>, mut rows: Vec<f32>) -> Plane<f32> {
        for x in &mut columns {
            *x = self.column(*x);
        }
        for y in &mut rows {
            *y = self.row(*y);
        }
        self.shares.sample_grid(&columns, &rows)
    }

    fn column(&self, x: f32) -> f32 {
        (x - self.area.x) / self.area.width * MASK_PX as f32
    }

    fn row(&self, y: f32) -> f32 {
        (y - self.area.y) / self.area.height * MASK_PX as f32
    }
}

/// Segments the part `area` of the picture; where it leaves the picture, edge pixels are repeated.
///
/// # Errors
/// [`NetworkError`] when the network is not the selfie segmentation.
pub(crate) fn segment(
    network: &Network,
    image: &RgbImage,
    area: Rect,
) -> Result<PersonMask, NetworkError> {
    let size = (MASK_PX, MASK_PX);
    let reduction = area.width.max(area.height) / MASK_PX as f32;
    let input: Vec<f32> = if reduction >= AVERAGE_FROM_REDUCTION {
        let reduced = crop_and_resize(image, area, size, Filter::Bilinear);
        reduced
            .as_raw()
            .iter()
            .map(|&value| f32::from(value) / 255.0)
            .collect()
    } else {
        let part = RotatedRect {
            center: area.center(),
            width: area.width,
            height: area.height,
            angle_rad: 0.0,
        };
        let sampled = cut(image, &part, size, Border::Repeat);
        sampled.into_iter().map(|value| value / 255.0).collect()
    };
    let outputs = network.run(&input)?;
    let shares = outputs
        .into_iter()
        .next()
        .filter(|tensor| tensor.values.len() == MASK_PX * MASK_PX)
        .ok_or_else(|| NetworkError::Malformed("no mask of 256 × 256 values".into()))?;
    Ok(PersonMask {
        area,
        shares: Plane::from_vec(MASK_PX, MASK_PX, shares.values),
    })
}
