//! A picture that is small as a file and huge in memory.

/// A black PNG of one bit per pixel, whole and sound in every part: 20 000 × 20 000 pixels are
/// 300 kB as a file, 50 MB unpacked, and 1.2 GB in colour.
pub(super) fn png(width_px: u32, height_px: u32) -> Vec<u8> {
    let head = [
        &width_px.to_be_bytes()[..],
        &height_px.to_be_bytes(),
        &[1, 0, 0, 0, 0],
    ]
    .concat();
    // A filter byte in front of every line.
    let bytes = u64::from(height_px) * (1 + u64::from(width_px).div_ceil(8));
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(*b"IHDR", &head),
        chunk(*b"IDAT", &packed_zeros(bytes)),
        chunk(*b"IEND", &[]),
    ]
    .concat()
}

/// A zlib stream of zeros: one literal, then copies of 258 bytes in 13 bits each (RFC 1951 §3.2.6).
fn packed_zeros(bytes: u64) -> Vec<u8> {
    let mut bits = Bits::default();
    // The last block, with the fixed codes.
    bits.push(0b1, 1);
    bits.push(0b01, 2);
    let literals = 1 + (bytes - 1) % 258;
    for _ in 0..literals {
        bits.push_code(0b0011_0000, 8);
    }
    for _ in 0..(bytes - 1) / 258 {
        bits.push_code(0b1100_0101, 8);
        bits.push_code(0, 5);
    }
    // The end of the block.
    bits.push_code(0, 7);
    let sum = ((bytes % 65_521) as u32) << 16 | 1;
    [&[0x78, 0x9c], &bits.finish()[..], &sum.to_be_bytes()].concat()
}

/// Bits as they are packed into bytes, the lowest first.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    last: u8,
    used: u32,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        for place in 0..count {
            self.last |= (((value >> place) & 1) as u8) << self.used;
            self.used += 1;
            if self.used == 8 {
                self.bytes.push(self.last);
                (self.last, self.used) = (0, 0);
            }
        }
    }

    /// A code of Huffman begins with its highest bit.
    fn push_code(&mut self, code: u32, count: u32) {
        self.push(code.reverse_bits() >> (32 - count), count);
    }

    fn finish(mut self) -> Vec<u8> {
        if self.used > 0 {
            self.bytes.push(self.last);
        }
        self.bytes
    }
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [&name[..], data].concat();
    let length = (data.len() as u32).to_be_bytes();
    [&length[..], &body, &crc32(&body).to_be_bytes()].concat()
}

/// The checksum of PNG's chunks.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: u8| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| {
            let carry = if sum & 1 == 1 { 0xedb8_8320 } else { 0 };
            (sum >> 1) ^ carry
        })
    };
    !bytes.iter().copied().fold(u32::MAX, step)
}

#[test]
fn the_bomb_is_a_picture() {
    let picture = codec::decode(&png(600, 20), &codec::Limits::default(), codec::Scale::Full);
    let picture = picture.unwrap().image;
    assert_eq!((picture.width_px(), picture.height_px()), (600, 20));
    assert_eq!(picture.pixel(599, 19), [0; 3]);
}
