//! What the networks say: many looks of the cheap person network, two of the costly one for salient objects.

use nn::{Network, NetworkError, Networks};
use raster::resize::{Filter, resize};
use raster::{Plane, Rect, RgbImage};

use crate::vision::segment::segment;

/// Parts of the bench that the person network looks at: left, top, right, bottom as shares of its sides.
/// Each is looked at mirrored as well.
const LOOKS: [[f32; 4]; 5] = [
    [0.0, 0.0, 1.0, 1.0],
    [0.0, 0.0, 1.0, 0.75],
    [0.0, 0.25, 1.0, 1.0],
    [0.055, 0.0625, 0.945, 1.0],
    [0.0, 0.04, 1.0, 0.875],
];

/// Side of the salient network's input and output.
const SALIENT_PX: usize = 320;

/// Means and deviations of `ImageNet`, by which U-2-Net's input is shifted and divided.
const CHANNELS: [[f32; 2]; 3] = [[0.485, 0.229], [0.456, 0.224], [0.406, 0.225]];

/// Shares 0 … 1 on the bench.
#[derive(Debug)]
pub(super) struct Votes {
    /// Mean of the person network's looks.
    pub(super) person: Plane<f32>,
    /// Standard deviation of them.
    pub(super) spread: Plane<f32>,
    /// Mean of the salient network's looks.
    pub(super) salient: Plane<f32>,
}

/// Asks the networks.
pub(super) fn collect(networks: &Networks, image: &RgbImage) -> Result<Votes, NetworkError> {
    let mirrored = mirror(image);
    let (width, height) = (image.width_px(), image.height_px());
    let empty = || Plane::filled(width, height, 0.0_f32);
    let (mut sum, mut squares, mut count) = (empty(), empty(), empty());
    for [left, top, right, bottom] in LOOKS {
        let rows = share_of(height, top)..share_of(height, bottom);
        let columns = share_of(width, left)..share_of(width, right);
        for (picture, is_mirrored) in [(image, false), (&mirrored, true)] {
            // Looks lie in the middle: the mirrored one is the same part.
            let part = Rect {
                x: columns.start as f32,
                y: rows.start as f32,
                width: columns.len() as f32,
                height: rows.len() as f32,
            };
            let mask = segment(&networks.selfie_segmentation, picture, part)?;
            let places = |range: std::ops::Range<usize>| range.map(|at| at as f32 + 0.5).collect();
            let look = mask.on_grid(places(columns.clone()), places(rows.clone()));
            for (y, row) in rows.clone().enumerate() {
                for (x, &share) in look.row(y).iter().enumerate() {
                    let column = columns.start + x;
                    let column = if is_mirrored {
                        width - 1 - column
                    } else {
                        column
                    };
                    let at = row * width + column;
                    sum.as_mut_slice()[at] += share;
                    squares.as_mut_slice()[at] += share * share;
                    count.as_mut_slice()[at] += 1.0;
                }
            }
        }
    }
    for ((sum, square), &count) in sum
        .as_mut_slice()
        .iter_mut()
        .zip(squares.as_mut_slice())
        .zip(count.as_slice())
    {
        *sum /= count;
        *square = (*square / count - *sum * *sum).max(0.0).sqrt();
    }
    let network = networks.salient_objects()?;
    let mut salient = salient(network, image)?;
    let other = mirror_plane(&self::salient(network, &mirrored)?);
    // A hundred megabytes, for photos that are the minority.
    network.free_buffers();
    for (one, other) in salient.as_mut_slice().iter_mut().zip(other.as_slice()) {
        *one = 0.5 * (*one + other);
    }
    let columns: Vec<f32> = (0..width).map(|x| on_salient(x, width)).collect();
    let rows: Vec<f32> = (0..height).map(|y| on_salient(y, height)).collect();
    Ok(Votes {
        person: sum,
        spread: squares,
        salient: salient.sample_grid(&columns, &rows),
    })
}

/// The middle of bench pixel `at` of `count` in the salient network's output.
fn on_salient(at: usize, count: usize) -> f32 {
    (at as f32 + 0.5) / count as f32 * SALIENT_PX as f32
}

fn share_of(side: usize, share: f32) -> usize {
    ((side as f32 * share).round() as usize).min(side)
}

fn mirror(image: &RgbImage) -> RgbImage {
    let width = image.width_px();
    RgbImage::from_fn(width, image.height_px(), |x, y| {
        image.pixel(width - 1 - x, y)
    })
}

fn mirror_plane(plane: &Plane<f32>) -> Plane<f32> {
    let mut mirrored = plane.clone();
    let width = plane.width_px();
    for row in mirrored.as_mut_slice().chunks_exact_mut(width) {
        row.reverse();
    }
    mirrored
}

/// One look of the salient network, [`SALIENT_PX`] square.
fn salient(network: &Network, image: &RgbImage) -> Result<Plane<f32>, NetworkError> {
    let small = resize(image, (SALIENT_PX, SALIENT_PX), Filter::Area);
    let pixels = small.as_raw().as_chunks::<3>().0.iter();
    let input: Vec<f32> = pixels
        .flat_map(|pixel| {
            let shifted = |channel: usize| {
                let [mean, deviation] = CHANNELS[channel];
                (f32::from(pixel[channel]) / 255.0 - mean) / deviation
            };
            [shifted(0), shifted(1), shifted(2)]
        })
        .collect();
    network
        .run(&input)?
        .into_iter()
        .next()
        .filter(|tensor| tensor.values.len() == SALIENT_PX * SALIENT_PX)
        .map(|tensor| Plane::from_vec(SALIENT_PX, SALIENT_PX, tensor.values))
        .ok_or_else(|| NetworkError::Malformed("no mask of 320 × 320 values".into()))
}

impl Votes {
    /// Mean spread of the rows above `below`.
    pub(super) fn mean_spread(&self, below: usize) -> f32 {
        mean(
            self.spread.as_slice()[..below * self.spread.width_px()]
                .iter()
                .copied(),
        )
    }

    /// Share of the rows above `below` where one network says person and the other background.
    pub(super) fn contradiction(&self, below: usize) -> f32 {
        let end = below * self.person.width_px();
        let both = self.person.as_slice()[..end]
            .iter()
            .zip(self.salient.as_slice());
        mean(both.map(|(&person, &salient)| f32::from(u8::from((person > 0.5) != (salient > 0.5)))))
    }
}

fn mean(values: impl ExactSizeIterator<Item = f32>) -> f32 {
    let count = values.len().max(1) as f32;
    values.sum::<f32>() / count
}

#[cfg(test)]
impl Votes {
    /// One place of which the networks say this.
    pub(super) fn uniform(person: f32, salient: f32) -> Self {
        let plane = |value| Plane::filled(1, 1, value);
        Self {
            person: plane(person),
            spread: plane(0.0),
            salient: plane(salient),
        }
    }
}
