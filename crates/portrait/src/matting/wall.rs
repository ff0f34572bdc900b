//! Fits the smooth wall: a second-degree polynomial through the pixels that are certainly wall,
//! plus the low-frequency remainder.
//!
//! Values are sRGB shares 0 … 1, because a camera's noise is about even there.

use raster::statistics::median;
use raster::{Plane, RgbImage};

use super::pyramid::{Weighted, fill, halve, values};
use super::shares::{difference, length, share};

/// Every n-th row and column takes part in the fit; the wall has no finer structure.
const FIT_STEP: usize = 5;

/// Rounds of reweighting: a least absolute fit, so that clutter does not bend the wall.
const FIT_ROUNDS: usize = 5;

/// Distance below which a pixel does not gain more weight.
const FIT_FLOOR: f32 = 0.01;

/// The remaining shading is averaged over blocks of 2⁴ pixels.
const SHADING_LEVELS: usize = 4;

/// Every n-th diagonal takes part in measuring the noise.
const NOISE_STEP: usize = 11;

/// What is off the polynomial by this many median distances, and by this sRGB distance at least, is
/// not shading.
const CLUTTER: [f32; 2] = [5.0, 0.08];

/// Standard deviation of normal noise by its median distance.
const NORMAL_BY_MEDIAN: f32 = 1.483;

/// Noise of a picture without any, so that divisions stay sane.
const LEAST_NOISE: f32 = 0.004;

/// Share of the picture that has to be surely wall for a fit.
const LEAST_WALL_SHARE: f32 = 0.015;

/// Coefficients of 1, x, y, x², xy, y² with x and y from −1 to 1 across the picture.
type Coefficients = [f32; 6];

/// The wall as fitted.
#[derive(Debug)]
pub(crate) struct SmoothWall {
    /// Colour of the wall at every pixel, behind the person too; sRGB shares 0 … 1.
    pub(crate) colours: Plane<[f32; 3]>,
    /// Root mean square distance of the sure wall from the polynomial, per channel, share 0 … 1:
    /// noise on a plain wall, clutter on a busy one.
    pub(crate) residual: f32,
    /// The part of it that is noise: 1.48 times the median distance from the polynomial and its
    /// slow shading, per channel; clutter on less than half of the wall does not count.
    pub(crate) noise: f32,
    /// Red, green and blue of the polynomial alone.
    polynomial: [Coefficients; 3],
}

impl SmoothWall {
    /// The wall by the polynomial alone, without slow shading, sRGB shares: a shadow stays off it.
    pub(crate) fn even(&self, x: usize, y: usize) -> [f32; 3] {
        let terms = terms(x, y, self.colours.width_px(), self.colours.height_px());
        self.polynomial.map(|row| dot(&row, &terms).clamp(0.0, 1.0))
    }
}

/// Fits the wall where `sure` says it is seen; `None` when that is too little.
pub(super) fn fit(image: &RgbImage, sure: &Plane<bool>) -> Option<SmoothWall> {
    let (width, height) = (image.width_px(), image.height_px());
    let seen = sure.as_slice().iter().filter(|&&wall| wall).count();
    if (seen as f32) < LEAST_WALL_SHARE * (width * height) as f32 {
        return None;
    }
    let samples = Samples::of(image, sure);
    let polynomial = [0, 1, 2].map(|channel| samples.fit(channel));
    let mut colours = Plane::filled(width, height, [0.0; 3]);
    let mut rest: Plane<Weighted> = Plane::filled(width, height, [0.0; 4]);
    let mut squares = 0.0_f64;
    for y in 0..height {
        let mut squares_in_row = 0.0;
        let in_row = polynomial.map(|coefficients| along_row(&coefficients, y, height));
        let sure = sure.row(y);
        let pixels = image.row(y).as_chunks::<3>().0;
        let row = y * width..(y + 1) * width;
        let colours = &mut colours.as_mut_slice()[row.clone()];
        let rest = &mut rest.as_mut_slice()[row];
        for (at, colour) in colours.iter_mut().enumerate() {
            let x = centered(at, width);
            *colour = in_row.map(|[one, linear, square]| one + (linear + square * x) * x);
            if sure[at] {
                let off = difference(share(pixels[at]), *colour);
                squares_in_row += off.iter().map(|value| value * value).sum::<f32>();
                rest[at] = [off[0], off[1], off[2], 1.0];
            }
        }
        squares += f64::from(squares_in_row);
    }
    let residual = (squares / (3 * seen) as f64).sqrt() as f32;
    leave_out_clutter(&mut rest);
    let noise = add_shading(&mut colours, &rest).max(LEAST_NOISE);
    Some(SmoothWall {
        colours,
        residual,
        noise,
        polynomial,
    })
}

