//! What was found, in words: what happened, then what to do. A cell is named, its value never.

use standard::Text;

use super::issue::{Finding, Issue};
use crate::Format;
use crate::table::TableError;

impl Issue {
    /// The sentence for the person who has the file.
    pub fn text(&self) -> Text<String> {
        let cell = self
            .cell
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let other = self
            .other
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        match &self.finding {
            Finding::Unreadable(error) => unreadable(error),
            finding @ (Finding::NoHeader
            | Finding::NumberColumnMissing
            | Finding::ColumnAmbiguous { .. }
            | Finding::MappingNotFound
            | Finding::SheetNotFound { .. }
            | Finding::IdentityNumber) => refusal(finding, &cell, &other),
            finding @ (Finding::NumberMissing
            | Finding::NumberDestroyed
            | Finding::NumberInvalid
            | Finding::NumberRepeated
            | Finding::GradeUnclear
            | Finding::GraduationUnclear
            | Finding::IdentityInvalid
            | Finding::CellError
            | Finding::ResultMissing
            | Finding::RowShifted
            | Finding::CohortUnclear { .. }) => error(finding, &cell, &other),
            finding @ (Finding::RowRepeated
            | Finding::LikelyDouble
            | Finding::ZerosLost
            | Finding::NumbersWithoutZeros { .. }
            | Finding::CellEmpty { .. }
            | Finding::TextCut) => doubt(finding, &cell, &other),
            finding @ (Finding::RowLeftOut
            | Finding::RowsHidden { .. }
            | Finding::SheetHidden { .. }
            | Finding::SheetLeftOut { .. }
            | Finding::RowsMiscounted { .. }
            | Finding::RowsDeleted { .. }
            | Finding::ColumnLeftOut { .. }
            | Finding::NoStudents) => left_out(finding, &cell),
        }
    }
}

fn both(zh: impl Into<String>, en: impl Into<String>) -> Text<String> {
    Text::new(zh.into(), en.into())
}

fn refusal(finding: &Finding, cell: &str, other: &str) -> Text<String> {
    match finding {
        Finding::NoHeader => both(
            "没有找到列名。请在名单上方加一行列名，至少要有“学号”。",
            "There is no row of headers. Write one above the list, with 学号 (student number) at least.",
        ),
        Finding::NumberColumnMissing => both(
            "列名里没有“学号”。请在学号一列的上方写上“学号”。",
            "No column is called 学号 (student number). Write it above the student numbers.",
        ),
        Finding::ColumnAmbiguous { column } => {
            let (zh, en) = (column.chinese(), column.english());
            both(
                format!("{other} 和 {cell} 两列都像是“{zh}”，请指定使用哪一列，或删去一列。"),
                format!(
                    "{other} and {cell} both look like the {en}. Say which column is meant, or take one out."
                ),
            )
        }
        Finding::MappingNotFound => both(
            "指定的列名行或列名在文件里找不到，请重新指定。",
            "The row or header that was chosen is not in the file. Choose again.",
        ),
        Finding::SheetNotFound { name } => both(
            format!("文件里没有名为“{name}”的工作表，或它已隐藏。请选择文件里的一张工作表。"),
            format!("The file has no sheet “{name}”, or it is hidden. Choose a sheet of the file."),
        ),
        _ => both(
            format!(
                "{cell} 有身份证号码。按规定学校不能提供身份证号码名单（教学服〔2022〕10号），请删去后再导入。"
            ),
            format!(
                "{cell} holds an identity number. Schools must not hand them over (教学服〔2022〕10号). Take it out and try again."
            ),
        ),
    }
}

