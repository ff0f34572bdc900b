//! The trade bill (交易账单) of WeChat Pay: text with a line of column names, lines whose values begin with a
//! back-tick, and a summary. The columns differ between kinds of merchants, so they are found by name.

use domain::{BillLine, BillLineKind, Fen};

const NUMBER: &str = "商户订单号";
const REFUND_NUMBER: &str = "商户退款单号";
const STATE: &str = "交易状态";
const AMOUNT: &str = "订单金额";
const REFUND_AMOUNT: &str = "申请退款金额";
const REFUND_STATE: &str = "退款状态";

/// The first column of the summary.
const SUMMARY: &str = "总交易单数";

/// Why a bill cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBill {
    /// A column is missing.
    #[error("the bill has no column {0}")]
    NoColumn(&'static str),
    /// A line is not like the others.
    #[error("line {line} of the bill cannot be read")]
    Line {
        /// Counts the lines, from 1.
        line: usize,
    },
}

/// What a line says.
enum Line {
    /// Money moved.
    Moved(BillLine),
    /// It did not: a payment that was revoked, a refund that is under way.
    Still,
}

/// Where the values are.
struct Columns {
    number: usize,
    refund_number: Option<usize>,
    state: usize,
    amount: usize,
    refund_amount: Option<usize>,
    refund_state: Option<usize>,
}

/// The payments and refunds of a bill. A day without any has a line of names and a summary.
///
/// # Errors
/// [`InvalidBill`] says what is not as it should be.
pub fn read_bill(text: &str) -> Result<Vec<BillLine>, InvalidBill> {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text.lines().enumerate();
    let names = lines.next().map_or("", |(_, names)| names);
    let columns = Columns::find(names)?;
    let mut bill = Vec::new();
    for (place, text) in lines {
        let text = text.trim_end();
        if text.trim_start_matches('`').starts_with(SUMMARY) {
            break;
        }
        if !text.is_empty() {
            let line = InvalidBill::Line { line: place + 1 };
            if let Line::Moved(moved) = columns.read(text).ok_or(line)? {
                bill.push(moved);
            }
        }
    }
    Ok(bill)
}

/// Longest number of an order or a refund: WeChat Pay's manual allows 64 characters, letters, digits and `_-|*@`.
const LONGEST_NUMBER: usize = 64;

impl Columns {
    fn find(names: &str) -> Result<Self, InvalidBill> {
        let names: Vec<&str> = names
            .split(',')
            .map(|name| name.trim().trim_matches('`'))
            .collect();
        let place = |wanted| names.iter().position(|name| *name == wanted);
        let needed = |wanted| place(wanted).ok_or(InvalidBill::NoColumn(wanted));
        Ok(Self {
            number: needed(NUMBER)?,
            refund_number: place(REFUND_NUMBER),
            state: needed(STATE)?,
            amount: needed(AMOUNT)?,
            refund_amount: place(REFUND_AMOUNT),
            refund_state: place(REFUND_STATE),
        })
    }

    /// `None` for a line that cannot be read.
    fn read(&self, text: &str) -> Option<Line> {
        // A value may have a comma; only before a back-tick it is a separator.
        let values: Vec<&str> = text.strip_prefix('`')?.split(",`").collect();
        let value = |place: usize| values.get(place).map(|value| value.trim());
        let line = |kind, number: &str, amount: &str| {
            let is_number = |byte: u8| byte.is_ascii_alphanumeric() || b"_-*|@".contains(&byte);
            if number.len() > LONGEST_NUMBER || !number.bytes().all(is_number) {
                return None;
            }
            Some(BillLine {
                kind,
                number: number.to_owned(),
                amount_fen: fen(amount)?,
            })
        };
        match value(self.state)? {
            "SUCCESS" => line(
                BillLineKind::Payment,
                value(self.number)?,
                value(self.amount)?,
            )
            .map(Line::Moved),
            "REFUND" => {
                let state = self.refund_state.and_then(value).unwrap_or("SUCCESS");
                let number = value(self.refund_number?)?;
                let refund = line(BillLineKind::Refund, number, value(self.refund_amount?)?)?;
                Some(if state == "SUCCESS" {
                    Line::Moved(refund)
                } else {
                    Line::Still
                })
            }
            "REVOKED" => Some(Line::Still),
            _ => None,
        }
    }
}

/// Yuan with up to two decimals, in fen.
fn fen(yuan: &str) -> Option<Fen> {
    let (whole, cents) = yuan.split_once('.').unwrap_or((yuan, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || cents.len() > 2 || !digits(whole) || !digits(cents) {
        return None;
    }
    let cents: u32 = format!("{cents:0<2}").parse().ok()?;
    let whole: u32 = whole.parse().ok()?;
    Some(Fen::new(whole.checked_mul(100)?.checked_add(cents)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: &str = "交易时间,公众账号ID,商户号,商户订单号,交易状态,商户退款单号,退款状态,商品名称,订单金额,申请退款金额";

    /// What a bill says, as `+number:fen` and `-number:fen`.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let lines = read_bill(text).unwrap();
        let seen: Vec<String> = lines
            .iter()
            .map(|line| {
                let sign = match line.kind {
                    BillLineKind::Payment => '+',
                    BillLineKind::Refund => '-',
                };
                format!("{sign}{}:{}", line.number, line.amount_fen.as_u32())
            })
            .collect();
        assert_eq!(seen.join(" "), expected);
    }

    #[test]
    fn payments_and_refunds_are_told_apart() {
        let text = format!(
            "\u{feff}{NAMES}\r\n\
             `2023-09-06 08:40:00,`wx1,`1900,`a1,`SUCCESS,`,`,`采集费,`13.50,`0.00\r\n\
             `2023-09-06 09:40:00,`wx1,`1900,`a1,`REFUND,`r1,`SUCCESS,`采集费,加洗,`13.50,`3.5\r\n\
             `2023-09-06 09:41:00,`wx1,`1900,`a2,`REFUND,`r2,`PROCESSING,`采集费,`13.50,`1\r\n\
             `2023-09-06 09:42:00,`wx1,`1900,`a3,`REVOKED,`,`,`采集费,`13.50,`0.00\r\n\
             总交易单数,应结订单总金额,退款总金额\r\n\
             `4,`13.50,`3.50\r\n"
        );
        check(&text, "+a1:1350 -r1:350");
    }

    #[test]
    fn an_empty_day_has_no_lines() {
        check(
            &format!("{NAMES}\n总交易单数,应结订单总金额\n`0,`0.00\n"),
            "",
        );
        check(&format!("{NAMES}\n"), "");
    }

    #[test]
    fn columns_of_another_order_are_found_by_their_names() {
        let text = "订单金额,交易状态,商户订单号\n`0.01,`SUCCESS,`z\n";
        check(text, "+z:1");
    }

    #[test]
    fn what_is_no_bill_is_refused() {
        assert_eq!(read_bill("{}"), Err(InvalidBill::NoColumn(NUMBER)));
        for line in [
            "`a,`SUCCESS",
            "x",
            "`-1,`SUCCESS,`z",
            "`1.234,`SUCCESS,`z",
            "`1,`OTHER,`z",
        ] {
            let text = format!("订单金额,交易状态,商户订单号\n{line}\n");
            assert_eq!(
                read_bill(&text),
                Err(InvalidBill::Line { line: 2 }),
                "{line}"
            );
        }
    }
}
