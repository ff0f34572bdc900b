//! Measures the compression of a JPEG: its quality, from the quantisation tables, and evidence of
//! an earlier compression, from the histogram of coefficients.

use std::f32::consts::PI;

use standard::facts::{Measured, NotMeasurable};

use crate::stored::Stored;

/// Sum of the luminance table of ISO/IEC 10918-1 Annex K.1, which quality 50 uses unchanged.
const ANNEX_K_SUM: f32 = 3688.0;

/// Quality 1 … 100 on the scale of the Independent JPEG Group whose luminance table is as coarse.
pub(crate) fn estimate_quality(luminance: &[u16; 64]) -> u8 {
    let sum: u32 = luminance.iter().map(|&step| u32::from(step)).sum();
    let percent = sum as f32 * 100.0 / ANNEX_K_SUM;
    let quality = if percent <= 100.0 {
        (200.0 - percent) / 2.0
    } else {
        5000.0 / percent
    };
    quality.round().clamp(1.0, 100.0) as u8
}

/// Zigzag positions and frequencies (across, down) of the coefficients looked at.
const COEFFICIENTS: [(usize, usize, usize); 5] =
    [(1, 1, 0), (2, 0, 1), (3, 0, 2), (4, 1, 1), (5, 2, 0)];

/// Side of the middle part that is looked at, pixels.
const PART: usize = 768;

/// Histogram bins looked at; beyond, counts are too small.
const BINS: usize = 14;

/// Evidence 0 … 1 that the picture was compressed before with coarser steps: the histogram of
/// quantised coefficients then has holes at regular distances (Popescu & Farid, *Statistical Tools
/// for Digital Forensics*, 2004).
///
/// `stored` was decoded at 1/`reduction`: a block then has 8/`reduction` pixels a side, which hold
/// its lowest frequencies as they were.
pub(crate) fn double_compression(
    stored: &Stored,
    luminance: &[u16; 64],
    reduction: usize,
) -> Measured<f32> {
    let side = 8 / reduction.clamp(1, 8);
    let columns = stored.width_px.min(PART / reduction) / side;
    let rows = stored.height_px.min(PART / reduction) / side;
    if columns * rows < 400 || stored.channels != 3 {
        return Measured::NotMeasurable(NotMeasurable::NotInFile);
    }
    // The block grid starts at the corner of the picture: keep to whole blocks.
    let left = (stored.width_px / side - columns) / 2 * side;
    let top = (stored.height_px / side - rows) / 2 * side;
    let mut histograms = [[0u32; BINS + 2]; COEFFICIENTS.len()];
    let waves = COEFFICIENTS.map(|(_, across, down)| Wave::of(side, across, down));
    for block in 0..columns * rows {
        let corner = (left + block % columns * side, top + block / columns * side);
        let samples = luma_block(stored, corner, side);
        for ((histogram, (zigzag, ..)), wave) in histograms.iter_mut().zip(COEFFICIENTS).zip(&waves)
        {
            let step = f32::from(luminance[zigzag].max(1));
            let bin = (wave.coefficient(&samples) / step).abs().round() as usize;
            if let Some(count) = histogram.get_mut(bin) {
                *count += 1;
            }
        }
    }
    let strengths: Vec<f32> = histograms
        .iter()
        .zip(&COEFFICIENTS)
        // Below three steps of grey, rounding to whole pixel values fills the holes; a quarter of
        // the size leaves 0.8 of rounding in a coefficient.
        .filter(|(_, (zigzag, across, down))| across.max(down) < &side && luminance[*zigzag] >= 3)
        .filter_map(|(histogram, _)| holes(histogram))
        .collect();
    if strengths.is_empty() {
        return Measured::NotMeasurable(NotMeasurable::NotInFile);
    }
    Measured::Value(strengths.iter().sum::<f32>() / strengths.len() as f32)
}

/// Share of bins that are holes between clearly fuller neighbours, scaled so that every third bin
/// gives 1; `None` where too few coefficients are large enough.
fn holes(histogram: &[u32; BINS + 2]) -> Option<f32> {
    let (mut holes, mut judged) = (0u32, 0u32);
    for bin in 2..=BINS {
        let fuller = histogram[bin - 1].max(histogram[bin + 1]);
        if fuller < 24 {
            continue;
        }
        judged += 1;
        holes += u32::from(histogram[bin] * 3 < histogram[bin + 1] || histogram[bin] * 5 < fuller);
    }
    (judged >= 4).then(|| (3.0 * holes as f32 / judged as f32).min(1.0))
}

/// Luma of a block of `side` × `side` pixels, the rest 0.
fn luma_block(stored: &Stored, (left, top): (usize, usize), side: usize) -> [[f32; 8]; 8] {
    let mut block = [[0.0; 8]; 8];
    for (y, row) in block.iter_mut().enumerate().take(side) {
        let at = ((top + y) * stored.width_px + left) * 3;
        let pixels = stored.values[at..][..side * 3].as_chunks::<3>().0;
        for (luma, &[red, green, blue]) in row.iter_mut().zip(pixels) {
            *luma = 0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue);
        }
    }
    block
}

/// One base function of the discrete cosine transform of a block.
struct Wave {
    along_x: [f32; 8],
    along_y: [f32; 8],
    weight: f32,
}

impl Wave {
    /// Of a block of `side` × `side` pixels, scaled so that coefficients are those of 8 × 8.
    fn of(side: usize, across: usize, down: usize) -> Self {
        let along = |frequency: usize| -> [f32; 8] {
            std::array::from_fn(|place| {
                let inside = place < side;
                let angle = ((2 * place + 1) * frequency) as f32 * PI / (2 * side) as f32;
                if inside { angle.cos() } else { 0.0 }
            })
        };
        let weight = |frequency: usize| {
            if frequency == 0 {
                std::f32::consts::FRAC_1_SQRT_2
            } else {
                1.0
            }
        };
        // 2/side makes the transform orthonormal, 8/side makes up for the fewer pixels.
        let side = side as f32;
        Self {
            along_x: along(across),
            along_y: along(down),
            weight: weight(across) * weight(down) * 2.0 / side * 8.0 / side,
        }
    }

    fn coefficient(&self, samples: &[[f32; 8]; 8]) -> f32 {
        let rows = samples.iter().zip(self.along_y);
        let sum: f32 = rows
            .map(|(row, down)| {
                let along = row.iter().zip(self.along_x);
                down * along.map(|(value, across)| value * across).sum::<f32>()
            })
            .sum();
        sum * self.weight
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annex_k_is_quality_50_and_all_ones_is_100() {
        let mut table = [0; 64];
        table.fill(57);
        table[0] = 57 + 40;
        assert_eq!(estimate_quality(&table), 50);
        assert_eq!(estimate_quality(&[1; 64]), 99);
    }
}
