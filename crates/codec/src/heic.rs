//! Decodes the primary picture of HEIC files (ISO/IEC 23008-12 with HEVC) with the `heifer` library: tile by
//! tile, and reduced on the way, so that a photo of 48 tiles never lies in memory at full size.
//!
//! Depth maps, gain maps, thumbnails, bursts and the film of a Live Photo stand beside the primary picture and
//! are not looked at. Overlays and sequences are refused.

use heifer::color::{ColorParams, frame_to_rgba_sized};
use heifer::heifer_hevc_dec::decoder::{DecodeOptions, decode_picture};
use heifer::heifer_hevc_dec::recon::Frame;
use heifer::heifer_isobmff::boxes::{ColorInfo, Property};
use heifer::heifer_isobmff::{HeifFile, ItemId};
use raster::{Orientation, RgbImage};

use crate::limits::{DecodeError, Limits, check_size};
use crate::profile;
use crate::stored::Stored;

/// A coded picture may be larger than it states by up to a coding block on each side.
const BLOCK_PX: u64 = 64;

/// Primaries of Display P3 in ITU-T H.273.
const DISPLAY_P3: u16 = 12;

/// The primary picture as it is stored, with what stands beside it.
pub(crate) struct Primary {
    pub(crate) stored: Stored,
    /// Sides of the full picture, as stored.
    pub(crate) size: (u32, u32),
    pub(crate) reduction: u32,
    /// By the container; the EXIF tag says the same once more and is not applied.
    pub(crate) orientation: Orientation,
    pub(crate) profile: Option<Vec<u8>>,
    pub(crate) exif: Option<Vec<u8>>,
    pub(crate) xmp: Option<Vec<u8>>,
}

/// Decodes the primary picture; `wanted` gives the reduction of a size.
pub(crate) fn decode(
    bytes: &[u8],
    limits: &Limits,
    wanted: impl Fn((u32, u32)) -> u32,
) -> Result<Primary, DecodeError> {
    let file = HeifFile::parse(bytes).map_err(damaged)?;
    let grid = Grid::of(&file)?;
    let crop = crop_of(&file, grid.size)?;
    let (width, height) = grid.size;
    let mut reduction = wanted(grid.size);
    // Blocks must not cross tiles, and a crop is in whole pixels.
    while reduction > 1 && (crop.is_some() || !grid.is_divided_by(reduction)) {
        reduction /= 2;
    }
    check_size(
        width,
        height,
        grid.bytes_per_pixel(&file, reduction)?,
        limits,
    )?;
    check_size(grid.tile.0, grid.tile.1, 0.0, limits)?;
    let mut canvas = Canvas::new(grid.size, reduction);
    for (number, &tile) in grid.tiles.iter().enumerate() {
        let column = number as u32 % grid.columns;
        let row = number as u32 / grid.columns;
        let frame = grid.decode_tile(&file, tile)?;
        let params = colours_of(&file, tile, &frame);
        let pixels = frame_to_rgba_sized::<u8>(&frame, params, grid.tile.0, grid.tile.1);
        drop(frame);
        canvas.put(
            &pixels.data,
            grid.tile,
            (column * grid.tile.0, row * grid.tile.1),
        );
    }
    let stored = match crop {
        Some(crop) => crop.of(&canvas.stored)?,
        None => canvas.stored,
    };
    let size = match crop {
        Some(crop) => (crop.width, crop.height),
        None => grid.size,
    };
    let id = file.primary_id;
    Ok(Primary {
        stored,
        size,
        reduction,
        orientation: orientation_of(&file)?,
        profile: profile_of(&file, id)?,
        // Damage beside the picture is no damage of the picture.
        exif: file.exif(id).ok().flatten(),
        xmp: file.xmp(id).ok().flatten(),
    })
}

/// The tiles of a picture; one for a picture that has none.
struct Grid {
    size: (u32, u32),
    tile: (u32, u32),
    columns: u32,
    /// Row by row.
    tiles: Vec<ItemId>,
}

impl Grid {
    fn of(file: &HeifFile<'_>) -> Result<Self, DecodeError> {
        let id = file.primary_id;
        let kind = file.primary_item().map_err(damaged)?.item_type;
        match &kind.0 {
            b"hvc1" | b"hev1" => {
                let size = size_of(file, id)?;
                Ok(Self {
                    size,
                    tile: size,
                    columns: 1,
                    tiles: vec![id],
                })
            }
            b"grid" => {
                let grid = file.grid(id).map_err(damaged)?;
                let tiles = file.referenced_items(id, b"dimg").to_vec();
                let (rows, columns) = (u32::from(grid.rows), u32::from(grid.columns));
                let Some(&first) = tiles.first() else {
                    return Err(DecodeError::Damaged("a grid without tiles".into()));
                };
                let tile = size_of(file, first)?;
                let size = (grid.output_width, grid.output_height);
                // A tile outside the picture would cost time that the picture's size does not bound.
                let covers = |side: u32, tile: u32, count: u32| {
                    let (side, tile, count) = (u64::from(side), u64::from(tile), u64::from(count));
                    count > 0 && tile * count >= side && tile * (count - 1) < side
                };
                let fits = covers(size.0, tile.0, columns) && covers(size.1, tile.1, rows);
                if tiles.len() as u64 != u64::from(rows) * u64::from(columns) || !fits {
                    return Err(DecodeError::Damaged("tiles that do not fit".into()));
                }
                Ok(Self {
                    size,
                    tile,
                    columns,
                    tiles,
                })
            }
            _ => Err(DecodeError::Damaged(format!(
                "a picture of the kind {kind}"
            ))),
        }
    }

