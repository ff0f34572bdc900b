//! Formats results for a person. Colours are always written; `terminal` drops them for other outputs.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use collection_code::CodeFields;
use standard::{Outcome, Verdict};

use crate::{
    language::Language,
    report::{CodeReport, CodeResult, FileVerdict, PhotoReport, ReadCode},
};

const GOOD: Style = AnsiColor::Green.on_default().bold();
const MIXED: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// A photo: the verdict, what to do better, the portrait.
pub(crate) fn photo(report: &PhotoReport, language: Language) -> String {
    let (style, mark, zh, en) = match report.verdict {
        FileVerdict::Pass => (GOOD, '✓', "合格", "passed"),
        FileVerdict::Warn => (MIXED, '!', "合格，有提醒", "passed with advice"),
        FileVerdict::Fail => (BAD, '✗', "不合格", "failed"),
        FileVerdict::Error => (BAD, '✗', "出错", "error"),
    };
    let word = language.choose(zh, en);
    let mut text = format!(
        "{style}{mark} {word}{style:#}  {}\n",
        printable(&report.file)
    );
    // A file that could not be looked at has one verdict, and it says the same as the error.
    if report.facts.is_some() {
        for verdict in &report.verdicts {
            self::verdict(&mut text, verdict, language);
        }
    }
    if let Some(error) = &report.error {
        let _ = writeln!(text, "  {BAD}✗{BAD:#} {}", printable(&error.message));
    }
    if let Some(portrait) = &report.portrait {
        let (bytes, quality) = (portrait.bytes, portrait.quality);
        let details = language.choose(
            format!("{bytes} 字节，质量 {quality}"),
            format!("{bytes} bytes, quality {quality}"),
        );
        let _ = writeln!(
            text,
            "  {GOOD}→{GOOD:#} {}  {QUIET}{details}{QUIET:#}",
            printable(&portrait.output)
        );
    }
    text
}

/// One check; those that pass are left out.
fn verdict(text: &mut String, verdict: &Verdict, language: Language) {
    let (style, mark) = match verdict.outcome {
        Outcome::Pass => return,
        Outcome::Warn => (MIXED, '!'),
        Outcome::Fail => (BAD, '✗'),
        Outcome::NotAssessable => (QUIET, '?'),
    };
    let advice = match &verdict.advice {
        Some(advice) => language.choose(advice.zh, advice.en),
        None => language.choose("无法判断", "cannot be judged"),
    };
    let _ = write!(
        text,
        "  {style}{mark}{style:#} {advice}  {QUIET}{} {}",
        verdict.code, verdict.rule
    );
    if let (Some(measured), Some(limit)) = (verdict.measured, verdict.limit) {
        // A value that misses its limit tells on which side of it the good values are.
        let words = if measured > limit {
            language.choose(["测得 ", "，最多 "], ["measured ", ", at most "])
        } else {
            language.choose(["测得 ", "，至少 "], ["measured ", ", at least "])
        };
        let _ = write!(
            text,
            " · {}{}{}{}",
            words[0],
            quantity(measured, verdict.unit),
            words[1],
            quantity(limit, verdict.unit)
        );
    }
    let _ = writeln!(text, "{QUIET:#}");
}

/// Three significant digits are what a measurement is worth; zeros at the end say nothing.
fn quantity(value: f32, unit: &str) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let blank = if unit.is_empty() || unit == "°" {
        ""
    } else {
        " "
    };
    let number = format!("{value:.digits$}");
    let number = if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.')
    } else {
        &number
    };
    format!("{number}{blank}{unit}")
}

/// The last line after several photos: how many of each.
pub(crate) fn photos(verdicts: &[FileVerdict], language: Language) -> String {
    let count = |of| verdicts.iter().filter(|&&verdict| verdict == of).count();
    let parts = [
        (count(FileVerdict::Pass), "合格", "passed", GOOD),
        (
            count(FileVerdict::Warn),
            "合格，有提醒",
            "passed with advice",
            MIXED,
        ),
        (count(FileVerdict::Fail), "不合格", "failed", BAD),
        (count(FileVerdict::Error), "出错", "with an error", BAD),
    ];
    let total = verdicts.len();
    total_line(
        language.choose(format!("共 {total} 张"), format!("{total} photos")),
        &parts,
        language,
    )
}

