//! The preview is the same layout as the PDF.

use print::photo::{Correction, Layout, Print, sheets};
use print::{Typefaces, svg};

use crate::shared::portrait;

#[test]
fn a_preview_holds_each_photo_once_and_no_font() {
    let faces = Typefaces::embedded().unwrap();
    let layout = Layout::find("six-inch-8-large-one-inch").unwrap();
    let prints = [Print {
        portrait: portrait(),
        caption: "202309120001 李𠮷䶮".into(),
    }];
    let pages = sheets(&layout, &prints, false, Correction::NONE, &faces).unwrap();
    let drawn = svg(&pages[0], &faces).unwrap();
    assert!(
        drawn.contains("viewBox=\"0 0 152 102\""),
        "{}",
        &drawn[..200]
    );
    assert_eq!(drawn.matches("data:image/jpeg").count(), 1);
    assert_eq!(drawn.matches("<use ").count(), 8);
    assert!(!drawn.contains("<text"), "letters are outlines");
    if let Some(keep) = std::env::var_os("CAIXIANG_TEST_KEEP") {
        std::fs::write(std::path::Path::new(&keep).join("preview.svg"), &drawn).unwrap();
    }
}

#[test]
fn mixed_sheets_hold_one_of_each() {
    let faces = Typefaces::embedded().unwrap();
    let layout = Layout::find("six-inch-4-large-one-inch").unwrap();
    let prints: Vec<Print> = (0..6)
        .map(|index| Print {
            portrait: portrait(),
            caption: format!("20230912000{index}"),
        })
        .collect();
    let pages = sheets(&layout, &prints, true, Correction::NONE, &faces).unwrap();
    let photos: Vec<usize> = pages
        .iter()
        .map(|page| svg(page, &faces).unwrap().matches("<use ").count())
        .collect();
    assert_eq!(photos, [4, 2]);
}
