//! A laboratory that looks at no picture: what it finds is written in the bytes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use app::ports::{
    CheckFault, CheckedPhoto, CodeFault, FinishedPortrait, MarkFault, NoPortrait, PhotoLab,
    PhotoTask, PortraitGeometry, ReadCode, ViewMark,
};
use async_trait::async_trait;
use bytes::Bytes;
use collection_code::{Payload, standard_decoders};
use domain::{Fingerprint, RuleCode, UnusableReason};
use standard::facts::{
    CutQuality, CutWay, FACTS_VERSION, FaceCount, FileFacts, FileFormat, MatteFacts, Measured,
    NotMeasurable, RetouchFacts,
};
use standard::rules::{self, Rule};
use standard::sheet::Sheet;
use standard::{Judgement, Outcome, Overall, PhotoFacts, PhotoSpec, Verdict, judge_all};

/// Reads pictures of codes and photos as text.
///
/// A code: the payload itself, or `not-a-picture`, `no-code`, `other-code`, `busy`.
///
/// A photo, words separated by spaces: `warn:RULE`, `fail:RULE`, `unknown:RULE` (not assessable),
/// `no-portrait:RULE`, `shot:NAME` (photos of one name are the same shot), `damaged`, `busy`, `drawn` (the portrait is a
/// real JPEG), `measured` (the rules judge what was measured, which is the file alone),
/// `panic`, `png` (the kind of file), `taken:INSTANT` (what the file says of its shutter, in China);
/// every other word only makes the bytes different.
#[derive(Debug)]
pub(crate) struct FakeLab;

/// Those of the installation.
static STANDARDS: LazyLock<BTreeMap<String, Sheet>> = LazyLock::new(|| {
    let texts = PhotoSpec::NAMES.map(|name| (name, PhotoSpec::embedded_text(name).unwrap()));
    let named = texts.map(|(name, text)| (name.to_owned(), Sheet::parse(text).unwrap()));
    BTreeMap::from(named)
});

/// Between the codes of a picture that shows several.
pub(crate) const BETWEEN_CODES: u8 = b'|';

/// A photo that is found as `words` say.
pub(crate) fn photo(words: &str) -> Bytes {
    Bytes::copy_from_slice(words.as_bytes())
}

/// A picture of a code with this payload.
pub(crate) fn code_picture(payload: &str) -> Bytes {
    Bytes::copy_from_slice(payload.as_bytes())
}

#[async_trait]
impl PhotoLab for FakeLab {
    async fn read_code(&self, picture: Bytes) -> Result<ReadCode, CodeFault> {
        match &picture[..] {
            b"not-a-picture" => return Err(CodeFault::NotAPicture),
            b"no-code" => return Err(CodeFault::NotFound),
            b"other-code" => return Err(CodeFault::OtherCode),
            b"busy" => return Err(CodeFault::Busy),
            _ => {}
        }
        let mut codes = Vec::new();
        for code in picture.split(|byte| *byte == BETWEEN_CODES) {
            let payload = Payload::new(code.to_vec(), None);
            let mut decoders = standard_decoders().into_iter();
            let content = decoders.find_map(|decoder| decoder.decode(&payload));
            codes.push(ReadCode {
                payload,
                content: content.ok_or(CodeFault::OtherCode)?,
                others: Vec::new(),
            });
        }
        let others = codes.split_off(1);
        let first = codes.pop().ok_or(CodeFault::NotFound)?;
        Ok(ReadCode { others, ..first })
    }

    async fn check_photo(&self, photo: Bytes, task: PhotoTask) -> Result<CheckedPhoto, CheckFault> {
        let text = String::from_utf8(photo.to_vec()).unwrap();
        let words: Vec<&str> = text.split_whitespace().collect();
        if words.contains(&"damaged") {
            return Err(CheckFault::Unusable(UnusableReason::Damaged));
        }
        if words.contains(&"busy") {
            return Err(CheckFault::Busy);
        }
        assert!(!words.contains(&"panic"), "a photo that breaks the check");
        let named = |key: &str| {
            let key = format!("{key}:");
            words.iter().find_map(|word| word.strip_prefix(&key[..]))
        };
        let portrait = match named("no-portrait") {
            Some(rule) => Err(NoPortrait {
                rule: RuleCode::new(rule),
            }),
            None => Ok(FinishedPortrait {
                jpeg: if words.contains(&"drawn") {
                    Bytes::from_static(include_bytes!("portrait.jpg"))
                } else {
                    Bytes::from(format!("portrait of {text}"))
                },
                geometry: geometry(),
            }),
        };
        let facts = facts(photo.len() as u64, &words);
        Ok(CheckedPhoto {
            judgement: if words.contains(&"measured") {
                judge_all(&facts, &task.spec, Some(task.today))
            } else {
                judgement(&words)
            },
            facts,
            spec_version: task.spec.version,
            portrait,
            fingerprint: named("shot").map(|shot| Fingerprint::from_bytes(shot.into())),
        })
    }

