//! What is printed over rendered photos of `shared/photos/rendered`, where they lie beside the checkout.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may stop")]

use codec::Limits;
use portrait::Engine;
use standard::{Outcome, OutputSpec, PhotoSpec, RuleId, judge_all};
use test_kit::shared_dir_or_skip;

/// What `no-overlay` says of a photo.
fn said(engine: &Engine, spec: &PhotoSpec, photo: &[u8]) -> Outcome {
    let limits = Limits::default();
    let analysis = portrait::analyze(engine, photo, &limits, &OutputSpec::DIPLOMA).unwrap();
    let verdicts = judge_all(&analysis.facts, spec, None).verdicts;
    let verdict = verdicts
        .iter()
        .find(|verdict| verdict.rule == RuleId::NoOverlay);
    verdict.unwrap().outcome
}

#[test]
fn words_over_rendered_photos_are_seen_and_nothing_else_is() {
    let name = "words_over_rendered_photos_are_seen_and_nothing_else_is";
    let Some(shared) = shared_dir_or_skip(name) else {
        return;
    };
    let folder = shared.join("photos/rendered");
    let truth = std::fs::read_to_string(folder.join("truth.jsonl")).unwrap();
    let engine = Engine::new().unwrap();
    let spec = PhotoSpec::embedded(PhotoSpec::DEFAULT_NAME).unwrap();
    let file = |line: &str| {
        let start = line.find("\"file\": \"").unwrap() + 9;
        let rest = &line[start..];
        folder.join(&rest[..rest.find('"').unwrap()])
    };
    let (printed, others): (Vec<&str>, Vec<&str>) = truth
        .lines()
        .partition(|line| line.contains("\"no-overlay\""));
    assert!(printed.len() >= 4);
    for line in printed {
        let outcome = said(&engine, &spec, &std::fs::read(file(line)).unwrap());
        // The dates stand in the lower corner, which the portrait does not show.
        let is_words = line.contains("watermark");
        let expected = if is_words {
            Outcome::Fail
        } else {
            Outcome::Pass
        };
        assert_eq!(outcome, expected, "{:?}", file(line));
    }
    // Every tenth of the others will do here; all of them are in `cargo xtask eval truth`.
    for line in others.iter().step_by(10) {
        let outcome = said(&engine, &spec, &std::fs::read(file(line)).unwrap());
        assert_eq!(outcome, Outcome::Pass, "{:?}", file(line));
    }
}