/// The last line after several pictures of codes.
pub(crate) fn codes(read: usize, total: usize, language: Language) -> String {
    let parts = [
        (read, "已识别", "read", GOOD),
        (total - read, "未识别", "not read", BAD),
    ];
    let total = language.choose(format!("共 {total} 张"), format!("{total} pictures"));
    total_line(total, &parts, language)
}

fn total_line(
    mut line: String,
    parts: &[(usize, &str, &str, Style)],
    language: Language,
) -> String {
    for (count, zh, en, style) in parts.iter().filter(|part| part.0 > 0) {
        let words = language.choose(format!("{zh} {count}"), format!("{count} {en}"));
        let _ = write!(line, " · {style}{words}{style:#}");
    }
    line + "\n"
}

/// A collection code: its fields with their names, or what was found instead.
pub(crate) fn code(report: &CodeReport, language: Language) -> String {
    let mut text = String::new();
    let _ = match &report.result {
        CodeResult::Failed { error } => writeln!(
            text,
            "{BAD}✗ {}{BAD:#}  {}\n  {}",
            language.choose("未识别", "not read"),
            printable(&report.file),
            printable(&error.message)
        ),
        CodeResult::Read(code) => {
            let word = language.choose("已识别", "read");
            let _ = writeln!(text, "{GOOD}✓ {word}{GOOD:#}  {}", printable(&report.file));
            read_code(&mut text, code, language)
        }
    };
    text
}

fn read_code(text: &mut String, code: &ReadCode, language: Language) -> std::fmt::Result {
    let fields = &code.fields;
    if **fields == CodeFields::default() {
        let content = code.text.as_deref().or(code.bytes_hex.as_deref());
        let content = printable(content.unwrap_or_default());
        let label = language.choose("内容（未解析）", "content (not understood)");
        writeln!(text, "  {label}: {content}")?;
    } else {
        let named = [
            ("姓名", "name", &fields.masked_name),
            ("学校代码", "school", &fields.school_code),
            ("层次", "level", &fields.level),
            ("学历类别", "category", &fields.category),
            ("学号", "student number", &fields.student_number),
            ("分院", "college", &fields.college),
            ("班号", "class", &fields.class),
            ("证件号码后四位", "ID tail", &fields.id_tail),
            ("采集码编号", "code id", &fields.code_id),
        ];
        for (zh, en, value) in named {
            if let Some(value) = value {
                writeln!(text, "  {}: {}", language.choose(zh, en), printable(value))?;
            }
        }
    }
    if code.others > 0 {
        let count = code.others;
        let others = language.choose(
            format!("图片里还有 {count} 个其他二维码"),
            format!("other codes in the picture: {count}"),
        );
        writeln!(text, "  {QUIET}{others}{QUIET:#}")?;
    }
    Ok(())
}

/// What a look at a roster comes to.
#[derive(Clone, Copy)]
pub(crate) enum RosterVerdict {
    Good,
    Doubtful,
    Bad,
}

/// The first line about a roster.
pub(crate) fn roster(
    verdict: RosterVerdict,
    file: &str,
    students: usize,
    language: Language,
) -> String {
    let (style, mark, zh, en) = match verdict {
        RosterVerdict::Good => (GOOD, '✓', "可以导入", "can be imported"),
        RosterVerdict::Doubtful => (
            MIXED,
            '!',
            "可以导入，有提醒",
            "can be imported, with advice",
        ),
        RosterVerdict::Bad => (BAD, '✗', "不能导入", "cannot be imported"),
    };
    let word = language.choose(zh, en);
    let count = language.choose(format!("{students} 名学生"), format!("{students} students"));
    format!(
        "{style}{mark} {word}{style:#}  {}  {count}\n",
        printable(file)
    )
}

/// An error of a roster, or a piece of advice.
pub(crate) fn roster_issue(is_error: bool, sentence: &str, code: &str) -> String {
    let (style, mark) = if is_error { (BAD, '✗') } else { (MIXED, '!') };
    format!(
        "  {style}{mark}{style:#} {}  {QUIET}{code}{QUIET:#}\n",
        printable(sentence)
    )
}

/// Text from a stranger's code or file name must not steer the terminal.
pub(crate) fn printable(text: &str) -> String {
    let shown = text.chars().map(|character| match character {
        character if character.is_control() => '·',
        character => character,
    });
    shown.collect()
}
