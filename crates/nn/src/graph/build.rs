//! Converts the operators of the file to steps: reads options, packs weights, checks shapes.

use super::custom;
use super::shapes::{extent, shape_error, window};
use super::source::Source;
use super::step::{Step, TensorInfo};
use super::tensors::{Constants, checked_index};
use crate::error::NetworkError;
use crate::file::flatbuffer::Table;
use crate::kernels::activation::Activation;
use crate::kernels::aligned::Aligned;
use crate::kernels::convolution::Packed;
use crate::kernels::resize::Scaling;
use crate::kernels::single;
use crate::kernels::winograd::Transformed;
use crate::operator::{Ending, Operator};

/// Operator codes of the TFLite schema.
mod code {
    pub(super) const ADD: i32 = 0;
    pub(super) const AVERAGE_POOL_2D: i32 = 1;
    pub(super) const CONCATENATION: i32 = 2;
    pub(super) const CONV_2D: i32 = 3;
    pub(super) const DEPTHWISE_CONV_2D: i32 = 4;
    pub(super) const DEQUANTIZE: i32 = 6;
    pub(super) const LOGISTIC: i32 = 14;
    pub(super) const MAX_POOL_2D: i32 = 17;
    pub(super) const MUL: i32 = 18;
    pub(super) const RELU: i32 = 19;
    pub(super) const RELU6: i32 = 21;
    pub(super) const RESHAPE: i32 = 22;
    pub(super) const RESIZE_BILINEAR: i32 = 23;
    pub(super) const CUSTOM: i32 = 32;
    pub(super) const PAD: i32 = 34;
    pub(super) const MEAN: i32 = 40;
    pub(super) const STRIDED_SLICE: i32 = 45;
    pub(super) const PRELU: i32 = 54;
    pub(super) const HARD_SWISH: i32 = 117;
}

/// Reads all operators of the graph.
pub(super) fn steps(
    model: &Table<'_>,
    subgraph: &Table<'_>,
    tensors: &[TensorInfo],
    mut constants: Constants,
) -> Result<Vec<Step>, NetworkError> {
    let mut codes = Vec::new();
    for table in model.tables(1)? {
        // Old files keep the code in a byte, new ones in an int beside it.
        codes.push((
            i32::from(table.byte(0, 0)?).max(table.int(3, 0)?),
            table.string(1)?,
        ));
    }
    let mut steps = Vec::new();
    for table in subgraph.tables(3)? {
        let (code, name) = &codes[checked_index(table.int(0, 0)?, codes.len())?];
        let outputs = table.ints(2)?;
        let [output] = outputs.as_slice() else {
            return Err(NetworkError::Unsupported(format!(
                "{} outputs",
                outputs.len()
            )));
        };
        let inputs = table.ints(1)?.into_iter().map(|input| match input {
            -1 => Ok(None),
            input => checked_index(input, tensors.len()).map(Some),
        });
        let source = Source {
            inputs: inputs.collect::<Result<_, _>>()?,
            output: checked_index(*output, tensors.len())?,
            options: table.table(4)?,
            custom_options: table.bytes(5)?,
            tensors,
            floats: &constants.floats,
            integers: &constants.integers,
        };
        if *code == code::DEQUANTIZE {
            let (output, values) = (source.output, source.weights(0)?.clone());
            source.same_values(0)?;
            constants.keep(values.len())?;
            constants.floats.insert(output, values);
            continue;
        }
        let output = source.output;
        let (operator, inputs) = if *code == code::CUSTOM {
            custom::read(name, &source)?
        } else {
            source.read(*code)?
        };
        constants.keep(operator.constants())?;
        steps.push(Step {
            operator,
            inputs,
            output,
        });
    }
    Ok(steps)
}

