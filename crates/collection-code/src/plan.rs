//! The order of attempts in a search: sizes first, then filters. It does *not* search.

use crate::binarize::Threshold;
use crate::filter::Filter;

/// One way to look at the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attempt {
    /// Longer side the picture is scaled to, pixels.
    pub(crate) longer_side_px: usize,
    /// Filter of the grey picture.
    pub(crate) filter: Filter,
    /// Conversion to black and white.
    pub(crate) threshold: Threshold,
}

/// Longer sides of the pyramid, pixels: a code fills a large part of nearly every picture, and
/// reading it small is both faster and, by averaging, more robust.
const PYRAMID_PX: [usize; 2] = [1000, 1800];

/// Largest size that is searched, pixels of the longer side; 12 MP phone photos are 4000 × 3000.
const MAX_SIDE_PX: usize = 4000;

/// Pictures smaller than this are also searched enlarged.
const SMALL_PX: usize = 900;

/// The pyramid without repairs, smallest first.
pub(crate) fn plain_attempts(longer_side_px: usize) -> Vec<Attempt> {
    let whole = longer_side_px.min(MAX_SIDE_PX);
    let smaller = PYRAMID_PX.into_iter().filter(|&side| side < whole);
    smaller
        .chain([whole])
        .map(|longer_side_px| Attempt {
            longer_side_px,
            filter: Filter::None,
            threshold: Threshold::Blocks,
        })
        .collect()
}

/// Attempts after the plain pyramid found nothing, most promising first.
pub(crate) fn repair_attempts(longer_side_px: usize) -> Vec<Attempt> {
    use Filter::{Blur, Invert, None, Sharpen};
    use Threshold::{Blocks, Global, LocalMean};
    const REPAIRS: [(Filter, Threshold); 10] = [
        (Blur(1), Blocks),
        (None, LocalMean { share: 16 }),
        (None, Global),
        (Invert, Blocks),
        (Sharpen(3), Blocks),
        (Blur(2), Blocks),
        (Sharpen(6), Blocks),
        (Blur(2), LocalMean { share: 8 }),
        (Sharpen(3), LocalMean { share: 24 }),
        (Blur(4), Blocks),
    ];
    let sizes = repair_sizes(longer_side_px);
    let enlarged = sizes
        .iter()
        .filter(|&&size| size > longer_side_px)
        .map(|&size| (size, (None, Blocks)));
    let repairs = REPAIRS
        .iter()
        .flat_map(|&repair| sizes.iter().map(move |&size| (size, repair)));
    enlarged
        .chain(repairs)
        .map(|(longer_side_px, (filter, threshold))| Attempt {
            longer_side_px,
            filter,
            threshold,
        })
        .collect()
}

/// Two or three sizes: repairs depend on how many pixels a module has.
fn repair_sizes(longer_side_px: usize) -> Vec<usize> {
    if longer_side_px < SMALL_PX {
        return vec![longer_side_px, longer_side_px * 2, longer_side_px * 3];
    }
    let small = PYRAMID_PX[0].min(longer_side_px);
    let large = PYRAMID_PX[1].min(longer_side_px);
    if small == large {
        vec![small, small * 3 / 5]
    } else {
        vec![small, large, small * 3 / 5]
    }
}
