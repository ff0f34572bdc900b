//! The custom operators of the attention network: cut a region around landmarks, and map the
//! landmarks that were refined in it back to the picture. They behave like MediaPipe's
//! `landmarks_to_transform_matrix`, `transform_tensor_bilinear` and `transform_landmarks`
//! (Apache-2.0).

use super::window::Extent;

/// Geometry of an affine landmark transform (`Landmarks2TransformMatrix`).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RegionOptions {
    /// Landmark at the left end of the axis that becomes horizontal.
    pub(crate) left: usize,
    /// Landmark at its right end.
    pub(crate) right: usize,
    /// Landmarks whose bounding box is taken.
    pub(crate) subset: Vec<usize>,
    /// Width and height of the cut, in cells.
    pub(crate) size: [f32; 2],
    /// Enlargement of the box, horizontally and vertically.
    pub(crate) scale: [f32; 2],
}

/// The 4 × 4 matrix (row-major) from cells of the region to the coordinates of `landmarks`.
///
/// The region is the bounding box of the subset in axes turned along `left → right`, enlarged by
/// `scale`.
pub(crate) fn matrix(options: &RegionOptions, landmarks: &[f32], output: &mut [f32]) {
    let point = |index: usize| (landmarks[3 * index], landmarks[3 * index + 1]);
    let (left, right) = (point(options.left), point(options.right));
    let (sin, cos) = (right.1 - left.1).atan2(right.0 - left.0).sin_cos();
    let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
    for &index in &options.subset {
        let (x, y) = point(index);
        let turned = [cos * x + sin * y, cos * y - sin * x];
        for axis in 0..2 {
            low[axis] = low[axis].min(turned[axis]);
            high[axis] = high[axis].max(turned[axis]);
        }
    }
    let middle: [f32; 2] = std::array::from_fn(|axis| low[axis].midpoint(high[axis]));
    let center = [
        cos * middle[0] - sin * middle[1],
        sin * middle[0] + cos * middle[1],
    ];
    let per_cell: [f32; 2] = std::array::from_fn(|axis| {
        (high[axis] - low[axis]) * options.scale[axis] / options.size[axis]
    });
    let [width, height] = options.size;
    let (xx, xy) = (cos * per_cell[0], -sin * per_cell[1]);
    let (yx, yy) = (sin * per_cell[0], cos * per_cell[1]);
    output.fill(0.0);
    (output[0], output[1], output[3]) = (xx, xy, center[0] - 0.5 * (xx * width + xy * height));
    (output[4], output[5], output[7]) = (yx, yy, center[1] - 0.5 * (yx * width + yy * height));
    (output[10], output[15]) = (1.0, 1.0);
}

/// Samples features at the matrix' image of every output cell's middle; zeros outside.
pub(crate) fn cut(features: &[f32], from: Extent, matrix: &[f32], output: &mut [f32], to: Extent) {
    let offset_x = matrix[3] + 0.5 * (matrix[0] + matrix[1]) - 0.5;
    let offset_y = matrix[7] + 0.5 * (matrix[4] + matrix[5]) - 0.5;
    for (index, target) in output.chunks_exact_mut(to.channels).enumerate() {
        let (column, row) = ((index % to.width) as f32, (index / to.width) as f32);
        let x = matrix[0] * column + matrix[1] * row + offset_x;
        let y = matrix[4] * column + matrix[5] * row + offset_y;
        target.fill(0.0);
        let inside = (0.0..=(from.width - 1) as f32).contains(&x)
            && (0.0..=(from.height - 1) as f32).contains(&y);
        if !inside {
            continue;
        }
        let (x0, y0) = (x as usize, y as usize);
        let (x1, y1) = ((x0 + 1).min(from.width - 1), (y0 + 1).min(from.height - 1));
        let (tx, ty) = (x - x0 as f32, y - y0 as f32);
        let corners = [
            (y0, x0, (1.0 - ty) * (1.0 - tx)),
            (y0, x1, (1.0 - ty) * tx),
            (y1, x0, ty * (1.0 - tx)),
            (y1, x1, ty * tx),
        ];
        for (row, column, weight) in corners {
            let cell = &features[(row * from.width + column) * from.channels..][..from.channels];
            for (sum, value) in target.iter_mut().zip(cell) {
                *sum += weight * value;
            }
        }
    }
}

