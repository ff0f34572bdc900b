//! What is kept beside a photo: what the automatic check said in full, and where the portrait was cut
//! from. `WRITE_STORED=1 cargo test -p app` writes the files that are missing.

use std::path::{Path, PathBuf};

use app::photo::{StoredJudgement, StoredVerdict};
use app::ports::PortraitGeometry;
use domain::RuleCode;
use standard::{Outcome, Overall, ReasonCode, Text};
use test_kit::stored::StoredForms;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/stored")
        .join(name)
}

fn verdict(rule: &str, outcome: Outcome) -> StoredVerdict {
    let passed = outcome == Outcome::Pass;
    StoredVerdict {
        rule: RuleCode::new(rule),
        code: ReasonCode::P04,
        outcome,
        measured: (outcome != Outcome::NotAssessable).then_some(0.125),
        limit: Some(0.5),
        unit: "deg".to_owned(),
        advice: (!passed).then(|| Text {
            zh: "请睁开双眼。".to_owned(),
            en: "Keep your eyes open.".to_owned(),
        }),
    }
}

fn judgement(overall: Overall) -> StoredJudgement {
    let outcomes = [
        ("head-level", Outcome::Pass),
        ("sharp", Outcome::Warn),
        ("eyes-open", Outcome::Fail),
        ("ears-visible", Outcome::NotAssessable),
    ];
    StoredJudgement {
        overall,
        verdicts: outcomes
            .map(|(rule, outcome)| verdict(rule, outcome))
            .to_vec(),
    }
}

#[test]
fn judgements_are_pinned() {
    let mut forms = StoredForms::in_folder(folder("judgement"));
    forms.check("pass", &judgement(Overall::Pass));
    forms.check("warn", &judgement(Overall::Warn));
    forms.check("fail", &judgement(Overall::Fail));
    forms.finish(&[]);
}

#[test]
fn geometries_are_pinned() {
    let mut forms = StoredForms::in_folder(folder("portrait-geometry"));
    let geometry = PortraitGeometry {
        width_px: 480,
        height_px: 640,
        crown_px: 64.5,
        eye_line_px: 256.0,
        chin_px: 384.25,
        face_width_px: 240.0,
        center_offset_px: -1.5,
        source_area: [-12.0, 30.5, 1212.0, 1630.0],
    };
    forms.check("whole", &geometry);
    forms.finish(&[]);
}
