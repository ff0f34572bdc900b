//! From an ONNX graph to TFLite: shapes made fixed, pictures turned from channels first to channels
//! last, weights halved to 16 bits. It knows the operators of U-2-Net and refuses all others.

use std::collections::HashMap;

use anyhow::{Context, Result, bail, ensure};

use super::onnx::{Graph, Node};
use super::tflite::{Builtin, TensorId, Writer};

/// Rows, columns and channels.
type Extent = [i64; 3];

/// What is known while the graph is walked through.
struct Conversion<'a> {
    graph: &'a Graph,
    writer: Writer,
    /// Tensors of pictures that were written, by their ONNX name.
    pictures: HashMap<&'a str, (TensorId, Extent)>,
    /// Lists of whole numbers that the exporter computes in the graph: all follow from shapes.
    numbers: HashMap<&'a str, Vec<i64>>,
}

/// The TFLite file of the network, with one input and its output number `output` as only output.
pub(super) fn to_tflite(graph: &Graph, output: usize) -> Result<Vec<u8>> {
    let [input] = graph.input.as_slice() else {
        bail!("the network has {} inputs", graph.input.len());
    };
    let kind = input.kind.as_ref().and_then(|kind| kind.tensor.as_ref());
    let shape = kind.and_then(|kind| kind.shape.as_ref());
    let sides: Vec<i64> = shape
        .map(|shape| shape.dim.iter().map(|side| side.value).collect())
        .unwrap_or_default();
    let &[1, channels, height, width] = sides.as_slice() else {
        bail!("the input has the shape {sides:?}");
    };
    let mut conversion = Conversion {
        graph,
        writer: Writer::default(),
        pictures: HashMap::new(),
        numbers: HashMap::new(),
    };
    let first = conversion.picture(&input.name, [height, width, channels]);
    for node in &graph.node {
        conversion
            .node(node)
            .with_context(|| format!("operator {} to {:?}", node.op_type, node.output))?;
    }
    let wanted = graph.output.get(output).context("no such output")?;
    let (last, _) = conversion.seen(&wanted.name)?;
    Ok(conversion.writer.finish(first, last))
}

impl<'a> Conversion<'a> {
    /// Names a picture of this size.
    fn picture(&mut self, name: &'a str, extent: Extent) -> TensorId {
        let [height, width, channels] = extent;
        let tensor = self.writer.tensor(name, &[1, height, width, channels]);
        self.pictures.insert(name, (tensor, extent));
        tensor
    }

    fn seen(&self, name: &str) -> Result<(TensorId, Extent)> {
        let found = self.pictures.get(name);
        found.copied().with_context(|| format!("no picture {name}"))
    }

    fn input(&self, node: &Node, index: usize) -> Result<(TensorId, Extent)> {
        self.seen(node.input.get(index).context("an input is missing")?)
    }

    fn list(&self, node: &Node, index: usize) -> Result<&Vec<i64>> {
        let name = node.input.get(index).context("an input is missing")?;
        let found = self.numbers.get(name.as_str());
        found.with_context(|| format!("{name} is not known beforehand"))
    }

    fn node(&mut self, node: &'a Node) -> Result<()> {
        let name = node.output.first().context("there is no output")?;
        if let Some(numbers) = self.folded(node)? {
            self.numbers.insert(name, numbers);
            return Ok(());
        }
        match node.op_type.as_str() {
            // Empty factors of a resize.
            "Constant" => Ok(()),
            "Conv" => self.convolution(node, name),
            "MaxPool" => self.max_pool(node, name),
            "Resize" => self.resize(node, name),
            "Concat" => self.concatenation(node, name),
            "Add" => self.same_size(node, name, Builtin::Add, 2),
            "Relu" => self.same_size(node, name, Builtin::Relu, 1),
            "Sigmoid" => self.same_size(node, name, Builtin::Logistic, 1),
            other => bail!("{other} is not known"),
        }
    }

    /// The numbers that an operator on shapes computes; none for operators on pictures.
    fn folded(&self, node: &Node) -> Result<Option<Vec<i64>>> {
        let numbers = match node.op_type.as_str() {
            "Constant" => {
                let value = node.option("value").and_then(|option| option.t.as_ref());
                return Ok(value.and_then(super::onnx::Tensor::integers));
            }
            "Shape" => {
                let (_, [height, width, channels]) = self.input(node, 0)?;
                vec![1, channels, height, width]
            }
            "Gather" => {
                let all = self.list(node, 0)?;
                let picked = self.list(node, 1)?.iter().map(|&at| {
                    let value = usize::try_from(at).ok().and_then(|at| all.get(at));
                    value.copied().context("a place outside the list")
                });
                picked.collect::<Result<_>>()?
            }
            "Slice" => {
                let bound = |index| -> Result<usize> {
                    let bounds = self.list(node, index)?;
                    Ok(usize::try_from(*bounds.first().context("no bound")?)?)
                };
                let part = self.list(node, 0)?.get(bound(1)?..bound(2)?);
                part.context("a slice outside the list")?.to_vec()
            }
            "Unsqueeze" | "Cast" => self.list(node, 0)?.clone(),
            "Concat" if self.numbers.contains_key(node.input[0].as_str()) => {
                let mut all = Vec::new();
                for index in 0..node.input.len() {
                    all.extend(self.list(node, index)?);
                }
                all
            }
            _ => return Ok(None),
        };
        Ok(Some(numbers))
    }

