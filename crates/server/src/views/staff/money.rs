//! The ledger, bills, statements and invoices as staff read them.

use app::money::{CentreDay, OwnSums, SchoolStatement};
use app::{AccountSum, DaySum};
use domain::{Actor, Difference, InvoiceRequest, LedgerEntry, Payment, PriceList, Refund};
use serde::Serialize;
use time::Date;
use utoipa::ToSchema;
use uuid::Uuid;
use words::what_to_do;

use crate::views::public::price::PriceListView;
use crate::views::shared::order::{MeansWord, OrderInvoiceView, RefundView};
use crate::views::{Instant, TextView};
use crate::word::wire_words;

wire_words! {
    /// An account of the ledger.
    LedgerAccountWord of domain::LedgerAccount;
    /// The kind of an event that is booked.
    LedgerCauseWord of domain::LedgerCauseName;
    /// How a bill and the ledger differ.
    DifferenceWord of domain::DifferenceKind;
    /// Why nothing is charged.
    WaiverReasonWord of domain::WaiverReason;
}

/// A day as `2023-09-06`.
pub(crate) fn day(day: Date) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        day.year(),
        u8::from(day.month()),
        day.day()
    )
}

/// The sum of an account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountSumView {
    account: LedgerAccountWord,
    /// By how much it grew, fen.
    debit_fen: i64,
    /// By how much it fell, fen.
    credit_fen: i64,
    /// What is on it, fen; all accounts together are zero.
    balance_fen: i64,
}

impl From<AccountSum> for AccountSumView {
    fn from(sum: AccountSum) -> Self {
        Self {
            account: sum.account.into(),
            debit_fen: sum.debit_fen,
            credit_fen: sum.credit_fen,
            balance_fen: sum.balance_fen(),
        }
    }
}

/// What a day moved between two accounts.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DaySumView {
    /// The day in China, `2023-09-06`.
    day: String,
    debit: LedgerAccountWord,
    credit: LedgerAccountWord,
    entries: u64,
    /// The sum of the entries, fen.
    fen: i64,
}

impl From<DaySum> for DaySumView {
    fn from(sum: DaySum) -> Self {
        Self {
            day: day(sum.day),
            debit: sum.debit.into(),
            credit: sum.credit.into(),
            entries: sum.entries,
            fen: sum.fen,
        }
    }
}

/// An entry of the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerEntryView {
    id: Uuid,
    batch: Uuid,
    school: Option<Uuid>,
    debit: LedgerAccountWord,
    credit: LedgerAccountWord,
    amount_fen: u32,
    cause: LedgerCauseWord,
    /// The order, payment or refund of the event.
    of: Uuid,
    at: Instant,
}

impl From<LedgerEntry> for LedgerEntryView {
    fn from(entry: LedgerEntry) -> Self {
        Self {
            id: entry.id.as_uuid(),
            batch: entry.place.batch.as_uuid(),
            school: entry.place.school.map(domain::SchoolId::as_uuid),
            debit: entry.debit.into(),
            credit: entry.credit.into(),
            amount_fen: entry.amount_fen.as_u32(),
            cause: domain::LedgerCauseName::from(&entry.cause).into(),
            of: entry.cause.id(),
            at: entry.at.into(),
        }
    }
}

/// What a school owes for the students of a batch.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementView {
    school: Option<Uuid>,
    school_name: Option<String>,
    students: u64,
    owed_fen: i64,
    paid_fen: i64,
    /// What is left to pay, fen.
    due_fen: i64,
}

impl From<SchoolStatement> for StatementView {
    fn from(statement: SchoolStatement) -> Self {
        let sum = statement.sum;
        Self {
            school: sum.school.map(domain::SchoolId::as_uuid),
            school_name: statement.school_name,
            students: sum.students,
            owed_fen: sum.owed_fen,
            paid_fen: sum.paid_fen,
            due_fen: sum.owed_fen - sum.paid_fen,
        }
    }
}

/// An invoice that somebody asked for. Whom it is made out to stands in the file for the tax platform alone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InvoiceView {
    #[serde(flatten)]
    invoice: OrderInvoiceView,
    order: Uuid,
    amount_fen: u32,
}

