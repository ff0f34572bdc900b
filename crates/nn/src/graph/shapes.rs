//! Checks the shapes of tensors and windows.

use crate::error::NetworkError;
use crate::kernels::window::{Extent, Window};

/// A shape as rows, columns, channels; the batch must be 1.
pub(super) fn extent(shape: &[usize]) -> Result<Extent, NetworkError> {
    match *shape {
        [1, height, width, channels] => Ok(Extent::new(height, width, channels)),
        _ => Err(shape_error("a picture")),
    }
}

/// The window, with padding as TensorFlow computes it, checked to produce exactly `to`.
pub(super) fn window(
    (height, width): (usize, usize),
    (stride_y, stride_x): (usize, usize),
    same: bool,
    from: Extent,
    to: Extent,
) -> Result<Window, NetworkError> {
    let pad_top = padding(same, (from.height, to.height), height, stride_y)?;
    let pad_left = padding(same, (from.width, to.width), width, stride_x)?;
    Ok(Window {
        height,
        width,
        stride_y,
        stride_x,
        pad_top,
        pad_left,
    })
}

fn padding(
    same: bool,
    (input, output): (usize, usize),
    window: usize,
    stride: usize,
) -> Result<usize, NetworkError> {
    let covered = (output - 1) * stride + window;
    let expected = if same {
        input.div_ceil(stride)
    } else {
        input
            .checked_sub(window)
            .map_or(0, |rest| rest / stride + 1)
    };
    if output != expected {
        return Err(shape_error("a window"));
    }
    Ok(if same {
        covered.saturating_sub(input) / 2
    } else {
        0
    })
}

/// The error of an operator whose shapes contradict each other.
pub(super) fn shape_error(what: &str) -> NetworkError {
    NetworkError::Malformed(format!("the shapes of {what} do not fit together"))
}
