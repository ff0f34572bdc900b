//! Draws hair: a solid body, locks inside it, and single strands over its edge.
//!
//! The coverage of each pixel by a strand is computed exactly, so the truth about strands is exact
//! as well.

use std::f32::consts::{FRAC_PI_2, PI};

use raster::Point;

use crate::{
    canvas::{Ball, Fill, Layer, Light, Paint, Strand, Strands},
    random::Random,
    shape::{Outline, Shape},
    spec::{Fringe, Hair},
};

use super::sitter::{Sitter, toned};

/// Strands that leave the hair's edge.
const EDGE_STRANDS: usize = 420;
/// Lighter and darker locks on the hair.
const INNER_STRANDS: usize = 420;
/// Strands of a thin fringe.
const THIN_FRINGE_STRANDS: usize = 46;

impl Sitter<'_> {
    /// The part behind neck and ears.
    pub(super) fn hair_behind(&self, layers: &mut Vec<Layer>) {
        if self.spec.hair == Hair::Bald {
            return;
        }
        let outline = self.hair_outline();
        let paint = Paint::Flat(toned(self.hair, 0.8));
        layers.push(Layer::Fill(Fill::new(
            self.head,
            Shape::Outline(outline.clone()),
            paint,
        )));
        layers.push(self.edge_strands(&outline));
    }

    /// The part around the forehead, and over the ears where the style wants that.
    pub(super) fn hair_in_front(&self, layers: &mut Vec<Layer>) {
        if self.spec.hair == Hair::Bald {
            return;
        }
        let cap = Fill::new(
            self.head,
            Shape::Outline(self.cap_outline()),
            Paint::Ball(self.hair_ball()),
        );
        let opening = Shape::Outline(forehead_opening());
        // The opening turns with the face: it is cut on the face's board.
        let cap = Fill {
            frame: self.face,
            ..cap
        };
        layers.push(Layer::Fill(cap.outside(opening, 14.0)));
        layers.push(self.inner_strands());
        layers.push(self.hairline_strands());
        if self.spec.hair == Hair::OverEars {
            self.side_locks(layers);
        }
    }

    /// Hair combed onto the forehead.
    pub(super) fn fringe(&self, layers: &mut Vec<Layer>) {
        let brow_y = self.proportions.eye_y - self.proportions.brow_gap;
        let (count, widths, reach) = match self.spec.fringe {
            Fringe::None => return,
            Fringe::Thin => (THIN_FRINGE_STRANDS, (4.5, 1.2), brow_y + 38.0),
            Fringe::Full => (240, (7.0, 2.5), brow_y + 42.0),
        };
        if self.spec.fringe == Fringe::Full {
            let right = [
                (0.0, -300.0),
                (150.0, -250.0),
                (200.0, -150.0),
                (186.0, -70.0),
            ];
            let ends = [
                (120.0, brow_y + 16.0),
                (60.0, brow_y + 26.0),
                (0.0, brow_y + 20.0),
            ];
            let points: Vec<Point> = right
                .iter()
                .chain(&ends)
                .map(|&(x, y)| Point::new(x, y))
                .collect();
            let outline = Outline::symmetric(Point::new(0.0, -170.0), &points);
            let paint = Paint::Ball(self.hair_ball());
            layers.push(Layer::Fill(
                Fill::new(self.face, Shape::Outline(outline), paint).soft(10.0),
            ));
        }
        let mut random = Random::new(self.spec.seed, "fringe");
        let strands = (0..count).map(|_| {
            let root_x = random.around_zero(150.0);
            let end_x = root_x * 1.12 + random.around_zero(24.0);
            Strand {
                from: Point::new(root_x * 0.8, -205.0 + 0.0012 * root_x * root_x),
                bend: Point::new(root_x + random.around_zero(20.0), -150.0),
                to: Point::new(end_x, reach + random.around_zero(16.0)),
                widths,
                light: toned(self.hair, random.between(0.75, 1.5)),
                opacity: 0.95,
            }
        });
        let strands = strands.collect();
        layers.push(Layer::Strands(Strands {
            frame: self.face,
            curves: strands,
            atop: false,
        }));
    }

    /// Contour of the solid hair, seen from the front.
    pub(super) fn hair_outline(&self) -> Outline {
        let top = self.proportions.hair_top_y;
        let crown = [(0.0, top), (118.0, top + 26.0), (198.0, top + 100.0)];
        let sides: &[(f32, f32)] = match self.spec.hair {
            Hair::Bald | Hair::Short => &[
                (231.0, -150.0),
                (229.0, -70.0),
                (206.0, 10.0),
                (180.0, 120.0),
                (0.0, 220.0),
            ],
            Hair::TiedBack => &[
                (228.0, -150.0),
                (227.0, -70.0),
                (205.0, 20.0),
                (150.0, 240.0),
                (0.0, 330.0),
            ],
            Hair::BehindEars => &[
                (236.0, -150.0),
                (240.0, -60.0),
                (236.0, 60.0),
                (238.0, 220.0),
                (236.0, 400.0),
                (196.0, 540.0),
                (0.0, 560.0),
            ],
            Hair::OverEars => &[
                (250.0, -150.0),
                (266.0, -40.0),
                (272.0, 80.0),
                (276.0, 250.0),
                (262.0, 420.0),
                (214.0, 560.0),
                (0.0, 580.0),
            ],
        };
        let points: Vec<Point> = crown
            .iter()
            .chain(sides)
            .map(|&(x, y)| Point::new(x, y))
            .collect();
        Outline::symmetric(Point::new(0.0, -60.0), &points)
    }

    /// The part of the hair in front of the ears' plane.
    fn cap_outline(&self) -> Outline {
        let top = self.proportions.hair_top_y;
        let right = [
            (0.0, top),
            (118.0, top + 26.0),
            (198.0, top + 100.0),
            (228.0, -150.0),
            (221.0, -80.0),
            (207.0, -20.0),
            (192.0, 26.0),
            (0.0, 60.0),
        ];
        Outline::symmetric(
            Point::new(0.0, -130.0),
            &right.map(|(x, y)| Point::new(x, y)),
        )
    }

    fn hair_ball(&self) -> Ball {
        Ball {
            light: toned(self.hair, 1.25),
            center: Point::new(0.0, -150.0),
            radii: (250.0, 260.0),
            rim: 0.55,
        }
    }

    /// Strands along the contour that stand off it: what a matte finds hard.
    fn edge_strands(&self, outline: &Outline) -> Layer {
        let mut random = Random::new(self.spec.seed, "edge strands");
        let wildness = if self.spec.hair == Hair::Short {
            0.75
        } else {
            1.0
        };
        let strands = (0..EDGE_STRANDS).map(|_| {
            // Downwards on both sides; the crown gets shorter ones.
            let turn = random.around_zero(1.0);
            let side = turn.signum();
            let angle = -FRAC_PI_2 + turn * (0.95 * PI);
            let heading = side * random.between(0.08, 0.22);
            let length = random.share();
            let lift = length.powi(3) * 24.0 * wildness * (0.4 + 0.6 * turn.abs());
            let away = |angle: f32, by: f32| {
                let (from, center) = (outline.point(angle), outline.center());
                from.lerp(center, -by / from.distance(center).max(1.0))
            };
            Strand {
                from: away(angle, -9.0),
                bend: away(angle + heading * 0.5, 4.0 + 0.4 * lift),
                to: away(angle + heading, lift),
                widths: (random.between(1.0, 2.2), 0.5),
                light: toned(self.hair, random.between(0.75, 1.35)),
                opacity: 0.95,
            }
        });
        let strands = strands.collect();
        Layer::Strands(Strands {
            frame: self.head,
            curves: strands,
            atop: false,
        })
    }

    /// Light and dark locks that run from the parting to the sides.
    fn inner_strands(&self) -> Layer {
        let mut random = Random::new(self.spec.seed, "inner strands");
        let strands = (0..INNER_STRANDS).map(|_| {
            let side = if random.share() < 0.5 { -1.0 } else { 1.0 };
            let spread = random.share();
            // From the hairline back over the head, the outer ones down the temples.
            let root_x = 190.0 * spread;
            let from = Point::new(side * root_x, -220.0 + 0.0030 * root_x * root_x);
            let rise = random.between(30.0, 124.0) * (1.0 - 0.55 * spread * spread);
            let to = Point::new(side * (root_x * 0.98 + 22.0), from.y - rise);
            let bend = Point::new(side * (root_x + 16.0), from.y - 0.5 * rise);
            Strand {
                from,
                bend,
                to,
                widths: (random.between(1.5, 4.5), 1.0),
                light: self.lock_light(random.share()),
                opacity: 0.6,
            }
        });
        // Only on the hair itself, never on the forehead.
        let strands = strands
            .filter(|strand| {
                [strand.from, strand.bend, strand.to]
                    .iter()
                    .all(|at| self.is_on_cap(*at))
            })
            .collect();
        Layer::Strands(Strands {
            frame: self.face,
            curves: strands,
            atop: true,
        })
    }

    /// Fine hairs that soften the line between hair and forehead.
    fn hairline_strands(&self) -> Layer {
        let mut random = Random::new(self.spec.seed, "hairline");
        let opening = forehead_opening();
        let strands = (0..150).map(|_| {
            let angle = -FRAC_PI_2 + random.around_zero(1.45);
            let edge = opening.point(angle);
            let inward = random.between(0.0, 0.05);
            Strand {
                from: edge
                    .lerp(opening.center(), -0.10)
                    .offset(random.around_zero(10.0), 0.0),
                bend: edge.lerp(opening.center(), -0.03),
                to: edge.lerp(opening.center(), inward),
                widths: (1.8, 0.5),
                light: toned(self.hair, 1.1),
                opacity: 0.7,
            }
        });
        let strands = strands.collect();
        Layer::Strands(Strands {
            frame: self.face,
            curves: strands,
            atop: true,
        })
    }

    /// Hair that falls over both ears to the shoulders.
    fn side_locks(&self, layers: &mut Vec<Layer>) {
        let mut random = Random::new(self.spec.seed, "side locks");
        for side in [-1.0, 1.0] {
            let at = |(x, y): (f32, f32)| Point::new(side * x, y);
            let corners = [
                (150.0, -240.0),
                (215.0, -215.0),
                (262.0, -60.0),
                (274.0, 120.0),
                (276.0, 300.0),
                (250.0, 470.0),
                (205.0, 560.0),
                (168.0, 480.0),
                (176.0, 300.0),
                (190.0, 120.0),
                (186.0, -20.0),
                (170.0, -120.0),
            ];
            let lock = Shape::Polygon(corners.map(at).to_vec());
            let paint = Paint::Flat(toned(self.hair, 1.05));
            layers.push(Layer::Fill(Fill::new(self.head, lock, paint).soft(6.0)));
            let strands = (0..130).map(|_| {
                let across = random.share();
                let x = |inner: f32, outer: f32| inner + (outer - inner) * across;
                Strand {
                    from: at((x(165.0, 238.0), -190.0)),
                    bend: at((x(184.0, 276.0), 120.0)),
                    to: at((x(168.0, 258.0), random.between(380.0, 575.0))),
                    widths: (random.between(1.5, 4.0), 0.8),
                    light: toned(self.hair, random.between(0.7, 1.7)),
                    opacity: 0.7,
                }
            });
            let strands = strands.collect();
            layers.push(Layer::Strands(Strands {
                frame: self.head,
                curves: strands,
                atop: false,
            }));
        }
    }

    fn lock_light(&self, share: f32) -> Light {
        // Black hair shines bluish grey where the light catches it.
        let gloss = share * share * share * 0.06;
        toned(self.hair, 0.7 + 0.9 * share).map(|value| value + gloss)
    }

    fn is_on_cap(&self, at: Point) -> bool {
        let free = Shape::Outline(forehead_opening()).coverage(at, 0.0, 1.0);
        Shape::Outline(self.cap_outline()).coverage(at, 0.0, 1.0) > 0.5 && free < 0.5
    }
}

/// Forehead and face that the hair leaves free.
fn forehead_opening() -> Outline {
    let right = [
        (0.0, -206.0),
        (70.0, -198.0),
        (132.0, -164.0),
        (170.0, -108.0),
        (191.0, -40.0),
        (202.0, 60.0),
    ];
    let chin = [(150.0, 250.0), (0.0, 330.0)];
    let points: Vec<Point> = right
        .iter()
        .chain(&chin)
        .map(|&(x, y)| Point::new(x, y))
        .collect();
    Outline::symmetric(Point::new(0.0, 0.0), &points)
}
