//! Opacity in the open band from colours alone: in every small window, opacity is taken to be linear in
//! colour (Levin, Lischinski & Weiss, "A Closed-Form Solution to Natural Image Matting", 2008).
//!
//! That is a symmetric linear system with a row for each open place, solved by conjugate gradients.
//! The mask is a weak wish, which keeps places right that no colour reaches.

use raster::{Plane, RgbImage};

use super::open_band::OpenBand;
use crate::matting::shares::share;

/// Regularisation of a window's colours: how much a flat window says.
const EPSILON: f64 = 1e-6;

/// Weight of the mask beside the colours.
const WISH: f32 = 1e-3;

/// The residual, by that of the start, at which the solution is good enough: opacity is then right to
/// about a hundredth.
const PRECISION: f64 = 1e-3;

/// Most steps; what is not solved by then stays as near as it came.
const MOST_STEPS: usize = 200;

/// Places of a window.
const WINDOW: usize = 9;

/// Two places of one window are at most two rows and columns apart.
const NEAR: usize = 2;

/// Rows and columns of the places that one place depends on.
const STENCIL: usize = 2 * NEAR + 1;

/// Opacity between these ends is stretched: a solution never quite reaches them.
const ENDS: [f32; 2] = [0.03, 0.97];

/// A row of the system: what each of the 5 × 5 places around counts.
type Row = [[f32; STENCIL]; STENCIL];

/// Opacity 0 … 1: that of the band where it is known, solved elsewhere.
pub(super) fn solve(image: &RgbImage, band: &OpenBand, mask: &Plane<f32>) -> Plane<f32> {
    let known = band.person.map(|person| f32::from(u8::from(person)));
    let open: Vec<usize> = (0..known.as_slice().len())
        .filter(|&at| band.is_open(at))
        .collect();
    let mut alpha = known;
    if open.is_empty() {
        return alpha;
    }
    let system = System::new(image, &alpha, &open, mask);
    let start: Vec<f32> = open.iter().map(|&at| mask.as_slice()[at]).collect();
    let solution = system.solve(start);
    for (&at, value) in open.iter().zip(solution) {
        let [low, high] = ENDS;
        alpha.as_mut_slice()[at] = ((value - low) / (high - low)).clamp(0.0, 1.0);
    }
    alpha
}

/// Rows of the open places.
struct System {
    rows: Vec<Row>,
    right: Vec<f32>,
    /// Where the place of each row lies on a plane with a rim of [`NEAR`] places.
    places: Vec<usize>,
    /// Columns of that plane.
    pitch: usize,
    size: usize,
}

impl System {
    fn new(image: &RgbImage, alpha: &Plane<f32>, open: &[usize], mask: &Plane<f32>) -> Self {
        const KNOWN: u32 = u32::MAX;
        let (width, height) = (image.width_px(), image.height_px());
        let mut numbers = vec![KNOWN; width * height];
        for (number, &at) in open.iter().enumerate() {
            numbers[at] = number as u32;
        }
        let mut own = [[0.0; STENCIL]; STENCIL];
        own[NEAR][NEAR] = WISH;
        let pitch = width + 2 * NEAR;
        let mut system = Self {
            rows: vec![own; open.len()],
            right: open.iter().map(|&at| WISH * mask.as_slice()[at]).collect(),
            places: open
                .iter()
                .map(|&at| (at / width + NEAR) * pitch + at % width + NEAR)
                .collect(),
            pitch,
            size: pitch * (height + 2 * NEAR),
        };
        for y in 1..height.saturating_sub(1) {
            for x in 1..width.saturating_sub(1) {
                let places: [usize; WINDOW] =
                    std::array::from_fn(|k| (y + k / 3 - 1) * width + x + k % 3 - 1);
                if places.iter().all(|&at| numbers[at] == KNOWN) {
                    continue;
                }
                let window = Window::of(places.map(|at| pixel(image, at)));
                for (i, &at) in places.iter().enumerate() {
                    if numbers[at] == KNOWN {
                        continue;
                    }
                    let row = numbers[at] as usize;
                    let weights = window.row(i);
                    for (j, &other) in places.iter().enumerate() {
                        if numbers[other] == KNOWN {
                            system.right[row] -= weights[j] * alpha.as_slice()[other];
                        } else {
                            let (down, right) = (j / 3 + NEAR - i / 3, j % 3 + NEAR - i % 3);
                            system.rows[row][down][right] += weights[j];
                        }
                    }
                }
            }
        }
        system
    }

