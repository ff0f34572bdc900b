//! `BlazeFace` in its short-range and full-range forms: picture → faces with six keypoints.
//!
//! Anchors, decoding and the weighted suppression of overlaps follow MediaPipe's face detection
//! graphs (`face_detection_short_range.pbtxt`, `face_detection_full_range.pbtxt`). Which face is
//! the one to measure, and how many count, is decided in [`mod@super::observe`].

use nn::{Network, NetworkError, Networks};
use raster::warp::{Border, cut};
use raster::{Point, Rect, RgbImage, RotatedRect};

use super::face::Detection;
use super::tensors::sigmoid;

/// Box centre and size, then six keypoints, x and y each.
const VALUES_PER_ANCHOR: usize = 16;

/// Boxes that overlap more than this (intersection over union) show the same face.
const SAME_FACE_OVERLAP: f32 = 0.3;

/// Anchors below this score are forgotten at once.
const LOWEST_SCORE: f32 = 0.2;

/// One of the two detectors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detector<'a> {
    network: &'a Network,
    input_px: usize,
    /// Cells per side and anchors per cell, in the order of the outputs.
    grids: &'static [(usize, usize)],
}

impl<'a> Detector<'a> {
    /// For faces within about two metres; 128 px input.
    pub(super) fn short_range(networks: &'a Networks) -> Self {
        Self {
            network: &networks.face_detection_short_range,
            input_px: 128,
            grids: &[(16, 2), (8, 6)],
        }
    }

    /// For faces within about five metres; 192 px input. Counts small faces reliably.
    pub(super) fn full_range(networks: &'a Networks) -> Self {
        Self {
            network: &networks.face_detection_full_range,
            input_px: 192,
            grids: &[(48, 1)],
        }
    }

    /// Looks for faces inside `area` of `image`.
    ///
    /// `area` is brought into a square with black bars, as the networks were trained. Nothing is
    /// averaged: reduce a large picture before.
    ///
    /// # Errors
    /// [`NetworkError`] when the network is not one of the two detectors.
    pub(super) fn scan(&self, image: &RgbImage, area: Rect) -> Result<Scan, NetworkError> {
        let side_px = area.width.max(area.height);
        let square = RotatedRect {
            center: area.center(),
            width: side_px,
            height: side_px,
            angle_rad: 0.0,
        };
        let mut input = cut(
            image,
            &square,
            (self.input_px, self.input_px),
            Border::Black,
        );
        for value in &mut input {
            *value = *value / 127.5 - 1.0;
        }
        let outputs = self.network.run(&input)?;
        let values_of = |per_anchor: usize| {
            let length = self.anchor_count() * per_anchor;
            outputs
                .iter()
                .find(|tensor| tensor.values.len() == length)
                .map(|tensor| tensor.values.as_slice())
                .ok_or_else(|| NetworkError::Malformed(format!("no output of {length} values")))
        };
        Ok(Scan {
            candidates: self.decode(values_of(1)?, values_of(VALUES_PER_ANCHOR)?),
            origin: square.to_picture(0.0, 0.0),
            side_px,
        })
    }

    fn anchor_count(&self) -> usize {
        self.grids
            .iter()
            .map(|(cells, per_cell)| cells * cells * per_cell)
            .sum()
    }

    /// Centres of all anchors, shares 0 … 1 of the input.
    fn anchors(&self) -> impl Iterator<Item = [f32; 2]> {
        self.grids.iter().flat_map(|&(cells, per_cell)| {
            (0..cells * cells * per_cell).map(move |index| {
                let cell = index / per_cell;
                [cell % cells, cell / cells].map(|place| (place as f32 + 0.5) / cells as f32)
            })
        })
    }

    fn decode(&self, logits: &[f32], values: &[f32]) -> Vec<Candidate> {
        let (values, _) = values.as_chunks::<VALUES_PER_ANCHOR>();
        let mut candidates = Vec::new();
        for ((anchor, &logit), raw) in self.anchors().zip(logits).zip(values) {
            let score = sigmoid(logit);
            if score < LOWEST_SCORE || raw.iter().any(|value| !value.is_finite()) {
                continue;
            }
            let mut shares = raw.map(|value| value / self.input_px as f32);
            for (index, share) in shares.iter_mut().enumerate() {
                // Width and height (2 and 3) are sizes, all others are offsets from the anchor.
                if index != 2 && index != 3 {
                    *share += anchor[index % 2];
                }
            }
            candidates.push(Candidate { score, shares });
        }
        candidates
    }
}

