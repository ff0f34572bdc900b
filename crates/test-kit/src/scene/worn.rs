//! Draws glasses, hats, earrings and necklaces.

use raster::{Point, Rect};

use crate::{
    canvas::{Ball, Fill, Layer, Light, Paint, Strand, Strands, light_of},
    shape::{Outline, Shape},
    spec::{GlassesFrame, Headwear, Jewellery, Lenses},
};

use super::sitter::{Sitter, toned};

/// How far glasses stand out of the face, units.
const GLASSES_RELIEF: f32 = 26.0;

impl Sitter<'_> {
    /// Frame, lenses and reflections.
    pub(super) fn glasses(&self, layers: &mut Vec<Layer>) {
        let Some(glasses) = self.spec.glasses else {
            return;
        };
        let board = self.face.raised(GLASSES_RELIEF);
        let (rim, light) = match glasses.frame {
            GlassesFrame::Thick => (13.0, light_of([28, 25, 27])),
            GlassesFrame::Thin => (5.0, light_of([52, 46, 44])),
            GlassesFrame::PaleWire => (3.0, light_of([176, 164, 148])),
        };
        for side in [-1.0, 1.0] {
            let lens = self.lens_shape(side);
            self.lens(layers, side, &lens, glasses.lenses);
            let ring = Shape::Ring {
                of: Box::new(lens),
                width: rim,
            };
            layers.push(Layer::Fill(Fill::new(board, ring, Paint::Flat(light))));
        }
        let eye_y = self.proportions.eye_y;
        let inner = self.proportions.eye_distance - 72.0;
        let line = |from: Point, bend: Point, to: Point| Strand {
            from,
            bend,
            to,
            widths: (rim, rim * 0.8),
            light,
            opacity: 1.0,
        };
        let bridge_end = Point::new(inner, eye_y - 10.0);
        let mut strands = vec![line(
            Point::new(-inner, eye_y - 10.0),
            Point::new(0.0, eye_y - 26.0),
            bridge_end,
        )];
        let outer = self.proportions.eye_distance + 72.0;
        strands.extend([-1.0, 1.0].map(|side| {
            line(
                Point::new(side * outer, eye_y - 20.0),
                Point::new(side * (outer + 30.0), eye_y - 22.0),
                Point::new(side * 219.0, eye_y - 14.0),
            )
        }));
        layers.push(Layer::Strands(Strands {
            frame: board,
            curves: strands,
            atop: false,
        }));
    }

    fn lens_shape(&self, side: f32) -> Shape {
        let eye = self.eye(side);
        let rect = Rect {
            x: eye.x - 72.0,
            y: eye.y - 42.0,
            width: 144.0,
            height: 98.0,
        };
        Shape::RoundRect { rect, radius: 38.0 }
    }

    fn lens(&self, layers: &mut Vec<Layer>, side: f32, lens: &Shape, lenses: Lenses) {
        let board = self.face.raised(GLASSES_RELIEF);
        let (tint, opacity) = match lenses {
            Lenses::Clear | Lenses::Glare => (light_of([214, 224, 226]), 0.05),
            Lenses::Tinted => (light_of([24, 20, 18]), 0.86),
        };
        layers.push(Layer::Fill(
            Fill::shade(board, lens.clone(), tint).opacity(opacity),
        ));
        if lenses == Lenses::Glare {
            let eye = self.eye(side);
            let corners = [(-44.0, -40.0), (14.0, -40.0), (-10.0, 54.0), (-62.0, 54.0)];
            let streak = Shape::Polygon(corners.map(|(x, y)| eye.offset(x, y)).to_vec());
            let white = Fill::shade(board, streak, [1.0; 3]).opacity(0.93);
            layers.push(Layer::Fill(white.soft(8.0).inside(lens.clone())));
        }
    }

    /// Hat, cap or band.
    pub(super) fn headwear(&self, layers: &mut Vec<Layer>) {
        match self.spec.headwear {
            Headwear::None => {}
            Headwear::Beanie => self.beanie(layers),
            Headwear::Cap => self.cap(layers),
            Headwear::Band => self.band(layers),
        }
    }

    /// Contour of a hat that reaches above the hair.
    pub(super) fn hat_outline(&self) -> Option<Outline> {
        let top = self.proportions.hair_top_y;
        let rise = if self.spec.headwear == Headwear::Beanie {
            34.0
        } else {
            12.0
        };
        self.wears_hat().then(|| {
            let right = [
                (0.0, top - rise),
                (130.0, top - rise + 32.0),
                (216.0, top + 90.0),
                (247.0, -170.0),
                (240.0, -110.0),
                (150.0, -128.0),
                (0.0, -138.0),
            ];
            Outline::symmetric(
                Point::new(0.0, -220.0),
                &right.map(|(x, y)| Point::new(x, y)),
            )
        })
    }

    fn hat_body(&self, layers: &mut Vec<Layer>, light: Light) {
        let Some(outline) = self.hat_outline() else {
            return;
        };
        let ball = Ball {
            light,
            center: Point::new(0.0, -220.0),
            radii: (270.0, 220.0),
            rim: 0.5,
        };
        let seed = self.spec.seed ^ 0x0A7;
        let paint = Paint::Skin {
            ball,
            seed,
            strength: 0.05,
        };
        layers.push(Layer::Fill(Fill::new(
            self.head,
            Shape::Outline(outline),
            paint,
        )));
    }

    fn beanie(&self, layers: &mut Vec<Layer>) {
        let light = light_of([120, 52, 60]);
        self.hat_body(layers, light);
        let cuff = Rect {
            x: -250.0,
            y: -196.0,
            width: 500.0,
            height: 84.0,
        };
        let paint = Paint::Ball(Ball {
            light: toned(light, 1.1),
            center: Point::new(0.0, -150.0),
            radii: (275.0, 160.0),
            rim: 0.5,
        });
        let shape = Shape::RoundRect {
            rect: cuff,
            radius: 30.0,
        };
        layers.push(Layer::Fill(Fill::new(self.head, shape, paint)));
        let ribs = (-12..=12).map(|rib| {
            let x = rib as f32 * 19.0;
            Strand {
                from: Point::new(x, -192.0),
                bend: Point::new(x, -150.0),
                to: Point::new(x, -118.0),
                widths: (5.0, 5.0),
                light: toned(light, 0.72),
                opacity: 0.6,
            }
        });
        let strands = ribs.collect();
        layers.push(Layer::Strands(Strands {
            frame: self.head,
            curves: strands,
            atop: true,
        }));
    }

    fn cap(&self, layers: &mut Vec<Layer>) {
        let light = light_of([38, 58, 104]);
        self.hat_body(layers, light);
        let right = [
            (0.0, -186.0),
            (140.0, -176.0),
            (222.0, -128.0),
            (150.0, -112.0),
            (0.0, -104.0),
        ];
        let peak = Outline::symmetric(
            Point::new(0.0, -140.0),
            &right.map(|(x, y)| Point::new(x, y)),
        );
        let paint = Paint::Flat(toned(light, 0.7));
        layers.push(Layer::Fill(Fill::new(
            self.face,
            Shape::Outline(peak),
            paint,
        )));
        let badge = Shape::Ellipse {
            center: Point::new(0.0, -255.0),
            radii: (44.0, 32.0),
        };
        layers.push(Layer::Fill(Fill::shade(
            self.head,
            badge,
            light_of([226, 222, 214]),
        )));
    }

    fn band(&self, layers: &mut Vec<Layer>) {
        let top = self.proportions.hair_top_y;
        let arch = Strand {
            from: Point::new(-226.0, -70.0),
            bend: Point::new(0.0, 2.0 * (top + 62.0) + 70.0),
            to: Point::new(226.0, -70.0),
            widths: (30.0, 30.0),
            light: light_of([196, 66, 92]),
            opacity: 1.0,
        };
        let strands = vec![arch];
        layers.push(Layer::Strands(Strands {
            frame: self.head,
            curves: strands,
            atop: false,
        }));
    }

    /// Earrings and necklace.
    pub(super) fn jewellery(&self, layers: &mut Vec<Layer>) {
        let (earrings, necklace) = match self.spec.jewellery {
            Jewellery::None => (false, false),
            Jewellery::Earrings => (true, false),
            Jewellery::Necklace => (false, true),
            Jewellery::Both => (true, true),
        };
        let gold = light_of([218, 176, 84]);
        let gloss = light_of([255, 244, 206]);
        let mut bead = |frame, center: Point, radius: f32| {
            let paint = Paint::Ball(Ball {
                light: gold,
                center,
                radii: (radius, radius),
                rim: 0.3,
            });
            let shape = Shape::Ellipse {
                center,
                radii: (radius, radius),
            };
            layers.push(Layer::Fill(Fill::new(frame, shape, paint)));
            let spark = center.offset(-0.3 * radius, -0.35 * radius);
            let radii = (0.32 * radius, 0.32 * radius);
            let shape = Shape::Ellipse {
                center: spark,
                radii,
            };
            layers.push(Layer::Fill(Fill::shade(frame, shape, gloss).soft(2.0)));
        };
        if earrings {
            for side in [-1.0, 1.0] {
                bead(self.face, Point::new(side * 212.0, 82.0), 8.0);
                bead(self.face, Point::new(side * 212.0, 106.0), 12.0);
            }
        }
        if necklace {
            bead(self.body, Point::new(0.0, 520.0), 13.0);
            let chain = Strand {
                from: Point::new(-120.0, 400.0),
                bend: Point::new(0.0, 616.0),
                to: Point::new(120.0, 400.0),
                widths: (5.0, 5.0),
                light: gold,
                opacity: 1.0,
            };
            let strands = vec![chain];
            layers.push(Layer::Strands(Strands {
                frame: self.body,
                curves: strands,
                atop: true,
            }));
        }
    }
}
