//! Reconciliation (对账): a day's bill of a payment service, held against what is known here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray, VariantNames};

use super::fen::Fen;
use super::means::Means;
use crate::calendar::iso_date;
use crate::id::{CentreId, ReconciliationId};
use crate::timestamp::Timestamp;
use crate::word::words;

/// Which way the money of a line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum BillLineKind {
    /// A payment arrived.
    Payment,
    /// A refund went back.
    Refund,
}

words!(BillLineKind);

/// A line of a bill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillLine {
    /// The way of the money.
    pub kind: BillLineKind,
    /// Our number of the payment or refund.
    pub number: String,
    /// What moved.
    pub amount_fen: Fen,
}

/// A payment or refund as it is known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnLine {
    /// The way of the money.
    pub kind: BillLineKind,
    /// Our number.
    pub number: String,
    /// What moved.
    pub amount_fen: Fen,
}

/// How a bill and what is known here differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(EnumString, IntoStaticStr, VariantArray, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum DifferenceKind {
    /// The service took money that is not recorded here.
    PaymentOnlyInBill,
    /// A payment is recorded here that the service does not know.
    PaymentOnlyHere,
    /// A payment has another sum there.
    PaymentAmount,
    /// The service gave money back that is not noted here.
    RefundOnlyInBill,
    /// A refund is noted here that the service does not know.
    RefundOnlyHere,
    /// A refund has another sum there.
    RefundAmount,
    /// The bill has one number twice.
    Twice,
}

words!(DifferenceKind);

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// Our number of the payment or refund.
    pub number: String,
    /// The sum in the bill.
    pub bill_fen: Option<Fen>,
    /// The sum here.
    pub own_fen: Option<Fen>,
}

/// What came of a day's bill. The day can be looked at again later; the newest one counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reconciliation {
    /// Unique; made outside, in order of creation.
    pub id: ReconciliationId,
    /// Whose bill it was.
    pub means: Means,
    /// The day of the bill, in China.
    #[serde(with = "iso_date")]
    pub day: time::Date,
    /// When it was looked at.
    pub made_at: Timestamp,
    /// The centre whose staff handed the bill in; none where the service sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imported_by: Option<CentreId>,
    /// Payments in the bill.
    pub payments: u32,
    /// Refunds in the bill.
    pub refunds: u32,
    /// Sum of the payments in the bill, fen.
    pub paid_fen: u64,
    /// Sum of the refunds in the bill, fen.
    pub returned_fen: u64,
    /// What differs; nothing where bill and ledger agree.
    pub differences: Vec<Difference>,
}

impl Reconciliation {
    /// Holds a day's bill against what is known here.
    pub fn of(
        id: ReconciliationId,
        (means, day): (Means, time::Date),
        bill: &[BillLine],
        own: &[OwnLine],
        made_at: Timestamp,
    ) -> Self {
        let of_kind = |kind| bill.iter().filter(move |line| line.kind == kind);
        let count = |kind| u32::try_from(of_kind(kind).count()).unwrap_or(u32::MAX);
        let sum = |kind| {
            of_kind(kind)
                .map(|line| u64::from(line.amount_fen.as_u32()))
                .sum()
        };
        Self {
            id,
            means,
            day,
            made_at,
            imported_by: None,
            payments: count(BillLineKind::Payment),
            refunds: count(BillLineKind::Refund),
            paid_fen: sum(BillLineKind::Payment),
            returned_fen: sum(BillLineKind::Refund),
            differences: compare_with_bill(bill, own),
        }
    }
}

impl Reconciliation {
    /// Of a bill that staff of a centre have handed in.
    pub const fn handed_in_by(mut self, centre: CentreId) -> Self {
        self.imported_by = Some(centre);
        self
    }
}

/// The differences, in the order of kinds and numbers; none where bill and ledger agree.
pub fn compare_with_bill(bill: &[BillLine], own: &[OwnLine]) -> Vec<Difference> {
    let mut listed: BTreeMap<(BillLineKind, &str), Fen> = BTreeMap::new();
    let mut differences = Vec::new();
    for line in bill {
        let earlier = listed.insert((line.kind, &line.number), line.amount_fen);
        if let Some(earlier) = earlier {
            differences.push(Difference {
                kind: DifferenceKind::Twice,
                number: line.number.clone(),
                bill_fen: Some(line.amount_fen),
                own_fen: Some(earlier),
            });
        }
    }
    for line in own {
        let bill_fen = listed.remove(&(line.kind, &line.number[..]));
        let kind = match (bill_fen, line.kind) {
            (Some(fen), _) if fen == line.amount_fen => continue,
            (Some(_), BillLineKind::Payment) => DifferenceKind::PaymentAmount,
            (Some(_), BillLineKind::Refund) => DifferenceKind::RefundAmount,
            (None, BillLineKind::Payment) => DifferenceKind::PaymentOnlyHere,
            (None, BillLineKind::Refund) => DifferenceKind::RefundOnlyHere,
        };
        differences.push(Difference {
            kind,
            number: line.number.clone(),
            bill_fen,
            own_fen: Some(line.amount_fen),
        });
    }
    differences.extend(listed.into_iter().map(|((kind, number), fen)| Difference {
        kind: match kind {
            BillLineKind::Payment => DifferenceKind::PaymentOnlyInBill,
            BillLineKind::Refund => DifferenceKind::RefundOnlyInBill,
        },
        number: number.to_owned(),
        bill_fen: Some(fen),
        own_fen: None,
    }));
    differences.sort_by(|one, other| (one.kind, &one.number).cmp(&(other.kind, &other.number)));
    differences
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as `+number:fen` for payments and `-number:fen` for refunds; what differs as `kind number`.
    #[track_caller]
    fn check(bill: &str, own: &str, expected: &str) {
        let parse = |text: &str| -> Vec<(BillLineKind, String, Fen)> {
            let lines = text.split_whitespace().map(|line| {
                let kind = match &line[..1] {
                    "+" => BillLineKind::Payment,
                    _ => BillLineKind::Refund,
                };
                let (number, fen) = line[1..].split_once(':').unwrap();
                (kind, number.to_owned(), Fen::new(fen.parse().unwrap()))
            });
            lines.collect()
        };
        let bill: Vec<BillLine> = parse(bill)
            .into_iter()
            .map(|(kind, number, amount_fen)| BillLine {
                kind,
                number,
                amount_fen,
            })
            .collect();
        let own: Vec<OwnLine> = parse(own)
            .into_iter()
            .map(|(kind, number, amount_fen)| OwnLine {
                kind,
                number,
                amount_fen,
            })
            .collect();
        let seen: Vec<String> = compare_with_bill(&bill, &own)
            .into_iter()
            .map(|difference| format!("{} {}", difference.kind.name(), difference.number))
            .collect();
        assert_eq!(seen.join(", "), expected);
    }

    #[test]
    fn what_agrees_is_not_mentioned() {
        check("", "", "");
        check("+a:1350 -b:1350", "-b:1350 +a:1350", "");
    }

    #[test]
    fn every_difference_is_named() {
        check("+a:1350", "", "payment-only-in-bill a");
        check("", "+a:1350", "payment-only-here a");
        check("+a:1350", "+a:1351", "payment-amount a");
        check("-a:1350", "", "refund-only-in-bill a");
        check("", "-a:1350", "refund-only-here a");
        check("-a:1", "-a:2", "refund-amount a");
        check("+a:1 +a:1", "+a:1", "twice a");
    }

    #[test]
    fn a_payment_and_its_refund_may_have_one_number() {
        check("+a:1350 -a:1350", "+a:1350", "refund-only-in-bill a");
    }
}
