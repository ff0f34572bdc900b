//! Writes large rosters and bombs into a folder, or reads one file, so that `/usr/bin/time -v` shows what it costs:
//! `cost write FOLDER`, `cost read FILE`.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a tool for measurements")]

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use documents::Limits;
use documents::roster::{Options, read};
use encoding_rs::GB18030;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROWS: usize = 100_000;

const HEADER: [&str; 12] = [
    "学号",
    "姓名",
    "学院",
    "教学点",
    "专业",
    "班级",
    "层次",
    "年级",
    "毕业时间",
    "性别",
    "学制",
    "备注",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["write", folder] => write_all(Path::new(folder)),
        ["read", file] => {
            let roster = read(
                &std::fs::read(file).unwrap(),
                &Limits::default(),
                &Options::default(),
            );
            let (refused, errors) = (roster.refused, roster.errors.kept().len());
            println!(
                "{} students, refused {refused:?}, {errors} errors",
                roster.students.len()
            );
        }
        _ => println!("cost write FOLDER | cost read FILE"),
    }
}

fn cells(row: usize) -> [String; 12] {
    let number = format!("0020230{row:07}");
    let class = format!("23工商{}班", row % 500);
    let texts = [
        number.as_str(),
        "甲一",
        "继续教育学院",
        "韶关教学点",
        "工商管理",
        &class,
        "高起专",
        "2023",
        "2026-01",
        "女",
        "3",
        "无",
    ];
    texts.map(str::to_owned)
}

fn write_all(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let rows: Vec<[String; 12]> = (0..ROWS).map(cells).collect();
    let mut text = HEADER.join(",") + "\n";
    for row in &rows {
        text.push_str(&row.join(","));
        text.push('\n');
    }
    std::fs::write(folder.join("100000-utf8.csv"), &text).unwrap();
    std::fs::write(folder.join("100000-gb18030.csv"), &GB18030.encode(&text).0).unwrap();
    let page = text.replace(',', "<td>").replace('\n', "<tr><td>");
    std::fs::write(
        folder.join("100000-html.xls"),
        format!("<table><tr><td>{page}</table>"),
    )
    .unwrap();
    std::fs::write(folder.join("100000.dbf"), dbf(&rows)).unwrap();
    archive(&folder.join("100000-inline.xlsx"), |part| {
        let letters = "ABCDEFGHIJKL".chars();
        for (index, row) in std::iter::once(HEADER.map(str::to_owned))
            .chain(rows)
            .enumerate()
        {
            write!(part, "<row r=\"{}\">", index + 1).unwrap();
            for (letter, cell) in letters.clone().zip(row) {
                write!(
                    part,
                    "<c r=\"{letter}{}\" s=\"1\" t=\"inlineStr\"><is><t>{cell}</t></is></c>",
                    index + 1
                )
                .unwrap();
            }
            write!(part, "</row>").unwrap();
        }
    });
    let bomb = |name: &str, megabytes: usize, piece: &str| {
        archive(&folder.join(name), |part| {
            let piece = piece.repeat(1_000_000 / piece.len());
            for _ in 0..megabytes {
                part.write_all(piece.as_bytes()).unwrap();
            }
        });
    };
    bomb("bomb-500-mb-of-blanks.xlsx", 500, " ");
    bomb("bomb-500-mb-of-cells.xlsx", 500, "<c/>");
    // As much as is opened for any file, however small.
    bomb("just-allowed-cells.xlsx", 15, "<row><c/></row>");
    bomb("just-allowed-rows.xlsx", 15, "<row/>");
    bomb("just-allowed-events.xlsx", 15, "<a/>");
}

fn archive(path: &Path, inside: impl FnOnce(&mut BufWriter<ZipWriter<File>>)) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    let options = SimpleFileOptions::default();
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r\" Type=\"x/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    for (name, text) in [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", related("worksheet", "s.xml")),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"名单\" id=\"r\"/></sheets></workbook>".to_owned(),
        ),
    ] {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/s.xml", options).unwrap();
    let mut part = BufWriter::new(zip);
    write!(part, "<worksheet><sheetData>").unwrap();
    inside(&mut part);
    write!(part, "</sheetData></worksheet>").unwrap();
    part.into_inner().unwrap().finish().unwrap();
}

fn dbf(rows: &[[String; 12]]) -> Vec<u8> {
    const LENGTH: u8 = 24;
    let mut bytes = vec![3, 126, 11, 20];
    bytes.extend((rows.len() as u32).to_le_bytes());
    bytes.extend((32 * 13 + 1_u16).to_le_bytes());
    bytes.extend((12 * u16::from(LENGTH) + 1).to_le_bytes());
    bytes.resize(32, 0);
    for name in HEADER {
        let from = bytes.len();
        bytes.extend(&*GB18030.encode(name).0);
        bytes.resize(from + 11, 0);
        bytes.extend([b'C', 0, 0, 0, 0, LENGTH]);
        bytes.resize(from + 32, 0);
    }
    bytes.push(0x0D);
    for row in rows {
        bytes.push(b' ');
        for cell in row {
            let from = bytes.len();
            bytes.extend(&*GB18030.encode(cell).0);
            bytes.resize(from + usize::from(LENGTH), b' ');
        }
    }
    bytes
}
