//! Files of every format, drawn: parts of an xlsx, records of an xls, fields of a dbf.

use std::io::{Cursor, Write};

use encoding_rs::GB18030;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The header of all lists here.
pub(crate) const HEADER: [&str; 5] = ["学号", "姓名", "学院", "层次", "年级"];

/// Two students.
pub(crate) const STUDENTS: [[&str; 5]; 2] = [
    ["00202309990000", "甲一", "继续教育学院", "高起专", "2023"],
    ["00202309990001", "𠮷野丁", "继续教育学院", "专升本", "2023"],
];

/// The same as text with commas.
pub(crate) fn text() -> String {
    let rows = STUDENTS.map(|row| row.join(","));
    format!("{}\n{}\n", HEADER.join(","), rows.join("\n"))
}

/// A zip archive.
pub(crate) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook: name and state of each sheet with what is inside of its `worksheet`; inside of `styleSheet` and `sst`.
pub(crate) struct Xlsx<'a> {
    pub(crate) sheets: &'a [(&'a str, &'a str, &'a str)],
    pub(crate) styles: &'a str,
    pub(crate) strings: &'a str,
}

impl Xlsx<'_> {
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.with_targets(|index| index)
    }

    /// With the part of another sheet for each sheet.
    pub(crate) fn with_targets(&self, target: impl Fn(usize) -> usize) -> Vec<u8> {
        let mut sheets = String::new();
        let mut related = String::new();
        let mut parts: Vec<(String, String)> = Vec::new();
        for (index, (name, state, inside)) in self.sheets.iter().enumerate() {
            sheets.push_str("<sheet name=\"");
            sheets += &[
                name,
                "\" state=\"",
                state,
                "\" r:id=\"r",
                &index.to_string(),
                "\"/>",
            ]
            .concat();
            let part = format!("worksheets/s{}.xml", target(index));
            related += &relationship(&format!("r{index}"), "worksheet", &part);
            parts.push((
                format!("xl/worksheets/s{index}.xml"),
                format!("<worksheet>{inside}</worksheet>"),
            ));
        }
        related += &relationship("s", "styles", "/xl/styles.xml");
        related += &relationship("t", "sharedStrings", "texts/Some Name.xml");
        parts.extend([
            ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
            (
                "_rels/.rels".to_owned(),
                list(&relationship("w", "officeDocument", "xl/workbook.xml")),
            ),
            (
                "xl/workbook.xml".to_owned(),
                format!("<workbook xmlns:r=\"r\"><sheets>{sheets}</sheets></workbook>"),
            ),
            ("xl/_rels/workbook.xml.rels".to_owned(), list(&related)),
            (
                "xl/styles.xml".to_owned(),
                format!("<styleSheet>{}</styleSheet>", self.styles),
            ),
            (
                "xl/texts/Some Name.xml".to_owned(),
                format!("<sst>{}</sst>", self.strings),
            ),
        ]);
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_bytes()))
            .collect();
        archive(&parts)
    }
}

fn list(related: &str) -> String {
    format!("<Relationships>{related}</Relationships>")
}

fn relationship(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"http://schemas/{kind}\" Target=\"{target}\"/>")
}

/// A workbook of one sheet.
pub(crate) fn xlsx(inside: &str) -> Vec<u8> {
    Xlsx {
        sheets: &[("名单", "visible", inside)],
        styles: "",
        strings: "",
    }
    .bytes()
}

/// Rows of inline texts from row `first` on, inside of `sheetData`.
pub(crate) fn inline(first: usize, rows: &[&[&str]]) -> String {
    let mut text = String::new();
    for (index, row) in rows.iter().enumerate() {
        text += &["<row r=\"", &(first + index).to_string(), "\">"].concat();
        for cell in *row {
            text += &["<c t=\"inlineStr\"><is><t>", cell, "</t></is></c>"].concat();
        }
        text += "</row>";
    }
    text
}

/// The list of two students in a sheet.
pub(crate) fn sheet() -> String {
    let rows = inline(1, &[&HEADER, &STUDENTS[0], &STUDENTS[1]]);
    format!("<sheetData>{rows}</sheetData>")
}

