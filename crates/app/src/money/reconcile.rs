//! Holds a day's bill of the payment service against the ledger. A payment that only the service knows is
//! looked up at once: most differences are lost notices.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::audit::Action;
use domain::{
    BillLine, BillLineKind, CentreId, DifferenceKind, Duration, LedgerAccount, Means, OwnLine,
    PaymentId, Permission, Reconciliation, ReconciliationId, Subject, TimeOfDay, Timestamp,
};
use gateways::read_bill;
use serde::{Deserialize, Serialize};
use store::{DaySum, LedgerFilter};
use time::Date;
use uuid::Uuid;

use super::asking::{asked, service_of};
use super::refund::number_of;
use super::settle::look_up;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::jobs::{Task, Ticket};
use crate::refusal::MoneyRefusal;
use crate::service::App;
use crate::trace::note;

/// Payment services have the bill of a day by ten in the morning of the next one.
const BILL_READY: Duration = Duration::from_hours(10);

/// How many days a service that did not run makes up for.
const DAYS_BACK: i64 = 31;

/// In how many days the first bill is looked for.
const LOOKED_BACK: i64 = 366;

/// What came of a day's bill, for one centre: several may share a merchant, and a bill has the lines of all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreDay {
    /// What came of the whole bill. Its sums are those of every centre of the merchant; of the differences, those of this
    /// centre, and those that belong to none.
    pub made: Reconciliation,
    /// What is recorded here of this centre alone.
    pub own: OwnSums,
    /// Whether the sums of the bill may have money of other centres in them, which this one does not see.
    pub is_shared: bool,
}

/// Sums of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OwnSums {
    /// How many arrived that day, in China.
    pub payments: u64,
    /// How many went back that day.
    pub refunds: u64,
    /// Sum of the payments, fen.
    pub paid_fen: i64,
    /// Sum of the refunds, fen.
    pub returned_fen: i64,
}

/// Holds the bills of yesterday and of the days that were missed before it against the ledger, each once.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ReconcileDay;

#[async_trait]
impl Task for ReconcileDay {
    const KIND: &'static str = "reconcile-day";
    const EVERY: Option<Duration> = Some(Duration::from_hours(1));

    async fn run(self, app: &App, ticket: Ticket) -> Result<(), Failure> {
        let now = app.now();
        let midnight = Timestamp::from_civil(now.civil_date(), TimeOfDay::START);
        let means = app.gateways().pay.as_ref().map(|service| service.means());
        let mut failed = Ok(());
        if let (Some(means), true) = (means, now >= midnight + BILL_READY) {
            for day in missed(app, means, now.civil_date()).await? {
                // A day whose bill cannot be had holds up none that comes after it.
                let fetched = fetch(app, &Caller::System, means, day).await;
                failed = failed.and(fetched.map(drop));
            }
        }
        failed?;
        ticket.finish_alone(app).await
    }
}

/// The days whose bill the payment service has not told, oldest first: of the last month, since the first one that it told;
/// before that, yesterday alone. What somebody handed in, or asked for before the bill was complete, does not count.
async fn missed(app: &App, means: Means, today: Date) -> Result<Vec<Date>, Failure> {
    let Some(yesterday) = today.previous_day() else {
        return Ok(Vec::new());
    };
    let back = |days: i64| {
        let from = today.checked_sub(time::Duration::days(days));
        from.unwrap_or(Date::MIN)
    };
    let store = app.store().reconciliations();
    let made = store.list(means, [back(LOOKED_BACK), yesterday]).await?;
    let told: BTreeSet<Date> = made
        .iter()
        .filter(|made| is_whole(made))
        .map(|made| made.day)
        .collect();
    let first = told.first().copied().unwrap_or(yesterday);
    let from = first.max(back(DAYS_BACK));
    let mut days = std::iter::successors(Some(from), |day| day.next_day());
    let days = days.by_ref().take_while(|day| *day <= yesterday);
    Ok(days.filter(|day| !told.contains(day)).collect())
}

/// Whether the payment service has told the bill, and all of it.
fn is_whole(made: &Reconciliation) -> bool {
    let ready =
        Timestamp::from_civil(made.day, TimeOfDay::START) + Duration::from_days(1) + BILL_READY;
    made.imported_by.is_none() && made.made_at >= ready
}

