//! Draws what is behind the person: a wall, its shading, clutter, shadows, other people.

use raster::{Point, Rect};

use crate::{
    canvas::{Canvas, Fill, Layer, Light, Paint, light_of},
    frame::Frame,
    random::{Random, smooth},
    shape::Shape,
    spec::{PortraitSpec, Wall},
};

use super::sitter::{Sitter, toned};

/// Everything behind the person.
pub(crate) struct Backdrop {
    wall: Wall,
    size: (f32, f32),
    layers: Vec<Layer>,
}

impl Backdrop {
    pub(crate) fn new(spec: &PortraitSpec) -> Self {
        let size = (spec.size_px.0 as f32, spec.size_px.1 as f32);
        let mut layers = match spec.wall {
            Wall::Busy => clutter(spec, size),
            Wall::Shadow => cast_shadow(spec),
            Wall::White
            | Wall::LightGrey
            | Wall::MidGrey
            | Wall::Beige
            | Wall::Sky
            | Wall::Dark
            | Wall::Gradient => Vec::new(),
        };
        if let Some(bystander) = spec.bystander {
            let other = PortraitSpec {
                face_width_px: spec.face_width_px * bystander.relative_width,
                face_center: bystander.center,
                size_px: spec.size_px,
                ..PortraitSpec::seeded(spec.seed ^ 0x0B57)
            };
            layers.extend(Sitter::new(&other).layers());
        }
        Self {
            wall: spec.wall,
            size,
            layers,
        }
    }

    /// Fills a band.
    pub(crate) fn paint(&self, canvas: &mut Canvas) {
        let light = wall_light(self.wall);
        for row in 0..canvas.rows {
            let y = (canvas.top + row as isize) as f32 / self.size.1;
            for column in 0..canvas.width {
                let x = column as f32 / self.size.0;
                let [red, green, blue] = light.map(|value| value * self.shading(x, y));
                canvas.pixels[row * canvas.width + column] = [red, green, blue, 1.0];
            }
        }
        canvas.paint(&self.layers);
    }

    /// Nothing but the wall, so smooth that lens blur cannot be seen.
    pub(crate) fn is_plain(&self) -> bool {
        self.layers.is_empty()
    }

    /// Brightness of the wall at shares of the picture: lamps fall off towards the edges.
    fn shading(&self, x: f32, y: f32) -> f32 {
        let falloff = 1.0 - 0.10 * (x - 0.5) * (x - 0.5) - 0.06 * y;
        if self.wall == Wall::Gradient {
            falloff * (1.0 - 0.72 * smooth(x))
        } else {
            falloff
        }
    }
}

/// Colour of the wall in its brightest place.
pub(crate) fn wall_light(wall: Wall) -> Light {
    light_of(match wall {
        Wall::White | Wall::Shadow => [242, 242, 240],
        Wall::LightGrey | Wall::Gradient => [216, 217, 220],
        Wall::MidGrey => [158, 160, 163],
        Wall::Beige => [222, 207, 183],
        Wall::Sky => [158, 200, 236],
        Wall::Dark => [46, 46, 50],
        Wall::Busy => [206, 200, 190],
    })
}

/// The person's shadow, to the right and below as a ceiling lamp throws it.
fn cast_shadow(spec: &PortraitSpec) -> Vec<Layer> {
    let sitter = Sitter::new(spec);
    let shadow = |center, radii| {
        let shape = Shape::Ellipse { center, radii };
        let dark = toned(wall_light(spec.wall), 0.60);
        Layer::Fill(
            Fill::shade(sitter.head, shape, dark)
                .soft(46.0)
                .opacity(0.85),
        )
    };
    vec![
        shadow(Point::new(105.0, 10.0), (250.0, 345.0)),
        shadow(Point::new(115.0, 900.0), (520.0, 400.0)),
    ]
}

/// A shelf with books, a picture and a plant; each in pixels of the picture.
fn clutter(spec: &PortraitSpec, (width, height): (f32, f32)) -> Vec<Layer> {
    // One unit of this board is a hundredth of the picture's width.
    let board = Frame::new(Point::new(0.0, 0.0), width / 100.0, 0.0);
    let tall = 100.0 * height / width;
    let mut random = Random::new(spec.seed, "clutter");
    let mut layers = Vec::new();
    let mut block = |x: f32, y: f32, wide: f32, high: f32, rgb: [u8; 3]| {
        let rect = Rect {
            x,
            y,
            width: wide,
            height: high,
        };
        let shape = Shape::RoundRect { rect, radius: 0.3 };
        layers.push(Layer::Fill(Fill::new(
            board,
            shape,
            Paint::Flat(light_of(rgb)),
        )));
    };
    for shelf in 0..3 {
        let floor = tall * (0.26 + 0.22 * shelf as f32);
        block(-2.0, floor, 104.0, 2.2, [110, 76, 48]);
        let mut x = random.between(-1.0, 2.0);
        while x < 100.0 {
            let (wide, high) = (random.between(2.2, 5.5), random.between(12.0, 22.0));
            let mut channel = || random.between(30.0, 235.0) as u8;
            let rgb = [channel(), channel(), channel()];
            block(x, floor - high, wide, high, rgb);
            block(
                x + 0.2 * wide,
                floor - 0.8 * high,
                0.6 * wide,
                1.4,
                [230, 224, 200],
            );
            x += wide + if random.share() < 0.15 { 9.0 } else { 0.3 };
        }
    }
    block(64.0, tall * 0.02, 26.0, tall * 0.1, [70, 52, 40]);
    block(66.0, tall * 0.03, 22.0, tall * 0.08, [120, 170, 190]);
    for _ in 0..26 {
        let center = Point::new(random.between(2.0, 24.0), tall * random.between(0.70, 0.98));
        let radii = (random.between(1.0, 3.2), random.between(3.0, 8.0));
        let green = [40, random.between(80.0, 150.0) as u8, 52];
        let shape = Shape::Ellipse { center, radii };
        layers.push(Layer::Fill(Fill::new(
            board,
            shape,
            Paint::Flat(light_of(green)),
        )));
    }
    layers
}
