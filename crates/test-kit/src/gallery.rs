//! Named standard cases: each fault alone on an otherwise good photo, and good photos of many
//! kinds.

use std::ops::RangeInclusive;

use crate::spec::{
    Bystander, Clothes, Eyes, Fringe, Glasses, GlassesFrame, Hair, Headwear, Jewellery, Lenses,
    Light, Mouth, Pattern, PortraitSpec, SkinFinish, SkinTone, Wall,
};

/// People per case.
const SEEDS: RangeInclusive<u64> = 1..=3;

/// Changes a good photo into a named case.
type Change = fn(PortraitSpec) -> PortraitSpec;

/// Every standard case with a name of the form `case/seed`; good ones start with `good`.
pub fn gallery() -> Vec<(String, PortraitSpec)> {
    gallery_of(SEEDS)
}

/// The same with the people that belong to other seeds.
pub fn gallery_of(seeds: RangeInclusive<u64>) -> Vec<(String, PortraitSpec)> {
    let cases = good_cases()
        .into_iter()
        .chain(pose_cases())
        .chain(face_cases())
        .chain(worn_cases())
        .chain(scene_cases())
        .chain(camera_cases());
    cases
        .flat_map(|(name, change)| {
            seeds
                .clone()
                .map(move |seed| (format!("{name}/{seed}"), change(PortraitSpec::seeded(seed))))
        })
        .collect()
}