    /// Whether blocks of this many pixels a side end where tiles do.
    fn is_divided_by(&self, reduction: u32) -> bool {
        let [width, height] = [self.tile.0, self.tile.1];
        self.tiles.len() == 1
            || (width.is_multiple_of(reduction) && height.is_multiple_of(reduction))
    }

    /// Memory per pixel of the whole picture: the reduced picture and its upright copy, and one tile with
    /// its samples of two bytes, notes on its blocks, and colours.
    fn bytes_per_pixel(&self, file: &HeifFile<'_>, reduction: u32) -> Result<f64, DecodeError> {
        let config = file.hevc_config(self.tiles[0]).map_err(damaged)?;
        let samples = match config.map(|config| config.chroma_format) {
            Some(0) => 1.0,
            Some(1) => 1.5,
            Some(2) => 2.0,
            _ => 3.0,
        };
        let pixels = |(width, height): (u32, u32)| f64::from(width) * f64::from(height);
        let tile_share = pixels(self.tile) / pixels(self.size).max(1.0);
        let reduced = f64::from(reduction).powi(-2);
        Ok(6.0 * reduced + (2.0 * samples + 1.0 + 4.0) * tile_share)
    }

    fn decode_tile(&self, file: &HeifFile<'_>, tile: ItemId) -> Result<Frame, DecodeError> {
        let (width, height) = self.tile;
        let options = DecodeOptions {
            // The stream states a size of its own, and memory follows it.
            max_pixels: (u64::from(width) + BLOCK_PX) * (u64::from(height) + BLOCK_PX),
            ..DecodeOptions::default()
        };
        let stream = file.hevc_bitstream(tile).map_err(damaged)?;
        let frame = decode_picture(&stream, options).map_err(damaged)?;
        if frame.widths[0] < width || frame.heights[0] < height {
            return Err(DecodeError::Damaged("a tile of another size".into()));
        }
        Ok(frame)
    }
}

/// A picture that is put together from tiles.
struct Canvas {
    stored: Stored,
    reduction: usize,
}

impl Canvas {
    fn new((width, height): (u32, u32), reduction: u32) -> Self {
        let reduction = reduction.max(1) as usize;
        let width_px = (width as usize).div_ceil(reduction);
        let height_px = (height as usize).div_ceil(reduction);
        Self {
            stored: Stored {
                values: vec![0; width_px * height_px * 3],
                width_px,
                height_px,
                channels: 3,
            },
            reduction,
        }
    }

    /// Puts a tile of R G B A pixels at a place of the full picture: the mean of each block. What lies
    /// beyond the right and lower edge is left out.
    fn put(&mut self, rgba: &[u8], (width, height): (u32, u32), (left, top): (u32, u32)) {
        let step = self.reduction;
        let (width, height) = (width as usize, height as usize);
        let (left, top) = (left as usize / step, top as usize / step);
        let columns = width
            .div_ceil(step)
            .min(self.stored.width_px.saturating_sub(left));
        let rows = height
            .div_ceil(step)
            .min(self.stored.height_px.saturating_sub(top));
        for row in 0..rows {
            let first = ((top + row) * self.stored.width_px + left) * 3;
            let line = &mut self.stored.values[first..first + columns * 3];
            let downs = row * step..((row + 1) * step).min(height);
            for (column, pixel) in line.chunks_exact_mut(3).enumerate() {
                let across = column * step..((column + 1) * step).min(width);
                let mut sums = [0_u32; 3];
                for y in downs.clone() {
                    let block = &rgba[(y * width + across.start) * 4..(y * width + across.end) * 4];
                    for colours in block.chunks_exact(4) {
                        for (sum, &value) in sums.iter_mut().zip(colours) {
                            *sum += u32::from(value);
                        }
                    }
                }
                let count = (downs.len() * across.len()).max(1) as u32;
                for (value, sum) in pixel.iter_mut().zip(sums) {
                    *value = ((sum + count / 2) / count) as u8;
                }
            }
        }
    }
}

/// A part of the stored picture, in whole pixels.
#[derive(Clone, Copy)]
struct Crop {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
}

