//! The largest photos that phones write go the whole way, within the memory of a photo of usual size.
//!
//! A program of its own: the peak of its memory is that of these photos alone.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::sync::Arc;

use app::ports::{PhotoLab, PhotoTask};
use app::standards::Choices;
use bytes::Bytes;
use domain::{GlassesPolicy, Rgb};
use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr};
use lab::{Lab, LabConfig};
use raster::RgbImage;
use standard::{Outcome, PhotoSpec};
use test_kit::{PortraitSpec, draw};
use time::macros::date;

/// A drawn photo whose pixels are repeated, row by row: the large picture is never whole in memory.
struct Enlarged {
    small: RgbImage,
    times: usize,
}

impl ImageBuffer for Enlarged {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        (self.small.width_px() * self.times) as u16
    }

    fn height(&self) -> u16 {
        (self.small.height_px() * self.times) as u16
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let row = self.small.row(usize::from(y) / self.times);
        for pixel in row.chunks_exact(3) {
            let (luma, blue, red) = rgb_to_ycbcr(pixel[0], pixel[1], pixel[2]);
            for (buffer, value) in buffers.iter_mut().zip([luma, blue, red]) {
                buffer.resize(buffer.len() + self.times, value);
            }
        }
    }
}

/// A photo of 1224 × 1632 pixels enlarged so many times.
fn photo(times: usize) -> Bytes {
    let spec = PortraitSpec {
        size_px: (1224, 1632),
        face_width_px: 412.0,
        ..PortraitSpec::seeded(2)
    };
    let small = draw(&spec).image;
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 70);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.encode_image(Enlarged { small, times }).unwrap();
    Bytes::from(file)
}

/// Forgets the peak so far; `None` where the system has no such file.
fn forget_peak() -> Option<()> {
    std::fs::write("/proc/self/clear_refs", "5").ok()
}

/// Most memory that the process held since, megabytes.
fn peak_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024)
}

/// The figures of docs/measurements.md.
fn report(megapixels: u64, bytes: usize, peak: Option<u64>) {
    eprintln!("{megapixels} megapixels, {bytes} bytes: peak {peak:?} MB");
}

#[tokio::test]
async fn photos_of_50_and_200_megapixels_pass_within_the_memory_of_others() {
    let lab = Lab::open(&LabConfig::default()).unwrap();
    let choices = Choices {
        background: Rgb::STANDARD_BLUE,
        glasses: GlassesPolicy::Forbidden,
        not_before: None,
    };
    let standard = lab.standards()[PhotoSpec::DEFAULT_NAME].spec();
    let spec = Arc::new(choices.applied_to(standard));
    for (times, megapixels) in [(5, 49), (10, 199)] {
        let file = photo(times);
        let bytes = file.len();
        let measures = forget_peak();
        let task = PhotoTask {
            spec: Arc::clone(&spec),
            today: date!(2026 - 03 - 10),
            is_witnessed: false,
        };
        let checked = lab.check_photo(file, task).await.unwrap();
        let peak = measures.and_then(|()| peak_mb());
        report(megapixels, bytes, peak);
        let file = &checked.facts.file;
        let pixels = u64::from(file.width_px) * u64::from(file.height_px);
        assert_eq!(pixels / 1_000_000, megapixels);
        let failed: Vec<&str> = checked
            .judgement
            .verdicts
            .iter()
            .filter(|verdict| verdict.outcome == Outcome::Fail)
            .map(|verdict| verdict.rule.as_str())
            .collect();
        assert!(failed.is_empty(), "{failed:?}");
        assert!(checked.portrait.is_ok());
        // The networks, the file and a picture of usual size; whole, the pixels alone would be 150 and 600.
        assert!(peak.is_none_or(|peak| peak < 160), "{peak:?}");
    }
}