/// The three photos of the demonstration: a good one, one with shut eyes behind glasses, one in
/// front of a shelf.
pub fn demo_photos() -> [(&'static str, PortraitSpec); 3] {
    let glasses = Some(Glasses {
        frame: GlassesFrame::Thick,
        lenses: Lenses::Clear,
    });
    [
        ("good", PortraitSpec::seeded(2)),
        (
            "eyes-closed-glasses",
            PortraitSpec {
                eyes: Eyes::Closed,
                glasses,
                ..PortraitSpec::seeded(7)
            },
        ),
        (
            "busy-wall",
            PortraitSpec {
                wall: Wall::Busy,
                ..PortraitSpec::seeded(4)
            },
        ),
    ]
}

fn good_cases() -> Vec<(&'static str, Change)> {
    vec![
        ("good", |spec| spec),
        ("good-white-wall", |spec| PortraitSpec {
            wall: Wall::White,
            ..spec
        }),
        ("good-beige-wall", |spec| PortraitSpec {
            wall: Wall::Beige,
            ..spec
        }),
        ("good-sky-wall", |spec| PortraitSpec {
            wall: Wall::Sky,
            ..spec
        }),
        ("good-mid-grey-wall", |spec| PortraitSpec {
            wall: Wall::MidGrey,
            ..spec
        }),
        ("good-brown-skin", |spec| PortraitSpec {
            skin: SkinTone::Brown,
            ..spec
        }),
        ("good-dark-skin", |spec| PortraitSpec {
            skin: SkinTone::Dark,
            ..spec
        }),
        ("good-bald", |spec| PortraitSpec {
            hair: Hair::Bald,
            ..spec
        }),
        ("good-long-hair", |spec| PortraitSpec {
            hair: Hair::BehindEars,
            ..spec
        }),
        ("good-large-face", |spec| PortraitSpec {
            face_width_px: 520.0,
            ..spec
        }),
        ("good-small-face", |spec| PortraitSpec {
            face_width_px: 260.0,
            ..spec
        }),
        ("good-off-center", |spec| PortraitSpec {
            face_center: (0.44, 0.48),
            ..spec
        }),
    ]
}

fn pose_cases() -> Vec<(&'static str, Change)> {
    vec![
        ("tilted-right", |spec| PortraitSpec {
            roll_deg: 8.0,
            ..spec
        }),
        ("tilted-left", |spec| PortraitSpec {
            roll_deg: -12.0,
            ..spec
        }),
        ("turned-right", |spec| PortraitSpec {
            yaw_deg: -12.0,
            ..spec
        }),
        ("turned-left", |spec| PortraitSpec {
            yaw_deg: 12.0,
            ..spec
        }),
        ("shoulders-sloping", |spec| PortraitSpec {
            shoulder_slope_deg: 7.0,
            ..spec
        }),
        ("small-face", |spec| PortraitSpec {
            face_width_px: 150.0,
            ..spec
        }),
    ]
}

fn face_cases() -> Vec<(&'static str, Change)> {
    vec![
        ("eyes-closed", |spec| PortraitSpec {
            eyes: Eyes::Closed,
            ..spec
        }),
        ("gaze-right", |spec| PortraitSpec {
            eyes: Eyes::Aside(0.8),
            ..spec
        }),
        ("gaze-left", |spec| PortraitSpec {
            eyes: Eyes::Aside(-0.8),
            ..spec
        }),
        ("red-eyes", |spec| PortraitSpec {
            eyes: Eyes::Red,
            ..spec
        }),
        ("mouth-open", |spec| PortraitSpec {
            mouth: Mouth::Open,
            ..spec
        }),
        ("teeth", |spec| PortraitSpec {
            mouth: Mouth::Teeth,
            ..spec
        }),
        ("fringe-thin", |spec| PortraitSpec {
            fringe: Fringe::Thin,
            ..spec
        }),
        ("fringe-full", |spec| PortraitSpec {
            fringe: Fringe::Full,
            ..spec
        }),
        ("ears-hidden", |spec| PortraitSpec {
            hair: Hair::OverEars,
            ..spec
        }),
        ("smoothed", |spec| PortraitSpec {
            finish: SkinFinish::Smoothed,
            ..spec
        }),
    ]
}

fn worn_cases() -> Vec<(&'static str, Change)> {
    fn glasses(spec: &PortraitSpec, frame: GlassesFrame, lenses: Lenses) -> PortraitSpec {
        PortraitSpec {
            glasses: Some(Glasses { frame, lenses }),
            ..spec.clone()
        }
    }
    vec![
        ("glasses-thick", |spec| {
            glasses(&spec, GlassesFrame::Thick, Lenses::Clear)
        }),
        ("glasses-thin", |spec| {
            glasses(&spec, GlassesFrame::Thin, Lenses::Clear)
        }),
        ("glasses-pale-wire", |spec| {
            glasses(&spec, GlassesFrame::PaleWire, Lenses::Clear)
        }),
        ("glasses-tinted", |spec| {
            glasses(&spec, GlassesFrame::Thick, Lenses::Tinted)
        }),
        ("glasses-glare", |spec| {
            glasses(&spec, GlassesFrame::Thin, Lenses::Glare)
        }),
        ("beanie", |spec| PortraitSpec {
            headwear: Headwear::Beanie,
            ..spec
        }),
        ("cap", |spec| PortraitSpec {
            headwear: Headwear::Cap,
            ..spec
        }),
        ("hairband", |spec| PortraitSpec {
            headwear: Headwear::Band,
            ..spec
        }),
        ("earrings", |spec| PortraitSpec {
            jewellery: Jewellery::Earrings,
            ..spec
        }),
        ("necklace", |spec| PortraitSpec {
            jewellery: Jewellery::Necklace,
            ..spec
        }),
        ("clothes-like-wall", |spec| PortraitSpec {
            clothes: Clothes::LikeWall,
            ..spec
        }),
        ("clothes-blue", |spec| PortraitSpec {
            clothes: Clothes::Rgb([96, 170, 224]),
            ..spec
        }),
        ("clothes-striped", |spec| PortraitSpec {
            pattern: Pattern::Stripes,
            ..spec
        }),
        ("clothes-checked", |spec| PortraitSpec {
            pattern: Pattern::Checks,
            ..spec
        }),
        ("clothes-emblem", |spec| PortraitSpec {
            pattern: Pattern::Emblem,
            ..spec
        }),
    ]
}

fn scene_cases() -> Vec<(&'static str, Change)> {
    vec![
        ("wall-busy", |spec| PortraitSpec {
            wall: Wall::Busy,
            ..spec
        }),
        ("wall-dark", |spec| PortraitSpec {
            wall: Wall::Dark,
            ..spec
        }),
        ("wall-gradient", |spec| PortraitSpec {
            wall: Wall::Gradient,
            ..spec
        }),
        ("wall-shadow", |spec| PortraitSpec {
            wall: Wall::Shadow,
            ..spec
        }),
        ("bystander", |spec| PortraitSpec {
            bystander: Some(Bystander {
                relative_width: 0.45,
                center: (0.86, 0.30),
            }),
            ..spec
        }),
    ]
}

fn camera_cases() -> Vec<(&'static str, Change)> {
    vec![
        ("one-sided-light", |spec| PortraitSpec {
            light: Light::OneSided,
            ..spec
        }),
        ("overexposed", |spec| PortraitSpec {
            exposure_stops: 1.0,
            ..spec
        }),
        ("underexposed", |spec| PortraitSpec {
            exposure_stops: -3.0,
            ..spec
        }),
        ("colour-cast", |spec| PortraitSpec {
            colour_cast: [0.72, 0.9, 1.3],
            ..spec
        }),
        ("blurred", |spec| PortraitSpec {
            blur_px: 6.0,
            ..spec
        }),
        ("good-grainy", |spec| PortraitSpec { noise: 5.0, ..spec }),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn good_cases_have_no_flag_and_the_others_do() {
        for (name, spec) in gallery() {
            assert_eq!(name.starts_with("good"), spec.flags().is_empty(), "{name}");
        }
    }

    #[test]
    fn names_are_unique() {
        let names: HashSet<String> = gallery().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), gallery().len());
    }
}
