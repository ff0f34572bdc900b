//! Changes to a file that keep its exposure: scaling, cropping, recompression and the like.

use anyhow::Result;
use raster::resize::{Filter, crop_and_resize, resize};
use raster::warp::{Border, cut};
use raster::{Orientation, Rect, RgbImage, RotatedRect};
use test_kit::{ExifTags, JpegOptions, to_jpeg, to_png};

/// Makes a file of a picture.
type Change = fn(&RgbImage) -> Result<Vec<u8>>;

/// Quality of a file where the change is another one.
const PLAIN_QUALITY: u8 = 85;

/// Name and change.
pub(super) const CHANGES: &[(&str, Change)] = &[
    ("saved again as PNG", |image| Ok(to_png(image)?)),
    ("saved again, quality 95", |image| jpeg(image, 95)),
    ("saved again, quality 80", |image| jpeg(image, 80)),
    ("saved again, quality 60", |image| jpeg(image, 60)),
    ("saved again, quality 40", |image| jpeg(image, 40)),
    ("stored on its side, EXIF turns it", |image| {
        let exif = Some(ExifTags {
            orientation: Orientation::Rotate90Clockwise,
            ..ExifTags::phone()
        });
        let options = JpegOptions {
            quality: PLAIN_QUALITY,
            exif,
            ..JpegOptions::default()
        };
        Ok(to_jpeg(image, &options)?)
    }),
    ("1.6 times as large", |image| plain(&scaled(image, 1.6))),
    ("0.7 times as large", |image| plain(&scaled(image, 0.7))),
    ("half as large", |image| plain(&scaled(image, 0.5))),
    ("margins cut off", |image| plain(&cropped(image))),
    ("straightened by 3°", |image| plain(&turned(image, 3.0))),
    ("brighter by a quarter", |image| {
        plain(&toned(image, |value| 1.25 * value + 0.02))
    }),
    ("darker, more contrast", |image| {
        plain(&toned(image, |value| value.powf(1.5)))
    }),
    ("cut, 0.75 times as large, brighter, quality 55", |image| {
        let changed = toned(&scaled(&cropped(image), 0.75), |value| value.powf(0.8));
        jpeg(&changed, 55)
    }),
];

fn jpeg(image: &RgbImage, quality: u8) -> Result<Vec<u8>> {
    let options = JpegOptions {
        quality,
        ..JpegOptions::default()
    };
    Ok(to_jpeg(image, &options)?)
}

fn plain(image: &RgbImage) -> Result<Vec<u8>> {
    jpeg(image, PLAIN_QUALITY)
}

fn scaled(image: &RgbImage, factor: f32) -> RgbImage {
    let side = |length: usize| (length as f32 * factor).round() as usize;
    let size = (side(image.width_px()), side(image.height_px()));
    resize(image, size, Filter::Lanczos3)
}

/// Unequal margins, so that neither the middle nor the blocks of the compression stay in place.
fn cropped(image: &RgbImage) -> RgbImage {
    let (width, height) = (image.width_px() as f32, image.height_px() as f32);
    let area = Rect {
        x: (0.05 * width).round(),
        y: (0.03 * height).round(),
        width: (0.88 * width).round(),
        height: (0.93 * height).round(),
    };
    let size = (area.width as usize, area.height as usize);
    crop_and_resize(image, area, size, Filter::Bilinear)
}

fn turned(image: &RgbImage, turn_deg: f32) -> RgbImage {
    let (width, height) = (image.width_px(), image.height_px());
    let whole = RotatedRect {
        angle_rad: turn_deg.to_radians(),
        ..RotatedRect::whole(width as f32, height as f32)
    };
    let values = cut(image, &whole, (width, height), Border::Repeat);
    RgbImage::from_fn(width, height, |x, y| {
        let at = 3 * (y * width + x);
        [0, 1, 2].map(|channel| values[at + channel] as u8)
    })
}

/// Every value 0 … 1 through one curve.
fn toned(image: &RgbImage, curve: impl Fn(f32) -> f32) -> RgbImage {
    let table: Vec<u8> = (0_u8..=255)
        .map(|value| (255.0 * curve(f32::from(value) / 255.0)).round() as u8)
        .collect();
    RgbImage::from_fn(image.width_px(), image.height_px(), |x, y| {
        image.pixel(x, y).map(|value| table[usize::from(value)])
    })
}
