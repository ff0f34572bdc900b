//! Photo sheets: portraits in the places of a layout, cut marks over them, and a caption.

use crate::error::PrintError;
use crate::page::{Area, Colour, Page, Style, Typefaces};

use super::calibration::Correction;
use super::cuts::{self, STROKE_MM};
use super::layout::{Caption, Layout, SAFE_MM};
use super::portrait::Portrait;

/// Fewer pixels per inch look soft in a hand, and schools ask for so many.
const LEAST_PPI: f32 = 300.0;

/// Height of a caption's letters, and the least, millimetres.
const CAPTION_MM: f32 = 2.8;
const LEAST_CAPTION_MM: f32 = 1.7;

/// How far photos without a gap go over their cut, millimetres.
const SEAM_MM: f32 = 0.03;

/// Colour of cut marks: seen on white paper and on a blue background, and not by the way.
const MARK: Colour = Colour([90, 90, 90]);

/// One portrait and what is written under it, such as its number and name.
#[derive(Debug, Clone)]
pub struct Print {
    /// The portrait.
    pub portrait: Portrait,
    /// The caption, agreed with the school; empty for none.
    pub caption: String,
}

/// Sheets for these prints in this order: every print fills a sheet of its own, or, where they are `mixed`, one place
/// after the other. Places that are left are blank.
///
/// # Errors
/// [`PrintError::Layout`] for a layout that does not fit, [`PrintError::TooCoarse`] below 300 pixels per inch,
/// [`PrintError::NoGlyph`] and [`PrintError::TooLong`] for a caption that cannot be set.
pub fn sheets(
    layout: &Layout,
    prints: &[Print],
    mixed: bool,
    correction: Correction,
    faces: &Typefaces,
) -> Result<Vec<Page>, PrintError> {
    let slots = layout.slots()?;
    let one = |print| std::iter::repeat_n(print, slots.len()).collect();
    let filled: Vec<Vec<&Print>> = if mixed {
        let chunks = prints.chunks(slots.len());
        chunks.map(|chunk| chunk.iter().collect()).collect()
    } else {
        prints.iter().map(one).collect()
    };
    let sheets = filled.iter().map(|prints| {
        let mut page = sheet(layout, &slots, prints, faces)?;
        page.transform = correction.transform();
        Ok(page)
    });
    sheets.collect()
}

fn sheet(
    layout: &Layout,
    slots: &[Area],
    prints: &[&Print],
    faces: &Typefaces,
) -> Result<Page, PrintError> {
    let mut page = Page::new(layout.paper_mm);
    for (slot, print) in slots.iter().zip(prints) {
        let (visible, placed) = place(layout, *slot);
        let ppi = print.portrait.ppi(placed.width);
        if ppi < LEAST_PPI {
            return Err(PrintError::TooCoarse { ppi: ppi as u32 });
        }
        page.photo(visible, placed, print.portrait.picture());
    }
    let used = &slots[..prints.len().min(slots.len())];
    for [from, to] in cuts::strokes(used, layout.paper_mm, layout.bleed_mm) {
        page.stroke(from, to, STROKE_MM, MARK);
    }
    match layout.caption {
        Caption::None => {}
        Caption::UnderPhotos => {
            for (slot, print) in slots.iter().zip(prints) {
                under_photo(&mut page, layout, *slot, &print.caption, faces)?;
            }
        }
        Caption::OnSheet => {
            let mut captions: Vec<&str> = Vec::new();
            for print in prints {
                if !print.caption.is_empty() && !captions.contains(&print.caption.as_str()) {
                    captions.push(&print.caption);
                }
            }
            on_sheet(&mut page, layout, &captions.join("  "), faces)?;
        }
    }
    Ok(page)
}

/// What is seen of a portrait in a slot, and where the whole portrait lies: as large as to cover slot and bleed, the
/// same around the slot's middle.
fn place(layout: &Layout, slot: Area) -> (Area, Area) {
    // Photos that touch lie over each other by so little, or printers leave a light seam between them.
    let seam = |axis: usize| {
        if layout.gap_mm[axis] == 0.0 {
            SEAM_MM
        } else {
            0.0
        }
    };
    let [sideways, up] = [0, 1].map(|axis| layout.bleed_mm[axis].max(seam(axis)));
    let visible = Area::new(
        [slot.left - sideways, slot.top - up],
        [slot.width + 2.0 * sideways, slot.height + 2.0 * up],
    );
    let quarter = (visible.width / 3.0).max(visible.height / 4.0);
    let [x, y] = slot.middle();
    let placed = Area::new(
        [x - 1.5 * quarter, y - 2.0 * quarter],
        [3.0 * quarter, 4.0 * quarter],
    );
    (visible, placed)
}

fn under_photo(
    page: &mut Page,
    layout: &Layout,
    slot: Area,
    caption: &str,
    faces: &Typefaces,
) -> Result<(), PrintError> {
    // The cut marks of the photo's sides are left and right of it.
    let room = slot.width - 1.5;
    let top = slot.bottom() + layout.bleed_mm[1];
    let next = top + layout.gap_mm[1] - 2.0 * layout.bleed_mm[1];
    let bottom = next.min(layout.paper_mm[1] - SAFE_MM);
    let lines = if bottom - top > 2.2 * CAPTION_MM {
        2
    } else {
        1
    };
    let style = Style::plain(CAPTION_MM)
        .down_to(LEAST_CAPTION_MM)
        .wrapped(lines)
        .centred();
    let [x, _] = slot.middle();
    page.text(faces, [x, top + CAPTION_MM + 0.4], room, caption, style)?;
    Ok(())
}

/// Once on the sheet, in the wider of the margins below and to the right, beyond the cut marks.
fn on_sheet(
    page: &mut Page,
    layout: &Layout,
    caption: &str,
    faces: &Typefaces,
) -> Result<(), PrintError> {
    let grid = layout.grid()?;
    let [width, height] = layout.paper_mm;
    let below = height - SAFE_MM - grid.bottom();
    let beside = width - SAFE_MM - grid.right();
    let [x, y] = grid.middle();
    // Cut marks take 2.7 mm of the margin.
    let size = CAPTION_MM.min(below.max(beside) - 2.7);
    if size < LEAST_CAPTION_MM {
        return Err(PrintError::Layout("no margin has room for a caption"));
    }
    let style = Style::plain(size)
        .down_to(LEAST_CAPTION_MM)
        .coloured(Colour::BLACK)
        .centred();
    // Descending letters take a fifth of the square.
    if below >= beside {
        let baseline = height - SAFE_MM - 0.2 * size;
        page.text(faces, [x, baseline], width - 2.0 * SAFE_MM, caption, style)?;
    } else {
        let baseline = width - SAFE_MM - 0.2 * size;
        page.text_upward(faces, [baseline, y], height - 2.0 * SAFE_MM, caption, style)?;
    }
    Ok(())
}