impl From<InvoiceRequest> for InvoiceView {
    fn from(request: InvoiceRequest) -> Self {
        Self {
            order: request.order.as_uuid(),
            amount_fen: request.amount_fen.as_u32(),
            invoice: request.into(),
        }
    }
}

/// A refund as staff read it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StaffRefundView {
    #[serde(flatten)]
    refund: RefundView,
    /// The means by which the money came, and by which it goes back.
    means: MeansWord,
    /// Who of the staff asked for it; nobody where the student or the service itself did.
    asked_by: Option<Uuid>,
}

impl From<(Refund, Payment)> for StaffRefundView {
    fn from((refund, payment): (Refund, Payment)) -> Self {
        Self {
            means: payment.means.into(),
            asked_by: staff_of(refund.requested_by),
            refund: refund.into(),
        }
    }
}

/// A price list as staff read it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StaffPriceListView {
    #[serde(flatten)]
    list: PriceListView,
    /// When it was put in force; nothing for lists of before that was kept.
    set_at: Option<Instant>,
    /// Who of the staff put it in force.
    set_by: Option<Uuid>,
}

impl From<PriceList> for StaffPriceListView {
    fn from(list: PriceList) -> Self {
        Self {
            set_at: list.set.map(|set| set.at.into()),
            set_by: list.set.and_then(|set| staff_of(set.by)),
            list: list.into(),
        }
    }
}

const fn staff_of(actor: Actor) -> Option<Uuid> {
    match actor {
        Actor::Staff(staff) => Some(staff.as_uuid()),
        Actor::Student(_) | Actor::System => None,
    }
}

/// How a bill and the ledger differ in one line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DifferenceView {
    kind: DifferenceWord,
    /// Number of the payment or refund at the payment service.
    number: String,
    /// The sum in the bill, fen.
    bill_fen: Option<u32>,
    /// The sum here, fen.
    own_fen: Option<u32>,
    /// What to do about it.
    advice: TextView,
}

impl From<Difference> for DifferenceView {
    fn from(difference: Difference) -> Self {
        Self {
            advice: what_to_do(difference.kind).into(),
            kind: difference.kind.into(),
            number: difference.number,
            bill_fen: difference.bill_fen.map(domain::Fen::as_u32),
            own_fen: difference.own_fen.map(domain::Fen::as_u32),
        }
    }
}

/// Sums of a day's bill, or of what is recorded here of that day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BillSumsView {
    payments: u64,
    refunds: u64,
    /// Sum of the payments, fen.
    paid_fen: i64,
    /// Sum of the refunds, fen.
    returned_fen: i64,
}

impl From<OwnSums> for BillSumsView {
    fn from(sums: OwnSums) -> Self {
        Self {
            payments: sums.payments,
            refunds: sums.refunds,
            paid_fen: sums.paid_fen,
            returned_fen: sums.returned_fen,
        }
    }
}

/// What came of a day's bill.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReconciliationView {
    id: Uuid,
    means: MeansWord,
    /// The day in China, `2023-09-06`.
    day: String,
    made_at: Instant,
    /// What is recorded here of this centre alone.
    own: BillSumsView,
    /// The whole bill; nothing where several centres share a merchant, as none sees what another one earns.
    bill: Option<BillSumsView>,
    /// Nothing where bill and ledger agree.
    differences: Vec<DifferenceView>,
}

impl From<CentreDay> for ReconciliationView {
    fn from(day_of_centre: CentreDay) -> Self {
        let CentreDay {
            made,
            own,
            is_shared,
        } = day_of_centre;
        let sum = |fen: u64| i64::try_from(fen).unwrap_or(i64::MAX);
        let bill = (!is_shared).then(|| BillSumsView {
            payments: made.payments.into(),
            refunds: made.refunds.into(),
            paid_fen: sum(made.paid_fen),
            returned_fen: sum(made.returned_fen),
        });
        Self {
            own: own.into(),
            bill,
            id: made.id.as_uuid(),
            means: made.means.into(),
            day: day(made.day),
            made_at: made.made_at.into(),
            differences: made
                .differences
                .into_iter()
                .map(DifferenceView::from)
                .collect(),
        }
    }
}