    /// The picture, then for whom it is; no view of what says `no-view`.
    async fn mark(&self, picture: Bytes, view: ViewMark) -> Result<Bytes, MarkFault> {
        let text = String::from_utf8_lossy(&picture);
        if text.contains("no-view") {
            return Err(MarkFault::NotAPicture);
        }
        let size = view.longer_side_px.map(|side| format!(" at {side}"));
        let words = view.words;
        let size = size.unwrap_or_default();
        Ok(Bytes::from(format!("{text} for {words}{size}")))
    }

    fn is_same_shot(&self, one: &Fingerprint, other: &Fingerprint) -> bool {
        one == other
    }

    fn standards(&self) -> &BTreeMap<String, Sheet> {
        &STANDARDS
    }
}

fn judgement(words: &[&str]) -> Judgement {
    let outcome_of = |rule: &Rule| {
        let said = |key: &str| words.contains(&&*format!("{key}:{}", rule.id));
        match () {
            () if said("fail") => Outcome::Fail,
            () if said("warn") => Outcome::Warn,
            () if said("unknown") => Outcome::NotAssessable,
            () => Outcome::Pass,
        }
    };
    let verdicts: Vec<Verdict> = rules::ALL
        .iter()
        .map(|rule| {
            let outcome = outcome_of(rule);
            Verdict {
                rule: rule.id,
                code: rule.code,
                outcome,
                measured: Some(0.5),
                limit: Some(0.25),
                unit: rule.unit,
                advice: (outcome != Outcome::Pass).then_some(rule.about.told),
            }
        })
        .collect();
    let has = |outcome| verdicts.iter().any(|verdict| verdict.outcome == outcome);
    let overall = if has(Outcome::Fail) {
        Overall::Fail
    } else if has(Outcome::Warn) || has(Outcome::NotAssessable) {
        Overall::Warn
    } else {
        Overall::Pass
    };
    Judgement { overall, verdicts }
}

/// Facts of a picture on which nothing was measured.
fn facts(bytes: u64, words: &[&str]) -> PhotoFacts {
    let taken = words.iter().find_map(|word| word.strip_prefix("taken:"));
    // A face that is there and too small to be measured blocks nothing.
    let no_face = if words.contains(&"measured") {
        NotMeasurable::FaceTooSmall
    } else {
        NotMeasurable::NoFace
    };
    PhotoFacts {
        version: FACTS_VERSION,
        networks: std::collections::BTreeMap::new(),
        file: FileFacts {
            format: if words.contains(&"png") {
                FileFormat::Png
            } else {
                FileFormat::Jpeg
            },
            bytes,
            width_px: 3000,
            height_px: 4000,
            orientation: 1,
            camera_make: None,
            camera_model: None,
            software: Vec::new(),
            captured_at: taken.map(str::to_owned),
            witnessed_on: None,
            colour_profile: None,
            jpeg_quality: None,
            double_compression: Measured::NotMeasurable(NotMeasurable::NotInFile),
            screenshot_hints: Vec::new(),
            truncated: false,
        },
        faces: FaceCount {
            count: 1,
            boxes: Vec::new(),
            second_largest_ratio: 0.0,
        },
        face: Measured::NotMeasurable(no_face),
        shoulders: Measured::NotMeasurable(NotMeasurable::NoFace),
        wall: Measured::NotMeasurable(NotMeasurable::NoWall),
        matte: if words.contains(&"scene") {
            Measured::Value(cut_from_scene())
        } else {
            Measured::NotMeasurable(NotMeasurable::NoMatte)
        },
        clothes: Measured::NotMeasurable(NotMeasurable::NoFace),
        light: Measured::NotMeasurable(NotMeasurable::NoFace),
        sharpness: Measured::NotMeasurable(NotMeasurable::NoFace),
        print: None,
        retouch: RetouchFacts {
            skin_texture: Measured::NotMeasurable(NotMeasurable::NoFace),
            noise_mismatch: Measured::NotMeasurable(NotMeasurable::NoFace),
        },
    }
}

/// A cut before a background that is not plain.
fn cut_from_scene() -> MatteFacts {
    let unmeasured = || Measured::NotMeasurable(NotMeasurable::NoWall);
    MatteFacts {
        hair_contrast: unmeasured(),
        clothes_contrast: unmeasured(),
        semi_transparent: 0.1,
        disagreement: 0.0,
        quality: Some(CutQuality {
            way: CutWay::AnyBackground,
            unsure: 0.1,
            haze: 0.1,
            haze_on_clothes: 0.0,
            moved: 0.0,
            spread: Measured::Value(0.01),
            contradiction: Measured::Value(0.0),
            expected_error: Measured::Value(4.0),
        }),
    }
}

fn geometry() -> PortraitGeometry {
    PortraitGeometry {
        width_px: 480,
        height_px: 640,
        crown_px: 80.0,
        eye_line_px: 250.0,
        chin_px: 420.0,
        face_width_px: 240.0,
        center_offset_px: 0.0,
        source_area: [500.0, 400.0, 2300.0, 2800.0],
    }
}
