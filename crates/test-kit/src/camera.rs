//! Simulates the camera: light, exposure, lens blur, compositing, gamma, noise.
//!
//! Person and wall are blurred separately, each with its own alpha, and composited afterwards. So
//! `photo = alpha · foreground + (1 − alpha) · wall` in linear light holds exactly for the returned
//! truth, up to noise and rounding. It does *not* sharpen or compress as phones do.

use raster::{Plane, RgbImage, colour};
use rayon::prelude::*;

use crate::{
    canvas::{Canvas, Layer, light_of},
    frame::Frame,
    random::{noise_at, smooth},
    scene::Backdrop,
    spec::{Light, PortraitSpec},
};

/// Rows painted at a time: small enough to stay in the cache.
const BAND_ROWS: usize = 96;

/// Steps of the table from linear light to 8 bits, spaced by square root: fine in the dark.
const GAMMA_STEPS: usize = 4096;

/// The photo, and the layers of which it was composed.
pub(crate) struct Exposure {
    pub(crate) photo: RgbImage,
    pub(crate) alpha: Plane<f32>,
    pub(crate) foreground: RgbImage,
    pub(crate) wall: RgbImage,
}

/// Takes the photo.
pub(crate) fn expose(
    spec: &PortraitSpec,
    person: &[Layer],
    head: Frame,
    backdrop: &Backdrop,
) -> Exposure {
    let (width, height) = spec.size_px;
    let camera = Camera {
        spec,
        kernel: gaussian(spec.blur_px),
        lamp: Lamp::new(spec, head),
        gamma: Gamma::new(),
    };
    let mut exposure = Exposure {
        photo: RgbImage::filled(width, height, [0; 3]),
        alpha: Plane::filled(width, height, 0.0),
        foreground: RgbImage::filled(width, height, [0; 3]),
        wall: RgbImage::filled(width, height, [0; 3]),
    };
    let values = BAND_ROWS * width;
    let photo = exposure.photo.as_raw_mut().par_chunks_mut(3 * values);
    let alpha = exposure.alpha.as_mut_slice().par_chunks_mut(values);
    let foreground = exposure.foreground.as_raw_mut().par_chunks_mut(3 * values);
    let wall = exposure.wall.as_raw_mut().par_chunks_mut(3 * values);
    (photo, alpha, foreground, wall)
        .into_par_iter()
        .enumerate()
        .for_each(|(index, (photo, alpha, foreground, wall))| {
            let top = index * BAND_ROWS;
            let (front, back) = camera.film(person, backdrop, top, alpha.len() / width);
            let mut band = Band {
                photo,
                alpha,
                foreground,
                wall,
            };
            for (offset, (person, wall)) in front.iter().zip(&back).enumerate() {
                camera.develop(&mut band, offset, *person, *wall, top * width);
            }
        });
    exposure
}

/// All that does not depend on the place in the picture.
struct Camera<'spec> {
    spec: &'spec PortraitSpec,
    kernel: Vec<f32>,
    lamp: Lamp,
    gamma: Gamma,
}

/// Some rows of an [`Exposure`].
struct Band<'rows> {
    photo: &'rows mut [u8],
    alpha: &'rows mut [f32],
    foreground: &'rows mut [u8],
    wall: &'rows mut [u8],
}

impl Camera<'_> {
    /// Light of person (premultiplied) and wall in some rows.
    fn film(
        &self,
        person: &[Layer],
        backdrop: &Backdrop,
        top: usize,
        rows: usize,
    ) -> (Vec<[f32; 4]>, Vec<[f32; 4]>) {
        let width = self.spec.size_px.0;
        let margin = self.kernel.len() / 2;
        let band = || Canvas::new(width, top as isize - margin as isize, rows + 2 * margin);
        let (mut front, mut back) = (band(), band());
        front.paint(person);
        backdrop.paint(&mut back);
        self.lamp.shine(&mut front, true);
        self.lamp.shine(&mut back, false);
        // Blur changes neither an empty band nor a plain wall.
        let unblurred = |canvas: &Canvas| canvas.pixels[margin * width..][..rows * width].to_vec();
        let empty = front.pixels.iter().all(|pixel| pixel[3] == 0.0);
        let front = if empty {
            unblurred(&front)
        } else {
            blurred(&front, &self.kernel)
        };
        let back = if backdrop.is_plain() {
            unblurred(&back)
        } else {
            blurred(&back, &self.kernel)
        };
        (front, back)
    }

    /// Writes one pixel; `person` is premultiplied, `start` is the band's first pixel.
    fn develop(
        &self,
        band: &mut Band,
        offset: usize,
        person: [f32; 4],
        wall: [f32; 4],
        start: usize,
    ) {
        let alpha = person[3].clamp(0.0, 1.0);
        band.alpha[offset] = alpha;
        let noise = if self.spec.noise > 0.0 {
            noise_at(self.spec.seed, (start + offset) as u64).map(|noise| self.spec.noise * noise)
        } else {
            [0.0; 3]
        };
        for channel in 0..3 {
            let place = offset * 3 + channel;
            let behind = self.gamma.encode(wall[channel]);
            let mut seen = behind;
            if alpha > 0.0 {
                let own = self.gamma.encode(person[channel] / alpha);
                band.foreground[place] = rounded(own);
                seen = if alpha < 1.0 {
                    self.gamma
                        .encode(person[channel] + (1.0 - alpha) * wall[channel])
                } else {
                    own
                };
            }
            band.wall[place] = rounded(behind);
            band.photo[place] = rounded(seen + noise[channel]);
        }
    }
}

