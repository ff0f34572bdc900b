//! Draws ears, facial skin, nose and mouth.

use raster::{Point, Rect};

use crate::{
    canvas::{Ball, Fill, Layer, Paint, Strand, Strands, light_of},
    frame::Frame,
    shape::{Lens, Shape},
    spec::Mouth,
};

use super::sitter::{Proportions, Sitter, toned};

/// How far the nose tip stands out of the face, units.
const NOSE_RELIEF: f32 = 62.0;

impl Sitter<'_> {
    /// Both ears; hair may cover them later.
    pub(super) fn ears(&self, layers: &mut Vec<Layer>) {
        for side in [-1.0, 1.0] {
            let at = |x: f32, y: f32| Point::new(side * x, y);
            let rim = Shape::Ellipse {
                center: at(217.0, 12.0),
                radii: (33.0, 66.0),
            };
            let lobe = Shape::Ellipse {
                center: at(210.0, 66.0),
                radii: (21.0, 26.0),
            };
            for shape in [rim, lobe] {
                let paint = Paint::Flat(toned(self.skin, 0.88));
                layers.push(Layer::Fill(Fill::new(self.face, shape, paint)));
            }
            let shell = Shape::Ellipse {
                center: at(222.0, 10.0),
                radii: (15.0, 42.0),
            };
            let dark = toned(self.skin, 0.68);
            layers.push(Layer::Fill(
                Fill::shade(self.face, shell, dark).soft(12.0).opacity(0.55),
            ));
        }
    }

    /// The skin of the face with cheeks and chin.
    pub(super) fn face(&self, layers: &mut Vec<Layer>) {
        let outline = Shape::Outline(self.face_outline());
        let paint = Paint::Skin {
            ball: Ball {
                light: self.skin,
                center: Point::new(0.0, 20.0),
                radii: (248.0, 350.0),
                rim: 0.34,
            },
            seed: self.spec.seed ^ 0xFACE,
            strength: self.skin_texture(),
        };
        layers.push(Layer::Fill(Fill::new(self.face, outline, paint)));
        let blush = light_of([205, 120, 108]);
        for side in [-1.0, 1.0] {
            let center = Point::new(side * 118.0, 105.0);
            let cheek = Shape::Ellipse {
                center,
                radii: (62.0, 46.0),
            };
            layers.push(Layer::Fill(
                Fill::shade(self.face, cheek, blush)
                    .soft(70.0)
                    .opacity(0.10),
            ));
        }
    }

    /// Bridge, tip, wings and nostrils.
    pub(super) fn nose(&self, layers: &mut Vec<Layer>) {
        self.nose_bridge(layers);
        self.nose_tip(layers);
    }

    fn nose_bridge(&self, layers: &mut Vec<Layer>) {
        let Proportions { nose_y, eye_y, .. } = self.proportions;
        let board = self.face.raised(NOSE_RELIEF / 2.0);
        let middle = f32::midpoint(eye_y, nose_y);
        for side in [-1.0, 1.0] {
            let wall = Point::new(side * 33.0, middle + 12.0);
            layers.push(self.blot(board, wall, (12.0, 66.0), (0.80, 24.0, 0.40)));
        }
        let ridge = Point::new(0.0, middle);
        layers.push(self.blot(board, ridge, (15.0, 82.0), (1.06, 24.0, 0.45)));
    }

    fn nose_tip(&self, layers: &mut Vec<Layer>) {
        let Proportions {
            nose_y,
            nose_half_width,
            ..
        } = self.proportions;
        let board = self.face.raised(NOSE_RELIEF);
        let under = Point::new(0.0, nose_y);
        layers.push(self.blot(board, under, (nose_half_width, 17.0), (0.76, 18.0, 0.55)));
        let ball = Point::new(0.0, nose_y - 24.0);
        layers.push(self.blot(board, ball, (25.0, 21.0), (1.06, 22.0, 0.5)));
        for side in [-1.0, 1.0] {
            let nostril = Point::new(side * 0.47 * nose_half_width, nose_y + 4.0);
            layers.push(self.blot(board, nostril, (12.0, 6.0), (0.42, 5.0, 0.75)));
            let wing = Point::new(side * 0.86 * nose_half_width, nose_y - 10.0);
            layers.push(self.blot(board, wing, (11.0, 17.0), (0.84, 14.0, 0.45)));
        }
        let groove = Point::new(0.0, nose_y + 34.0);
        layers.push(self.blot(self.face, groove, (8.0, 17.0), (0.86, 14.0, 0.5)));
    }

    /// A soft ellipse of lighter or darker skin: tone, softness and opacity.
    fn blot(
        &self,
        board: Frame,
        center: Point,
        radii: (f32, f32),
        (tone, softness, opacity): (f32, f32, f32),
    ) -> Layer {
        let shape = Shape::Ellipse { center, radii };
        let fill = Fill::shade(board, shape, toned(self.skin, tone));
        Layer::Fill(fill.soft(softness).opacity(opacity))
    }

    /// Lips, and what is between them.
    pub(super) fn mouth(&self, layers: &mut Vec<Layer>) {
        match self.spec.mouth {
            Mouth::Closed => self.closed_lips(layers),
            Mouth::Open => self.parted_lips(layers, 26.0, 30.0),
            Mouth::Teeth => self.parted_lips(layers, 6.0, 40.0),
        }
        let center = Point::new(0.0, self.proportions.mouth_y + 44.0);
        let hollow = Shape::Ellipse {
            center,
            radii: (48.0, 9.0),
        };
        let dark = toned(self.skin, 0.84);
        layers.push(Layer::Fill(
            Fill::shade(self.face, hollow, dark)
                .soft(14.0)
                .opacity(0.45),
        ));
    }

    fn closed_lips(&self, layers: &mut Vec<Layer>) {
        let Proportions {
            mouth_y,
            mouth_half_width,
            ..
        } = self.proportions;
        let center = Point::new(0.0, mouth_y);
        let lens = |half_width: f32, top: f32, bottom: f32| {
            Shape::Lens(Lens {
                center,
                half_width,
                top,
                bottom,
                tilt_deg: 0.0,
            })
        };
        let mut lip = |shape, tone: f32, softness: f32| {
            let fill = Fill::shade(self.face, shape, toned(self.lip_light(), tone));
            layers.push(Layer::Fill(fill.soft(softness).opacity(0.9)));
        };
        lip(lens(mouth_half_width, 19.0, 2.0), 0.93, 4.0);
        lip(lens(mouth_half_width * 0.93, 0.0, 25.0), 1.02, 5.0);
        let center = Point::new(0.0, mouth_y + 12.0);
        lip(
            Shape::Ellipse {
                center,
                radii: (26.0, 5.0),
            },
            1.13,
            9.0,
        );
        let line = Strand {
            from: center.offset(-mouth_half_width, -13.0),
            bend: center.offset(0.0, -9.0),
            to: center.offset(mouth_half_width, -13.0),
            widths: (4.0, 4.0),
            light: toned(self.lip_light(), 0.55),
            opacity: 0.85,
        };
        let strands = vec![line];
        layers.push(Layer::Strands(Strands {
            frame: self.face,
            curves: strands,
            atop: true,
        }));
    }

    /// The inner edge of the lips bends up by `upper` and down by `lower`.
    fn parted_lips(&self, layers: &mut Vec<Layer>, upper: f32, lower: f32) {
        let Proportions {
            mouth_y,
            mouth_half_width,
            ..
        } = self.proportions;
        let widening = if self.spec.mouth == Mouth::Teeth {
            1.14
        } else {
            0.92
        };
        let half_width = mouth_half_width * widening;
        let center = Point::new(0.0, mouth_y);
        let lens = |shrink: f32, top: f32, bottom: f32| {
            let half_width = half_width * shrink;
            Shape::Lens(Lens {
                center,
                half_width,
                top,
                bottom,
                tilt_deg: 0.0,
            })
        };
        let lips = Fill::shade(
            self.face,
            lens(1.0, upper + 17.0, lower + 21.0),
            self.lip_light(),
        );
        layers.push(Layer::Fill(lips.soft(4.0).opacity(0.92)));
        let inside = lens(0.9, upper, lower);
        let dark = light_of([52, 22, 22]);
        layers.push(Layer::Fill(
            Fill::shade(self.face, inside.clone(), dark).soft(3.0),
        ));
        if self.spec.mouth == Mouth::Teeth {
            let teeth = Shape::RoundRect {
                rect: Rect {
                    x: -half_width * 0.74,
                    y: mouth_y - upper - 4.0,
                    width: half_width * 1.48,
                    height: lower * 0.72 + upper,
                },
                radius: 14.0,
            };
            let white = light_of([232, 226, 214]);
            layers.push(Layer::Fill(
                Fill::shade(self.face, teeth, white)
                    .soft(3.0)
                    .inside(inside),
            ));
            let gaps = (-3..=3).map(|gap| {
                let x = gap as f32 * 17.0;
                Strand {
                    from: Point::new(x, mouth_y - upper),
                    bend: Point::new(x, mouth_y + 4.0),
                    to: Point::new(x, mouth_y + lower * 0.55),
                    widths: (1.5, 1.5),
                    light: light_of([150, 130, 120]),
                    opacity: 0.35,
                }
            });
            let strands = gaps.collect();
            layers.push(Layer::Strands(Strands {
                frame: self.face,
                curves: strands,
                atop: true,
            }));
        }
    }

    fn lip_light(&self) -> [f32; 3] {
        // Redder skin: lips follow its darkness.
        let [red, green, blue] = self.skin;
        [red * 0.72, green * 0.40, blue * 0.46]
    }
}
