//! Detects faces on a working picture: decides which count, selects the one to measure, and locates
//! its landmarks.
//!
//! The full-range detector counts, because the short-range one misses small faces. The short-range
//! one places the region for the landmarks, because the landmark network was trained on its
//! regions.

use nn::{NetworkError, Networks};
use raster::resize::{Filter, crop_and_resize, resize};
use raster::{Point, Rect, RgbImage, RotatedRect};

use super::detect::{Detector, Scan};
use super::face::{Detection, FaceLandmarks};
use super::head::{HeadActivations, read_head};
use super::landmarks::{locate, region_of};

/// Lowest score for a face to be counted. At 0.5 the full-range detector sees a second face in
/// 4 of 6 photos with somebody in the background and in 3 of 767 labelled as one person; at 0.6
/// in 1 and in 0 (`cargo xtask eval landmarks`).
const COUNTED_SCORE: f32 = 0.5;

/// Lowest score of the short-range detector to place the landmarks' region; MediaPipe's default.
const MEASURED_SCORE: f32 = 0.5;

/// Lowest score for a face to be looked at when none is counted: the landmark network then decides
/// whether it is one.
const CANDIDATE_SCORE: f32 = 0.3;

/// At most this many candidates are looked at.
const MAX_CANDIDATES: usize = 3;

/// A face narrower than this share of the largest is a picture on the wall or a mistake.
const COUNTED_WIDTH_BY_LARGEST: f32 = 0.18;

/// Lowest presence for landmarks to be believed; MediaPipe's default.
const PRESENCE: f32 = 0.5;

/// Detectors look at a copy with at most this longer side: their inputs have 128 and 192 px, and
/// sampling a larger picture without averaging would only pick noise.
const OVERVIEW_PX: usize = 1280;

/// A face box must overlap the counted one by this much to be the same face.
const SAME_FACE_OVERLAP: f32 = 0.3;

/// The second look at a small face shows its box enlarged by this.
const CLOSE_UP_PER_BOX: f32 = 2.5;

/// Faces, landmarks and activations of a picture.
#[derive(Debug)]
pub(crate) struct Observed {
    /// All faces that count, largest first.
    pub(crate) faces: Vec<Detection>,
    /// Landmarks of the largest face, where the network accepts it.
    pub(crate) landmarks: Option<FaceLandmarks>,
    /// The head of the landmarks as the full-range detector sees it.
    pub(crate) head: Option<HeadActivations>,
}

/// Finds faces, and the landmarks of the largest.
///
/// # Errors
/// [`NetworkError`], when a network file is not what its name says.
pub(crate) fn observe(networks: &Networks, image: &RgbImage) -> Result<Observed, NetworkError> {
    if image.as_raw().is_empty() {
        return Ok(Observed {
            faces: Vec::new(),
            landmarks: None,
            head: None,
        });
    }
    let overview = Overview::of(image);
    let short_range = overview.scan(&Detector::short_range(networks))?;
    let full_range = overview.scan(&Detector::full_range(networks))?;
    let faces = counted(overview.faces(&full_range, COUNTED_SCORE));
    let Some(main) = faces.first() else {
        let candidates = [&short_range, &full_range].map(|scan| {
            // Sure faces first: they are placed better.
            let sure = overview.faces(scan, MEASURED_SCORE);
            let unsure = overview.faces(scan, CANDIDATE_SCORE);
            if sure.is_empty() { unsure } else { sure }
        });
        return first_accepted(networks, image, &candidates.concat());
    };
    let short_range = overview.faces(&short_range, MEASURED_SCORE);
    let mut landmarks = None;
    for region in regions_to_try(networks, image, main, &short_range)? {
        landmarks = locate_accepted(networks, image, &region)?;
        if landmarks.is_some() {
            break;
        }
    }
    Observed::new(networks, image, faces, landmarks)
}

impl Observed {
    /// With the head of the landmarks, where there are any.
    fn new(
        networks: &Networks,
        image: &RgbImage,
        faces: Vec<Detection>,
        landmarks: Option<FaceLandmarks>,
    ) -> Result<Self, NetworkError> {
        let network = &networks.face_detection_full_range;
        let head = match &landmarks {
            Some(landmarks) => read_head(network, image, landmarks)?,
            None => None,
        };
        Ok(Self {
            faces,
            landmarks,
            head,
        })
    }
}

/// Where no face is sure enough to be counted, the first candidate in which the landmark network
/// sees a face is one; else a candidate of which a detector is sure, without landmarks.
fn first_accepted(
    networks: &Networks,
    image: &RgbImage,
    candidates: &[Detection],
) -> Result<Observed, NetworkError> {
    for candidate in candidates.iter().take(MAX_CANDIDATES) {
        let landmarks = locate_accepted(networks, image, &region_of(candidate))?;
        if landmarks.is_some() {
            return Observed::new(networks, image, vec![candidate.clone()], landmarks);
        }
    }
    let sure = candidates.iter().find(|face| face.score >= MEASURED_SCORE);
    Observed::new(networks, image, sure.cloned().into_iter().collect(), None)
}

