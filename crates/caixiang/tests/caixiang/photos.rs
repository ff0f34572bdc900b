//! `caixiang check` and `caixiang render` on drawn photos.

use crate::folder::Folder;
use test_kit::{Eyes, JpegOptions, PortraitSpec, draw, to_jpeg};

fn photo(spec: &PortraitSpec) -> Vec<u8> {
    to_jpeg(&draw(spec).image, &JpegOptions::default()).unwrap()
}

pub(crate) fn good() -> Vec<u8> {
    photo(&PortraitSpec::seeded(2))
}

fn eyes_closed() -> Vec<u8> {
    photo(&PortraitSpec {
        eyes: Eyes::Closed,
        ..PortraitSpec::seeded(2)
    })
}

#[test]
fn a_bad_file_costs_one_line_and_the_order_stays() {
    let folder = Folder::new("order");
    folder.write("good.jpg", good());
    folder.write("broken.jpg", "not a photo");
    let run = folder.run("check broken.jpg good.jpg missing.jpg good.jpg --format jsonl");
    assert_eq!(run.code, 1);
    let lines = run.lines();
    let files: Vec<_> = lines
        .iter()
        .map(|line| line["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["broken.jpg", "good.jpg", "missing.jpg", "good.jpg"]);
    let errors: Vec<_> = lines
        .iter()
        .map(|line| line["error"]["code"].as_str())
        .collect();
    assert_eq!(
        errors,
        [Some("unknown-format"), None, Some("file-unreadable"), None]
    );
    assert_eq!(lines[0]["verdict"], "error");
    assert_eq!(lines[0]["verdicts"][0]["rule"], "file-readable");
    assert_eq!(lines[0]["verdicts"][0]["code"], "F01");
}

#[test]
fn a_line_has_what_programs_rely_on() {
    let folder = Folder::new("contract");
    folder.write("good.jpg", good());
    let line = folder
        .run("check good.jpg --format jsonl")
        .lines()
        .remove(0);
    assert!(["pass", "warn", "fail"].contains(&line["verdict"].as_str().unwrap()));
    assert!(line["facts"]["version"].is_u64());
    assert!(line["elapsed_ms"].is_f64());
    assert!(line.get("error").is_none());
    let verdicts = line["verdicts"].as_array().unwrap();
    assert!(verdicts.len() > 30, "{}", verdicts.len());
    for verdict in verdicts {
        for key in [
            "rule", "code", "outcome", "measured", "limit", "unit", "advice",
        ] {
            assert!(verdict.get(key).is_some(), "{key} is missing in {verdict}");
        }
        let outcome = verdict["outcome"].as_str().unwrap();
        assert!(
            ["pass", "warn", "fail", "not-assessable"].contains(&outcome),
            "{outcome}"
        );
        if outcome != "pass" {
            assert!(verdict["advice"]["zh"].is_string() && verdict["advice"]["en"].is_string());
        }
    }
}

#[test]
fn a_folder_stands_for_its_pictures() {
    let folder = Folder::new("folder");
    folder.write("in/b.jpg", good());
    folder.write("in/a.JPG", good());
    folder.write("in/notes.txt", "not a picture by name");
    folder.write("in/c.portrait.jpg", "of an earlier run");
    folder.write("in/deeper/d.jpg", "not looked at");
    let lines = folder.run("check in --format jsonl").lines();
    let files: Vec<_> = lines
        .iter()
        .map(|line| line["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, ["in/a.JPG", "in/b.jpg"]);
}

#[test]
fn closed_eyes_are_told_in_the_language_asked_for() {
    let folder = Folder::new("advice");
    folder.write("closed.jpg", eyes_closed());
    let chinese = folder.run("check closed.jpg");
    assert_eq!(chinese.code, 1, "{}", chinese.out);
    assert!(
        chinese.out.contains("不合格") && chinese.out.contains("eyes-open"),
        "{}",
        chinese.out
    );
    let english = folder.run("check closed.jpg --lang en");
    assert!(
        english.out.contains("failed") && english.out.contains("eyes"),
        "{}",
        english.out
    );
    assert!(!english.out.contains('\x1b'), "colours only for terminals");
}

/// Checks closed eyes under a spec file that is the national one with `from` replaced by `to`.
fn with_own_spec(test: &str, from: &str, to: &str) -> crate::folder::Run {
    let folder = Folder::new(test);
    folder.write("closed.jpg", eyes_closed());
    let national = include_str!("../../../../specs/cn-diploma-99.toml");
    assert!(national.contains(from));
    folder.write("own.toml", national.replacen(from, to, 1));
    folder.run("check closed.jpg --spec own.toml --format jsonl --lang en")
}

#[test]
fn a_spec_may_be_a_file_of_ones_own() {
    let eyes = "[rules.eyes-open]\nseverity = \"block\"";
    let lenient = eyes.replace("block", "warn");
    let run = with_own_spec("own-spec", eyes, &lenient);
    let line = run.lines().remove(0);
    let verdicts = line["verdicts"].as_array().unwrap();
    let eyes = verdicts
        .iter()
        .find(|verdict| verdict["rule"] == "eyes-open");
    assert_eq!(eyes.unwrap()["outcome"], "warn", "{line}");
}

#[test]
fn a_spec_file_with_a_slip_says_where() {
    let run = with_own_spec("spec-slip", "min_openness", "min_opennes");
    assert_eq!(run.code, 2);
    for said in ["own.toml", "line", "min_opennes", "rename or delete"] {
        assert!(run.err.contains(said), "{}", run.err);
    }
}

#[test]
fn a_good_photo_becomes_a_portrait() {
    let folder = Folder::new("portrait");
    folder.write("good.jpg", good());
    let run = folder.run("render good.jpg --force --format jsonl");
    let line = run.lines().remove(0);
    assert_eq!(line["output"], "good.portrait.jpg", "{line}");
    let bytes = std::fs::read(folder.path("good.portrait.jpg")).unwrap();
    assert_eq!(line["bytes"], bytes.len());
    assert!((20_480..=40_000).contains(&bytes.len()), "{}", bytes.len());
    assert!(line["quality"].as_u64().unwrap() >= 60);
    for (key, range) in [
        ("crown_px", 50.0..=110.0),
        ("eye_line_px", 200.0..=300.0),
        ("face_width_px", 180.0..=300.0),
        ("center_offset_px", -12.0..=12.0),
    ] {
        assert!(
            range.contains(&line[key].as_f64().unwrap()),
            "{key} in {line}"
        );
    }
}

#[test]
fn a_failing_photo_is_rendered_only_by_force() {
    let folder = Folder::new("force");
    folder.write("closed.jpg", eyes_closed());
    let refused = folder.run("render closed.jpg --out-dir out --format jsonl");
    assert_eq!(refused.code, 1);
    assert_eq!(refused.lines()[0]["error"]["code"], "checks-failed");
    assert!(!folder.path("out/closed.portrait.jpg").exists());
    let forced = folder.run("render closed.jpg --out-dir out --force --format jsonl");
    assert_eq!(forced.code, 1, "it still fails its checks");
    assert!(
        folder.path("out/closed.portrait.jpg").exists(),
        "{}",
        forced.out
    );
}

#[test]
fn a_photo_is_never_replaced_by_its_portrait() {
    let folder = Folder::new("same");
    folder.write("good.jpg", good());
    let run = folder.run("render good.jpg -o ./good.jpg --force --format jsonl");
    assert_eq!(run.code, 1);
    assert_eq!(run.lines()[0]["error"]["code"], "output-is-input");
    assert_eq!(std::fs::read(folder.path("good.jpg")).unwrap(), good());
}

#[test]
fn no_portrait_replaces_another_photo_of_the_run() {
    let folder = Folder::new("kept");
    folder.write("a.jpg", good());
    folder.write("a.portrait.jpg", good());
    let run = folder.run("render a.jpg a.portrait.jpg --format jsonl");
    assert_eq!(run.code, 1);
    assert_eq!(run.lines()[0]["error"]["code"], "output-is-input");
    assert_eq!(run.lines()[1]["output"], "a.portrait.portrait.jpg");
    assert_eq!(
        std::fs::read(folder.path("a.portrait.jpg")).unwrap(),
        good()
    );
}

#[test]
fn numbers_say_which_side_of_the_limit_is_good_and_several_photos_are_counted() {
    let folder = Folder::new("numbers");
    folder.write("closed.jpg", eyes_closed());
    folder.write("good.jpg", good());
    let english = folder.run("check closed.jpg good.jpg --lang en");
    let eyes = english.out.lines().find(|line| line.contains("eyes-open"));
    let eyes = eyes.unwrap();
    assert!(
        eyes.contains("measured 0.") && eyes.contains(", at least 0."),
        "{eyes}"
    );
    assert!(eyes.trim_end() == eyes, "no blanks at the end: {eyes:?}");
    assert!(english.out.contains("2 photos · "), "{}", english.out);
    let one = folder.run("check good.jpg");
    assert!(
        !one.out.contains("共"),
        "one photo needs no sum: {}",
        one.out
    );
}