/// To the nearest of 0 … 255; the conversion itself stops at both ends.
fn rounded(value: f32) -> u8 {
    (value + 0.5) as u8
}

/// Light and exposure of the scene.
struct Lamp {
    head: Frame,
    gain: [f32; 3],
    one_sided: bool,
}

impl Lamp {
    fn new(spec: &PortraitSpec, head: Frame) -> Self {
        let exposure = spec.exposure_stops.exp2();
        Self {
            head,
            gain: spec.colour_cast.map(|gain| gain.max(0.0) * exposure),
            one_sided: spec.light == Light::OneSided,
        }
    }

    fn shine(&self, canvas: &mut Canvas, on_person: bool) {
        let one_sided = self.one_sided && on_person;
        if !one_sided && self.gain == [1.0; 3] {
            return;
        }
        for row in 0..canvas.rows {
            for column in 0..canvas.width {
                let side = if one_sided {
                    self.side_light(canvas, column, row)
                } else {
                    1.0
                };
                let pixel = &mut canvas.pixels[row * canvas.width + column];
                for (value, gain) in pixel.iter_mut().zip(self.gain) {
                    *value *= gain * side;
                }
            }
        }
    }

    /// Full light on the right of the head, a fifth on the left.
    fn side_light(&self, canvas: &Canvas, column: usize, row: usize) -> f32 {
        let at = self.head.to_board(canvas.center(column, row));
        0.2 + 0.85 * smooth(0.5 + at.x / 420.0)
    }
}

/// Linear light to the 8-bit scale.
struct Gamma {
    table: Vec<f32>,
}

impl Gamma {
    fn new() -> Self {
        let table = (0..=GAMMA_STEPS).map(|step| {
            let root = step as f32 / GAMMA_STEPS as f32;
            255.0 * colour::encode_gamma(root * root)
        });
        Self {
            table: table.collect(),
        }
    }

    /// 0 … 255, not rounded; light above 1 is white.
    fn encode(&self, light: f32) -> f32 {
        let position = light.clamp(0.0, 1.0).sqrt() * GAMMA_STEPS as f32;
        let step = (position as usize).min(GAMMA_STEPS - 1);
        let share = position - step as f32;
        self.table[step] + (self.table[step + 1] - self.table[step]) * share
    }
}

/// Weights of a Gaussian, odd in number, summing to 1.
fn gaussian(deviation: f32) -> Vec<f32> {
    let deviation = deviation.clamp(0.0, 100.0);
    if deviation < 0.1 {
        return vec![1.0];
    }
    let reach = (3.0 * deviation).ceil() as i32;
    let weights: Vec<f32> = (-reach..=reach)
        .map(|offset| (-0.5 * (offset as f32 / deviation).powi(2)).exp())
        .collect();
    let sum: f32 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

/// The band without its margins, blurred; the left and right edges repeat.
fn blurred(canvas: &Canvas, kernel: &[f32]) -> Vec<[f32; 4]> {
    let (width, reach) = (canvas.width, kernel.len() / 2);
    if reach == 0 {
        return canvas.pixels.clone();
    }
    let rows = canvas.rows - 2 * reach;
    let mut down = vec![[0.0; 4]; width * rows];
    for row in 0..rows {
        let target = &mut down[row * width..][..width];
        for (step, weight) in kernel.iter().enumerate() {
            add_weighted(
                target,
                &canvas.pixels[(row + step) * width..][..width],
                *weight,
            );
        }
    }
    let mut across = vec![[0.0; 4]; width * rows];
    let mut padded = vec![[0.0; 4]; width + 2 * reach];
    for row in 0..rows {
        let source = &down[row * width..][..width];
        padded[..reach].fill(source[0]);
        padded[reach..reach + width].copy_from_slice(source);
        padded[reach + width..].fill(source[width - 1]);
        let target = &mut across[row * width..][..width];
        for (step, weight) in kernel.iter().enumerate() {
            add_weighted(target, &padded[step..][..width], *weight);
        }
    }
    across
}

fn add_weighted(target: &mut [[f32; 4]], source: &[[f32; 4]], weight: f32) {
    for (sum, value) in target.iter_mut().zip(source) {
        for channel in 0..4 {
            sum[channel] += value[channel] * weight;
        }
    }
}

/// 8-bit sRGB mixed in linear light: how the truth makes up the photo.
pub(crate) fn mix_in_light(front: [u8; 3], back: [u8; 3], alpha: f32) -> [u8; 3] {
    let (front, back) = (light_of(front), light_of(back));
    std::array::from_fn(|channel| {
        let light = front[channel] * alpha + back[channel] * (1.0 - alpha);
        (255.0 * colour::encode_gamma(light))
            .round()
            .clamp(0.0, 255.0) as u8
    })
}
