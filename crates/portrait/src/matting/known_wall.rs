//! Known-wall matting: where the colours of wall and person are known, the opacity of a pixel is
//! its position between the two. The colour of the wall is fitted, that of the person is
//! extrapolated from the inside.
//!
//! The method is blue-screen matting (Smith & Blinn, "Blue Screen Matting", 1996) with a fitted
//! wall in place of a painted one. sRGB values are mixed, not linear light: most partly covered
//! pixels of the workbench were mixed when the photo was reduced to it, and the reduction sums sRGB
//! values. On drawn portraits the colours at the edge are 9 % nearer to the truth than with linear
//! light (ADR 6).

use raster::{Plane, RgbImage};

use super::contour::outline;
use super::ears::Ears;
use super::morphology::reach;
use super::pyramid::{Weighted, fill, values};
use super::shares::{OPAQUE, difference, length, mix, ramp, share, unmix};
use super::wall::SmoothWall;

/// Levels of the pyramid that carries the person's colour outwards.
const FILL_LEVELS: usize = 7;

/// A pixel at least this opaque in the first round lends its colour to the second.
const CORE_ALPHA: f32 = 0.97;

/// Mask share from which a pixel may lend its colour.
const CORE_MASK: f32 = 0.3;

/// sRGB distance of person and wall at which opacity can no longer be told from the colour, and
/// the distance at which it can be told well; shares 0 … √3.
const CONTRAST: [f32; 2] = [0.09, 0.22];

/// sRGB distance from the mixing line at which a pixel starts to be neither person nor wall, and
/// the distance at which it surely is: then it belongs to the person.
const NEITHER: [f32; 2] = [0.07, 0.19];

/// Where person and wall are closer than the second distance, the more so the nearer to the first,
/// a place of the mask above these shares is person whatever its colour.
const INNER_CONTRAST: [f32; 2] = [0.4, 0.9];
const INNER_MASK: [f32; 2] = [0.75, 0.97];

/// Standard deviations of noise that count as nothing.
const NOISE_WIDTH: f32 = 2.2;

/// Opacity below which places hang together only by noise.
const ATTACHED_ALPHA: f32 = 0.15;

/// Input of the computation of opacity.
pub(super) struct Known<'a> {
    /// Pixels of the workbench.
    pub(super) image: &'a RgbImage,
    /// Person share by segmentation, 0 … 1.
    pub(super) mask: &'a Plane<f32>,
    /// Pixels that are certainly person.
    pub(super) sure_person: &'a Plane<bool>,
    /// Pixels that are certainly not person.
    pub(super) sure_wall: &'a Plane<bool>,
    /// The wall everywhere.
    pub(super) wall: &'a SmoothWall,
    /// Opacity by the smooth outline, used where colours do not differ enough.
    pub(super) outline: &'a Plane<f32>,
    /// Areas where skin may border the wall beside hair.
    pub(super) ears: Option<Ears>,
}

/// Opacity and the person's own colours.
pub(super) struct Cut {
    /// Opacity 0 … 1.
    pub(super) alpha: Plane<f32>,
    /// Colours free of wall; the photo's own where opaque.
    pub(super) foreground: RgbImage,
    /// sRGB distance of the person's colour from the wall's along the outline, 0 … √3.
    pub(super) contrast: Plane<f32>,
}

/// Cuts the person out.
pub(super) fn cut(known: &Known<'_>) -> Cut {
    let unknown: Vec<usize> = (0..known.mask.as_slice().len())
        .filter(|&at| !known.sure_person.as_slice()[at] && !known.sure_wall.as_slice()[at])
        .collect();
    let mut alpha = known.sure_person.map(|person| f32::from(u8::from(person)));
    let mut person = person_colours(known, &alpha, &unknown);
    for round in 0..2 {
        if round > 0 {
            person = person_colours(known, &alpha, &unknown);
        }
        for &at in &unknown {
            alpha.as_mut_slice()[at] = known.opacity(at, values(person.as_slice()[at]));
        }
    }
    keep_attached(known, &mut alpha, &unknown);
    let mut foreground = known.image.clone();
    let pixels = foreground.as_raw_mut().as_chunks_mut::<3>().0;
    for &at in &unknown {
        let opacity = alpha.as_slice()[at];
        if opacity >= OPAQUE {
            alpha.as_mut_slice()[at] = 1.0;
        } else if opacity <= 1.0 - OPAQUE {
            alpha.as_mut_slice()[at] = 0.0;
        } else {
            pixels[at] = known.unmixed(at, opacity, values(person.as_slice()[at]));
        }
    }
    let contrast = contrast(known, &person, &alpha);
    Cut {
        alpha,
        foreground,
        contrast,
    }
}

