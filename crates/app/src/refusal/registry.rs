//! Refusals of handing over to the registry, besides those of packages.

use domain::Coded;
use domain::refusal::{Kind, Member, member};
use standard::Text;
use strum::{IntoStaticStr, VariantArray, VariantNames};
use words::{InWords, Words};

/// Why something about the registry cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, IntoStaticStr, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum RegistryRefusal {
    /// No portrait of the batch may be handed over now.
    #[error("nothing of this batch may be handed over now")]
    NothingToSend,
    /// Some of a package may not be handed over any more.
    #[error("{portraits} portraits of this package may not be handed over any more")]
    #[strum(serialize = "package-outdated")]
    Outdated {
        /// How many.
        portraits: u64,
    },
    /// A result file is refused as a whole.
    #[error("the result file is refused: {}", fault.name())]
    #[strum(serialize = "result-file-refused")]
    ResultFile {
        /// What is wrong.
        fault: ResultFault,
        /// Row of the list, or place in the JSON, from 1; none for what concerns the whole file.
        line: Option<u64>,
        /// Head of the column, where one is concerned.
        column: Option<&'static str>,
    },
}

/// What is wrong with a result file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum ResultFault {
    /// Neither JSON of our format nor a list.
    NoResultFile,
    /// A list that cannot be read.
    ListUnreadable,
    /// A column is missing.
    ColumnMissing,
    /// Nothing in it.
    NoResults,
    /// Lines of several packages, or of none.
    PackageUnclear,
    /// No package of this centre has the number.
    PackageUnknown,
    /// No serial number, or the same again.
    SerialUnclear,
    /// The package has no such serial number.
    SerialUnknown,
    /// A result that is not known, or that contradicts itself.
    OutcomeUnknown,
    /// Refused without a reason.
    ReasonMissing,
    /// A reason of more than 200 characters.
    ReasonTooLong,
    /// The contrary was read in before.
    Contradiction,
    /// Another portrait of the same degree was sent since.
    Superseded,
}

impl ResultFault {
    /// The fault as it is written.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The column that it is about.
    const fn column(self) -> Option<&'static str> {
        match self {
            Self::PackageUnclear | Self::PackageUnknown => Some("包号"),
            Self::SerialUnclear | Self::SerialUnknown => Some("序号"),
            Self::OutcomeUnknown | Self::Contradiction | Self::Superseded => Some("接收结果"),
            Self::ReasonMissing | Self::ReasonTooLong => Some("原因"),
            Self::NoResultFile | Self::ListUnreadable | Self::ColumnMissing | Self::NoResults => {
                None
            }
        }
    }

    /// What that column is called in English; its head is Chinese in every file.
    const fn column_in_english(self) -> &'static str {
        match self {
            Self::PackageUnclear | Self::PackageUnknown => "package",
            Self::SerialUnclear | Self::SerialUnknown => "serial number",
            Self::OutcomeUnknown | Self::Contradiction | Self::Superseded => "result",
            Self::ReasonMissing | Self::ReasonTooLong => "reason",
            Self::NoResultFile | Self::ListUnreadable | Self::ColumnMissing | Self::NoResults => {
                "file"
            }
        }
    }

    const fn says(self) -> Text<&'static str> {
        match self {
            Self::NoResultFile => Text::new(
                "这不是学信网的结果文件。请选择结果文件（xlsx、csv、dbf 或 JSON）。",
                "This is no result file of the registry. Choose the result file (xlsx, csv, dbf or JSON).",
            ),
            Self::ListUnreadable => Text::new(
                "表格无法读取，可能已损坏或加了密码。请另存后再试。",
                "The list cannot be read: it may be damaged or have a password. Save it again and try once more.",
            ),
            Self::ColumnMissing => Text::new(
                "表头缺少需要的列。需要：包号、序号、接收结果、原因。",
                "A needed column is missing. Needed are those of the package, the serial number, the result and the reason, with their Chinese heads.",
            ),
            Self::NoResults => Text::new(
                "文件里没有结果。请确认选对了文件。",
                "There is no result in the file. Make sure that it is the right one.",
            ),
            Self::PackageUnclear => Text::new(
                "包号缺失，或者和其他行不同。一个结果文件只能对应一个数据包。",
                "The number of the package is missing, or another one than in the other rows. A result file is about one \
                 package.",
            ),
            Self::PackageUnknown => Text::new(
                "本中心没有这个包号的数据包。请确认结果文件属于本中心。",
                "This centre has no package of this number. Make sure that the file is meant for this centre.",
            ),
            Self::SerialUnclear => Text::new(
                "序号缺失，不是数字，或者重复出现。",
                "The serial number is missing, no number, or there twice.",
            ),
            Self::SerialUnknown => Text::new(
                "数据包里没有这个序号。",
                "The package has no such serial number.",
            ),
            Self::OutcomeUnknown => Text::new(
                "结果不认识。接收结果只能是已接收、不予接收；身份核验只能是同一人、未通过、不确定、异常，并且只跟在已接收之后。",
                "The result is not known. It has to be one of the registry's words for accepted and refused, and a comparison \
                 stands with accepted alone.",
            ),
            Self::ReasonMissing => {
                Text::new("不予接收没有写明原因。", "It is refused without a reason.")
            }
            Self::ReasonTooLong => Text::new(
                "原因超过 200 个字。",
                "The reason has more than 200 characters.",
            ),
            Self::Contradiction => Text::new(
                "和之前导入的最终结果相反。请先和学信网核实。",
                "It says the contrary of what was read in before. Ask the registry first.",
            ),
            Self::Superseded => Text::new(
                "这位学生已经报送了另一张照片，这一行不能再改为接收。请先和学信网核实。",
                "Another portrait of this student was sent since, so this row cannot become accepted. Ask the registry first.",
            ),
        }
    }
}

