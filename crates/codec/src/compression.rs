//! What the compression itself tells: quality by the tables, a second compression by the histogram.

use std::f32::consts::PI;

use standard::facts::{Measured, NotMeasurable};

use crate::jpeg::Stored;

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
/// for Digital Forensics*, 2004). `stored` is the whole picture, not reduced.
pub(crate) fn double_compression(stored: &Stored, luminance: &[u16; 64]) -> Measured<f32> {
    let columns = stored.width_px.min(PART) / 8;
    let rows = stored.height_px.min(PART) / 8;
    if columns * rows < 400 || stored.channels != 3 {
        return Measured::NotMeasurable(NotMeasurable::NotInFile);
    }
    // The block grid starts at the corner of the picture: keep to multiples of 8.
    let left = (stored.width_px - columns * 8) / 16 * 8;
    let top = (stored.height_px - rows * 8) / 16 * 8;
    let mut histograms = [[0u32; BINS + 2]; COEFFICIENTS.len()];
    for block in 0..columns * rows {
        let corner = (left + block % columns * 8, top + block / columns * 8);
        let samples = luma_block(stored, corner);
        for (histogram, &(zigzag, across, down)) in histograms.iter_mut().zip(&COEFFICIENTS) {
            let step = f32::from(luminance[zigzag].max(1));
            let bin = (coefficient(&samples, across, down) / step).abs().round() as usize;
            if let Some(count) = histogram.get_mut(bin) {
                *count += 1;
            }
        }
    }
    let strengths: Vec<f32> = histograms
        .iter()
        .zip(&COEFFICIENTS)
        // Below three steps of grey, rounding to whole pixel values fills the holes.
        .filter(|(_, (zigzag, ..))| luminance[*zigzag] >= 3)
        .filter_map(|(histogram, _)| holes(histogram))
        .collect();
    if strengths.is_empty() {
        return Measured::NotMeasurable(NotMeasurable::NotInFile);
    }
    Measured::Value(strengths.iter().sum::<f32>() / strengths.len() as f32)
}

/// Share of bins that are holes between clearly fuller neighbours, scaled so that every third bin
/// gives 1; `None` where too few coefficients are large enough to tell.
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

fn luma_block(stored: &Stored, (left, top): (usize, usize)) -> [[f32; 8]; 8] {
    std::array::from_fn(|y| {
        std::array::from_fn(|x| {
            let at = ((top + y) * stored.width_px + left + x) * 3;
            let [red, green, blue] = [
                stored.values[at],
                stored.values[at + 1],
                stored.values[at + 2],
            ]
            .map(f32::from);
            0.299 * red + 0.587 * green + 0.114 * blue
        })
    })
}

/// One coefficient of the 8 × 8 discrete cosine transform as JPEG scales it.
fn coefficient(samples: &[[f32; 8]; 8], across: usize, down: usize) -> f32 {
    let wave = |place: usize, frequency: usize| {
        ((2 * place + 1) as f32 * frequency as f32 * PI / 16.0).cos()
    };
    let weight = |frequency: usize| {
        if frequency == 0 {
            std::f32::consts::FRAC_1_SQRT_2
        } else {
            1.0
        }
    };
    let mut sum = 0.0;
    for (y, row) in samples.iter().enumerate() {
        let inner: f32 = row
            .iter()
            .enumerate()
            .map(|(x, value)| value * wave(x, across))
            .sum();
        sum += inner * wave(y, down);
    }
    sum * weight(across) * weight(down) / 4.0
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