    /// Conjugate gradients with the diagonal as preconditioner, from `start`.
    fn solve(&self, start: Vec<f32>) -> Vec<f32> {
        let diagonal: Vec<f32> = self
            .rows
            .iter()
            .map(|row| row[NEAR][NEAR].max(1e-9))
            .collect();
        let mut plane = vec![0.0; self.size];
        let mut solution = start;
        let mut product = self.times(&solution, &mut plane);
        let mut rest: Vec<f32> = self
            .right
            .iter()
            .zip(&product)
            .map(|(a, b)| a - b)
            .collect();
        let precondition =
            |rest: &[f32]| -> Vec<f32> { rest.iter().zip(&diagonal).map(|(a, b)| a / b).collect() };
        let mut scaled = precondition(&rest);
        let mut direction = scaled.clone();
        let mut size = dot(&rest, &scaled);
        let enough = size * PRECISION * PRECISION;
        for _ in 0..MOST_STEPS {
            if size <= enough {
                break;
            }
            product = self.times(&direction, &mut plane);
            let step = (size / dot(&direction, &product)) as f32;
            if !step.is_finite() {
                break;
            }
            for (value, direction) in solution.iter_mut().zip(&direction) {
                *value += step * direction;
            }
            for (rest, product) in rest.iter_mut().zip(&product) {
                *rest -= step * product;
            }
            scaled = precondition(&rest);
            let next = dot(&rest, &scaled);
            let turn = (next / size) as f32;
            for (direction, scaled) in direction.iter_mut().zip(&scaled) {
                *direction = scaled + turn * *direction;
            }
            size = next;
        }
        solution
    }

    /// The product with the system's rows; `plane` is room to work in.
    fn times(&self, values: &[f32], plane: &mut [f32]) -> Vec<f32> {
        for (&place, &value) in self.places.iter().zip(values) {
            plane[place] = value;
        }
        let one = |(row, &place): (&Row, &usize)| -> f32 {
            let corner = place - NEAR * self.pitch - NEAR;
            let mut sum = 0.0;
            for (below, weights) in row.iter().enumerate() {
                let line = &plane[corner + below * self.pitch..][..STENCIL];
                for (weight, value) in weights.iter().zip(line) {
                    sum += weight * value;
                }
            }
            sum
        };
        self.rows.iter().zip(&self.places).map(one).collect()
    }
}

fn dot(a: &[f32], b: &[f32]) -> f64 {
    a.iter().zip(b).map(|(a, b)| f64::from(a * b)).sum()
}

fn pixel(image: &RgbImage, at: usize) -> [f32; 3] {
    share(image.as_raw().as_chunks::<3>().0[at])
}

/// The colours of a window of 3 × 3; in double precision, for windows of two mixed colours are nearly
/// singular.
struct Window {
    /// Off their mean.
    colours: [[f64; 3]; WINDOW],
    /// Inverse of their covariance, regularised; it is symmetric.
    inverse: [[f64; 3]; 3],
}

