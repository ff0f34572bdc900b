//! Landmark numbers of the face mesh that the measures use, by name.
//!
//! Numbers are those of MediaPipe's face mesh with irises (478 points). "Right" and "left" are the
//! person's own sides: the right eye is on the left of the picture.

/// Outer corner of the right eye.
pub(crate) const EYE_OUTER_CORNER_RIGHT: usize = 33;
/// Inner corner of the right eye.
pub(crate) const EYE_INNER_CORNER_RIGHT: usize = 133;
/// Outer corner of the left eye.
pub(crate) const EYE_OUTER_CORNER_LEFT: usize = 263;
/// Inner corner of the left eye.
pub(crate) const EYE_INNER_CORNER_LEFT: usize = 362;
/// Widest point of the right cheek.
pub(crate) const CHEEK_RIGHT: usize = 234;
/// Widest point of the left cheek.
pub(crate) const CHEEK_LEFT: usize = 454;
/// Middle of the forehead at its upper end (not the hairline).
pub(crate) const FOREHEAD_TOP: usize = 10;
/// Lowest point of the chin.
pub(crate) const CHIN: usize = 152;
/// Centre of the right iris; its rim is 469 … 472.
pub(crate) const IRIS_RIGHT: usize = 468;
/// Centre of the left iris; its rim is 474 … 477.
pub(crate) const IRIS_LEFT: usize = 473;

/// Outline of the face, clockwise in the picture from the top of the forehead.
pub(crate) const FACE_OVAL: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
/// Outline of the right eye, starting at its outer corner.
pub(crate) const EYE_OUTLINE_RIGHT: [usize; 16] = [
    33, 246, 161, 160, 159, 158, 157, 173, 133, 155, 154, 153, 145, 144, 163, 7,
];
/// Outline of the left eye, starting at its outer corner.
pub(crate) const EYE_OUTLINE_LEFT: [usize; 16] = [
    263, 466, 388, 387, 386, 385, 384, 398, 362, 382, 381, 380, 374, 373, 390, 249,
];
/// Inner edge of the lips, starting at the right corner of the mouth.
pub(crate) const LIPS_INNER: [usize; 20] = [
    78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95,
];
/// The right cheek away from nose, eye and edge.
pub(crate) const CHEEK_AREA_RIGHT: [usize; 7] = [50, 101, 118, 117, 123, 187, 205];
/// The left cheek away from nose, eye and edge.
pub(crate) const CHEEK_AREA_LEFT: [usize; 7] = [280, 330, 347, 346, 352, 411, 425];