/// A dBase table of texts in GBK: names and lengths of the fields, the rows, and how many rows the header promises.
pub(crate) fn dbf(fields: &[(&str, u8)], rows: &[&[&str]], promised: u32) -> Vec<u8> {
    let start = 32 + 32 * fields.len() as u16 + 1;
    let row_bytes = 1 + fields
        .iter()
        .map(|(_, length)| u16::from(*length))
        .sum::<u16>();
    let mut bytes = vec![3, 126, 11, 20];
    bytes.extend(promised.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend(row_bytes.to_le_bytes());
    bytes.resize(32, 0);
    for (name, length) in fields {
        let from = bytes.len();
        bytes.extend(&*GB18030.encode(name).0);
        bytes.resize(from + 11, 0);
        bytes.push(b'C');
        bytes.resize(from + 16, 0);
        bytes.push(*length);
        bytes.resize(from + 32, 0);
    }
    bytes.push(0x0D);
    for row in rows {
        bytes.push(b' ');
        for ((_, length), cell) in fields.iter().zip(*row) {
            let mut cell = GB18030.encode(cell).0.into_owned();
            cell.resize(usize::from(*length), b' ');
            bytes.extend(cell);
        }
    }
    bytes.push(0x1A);
    bytes
}

/// The two students as a table.
pub(crate) fn students_dbf(promised: u32) -> Vec<u8> {
    let fields = [("XH", 15), ("XM", 20), ("FY", 30), ("CC", 10), ("NJ", 4)];
    dbf(&fields, &[&STUDENTS[0], &STUDENTS[1]], promised)
}

/// Records of an old workbook.
#[derive(Default)]
pub(crate) struct Records(pub(crate) Vec<u8>);

impl Records {
    pub(crate) fn add(&mut self, kind: u16, data: &[u8]) -> &mut Self {
        self.0.extend(kind.to_le_bytes());
        self.0.extend((data.len() as u16).to_le_bytes());
        self.0.extend(data);
        self
    }

    /// The beginning of the workbook (5) or of a sheet (16), of Excel 97 (0x0600) or before it (0x0500).
    pub(crate) fn begin(&mut self, version: u16, part: u16) -> &mut Self {
        let data = [version, part, 0, 0, 0, 0, 0, 0];
        self.add(0x0809, &words(&data))
    }

    pub(crate) fn end(&mut self) -> &mut Self {
        self.add(0x000A, &[])
    }

    /// A text in a cell, in UTF-16.
    pub(crate) fn label(&mut self, row: u16, column: u16, text: &str) -> &mut Self {
        let mut data = words(&[row, column, 0]);
        data.extend(wide(text));
        self.add(0x0204, &data)
    }
}

/// 16-bit numbers as they are written.
pub(crate) fn words(numbers: &[u16]) -> Vec<u8> {
    numbers
        .iter()
        .flat_map(|number| number.to_le_bytes())
        .collect()
}

/// A text of Excel 97 with its length.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut data = words(&[units.len() as u16]);
    data.push(1);
    data.extend(words(&units));
    data
}

/// An old workbook: records of the workbook without their end, then name, visibility and records of each sheet.
pub(crate) fn xls(version: u16, globals: &Records, sheets: &[(&str, u8, Records)]) -> Vec<u8> {
    let name = |text: &str| -> Vec<u8> {
        if version < 0x0600 {
            let bytes = GB18030.encode(text).0.into_owned();
            return [vec![bytes.len() as u8], bytes].concat();
        }
        let units: Vec<u16> = text.encode_utf16().collect();
        [vec![units.len() as u8, 1], words(&units)].concat()
    };
    let listed: usize = sheets
        .iter()
        .map(|(sheet, ..)| 4 + 6 + name(sheet).len())
        .sum();
    let mut start = globals.0.len() + listed + 4;
    let mut stream = Records(globals.0.clone());
    for (sheet, visibility, records) in sheets {
        let mut data = (start as u32).to_le_bytes().to_vec();
        data.extend([*visibility, 0]);
        data.extend(name(sheet));
        stream.add(0x0085, &data);
        start += records.0.len();
    }
    stream.end();
    for (_, _, records) in sheets {
        stream.0.extend(&records.0);
    }
    let entry = if version < 0x0600 { "Book" } else { "Workbook" };
    compound(entry, &stream.0)
}

/// A compound file of one stream, whose sectors lie one after another.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    let sectors = stream.len().max(4_096).div_ceil(SECTOR);
    let tables = (sectors + 1).div_ceil(SECTOR / 4 - 1);
    let mut table = vec![0xFFFF_FFFD_u32; tables];
    table.push(END);
    let first = tables + 1;
    table.extend((0..sectors).map(|index| {
        if index + 1 == sectors {
            END
        } else {
            (first + index + 1) as u32
        }
    }));
    table.resize(tables * SECTOR / 4, u32::MAX);
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(30, 0);
    bytes.extend(words(&[9, 6]));
    bytes.resize(44, 0);
    bytes.extend((tables as u32).to_le_bytes());
    bytes.extend((tables as u32).to_le_bytes());
    bytes.resize(56, 0);
    bytes.extend(4_096_u32.to_le_bytes());
    bytes.extend(
        [END, 0, END, 0]
            .iter()
            .flat_map(|number| number.to_le_bytes()),
    );
    bytes.extend((0..tables as u32).flat_map(u32::to_le_bytes));
    bytes.resize(SECTOR, 0xFF);
    bytes.extend(table.iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(directory_entry("Root Entry", 5, END, 0));
    bytes.extend(directory_entry(
        name,
        2,
        first as u32,
        stream.len().max(4_096) as u32,
    ));
    bytes.resize((tables + 2) * SECTOR, 0);
    bytes.extend(stream);
    bytes.resize((tables + 2 + sectors) * SECTOR, 0);
    bytes
}

fn directory_entry(name: &str, kind: u8, start: u32, bytes: u32) -> Vec<u8> {
    let mut entry = words(&name.encode_utf16().collect::<Vec<_>>());
    entry.resize(64, 0);
    entry.extend(words(&[2 * name.len() as u16 + 2]));
    entry.push(kind);
    entry.resize(116, 0);
    entry.extend(start.to_le_bytes());
    entry.extend(bytes.to_le_bytes());
    entry.resize(128, 0);
    entry
}

/// The two students as an old workbook.
pub(crate) fn students_xls() -> Vec<u8> {
    let mut globals = Records::default();
    globals.begin(0x0600, 5);
    let mut sheet = Records::default();
    sheet.begin(0x0600, 16);
    let rows = [&HEADER, &STUDENTS[0], &STUDENTS[1]];
    for (row, cells) in rows.into_iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.label(row as u16, column as u16, cell);
        }
    }
    sheet.end();
    xls(0x0600, &globals, &[("名单", 0, sheet)])
}