/// Raw output of a detector, before filtering by score.
#[derive(Debug)]
pub(super) struct Scan {
    candidates: Vec<Candidate>,
    origin: Point,
    side_px: f32,
}

impl Scan {
    /// The faces with at least `min_score` (0.2 … 1), best first, in pixels of the picture.
    ///
    /// Only boxes above the score are averaged into a face: a lower one gives not only more faces
    /// but also slightly other places.
    pub(super) fn faces(&self, min_score: f32) -> Vec<Detection> {
        let sure = self
            .candidates
            .iter()
            .filter(|candidate| candidate.score >= min_score);
        merge_overlaps(sure.copied().collect())
            .iter()
            .map(|face| face.to_detection(self.origin, self.side_px))
            .collect()
    }
}

/// A decoded anchor: centre, size and keypoints as shares of the square input.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    score: f32,
    shares: [f32; VALUES_PER_ANCHOR],
}

impl Candidate {
    fn bounds(&self) -> Rect {
        let [x, y, width, height, ..] = self.shares;
        Rect {
            x: x - width / 2.0,
            y: y - height / 2.0,
            width,
            height,
        }
    }

    fn to_detection(self, origin: Point, side_px: f32) -> Detection {
        let place = |x: f32, y: f32| origin.offset(x * side_px, y * side_px);
        let bounds = self.bounds();
        let corner = place(bounds.x, bounds.y);
        Detection {
            bounds: Rect {
                x: corner.x,
                y: corner.y,
                width: bounds.width * side_px,
                height: bounds.height * side_px,
            },
            score: self.score,
            keypoints: std::array::from_fn(|index| {
                place(self.shares[4 + 2 * index], self.shares[5 + 2 * index])
            }),
        }
    }
}

/// Weighted non-maximum suppression: every group of overlapping boxes becomes their mean, weighted
/// by score, with the best score of the group. Best first.
fn merge_overlaps(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut merged = Vec::new();
    while let Some(best) = candidates.first().copied() {
        let (same, others): (Vec<Candidate>, Vec<Candidate>) = candidates
            .iter()
            .partition(|candidate| best.bounds().overlap(&candidate.bounds()) > SAME_FACE_OVERLAP);
        let total: f32 = same.iter().map(|candidate| candidate.score).sum();
        let mean = |index: usize| {
            let weighted = same.iter().map(|one| one.score * one.shares[index]);
            weighted.sum::<f32>() / total
        };
        if same.is_empty() {
            // A box without area overlaps nothing, not even itself.
            candidates.remove(0);
            continue;
        }
        merged.push(Candidate {
            score: best.score,
            shares: std::array::from_fn(mean),
        });
        candidates = others;
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(score: f32, x: f32, y: f32, side: f32) -> Candidate {
        let mut shares = [0.5; VALUES_PER_ANCHOR];
        shares[..4].copy_from_slice(&[x, y, side, side]);
        Candidate { score, shares }
    }

    #[track_caller]
    fn check(candidates: &[Candidate], expected: &[(f32, f32)]) {
        let merged = merge_overlaps(candidates.to_vec());
        let seen: Vec<_> = merged
            .iter()
            .map(|face| (face.score, face.shares[0]))
            .collect();
        assert_eq!(seen.len(), expected.len(), "{seen:?}");
        for (seen, expected) in seen.iter().zip(expected) {
            let apart = (seen.0 - expected.0).abs().max((seen.1 - expected.1).abs());
            assert!(apart < 1e-5, "{seen:?}, expected {expected:?}");
        }
    }

    #[test]
    fn overlapping_boxes_become_their_weighted_mean() {
        let first = candidate(0.6, 0.40, 0.5, 0.4);
        let second = candidate(0.9, 0.44, 0.5, 0.4);
        check(&[first, second], &[(0.9, (0.6 * 0.40 + 0.9 * 0.44) / 1.5)]);
    }

    #[test]
    fn boxes_apart_stay_two_faces() {
        let first = candidate(0.6, 0.2, 0.5, 0.2);
        let second = candidate(0.9, 0.8, 0.5, 0.2);
        check(&[first, second], &[(0.9, 0.8), (0.6, 0.2)]);
    }

    #[test]
    fn boxes_without_area_are_dropped() {
        check(&[candidate(0.9, 0.5, 0.5, 0.0)], &[]);
        check(&[], &[]);
    }
}
