//! One value per pixel: brightness, a mask, an alpha matte.

/// A single-channel picture, rows top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane<T> {
    width_px: usize,
    height_px: usize,
    data: Vec<T>,
}

impl<T: Copy> Plane<T> {
    /// A plane filled with one value.
    pub fn filled(width_px: usize, height_px: usize, value: T) -> Self {
        Self {
            width_px,
            height_px,
            data: vec![value; width_px * height_px],
        }
    }

    /// Takes over `width_px × height_px` values.
    ///
    /// # Panics
    /// When the length is another: the caller made the buffer itself.
    pub fn from_vec(width_px: usize, height_px: usize, data: Vec<T>) -> Self {
        assert_eq!(
            data.len(),
            width_px * height_px,
            "a plane needs one value per pixel"
        );
        Self {
            width_px,
            height_px,
            data,
        }
    }

    /// Columns.
    pub fn width_px(&self) -> usize {
        self.width_px
    }

    /// Rows.
    pub fn height_px(&self) -> usize {
        self.height_px
    }

    /// All values, row by row.
    pub fn as_slice(&self) -> &[T] {
        &self.data
    }

    /// All values, writable.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        &mut self.data
    }

    /// The value in column `x` and row `y`.
    ///
    /// # Panics
    /// When outside the plane.
    pub fn at(&self, x: usize, y: usize) -> T {
        self.data[y * self.width_px + x]
    }

    /// Writes the value in column `x` and row `y`.
    ///
    /// # Panics
    /// When outside the plane.
    pub fn set(&mut self, x: usize, y: usize, value: T) {
        self.data[y * self.width_px + x] = value;
    }

    /// One row.
    ///
    /// # Panics
    /// When `y` is not below the height.
    pub fn row(&self, y: usize) -> &[T] {
        &self.data[y * self.width_px..][..self.width_px]
    }

    /// Applies `change` to every value.
    pub fn map<U: Copy>(&self, change: impl FnMut(T) -> U) -> Plane<U> {
        let data = self.data.iter().copied().map(change).collect();
        Plane {
            width_px: self.width_px,
            height_px: self.height_px,
            data,
        }
    }
}

impl Plane<f32> {
    /// Bilinear value at (`x`, `y`) in pixels, pixel centres at .5, edges repeated.
    ///
    /// # Panics
    /// On an empty plane.
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        let (x0, x1, tx) = neighbours(x, self.width_px);
        let (y0, y1, ty) = neighbours(y, self.height_px);
        let top = self.at(x0, y0) + (self.at(x1, y0) - self.at(x0, y0)) * tx;
        let bottom = self.at(x0, y1) + (self.at(x1, y1) - self.at(x0, y1)) * tx;
        top + (bottom - top) * ty
    }
}

/// The two indices around a coordinate and the weight of the second.
fn neighbours(position: f32, count: usize) -> (usize, usize, f32) {
    let clamped = (position - 0.5).clamp(0.0, (count - 1) as f32);
    let first = clamped as usize;
    (first, (first + 1).min(count - 1), clamped - first as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sampling_hits_pixel_centres_and_repeats_edges() {
        let plane = Plane::from_vec(2, 1, vec![0.0, 1.0]);
        assert_eq!(plane.sample(0.5, 0.5), 0.0);
        assert_eq!(plane.sample(1.0, 0.5), 0.5);
        assert_eq!(plane.sample(99.0, -3.0), 1.0);
    }
}