fn error(finding: &Finding, cell: &str, other: &str) -> Text<String> {
    match finding {
        Finding::NumberMissing => both(
            format!("{cell} 没有学号，请补上，或删去这一行。"),
            format!("{cell} has no student number. Add it, or take the row out."),
        ),
        Finding::NumberDestroyed => both(
            format!(
                "{cell} 的学号已被表格软件改坏，无法还原。请把整列设为“文本”格式，再从学籍系统重新复制学号。"
            ),
            format!(
                "The student number in {cell} was destroyed by a spreadsheet. Format the column as text and copy the numbers anew."
            ),
        ),
        Finding::NumberInvalid => both(
            format!("{cell} 不是学号：只能有数字、字母和连字符，最多 32 位。"),
            format!("{cell} is no student number: up to 32 digits, letters and hyphens."),
        ),
        Finding::NumberRepeated => both(
            format!("{cell} 与 {other} 学号相同，其他内容不同，请核对是不是同一名学生。"),
            format!(
                "{cell} and {other} have one student number, but differ otherwise. Look which one is right."
            ),
        ),
        Finding::GradeUnclear => both(
            format!("{cell} 的年级看不懂，请写成 2023 或 2023级。"),
            format!("The grade in {cell} is not understood. Write 2023."),
        ),
        Finding::GraduationUnclear => both(
            format!("{cell} 的毕业时间看不懂，请写成 2024-01。"),
            format!("The graduation in {cell} is not understood. Write 2024-01."),
        ),
        Finding::IdentityInvalid => both(
            format!("{cell} 的证件号码有误，请核对。"),
            format!("The identity number in {cell} cannot be right. Look at it again."),
        ),
        Finding::CellError => both(
            format!("{cell} 是表格的错误值（如 #N/A），请改成正确的内容。"),
            format!(
                "{cell} is an error of the spreadsheet, such as #N/A. Write what it should be."
            ),
        ),
        Finding::ResultMissing => both(
            format!("{cell} 是没有计算结果的公式，请用 Excel 打开并保存一次，或改成文字。"),
            format!(
                "{cell} is a formula without a result. Open and save the file in Excel, or write text."
            ),
        ),
        Finding::CohortUnclear { column } => {
            let (zh, en) = (column.chinese(), column.english());
            both(
                format!(
                    "{cell} 这名学生的“{zh}”，名单里没有，批次里也不能确定。请在名单里加上“{zh}”一列。"
                ),
                format!(
                    "The {en} of the student in {cell} is neither in the list nor certain from the batch. Add the column {zh}."
                ),
            )
        }
        _ => both(
            format!("{cell} 超出了列名的范围，这一行可能多了分隔符，请检查。"),
            format!(
                "{cell} is beyond the last header. Look for a separator inside of a text in this row."
            ),
        ),
    }
}

fn doubt(finding: &Finding, cell: &str, other: &str) -> Text<String> {
    match finding {
        Finding::RowRepeated => both(
            format!("{cell} 与 {other} 两行重复，只算一名学生。"),
            format!("{cell} repeats {other}. It counts as one student."),
        ),
        Finding::LikelyDouble => both(
            format!("{cell} 与 {other} 的学号只差开头的 0，很可能是同一名学生，请核对。"),
            format!(
                "{cell} and {other} differ only in zeros at the start, so they are likely one student. Look at both."
            ),
        ),
        Finding::ZerosLost => both(
            format!("{cell} 的学号比其他学号短，开头的 0 可能丢了，请核对。"),
            format!(
                "The student number in {cell} is shorter than the others. Zeros at its start may be lost."
            ),
        ),
        Finding::NumbersWithoutZeros { count } => both(
            format!(
                "从 {cell} 起有 {count} 个学号是数字格式，开头的 0 如果有就已经丢了。请核对，必要时把整列设为“文本”再重新复制。"
            ),
            format!(
                "From {cell} on {count} student numbers are numbers, so zeros at their start would be lost. If they have any, format the column as text and copy them anew."
            ),
        ),
        Finding::CellEmpty { column } => {
            let (zh, en) = (column.chinese(), column.english());
            both(
                format!("{cell} 的“{zh}”是空的。"),
                format!("The {en} in {cell} is empty."),
            )
        }
        _ => both(
            format!("{cell} 的文字末尾不完整，有半个字被截断，请核对。"),
            format!("The text in {cell} was cut inside of a character. Look at it again."),
        ),
    }
}

