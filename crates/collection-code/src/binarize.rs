//! Converts grey pictures to black and white, by several methods.
//!
//! `rxing` brings a block-wise method. The local mean in this file tolerates uneven light and
//! glare, where blocks of 8 pixels are smaller than a module of the symbol.

use raster::Plane;
use rxing::{
    Binarizer, Luma8Source,
    common::{BitMatrix, GlobalHistogramBinarizer, HybridBinarizer},
};

use crate::filter::IntegralImage;

/// The method that separates black from white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Threshold {
    /// Per block of 8 × 8 pixels, smoothed over neighbouring blocks.
    Blocks,
    /// One threshold for the whole picture, in the valley of its histogram.
    Global,
    /// The mean of the square around each pixel, whose half side is a share 1/n of the longer side.
    LocalMean {
        /// n; ≥ 1.
        share: usize,
    },
}

/// Black is set. `None` where the picture has one brightness or is empty.
pub(crate) fn binarize(luma: &Plane<u8>, threshold: Threshold) -> Option<BitMatrix> {
    let (width, height) = (luma.width_px() as u32, luma.height_px() as u32);
    if width == 0 || height == 0 {
        return None;
    }
    let source = || Luma8Source::new_with_slice(luma.as_slice(), width, height).ok();
    match threshold {
        Threshold::Blocks => {
            let binarizer = HybridBinarizer::new(source()?);
            binarizer.get_black_matrix().ok().cloned()
        }
        Threshold::Global => {
            let binarizer = GlobalHistogramBinarizer::new(source()?);
            binarizer.get_black_matrix().ok().cloned()
        }
        Threshold::LocalMean { share } => local_mean(luma, share),
    }
}

fn local_mean(luma: &Plane<u8>, share: usize) -> Option<BitMatrix> {
    let (width, height) = (luma.width_px(), luma.height_px());
    let radius = (width.max(height) / share.max(1)).max(3);
    let sums = IntegralImage::new(luma);
    let mut black = BitMatrix::new(width as u32, height as u32).ok()?;
    for y in 0..height {
        for (x, &value) in luma.row(y).iter().enumerate() {
            let (sum, count) = sums.around(x, y, radius);
            // 4 % below the mean: flat areas with a little noise stay white.
            if u64::from(value) * count * 100 < sum * 96 {
                black.set(x as u32, y as u32);
            }
        }
    }
    Some(black)
}
