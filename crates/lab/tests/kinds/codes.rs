//! Pictures of collection codes.

use app::ports::{PhotoLab, ReadCode};
use bytes::Bytes;
use collection_code::{CodeFields, Content, is_foreign};
use raster::RgbImage;
use test_kit::card::{Card, CardFields, Shot, photograph};
use test_kit::to_png;

use crate::LAB;

/// The rows of the table of reports that are answered here.
pub(crate) const ROWS: &[&str] = &[
    "e-codes/07-long-screenshot-1080x14000.png",
    "e-codes/20-gbk-json-no-eci.png",
    "e-codes/31-two-collection-codes.png",
    "e-codes/32-only-a-web-address.png",
];

fn card(code_id: &str) -> Card {
    let fields = CardFields {
        code_id: code_id.into(),
        ..CardFields::default()
    };
    Card::new(&fields.to_payload()).unwrap()
}

async fn read(picture: &RgbImage) -> ReadCode {
    let file = Bytes::from(to_png(picture).unwrap());
    LAB.read_code(file).await.unwrap()
}

fn fields(code: &ReadCode) -> &CodeFields {
    match &code.content {
        Content::Fields(fields) => fields,
        Content::Opaque => panic!("the payload was not understood"),
    }
}

#[tokio::test]
async fn a_long_screenshot_is_read() {
    let shot = Shot {
        size_px: (1080, 1600),
        scale: 1.6,
        ..Shot::default()
    };
    let seen = card("DRAWN-7").photographed(&shot);
    // Near its beginning: the reader has two seconds, which a busy machine spends on the first windows. Places further
    // down are tested in `collection-code`, without a clock.
    let picture = RgbImage::from_fn(1080, 14_000, |x, y| match y.checked_sub(900) {
        Some(row) if row < 1600 => seen.pixel(x, row),
        _ => [245; 3],
    });
    let code = read(&picture).await;
    assert_eq!(fields(&code).code_id.as_deref(), Some("DRAWN-7"));
}

#[tokio::test]
async fn two_codes_of_one_picture_are_both_reported() {
    let at = |down: f32| Shot {
        size_px: (1080, 2000),
        scale: 1.6,
        center: (0.5, down),
        ..Shot::default()
    };
    let (one, other) = (card("DRAWN-1"), card("DRAWN-2"));
    let picture = photograph(&[(&one, at(0.26)), (&other, at(0.76))]);
    let code = read(&picture).await;
    let mut ids = [&code, &code.others[0]].map(|code| fields(code).code_id.clone().unwrap());
    ids.sort();
    assert_eq!(ids, ["DRAWN-1", "DRAWN-2"]);
}

#[tokio::test]
async fn a_web_address_is_told_as_another_code() {
    let link = Card::new(b"https://example.org/download").unwrap();
    let code = read(&link.photographed(&Shot::default())).await;
    assert!(matches!(code.content, Content::Opaque));
    assert!(code.payload.text().is_some_and(is_foreign));
    assert!(code.others.is_empty());
}

#[tokio::test]
async fn a_code_in_gbk_that_does_not_say_so_is_read() {
    // 张* and 继续教育学院.
    let name = b"\xD5\xC5*";
    let college = b"\xBC\xCC\xD0\xF8\xBD\xCC\xD3\xFD\xD1\xA7\xD4\xBA";
    let payload = [
        &br#"{"sjc":"1760000000000","cjm":"DRAWN-20","yxdm":"10001","zjhm":"012X","xh":"2025000042","fy":""#[..],
        college,
        br#"","xm":""#,
        name,
        br#""}"#,
    ]
    .concat();
    let code = read(&Card::new(&payload).unwrap().photographed(&Shot::default())).await;
    let fields = fields(&code);
    assert_eq!(fields.code_id.as_deref(), Some("DRAWN-20"));
    assert_eq!(fields.college.as_deref(), Some("继续教育学院"));
}
