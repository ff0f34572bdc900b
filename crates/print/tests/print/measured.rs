//! Millimetres and pixels per inch, as poppler measures them.

use print::photo::{Caption, Correction, Layout, Print, calibration_sheet, sheets};
use print::{Page, Typefaces};

use crate::shared::{Raster, Written, poppler, portrait, portrait_bytes, raster, written};

const PPI: u32 = 600;

fn print(caption: &str) -> Print {
    Print {
        portrait: portrait(),
        caption: caption.to_owned(),
    }
}

fn sheet(layout: &Layout, correction: Correction) -> (Written, Vec<Page>) {
    let faces = Typefaces::embedded().unwrap();
    let prints = [print("202309120001 李𠮷䶮")];
    let pages = sheets(layout, &prints, false, correction, &faces).unwrap();
    (written(layout.code, &pages, &faces), pages)
}

/// Where a row or column of pixels goes over from light to dark or back, millimetres.
fn edges(raster: &Raster, axis: usize, at_mm: f32, level: u8) -> Vec<f32> {
    let at = (at_mm / 25.4 * PPI as f32) as usize;
    let length = [raster.width, raster.height][axis];
    let pixel = |place: usize| {
        let [x, y] = if axis == 0 { [place, at] } else { [at, place] };
        raster.pixels[y * raster.width + x] < level
    };
    let changes = (1..length).filter(|place| pixel(*place) != pixel(place - 1));
    changes
        .map(|place| place as f32 / PPI as f32 * 25.4)
        .collect()
}

#[track_caller]
fn check_near(measured: f32, expected: f32) {
    assert!(
        (measured - expected).abs() <= 0.1,
        "{measured} mm, expected {expected} mm"
    );
}

#[test]
fn pages_are_as_large_as_their_paper() {
    for layout in Layout::stock() {
        let (written, _) = sheet(&layout, Correction::NONE);
        let Some(info) = poppler("pdfinfo", &[], &written.path) else {
            return;
        };
        let size = info
            .lines()
            .find(|line| line.starts_with("Page size"))
            .unwrap();
        let numbers = size
            .split_whitespace()
            .filter_map(|word| word.parse::<f32>().ok());
        for (points, expected) in numbers.zip(layout.paper_mm) {
            check_near(points * 25.4 / 72.0, expected);
        }
    }
}

#[test]
fn photos_have_300_pixels_per_inch_and_their_own_bytes() {
    for layout in Layout::stock() {
        let (written, _) = sheet(&layout, Correction::NONE);
        let Some(list) = poppler("pdfimages", &["-list"], &written.path) else {
            return;
        };
        let rows: Vec<Vec<&str>> = list
            .lines()
            .skip(2)
            .map(|row| row.split_whitespace().collect())
            .collect();
        assert_eq!(rows.len(), layout.photos(), "{list}");
        for row in &rows {
            assert_eq!((row[3], row[4], row[8]), ("480", "640", "jpeg"), "{list}");
            let ppi: u32 = row[12].parse().unwrap();
            assert!(ppi >= 300, "{}: {list}", layout.code);
        }
        let file = std::fs::read(&written.path).unwrap();
        let jpeg = portrait_bytes();
        let times = file
            .windows(jpeg.len())
            .filter(|part| *part == jpeg)
            .count();
        assert_eq!(times, 1, "{}: the photo's bytes, once", layout.code);
    }
}

#[test]
fn photos_lie_where_the_layout_puts_them() {
    // A layout with gaps and no bleed shows the edges of the cut.
    let mut layout = Layout::find("six-inch-4-large-one-inch").unwrap();
    layout.bleed_mm = [0.0; 2];
    layout.caption = Caption::None;
    let (written, _) = sheet(&layout, Correction::NONE);
    let Some(raster) = raster(&written, PPI) else {
        return;
    };
    // Two columns of 33 with 6 between them on 102, two rows of 48 with 14 between them on 152.
    let across = edges(&raster, 0, 25.0, 245);
    for (edge, expected) in across.iter().zip([15.0, 48.0, 54.0, 87.0]) {
        check_near(*edge, expected);
    }
    assert_eq!(across.len(), 4, "{across:?}");
    let down = edges(&raster, 1, 20.0, 245);
    for (edge, expected) in down.iter().zip([21.0, 69.0, 83.0, 131.0]) {
        check_near(*edge, expected);
    }
    assert_eq!(down.len(), 4, "{down:?}");
}