impl Source<'_> {
    fn read(&self, code: i32) -> Result<(Operator, Vec<usize>), NetworkError> {
        let activate = |activation| Ok(Operator::Activate { activation });
        let operator = match code {
            code::CONV_2D => self.convolution(),
            code::DEPTHWISE_CONV_2D => self.depthwise(),
            code::MAX_POOL_2D => self.max_pool(),
            code::AVERAGE_POOL_2D | code::MEAN => self.global_mean(),
            code::ADD => return self.add(),
            code::MUL => return self.multiply(),
            code::RELU => activate(Activation::Relu),
            code::RELU6 => activate(Activation::Relu6),
            code::HARD_SWISH => activate(Activation::HardSwish),
            code::LOGISTIC => activate(Activation::Sigmoid),
            code::PRELU => self.prelu(),
            code::PAD => self.pad(),
            code::RESIZE_BILINEAR => self.resize(),
            code::RESHAPE => Ok(Operator::Reshape),
            code::STRIDED_SLICE => self.whole_slice(),
            code::CONCATENATION => return self.concatenation(),
            other => Err(NetworkError::Unsupported(format!("operator {other}"))),
        }?;
        let keeps_size = matches!(operator, Operator::Activate { .. } | Operator::Reshape);
        if keeps_size {
            self.same_values(0)?;
        }
        Ok((operator, vec![self.input(0)?]))
    }

    fn convolution(&self) -> Result<Operator, NetworkError> {
        let &[outputs, height, width, channels] = self.shape(1)? else {
            return Err(shape_error("convolution weights"));
        };
        let dilation = self.option_size(4, 1)?;
        let strides = (self.option_size(2, 1)?, self.option_size(1, 1)?);
        let (from, to) = (extent(self.shape(0)?)?, extent(self.output_shape())?);
        let same = self.same_padding()?;
        let weights = self.weights(1)?;
        if from.channels != channels || to.channels != outputs {
            return Err(shape_error("convolution"));
        }
        let bias = self.bias(2, outputs)?;
        let sizes = ((height, width), strides, (from.height, from.width));
        let slides = sizes == ((3, 3), (1, 1), (to.height, to.width)) && same;
        if slides
            && self.option_size(5, 1)? == dilation
            && let Some(weights) = Transformed::new(weights, &bias, channels)
        {
            return Ok(Operator::Tiled {
                dilation,
                weights,
                ending: Ending::with(self.fused_activation(3)?),
            });
        }
        let activation = self.fused_activation(3)?;
        if slides
            && dilation == 1
            && activation == Activation::None
            && channels.is_multiple_of(single::CHANNELS)
            && let &[bias] = bias.as_slice()
        {
            return Ok(Operator::Single {
                weights: Aligned::from(weights.as_slice()),
                bias,
            });
        }
        if dilation != 1 || self.option_size(5, 1)? != 1 {
            return Err(NetworkError::Unsupported("this dilated convolution".into()));
        }
        let window = window((height, width), strides, same, from, to)?;
        Ok(Operator::Convolution {
            window,
            weights: Packed::new(weights, &bias, height * width * channels),
            ending: Ending::with(activation),
        })
    }

    fn depthwise(&self) -> Result<Operator, NetworkError> {
        let &[1, height, width, channels] = self.shape(1)? else {
            return Err(shape_error("depthwise weights"));
        };
        if self.option_size(3, 1)? != 1
            || self.option_size(5, 1)? != 1
            || self.option_size(6, 1)? != 1
        {
            return Err(NetworkError::Unsupported(
                "this depthwise convolution".into(),
            ));
        }
        let strides = (self.option_size(2, 1)?, self.option_size(1, 1)?);
        let (from, to) = (extent(self.shape(0)?)?, extent(self.output_shape())?);
        let window = window((height, width), strides, self.same_padding()?, from, to)?;
        if from.channels != channels || to.channels != channels {
            return Err(shape_error("depthwise convolution"));
        }
        Ok(Operator::Depthwise {
            window,
            weights: Aligned::from(self.weights(1)?.as_slice()),
            bias: self.bias(2, channels)?,
            ending: Ending::with(self.fused_activation(4)?),
        })
    }

    fn max_pool(&self) -> Result<Operator, NetworkError> {
        let size = (self.option_size(4, 1)?, self.option_size(3, 1)?);
        let strides = (self.option_size(2, 1)?, self.option_size(1, 1)?);
        let (from, to) = (extent(self.shape(0)?)?, extent(self.output_shape())?);
        if from.channels != to.channels {
            return Err(shape_error("pooling"));
        }
        Ok(Operator::MaxPool {
            window: window(size, strides, self.same_padding()?, from, to)?,
        })
    }

    fn global_mean(&self) -> Result<Operator, NetworkError> {
        let channels = self.shape(0)?.last().copied().unwrap_or(0);
        let to = self.output_shape();
        if to.iter().product::<usize>() != channels || to.last() != Some(&channels) {
            return Err(NetworkError::Unsupported(
                "averages over a part of the picture".into(),
            ));
        }
        Ok(Operator::GlobalMean)
    }

    fn add(&self) -> Result<(Operator, Vec<usize>), NetworkError> {
        self.same_values(0)?;
        self.same_values(1)?;
        let inputs = vec![self.input(0)?, self.input(1)?];
        Ok((
            Operator::Add {
                activation: self.fused_activation(0)?,
            },
            inputs,
        ))
    }

    fn multiply(&self) -> Result<(Operator, Vec<usize>), NetworkError> {
        let first = self.input(0)?;
        if let Ok(factors) = self.weights(1) {
            self.same_values(0)?;
            if !self.tensors[first].values().is_multiple_of(factors.len()) {
                return Err(shape_error("multiplication"));
            }
            return Ok((
                Operator::MultiplyBy {
                    factors: factors.clone(),
                },
                vec![first],
            ));
        }
        let second = self.input(1)?;
        let (a, b) = (self.tensors[first].values(), self.tensors[second].values());
        let fits = a.max(b) == self.tensors[self.output].values()
            && a.max(b).is_multiple_of(a.min(b))
            && (a == b || self.output_shape().last() == Some(&a.min(b)));
        if fits {
            Ok((Operator::Multiply, vec![first, second]))
        } else {
            Err(shape_error("multiplication"))
        }
    }

    fn prelu(&self) -> Result<Operator, NetworkError> {
        let slopes = self.weights(1)?.clone();
        if self.output_shape().last() != Some(&slopes.len()) {
            return Err(shape_error("PRELU"));
        }
        Ok(Operator::Activate {
            activation: Activation::Prelu(slopes),
        })
    }

    fn pad(&self) -> Result<Operator, NetworkError> {
        let amounts = self.integers(1)?.ok_or_else(|| shape_error("padding"))?;
        let &[0, 0, top, bottom, left, right, front, back] = amounts.as_slice() else {
            return Err(shape_error("padding"));
        };
        let (from, to) = (extent(self.shape(0)?)?, extent(self.output_shape())?);
        let sides = [
            (from.height, top, bottom, to.height),
            (from.width, left, right, to.width),
            (from.channels, front, back, to.channels),
        ];
        for (size, before, after, wanted) in sides {
            let total = i64::from(before) + i64::from(after) + size as i64;
            if before < 0 || after < 0 || total != wanted as i64 {
                return Err(shape_error("padding"));
            }
        }
        Ok(Operator::Pad {
            before: [top as usize, left as usize, front as usize],
        })
    }

    fn resize(&self) -> Result<Operator, NetworkError> {
        let (from, to) = (extent(self.shape(0)?)?, extent(self.output_shape())?);
        if from.channels != to.channels {
            return Err(shape_error("resizing"));
        }
        let (align_corners, half_pixel) = (self.option_byte(2)? != 0, self.option_byte(3)? != 0);
        Ok(Operator::Resize(Scaling {
            half_pixel,
            align_corners,
        }))
    }

    /// A slice that keeps everything; the networks use no other.
    fn whole_slice(&self) -> Result<Operator, NetworkError> {
        let begins = self.integers(1)?;
        let steps = self.integers(3)?;
        let from_start = begins.is_some_and(|begins| begins.iter().all(|&begin| begin == 0));
        let every = steps.is_some_and(|steps| steps.iter().all(|&step| step == 1));
        if !from_start || !every {
            return Err(NetworkError::Unsupported("a slice of a part".into()));
        }
        self.same_values(0)?;
        Ok(Operator::Reshape)
    }

    fn concatenation(&self) -> Result<(Operator, Vec<usize>), NetworkError> {
        let axis = self.options.map_or(Ok(0), |table| table.int(0, 0))?;
        let inputs: Vec<usize> = (0..self.inputs.len())
            .map(|index| self.input(index))
            .collect::<Result<_, _>>()?;
        let cells = |shape: &[usize]| {
            let sides = extent(shape).map(|sides| (sides.height, sides.width));
            sides.map_err(|_| NetworkError::Unsupported("this concatenation".into()))
        };
        let total: usize = inputs
            .iter()
            .map(|&input| self.tensors[input].values())
            .sum();
        if axis == 3 && total == self.tensors[self.output].values() {
            let wanted = cells(self.output_shape())?;
            for &input in &inputs {
                if cells(&self.tensors[input].shape)? != wanted {
                    return Err(shape_error("a concatenation"));
                }
            }
            return Ok((Operator::ConcatenateChannels, inputs));
        }
        // With batch 1 the second axis is the outermost that counts: tensors stand in a row.
        let leading_one = inputs
            .iter()
            .all(|&input| self.tensors[input].shape.first() == Some(&1));
        if axis != 1 || !leading_one || total != self.tensors[self.output].values() {
            return Err(NetworkError::Unsupported("this concatenation".into()));
        }
        Ok((Operator::Concatenate, inputs))
    }
}