/// Moves 2-D landmarks of a region back by the region's matrix.
pub(crate) fn place(landmarks: &[f32], matrix: &[f32], output: &mut [f32]) {
    for (target, point) in output.chunks_exact_mut(2).zip(landmarks.chunks_exact(2)) {
        target[0] = point[0] * matrix[0] + point[1] * matrix[1] + matrix[3];
        target[1] = point[0] * matrix[4] + point[1] * matrix[5] + matrix[7];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Region of the landmarks (x, y) on a cut of 4 × 2 cells, box enlarged by 2; the axis runs
    /// from the first to the second landmark.
    #[track_caller]
    fn check_matrix(points: &[[f32; 2]], expected: [f32; 6]) {
        let landmarks: Vec<f32> = points.iter().flat_map(|&[x, y]| [x, y, 9.0]).collect();
        let options = RegionOptions {
            left: 0,
            right: 1,
            subset: (0..points.len()).collect(),
            size: [4.0, 2.0],
            scale: [2.0, 2.0],
        };
        let mut output = [f32::NAN; 16];
        matrix(&options, &landmarks, &mut output);
        let [a, b, _, c, d, e, _, f, ..] = output;
        for (seen, wanted) in [a, b, c, d, e, f].into_iter().zip(expected) {
            assert!((seen - wanted).abs() < 1e-5, "{output:?}");
        }
    }

    #[test]
    fn an_upright_region() {
        // Box 10 … 18 × 20 … 22, doubled 6 … 22 × 19 … 23: cells of 4 × 2.
        let points = [[10.0, 21.0], [18.0, 21.0], [14.0, 20.0], [14.0, 22.0]];
        check_matrix(&points, [4.0, 0.0, 6.0, 0.0, 2.0, 19.0]);
    }

    #[test]
    fn a_region_on_its_side() {
        // The axis points down: columns run along y, rows against x.
        let points = [[21.0, 10.0], [21.0, 18.0], [20.0, 14.0], [22.0, 14.0]];
        check_matrix(&points, [0.0, -2.0, 23.0, 4.0, 0.0, 6.0]);
    }

    /// Cuts 1 × 2 cells out of the columns 0, 10, 20, 30.
    #[track_caller]
    fn check_cut((scale, shift): (f32, f32), expected: [f32; 2]) {
        let (mut matrix, mut output) = ([0.0; 16], [f32::NAN; 2]);
        (matrix[0], matrix[3], matrix[5]) = (scale, shift, 1.0);
        let extent = |width| Extent {
            height: 1,
            width,
            channels: 1,
        };
        cut(
            &[0.0, 10.0, 20.0, 30.0],
            extent(4),
            &matrix,
            &mut output,
            extent(2),
        );
        assert_eq!(output, expected);
    }

    #[test]
    fn cells_are_mixed_at_their_middles() {
        check_cut((1.0, 0.0), [0.0, 10.0]);
        check_cut((1.0, 0.5), [5.0, 15.0]);
        check_cut((2.0, 0.0), [5.0, 25.0]);
    }

    #[test]
    fn outside_is_zero() {
        check_cut((1.0, 3.0), [30.0, 0.0]);
        check_cut((1.0, -1.0), [0.0, 0.0]);
    }

    #[track_caller]
    fn check_place(points: &[f32], expected: &[f32]) {
        let (mut matrix, mut output) = ([0.0; 16], vec![f32::NAN; expected.len()]);
        // x' = 2x + 1, y' = x − 3y + 5.
        (matrix[0], matrix[3]) = (2.0, 1.0);
        (matrix[4], matrix[5], matrix[7]) = (1.0, -3.0, 5.0);
        place(points, &matrix, &mut output);
        assert_eq!(output, expected);
    }

    #[test]
    fn landmarks_go_back() {
        check_place(&[0.0, 0.0, 4.0, 2.0], &[1.0, 5.0, 9.0, 3.0]);
    }
}
