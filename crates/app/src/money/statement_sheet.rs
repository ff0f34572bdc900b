//! What schools owe for the students of a batch and have paid, as a workbook that goes to the schools: a line for each day and
//! kind of event, and a sum for each school.

use std::collections::BTreeMap;
use std::io::Cursor;

use documents::workbook::ListWorkbook;
use domain::{BatchId, Language, LedgerAccount, SchoolId};
use standard::Text;
use store::SchoolDay;

use super::ledger::{SchoolStatement, statement};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;

const COLUMNS: [(Text<&str>, u16); 6] = [
    (Text::new("学校", "School"), 28),
    (Text::new("日期", "Day"), 12),
    (Text::new("事项", "What"), 18),
    (Text::new("人数或笔数", "Students or payments"), 12),
    (Text::new("应付（元）", "Owed, yuan"), 14),
    (Text::new("已付（元）", "Paid, yuan"), 14),
];

/// The statements of a batch, or that of one school, as a workbook.
///
/// # Errors
/// [`Failure::NotFound`] for a batch that is not there, and for a school that owes nothing in it; [`Failure::NotAllowed`].
pub async fn statement_workbook(
    app: &App,
    caller: &Caller,
    (batch, school): (BatchId, Option<SchoolId>),
    language: Language,
) -> Result<Vec<u8>, Failure> {
    let mut statements = statement(app, caller, batch).await?;
    if school.is_some() {
        statements.retain(|of| of.sum.school == school);
        if statements.is_empty() {
            return Err(Failure::NotFound);
        }
    }
    let mut days: BTreeMap<Option<SchoolId>, Vec<SchoolDay>> = BTreeMap::new();
    for day in app.store().ledger().of_schools_by_day(batch).await? {
        days.entry(day.school).or_default().push(day);
    }
    let title = language.of(Text::new("学校对账单", "Statement"));
    let head = COLUMNS.map(|(name, width)| (language.of(name), width));
    let mut book = ListWorkbook::new(title, &head).map_err(Failure::internal)?;
    for of in &statements {
        let of_school = days.get(&of.sum.school).map_or(&[][..], Vec::as_slice);
        for line in lines(of, of_school, language) {
            let cells = line.iter().map(String::as_str);
            book.row(cells).map_err(Failure::internal)?;
        }
    }
    let mut bytes = Cursor::new(Vec::new());
    book.finish(&mut bytes).map_err(Failure::internal)?;
    Ok(bytes.into_inner())
}

fn lines(of: &SchoolStatement, days: &[SchoolDay], language: Language) -> Vec<[String; 6]> {
    let no_school = Text::new("不属于合作学校的学生", "Students of no school here");
    let name = of.school_name.as_deref();
    let name = name.unwrap_or_else(|| language.of(no_school));
    let line = |day: &str, (what, count): (&str, u64), [owed, paid]: [i64; 2]| {
        [
            name.to_owned(),
            day.to_owned(),
            what.to_owned(),
            count.to_string(),
            yuan(owed),
            yuan(paid),
        ]
    };
    let mut lines: Vec<[String; 6]> = days
        .iter()
        .map(|day| {
            let (what, sums) = event(day);
            line(&day.day.to_string(), (language.of(what), day.entries), sums)
        })
        .collect();
    let sum = &of.sum;
    let total = (
        language.of(Text::new("合计（人数）", "Sum (students)")),
        sum.students,
    );
    lines.push(line("", total, [sum.owed_fen, sum.paid_fen]));
    let due = language.of(Text::new("尚欠", "Still to pay"));
    let mut last = line("", (due, 0), [sum.owed_fen - sum.paid_fen, 0]);
    // It is a sum of money alone.
    last[3].clear();
    last[5].clear();
    lines.push(last);
    lines
}

/// What entries between these accounts are, and what they add to what is owed and paid, fen.
const fn event(day: &SchoolDay) -> (Text<&'static str>, [i64; 2]) {
    match (day.debit, day.credit) {
        (LedgerAccount::SchoolsOwe, LedgerAccount::Income) => {
            (Text::new("学生采集费", "Fees of students"), [day.fen, 0])
        }
        (LedgerAccount::SchoolsOwe, _) => (Text::new("退款", "Refunds"), [0, -day.fen]),
        (LedgerAccount::RefundsDue, _) => (Text::new("退款取消", "Refunds given up"), [0, day.fen]),
        _ => (Text::new("学校付款", "Paid by the school"), [0, day.fen]),
    }
}

/// Fen as yuan with two places: `-13.50`.
pub(super) fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    format!("{sign}{}.{:02}", fen / 100, fen % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fen_are_written_as_yuan() {
        for (fen, written) in [(0, "0.00"), (5, "0.05"), (1350, "13.50"), (-1350, "-13.50")] {
            assert_eq!(yuan(fen), written);
        }
    }
}
