//! Templates of paths, such as `{college}/{number}.jpg`. `{serial}` is the file's place on all discs together, filled
//! with zeros to the width of the last one.

use std::fmt::Write as _;

use super::safe::{NameError, check_path, name, part};

/// The field of a file's place.
const SERIAL: &str = "serial";

/// A path with fields in curly brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Names of folders, and of the file last; each of pieces.
    names: Vec<Vec<Piece>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// Place of the field in the row.
    Field(usize),
    Serial,
}

impl Template {
    /// A template over these fields.
    ///
    /// # Errors
    /// [`NameError::Template`] for what is no path, [`NameError::UnknownField`] for a field that there is not.
    pub fn parse(text: &str, fields: &[&str]) -> Result<Self, NameError> {
        let names = text.split('/').map(|name| pieces(name, fields));
        let names: Vec<Vec<Piece>> = names.collect::<Result<_, _>>()?;
        if names.iter().any(Vec::is_empty) {
            return Err(NameError::Template);
        }
        Ok(Self { names })
    }

    /// The path of a row of cells at this place of so many.
    ///
    /// # Errors
    /// [`NameError`] where an empty, too long or impossible name comes out.
    pub fn path(&self, cells: &[String], place: usize, count: usize) -> Result<String, NameError> {
        let width = count.to_string().len();
        let mut path = Vec::new();
        for pieces in &self.names {
            let mut text = String::new();
            // A file whose only field is empty would be named by its ending.
            let mut is_filled = pieces.iter().all(|piece| matches!(piece, Piece::Text(_)));
            for piece in pieces {
                match piece {
                    Piece::Text(fixed) => text.push_str(fixed),
                    Piece::Serial => {
                        is_filled = true;
                        // Writing to a String cannot fail.
                        let _written = write!(text, "{:0width$}", place + 1);
                    }
                    Piece::Field(field) => {
                        let value = part(cells.get(*field).map_or("", String::as_str));
                        is_filled |= !value.is_empty();
                        text.push_str(&value);
                    }
                }
            }
            if !is_filled {
                return Err(NameError::Empty);
            }
            path.push(name(&text)?);
        }
        let path = path.join("/");
        check_path(&path)?;
        Ok(path)
    }
}

fn pieces(name: &str, fields: &[&str]) -> Result<Vec<Piece>, NameError> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some((text, after)) = rest.split_once('{') {
        let (field, after) = after.split_once('}').ok_or(NameError::Template)?;
        push_text(&mut pieces, text);
        let known = fields.iter().position(|known| *known == field);
        pieces.push(match known {
            Some(place) => Piece::Field(place),
            None if field == SERIAL => Piece::Serial,
            None => return Err(NameError::UnknownField),
        });
        rest = after;
    }
    if rest.contains('}') {
        return Err(NameError::Template);
    }
    push_text(&mut pieces, rest);
    Ok(pieces)
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    let text = part(text);
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&str; 3] = ["number", "name", "college"];

    #[track_caller]
    fn check(template: &str, cells: [&str; 3], expected: Result<&str, NameError>) {
        let cells = cells.map(str::to_owned);
        let path =
            Template::parse(template, &FIELDS).and_then(|parsed| parsed.path(&cells, 6, 12_000));
        assert_eq!(path, expected.map(str::to_owned), "{template}");
    }

    #[test]
    fn fields_are_filled_in() {
        let cells = ["0012", "王小明", "会计/学院"];
        check("{number}.jpg", cells, Ok("0012.jpg"));
        check(
            "{college}/{number}_{name}.jpg",
            cells,
            Ok("会计_学院/0012_王小明.jpg"),
        );
        check("{serial}-{number}.jpg", cells, Ok("00007-0012.jpg"));
        check("photos/{number}.jpg", cells, Ok("photos/0012.jpg"));
    }

    #[test]
    fn what_is_no_path_is_refused() {
        let cells = ["", "王", "会计"];
        check("", cells, Err(NameError::Template));
        check("/{name}.jpg", cells, Err(NameError::Template));
        check("{name", cells, Err(NameError::Template));
        check("name}.jpg", cells, Err(NameError::Template));
        check("{class}.jpg", cells, Err(NameError::UnknownField));
        check("{number}.jpg", cells, Err(NameError::Empty));
        check("{college}/..", cells, Err(NameError::Empty));
    }
}