fn left_out(finding: &Finding, cell: &str) -> Text<String> {
    match finding {
        Finding::RowLeftOut => both(
            format!("{cell} 这一行是合计、说明或重复的列名，没有作为学生。"),
            format!("The row of {cell} has totals, a note or the headers again. It is no student."),
        ),
        Finding::RowsHidden { count } => both(
            format!("从 {cell} 起有 {count} 行是隐藏的，没有读取。需要的话请先取消隐藏或筛选。"),
            format!(
                "From {cell} on {count} rows are hidden and were not read. Show them, or clear the filter, if they belong to the list."
            ),
        ),
        Finding::SheetHidden { name } => both(
            format!("工作表“{name}”是隐藏的，没有读取。"),
            format!("The sheet {name} is hidden and was not read."),
        ),
        Finding::SheetLeftOut { name } => both(
            format!("工作表“{name}”没有“学号”一列，没有读取。"),
            format!("The sheet {name} has no student numbers and was not read."),
        ),
        Finding::RowsMiscounted { promised, found } => both(
            format!("文件头写着 {promised} 行，实际有 {found} 行，请核对文件是否完整。"),
            format!(
                "The file says that it has {promised} rows; it has {found}. Look whether it is complete."
            ),
        ),
        Finding::RowsDeleted { count } => both(
            format!("有 {count} 行带删除标记，没有读取。"),
            format!("{count} rows are marked as deleted and were not read."),
        ),
        Finding::ColumnLeftOut { header } => both(
            format!("“{header}”这一列（{cell}）不使用。"),
            format!("The column {header} ({cell}) is not used."),
        ),
        _ => both(
            "列名下面没有学生。",
            "There are no students below the headers.",
        ),
    }
}

fn unreadable(error: &TableError) -> Text<String> {
    match error {
        TableError::TooLarge { max_bytes } => {
            let megabytes = max_bytes / 1_000_000;
            both(
                format!("文件超过 {megabytes} MB，请分学院导入。"),
                format!("The file is larger than {megabytes} MB. Import it in parts."),
            )
        }
        TableError::UnpacksTooLarge { .. } => both(
            "这个工作簿解压后过大，没有打开。请新建一个工作簿，只复制名单的内容，保存后再试。",
            "The workbook is far too large when unpacked and was not opened. Copy the list into a new workbook and try again.",
        ),
        TableError::UnsupportedFormat { format } => unsupported(*format),
        TableError::Encrypted => both(
            "文件设有密码，打不开。请在 Excel 里取消密码后保存，再试一次。",
            "The file has a password. Remove it in Excel, save the file and try again.",
        ),
        TableError::Damaged { .. } => both(
            "文件已损坏或不完整。请重新下载，或在 Excel 里打开后另存为 xlsx。",
            "The file is damaged or incomplete. Download it again, or open it in Excel and save it as xlsx.",
        ),
        TableError::UnknownEncoding { line } => both(
            format!("第 {line} 行的文字编码无法识别。请在 Excel 里另存为 xlsx，或“CSV UTF-8”。"),
            format!(
                "Line {line} is in no known encoding. Save the file as xlsx or as “CSV UTF-8”."
            ),
        ),
        TableError::QuoteNotClosed { line } => both(
            format!("第 {line} 行有未成对的引号，后面的内容都连在了一起。请补上或删去引号。"),
            format!(
                "Line {line} has a quotation mark that is not closed, so the rest is one cell. Close it or take it out."
            ),
        ),
        TableError::TooManyColumns { max_columns } => both(
            format!("名单超过 {max_columns} 列，请删去不需要的列。"),
            format!(
                "There are more than {max_columns} columns. Take out those that are not needed."
            ),
        ),
        TableError::TooManyRows { max_rows } => both(
            format!("名单超过 {max_rows} 行，请分学院导入。"),
            format!("There are more than {max_rows} rows. Import the list in parts."),
        ),
        TableError::TooManyCells { .. } => both(
            "单元格太多，请只保留名单，删去其他内容和空白的格式。",
            "There are too many cells. Keep the list alone, without other content and empty formats.",
        ),
        TableError::CellTooLong { cell, .. } => both(
            format!("{cell} 太长，请检查是否有未成对的引号。"),
            format!("{cell} is too long. Look for a quotation mark that is not closed."),
        ),
    }
}

fn unsupported(format: Format) -> Text<String> {
    let [zh, en] = match format {
        Format::XmlWorkbook => ["XML 工作簿", "a workbook in XML"],
        Format::WebArchive => ["网页归档", "a web archive"],
        Format::BinaryWorkbook => ["二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"],
        Format::OpenDocument => [
            "OpenDocument 表格（.ods）",
            "an OpenDocument spreadsheet (.ods)",
        ],
        _ => ["其他类型的文件", "no list that is read here"],
    };
    both(
        format!("这个文件是{zh}。请在 Excel 或 WPS 里打开，另存为 xlsx 再试。"),
        format!("The file is {en}. Open it in Excel or WPS, save it as xlsx and try again."),
    )
}
