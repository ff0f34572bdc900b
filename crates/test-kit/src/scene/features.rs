//! Draws eyes with lids and lashes, and brows.

use raster::Point;

use crate::{
    canvas::{Fill, Layer, Strand, Strands, light_of},
    random::Random,
    shape::{Lens, Shape},
    spec::Eyes,
};

use super::sitter::{Proportions, Sitter, toned};

/// Single hairs of one brow.
const BROW_HAIRS: usize = 90;

impl Sitter<'_> {
    /// Both eyes and brows.
    pub(super) fn eyes(&self, layers: &mut Vec<Layer>) {
        for side in [-1.0, 1.0] {
            self.socket(layers, side);
            self.brow(layers, side);
            if self.spec.eyes == Eyes::Closed {
                self.closed_eye(layers, side);
            } else {
                self.open_eye(layers, side);
            }
        }
    }

    /// Middle of an iris, looking aside or not.
    pub(crate) fn iris(&self, side: f32) -> Point {
        let aside = match self.spec.eyes {
            Eyes::Aside(share) => share.clamp(-1.0, 1.0) * 24.0,
            Eyes::Open | Eyes::Closed | Eyes::Red => 0.0,
        };
        self.eye(side).offset(aside, 0.0)
    }

    fn eye_lens(&self, side: f32) -> Lens {
        let Proportions {
            eye_half_width,
            lid_height,
            eye_slant_deg,
            ..
        } = self.proportions;
        Lens {
            center: self.eye(side),
            half_width: eye_half_width,
            top: lid_height,
            bottom: 17.0,
            tilt_deg: -side * eye_slant_deg,
        }
    }

    fn socket(&self, layers: &mut Vec<Layer>, side: f32) {
        let eye = self.eye(side);
        let mut shade = |center, radii, tone, opacity: f32| {
            let shape = Shape::Ellipse { center, radii };
            let fill = Fill::shade(self.face, shape, toned(self.skin, tone));
            layers.push(Layer::Fill(fill.soft(30.0).opacity(opacity)));
        };
        shade(eye.offset(0.0, -15.0), (64.0, 36.0), 0.80, 0.5);
        shade(eye.offset(0.0, 34.0), (48.0, 9.0), 0.86, 0.35);
    }

    fn brow(&self, layers: &mut Vec<Layer>, side: f32) {
        let Proportions {
            brow_gap,
            brow_weight,
            ..
        } = self.proportions;
        let base = Lens {
            center: self.eye(side).offset(0.0, -brow_gap + 8.0),
            half_width: 63.0,
            top: 21.0 * brow_weight,
            bottom: -5.0,
            tilt_deg: -side * 3.0,
        };
        let ink = self.hair.map(|value| value * 1.2 + 0.012);
        let fill = Fill::shade(self.face, Shape::Lens(base), ink);
        layers.push(Layer::Fill(fill.soft(7.0).opacity(0.62)));
        let mut random = Random::new(self.spec.seed, if side < 0.0 { "brow-" } else { "brow+" });
        let strands = (0..BROW_HAIRS).map(|_| {
            let along = random.around_zero(0.93);
            let arch = 1.0 - along * along;
            let height = arch * random.between(3.0, 21.0 * brow_weight);
            let from = base.control(along, height);
            let outward = random.between(9.0, 18.0) * side;
            Strand {
                from,
                bend: from.offset(outward * 0.5, -random.between(3.0, 6.0)),
                to: from.offset(outward, -random.between(-2.0, 4.0)),
                widths: (1.7, 0.6),
                light: ink,
                opacity: 0.8,
            }
        });
        let strands = strands.collect();
        layers.push(Layer::Strands(Strands {
            frame: self.face,
            curves: strands,
            atop: true,
        }));
    }

    fn open_eye(&self, layers: &mut Vec<Layer>, side: f32) {
        let lens = self.eye_lens(side);
        let white = Shape::Lens(lens);
        let iris = self.iris(side);
        let pupil = match self.spec.eyes {
            Eyes::Red => [226, 38, 34],
            Eyes::Open | Eyes::Closed | Eyes::Aside(_) => [14, 11, 11],
        };
        let paint = |center, radius: f32, rgb, softness: f32| {
            let shape = Shape::Ellipse {
                center,
                radii: (radius, radius),
            };
            let fill = Fill::shade(self.face, shape, light_of(rgb)).soft(softness);
            Layer::Fill(fill.inside(white.clone()))
        };
        let ball = Fill::shade(self.face, white.clone(), light_of([234, 230, 227]));
        layers.push(Layer::Fill(ball.soft(3.0)));
        layers.push(paint(iris, 21.0, [38, 25, 19], 3.0));
        layers.push(paint(iris, 18.0, [70, 45, 31], 5.0));
        layers.push(paint(iris, 9.0, pupil, 2.0));
        layers.push(paint(iris.offset(6.0, -7.0), 4.0, [255, 255, 255], 2.0));
        // The upper lid throws a shadow on the eye.
        let shadow = Lens {
            bottom: 8.0 - lens.top,
            ..lens
        };
        let dark = light_of([60, 44, 40]);
        let fill = Fill::shade(self.face, Shape::Lens(shadow), dark);
        layers.push(Layer::Fill(fill.soft(6.0).opacity(0.45)));
        self.lid_lines(layers, side, lens);
    }

    fn lid_lines(&self, layers: &mut Vec<Layer>, side: f32, lens: Lens) {
        let curve = |grow: f32, height: f32, lift: f32| {
            let at = |along: f32, height: f32| lens.control(along * grow, height + lift);
            (at(-1.0, 0.0), at(0.0, 2.0 * height), at(1.0, 0.0))
        };
        let line = |(from, bend, to), width: f32, light, opacity| Strand {
            from,
            bend,
            to,
            widths: (width, width),
            light,
            opacity,
        };
        let lash = light_of([30, 22, 21]);
        let crease = toned(self.skin, 0.62);
        let mut strands = vec![
            line(curve(1.03, lens.top, 0.0), 5.2, lash, 0.92),
            line(curve(1.1, lens.top - 3.0, 9.0), 2.6, crease, 0.65),
            line(
                curve(0.96, -lens.bottom, 0.0),
                1.8,
                toned(self.skin, 0.55),
                0.55,
            ),
        ];
        let mut random = Random::new(self.spec.seed, if side < 0.0 { "lash-" } else { "lash+" });
        strands.extend((0..16).map(|lash_index| {
            let along = -0.9 + 1.8 * lash_index as f32 / 15.0;
            let root = lens.control(along, lens.top * (1.0 - along * along));
            let outward = along * 9.0 + side * 3.0;
            let length = random.between(6.0, 10.0);
            Strand {
                from: root,
                bend: root.offset(outward * 0.4, -length * 0.4),
                to: root.offset(outward, -length),
                widths: (1.5, 0.4),
                light: lash,
                opacity: 0.7,
            }
        }));
        layers.push(Layer::Strands(Strands {
            frame: self.face,
            curves: strands,
            atop: true,
        }));
    }

    fn closed_eye(&self, layers: &mut Vec<Layer>, side: f32) {
        let open = self.eye_lens(side);
        let lid = Lens {
            top: open.top + 4.0,
            bottom: 15.0,
            ..open
        };
        let fill = Fill::shade(self.face, Shape::Lens(lid), toned(self.skin, 0.92));
        layers.push(Layer::Fill(fill.soft(10.0).opacity(0.7)));
        let lash = light_of([34, 25, 23]);
        let at = |along: f32, height: f32| open.control(along, height);
        let seam = |height: f32, width: f32, light, opacity| Strand {
            from: at(-1.02, -2.0),
            bend: at(0.0, 2.0 * height),
            to: at(1.02, -2.0),
            widths: (width, width),
            light,
            opacity,
        };
        let mut strands = vec![
            seam(-13.0, 5.0, lash, 0.92),
            seam(14.0, 2.4, toned(self.skin, 0.68), 0.6),
        ];
        strands.extend((0..14).map(|index| {
            let along = -0.85 + 1.7 * index as f32 / 13.0;
            let root = at(along, -14.0 * (1.0 - along * along) - 2.0);
            Strand {
                from: root,
                bend: root.offset(along * 3.0, 5.0),
                to: root.offset(along * 8.0 + side * 2.0, 9.0),
                widths: (1.5, 0.4),
                light: lash,
                opacity: 0.75,
            }
        }));
        layers.push(Layer::Strands(Strands {
            frame: self.face,
            curves: strands,
            atop: true,
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::PortraitSpec;

    #[test]
    fn outer_eye_corners_are_not_lower_than_inner_ones() {
        for seed in 0..20 {
            let spec = PortraitSpec::seeded(seed);
            let sitter = Sitter::new(&spec);
            let (right, left) = (sitter.eye_lens(-1.0), sitter.eye_lens(1.0));
            assert!(right.control(-1.0, 0.0).y <= right.control(1.0, 0.0).y + 0.01);
            assert!(left.control(1.0, 0.0).y <= left.control(-1.0, 0.0).y + 0.01);
            assert_eq!(left.center, Point::new(-right.center.x, right.center.y));
        }
    }
}