/// Forgets what is too far from the polynomial to be shading: things on the wall, overlooked hair.
fn leave_out_clutter(rest: &mut Plane<Weighted>) {
    let seen = rest.as_slice().iter().filter(|off| off[3] > 0.0);
    let offs = seen
        .step_by(NOISE_STEP)
        .map(|off| length([off[0], off[1], off[2]]));
    let limit = (CLUTTER[0] * median(offs.collect()).unwrap_or(0.0)).max(CLUTTER[1]);
    for off in rest.as_mut_slice() {
        if length([off[0], off[1], off[2]]) > limit {
            *off = [0.0; 4];
        }
    }
}

/// Adds the slow shading that the polynomial left over; gives the noise that then remains.
fn add_shading(colours: &mut Plane<[f32; 3]>, rest: &Plane<Weighted>) -> f32 {
    let mut blocks = halve(rest);
    for _ in 1..SHADING_LEVELS {
        blocks = halve(&blocks);
    }
    fill(&mut blocks, usize::MAX);
    let shading: [Plane<f32>; 3] =
        [0, 1, 2].map(|channel| blocks.map(|block| values(block)[channel]));
    let (width, height) = (colours.width_px(), colours.height_px());
    let in_blocks = |count: usize| -> Vec<f32> {
        let block_px = (1 << SHADING_LEVELS) as f32;
        (0..count).map(|at| (at as f32 + 0.5) / block_px).collect()
    };
    let (columns, rows) = (in_blocks(width), in_blocks(height));
    let shading = shading.map(|plane| plane.sample_grid(&columns, &rows));
    let mut offs = Vec::new();
    for (at, (colour, seen)) in colours
        .as_mut_slice()
        .iter_mut()
        .zip(rest.as_slice())
        .enumerate()
    {
        let takes_part = seen[3] > 0.0 && (at % width + at / width).is_multiple_of(NOISE_STEP);
        for ((value, plane), off) in colour.iter_mut().zip(&shading).zip(seen) {
            let slow = plane.as_slice()[at];
            *value = (*value + slow).clamp(0.0, 1.0);
            if takes_part {
                offs.push((off - slow).abs());
            }
        }
    }
    NORMAL_BY_MEDIAN * median(offs).unwrap_or(0.0)
}

/// Pixels of the sure wall on a coarse grid.
struct Samples {
    terms: Vec<[f32; 6]>,
    colours: Vec<[f32; 3]>,
}

impl Samples {
    fn of(image: &RgbImage, sure: &Plane<bool>) -> Self {
        let (width, height) = (image.width_px(), image.height_px());
        let mut samples = Self {
            terms: Vec::new(),
            colours: Vec::new(),
        };
        for y in (0..height).step_by(FIT_STEP) {
            for x in (0..width).step_by(FIT_STEP) {
                if sure.at(x, y) {
                    samples.terms.push(terms(x, y, width, height));
                    samples.colours.push(share(image.pixel(x, y)));
                }
            }
        }
        samples
    }