/// The person's colour everywhere: from surely seen places and from what the last round
/// found opaque, carried outwards.
fn person_colours(known: &Known<'_>, alpha: &Plane<f32>, unknown: &[usize]) -> Plane<Weighted> {
    let pixels = known.image.as_raw().as_chunks::<3>().0;
    let data = pixels
        .iter()
        .enumerate()
        .map(|(at, &pixel)| {
            let core = known.sure_person.as_slice()[at]
                || (alpha.as_slice()[at] >= CORE_ALPHA && known.mask.as_slice()[at] > CORE_MASK);
            if core {
                let [red, green, blue] = share(pixel);
                [red, green, blue, 1.0]
            } else {
                [0.0; 4]
            }
        })
        .collect();
    let mut colours = Plane::from_vec(known.image.width_px(), known.image.height_px(), data);
    fill(&mut colours, FILL_LEVELS);
    if let Some(ears) = &known.ears {
        ears.recolour(known.image, known.wall, unknown, &mut colours);
    }
    colours
}

impl Known<'_> {
    fn pixel(&self, at: usize) -> [u8; 3] {
        self.image.as_raw().as_chunks::<3>().0[at]
    }

    /// Position of the pixel between wall (0) and person (1).
    fn opacity(&self, at: usize, person: [f32; 3]) -> f32 {
        let pixel = self.pixel(at);
        let wall = self.wall.colours.as_slice()[at];
        let span = difference(person, wall);
        let apart = length(span);
        let outline = self.outline.as_slice()[at];
        let trust = ramp(apart, CONTRAST);
        if trust <= 0.0 {
            return outline;
        }
        let seen = difference(share(pixel), wall);
        let along: f32 = (0..3).map(|k| span[k] * seen[k]).sum();
        let square: f32 = span.iter().map(|value| value * value).sum();
        let share_of_person = along / square.max(1e-5);
        let on_line = mix(person, wall, share_of_person.clamp(0.0, 1.0));
        let off_line = length(difference(share(pixel), on_line));
        // What lies off the line is a third colour: an ear ring, a collar, lit skin beside hair.
        // Far outside the mask it is a thing on the wall.
        let neither = ramp(off_line, NEITHER) * ramp(self.mask.as_slice()[at], [0.05, 0.5]);
        let dead = (NOISE_WIDTH * self.wall.noise / apart.max(1e-3)).min(0.35);
        let cleared = (share_of_person - dead) / (1.0 - dead - dead.min(0.06));
        // Light skin before a beige wall: its own shading reaches the wall's colour.
        let inner =
            ramp(self.mask.as_slice()[at], INNER_MASK) * (1.0 - ramp(apart, INNER_CONTRAST));
        let colour = cleared.max(neither).max(inner).clamp(0.0, 1.0);
        outline + (colour - outline) * trust
    }

    /// The person's colour in a pixel that is partly wall.
    fn unmixed(&self, at: usize, opacity: f32, person: [f32; 3]) -> [u8; 3] {
        let wall = self.wall.colours.as_slice()[at];
        unmix(share(self.pixel(at)), opacity, person, wall)
    }
}

/// Takes out islands that do not hang together with the person: things on the wall.
fn keep_attached(known: &Known<'_>, alpha: &mut Plane<f32>, unknown: &[usize]) {
    let opacity = alpha.as_slice();
    let mut attached = vec![false; opacity.len()];
    let seeds = (0..opacity.len()).filter(|&at| known.sure_person.as_slice()[at]);
    reach(alpha.width_px(), &mut attached, seeds, |at| {
        opacity[at] > ATTACHED_ALPHA
    });
    for &at in unknown {
        if !attached[at] && alpha.as_slice()[at] > ATTACHED_ALPHA {
            alpha.as_mut_slice()[at] = 0.0;
        }
    }
}

/// How far the person's own or carried colour is from the wall's along the matte's outline; 0
/// elsewhere.
fn contrast(known: &Known<'_>, person: &Plane<Weighted>, alpha: &Plane<f32>) -> Plane<f32> {
    let mut contrast = Plane::filled(alpha.width_px(), alpha.height_px(), 0.0);
    for (x, y) in outline(alpha) {
        let off = difference(values(person.at(x, y)), known.wall.colours.at(x, y));
        contrast.set(x, y, length(off));
    }
    contrast
}
