//! Fast grey filters that make a damaged symbol readable. They do *not* detect symbols.

use raster::Plane;

/// Operation on the grey picture before it is converted to black and white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    /// The picture as it is.
    None,
    /// Mean over a square of this half side, pixels: removes moiré and noise.
    Blur(usize),
    /// Adds the difference to the mean over this half side, pixels, twice: against defocus.
    Sharpen(usize),
    /// Swaps black and white: dark mode.
    Invert,
}

/// Applies one filter.
pub(crate) fn apply(luma: &Plane<u8>, filter: Filter) -> Plane<u8> {
    match filter {
        Filter::None => luma.clone(),
        Filter::Blur(radius) => blur(luma, radius),
        Filter::Sharpen(radius) => sharpen(luma, radius),
        Filter::Invert => luma.map(|value| 255 - value),
    }
}

fn blur(luma: &Plane<u8>, radius: usize) -> Plane<u8> {
    let sums = IntegralImage::new(luma);
    let mut blurred = luma.clone();
    for y in 0..luma.height_px() {
        for x in 0..luma.width_px() {
            let (sum, count) = sums.around(x, y, radius);
            blurred.set(x, y, (sum / count) as u8);
        }
    }
    blurred
}

fn sharpen(luma: &Plane<u8>, radius: usize) -> Plane<u8> {
    let soft = blur(luma, radius);
    let mut sharp = luma.clone();
    for (value, &mean) in sharp.as_mut_slice().iter_mut().zip(soft.as_slice()) {
        let (original, mean) = (i32::from(*value), i32::from(mean));
        *value = (original + 2 * (original - mean)).clamp(0, 255) as u8;
    }
    sharp
}

/// Sums over any upright rectangle of a plane in constant time.
pub(crate) struct IntegralImage {
    width_px: usize,
    height_px: usize,
    /// One row and column more than the plane; the first of each is zero.
    sums: Vec<u64>,
}

impl IntegralImage {
    /// Adds up a plane.
    pub(crate) fn new(luma: &Plane<u8>) -> Self {
        let (width_px, height_px) = (luma.width_px(), luma.height_px());
        let stride = width_px + 1;
        let mut sums = vec![0; stride * (height_px + 1)];
        for y in 0..height_px {
            let mut row_sum = 0;
            for (x, &value) in luma.row(y).iter().enumerate() {
                row_sum += u64::from(value);
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + row_sum;
            }
        }
        Self {
            width_px,
            height_px,
            sums,
        }
    }

    /// Sum and number (≥ 1) of the values in the square of half side `radius` around a pixel of the
    /// plane, cut at the edges.
    pub(crate) fn around(&self, x: usize, y: usize, radius: usize) -> (u64, u64) {
        let (left, top) = (x.saturating_sub(radius), y.saturating_sub(radius));
        let right = (x + radius + 1).min(self.width_px);
        let bottom = (y + radius + 1).min(self.height_px);
        let stride = self.width_px + 1;
        let at = |x: usize, y: usize| self.sums[y * stride + x];
        let sum = at(right, bottom) + at(left, top) - at(left, bottom) - at(right, top);
        (sum, ((right - left) * (bottom - top)) as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(filter: Filter, expected: &[u8]) {
        let plane = Plane::from_vec(3, 1, vec![0, 30, 90]);
        assert_eq!(apply(&plane, filter).as_slice(), expected);
    }

    #[test]
    fn every_filter_does_what_it_says() {
        check(Filter::None, &[0, 30, 90]);
        check(Filter::Blur(1), &[15, 40, 60]);
        check(Filter::Sharpen(1), &[0, 10, 150]);
        check(Filter::Invert, &[255, 225, 165]);
    }
}
