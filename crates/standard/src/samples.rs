//! Facts for tests: a photo that meets every rule, and one on which nothing can be measured.

use std::collections::BTreeMap;

use time::macros::date;

use crate::facts::{
    BrowFacts, ClothesFacts, ColourShare, CutQuality, CutWay, EarFacts, EyeCoverFacts, EyeFacts,
    FACTS_VERSION, FaceCount, FaceFacts, FileFacts, FileFormat, GeometryFacts, GlassesFacts,
    HeadwearFacts, JewelleryFacts, LightFacts, MatteFacts, Measured, MouthFacts, NotMeasurable,
    PhotoFacts, PointPx, PoseFacts, PrintFacts, RetouchFacts, SharpnessFacts, ShoulderFacts, Sides,
    WallFacts,
};
use crate::judge::rule_verdict;
use crate::limit::Severity;
use crate::rules::{Case, Rule};
use crate::spec::PhotoSpec;
use crate::verdict::Outcome;

/// The outcome of a rule under the default spec's limits, with the severity `block`; the day is 2023-09-10.
#[track_caller]
pub(crate) fn outcome(rule: &str, facts: &PhotoFacts) -> Outcome {
    let rule = Rule::find(rule).unwrap();
    let spec = PhotoSpec::embedded("guangdong-2023").unwrap();
    let case = Case {
        facts,
        output: &spec.output,
        today: Some(date!(2023 - 09 - 10)),
    };
    let verdict = rule_verdict(rule, rule.judge(&spec.rules, &case), Severity::Block);
    assert_eq!(verdict.advice.is_none(), verdict.outcome == Outcome::Pass);
    verdict.outcome
}

pub(crate) fn unseen<T>() -> Measured<T> {
    Measured::NotMeasurable(NotMeasurable::Hidden)
}

pub(crate) fn measured<T>(value: Option<T>) -> Measured<T> {
    Measured::from_option(value, NotMeasurable::Hidden)
}

fn known<T>(part: &mut Measured<T>) -> &mut T {
    match part {
        Measured::Value(value) => value,
        Measured::NotMeasurable(reason) => panic!("not measurable: {reason:?}"),
    }
}

pub(crate) fn face(facts: &mut PhotoFacts) -> &mut FaceFacts {
    known(&mut facts.face)
}

pub(crate) fn shoulders(facts: &mut PhotoFacts) -> &mut ShoulderFacts {
    known(&mut facts.shoulders)
}

pub(crate) fn wall(facts: &mut PhotoFacts) -> &mut WallFacts {
    known(&mut facts.wall)
}

pub(crate) fn matte(facts: &mut PhotoFacts) -> &mut MatteFacts {
    known(&mut facts.matte)
}

pub(crate) fn clothes(facts: &mut PhotoFacts) -> &mut ClothesFacts {
    known(&mut facts.clothes)
}

pub(crate) fn light(facts: &mut PhotoFacts) -> &mut LightFacts {
    known(&mut facts.light)
}

pub(crate) fn sharpness(facts: &mut PhotoFacts) -> &mut SharpnessFacts {
    known(&mut facts.sharpness)
}

fn both<T: Copy>(value: T) -> Sides<T> {
    Sides {
        right: value,
        left: value,
    }
}

/// A photo of 1200 × 1600 with a face 400 px wide in its middle.
pub(crate) fn good() -> PhotoFacts {
    PhotoFacts {
        version: FACTS_VERSION,
        networks: BTreeMap::new(),
        file: file(),
        faces: FaceCount {
            count: 1,
            boxes: Vec::new(),
            second_largest_ratio: 0.0,
        },
        face: Measured::Value(good_face()),
        shoulders: Measured::Value(ShoulderFacts {
            slope_deg: Measured::Value(1.0),
            visible: both(1.0),
        }),
        wall: Measured::Value(WallFacts {
            rgb: [225, 222, 215],
            lightness: 88.0,
            unevenness: 6.0,
            residual: 0.015,
            shadow_share: 0.0,
            edge_strength: 4.0,
            visible_share: 0.4,
        }),
        matte: Measured::Value(MatteFacts {
            hair_contrast: Measured::Value(0.9),
            clothes_contrast: Measured::Value(0.6),
            semi_transparent: 0.02,
            disagreement: 0.03,
            quality: Some(CutQuality {
                way: CutWay::KnownWall,
                unsure: 0.01,
                haze: 0.0,
                haze_on_clothes: 0.0,
                moved: 0.002,
                spread: Measured::NotMeasurable(NotMeasurable::NotInFile),
                contradiction: Measured::NotMeasurable(NotMeasurable::NotInFile),
                expected_error: Measured::NotMeasurable(NotMeasurable::NotInFile),
            }),
        }),
        clothes: Measured::Value(ClothesFacts {
            colours: vec![ColourShare {
                rgb: [60, 60, 62],
                share: 0.9,
            }],
            pattern: 1.1,
            skin_share: 0.05,
        }),
        light: Measured::Value(LightFacts {
            cheek_difference: 2.0,
            uniformity: 0.9,
            luminance_mean: 0.55,
            overexposed_share: 0.0,
            underexposed_share: 0.01,
            dynamic_range_bits: 7.0,
            skin_ab: [14.0, 18.0],
            colour_cast: 0.0,
            colour_spread: Some(20.0),
        }),
        sharpness: Measured::Value(SharpnessFacts {
            laplacian_variance: Measured::Value(600.0),
            blockiness: Measured::Value(1.02),
            noise: Measured::Value(1.5),
        }),
        retouch: RetouchFacts {
            skin_texture: Measured::Value(6.0),
            noise_mismatch: Measured::Value(0.3),
        },
        print: Some(PrintFacts {
            longest_line: 0,
            longest_line_on_face: 0,
        }),
    }
}

