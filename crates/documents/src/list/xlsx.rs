//! A list as an Excel workbook with one sheet of text cells, written row by row. Text cells are never formulas, and
//! a number in them keeps its zeros.

use std::io::{self, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use super::sheet::{ListError, Sheet};

/// Rows that a sheet of Excel has, the head included.
const MAX_ROWS: usize = 1_048_576;

/// Columns of a sheet are named by up to two letters here.
const MAX_COLUMNS: usize = 702;

/// Characters that a cell of Excel holds.
const MAX_CELL: usize = 32_767;

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
<Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>\
<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
</Types>";

const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
</Relationships>";

const WORKBOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";

const PARTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>\
</Relationships>";

/// Style 0 is plain, style 1 is text (format 49, `@`), style 2 the same in bold.
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"等线\"/></font><font><b/><sz val=\"11\"/><name val=\"等线\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>\
<cellXfs count=\"3\"><xf/><xf numFmtId=\"49\" applyNumberFormat=\"1\"/>\
<xf numFmtId=\"49\" fontId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>";

/// Writes `sheet` as a workbook; the same sheet always gives the same bytes.
///
/// # Errors
/// [`ListError::TooLarge`] for more rows, columns or characters in a cell than Excel has, [`ListError::Uneven`],
/// [`ListError::Write`].
pub fn write_xlsx(sheet: Sheet<'_>, out: &mut dyn Write) -> Result<(), ListError> {
    if sheet.rows.count() >= MAX_ROWS || sheet.columns.len() > MAX_COLUMNS {
        return Err(ListError::TooLarge);
    }
    let mut zip = ZipWriter::new_stream(out);
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/styles.xml", STYLES),
    ] {
        begin(&mut zip, name)?;
        zip.write_all(text.as_bytes())?;
    }
    begin(&mut zip, "xl/worksheets/sheet1.xml")?;
    rows(sheet, &mut zip)?;
    zip.finish().map_err(io::Error::other)?;
    Ok(())
}

fn begin<W: Write + io::Seek>(zip: &mut ZipWriter<W>, name: &str) -> Result<(), ListError> {
    // The hour of writing would make two workbooks of the same list differ.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    zip.start_file(name, options).map_err(io::Error::other)?;
    Ok(())
}

fn rows(sheet: Sheet<'_>, out: &mut dyn Write) -> Result<(), ListError> {
    write!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" state=\"frozen\"/>\
         </sheetView></sheetViews><cols>"
    )?;
    for (number, width) in (1..).zip(widths(sheet)?) {
        write!(
            out,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        )?;
    }
    write!(out, "</cols><sheetData>")?;
    let heads: Vec<&str> = sheet
        .columns
        .iter()
        .map(|column| column.head.as_str())
        .collect();
    row(1, 2, &heads, out)?;
    sheet.each(|index, cells| row(index + 2, 1, cells, out))?;
    write!(out, "</sheetData></worksheet>")?;
    Ok(())
}

fn row(number: usize, style: u8, cells: &[&str], out: &mut dyn Write) -> Result<(), ListError> {
    write!(out, "<row r=\"{number}\">")?;
    for (column, cell) in cells.iter().enumerate() {
        if cell.encode_utf16().count() > MAX_CELL {
            return Err(ListError::TooLarge);
        }
        if !cell.is_empty() {
            let name = column_name(column);
            write!(
                out,
                "<c r=\"{name}{number}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escaped(cell)
            )?;
        }
    }
    write!(out, "</row>")?;
    Ok(())
}

/// Widths of columns in letters.
fn widths(sheet: Sheet<'_>) -> Result<Vec<usize>, ListError> {
    let letters = |text: &str| {
        let wide = text.chars().filter(|letter| !letter.is_ascii()).count();
        text.chars().count() + wide
    };
    let heads = sheet.columns.iter().map(|column| letters(&column.head));
    let mut widths: Vec<usize> = heads.collect();
    sheet.each(|_, cells| {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(letters(cell));
        }
        Ok(())
    })?;
    Ok(widths
        .into_iter()
        .map(|width| width.clamp(6, 60) + 2)
        .collect())
}

/// `A` to `ZZ`.
fn column_name(index: usize) -> String {
    let letter = |value: usize| char::from(b'A' + (value % 26) as u8);
    if index < 26 {
        letter(index).to_string()
    } else {
        format!("{}{}", letter(index / 26 - 1), letter(index))
    }
}

/// Text for XML 1.0, which has no control characters but tab and line ends.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\t' | '\n' | '\r' => safe.push(letter),
            '\u{FFFE}' | '\u{FFFF}' => safe.push(' '),
            letter if letter < ' ' => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::Column;

    #[test]
    fn columns_have_excels_names() {
        for (index, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")] {
            assert_eq!(column_name(index), expected);
        }
    }

    #[test]
    fn the_same_sheet_gives_the_same_bytes() {
        let columns = [Column {
            head: "学号".into(),
            field: "XH".into(),
        }];
        let rows = vec![vec!["=1+1 <&> \u{7}".to_owned()]];
        let sheet = Sheet {
            columns: &columns,
            rows: &rows,
        };
        let written = || {
            let mut bytes = Vec::new();
            write_xlsx(sheet, &mut bytes).unwrap();
            bytes
        };
        assert_eq!(written(), written());
    }
}
