//! Writes TFLite files (schema version 3) of the few operators that a converted network needs.

use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset, WIPOffset};
use half::f16;

/// A tensor by its number in the file.
pub(super) type TensorId = i32;

/// A built-in operator with its options.
#[derive(Clone, Copy)]
pub(super) enum Builtin {
    /// Sum of two pictures.
    Add,
    /// Pictures one after another along their channels.
    ConcatenateChannels,
    /// Stride 1, padded to the same size.
    Convolution {
        /// Distance of a window's places.
        dilation: i32,
    },
    /// Constant weights of 16 bits to 32 bits.
    Dequantize,
    /// 1 / (1 + e⁻ˣ).
    Logistic,
    /// Largest of each 2 × 2 square.
    MaxPoolHalf,
    /// max(x, 0).
    Relu,
    /// Bilinear, with half pixels.
    ResizeBilinear,
}

/// Element types of the schema.
#[derive(Clone, Copy)]
enum Element {
    Float32 = 0,
    Float16 = 1,
    Int32 = 2,
}

/// A file being written.
#[derive(Default)]
pub(super) struct Writer {
    tensors: Vec<(String, Vec<i32>, Element, usize)>,
    /// Buffer 0 stays empty, as the schema demands; tensors without constants name it.
    buffers: Vec<Vec<u8>>,
    operators: Vec<(Builtin, Vec<TensorId>, TensorId)>,
}

type Table = WIPOffset<TableFinishedWIPOffset>;

/// Place of the field number `index` in a table's directory.
const fn field(index: u16) -> u16 {
    4 + 2 * index
}

impl Writer {
    /// A tensor that an operator writes, of float32.
    pub(super) fn tensor(&mut self, name: &str, shape: &[i64]) -> TensorId {
        self.push(name, shape, Element::Float32, 0)
    }

    /// Constant floats, stored with 16 bits and read as 32.
    pub(super) fn half_constant(&mut self, name: &str, shape: &[i64], values: &[f32]) -> TensorId {
        let bytes = values
            .iter()
            .flat_map(|&value| f16::from_f32(value).to_le_bytes());
        let buffer = self.buffer(bytes.collect());
        let stored = self.push(&format!("{name}_f16"), shape, Element::Float16, buffer);
        let read = self.push(name, shape, Element::Float32, 0);
        self.operator(Builtin::Dequantize, &[stored], read);
        read
    }

    /// A constant list of whole numbers, the size of `name`.
    pub(super) fn integer_constant(&mut self, name: &str, values: &[i32]) -> TensorId {
        let bytes = values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect();
        let buffer = self.buffer(bytes);
        self.push(
            &format!("{name}_size"),
            &[values.len() as i64],
            Element::Int32,
            buffer,
        )
    }

    /// The next operator.
    pub(super) fn operator(&mut self, operator: Builtin, inputs: &[TensorId], output: TensorId) {
        self.operators.push((operator, inputs.to_vec(), output));
    }

    fn buffer(&mut self, bytes: Vec<u8>) -> usize {
        self.buffers.push(bytes);
        self.buffers.len()
    }

    fn push(&mut self, name: &str, shape: &[i64], element: Element, buffer: usize) -> TensorId {
        let shape = shape.iter().map(|&side| side as i32).collect();
        self.tensors.push((name.to_owned(), shape, element, buffer));
        self.tensors.len() as TensorId - 1
    }