/// Fetches the bill of a day that is over, and holds it against the ledger.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`MoneyRefusal::NotOffered`]; [`Failure::Unavailable`] while there is no bill.
pub async fn reconcile(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    day: Date,
) -> Result<CentreDay, Failure> {
    caller.check_centre(Permission::HandleMoney, centre)?;
    let means = app.gateways().pay.as_ref().map(|service| service.means());
    let means = means.ok_or(MoneyRefusal::NotOffered)?;
    if day >= app.now().civil_date() {
        return Err(MoneyRefusal::DayNotOver.into());
    }
    let made = fetch(app, caller, means, day).await?;
    for_centre(app, made, centre).await
}

/// Holds a bill that somebody downloaded against the ledger: the text of the file.
///
/// # Errors
/// [`Failure::NotAllowed`]; [`MoneyRefusal::BillUnreadable`], [`MoneyRefusal::DayNotOver`].
pub async fn import_bill(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    day: Date,
    text: &str,
) -> Result<CentreDay, Failure> {
    caller.check_centre(Permission::HandleMoney, centre)?;
    if day >= app.now().civil_date() {
        return Err(MoneyRefusal::DayNotOver.into());
    }
    let bill = read_bill(text).map_err(|_| MoneyRefusal::BillUnreadable)?;
    let of = (Means::WeChatPay, day, Some(centre));
    let made = compare(app, caller, of, &bill).await?;
    for_centre(app, made, centre).await
}

/// What came of the bills of several days, newest first, all tries of each.
///
/// # Errors
/// [`Failure::NotAllowed`].
pub async fn list_reconciliations(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    days: [Date; 2],
) -> Result<Vec<CentreDay>, Failure> {
    caller.check_centre(Permission::ViewMoney, centre)?;
    let mut all = Vec::new();
    let is_shared = has_several_centres(app).await?;
    let moved = moved(app, centre, days).await?;
    for means in [Means::WeChatPay, Means::Local] {
        for made in app.store().reconciliations().list(means, days).await? {
            // What another centre handed in says whatever its staff have written.
            if made.imported_by.is_some_and(|by| by != centre) {
                continue;
            }
            let own = own_sums(&moved, means, made.day);
            let is_shared = is_shared && made.imported_by.is_none();
            let made = only_of(app, made, centre).await?;
            all.push(CentreDay {
                made,
                own,
                is_shared,
            });
        }
    }
    Ok(all)
}

async fn fetch(
    app: &App,
    caller: &Caller,
    means: Means,
    day: Date,
) -> Result<Reconciliation, Failure> {
    let bill = service_of(app, means)?.bill(day).await.map_err(asked)?;
    compare(app, caller, (means, day, None), &bill).await
}

async fn compare(
    app: &App,
    caller: &Caller,
    (means, day, handed_in_by): (Means, Date, Option<CentreId>),
    bill: &[BillLine],
) -> Result<Reconciliation, Failure> {
    let held = async || -> Result<Reconciliation, Failure> {
        let own = own_lines(app, means, day).await?;
        let id = ReconciliationId::from_uuid(app.new_id());
        let made = Reconciliation::of(id, (means, day), bill, &own, app.now());
        Ok(match handed_in_by {
            Some(centre) => made.handed_in_by(centre),
            None => made,
        })
    };
    let first = held().await?;
    let mut has_found = false;
    for difference in &first.differences {
        if difference.kind == DifferenceKind::PaymentOnlyInBill {
            has_found |= find_lost(app, means, &difference.number).await?;
        }
    }
    let made = if has_found { held().await? } else { first };
    let differences = u32::try_from(made.differences.len()).unwrap_or(u32::MAX);
    if differences > 0 {
        tracing::warn!(%day, differences, "A bill differs from the ledger");
    }
    let work = app.store().begin().await?;
    work.reconciliations().insert(&made).await?;
    let action = Action::ReconcileDay { differences };
    let subject = Subject::Reconciliation(made.id);
    for centre in app.store().centres().list().await? {
        note(app, &work, caller, centre.id, (&action, subject));
    }
    work.commit().await?;
    Ok(made)
}