impl Window {
    fn of(colours: [[f32; 3]; WINDOW]) -> Self {
        let share = 1.0 / WINDOW as f64;
        let mut colours = colours.map(|colour| colour.map(f64::from));
        for channel in 0..3 {
            let mean = share * colours.iter().map(|colour| colour[channel]).sum::<f64>();
            for colour in &mut colours {
                colour[channel] -= mean;
            }
        }
        let product = |a: usize, b: usize| {
            let sum: f64 = colours.iter().map(|colour| colour[a] * colour[b]).sum();
            share * sum + if a == b { EPSILON * share } else { 0.0 }
        };
        let (rg, rb, gb) = (product(0, 1), product(0, 2), product(1, 2));
        let covariance = [
            [product(0, 0), rg, rb],
            [rg, product(1, 1), gb],
            [rb, gb, product(2, 2)],
        ];
        Self {
            colours,
            inverse: inverse(&covariance),
        }
    }

    /// What each place of the window counts in the row of place `i`.
    fn row(&self, i: usize) -> [f32; WINDOW] {
        let [red, green, blue] = self.colours[i];
        let along = self
            .inverse
            .map(|row| row[0] * red + row[1] * green + row[2] * blue);
        std::array::from_fn(|j| {
            let other = self.colours[j];
            let likeness = along[0] * other[0] + along[1] * other[1] + along[2] * other[2];
            let same = if i == j { 1.0 } else { 0.0 };
            (same - (1.0 + likeness) / WINDOW as f64) as f32
        })
    }
}

/// By cofactors.
fn inverse(m: &[[f64; 3]; 3]) -> [[f64; 3]; 3] {
    let cofactor = |row: usize, column: usize| {
        let ([r, s], [c, d]) = (others(row), others(column));
        m[r][c] * m[s][d] - m[r][d] * m[s][c]
    };
    let determinant = (0..3)
        .map(|k| m[0][k] * cofactor(0, k))
        .sum::<f64>()
        .max(1e-30);
    std::array::from_fn(|row| std::array::from_fn(|column| cofactor(column, row) / determinant))
}

/// The other two indices, in the order that gives cofactors their sign.
fn others(index: usize) -> [usize; 2] {
    [(index + 1) % 3, (index + 2) % 3]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_is_one() {
        let matrix = [[2.0, 0.5, 0.1], [0.5, 1.0, 0.2], [0.1, 0.2, 3.0]];
        let inverse = inverse(&matrix);
        for (row, line) in matrix.iter().enumerate() {
            for (column, _) in line.iter().enumerate() {
                let seen: f64 = (0..3).map(|k| line[k] * inverse[k][column]).sum();
                let wanted = f64::from(u8::from(row == column));
                assert!((seen - wanted).abs() < 1e-5, "{row} {column} {seen}");
            }
        }
    }

    /// Dark strands before a light wall; the band leaves the middle open.
    #[test]
    fn opacity_follows_the_colours() {
        let (width, height) = (60, 20);
        // Slanted: along straight columns the next edge would not know of the one before.
        let truth = |x: usize, y: usize| match x {
            0..14 => 1.0,
            46.. => 0.0,
            _ => [1.0, 1.0, 0.5, 0.0, 0.0, 0.25, 0.75][(3 * x + 2 * y) % 7],
        };
        let image = RgbImage::from_fn(width, height, |x, y| {
            let fine = ((x * 7 + y * 13) % 3) as f32;
            let value = 40.0 * truth(x, y) + 220.0 * (1.0 - truth(x, y)) + fine;
            [value as u8, (value * 0.95) as u8, (value * 0.9) as u8]
        });
        let set = |inside: fn(usize) -> bool| {
            Plane::from_vec(
                width,
                height,
                (0..width * height).map(|at| inside(at % width)).collect(),
            )
        };
        let band = OpenBand {
            person: set(|x| x < 12),
            background: set(|x| x >= 48),
        };
        let wrong = Plane::filled(width, height, 0.5);
        let alpha = solve(&image, &band, &wrong);
        for x in 0..width {
            let seen = alpha.at(x, 10);
            assert!(
                (seen - truth(x, 10)).abs() < 0.06,
                "{x}: {seen} not {}",
                truth(x, 10)
            );
        }
    }
}