    /// Weights come as [outputs, inputs, rows, columns] and leave as [outputs, rows, columns, inputs].
    fn convolution(&mut self, node: &'a Node, name: &'a str) -> Result<()> {
        let (input, [height, width, channels]) = self.input(node, 0)?;
        let constant = |index: usize| {
            let wanted = node.input.get(index);
            let mut all = self.graph.initializer.iter();
            all.find(|tensor| Some(&tensor.name) == wanted)
                .context("weights are missing")
        };
        let (weights, bias) = (constant(1)?, constant(2)?);
        let &[outputs, inputs, rows, columns] = weights.dims.as_slice() else {
            bail!("weights of the shape {:?}", weights.dims);
        };
        let &[dilation, same] = node.numbers("dilations") else {
            bail!("no dilation");
        };
        // Padding as TensorFlow's SAME gives it, or the picture would change its size.
        let padding = dilation * (rows - 1) / 2;
        let plain = dilation == same
            && rows == columns
            && inputs == channels
            && node.option("group").is_none_or(|group| group.i == 1)
            && node.numbers("strides") == [1, 1]
            && node.numbers("pads") == [padding; 4];
        ensure!(plain, "this kind of convolution");
        let values = weights.floats()?;
        let sides = [outputs, rows, columns, inputs].map(|side| side as usize);
        let [outputs, rows, columns, inputs] = sides;
        ensure!(
            values.len() == sides.iter().product::<usize>(),
            "too few weights"
        );
        let mut turned = Vec::with_capacity(values.len());
        for output in 0..outputs {
            for place in 0..rows * columns {
                turned.extend(
                    (0..inputs)
                        .map(|input| values[(output * inputs + input) * rows * columns + place]),
                );
            }
        }
        let (shape, bias_values) = (sides.map(|side| side as i64), bias.floats()?);
        let weights = self.writer.half_constant(&weights.name, &shape, &turned);
        let bias = self
            .writer
            .half_constant(&bias.name, &shape[..1], &bias_values);
        let output = self.picture(name, [height, width, shape[0]]);
        let options = Builtin::Convolution {
            dilation: dilation as i32,
        };
        self.writer
            .operator(options, &[input, weights, bias], output);
        Ok(())
    }

    fn max_pool(&mut self, node: &'a Node, name: &'a str) -> Result<()> {
        let (input, [height, width, channels]) = self.input(node, 0)?;
        let halves = node.numbers("kernel_shape") == [2, 2]
            && node.numbers("strides") == [2, 2]
            && node.numbers("pads") == [0; 4]
            && height % 2 == 0
            && width % 2 == 0;
        ensure!(halves, "this kind of pooling");
        let output = self.picture(name, [height / 2, width / 2, channels]);
        self.writer.operator(Builtin::MaxPoolHalf, &[input], output);
        Ok(())
    }

    fn resize(&mut self, node: &'a Node, name: &'a str) -> Result<()> {
        let (input, [_, _, channels]) = self.input(node, 0)?;
        let text = |name: &str| node.option(name).map_or(&[][..], |option| &option.s);
        let linear = text("mode") == b"linear"
            && text("coordinate_transformation_mode") == b"pytorch_half_pixel";
        let &[1, same, height, width] = self.list(node, 3)?.as_slice() else {
            bail!("no size");
        };
        // PyTorch's half pixels are everybody's, except in pictures of one row or column.
        ensure!(
            linear && same == channels && height > 1 && width > 1,
            "this kind of resizing"
        );
        let size = self
            .writer
            .integer_constant(name, &[height as i32, width as i32]);
        let output = self.picture(name, [height, width, channels]);
        self.writer
            .operator(Builtin::ResizeBilinear, &[input, size], output);
        Ok(())
    }

    fn concatenation(&mut self, node: &'a Node, name: &'a str) -> Result<()> {
        ensure!(
            node.option("axis").is_some_and(|axis| axis.i == 1),
            "another axis"
        );
        let parts = (0..node.input.len()).map(|index| self.input(node, index));
        let parts = parts.collect::<Result<Vec<_>>>()?;
        let (_, [height, width, _]) = *parts.first().context("no parts")?;
        let even = parts
            .iter()
            .all(|(_, extent)| extent[..2] == [height, width]);
        ensure!(even, "parts of different sizes");
        let channels = parts.iter().map(|(_, extent)| extent[2]).sum();
        let inputs: Vec<TensorId> = parts.iter().map(|&(tensor, _)| tensor).collect();
        let output = self.picture(name, [height, width, channels]);
        self.writer
            .operator(Builtin::ConcatenateChannels, &inputs, output);
        Ok(())
    }

    fn same_size(
        &mut self,
        node: &'a Node,
        name: &'a str,
        operator: Builtin,
        count: usize,
    ) -> Result<()> {
        let inputs = (0..count).map(|index| self.input(node, index));
        let inputs = inputs.collect::<Result<Vec<_>>>()?;
        let (_, extent) = *inputs.first().context("no input")?;
        ensure!(
            inputs.iter().all(|&(_, other)| other == extent),
            "inputs of different sizes"
        );
        let tensors: Vec<TensorId> = inputs.iter().map(|&(tensor, _)| tensor).collect();
        let output = self.picture(name, extent);
        self.writer.operator(operator, &tensors, output);
        Ok(())
    }
}
