//! A photo that things are painted onto, in lengths of the face.

use raster::{Point, RgbImage};

/// What a line is painted with.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    pub(super) colour: [u8; 3],
    /// How much lighter and darker it is along the line, 0 … 1.
    pub(super) shine: f32,
    /// 0 … 1.
    pub(super) opacity: f32,
}

/// A photo that is painted over.
pub(super) struct Canvas {
    pub(super) image: RgbImage,
    /// From cheek to cheek: lengths are shares of it.
    pub(super) across: Point,
    /// Varies grain, folds and leaning.
    pub(super) number: usize,
}

impl Canvas {
    /// A place moved along and across the face, by its width.
    pub(super) fn moved(&self, from: Point, along: f32, down: f32) -> Point {
        let Point { x, y } = self.across;
        from.offset(along * x - down * y, along * y + down * x)
    }

    /// An ellipse with radii along and across the face.
    pub(super) fn ellipse(&mut self, middle: Point, radii: [f32; 2], colour: [u8; 3]) {
        let corner = |step: u8| {
            let (sin, cos) = (f32::from(step) / 20.0 * std::f32::consts::TAU).sin_cos();
            self.moved(middle, radii[0] * cos, radii[1] * sin)
        };
        let corners: Vec<Point> = (0..20).map(corner).collect();
        self.fill(&corners, colour);
    }

    /// A leaning rectangle, half its sides along and across the face.
    pub(super) fn rectangle(&mut self, middle: Point, halves: [f32; 2], colour: [u8; 3]) {
        let lean = 0.06 * (self.number % 5) as f32 - 0.12;
        let corners = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| {
            let (along, down) = (x * halves[0], y * halves[1]);
            self.moved(middle, along - lean * down, down + lean * along)
        });
        self.fill(&corners, colour);
    }

    /// A line through places, `thick` wide by the face's width.
    pub(super) fn line(&mut self, places: &[Point], thick: f32, paint: Paint) {
        let half = 0.5 * thick * self.across.x.hypot(self.across.y);
        for (step, pair) in places.windows(2).enumerate() {
            let [from, to] = [pair[0], pair[1]];
            let along = Point::new(to.x - from.x, to.y - from.y);
            let length = along.x.hypot(along.y).max(f32::EPSILON);
            // Pieces overlap a little, so that no gap is left in bends.
            let [x, y] = [along.x / length * half, along.y / length * half];
            let corners = [
                from.offset(-x - y, x - y),
                to.offset(x - y, x + y),
                to.offset(x + y, y - x),
                from.offset(y - x, -x - y),
            ];
            let turn = (step * 5 + self.number) as f32;
            let light = 1.0 + paint.shine * (turn * 0.9).sin();
            let colour = paint.colour.map(|value| f32::from(value) * light);
            self.blend(&corners, paint.opacity, |_, _| colour);
        }
    }

    /// The places of a closed oval; its corners are round at `square` 1 and sharp near 0.
    pub(super) fn oval(&self, middle: Point, radii: [f32; 2], square: f32) -> Vec<Point> {
        const STEPS: u8 = 28;
        let place = |step: u8| {
            let (sin, cos) = (f32::from(step) / f32::from(STEPS) * std::f32::consts::TAU).sin_cos();
            let [cos, sin] = [cos, sin].map(|value: f32| value.signum() * value.abs().powf(square));
            self.moved(middle, radii[0] * cos, radii[1] * sin)
        };
        (0..=STEPS).map(place).collect()
    }

    /// Fills a closed outline, lit from one side, with folds and the grain of the number.
    pub(super) fn fill(&mut self, corners: &[Point], colour: [u8; 3]) {
        let width = self.across.x.hypot(self.across.y).max(1.0);
        let first = corners.iter().map(|corner| corner.x);
        let first = first.fold(f32::INFINITY, f32::min).max(0.0).floor();
        let folds = 0.12 * (self.number % 3) as f32;
        self.blend(corners, 1.0, |x, y| {
            let light = 1.05 - 0.25 * (x as f32 - first) / width
                + folds * 0.5 * (y as f32 / width * 45.0).sin();
            let grain = ((x * 7 + y * 13 + x * y) % 9) as f32 - 4.0;
            colour.map(|value| f32::from(value) * light + grain)
        });
    }

    /// Fills a closed outline with the colours of its pixels, by the share of a pixel that lies inside and `opacity`.
    pub(super) fn blend(
        &mut self,
        corners: &[Point],
        opacity: f32,
        colour: impl Fn(usize, usize) -> [f32; 3],
    ) {
        let bound = |value: f32, side: usize| value.clamp(0.0, side as f32) as usize;
        let ends = |of: fn(&Point) -> f32, side: usize| {
            let values = corners.iter().map(of);
            let low = values.clone().fold(f32::INFINITY, f32::min);
            let high = values.fold(f32::NEG_INFINITY, f32::max);
            bound(low, side)..bound(high + 1.0, side)
        };
        let rows = ends(|corner| corner.y, self.image.height_px());
        let columns = ends(|corner| corner.x, self.image.width_px());
        for y in rows {
            for x in columns.clone() {
                let inside = opacity * coverage(corners, x as f32, y as f32);
                if inside <= 0.0 {
                    continue;
                }
                let (old, painted) = (self.image.pixel(x, y), colour(x, y));
                let new = [0, 1, 2].map(|channel: usize| {
                    let painted = painted[channel].clamp(0.0, 255.0);
                    (f32::from(old[channel]) * (1.0 - inside) + painted * inside).round() as u8
                });
                self.image.set_pixel(x, y, new);
            }
        }
    }
}

/// Share of a pixel that lies in the closed outline: four places of it, by the even-odd rule.
fn coverage(corners: &[Point], x: f32, y: f32) -> f32 {
    let contains = |x: f32, y: f32| {
        let mut inside = false;
        let mut last = corners[corners.len() - 1];
        for &corner in corners {
            if (corner.y > y) != (last.y > y)
                && x < corner.x + (y - corner.y) / (last.y - corner.y) * (last.x - corner.x)
            {
                inside = !inside;
            }
            last = corner;
        }
        inside
    };
    let places = [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)];
    let inside = places
        .iter()
        .filter(|&&(right, down)| contains(x + right, y + down));
    inside.count() as f32 / 4.0
}
