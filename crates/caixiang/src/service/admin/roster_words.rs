//! The messages about a roster that could not be imported.

use documents::roster::{Column, RosterError};
use documents::{Format, TableError};

use crate::service::explain::Told;

/// Says what is wrong and what to do.
pub(super) fn told(error: &RosterError) -> Told {
    match error {
        RosterError::Table(error) => table(error),
        RosterError::IdentityNumbers { position } => {
            let column = position.column;
            Told::new(
                format!(
                    "名单第 {column} 列有身份证号码。按规定学校不能提供身份证号码名单（教学服〔2022〕10号），请删去这一列再导入。"
                ),
                format!(
                    "Column {column} of the roster holds identity numbers. Schools must not hand them over \
                     (教学服〔2022〕10号). Take the column out and try again."
                ),
            )
        }
        RosterError::RepeatedColumn { header } => Told::new(
            format!("“{header}”这一列出现了两次，请删去一列。"),
            format!("The column {header} is there twice. Take one out."),
        ),
        RosterError::MissingColumn { column } => Told::new(
            format!("缺少“{}”这一列，请在第一行写上列名。", column.chinese()),
            format!(
                "There is no column {}. The first line has to name the columns.",
                column.english()
            ),
        ),
        RosterError::Cell { line, column } => cell(*line, *column),
    }
}

fn cell(line: u64, column: Column) -> Told {
    let [zh_form, en_form] = match column {
        Column::Grade => ["应为 2019 或 2019级", "write 2019"],
        Column::Graduation => ["应为 2024-01", "write 2024-01"],
        _ => ["不能为空，请核对", "it is empty or not as it should be"],
    };
    let (zh, en) = (column.chinese(), column.english());
    Told::new(
        format!("第 {line} 行的“{zh}”有误：{zh_form}。"),
        format!("Line {line}, column {en}: {en_form}."),
    )
}

fn table(error: &TableError) -> Told {
    match error {
        TableError::TooLarge { max_bytes } => {
            let megabytes = max_bytes / 1_000_000;
            Told::new(
                format!("文件超过 {megabytes} MB，请分学校导入。"),
                format!("The file is larger than {megabytes} MB. Import one school at a time."),
            )
        }
        TableError::UnsupportedFormat { format } => unsupported(*format),
        TableError::NotUtf8 { line } => Told::new(
            format!(
                "文件不是 UTF-8 编码（第 {line} 行）。请在 Excel 里另存为“CSV UTF-8（逗号分隔）”再导入。"
            ),
            format!("The file is not UTF-8 (line {line}). Save it as “CSV UTF-8” and try again."),
        ),
        TableError::Uneven { line, .. } => Told::new(
            format!("第 {line} 行的列数与第一行不同，请检查多余或缺少的逗号。"),
            format!("Line {line} has another number of columns than the first. Look for commas."),
        ),
        TableError::TooManyColumns { max_columns } => Told::new(
            format!("名单超过 {max_columns} 列，请删去不需要的列。"),
            format!(
                "There are more than {max_columns} columns. Take out those that are not needed."
            ),
        ),
        TableError::TooManyRows { max_rows } => Told::new(
            format!("名单超过 {max_rows} 行，请分学校导入。"),
            format!("There are more than {max_rows} rows. Import one school at a time."),
        ),
        TableError::CellTooLong { position, .. } => {
            let (line, column) = (position.line, position.column);
            Told::new(
                format!("第 {line} 行第 {column} 列太长，请检查是否有未成对的引号。"),
                format!(
                    "Line {line}, column {column} is too long. Look for a quotation mark that is not closed."
                ),
            )
        }
    }
}

fn unsupported(format: Format) -> Told {
    let [zh, en] = match format {
        Format::Workbook | Format::OldWorkbook => ["Excel 工作簿", "an Excel workbook"],
        Format::Dbf => ["dBase 表（.dbf）", "a dBase table (.dbf)"],
        Format::Text => ["文本", "text"],
    };
    Told::new(
        format!("这个文件是{zh}。请在 Excel 里打开，另存为“CSV UTF-8（逗号分隔）”再导入。"),
        format!("The file is {en}. Open it in Excel, save it as “CSV UTF-8” and try again."),
    )
}

#[cfg(test)]
mod tests {
    use documents::Limits;
    use documents::roster::parse;

    use super::*;

    #[track_caller]
    fn check_refused(bytes: &[u8], said: &str) {
        let told = told(&parse(bytes, &Limits::default()).unwrap_err()).to_string();
        assert!(told.contains(said), "{told}");
    }

    #[test]
    fn lists_of_identity_numbers_are_refused_by_header_and_by_value() {
        check_refused(
            "学号,身份证号码,层次,年级,毕业时间\n".as_bytes(),
            "identity numbers",
        );
        check_refused(
            "学号,备注,层次,年级,毕业时间\n1001,11010519491231002X,专科,2021,2024-01\n".as_bytes(),
            "identity numbers",
        );
    }

    #[test]
    fn what_is_wrong_is_named_by_its_place() {
        check_refused("学号,层次,年级\n".as_bytes(), "no column graduation");
        check_refused("学号,学号,层次\n".as_bytes(), "twice");
        let with =
            |line: &str| format!("学号,层次,年级,毕业时间\n1001,专科,2021,2024-01\n{line}\n");
        check_refused(
            with("1002,专科,第一,2024-01").as_bytes(),
            "Line 3, column grade",
        );
        check_refused(
            with("1002,专科,2021,2024-13").as_bytes(),
            "column graduation",
        );
        check_refused(with("1002,,2021,2024-01").as_bytes(), "column level");
        check_refused(with("1002,专科").as_bytes(), "Line 3");
        check_refused(b"\xd1\xa7\xba\xc5,\xb2\xe3\xb4\xce\n", "UTF-8");
    }

    #[test]
    fn a_file_that_is_no_text_is_named() {
        check_refused(b"PK\x03\x04\x14\0", "an Excel workbook");
        check_refused(b"\x03\x18\x06\x1E\x02\0\0\0\x61\0\x1E\0", "dBase");
        let unclosed = format!("学号,层次\n1,\"{}", "x".repeat(5_000));
        check_refused(unclosed.as_bytes(), "Line 2, column 2");
    }
}