impl Crop {
    fn of(self, whole: &Stored) -> Result<Stored, DecodeError> {
        let [left, top, width, height] =
            [self.left, self.top, self.width, self.height].map(|value| value as usize);
        if width == 0
            || height == 0
            || left + width > whole.width_px
            || top + height > whole.height_px
        {
            return Err(DecodeError::Damaged("a crop beyond the picture".into()));
        }
        let rows = whole.values.chunks_exact(whole.width_px * 3);
        let rows = rows.skip(top).take(height);
        Ok(Stored {
            values: rows
                .flat_map(|row| &row[left * 3..(left + width) * 3])
                .copied()
                .collect(),
            width_px: width,
            height_px: height,
            channels: 3,
        })
    }
}

/// The crop of the primary picture: encoders state it for odd sides.
fn crop_of(
    file: &HeifFile<'_>,
    (whole_width, whole_height): (u32, u32),
) -> Result<Option<Crop>, DecodeError> {
    let mut properties = file.item_properties(file.primary_id).map_err(damaged)?;
    let Some((width, height, right, down)) = properties.find_map(|property| match *property {
        Property::CleanAperture {
            width,
            height,
            horiz_offset,
            vert_offset,
        } => Some((width, height, horiz_offset, vert_offset)),
        _ => None,
    }) else {
        return Ok(None);
    };
    // The middle of the crop lies off the middle of the picture by the offset.
    let side = |(over, under): (u32, u32)| over.checked_div(under);
    let start = |whole: u32, part: u32, (over, under): (i32, u32)| {
        let off = f64::from(over) / f64::from(under);
        let start = (f64::from(whole) - f64::from(part)) / 2.0 + off;
        (start > -1.0).then_some(start.max(0.0) as u32)
    };
    let crop = || {
        let (width, height) = (side(width)?, side(height)?);
        Some(Crop {
            left: start(whole_width, width, right)?,
            top: start(whole_height, height, down)?,
            width,
            height,
        })
    };
    let crop = crop().ok_or_else(|| DecodeError::Damaged("a crop beyond the picture".into()))?;
    Ok(Some(crop))
}

/// The turns of the container, one after the other, as one.
fn orientation_of(file: &HeifFile<'_>) -> Result<Orientation, DecodeError> {
    let properties = file.item_properties(file.primary_id).map_err(damaged)?;
    let turns = properties.filter_map(|property| match *property {
        Property::Rotation(1) => Some(Orientation::Rotate270Clockwise),
        Property::Rotation(2) => Some(Orientation::Rotate180),
        Property::Rotation(3) => Some(Orientation::Rotate90Clockwise),
        Property::Mirror(true) => Some(Orientation::MirrorVertically),
        Property::Mirror(false) => Some(Orientation::MirrorHorizontally),
        _ => None,
    });
    Ok(as_one(turns))
}

/// The orientation that does what these do one after the other.
fn as_one(turns: impl Iterator<Item = Orientation>) -> Orientation {
    let probe = RgbImage::from_fn(2, 2, |x, y| [(2 * y + x) as u8; 3]);
    let turned = turns.fold(probe.clone(), |image, turn| turn.apply(image));
    let mut all = (1..=8).map(Orientation::from_exif);
    all.find(|one| one.apply(probe.clone()) == turned)
        .unwrap_or_default()
}

fn size_of(file: &HeifFile<'_>, id: ItemId) -> Result<(u32, u32), DecodeError> {
    let size = file.image_size(id).map_err(damaged)?;
    size.filter(|&(width, height)| width > 0 && height > 0)
        .ok_or_else(|| DecodeError::Damaged("a picture without a size".into()))
}

/// How samples become colours: by the container, otherwise by the stream.
fn colours_of(file: &HeifFile<'_>, id: ItemId, frame: &Frame) -> ColorParams {
    let stated = nclx(file, id).or_else(|| nclx(file, file.primary_id));
    stated.map_or_else(|| ColorParams::from_frame(frame), |(_, colours)| colours)
}

/// Primaries, matrix and range that an item states.
fn nclx(file: &HeifFile<'_>, id: ItemId) -> Option<(u16, ColorParams)> {
    file.item_properties(id)
        .ok()?
        .find_map(|property| match *property {
            Property::Color(ColorInfo::Nclx {
                primaries,
                matrix,
                full_range,
                ..
            }) => Some((primaries, ColorParams { matrix, full_range })),
            _ => None,
        })
}

/// The embedded profile, or that of the primaries that the container states.
fn profile_of(file: &HeifFile<'_>, id: ItemId) -> Result<Option<Vec<u8>>, DecodeError> {
    if let Some(profile) = file.icc_profile(id).map_err(damaged)? {
        return Ok(Some(profile.to_vec()));
    }
    let is_display_p3 = nclx(file, id).is_some_and(|(primaries, _)| primaries == DISPLAY_P3);
    Ok(is_display_p3.then(profile::display_p3).flatten())
}

fn damaged(error: impl std::fmt::Display) -> DecodeError {
    DecodeError::Damaged(error.to_string())
}