/// A reduced copy of the picture for the detectors, or the picture itself.
struct Overview<'a> {
    image: std::borrow::Cow<'a, RgbImage>,
    /// Picture pixels per overview pixel.
    reduction: f32,
}

impl<'a> Overview<'a> {
    fn of(image: &'a RgbImage) -> Self {
        let (width, height) = (image.width_px(), image.height_px());
        let longer = width.max(height);
        if longer <= OVERVIEW_PX {
            return Self {
                image: std::borrow::Cow::Borrowed(image),
                reduction: 1.0,
            };
        }
        let reduction = longer as f32 / OVERVIEW_PX as f32;
        let size = [width, height].map(|side| ((side as f32 / reduction).round() as usize).max(1));
        Self {
            image: std::borrow::Cow::Owned(resize(image, (size[0], size[1]), Filter::Area)),
            reduction,
        }
    }

    fn scan(&self, detector: &Detector<'_>) -> Result<Scan, NetworkError> {
        let whole = Rect {
            x: 0.0,
            y: 0.0,
            width: self.image.width_px() as f32,
            height: self.image.height_px() as f32,
        };
        detector.scan(&self.image, whole)
    }

    /// The faces of a scan of this overview, in pixels of the picture.
    fn faces(&self, scan: &Scan, min_score: f32) -> Vec<Detection> {
        let found = scan.faces(min_score);
        found
            .iter()
            .map(|face| face.moved(Point::default(), self.reduction))
            .collect()
    }
}

impl Detection {
    /// The detection after its picture was enlarged by `factor` and its corner put at `origin`.
    fn moved(&self, origin: Point, factor: f32) -> Self {
        let bounds = self.bounds.scaled(factor);
        Self {
            bounds: Rect {
                x: bounds.x + origin.x,
                y: bounds.y + origin.y,
                ..bounds
            },
            score: self.score,
            keypoints: self
                .keypoints
                .map(|point| origin.offset(point.x * factor, point.y * factor)),
        }
    }
}

/// Leaves out what is too small beside the largest face; largest first.
fn counted(mut faces: Vec<Detection>) -> Vec<Detection> {
    faces.sort_by(|a, b| b.bounds.area().total_cmp(&a.bounds.area()));
    let widest = faces.first().map_or(0.0, |face| face.bounds.width);
    faces.retain(|face| face.bounds.width >= COUNTED_WIDTH_BY_LARGEST * widest);
    faces
}

/// Regions in which the landmark network may find the main face, most promising first.
fn regions_to_try(
    networks: &Networks,
    image: &RgbImage,
    main: &Detection,
    short_range: &[Detection],
) -> Result<Vec<RotatedRect>, NetworkError> {
    let same = short_range
        .iter()
        .find(|face| face.bounds.overlap(&main.bounds) >= SAME_FACE_OVERLAP);
    let close_up = match same {
        Some(_) => None,
        None => look_closer(networks, image, main)?,
    };
    let faces = same.into_iter().chain(close_up.as_ref()).chain([main]);
    Ok(faces.map(region_of).collect())
}

/// Runs the short-range detector on the surroundings of a face that it missed in the whole picture.
fn look_closer(
    networks: &Networks,
    image: &RgbImage,
    main: &Detection,
) -> Result<Option<Detection>, NetworkError> {
    const CLOSE_UP_PX: usize = 256;
    let side_px = main.bounds.width.max(main.bounds.height) * CLOSE_UP_PER_BOX;
    let center = main.bounds.center();
    let area = Rect {
        x: center.x - side_px / 2.0,
        y: center.y - side_px / 2.0,
        width: side_px,
        height: side_px,
    };
    let size = (CLOSE_UP_PX, CLOSE_UP_PX);
    let close_up = crop_and_resize(image, area, size, Filter::Bilinear);
    let whole = Rect {
        x: 0.0,
        y: 0.0,
        width: CLOSE_UP_PX as f32,
        height: CLOSE_UP_PX as f32,
    };
    let found = Detector::short_range(networks)
        .scan(&close_up, whole)?
        .faces(MEASURED_SCORE);
    let factor = side_px / CLOSE_UP_PX as f32;
    let moved = found
        .iter()
        .map(|face| face.moved(Point::new(area.x, area.y), factor));
    Ok(moved
        .into_iter()
        .find(|face| face.bounds.overlap(&main.bounds) >= SAME_FACE_OVERLAP))
}

/// The landmarks in `region`, where the network is sure that there is a face.
///
/// # Errors
/// [`NetworkError`], when a network file is not what its name says.
pub(crate) fn locate_accepted(
    networks: &Networks,
    image: &RgbImage,
    region: &RotatedRect,
) -> Result<Option<FaceLandmarks>, NetworkError> {
    let landmarks = locate(&networks.face_landmarks, image, region)?;
    let finite = landmarks
        .points
        .iter()
        .flatten()
        .all(|value| value.is_finite());
    Ok((landmarks.presence >= PRESENCE && finite).then_some(landmarks))
}