/// Looks a payment up of which no notice came; whether it is recorded now.
async fn find_lost(app: &App, means: Means, number: &str) -> Result<bool, Failure> {
    let Ok(id) = Uuid::try_parse(number) else {
        return Ok(false);
    };
    let payment = app
        .store()
        .payments()
        .find(PaymentId::from_uuid(id))
        .await?;
    let Some(payment) = payment.filter(|payment| payment.means == means) else {
        return Ok(false);
    };
    match look_up(app, &payment).await {
        Ok(payment) => Ok(payment.paid_at().is_some()),
        // Another sum, or no answer: it stays a difference, for somebody to look at.
        Err(Failure::Refused(_) | Failure::Unavailable(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// What is known here of a day.
async fn own_lines(app: &App, means: Means, day: Date) -> Result<Vec<OwnLine>, Failure> {
    let from = Timestamp::from_civil(day, TimeOfDay::START);
    let span = [from, from + Duration::from_days(1)];
    let store = app.store();
    let payments = store.payments().list_paid(means, span).await?;
    let mut lines: Vec<OwnLine> = payments
        .iter()
        .map(|payment| OwnLine {
            kind: BillLineKind::Payment,
            number: number_of(payment.id),
            amount_fen: payment.amount_fen,
        })
        .collect();
    for refund in store.refunds().list_done(span).await? {
        let by_hand = matches!(
            refund.state,
            domain::RefundState::Done {
                by_hand: Some(_),
                ..
            }
        );
        let payment = store.payments().find(refund.payment).await?;
        if !by_hand && payment.is_some_and(|payment| payment.means == means) {
            lines.push(OwnLine {
                kind: BillLineKind::Refund,
                number: refund.id.as_uuid().simple().to_string(),
                amount_fen: refund.amount_fen,
            });
        }
    }
    Ok(lines)
}

/// What came of a bill, as the centre sees it that asked. Who has handed a bill in has seen its sums.
async fn for_centre(
    app: &App,
    made: Reconciliation,
    centre: CentreId,
) -> Result<CentreDay, Failure> {
    let moved = moved(app, centre, [made.day; 2]).await?;
    let own = own_sums(&moved, made.means, made.day);
    let is_shared = made.imported_by.is_none() && has_several_centres(app).await?;
    Ok(CentreDay {
        made: only_of(app, made, centre).await?,
        own,
        is_shared,
    })
}

async fn has_several_centres(app: &App) -> Result<bool, Failure> {
    Ok(app.store().centres().list().await?.len() > 1)
}

/// What a centre's ledger has of some days.
async fn moved(app: &App, centre: CentreId, days: [Date; 2]) -> Result<Vec<DaySum>, Failure> {
    let filter = LedgerFilter {
        centre,
        batch: None,
        days: Some(days),
    };
    Ok(app.store().ledger().by_day(filter).await?)
}

fn own_sums(moved: &[DaySum], means: Means, day: Date) -> OwnSums {
    let account = LedgerAccount::from(means);
    let mut sums = OwnSums::default();
    for sum in moved.iter().filter(|sum| sum.day == day) {
        if sum.debit == account {
            sums.payments += sum.entries;
            sums.paid_fen += sum.fen;
        }
        if sum.credit == account {
            sums.refunds += sum.entries;
            sums.returned_fen += sum.fen;
        }
    }
    sums
}

/// Leaves out what concerns another centre: several may share a merchant. What belongs to none is shown to all: a
/// number and a sum that nobody knows are the difference that somebody has to look into.
async fn only_of(
    app: &App,
    made: Reconciliation,
    centre: CentreId,
) -> Result<Reconciliation, Failure> {
    let store = app.store();
    let mut differences = Vec::new();
    for difference in made.differences {
        let id = Uuid::try_parse(&difference.number).ok();
        let payment = match id {
            Some(id) => store.payments().find(PaymentId::from_uuid(id)).await?,
            None => None,
        };
        let refund = match id {
            Some(id) => {
                store
                    .refunds()
                    .find(domain::RefundId::from_uuid(id))
                    .await?
            }
            None => None,
        };
        let of = payment.map(|payment| payment.centre);
        let of = of.or(refund.map(|refund| refund.centre));
        if of.is_none_or(|of| of == centre) {
            differences.push(difference);
        }
    }
    Ok(Reconciliation {
        differences,
        ..made
    })
}
