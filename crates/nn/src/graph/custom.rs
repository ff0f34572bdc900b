//! Reads MediaPipe's custom operators.

use std::collections::BTreeMap;

use super::shapes::{extent, shape_error};
use super::source::Source;
use crate::error::NetworkError;
use crate::file::flexbuffer::{self, Value};
use crate::kernels::convolution::Packed;
use crate::kernels::region::RegionOptions;
use crate::operator::Operator;

/// Reads a custom operator by its name.
pub(super) fn read(
    name: &str,
    source: &Source<'_>,
) -> Result<(Operator, Vec<usize>), NetworkError> {
    match name {
        "Convolution2DTransposeBias" => Ok((upscale(source)?, vec![source.input(0)?])),
        "Landmarks2TransformMatrix" => Ok((region_matrix(source)?, vec![source.input(0)?])),
        "TransformTensorBilinear" => {
            let (from, to) = (extent(source.shape(0)?)?, extent(source.output_shape())?);
            check_matrix(source.shape(1)?)?;
            if from.channels != to.channels {
                return Err(shape_error(name));
            }
            Ok((
                Operator::CutRegion,
                vec![source.input(0)?, source.input(1)?],
            ))
        }
        "TransformLandmarks" => {
            source.same_values(0)?;
            check_matrix(source.shape(1)?)?;
            if !source
                .output_shape()
                .iter()
                .product::<usize>()
                .is_multiple_of(2)
            {
                return Err(shape_error(name));
            }
            Ok((
                Operator::PlaceLandmarks,
                vec![source.input(0)?, source.input(1)?],
            ))
        }
        other => Err(NetworkError::Unsupported(format!(
            "custom operator {other}"
        ))),
    }
}

fn check_matrix(shape: &[usize]) -> Result<(), NetworkError> {
    if shape.iter().product::<usize>() == 16 {
        Ok(())
    } else {
        Err(shape_error("a matrix"))
    }
}

/// 2 × 2, stride 2: every input position fills its own square, so it is a 1 × 1 convolution to
/// four times the channels.
fn upscale(source: &Source<'_>) -> Result<Operator, NetworkError> {
    let &[outputs, 2, 2, channels] = source.shape(1)? else {
        return Err(NetworkError::Unsupported(
            "this transposed convolution".into(),
        ));
    };
    let (from, to) = (extent(source.shape(0)?)?, extent(source.output_shape())?);
    let doubled = (from.height * 2, from.width * 2, outputs) == (to.height, to.width, to.channels);
    if !doubled || from.channels != channels {
        return Err(shape_error("a transposed convolution"));
    }
    let weights = source.weights(1)?;
    let bias = source.bias(2, outputs)?;
    // From [output][corner][input] to [corner][output][input].
    let mut by_corner = Vec::with_capacity(weights.len());
    for corner in 0..4 {
        for output in 0..outputs {
            by_corner.extend_from_slice(&weights[(output * 4 + corner) * channels..][..channels]);
        }
    }
    Ok(Operator::Upscale {
        weights: Packed::new(&by_corner, &bias.repeat(4), channels),
        channels: outputs,
    })
}

fn region_matrix(source: &Source<'_>) -> Result<Operator, NetworkError> {
    let options = flexbuffer::map(source.custom_options)?;
    let landmarks = source.shape(0)?.iter().product::<usize>() / 3;
    check_matrix(source.output_shape())?;
    let index = |value: i64| {
        usize::try_from(value)
            .ok()
            .filter(|&index| index < landmarks)
            .ok_or_else(|| shape_error("landmark options"))
    };
    let Some(Value::Integers(subset)) = options.get("subset_idxs") else {
        return Err(shape_error("landmark options"));
    };
    let size = [
        number(&options, "output_width")?,
        number(&options, "output_height")?,
    ];
    if size.iter().any(|&side| side < 1.0) {
        return Err(shape_error("landmark options"));
    }
    Ok(Operator::RegionMatrix(RegionOptions {
        left: index(number(&options, "left_rotation_idx")? as i64)?,
        right: index(number(&options, "right_rotation_idx")? as i64)?,
        subset: subset
            .iter()
            .map(|&value| index(value))
            .collect::<Result<_, _>>()?,
        size,
        scale: [number(&options, "scale_x")?, number(&options, "scale_y")?],
    }))
}

fn number(options: &BTreeMap<String, Value>, key: &str) -> Result<f32, NetworkError> {
    match options.get(key) {
        Some(Value::Number(value)) => Ok(*value as f32),
        _ => Err(NetworkError::Malformed(format!(
            "a custom operator lacks {key}"
        ))),
    }
}