    /// Least absolute distance by iteratively reweighted least squares.
    fn fit(&self, channel: usize) -> Coefficients {
        let mut weights = vec![1.0_f32; self.terms.len()];
        let mut coefficients = [0.0; 6];
        for _ in 0..FIT_ROUNDS {
            let mut equations = [[0.0_f64; 7]; 6];
            for ((terms, colour), &weight) in self.terms.iter().zip(&self.colours).zip(&weights) {
                for (row, &factor) in equations.iter_mut().zip(terms) {
                    let weighted = weight * factor;
                    for (sum, term) in row.iter_mut().zip(terms) {
                        *sum += f64::from(weighted * term);
                    }
                    row[6] += f64::from(weighted * colour[channel]);
                }
            }
            coefficients = solve(equations);
            for ((terms, colour), weight) in self.terms.iter().zip(&self.colours).zip(&mut weights)
            {
                let off = (dot(&coefficients, terms) - colour[channel]).abs();
                *weight = 1.0 / off.max(FIT_FLOOR);
            }
        }
        coefficients
    }
}

/// Gauss–Jordan elimination with pivoting; what the equations leave open becomes 0.
fn solve(mut equations: [[f64; 7]; 6]) -> Coefficients {
    const SINGULAR: f64 = 1e-9;
    for column in 0..6 {
        let below = (column..6).max_by(|&one, &other| {
            let size = |row: usize| equations[row][column].abs();
            size(one).total_cmp(&size(other))
        });
        equations.swap(column, below.unwrap_or(column));
        let pivot = equations[column];
        if pivot[column].abs() < SINGULAR {
            continue;
        }
        for (index, row) in equations.iter_mut().enumerate() {
            if index != column {
                let factor = row[column] / pivot[column];
                for (value, pivot) in row.iter_mut().zip(pivot) {
                    *value -= factor * pivot;
                }
            }
        }
    }
    std::array::from_fn(|row| {
        let pivot = equations[row][row];
        if pivot.abs() < SINGULAR {
            0.0
        } else {
            (equations[row][6] / pivot) as f32
        }
    })
}

/// −1 at the first of `count` places, 1 behind the last.
fn centered(at: usize, count: usize) -> f32 {
    (at as f32 / count as f32 - 0.5) * 2.0
}

fn terms(x: usize, y: usize, width: usize, height: usize) -> [f32; 6] {
    let (x, y) = (centered(x, width), centered(y, height));
    [1.0, x, y, x * x, x * y, y * y]
}

/// What the polynomial is along row `y`: coefficients of 1, x and x².
fn along_row(coefficients: &Coefficients, y: usize, height: usize) -> [f32; 3] {
    let y = centered(y, height);
    let &[one, x, down, xx, xy, yy] = coefficients;
    [one + (down + yy * y) * y, x + xy * y, xx]
}

fn dot(coefficients: &Coefficients, terms: &[f32; 6]) -> f32 {
    coefficients.iter().zip(terms).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A wall that darkens to the right, seen except in a middle column.
    fn shaded(x: usize, y: usize) -> [u8; 3] {
        [
            220 - (x / 2) as u8,
            210 - (x / 3) as u8,
            200 - (y / 4) as u8,
        ]
    }

    #[test]
    fn the_wall_goes_on_behind_the_person() {
        let sure = Plane::from_vec(
            120,
            90,
            (0..120 * 90)
                .map(|at| !(40..80).contains(&(at % 120)))
                .collect(),
        );
        let image = RgbImage::from_fn(120, 90, |x, y| {
            if (40..80).contains(&x) {
                [0; 3]
            } else {
                shaded(x, y)
            }
        });
        let wall = fit(&image, &sure).unwrap();
        for (x, y) in [(60, 45), (50, 10), (5, 80)] {
            let off = difference(wall.colours.at(x, y), share(shaded(x, y)));
            assert!(length(off) < 0.012, "{off:?}");
        }
        assert!(wall.residual < 0.006 && wall.noise < 0.006);
    }

    #[test]
    fn clutter_shows_in_the_residual() {
        let sure = Plane::filled(96, 96, true);
        let image = RgbImage::from_fn(96, 96, |x, y| {
            [if (x / 12 + y / 12) % 2 == 0 { 60 } else { 200 }; 3]
        });
        assert!(fit(&image, &sure).unwrap().residual > 0.15);
    }

    #[test]
    fn no_wall_no_fit() {
        let image = RgbImage::filled(50, 50, [9; 3]);
        assert!(fit(&image, &Plane::filled(50, 50, false)).is_none());
    }
}
