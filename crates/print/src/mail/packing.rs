//! Packing lists on A4: what a parcel or a school's delivery holds, row by row, with a place to sign at the end.

use crate::error::PrintError;
use crate::page::{Area, Colour, Page, Style, Typefaces};

use super::A4;

const MARGIN: f32 = 16.0;
const ROW: f32 = 7.0;
const PALE: Colour = Colour([236, 240, 246]);

/// Rows in print order, under a title and a few facts.
#[derive(Debug, Clone, Default)]
pub struct PackingList {
    /// The heading.
    pub title: String,
    /// Facts under it, such as `("学校", "示例大学")`.
    pub facts: Vec<(String, String)>,
    /// Heads of the columns, and the part of the width that each takes.
    pub columns: Vec<(String, f32)>,
    /// A cell for each column.
    pub rows: Vec<Vec<String>>,
    /// What is signed, such as `签收人`; the list ends with a line for each.
    pub signatures: Vec<String>,
}

impl PackingList {
    /// The list on as many pages as it takes.
    ///
    /// # Errors
    /// [`PrintError::Layout`] where a row has another number of cells than there are columns,
    /// [`PrintError::NoGlyph`] and [`PrintError::TooLong`] for words that cannot be printed.
    pub fn pages(&self, faces: &Typefaces) -> Result<Vec<Page>, PrintError> {
        if self.columns.is_empty() || self.rows.iter().any(|row| row.len() != self.columns.len()) {
            return Err(PrintError::Layout(
                "a row has other cells than the list has columns",
            ));
        }
        let mut rows = self.rows.as_slice();
        let mut pages = Vec::new();
        loop {
            let mut page = Page::new(A4);
            let mut top = MARGIN;
            if pages.is_empty() {
                top = self.heading(&mut page, faces)?;
            }
            top = self.heads(&mut page, top, faces)?;
            // The last page keeps room for the signatures.
            let room = A4[1] - MARGIN - 8.0 - top;
            let fitting = (room / ROW) as usize;
            let with_signatures = ((room - 24.0) / ROW) as usize;
            let is_last = rows.len() <= with_signatures;
            let (here, rest) = rows.split_at(rows.len().min(fitting));
            for (index, row) in here.iter().enumerate() {
                self.row(&mut page, top, row, index % 2 == 1, faces)?;
                top += ROW;
            }
            if is_last {
                self.sign(&mut page, top, faces)?;
            }
            pages.push(page);
            rows = rest;
            if is_last {
                break;
            }
        }
        let count = pages.len();
        for (number, page) in (1..).zip(&mut pages) {
            let text = format!("{number} / {count}");
            let style = Style::plain(3.0).coloured(Colour::GREY).centred();
            page.text(faces, [A4[0] / 2.0, A4[1] - 9.0], 40.0, &text, style)?;
        }
        Ok(pages)
    }

    fn heading(&self, page: &mut Page, faces: &Typefaces) -> Result<f32, PrintError> {
        let width = A4[0] - 2.0 * MARGIN;
        let mut top = MARGIN + 5.0;
        let title = Style::plain(7.0).bold().wrapped(2);
        top += page.text(faces, [MARGIN, top], width, &self.title, title)?;
        for pair in self.facts.chunks(2) {
            for (index, (label, value)) in pair.iter().enumerate() {
                let left = MARGIN + index as f32 * width / 2.0;
                let grey = Style::plain(3.4).coloured(Colour::GREY);
                page.text(faces, [left, top], 22.0, label, grey)?;
                let style = Style::plain(3.6).down_to(1.8);
                page.text(faces, [left + 24.0, top], width / 2.0 - 27.0, value, style)?;
            }
            top += 6.0;
        }
        Ok(top)
    }

    fn heads(&self, page: &mut Page, top: f32, faces: &Typefaces) -> Result<f32, PrintError> {
        let heads: Vec<String> = self.columns.iter().map(|(head, _)| head.clone()).collect();
        self.row(page, top, &heads, true, faces)?;
        let y = top + ROW;
        page.stroke([MARGIN, y], [A4[0] - MARGIN, y], 0.3, Colour::BLACK);
        Ok(y)
    }

    fn row(
        &self,
        page: &mut Page,
        top: f32,
        cells: &[String],
        is_shaded: bool,
        faces: &Typefaces,
    ) -> Result<(), PrintError> {
        let width = A4[0] - 2.0 * MARGIN;
        if is_shaded {
            page.fill(Area::new([MARGIN, top], [width, ROW]), 0.0, PALE);
        }
        let parts: f32 = self.columns.iter().map(|(_, part)| part).sum();
        let mut left = MARGIN;
        for (cell, (_, part)) in cells.iter().zip(&self.columns) {
            let room = width * part / parts;
            let style = Style::plain(3.4).down_to(1.5);
            page.text(faces, [left + 1.0, top + 4.7], room - 2.0, cell, style)?;
            left += room;
        }
        Ok(())
    }

    fn sign(&self, page: &mut Page, top: f32, faces: &Typefaces) -> Result<(), PrintError> {
        let width = A4[0] - 2.0 * MARGIN;
        let count = self.signatures.len().max(1) as f32;
        for (index, label) in self.signatures.iter().enumerate() {
            let left = MARGIN + index as f32 * width / count;
            let (y, end) = (top + 18.0, left + width / count - 6.0);
            page.text(
                faces,
                [left, y],
                width / count * 0.45,
                label,
                Style::plain(3.4),
            )?;
            page.stroke(
                [left + width / count * 0.45, y + 1.0],
                [end, y + 1.0],
                0.2,
                Colour::BLACK,
            );
        }
        Ok(())
    }
}