    /// The file, with one input and one output.
    pub(super) fn finish(self, input: TensorId, output: TensorId) -> Vec<u8> {
        let mut file = FlatBufferBuilder::new();
        let mut codes: Vec<i8> = Vec::new();
        let mut operators = Vec::new();
        for (operator, inputs, result) in &self.operators {
            let code = operator.code();
            let index = codes
                .iter()
                .position(|&known| known == code)
                .unwrap_or_else(|| {
                    codes.push(code);
                    codes.len() - 1
                });
            let (inputs, outputs) = (file.create_vector(inputs), file.create_vector(&[*result]));
            let options = operator.options(&mut file);
            let table = file.start_table();
            file.push_slot::<u32>(field(0), index as u32, 0);
            file.push_slot_always(field(1), inputs);
            file.push_slot_always(field(2), outputs);
            if let Some((kind, options)) = options {
                file.push_slot::<u8>(field(3), kind, 0);
                file.push_slot_always(field(4), options);
            }
            operators.push(file.end_table(table));
        }
        let tensors: Vec<Table> = self
            .tensors
            .iter()
            .map(|tensor| tensor_table(&mut file, tensor))
            .collect();
        let (tensors, operators) = (file.create_vector(&tensors), file.create_vector(&operators));
        let (inputs, outputs) = (file.create_vector(&[input]), file.create_vector(&[output]));
        let graph = file.start_table();
        for (index, list) in [
            tensors.value(),
            inputs.value(),
            outputs.value(),
            operators.value(),
        ]
        .into_iter()
        .enumerate()
        {
            file.push_slot_always(field(index as u16), WIPOffset::<()>::new(list));
        }
        let graph = file.end_table(graph);
        let graphs = file.create_vector(&[graph]);
        let codes: Vec<Table> = codes
            .iter()
            .map(|&code| code_table(&mut file, code))
            .collect();
        let codes = file.create_vector(&codes);
        let empty = Vec::new();
        let buffers = std::iter::once(&empty).chain(&self.buffers);
        let buffers: Vec<Table> = buffers
            .map(|bytes| buffer_table(&mut file, bytes))
            .collect();
        let buffers = file.create_vector(&buffers);
        let model = file.start_table();
        file.push_slot::<u32>(field(0), 3, 0);
        file.push_slot_always(field(1), codes);
        file.push_slot_always(field(2), graphs);
        file.push_slot_always(field(4), buffers);
        let model = file.end_table(model);
        file.finish(model, Some("TFL3"));
        file.finished_data().to_vec()
    }
}

fn tensor_table(
    file: &mut FlatBufferBuilder<'_>,
    (name, shape, element, buffer): &(String, Vec<i32>, Element, usize),
) -> Table {
    let (name, shape) = (file.create_string(name), file.create_vector(shape));
    let table = file.start_table();
    file.push_slot_always(field(0), shape);
    file.push_slot::<i8>(field(1), *element as i8, 0);
    file.push_slot::<u32>(field(2), *buffer as u32, 0);
    file.push_slot_always(field(3), name);
    file.end_table(table)
}

fn code_table(file: &mut FlatBufferBuilder<'_>, code: i8) -> Table {
    let table = file.start_table();
    file.push_slot::<i8>(field(0), code, 0);
    file.push_slot::<i32>(field(2), 1, 0);
    file.push_slot::<i32>(field(3), i32::from(code), 0);
    file.end_table(table)
}

fn buffer_table(file: &mut FlatBufferBuilder<'_>, bytes: &[u8]) -> Table {
    let data = (!bytes.is_empty()).then(|| file.create_vector(bytes));
    let table = file.start_table();
    if let Some(data) = data {
        file.push_slot_always(field(0), data);
    }
    file.end_table(table)
}

impl Builtin {
    /// Code of the schema.
    fn code(self) -> i8 {
        match self {
            Self::Add => 0,
            Self::ConcatenateChannels => 2,
            Self::Convolution { .. } => 3,
            Self::Dequantize => 6,
            Self::Logistic => 14,
            Self::MaxPoolHalf => 17,
            Self::Relu => 19,
            Self::ResizeBilinear => 23,
        }
    }

    /// The table of options, with its type code; none where the operator has no options.
    fn options(self, file: &mut FlatBufferBuilder<'_>) -> Option<(u8, Table)> {
        let table = file.start_table();
        let kind = match self {
            Self::Convolution { dilation } => {
                file.push_slot::<i32>(field(1), 1, 0);
                file.push_slot::<i32>(field(2), 1, 0);
                file.push_slot::<i32>(field(4), dilation, 1);
                file.push_slot::<i32>(field(5), dilation, 1);
                1
            }
            Self::MaxPoolHalf => {
                for index in 1..5 {
                    file.push_slot::<i32>(field(index), 2, 0);
                }
                5
            }
            Self::ConcatenateChannels => {
                file.push_slot::<i32>(field(0), 3, 0);
                10
            }
            Self::Add => 11,
            Self::ResizeBilinear => {
                file.push_slot::<bool>(field(3), true, false);
                15
            }
            Self::Dequantize | Self::Logistic | Self::Relu => 0,
        };
        let table = file.end_table(table);
        (kind != 0).then_some((kind, table))
    }
}