#[test]
fn the_correction_undoes_an_enlargement() {
    let mut layout = Layout::find("six-inch-4-large-one-inch").unwrap();
    layout.bleed_mm = [0.0; 2];
    layout.caption = Caption::None;
    let paper = layout.paper_mm;
    let enlarged = paper.map(|side| side * 0.75 * 1.02);
    let correction = Correction::measured(paper, enlarged, [0.0; 4]).unwrap();
    let (written, _) = sheet(&layout, correction);
    let Some(raster) = raster(&written, PPI) else {
        return;
    };
    let across = edges(&raster, 0, 25.0, 245);
    // Enlarged by the laboratory, the print is 33 mm wide again.
    check_near((across[1] - across[0]) * 1.02, 33.0);
    let down = edges(&raster, 1, 20.0, 245);
    check_near((down[1] - down[0]) * 1.02, 48.0);
}

#[test]
fn no_ink_lies_within_3_mm_of_the_edge_but_photos() {
    for layout in Layout::stock() {
        let (written, _) = sheet(&layout, Correction::NONE);
        let Some(raster) = raster(&written, PPI) else {
            return;
        };
        let px = |mm: f32| (mm / 25.4 * PPI as f32) as usize;
        let is_black = |x: usize, y: usize| raster.pixels[y * raster.width + x] < 120;
        // Photos of this test are lighter at their upper and side edges; their clothes are dark below.
        let top = (0..px(2.85)).any(|y| (0..raster.width).any(|x| is_black(x, y)));
        let left = (0..raster.height).any(|y| (0..px(2.85).min(px(1.0))).any(|x| is_black(x, y)));
        assert!(!top && !left, "{}", layout.code);
    }
}

#[test]
fn letters_are_an_embedded_subset_that_can_be_searched() {
    let layout = Layout::find("six-inch-8-large-one-inch").unwrap();
    let (written, _) = sheet(&layout, Correction::NONE);
    let Some(fonts) = poppler("pdffonts", &[], &written.path) else {
        return;
    };
    let row = fonts.lines().nth(2).unwrap();
    assert!(row.contains("+NotoSansCJKsc"), "{fonts}");
    assert!(
        row.contains("yes yes yes"),
        "embedded, subset, to Unicode: {fonts}"
    );
    assert!(std::fs::metadata(&written.path).unwrap().len() < 100_000);
    let path = written.path.with_extension("txt");
    let text = poppler("pdftotext", &["-layout"], &written.path);
    assert_eq!(
        text.as_deref(),
        Some(""),
        "pdftotext writes beside the file"
    );
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains("李𠮷䶮"), "{text}");
}

#[test]
fn calibration_marks_are_as_far_apart_as_they_say() {
    let faces = Typefaces::embedded().unwrap();
    let pages = [calibration_sheet([152.0, 102.0], &faces).unwrap()];
    let written = written("calibration", &pages, &faces);
    let Some(raster) = raster(&written, PPI) else {
        return;
    };
    // Just above the horizontal strokes of A and B, clear of the scales.
    let across = edges(&raster, 0, 51.0 - 3.0, 128);
    let marks: Vec<f32> = across
        .iter()
        .copied()
        .filter(|at| (12.0..140.0).contains(at))
        .collect();
    check_near(marks[marks.len() - 1] - marks[0], 114.0 + 0.15);
}

#[test]
fn what_cannot_be_printed_is_refused() {
    let faces = Typefaces::embedded().unwrap();
    let layout = Layout::find("six-inch-8-large-one-inch").unwrap();
    let refused = |caption: &str| {
        sheets(&layout, &[print(caption)], false, Correction::NONE, &faces).unwrap_err()
    };
    let missing = refused("李\u{20001}");
    assert_eq!(missing.code(), "no-glyph");
    assert_eq!(missing.to_string(), "no typeface has U+20001");
    assert_eq!(refused(&"长".repeat(90)).code(), "text-too-long");
    let coarse = Layout {
        size: print::photo::PhotoSize::LargeTwoInch,
        gap_mm: [2.0, 2.0],
        bleed_mm: [1.0, 1.0],
        columns: 2,
        rows: 1,
        ..layout.clone()
    };
    let refused = sheets(&coarse, &[print("")], false, Correction::NONE, &faces).unwrap_err();
    assert_eq!(refused.code(), "portrait-too-coarse");
}
