//! Resizes pictures and crops with the `fast_image_resize` library.

use fast_image_resize as fir;
use fir::images::{TypedImage, TypedImageRef};
use fir::pixels::U8x3;

use crate::geometry::Rect;
use crate::image::RgbImage;

/// Weights of neighbouring pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Plain average of the covered area: cheapest, soft; for networks and statistics.
    Area,
    /// Triangle filter over the covered area: for analysis.
    Bilinear,
    /// Lanczos with three lobes: sharpest; for the portrait itself.
    Lanczos3,
}

/// Scales the part `from` of `image` to `width_px` × `height_px`.
///
/// `from` is in pixels of `image` with the picture's corner at (0, 0). Where it leaves the picture,
/// the edge pixels are repeated. An empty `image` or size gives a black picture.
pub fn crop_and_resize(
    image: &RgbImage,
    from: Rect,
    (width_px, height_px): (usize, usize),
    filter: Filter,
) -> RgbImage {
    let inside = from.x >= 0.0
        && from.y >= 0.0
        && from.right() <= image.width_px() as f32
        && from.bottom() <= image.height_px() as f32;
    if inside {
        return scale(image, from, (width_px, height_px), filter);
    }
    // The library refuses crops beyond the edge: extend the needed part first.
    let (left, top) = (from.x.floor(), from.y.floor());
    let columns = ((from.right() - left).ceil() as usize).max(1);
    let rows = ((from.bottom() - top).ceil() as usize).max(1);
    let last = |count: usize| count.saturating_sub(1) as isize;
    let extended = RgbImage::from_fn(columns, rows, |x, y| {
        let column = (x as isize + left as isize).clamp(0, last(image.width_px()));
        let row = (y as isize + top as isize).clamp(0, last(image.height_px()));
        image.pixel(column as usize, row as usize)
    });
    let part = Rect {
        x: from.x - left,
        y: from.y - top,
        ..from
    };
    scale(&extended, part, (width_px, height_px), filter)
}

/// Scales a whole picture.
pub fn resize(image: &RgbImage, size_px: (usize, usize), filter: Filter) -> RgbImage {
    let whole = Rect {
        x: 0.0,
        y: 0.0,
        width: image.width_px() as f32,
        height: image.height_px() as f32,
    };
    scale(image, whole, size_px, filter)
}

fn scale(image: &RgbImage, from: Rect, size_px: (usize, usize), filter: Filter) -> RgbImage {
    let mut scaled = RgbImage::filled(size_px.0, size_px.1, [0; 3]);
    let kind = match filter {
        Filter::Area => fir::FilterType::Box,
        Filter::Bilinear => fir::FilterType::Bilinear,
        Filter::Lanczos3 => fir::FilterType::Lanczos3,
    };
    let options = fir::ResizeOptions::new()
        .resize_alg(fir::ResizeAlg::Convolution(kind))
        .crop(
            from.x.into(),
            from.y.into(),
            from.width.into(),
            from.height.into(),
        );
    let (width, height) = (image.width_px() as u32, image.height_px() as u32);
    let (out_width, out_height) = (size_px.0 as u32, size_px.1 as u32);
    // Typed views: only the code for this one kind of pixel is compiled.
    let source = TypedImageRef::<U8x3>::from_buffer(width, height, image.as_raw());
    let target = TypedImage::<U8x3>::from_buffer(out_width, out_height, scaled.as_raw_mut());
    let (Ok(source), Ok(mut target)) = (source, target) else {
        return scaled;
    };
    // Sizes and the crop were checked above; the only error left is an empty picture: stays black.
    let _ = fir::Resizer::new().resize_typed(&source, &mut target, &options);
    scaled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_beyond_the_edge_repeats_it() {
        let image = RgbImage::filled(4, 4, [10, 20, 30]);
        let from = Rect {
            x: -5.0,
            y: 1.5,
            width: 20.0,
            height: 7.0,
        };
        let crop = crop_and_resize(&image, from, (8, 8), Filter::Lanczos3);
        assert_eq!(crop, RgbImage::filled(8, 8, [10, 20, 30]));
    }

    #[test]
    fn halving_averages() {
        let image = RgbImage::from_fn(2, 2, |x, _| [if x == 0 { 0 } else { 100 }; 3]);
        assert_eq!(resize(&image, (1, 1), Filter::Area).pixel(0, 0), [50; 3]);
    }
}
