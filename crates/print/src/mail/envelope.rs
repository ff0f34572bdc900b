//! Envelopes, one a page, and labels for photo bags, 24 a page: student number, name, where it goes, a barcode.

use crate::barcode;
use crate::error::PrintError;
use crate::page::{Area, Colour, Page, Style, Typefaces};

use super::A4;

/// Sizes of Chinese envelopes (GB/T 1416) and of a common photo bag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvelopeFormat {
    /// A bag for one sheet of 6-inch paper, 170 × 120 mm.
    PhotoBag,
    /// 5 号 (DL), 220 × 110 mm.
    Five,
    /// 7 号 (C5), 229 × 162 mm.
    Seven,
    /// 9 号 (C4), 324 × 229 mm.
    Nine,
}

impl EnvelopeFormat {
    /// Width and height, millimetres.
    pub const fn size_mm(self) -> [f32; 2] {
        match self {
            Self::PhotoBag => [170.0, 120.0],
            Self::Five => [220.0, 110.0],
            Self::Seven => [229.0, 162.0],
            Self::Nine => [324.0, 229.0],
        }
    }
}

/// Whose photos are inside.
#[derive(Debug, Clone, Default)]
pub struct Addressee {
    /// Student number; printable ASCII, also the barcode.
    pub number: String,
    /// The student's name.
    pub name: String,
    /// School, college, class, from the large to the small.
    pub path: Vec<String>,
    /// What is inside, such as `大一寸 8 张`; may be empty.
    pub contents: String,
}

/// One envelope a page.
///
/// # Errors
/// [`PrintError::NoGlyph`], [`PrintError::TooLong`] and [`PrintError::Barcode`] for words that cannot be printed.
pub fn envelopes(
    format: EnvelopeFormat,
    addressees: &[Addressee],
    faces: &Typefaces,
) -> Result<Vec<Page>, PrintError> {
    let size = format.size_mm();
    let pages = addressees.iter().map(|addressee| {
        let mut page = Page::new(size);
        let area = Area::new([0.0; 2], size).within(12.0);
        // Larger envelopes have larger letters.
        let letters = (size[1] * 0.06).clamp(7.5, 14.0);
        addressed(&mut page, area, addressee, letters, faces)?;
        Ok(page)
    });
    pages.collect()
}

/// Labels of 70 × 37 mm, three across and eight down an A4 sheet.
///
/// # Errors
/// As [`envelopes`].
pub fn bag_labels(addressees: &[Addressee], faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
    let size = [70.0, 37.0];
    let pages = addressees.chunks(24).map(|addressees| {
        let mut page = Page::new(A4);
        for (index, addressee) in addressees.iter().enumerate() {
            let (row, column) = (index / 3, index % 3);
            // Eight rows leave half a millimetre above and below.
            let corner = [column as f32 * size[0], 0.5 + row as f32 * size[1]];
            let area = Area::new(corner, size).within(4.0);
            addressed(&mut page, area, addressee, 4.2, faces)?;
        }
        Ok(page)
    });
    pages.collect()
}

/// Name and number large, where it goes above them, the code at the lower edge.
fn addressed(
    page: &mut Page,
    area: Area,
    addressee: &Addressee,
    size: f32,
    faces: &Typefaces,
) -> Result<(), PrintError> {
    let small = size * 0.6;
    let mut baseline = area.top + small;
    let path = addressee.path.join("·");
    let style = Style::plain(small)
        .coloured(Colour::GREY)
        .wrapped(2)
        .down_to(small * 0.5);
    baseline += page.text(faces, [area.left, baseline], area.width, &path, style)?;
    baseline += size * 0.7;
    let bold = Style::plain(size).bold().wrapped(2).down_to(size * 0.5);
    let name = area.width * 0.5;
    page.text(faces, [area.left, baseline], name, &addressee.name, bold)?;
    let number = Style::plain(size * 0.8).ending().down_to(size * 0.4);
    let room = area.width * 0.48;
    page.text(
        faces,
        [area.right(), baseline],
        room,
        &addressee.number,
        number,
    )?;
    let bars = (size * 2.4).min(area.bottom() - baseline - 1.0);
    let width = area.width.min(90.0);
    let code = Area::new([area.left, area.bottom() - bars], [width, bars]);
    barcode::code128(page, code, &addressee.number, faces)?;
    if !addressee.contents.is_empty() && area.width > width {
        let style = Style::plain(small).ending();
        let at = [area.right(), area.bottom() - 0.3 * small];
        page.text(
            faces,
            at,
            area.width - width - 4.0,
            &addressee.contents,
            style,
        )?;
    }
    Ok(())
}