fn file() -> FileFacts {
    FileFacts {
        format: FileFormat::Jpeg,
        bytes: 2_000_000,
        width_px: 1200,
        height_px: 1600,
        orientation: 1,
        camera_make: Some("HUAWEI".to_owned()),
        camera_model: Some("NOH-AN00".to_owned()),
        software: Vec::new(),
        captured_at: Some("2023-09-08T10:30:00".to_owned()),
        witnessed_on: None,
        colour_profile: None,
        jpeg_quality: Some(95),
        double_compression: Measured::Value(0.0),
        screenshot_hints: Vec::new(),
        truncated: false,
    }
}

fn good_face() -> FaceFacts {
    FaceFacts {
        presence: 1.0,
        geometry: GeometryFacts {
            eye_px: Sides {
                right: PointPx { x: 510.0, y: 600.0 },
                left: PointPx { x: 690.0, y: 600.0 },
            },
            eye_line_px: 600.0,
            chin_px: PointPx { x: 600.0, y: 880.0 },
            crown_px: Measured::Value(PointPx { x: 600.0, y: 310.0 }),
            face_width_px: 400.0,
            face_center_x_px: 600.0,
            inter_eye_px: 180.0,
            eye_to_chin_px: 280.0,
            margin_above_px: Measured::Value(310.0),
        },
        pose: PoseFacts {
            yaw_deg: 1.0,
            pitch_deg: -2.0,
            roll_deg: 0.5,
        },
        eyes: EyeFacts {
            openness: both(0.29),
            opening_by_t: 0.07,
            gaze_offset: Measured::Value(both(0.02)),
            red_share: Measured::Value(0.0),
        },
        mouth: MouthFacts {
            opening: 0.01,
            opening_by_t: 0.01,
            teeth_share: Measured::Value(0.0),
        },
        glasses: GlassesFacts {
            evidence: Measured::Value(0.03),
            bridge_edge: Measured::Value(1.0),
            tint: Measured::Value(0.01),
            glare: Measured::Value(0.0),
        },
        eye_cover: EyeCoverFacts {
            covered_share: Measured::Value(both(0.02)),
        },
        brows: BrowFacts {
            covered: Measured::Value(both(0.05)),
        },
        ears: EarFacts {
            skin_share: Measured::Value(both(0.8)),
            hidden: Measured::Value(0.1),
        },
        headwear: HeadwearFacts {
            evidence: Measured::Value(0.02),
        },
        jewellery: JewelleryFacts {
            ear: Measured::Value(0.1),
            neck: Measured::Value(0.1),
        },
        covered: Some(Measured::Value(0.02)),
    }
}

/// A photo without a face and a file without a word.
pub(crate) fn blind() -> PhotoFacts {
    let mut facts = good();
    facts.file.captured_at = None;
    facts.file.jpeg_quality = None;
    facts.file.double_compression = unseen();
    facts.faces.count = 0;
    facts.face = unseen();
    facts.shoulders = unseen();
    facts.wall = unseen();
    facts.matte = unseen();
    facts.clothes = unseen();
    facts.light = unseen();
    facts.sharpness = unseen();
    facts.print = None;
    facts.retouch = RetouchFacts {
        skin_texture: unseen(),
        noise_mismatch: unseen(),
    };
    facts
}
