//! Drawn people for the fusion network: their opacity is exact, and every seed is another head. Nothing is measured
//! with them, for the networks see drawings otherwise than photos.

use raster::{Plane, RgbImage};
use test_kit::{
    Clothes, Fringe, Glasses, GlassesFrame, Hair, Headwear, Jewellery, Lenses, Light, Mouth,
    Pattern, PortraitSpec, SkinTone,
};

use super::people::Person;
use super::scenes::Brush;

/// The wall they stand before until a scene takes its place.
const WALL: [u8; 3] = [208, 206, 202];

/// Against the size of a drawn phone photo: a face about as wide as in the other people's pictures.
const SCALE: f32 = 0.75;

const SKINS: [SkinTone; 5] = [
    SkinTone::Fair,
    SkinTone::Light,
    SkinTone::Tan,
    SkinTone::Brown,
    SkinTone::Dark,
];

const HAIRS: [Hair; 6] = [
    Hair::Short,
    Hair::OverEars,
    Hair::TiedBack,
    Hair::BehindEars,
    Hair::OverEars,
    Hair::Bald,
];

/// Black, two browns, blond, red, grey, white.
const HAIR_RGB: [[u8; 3]; 7] = [
    [26, 24, 28],
    [46, 34, 30],
    [92, 62, 42],
    [176, 142, 92],
    [122, 62, 38],
    [128, 126, 124],
    [206, 204, 200],
];

/// The first `count` of them.
pub(super) fn people(count: u64) -> Vec<Person> {
    (0..count).map(person).collect()
}

fn person(seed: u64) -> Person {
    let drawn = test_kit::draw(&spec(seed));
    let (alpha, own) = (drawn.truth.alpha, drawn.truth.foreground);
    // Mixed in sRGB as the other people are, so that the wall can be taken out again; inside, the photo with its noise.
    let image = RgbImage::from_fn(own.width_px(), own.height_px(), |x, y| {
        let opacity = alpha.at(x, y);
        if opacity >= 1.0 {
            return drawn.image.pixel(x, y);
        }
        let own = own.pixel(x, y);
        [0, 1, 2].map(|channel: usize| {
            let (person, wall) = (f32::from(own[channel]), f32::from(WALL[channel]));
            (person * opacity + wall * (1.0 - opacity)).round() as u8
        })
    });
    let wall =
        WALL.map(|value| Plane::filled(alpha.width_px(), alpha.height_px(), f32::from(value)));
    Person::new(format!("drawn/{seed:03}"), image, alpha, wall)
}

/// Heads, hair, clothes, light and place of the photos that people send, and some things worn.
fn spec(seed: u64) -> PortraitSpec {
    let mut numbers = Brush::new(500_000 + seed);
    let mut chance = |share: f32| numbers.number() < share;
    let (hat, fringe, glasses, jewellery) = (chance(0.15), chance(0.3), chance(0.2), chance(0.2));
    let (pattern, one_sided, smiling) = (chance(0.25), chance(0.25), chance(0.2));
    let frames = [
        GlassesFrame::Thick,
        GlassesFrame::Thin,
        GlassesFrame::PaleWire,
    ];
    let glasses = glasses.then(|| Glasses {
        frame: one_of(&frames, &mut numbers),
        lenses: Lenses::Clear,
    });
    let worn = |worn: bool, numbers: &mut Brush| {
        let hats = [Headwear::Beanie, Headwear::Cap, Headwear::Band];
        if worn {
            one_of(&hats, numbers)
        } else {
            Headwear::None
        }
    };
    let light = numbers.between(10.0, 200.0);
    let clothes = numbers
        .colour(-40.0, 55.0)
        .map(|value| (value + light).clamp(0.0, 255.0) as u8);
    PortraitSpec {
        skin: SKINS[(seed % 5) as usize],
        hair: HAIRS[(seed / 5 % 6) as usize],
        hair_rgb: one_of(&HAIR_RGB, &mut numbers),
        headwear: worn(hat, &mut numbers),
        fringe: if fringe {
            one_of(&[Fringe::Thin, Fringe::Full], &mut numbers)
        } else {
            Fringe::None
        },
        glasses,
        jewellery: if jewellery {
            Jewellery::Both
        } else {
            Jewellery::None
        },
        clothes: Clothes::Rgb(clothes),
        pattern: if pattern {
            one_of(
                &[Pattern::Stripes, Pattern::Checks, Pattern::Emblem],
                &mut numbers,
            )
        } else {
            Pattern::Plain
        },
        light: if one_sided {
            Light::OneSided
        } else {
            Light::Even
        },
        mouth: if smiling { Mouth::Teeth } else { Mouth::Closed },
        yaw_deg: numbers.between(-8.0, 8.0),
        roll_deg: numbers.between(-4.0, 4.0),
        shoulder_slope_deg: numbers.between(-3.0, 3.0),
        face_center: (numbers.between(0.45, 0.55), numbers.between(0.42, 0.48)),
        exposure_stops: numbers.between(-0.6, 0.3),
        colour_cast: numbers.colour(0.93, 1.07),
        blur_px: numbers.between(0.6, 1.4),
        face_width_px: numbers.between(360.0, 450.0),
        ..PortraitSpec::seeded(700_000 + seed)
    }
    .scaled(SCALE)
}

fn one_of<T: Copy>(from: &[T], numbers: &mut Brush) -> T {
    let at = (numbers.number() * from.len() as f32) as usize;
    from[at.min(from.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_seed_is_another_person_and_the_same_seed_the_same() {
        assert_eq!(spec(3), spec(3));
        let one = spec(3);
        assert!((4..40).all(|seed| spec(seed) != one));
    }

    #[test]
    fn before_the_own_wall_nothing_changes() {
        let person = person(1);
        let again = person.before(|_, _| WALL.map(f32::from));
        let pairs = again.as_raw().iter().zip(person.image.as_raw());
        let worst = pairs.map(|(seen, own)| seen.abs_diff(*own)).max();
        assert!(worst <= Some(1), "{worst:?}");
    }
}
