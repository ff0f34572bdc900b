//! Things put onto the people of photos: thin and rimless glasses, bands, caps and scarves, hair over ears,
//! earrings, necklaces.
//!
//! Such photos are few, and what is worn looks alike when it is drawn. Kinds, colours and places follow from a
//! number, so that the same photos are drawn each time.

use raster::{Point, RgbImage};

use super::canvas::{Canvas, Paint};

/// What is put on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Worn {
    /// A frame of thin metal, of plastic, of its upper half alone, or none around the lenses.
    Glasses,
    /// A band, a knitted cap, a cap with a peak.
    Headwear,
    /// A scarf around head and neck, which hides the ears.
    HeadScarf,
    /// Hair over one ear or both.
    HairOverEars,
    /// Studs, hoops, drops.
    Earrings,
    /// Chains, pendants, beads, cords.
    Necklace,
}

impl Worn {
    pub(crate) const ALL: [Self; 6] = [
        Self::Glasses,
        Self::Headwear,
        Self::HeadScarf,
        Self::HairOverEars,
        Self::Earrings,
        Self::Necklace,
    ];

    /// In words, for tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Glasses => "glasses",
            Self::Headwear => "headwear",
            Self::HeadScarf => "head scarf",
            Self::HairOverEars => "hair over ears",
            Self::Earrings => "earrings",
            Self::Necklace => "necklace",
        }
    }
}

/// Gold, silver, black, pale gold, steel, copper.
const METALS: [[u8; 3]; 6] = [
    [212, 172, 88],
    [200, 202, 208],
    [38, 38, 42],
    [228, 206, 158],
    [132, 136, 144],
    [186, 118, 88],
];

/// Plastic: black, brown, clear grey, dark blue, red.
const PLASTICS: [[u8; 3]; 5] = [
    [26, 26, 28],
    [84, 54, 38],
    [150, 150, 154],
    [34, 44, 78],
    [128, 34, 40],
];

/// Cloth and hoops of head bands, caps, scarves.
const CLOTHS: [[u8; 3]; 8] = [
    [24, 24, 28],
    [168, 152, 122],
    [236, 234, 230],
    [152, 40, 48],
    [52, 66, 110],
    [96, 110, 88],
    [206, 152, 168],
    [108, 104, 104],
];

/// Stones and pearls.
const STONES: [[u8; 3]; 5] = [
    [244, 242, 236],
    [226, 232, 240],
    [160, 24, 44],
    [40, 110, 80],
    [24, 24, 30],
];

/// Middles of the eyes, temples, ends of the brows: the person's right, then the left.
const EYES: [usize; 2] = [468, 473];
const TEMPLES: [usize; 2] = [127, 356];
/// Edge of the jaw beside each ear lobe.
const LOBES: [usize; 2] = [132, 361];
const FOREHEAD: usize = 10;
const CHIN: usize = 152;
const CHEEKS: [usize; 2] = [234, 454];

/// Edge of the face, clockwise in the picture from the forehead.
const OVAL: [usize; 18] = [
    10, 297, 284, 389, 454, 361, 397, 379, 400, 152, 176, 150, 172, 132, 234, 162, 54, 67,
];

/// A number that looks random, 0 … 1, for a photo and one of its details.
fn share(number: usize, detail: usize) -> f32 {
    let mixed = (number as u32)
        .wrapping_mul(2_654_435_761)
        .wrapping_add(detail as u32 * 40_503)
        .wrapping_mul(2_246_822_519);
    (mixed >> 8) as f32 / (1u32 << 24) as f32
}

/// The photo with a thing of this kind and number put on; `landmarks` are in its pixels.
pub(crate) fn put_on(
    photo: &RgbImage,
    landmarks: &[[f32; 3]],
    worn: Worn,
    number: usize,
) -> RgbImage {
    let at = |index: usize| Point::new(landmarks[index][0], landmarks[index][1]);
    let [right, left] = CHEEKS.map(at);
    let canvas = Canvas {
        image: photo.clone(),
        across: Point::new(left.x - right.x, left.y - right.y),
        number,
    };
    let mut person = Person {
        canvas,
        at: &at,
        number,
    };
    match worn {
        Worn::Glasses => person.glasses(),
        Worn::Headwear => person.headwear(),
        Worn::HeadScarf => person.head_scarf(),
        Worn::HairOverEars => person.hair_over_ears(),
        Worn::Earrings => person.earrings(),
        Worn::Necklace => person.necklace(),
    }
    person.canvas.image
}

