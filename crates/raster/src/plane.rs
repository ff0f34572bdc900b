//! A picture with one value for each pixel: brightness, a mask, an alpha matte.

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

    /// Number of columns.
    pub fn width_px(&self) -> usize {
        self.width_px
    }

    /// Number of rows.
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

    /// The values of row `y`, left to right.
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

    /// [`Self::sample`] at every crossing of `columns` (x) and `rows` (y): a plane of
    /// `columns.len()` × `rows.len()`.
    ///
    /// # Panics
    /// On an empty plane.
    pub fn sample_grid(&self, columns: &[f32], rows: &[f32]) -> Self {
        let across: Vec<_> = columns
            .iter()
            .map(|&x| neighbours(x, self.width_px))
            .collect();
        let mut data = Vec::with_capacity(columns.len() * rows.len());
        let mut line = vec![0.0; self.width_px];
        for &y in rows {
            let (y0, y1, ty) = neighbours(y, self.height_px);
            for ((value, top), bottom) in line.iter_mut().zip(self.row(y0)).zip(self.row(y1)) {
                *value = top + (bottom - top) * ty;
            }
            let row = across
                .iter()
                .map(|&(x0, x1, tx)| line[x0] + (line[x1] - line[x0]) * tx);
            data.extend(row);
        }
        Self::from_vec(columns.len(), rows.len(), data)
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
    fn a_grid_is_sampled_as_its_points_are() {
        let plane = Plane::from_vec(3, 2, vec![0.0, 1.0, 4.0, 9.0, 3.0, 2.0]);
        let (columns, rows) = ([-1.0, 0.7, 1.5, 2.9], [0.2, 1.0, 7.0]);
        let grid = plane.sample_grid(&columns, &rows);
        for (y, &row) in rows.iter().enumerate() {
            for (x, &column) in columns.iter().enumerate() {
                assert!((grid.at(x, y) - plane.sample(column, row)).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn sampling_hits_pixel_centres_and_repeats_edges() {
        let plane = Plane::from_vec(2, 1, vec![0.0, 1.0]);
        assert_eq!(plane.sample(0.5, 0.5), 0.0);
        assert_eq!(plane.sample(1.0, 0.5), 0.5);
        assert_eq!(plane.sample(99.0, -3.0), 1.0);
    }
}