impl RegistryRefusal {
    /// A result file is refused for what is wrong in a row, or for the whole.
    pub(crate) const fn file(fault: ResultFault, line: Option<u64>) -> Self {
        Self::ResultFile {
            fault,
            line,
            column: fault.column(),
        }
    }
}

impl Coded for RegistryRefusal {
    domain::codes_by_name!();

    fn kind(&self) -> Kind {
        match self {
            Self::ResultFile { .. } => Kind::Unprocessable,
            Self::NothingToSend | Self::Outdated { .. } => Kind::Conflict,
        }
    }

    fn members(&self) -> Vec<(&'static str, Member)> {
        match self {
            Self::NothingToSend => Vec::new(),
            Self::Outdated { portraits } => vec![member("portraits", *portraits)],
            Self::ResultFile {
                fault,
                line,
                column,
            } => {
                let mut members = vec![member("fault", fault.name())];
                members.extend(line.map(|line| member("line", line)));
                members.extend(column.map(|column| member("column", column)));
                members
            }
        }
    }
}

impl InWords for RegistryRefusal {
    fn words(&self) -> Words {
        match self {
            Self::NothingToSend => Words::new(
                ["没有可报送的照片", "Nothing to hand over"],
                "这个批次现在没有可以报送的照片。没有报送的原因见预览里的清单。",
                "No portrait of this batch can be handed over now. The preview lists the reasons.",
            ),
            Self::Outdated { portraits } => Words {
                title: Text::new("数据包已经过时", "The package is out of date"),
                body: Text::new(
                    format!(
                        "数据包里有 {portraits} 张照片不能再报送，例如学生撤回了同意或照片已更换。请放弃这个数据包，再重新提出。"
                    ),
                    format!(
                        "{portraits} portraits in it may not be handed over any more: a student withdrew the consent, or \
                         the photo was replaced. Give this package up and propose a new one."
                    ),
                ),
            },
            Self::ResultFile {
                fault,
                line,
                column,
            } => Words {
                title: Text::new("结果文件没有导入", "The result file was not taken"),
                body: located(*fault, *line, *column),
            },
        }
    }
}

/// Where, then what.
fn located(fault: ResultFault, line: Option<u64>, column: Option<&str>) -> Text<String> {
    let says = fault.says();
    let (mut zh, mut en) = (String::new(), String::new());
    if let Some(line) = line {
        zh = format!("第 {line} 行");
        en = format!("Row {line}");
    }
    if let Some(column) = column {
        zh = format!("{zh}“{column}”");
        let name = fault.column_in_english();
        en = if en.is_empty() {
            format!("The column of the {name}")
        } else {
            format!("{en}, the column of the {name}")
        };
    }
    if zh.is_empty() {
        return Text::new(says.zh.to_owned(), says.en.to_owned());
    }
    Text::new(format!("{zh}：{}", says.zh), format!("{en}: {}", says.en))
}