/// A person in a photo who is given something to wear.
struct Person<'a> {
    canvas: Canvas,
    /// The place of a landmark.
    at: &'a dyn Fn(usize) -> Point,
    number: usize,
}

impl Person<'_> {
    fn between(&self, detail: usize, low: f32, high: f32) -> f32 {
        low + (high - low) * share(self.number, detail)
    }

    fn one_of<T: Copy>(&self, detail: usize, of: &[T]) -> T {
        of[(share(self.number, detail) * of.len() as f32) as usize % of.len()]
    }

    fn glasses(&mut self) {
        let kind = self.number % 4;
        let metal = self.one_of(1, &METALS);
        let plastic = self.one_of(1, &PLASTICS);
        let radii = [self.between(2, 0.15, 0.19), self.between(3, 0.1, 0.155)];
        let square = self.between(4, 0.55, 1.0);
        let thin = self.between(5, 0.006, 0.014);
        let thick = self.between(6, 0.02, 0.045);
        let (colour, thick) = match kind {
            0 => (metal, thin),
            1 => (metal, 0.006),
            2 => (plastic, thick),
            _ => (plastic, 0.6 * thick),
        };
        let shine = if kind < 2 { 0.25 } else { 0.05 };
        let paint = Paint {
            colour,
            shine,
            opacity: 0.92,
        };
        let lenses = [0, 1].map(|side: usize| {
            let outwards = [-0.012, 0.012][side];
            self.canvas.moved((self.at)(EYES[side]), outwards, 0.015)
        });
        for (side, middle) in lenses.into_iter().enumerate() {
            let rim = self.canvas.oval(middle, radii, square);
            self.lens(middle, radii, &rim);
            match kind {
                // The edge of a lens without a rim is seen as a faint light or dark line.
                1 => {
                    let edge = Paint {
                        colour: self.one_of(7, &[[235, 238, 240], [70, 66, 64]]),
                        shine: 0.3,
                        opacity: self.between(8, 0.25, 0.5),
                    };
                    self.canvas.line(&rim, 0.006, edge);
                }
                // The upper half, from the left end of the oval to the right.
                3 => self.canvas.line(&rim[14..], thick, paint),
                _ => self.canvas.line(&rim, thick, paint),
            }
            let outwards = [-1.0, 1.0][side];
            let hinge = self
                .canvas
                .moved(middle, outwards * radii[0], -0.35 * radii[1]);
            let temple = self
                .canvas
                .moved((self.at)(TEMPLES[side]), outwards * 0.02, -0.02);
            self.canvas.line(&[hinge, temple], thick.max(0.009), paint);
        }
        self.bridge(lenses, radii, paint, thick.clamp(0.007, 0.022));
    }

    /// Glass is a little lighter, and sometimes has a spot of light.
    fn lens(&mut self, middle: Point, radii: [f32; 2], rim: &[Point]) {
        let haze = self.between(9, 0.0, 0.07);
        self.canvas.blend(rim, haze, |_, _| [225.0, 232.0, 240.0]);
        if self.number.is_multiple_of(5) {
            let spot = self.canvas.moved(middle, 0.4 * radii[0], -0.4 * radii[1]);
            let spot = self.canvas.oval(spot, [0.035, 0.012], 1.0);
            self.canvas.blend(&spot, 0.6, |_, _| [250.0; 3]);
        }
    }

    fn bridge(&mut self, [right, left]: [Point; 2], radii: [f32; 2], paint: Paint, thick: f32) {
        let down = self.between(10, -0.5, 0.0) * radii[1];
        let from = self.canvas.moved(right, 0.97 * radii[0], down);
        let to = self.canvas.moved(left, -0.97 * radii[0], down);
        let middle = self.canvas.moved(from.midpoint(to), 0.0, -0.018);
        self.canvas.line(&[from, middle, to], thick, paint);
    }

    /// A place above the forehead: along the face from its middle, up from the forehead's top.
    fn above(&self, along: f32, up: f32) -> Point {
        self.canvas.moved((self.at)(FOREHEAD), along, -up)
    }

    fn headwear(&mut self) {
        let cloth = self.one_of(11, &CLOTHS);
        match self.number % 4 {
            0 | 3 => self.band(cloth),
            1 => self.cap(cloth, false),
            _ => self.cap(cloth, true),
        }
    }

    /// A hoop or a ribbon from ear to ear over the hair.
    fn band(&mut self, cloth: [u8; 3]) {
        let (wide, high) = (self.between(12, 0.03, 0.12), self.between(13, 0.08, 0.26));
        let reach = self.between(14, 0.5, 0.58);
        let arch = |up: f32| {
            [-1.0, -0.85, -0.6, -0.3, 0.0, 0.3, 0.6, 0.85, 1.0].map(|share: f32| {
                let falls = 1.0 - (1.0 - share * share).max(0.0).sqrt();
                self.above(share * reach, up - 0.62 * falls)
            })
        };
        let (lower, upper) = (arch(high), arch(high + wide));
        let outline: Vec<Point> = lower.into_iter().chain(upper.into_iter().rev()).collect();
        self.canvas.fill(&outline, cloth);
    }

    /// A cap down to the forehead, with a peak or without.
    fn cap(&mut self, cloth: [u8; 3], peak: bool) {
        let (low, high) = (self.between(12, -0.06, 0.08), self.between(13, 0.42, 0.62));
        let reach = self.between(14, 0.54, 0.64);
        let dome = [-1.0, -0.95, -0.8, -0.5, 0.0, 0.5, 0.8, 0.95, 1.0].map(|share: f32| {
            let rises = (1.0 - share * share).max(0.0).sqrt();
            self.above(share * reach, low - 0.12 + (high - low + 0.12) * rises)
        });
        let brim = [0.6, 0.0, -0.6].map(|share: f32| {
            let falls = 0.1 * share * share;
            self.above(share * reach, low - falls)
        });
        let outline: Vec<Point> = dome.into_iter().chain(brim).collect();
        self.canvas.fill(&outline, cloth);
        if peak {
            let middle = self.above(0.0, low - 0.02);
            let darker = cloth.map(|value| (f32::from(value) * 0.8) as u8);
            self.canvas.ellipse(middle, [0.42, 0.085], darker);
        }
    }

    /// From the forehead around the face to the shoulders.
    fn head_scarf(&mut self) {
        let cloth = self.one_of(11, &CLOTHS);
        let middle = (self.at)(FOREHEAD).midpoint((self.at)(CHIN));
        let grown = self.between(12, 1.0, 1.06);
        let inner = OVAL.map(|index| middle.lerp((self.at)(index), grown));
        let high = self.between(13, 0.32, 0.5);
        let outer = [
            self.above(0.0, high),
            self.above(0.4, 0.8 * high),
            self.above(0.62, 0.0),
            self.canvas.moved(middle, 0.72, 0.1),
            self.canvas.moved((self.at)(CHIN), 0.62, 0.1),
            self.canvas.moved((self.at)(CHIN), 0.7, 0.5),
            self.canvas.moved((self.at)(CHIN), -0.7, 0.5),
            self.canvas.moved((self.at)(CHIN), -0.62, 0.1),
            self.canvas.moved(middle, -0.72, 0.1),
            self.above(-0.62, 0.0),
            self.above(-0.4, 0.8 * high),
            self.above(0.0, high),
        ];
        // One path around both edges: what lies between them is filled.
        let path: Vec<Point> = outer
            .into_iter()
            .chain(inner)
            .chain([inner[0], outer[0]])
            .collect();
        self.canvas.fill(&path, cloth);
    }

    /// Strands in the colour of the hair above the forehead, from temple to jaw.
    fn hair_over_ears(&mut self) {
        let place = self.above(0.0, 0.22);
        let image = &self.canvas.image;
        let x = (place.x.max(0.0) as usize).min(image.width_px() - 1);
        let y = (place.y.max(0.0) as usize).min(image.height_px() - 1);
        let hair = image.pixel(x, y);
        let sides: &[usize] = match self.number % 3 {
            0 => &[0],
            1 => &[1],
            _ => &[0, 1],
        };
        let long = self.between(12, 0.1, 0.9);
        for &side in sides {
            let out = [-1.0, 1.0][side];
            let (temple, jaw) = ((self.at)(TEMPLES[side]), (self.at)(LOBES[side]));
            let outline = [
                self.canvas.moved(temple, -out * 0.04, -0.3),
                self.canvas.moved(temple, out * 0.12, -0.25),
                self.canvas.moved(temple, out * 0.24, 0.1),
                self.canvas.moved(jaw, out * 0.26, 0.05),
                self.canvas.moved(jaw, out * 0.16, 0.12 + long),
                self.canvas.moved(jaw, -out * 0.0, 0.1 + long),
                self.canvas.moved(jaw, -out * 0.01, 0.0),
                self.canvas.moved(temple, -out * 0.03, 0.0),
            ];
            let strand = 0.03 * self.canvas.across.x.hypot(self.canvas.across.y).max(8.0);
            self.canvas.blend(&outline, 0.97, |x, y| {
                let wave = (x as f32 + 0.12 * y as f32) / strand;
                let light = 0.92 + 0.22 * (wave * 2.1).sin() + 0.12 * (wave * 5.3).sin();
                hair.map(|value| f32::from(value) * light)
            });
        }
    }

    fn earrings(&mut self) {
        let (metal, stone) = (self.one_of(1, &METALS), self.one_of(2, &STONES));
        let (out, down) = (self.between(3, 0.02, 0.065), self.between(4, -0.05, 0.03));
        let sides: &[usize] = if self.number.is_multiple_of(7) {
            &[1]
        } else {
            &[0, 1]
        };
        let size = self.between(5, 0.011, 0.022);
        for &side in sides {
            let outwards = [-1.0, 1.0][side];
            let lobe = self
                .canvas
                .moved((self.at)(LOBES[side]), outwards * out, down);
            match self.number % 3 {
                0 => self.stone(lobe, [size, size], stone),
                1 => {
                    let radius = self.between(6, 0.03, 0.075);
                    let middle = self.canvas.moved(lobe, 0.0, radius);
                    let narrow = self.between(7, 0.4, 0.9);
                    let hoop = self.canvas.oval(middle, [narrow * radius, radius], 1.0);
                    let paint = Paint {
                        colour: metal,
                        shine: 0.45,
                        opacity: 1.0,
                    };
                    self.canvas.line(&hoop, self.between(8, 0.01, 0.02), paint);
                }
                _ => {
                    let long = self.between(6, 0.05, 0.14);
                    let end = self.canvas.moved(lobe, 0.0, long);
                    let paint = Paint {
                        colour: metal,
                        shine: 0.45,
                        opacity: 1.0,
                    };
                    self.canvas.line(&[lobe, end], 0.008, paint);
                    self.stone(end, [size, 1.6 * size], stone);
                }
            }
        }
    }

    /// A stone with the light that it reflects.
    fn stone(&mut self, middle: Point, radii: [f32; 2], colour: [u8; 3]) {
        let colour = colour.map(f32::from);
        let outline = self.canvas.oval(middle, radii, 1.0);
        self.canvas
            .blend(&outline, 1.0, |_, _| colour.map(|value| 0.85 * value));
        let light = self.canvas.moved(middle, -0.3 * radii[0], -0.3 * radii[1]);
        let light = self
            .canvas
            .oval(light, radii.map(|radius| 0.45 * radius), 1.0);
        self.canvas.blend(&light, 0.9, |_, _| [252.0; 3]);
    }

    fn necklace(&mut self) {
        let kind = self.number % 4;
        let colour = self.one_of(1, &METALS);
        let (high, deep) = (self.between(2, 0.16, 0.34), self.between(3, 0.08, 0.3));
        let reach = self.between(4, 0.26, 0.36);
        let chin = (self.at)(CHIN);
        let places: Vec<Point> = (0_u8..=24)
            .map(|step| f32::from(step) / 12.0 - 1.0)
            .map(|share| {
                let hangs = 1.0 - share * share;
                self.canvas.moved(chin, share * reach, high + deep * hangs)
            })
            .collect();
        if kind == 2 {
            let size = self.between(5, 0.012, 0.024);
            let stone = self.one_of(6, &STONES);
            for &place in &places {
                self.stone(place, [size, size], stone);
            }
            return;
        }
        let (shine, thick) = if kind == 3 {
            (0.05, 0.02)
        } else {
            (0.5, self.between(5, 0.006, 0.018))
        };
        let paint = Paint {
            colour,
            shine,
            opacity: 0.95,
        };
        self.canvas.line(&places, thick, paint);
        if kind == 1 {
            let size = self.between(6, 0.015, 0.035);
            let pendant = self.canvas.moved(places[12], 0.0, size);
            self.stone(pendant, [size, 1.3 * size], self.one_of(7, &STONES));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A face of 100 px in a grey picture, everything at its place.
    fn face() -> Vec<[f32; 3]> {
        let mut points = vec![[200.0, 200.0, 0.0]; 478];
        for (index, x, y) in [
            (CHEEKS[0], 150.0, 200.0),
            (CHEEKS[1], 250.0, 200.0),
            (EYES[0], 178.0, 190.0),
            (EYES[1], 222.0, 190.0),
            (TEMPLES[0], 151.0, 185.0),
            (TEMPLES[1], 249.0, 185.0),
            (LOBES[0], 155.0, 225.0),
            (LOBES[1], 245.0, 225.0),
            (FOREHEAD, 200.0, 145.0),
            (CHIN, 200.0, 270.0),
        ] {
            points[index] = [x, y, 0.0];
        }
        points
    }

    /// Rows and columns between which pixels of the photo changed.
    fn changed(worn: Worn, number: usize) -> ([usize; 2], [usize; 2]) {
        let photo = RgbImage::filled(400, 400, [128, 110, 100]);
        let dressed = put_on(&photo, &face(), worn, number);
        let (mut columns, mut rows) = ([400, 0], [400, 0]);
        for y in 0..400 {
            for x in 0..400 {
                if dressed.pixel(x, y) != photo.pixel(x, y) {
                    columns = [columns[0].min(x), columns[1].max(x)];
                    rows = [rows[0].min(y), rows[1].max(y)];
                }
            }
        }
        (columns, rows)
    }

    #[track_caller]
    fn check(worn: Worn, columns: [usize; 2], rows: [usize; 2]) {
        for number in 0..24 {
            let (across, down) = changed(worn, number);
            assert!(across[0] < across[1], "{worn:?} {number} paints nothing");
            let inside = across[0] >= columns[0]
                && across[1] <= columns[1]
                && down[0] >= rows[0]
                && down[1] <= rows[1];
            assert!(inside, "{worn:?} {number}: {across:?} {down:?}");
        }
    }

    #[test]
    fn things_are_where_they_are_worn() {
        check(Worn::Glasses, [145, 255], [165, 215]);
        check(Worn::Headwear, [130, 270], [75, 210]);
        check(Worn::Earrings, [140, 260], [215, 250]);
        check(Worn::Necklace, [160, 240], [280, 345]);
        check(Worn::HairOverEars, [120, 280], [150, 340]);
    }

    #[test]
    fn a_head_scarf_leaves_the_middle_of_the_face_free() {
        let photo = RgbImage::filled(400, 400, [128, 110, 100]);
        let mut points = face();
        for (step, index) in OVAL.into_iter().enumerate() {
            let (sin, cos) = (step as f32 / 18.0 * std::f32::consts::TAU).sin_cos();
            points[index] = [200.0 + 50.0 * sin, 207.0 - 62.0 * cos, 0.0];
        }
        let dressed = put_on(&photo, &points, Worn::HeadScarf, 4);
        assert_eq!(dressed.pixel(200, 200), photo.pixel(200, 200));
        assert_ne!(dressed.pixel(138, 215), photo.pixel(138, 215));
        assert_ne!(dressed.pixel(200, 125), photo.pixel(200, 125));
    }
}
