//! Parcel labels of 100 × 150 mm for thermal printers: to whom, from whom, the courier's number as a barcode, and
//! the parcel's own code for the page that scans what is shipped.

use crate::barcode;
use crate::error::PrintError;
use crate::page::{Area, Colour, Page, Style, Typefaces};

const SIZE: [f32; 2] = [100.0, 150.0];
const MARGIN: f32 = 5.0;

/// Who sends or receives.
#[derive(Debug, Clone, Default)]
pub struct Party {
    /// Person or office.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// Province, city, district, street.
    pub address: String,
}

/// One parcel.
#[derive(Debug, Clone, Default)]
pub struct Parcel {
    /// Receives it.
    pub to: Party,
    /// Sends it.
    pub from: Party,
    /// Name of the courier; may be empty.
    pub courier: String,
    /// The courier's number, which is a Code 128; empty before there is one.
    pub tracking: String,
    /// The parcel's own number, which is the QR code and a Code 128.
    pub reference: String,
    /// What is inside.
    pub contents: String,
    /// Which of how many, as in 2 of 3.
    pub piece: [u32; 2],
}

/// One label a page.
///
/// # Errors
/// [`PrintError::NoGlyph`], [`PrintError::TooLong`] and [`PrintError::Barcode`] for words that cannot be printed.
pub fn parcel_labels(parcels: &[Parcel], faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
    parcels.iter().map(|parcel| label(parcel, faces)).collect()
}

fn label(parcel: &Parcel, faces: &Typefaces) -> Result<Page, PrintError> {
    let mut page = Page::new(SIZE);
    let [width, height] = SIZE;
    let room = width - 2.0 * MARGIN;
    let [piece, pieces] = parcel.piece;
    page.text(
        faces,
        [MARGIN, 11.0],
        room * 0.6,
        &parcel.courier,
        Style::plain(5.5).bold(),
    )?;
    let count = format!("{piece} / {pieces}");
    let style = Style::plain(5.5).bold().ending();
    page.text(faces, [width - MARGIN, 11.0], room * 0.35, &count, style)?;
    rule(&mut page, 15.0);
    if parcel.tracking.is_empty() {
        let style = Style::plain(3.4).coloured(Colour::GREY).centred();
        page.text(
            faces,
            [width / 2.0, 27.0],
            room,
            "此处贴快递面单 Courier's label here",
            style,
        )?;
    } else {
        let area = Area::new([MARGIN, 18.0], [room, 20.0]);
        barcode::code128(&mut page, area, &parcel.tracking, faces)?;
    }
    rule(&mut page, 41.0);
    party(&mut page, "收", &parcel.to, [47.0, 5.6], faces)?;
    rule(&mut page, 84.0);
    party(&mut page, "寄", &parcel.from, [90.0, 3.6], faces)?;
    rule(&mut page, 112.0);
    let side = 32.0;
    barcode::qr(
        &mut page,
        [width - MARGIN - side, 114.0],
        side,
        &parcel.reference,
        false,
    )?;
    let left = room - side - 3.0;
    let contents = Style::plain(3.4).wrapped(3).down_to(2.4);
    page.text(faces, [MARGIN, 118.0], left, &parcel.contents, contents)?;
    // A scanner of one line of light reads no QR code.
    let area = Area::new([MARGIN, height - MARGIN - 14.0], [left, 14.0]);
    barcode::code128(&mut page, area, &parcel.reference, faces)?;
    Ok(page)
}

/// A party in a black square's company, its name and phone on the first line.
fn party(
    page: &mut Page,
    role: &str,
    party: &Party,
    [top, size]: [f32; 2],
    faces: &Typefaces,
) -> Result<(), PrintError> {
    let side = size * 1.6;
    let square = Area::new([MARGIN, top - 2.0], [side, side]);
    page.fill(square, 1.0, Colour::BLACK);
    let white = Style::plain(size).bold().coloured(Colour::WHITE).centred();
    let [x, y] = square.middle();
    page.text(faces, [x, y + 0.37 * size], side, role, white)?;
    let left = MARGIN + side + 3.0;
    let room = SIZE[0] - MARGIN - left;
    let mut baseline = top + size * 0.75;
    let first = format!("{}  {}", party.name, party.phone);
    let bold = Style::plain(size).bold().wrapped(2).down_to(size * 0.6);
    baseline += page.text(faces, [left, baseline], room, &first, bold)? + size * 0.2;
    let plain = Style::plain(size * 0.85).wrapped(4).down_to(size * 0.5);
    page.text(faces, [left, baseline], room, &party.address, plain)?;
    Ok(())
}

fn rule(page: &mut Page, y: f32) {
    page.stroke([MARGIN, y], [SIZE[0] - MARGIN, y], 0.3, Colour::BLACK);
}
