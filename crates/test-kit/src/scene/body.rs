//! Draws neck, clothes and collar.

use raster::{Point, Rect};

use crate::{
    canvas::{Ball, Fill, Layer, Light, Paint, Strand, Strands, light_of},
    shape::{Outline, Shape},
    spec::{Clothes, Pattern},
};

use super::sitter::{Sitter, toned};
use super::wall::wall_light;

/// Row of the pit of the neck.
const NECK_PIT_Y: f32 = 520.0;

impl Sitter<'_> {
    /// Shoulders and chest down to the picture's lower edge and beyond.
    pub(super) fn clothes(&self, layers: &mut Vec<Layer>) {
        let light = self.clothes_light();
        let shape = Shape::Outline(clothes_outline());
        layers.push(Layer::Fill(Fill::new(
            self.body,
            shape.clone(),
            self.clothes_paint(light),
        )));
        // Small faces show the rest of the body.
        let rect = Rect {
            x: -505.0,
            y: 1100.0,
            width: 1010.0,
            height: 40_000.0,
        };
        let trunk = Shape::RoundRect { rect, radius: 0.0 };
        layers.push(Layer::Fill(Fill::new(
            self.body,
            trunk,
            self.clothes_paint(light),
        )));
        // Folds and the roundness of the shoulders.
        let dark = toned(light, 0.72);
        for side in [-1.0, 1.0] {
            let center = Point::new(side * 470.0, 900.0);
            let arm = Shape::Ellipse {
                center,
                radii: (70.0, 330.0),
            };
            layers.push(Layer::Fill(
                Fill::shade(self.body, arm, dark).soft(110.0).opacity(0.6),
            ));
        }
        let folds = [
            (-260.0, 640.0, -200.0),
            (250.0, 650.0, 190.0),
            (-120.0, 760.0, -60.0),
        ];
        let strands = folds.map(|(x, y, end)| Strand {
            from: Point::new(x, y),
            bend: Point::new(x * 0.9, y + 120.0),
            to: Point::new(end, y + 260.0),
            widths: (5.0, 1.0),
            light: dark,
            opacity: 0.5,
        });
        layers.push(Layer::Strands(Strands {
            frame: self.body,
            curves: strands.to_vec(),
            atop: true,
        }));
        if self.spec.pattern == Pattern::Emblem {
            let center = Point::new(0.0, 735.0);
            let bright = light_of([236, 208, 66]);
            let disc = Shape::Ellipse {
                center,
                radii: (95.0, 95.0),
            };
            layers.push(Layer::Fill(Fill::shade(self.body, disc, bright)));
            let core = Shape::Ellipse {
                center,
                radii: (50.0, 50.0),
            };
            layers.push(Layer::Fill(Fill::shade(
                self.body,
                core,
                light_of([190, 40, 40]),
            )));
        }
    }

    /// Neck and the skin in the neckline, the collar around it and the chin's shadow.
    pub(super) fn neck(&self, layers: &mut Vec<Layer>) {
        let skin = Ball {
            light: toned(self.skin, 0.93),
            center: Point::new(0.0, 330.0),
            radii: (165.0, 400.0),
            rim: 0.42,
        };
        let collar = toned(self.clothes_light(), 0.82);
        let right = [
            (0.0, 150.0),
            (118.0, 250.0),
            (116.0, 360.0),
            (128.0, 440.0),
            (0.0, 535.0),
        ];
        let outline = Outline::symmetric(
            Point::new(0.0, 340.0),
            &right.map(|(x, y)| Point::new(x, y)),
        );
        let neck = Shape::Outline(outline);
        let seam = Fill::new(
            self.body,
            Shape::Ring {
                of: Box::new(neck.clone()),
                width: 26.0,
            },
            Paint::Flat(collar),
        );
        let below_collar = Shape::RoundRect {
            rect: Rect {
                x: -200.0,
                y: 415.0,
                width: 400.0,
                height: 200.0,
            },
            radius: 0.0,
        };
        layers.push(Layer::Fill(seam.inside(below_collar)));
        let paint = Paint::Skin {
            ball: skin,
            seed: self.spec.seed ^ 0x4EC4,
            strength: self.skin_texture(),
        };
        layers.push(Layer::Fill(Fill::new(self.body, neck.clone(), paint)));
        let shadow = Shape::Ellipse {
            center: Point::new(0.0, self.proportions.chin_y - 20.0),
            radii: (175.0, 90.0),
        };
        let dark = toned(self.skin, 0.58);
        layers.push(Layer::Fill(
            Fill::shade(self.body, shadow, dark)
                .soft(70.0)
                .opacity(0.75)
                .inside(neck.clone()),
        ));
        for side in [-1.0, 1.0] {
            let pit = Point::new(side * 8.0, NECK_PIT_Y - 20.0);
            let bone = Strand {
                from: pit,
                bend: pit.offset(side * 20.0, -40.0),
                to: pit.offset(side * 62.0, -130.0),
                widths: (7.0, 1.0),
                light: toned(self.skin, 0.78),
                opacity: 0.4,
            };
            layers.push(Layer::Strands(Strands {
                frame: self.body,
                curves: vec![bone],
                atop: true,
            }));
        }
    }

    fn clothes_light(&self) -> Light {
        match self.spec.clothes {
            Clothes::Rgb(rgb) => light_of(rgb),
            Clothes::LikeWall => toned(wall_light(self.spec.wall), 0.975),
        }
    }

    fn clothes_paint(&self, light: Light) -> Paint {
        let bright = light.map(|value| 0.35 * value + 0.5);
        match self.spec.pattern {
            Pattern::Stripes => Paint::Stripes {
                lights: [light, bright],
                width: 38.0,
            },
            Pattern::Checks => Paint::Checks {
                lights: [light, bright],
                width: 46.0,
            },
            // Cloth has a fine texture, as skin has.
            Pattern::Plain | Pattern::Emblem => Paint::Skin {
                ball: Ball {
                    light,
                    center: Point::new(0.0, 900.0),
                    radii: (760.0, 1500.0),
                    rim: 0.6,
                },
                seed: self.spec.seed ^ 0xC107,
                strength: 0.03,
            },
        }
    }
}

/// Shoulders and chest, without the trunk below.
fn clothes_outline() -> Outline {
    let right = [
        (0.0, 400.0),
        (126.0, 402.0),
        (200.0, 446.0),
        (330.0, 505.0),
        (430.0, 560.0),
        (490.0, 660.0),
        (520.0, 820.0),
        (524.0, 1100.0),
        (440.0, 1500.0),
        (0.0, 1700.0),
    ];
    Outline::symmetric(
        Point::new(0.0, 900.0),
        &right.map(|(x, y)| Point::new(x, y)),
    )
}
