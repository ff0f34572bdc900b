//! Contact sheets on A4: thirty small portraits a page with number, name and a line to sign, for a school to check
//! that every photo is at the right person.

use crate::error::PrintError;
use crate::page::{Area, Colour, Page, Style, Typefaces};
use crate::photo::Portrait;

use super::A4;

const MARGIN: f32 = 12.0;
const COLUMNS: usize = 6;
const ROWS: usize = 5;
const TOP: f32 = 30.0;

/// One student of a contact sheet.
#[derive(Debug, Clone)]
pub struct Contact {
    /// The portrait.
    pub portrait: Portrait,
    /// Student number.
    pub number: String,
    /// The student's name.
    pub name: String,
}

/// The students of one class or teaching point.
#[derive(Debug, Clone, Default)]
pub struct ContactSheet {
    /// School and class.
    pub title: String,
    /// What the signature says, such as `本人确认照片无误`.
    pub statement: String,
    /// In print order.
    pub contacts: Vec<Contact>,
}

impl ContactSheet {
    /// The sheet on as many pages as it takes; none without students.
    ///
    /// # Errors
    /// [`PrintError::NoGlyph`] and [`PrintError::TooLong`] for words that cannot be printed.
    pub fn pages(&self, faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
        let chunks = self.contacts.chunks(COLUMNS * ROWS);
        let count = chunks.len();
        let pages = (1..).zip(chunks).map(|(number, contacts)| {
            let mut page = Page::new(A4);
            let room = A4[0] - 2.0 * MARGIN;
            let title = Style::plain(5.0).bold();
            page.text(faces, [MARGIN, 17.0], room - 25.0, &self.title, title)?;
            let shown = format!("{number} / {count}");
            let style = Style::plain(3.4).coloured(Colour::GREY).ending();
            page.text(faces, [A4[0] - MARGIN, 17.0], 24.0, &shown, style)?;
            let style = Style::plain(3.4).coloured(Colour::GREY);
            page.text(faces, [MARGIN, 24.0], room, &self.statement, style)?;
            for (index, contact) in contacts.iter().enumerate() {
                one(&mut page, index, contact, faces)?;
            }
            Ok(page)
        });
        pages.collect()
    }
}

fn one(
    page: &mut Page,
    index: usize,
    contact: &Contact,
    faces: &Typefaces,
) -> Result<(), PrintError> {
    let cell = [
        (A4[0] - 2.0 * MARGIN) / COLUMNS as f32,
        (A4[1] - TOP - MARGIN) / ROWS as f32,
    ];
    let left = MARGIN + (index % COLUMNS) as f32 * cell[0];
    let top = TOP + (index / COLUMNS) as f32 * cell[1];
    let middle = left + cell[0] / 2.0;
    let photo = Area::new([middle - 12.0, top], [24.0, 32.0]);
    page.photo(photo, photo, contact.portrait.picture());
    let room = cell[0] - 2.0;
    let number = Style::plain(2.6).centred().down_to(1.5);
    page.text(faces, [middle, top + 35.5], room, &contact.number, number)?;
    let name = Style::plain(3.2).centred().down_to(1.8).wrapped(2);
    page.text(faces, [middle, top + 39.5], room, &contact.name, name)?;
    let line = top + cell[1] - 3.0;
    page.stroke(
        [left + 2.0, line],
        [left + cell[0] - 2.0, line],
        0.15,
        Colour::GREY,
    );
    Ok(())
}
