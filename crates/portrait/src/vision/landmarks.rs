//! Locates 478 landmarks and the presence score in the region of a face (face mesh with attention).

use nn::{Network, NetworkError};
use raster::resize::{Filter, crop_and_resize};
use raster::warp::{Border, cut};
use raster::{Point, Rect, RgbImage, RotatedRect};

use super::face::{Detection, FaceLandmarks};
use super::refinement::{EYE_OUTLINE_COUNT, LEFT_EYE, LIPS, RIGHT_EYE};
use super::tensors::{output, sigmoid};

/// Side of the network's input.
const INPUT_PX: usize = 192;

/// The region is the longer side of the face box times this (MediaPipe's face landmark graph).
const REGION_PER_BOX: f32 = 1.5;

/// From this reduction on the input is averaged first, down to [`SAMPLED_REDUCTION`]; below, it is
/// sampled without averaging, as the reference does.
const AVERAGED_REDUCTION: f32 = 4.0;

/// What is left to sampling after averaging.
const SAMPLED_REDUCTION: f32 = 2.0;

/// Points of the mesh without irises.
const MESH_POINTS: usize = 468;

/// The input region of the landmark network: the box enlarged, turned so that the eyes
/// are level.
pub(super) fn region_of(face: &Detection) -> RotatedRect {
    let [right_eye, left_eye, ..] = face.keypoints;
    let side_px = face.bounds.width.max(face.bounds.height) * REGION_PER_BOX;
    RotatedRect {
        center: face.bounds.center(),
        width: side_px,
        height: side_px,
        angle_rad: (left_eye.y - right_eye.y).atan2(left_eye.x - right_eye.x),
    }
}

/// Finds the landmarks of the face that `region` shows, whatever their presence.
///
/// # Errors
/// [`NetworkError`] when the network is not the face mesh with attention.
pub(crate) fn locate(
    network: &Network,
    image: &RgbImage,
    region: &RotatedRect,
) -> Result<FaceLandmarks, NetworkError> {
    let mut input = cut_square(image, region, INPUT_PX, AVERAGED_REDUCTION);
    for value in &mut input {
        *value /= 255.0;
    }
    let outputs = network.run(&input)?;
    let mesh = output(&outputs, "output_mesh_identity", MESH_POINTS * 3)?;
    let (mesh, _) = mesh.as_chunks::<3>();
    let mut points = Vec::with_capacity(FaceLandmarks::COUNT);
    points.extend_from_slice(mesh);

    for (name, indices) in [
        ("output_lips", LIPS.as_slice()),
        ("output_left_eye", RIGHT_EYE.as_slice()),
        ("output_right_eye", LEFT_EYE.as_slice()),
    ] {
        let (refined, _) = output(&outputs, name, indices.len() * 2)?.as_chunks::<2>();
        for (&index, &[x, y]) in indices.iter().zip(refined) {
            let [.., depth] = mesh[index];
            points[index] = [x, y, depth];
        }
    }
    for (name, eye) in [
        ("output_left_iris", RIGHT_EYE),
        ("output_right_iris", LEFT_EYE),
    ] {
        let outline = &eye[..EYE_OUTLINE_COUNT];
        let depth = outline.iter().map(|&index| mesh[index][2]).sum::<f32>() / outline.len() as f32;
        let (iris, _) = output(&outputs, name, 5 * 2)?.as_chunks::<2>();
        points.extend(iris.iter().map(|&[x, y]| [x, y, depth]));
    }

    let presence = sigmoid(output(&outputs, "conv_faceflag", 1)?[0]);
    for point in &mut points {
        let [x, y, depth] = point.map(|value| value / INPUT_PX as f32);
        let placed = region.to_picture(x, y);
        *point = [placed.x, placed.y, depth * region.width];
    }
    Ok(FaceLandmarks { points, presence })
}

/// A square region as `input_px` × `input_px` pixels, values 0 … 255, `R G B` interleaved; from the
/// reduction `averaged_from` on the picture is averaged first.
pub(crate) fn cut_square(
    image: &RgbImage,
    region: &RotatedRect,
    input_px: usize,
    averaged_from: f32,
) -> Vec<f32> {
    let size = (input_px, input_px);
    let reduction = region.width / input_px as f32;
    if reduction < averaged_from {
        return cut(image, region, size, Border::Repeat);
    }
    let area = bounds_of(region);
    let averaged_reduction = reduction / SAMPLED_REDUCTION;
    let [columns, rows] = [area.width, area.height]
        .map(|length| ((length / averaged_reduction).round() as usize).max(1));
    let averaged = crop_and_resize(image, area, (columns, rows), Filter::Area);
    let factor = columns as f32 / area.width;
    // Pixel centres lie at whole numbers in both pictures.
    let inside = |place: f32, origin: f32| (place + 0.5 - origin) * factor - 0.5;
    let moved = RotatedRect {
        center: Point::new(
            inside(region.center.x, area.x),
            inside(region.center.y, area.y),
        ),
        width: region.width * factor,
        height: region.height * factor,
        angle_rad: region.angle_rad,
    };
    cut(&averaged, &moved, size, Border::Repeat)
}

/// The smallest upright rectangle around a turned one.
fn bounds_of(region: &RotatedRect) -> Rect {
    let (sin, cos) = region.angle_rad.sin_cos();
    let width = (region.width * cos).abs() + (region.height * sin).abs();
    let height = (region.width * sin).abs() + (region.height * cos).abs();
    Rect {
        x: region.center.x - width / 2.0,
        y: region.center.y - height / 2.0,
        width,
        height,
    }
}
