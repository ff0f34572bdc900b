//! `caixiang code` on drawn codes.

use crate::folder::Folder;
use base64::prelude::{BASE64_STANDARD, Engine};
use qrcode::{Color, QrCode};
use raster::RgbImage;
use serde_json::{Value, json};

/// An invented student.
const FIELDS: &str = r#"{"sjc":"1760000000000","cjm":"CODE-1","yxdm":"10001","zjhm":"012X","xh":"00420001","cc":"本科","xm":"张*"}"#;

fn picture_of(payload: &[u8]) -> Vec<u8> {
    const MODULE_PX: usize = 5;
    const MARGIN: usize = 4;
    let code = QrCode::new(payload).unwrap();
    let side = (code.width() + 2 * MARGIN) * MODULE_PX;
    let image = RgbImage::from_fn(side, side, |x, y| {
        let inside = |at: usize| {
            (at / MODULE_PX)
                .checked_sub(MARGIN)
                .filter(|&at| at < code.width())
        };
        let dark = inside(x)
            .zip(inside(y))
            .is_some_and(|at| code[at] == Color::Dark);
        [if dark { 0 } else { 255 }; 3]
    });
    test_kit::to_png(&image).unwrap()
}

/// Reads one picture; `elapsed_ms` is checked to be there and left out.
#[track_caller]
fn check(test: &str, picture: &[u8], code: i32, expected: &Value) {
    let folder = Folder::new(test);
    folder.write("code.png", picture);
    let run = folder.run("code code.png --format jsonl --lang en");
    let mut lines = run.lines();
    assert_eq!((run.code, lines.len()), (code, 1), "{}", run.err);
    let line = lines[0].as_object_mut().unwrap();
    assert!(line.remove("elapsed_ms").unwrap().is_f64());
    assert_eq!(&lines[0], expected);
}

#[test]
fn fields_are_read() {
    let payload = BASE64_STANDARD.encode(FIELDS);
    let fields: Value = serde_json::from_str(FIELDS).unwrap();
    let expected = json!({
        "file": "code.png", "text": payload, "decoder": "base64-json", "fields": fields, "others": 0,
    });
    check("code-fields", &picture_of(payload.as_bytes()), 0, &expected);
}

#[test]
fn what_is_not_understood_is_kept() {
    let expected = json!({
        "file": "code.png", "text": "opaque!", "decoder": "opaque", "fields": {}, "others": 0,
    });
    check("code-opaque", &picture_of(b"opaque!"), 0, &expected);
}

#[test]
fn bytes_that_are_not_text_are_not_guessed() {
    let expected = json!({
        "file": "code.png", "text": null, "bytes_hex": "b2c9ff", "decoder": "opaque",
        "fields": {}, "others": 0,
    });
    check("code-bytes", &picture_of(b"\xb2\xc9\xff"), 0, &expected);
}

#[test]
fn no_code_is_an_error_line() {
    let plain = test_kit::to_png(&RgbImage::filled(80, 60, [200; 3])).unwrap();
    let message = "There is no readable code. Use a sharp picture that shows the whole code.";
    let expected = json!({
        "file": "code.png", "error": {"code": "code-not-found", "message": message},
    });
    check("code-none", &plain, 1, &expected);
}

#[test]
fn a_person_reads_names_of_fields_and_no_control_characters() {
    let folder = Folder::new("code-text");
    folder.write(
        "a.png",
        picture_of(BASE64_STANDARD.encode(FIELDS).as_bytes()),
    );
    folder.write("b.png", picture_of(b"\x1b[2Jgone"));
    let run = folder.run("code a.png b.png");
    assert_eq!(run.code, 0);
    assert!(run.out.contains("学号: 00420001"), "{}", run.out);
    assert!(
        run.out.contains("·[2Jgone") && !run.out.contains('\x1b'),
        "{}",
        run.out
    );
}
