//! The header line: which known column is where, by any of its names.

use super::cells::Row;

/// The columns that a kind of list knows.
pub(crate) trait Heading: Copy + Eq + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// The headers by which a column is known: in lower case, `_` for a space or a hyphen.
    fn names(self) -> &'static [&'static str];
}

/// A known column occurs twice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Repeated {
    /// The second header, as it was written.
    pub(crate) header: String,
}

/// Where each column is.
pub(crate) struct Headings<C> {
    places: Vec<(C, usize)>,
    /// Headers of other columns, as they were written.
    pub(crate) ignored: Vec<String>,
}

impl<C: Heading> Headings<C> {
    /// Recognises the cells of a header line.
    pub(crate) fn recognise(row: Row<'_>) -> Result<Self, Repeated> {
        let mut headings = Self {
            places: Vec::new(),
            ignored: Vec::new(),
        };
        for (place, header) in row.cells().enumerate() {
            let word = normal(header);
            let known = C::ALL
                .iter()
                .find(|column| column.names().contains(&word.as_str()));
            match known {
                Some(column) if headings.place(*column).is_some() => {
                    let header = header.to_owned();
                    return Err(Repeated { header });
                }
                Some(column) => headings.places.push((*column, place)),
                None if header.is_empty() => {}
                None => headings.ignored.push(header.to_owned()),
            }
        }
        Ok(headings)
    }

    /// The place of a column from 0.
    pub(crate) fn place(&self, column: C) -> Option<usize> {
        let found = self.places.iter().find(|(known, _)| *known == column);
        found.map(|(_, place)| *place)
    }
}

/// A header in the form of [`Heading::names`].
pub(crate) fn normal(header: &str) -> String {
    header.to_lowercase().replace([' ', '-'], "_")
}
