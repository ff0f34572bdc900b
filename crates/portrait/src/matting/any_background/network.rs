//! The fusion network: it sees all evidence at a quarter of the scale of the bench and corrects the plain sum. Its
//! weights are no part of the product yet: tools bring them, to train it and to measure it.

use nn::{Network, NetworkError};
use raster::resize::{Filter, resize};
use raster::{Plane, RgbImage};

use super::face::Face;
use super::fuse::{odds, share};
use super::votes::Votes;

/// Width and height of the network's input.
pub(in crate::matting) const GRID: (usize, usize) = (140, 180);

/// Values at every place of the input.
pub(in crate::matting) const CHANNELS: usize = 9;

/// Log odds reach the network divided by this, and the spread multiplied.
const SCALE: f32 = 4.0;

/// Nothing is farther from the face than this, by face width.
const FARTHEST: f32 = 2.0;

/// The input, place by place: log odds of person network, salient network and their sum `fused`, spread of the
/// looks, red, green, blue, and the place beside and below the chin.
pub(super) fn input(image: &RgbImage, votes: &Votes, fused: &Plane<f32>, face: &Face) -> Vec<f32> {
    let bench = (image.width_px(), image.height_px());
    let (columns, rows) = (places(GRID.0, bench.0), places(GRID.1, bench.1));
    let [person, salient, fused, spread] = [&votes.person, &votes.salient, fused, &votes.spread]
        .map(|plane| plane.sample_grid(&columns, &rows));
    let small = resize(image, GRID, Filter::Area);
    let mut input = Vec::with_capacity(GRID.0 * GRID.1 * CHANNELS);
    for (y, row) in rows.iter().enumerate() {
        let below = ((row - face.chin_y) / face.width).clamp(-FARTHEST, FARTHEST);
        for (x, column) in columns.iter().enumerate() {
            let beside = ((column - face.center_x) / face.width).clamp(-FARTHEST, FARTHEST);
            let shares = [&person, &salient, &fused].map(|plane| odds(plane.at(x, y)) / SCALE);
            input.extend(shares);
            input.push(spread.at(x, y) * SCALE);
            input.extend(
                small
                    .pixel(x, y)
                    .map(|value| f32::from(value) / 255.0 - 0.5),
            );
            input.extend([beside, below]);
        }
    }
    input
}

/// The middles of `count` places on a side of the bench.
fn places(count: usize, side: usize) -> Vec<f32> {
    let step = side as f32 / count as f32;
    (0..count).map(|at| (at as f32 + 0.5) * step).collect()
}

/// `fused` with what the network adds to its log odds.
///
/// # Errors
/// [`NetworkError`] when the network is not one of this input and output.
pub(super) fn corrected(
    network: &Network,
    image: &RgbImage,
    votes: &Votes,
    fused: &Plane<f32>,
    face: &Face,
) -> Result<Plane<f32>, NetworkError> {
    let change = network
        .run(&input(image, votes, fused, face))?
        .into_iter()
        .next()
        .filter(|tensor| tensor.values.len() == GRID.0 * GRID.1)
        .map(|tensor| Plane::from_vec(GRID.0, GRID.1, tensor.values))
        .ok_or_else(|| NetworkError::Malformed("no change for every place".into()))?;
    let (width, height) = (fused.width_px(), fused.height_px());
    let change = change.sample_grid(&places(width, GRID.0), &places(height, GRID.1));
    let sum = fused.as_slice().iter().zip(change.as_slice());
    let data = sum
        .map(|(&plain, change)| share(odds(plain) + change))
        .collect();
    Ok(Plane::from_vec(width, height, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_holds_the_evidence_and_where_it_lies() {
        let plane = |share: f32| Plane::filled(560, 720, share);
        let votes = Votes {
            person: plane(0.5),
            spread: plane(0.1),
            salient: plane(1.0),
        };
        let face = Face {
            width: 200.0,
            center_x: 280.0,
            eyes_y: 250.0,
            chin_y: 360.0,
        };
        let image = RgbImage::filled(560, 720, [255, 0, 51]);
        let input = input(&image, &votes, &plane(0.5), &face);
        assert_eq!(input.len(), GRID.0 * GRID.1 * CHANNELS);
        let place = |x: usize, y: usize| &input[(y * GRID.0 + x) * CHANNELS..][..CHANNELS];
        // Nobody is surer than 0.98; the first place lies 278 px left of the face and 358 px above the chin.
        let surest = (0.98_f32 / 0.02).ln() / 4.0;
        let wanted = [0.0, surest, 0.0, 0.4, 0.5, -0.5, -0.3, -1.39, -1.79];
        for (seen, wanted) in place(0, 0).iter().zip(wanted) {
            assert!((seen - wanted).abs() < 1e-3, "{seen} for {wanted}");
        }
        assert!((place(139, 0)[7] - 1.39).abs() < 1e-3);
        assert!((place(0, 179)[8] - 1.79).abs() < 1e-3);
    }
}
