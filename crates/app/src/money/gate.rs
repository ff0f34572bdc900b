//! Where a collection waits for its fee: before the camera or before submitting, as the batch says. What a
//! school bears is written down when its student submits.

use std::collections::{HashMap, HashSet};

use domain::{
    BatchId, Cover, Degree, DegreeId, Order, PayMoment, Payer, PaymentId, PriceList, Product,
    Submission, SubmissionId, SubmissionState, Wish,
};
use store::repository::{Orders, Payments, PriceLists};
use store::{Reads, Work};

use super::order::{compose, enter_covered};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::refusal::MoneyRefusal;
use crate::service::App;

/// Payments that one query asks for.
const AT_ONCE: usize = 200;

/// The step that a student is about to take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Settling {
    /// The camera opens.
    Camera,
    /// A photo is submitted.
    Submitting,
}

/// Refuses a step that waits for a fee which is not settled.
///
/// # Errors
/// [`MoneyRefusal::PaymentNeeded`].
pub(crate) async fn require_settled(
    reads: &impl Reads,
    submission: &Submission,
    step: Settling,
) -> Result<(), Failure> {
    let submissions = std::slice::from_ref(submission);
    let due = products_due(reads, submission.batch, submissions, step).await?;
    match due.get(&submission.id) {
        Some(product) => Err(MoneyRefusal::PaymentNeeded { product: *product }.into()),
        None => Ok(()),
    }
}

/// Those of some submissions of a batch, 200 at most, of which a fee is not settled that a step waits for, with what is to
/// be ordered.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn products_due(
    reads: &impl Reads,
    batch: BatchId,
    submissions: &[Submission],
    step: Settling,
) -> Result<HashMap<SubmissionId, Product>, Failure> {
    let list = PriceLists::of(reads).find_in_force(batch).await?;
    let Some(list) = list.filter(|list| waits(list, step)) else {
        return Ok(HashMap::new());
    };
    let degrees: Vec<DegreeId> = submissions.iter().map(|of| of.degree).collect();
    let orders = Orders::of(reads).list_of_degrees(&degrees, batch).await?;
    let settled: Vec<Order> = orders.into_iter().filter(Order::is_settled).collect();
    let going_back = going_back(reads, &settled).await?;
    let due = submissions.iter().filter_map(|submission| {
        let own = settled.iter().filter(|order| {
            let is_kept = order
                .payment()
                .is_none_or(|paid| !going_back.contains(&paid));
            order.degree == submission.degree && is_kept
        });
        Some((submission.id, due(&list, submission, own)?))
    });
    Ok(due.collect())
}

/// What is to be ordered before it is settled.
fn due<'a>(
    list: &PriceList,
    submission: &Submission,
    settled: impl Iterator<Item = &'a Order>,
) -> Option<Product> {
    let mut collections = 0;
    let mut retakes = 0;
    for order in settled {
        collections += order.pieces(Product::Collection);
        retakes += order.pieces(Product::Retake);
    }
    let retakes_due = match list.prices.unit_of(Product::Retake) {
        Some(_) => rejections(submission),
        None => 0,
    };
    if collections == 0 {
        Some(Product::Collection)
    } else {
        (retakes < retakes_due).then_some(Product::Retake)
    }
}

const fn waits(list: &PriceList, step: Settling) -> bool {
    let is_students = matches!(list.prices.payer, Payer::Student);
    is_students
        && match list.prices.pay {
            PayMoment::Never => false,
            PayMoment::BeforeCamera => true,
            PayMoment::BeforeSubmitting => matches!(step, Settling::Submitting),
        }
}

/// The payments of which refunds ask for all that was paid: they settle nothing any more.
async fn going_back(reads: &impl Reads, orders: &[Order]) -> Result<HashSet<PaymentId>, Failure> {
    let ids: Vec<PaymentId> = orders.iter().filter_map(Order::payment).collect();
    let mut going = HashSet::new();
    for some in ids.chunks(AT_ONCE) {
        let payments = Payments::of(reads).list_by_ids(some).await?;
        let gone = payments
            .iter()
            .filter(|paid| paid.unclaimed().as_u32() == 0);
        going.extend(gone.map(|payment| payment.id));
    }
    Ok(going)
}

/// Whether refunds ask for all that was paid: it settles nothing any more.
///
/// # Errors
/// [`Failure::Unavailable`] when the database does not answer.
pub(crate) async fn is_going_back(reads: &impl Reads, order: &Order) -> Result<bool, Failure> {
    let Some(payment) = order.payment() else {
        return Ok(false);
    };
    let payment = Payments::of(reads).find(payment).await?;
    Ok(payment.is_some_and(|payment| payment.unclaimed().as_u32() == 0))
}

fn rejections(submission: &Submission) -> u32 {
    let now = u32::from(matches!(submission.state, SubmissionState::Rejected { .. }));
    u32::try_from(submission.earlier_rejections.len()).unwrap_or(u32::MAX - 1) + now
}

/// Writes down that the school bears the price of a collection, in the transaction of the submission; once
/// for each degree.
///
/// # Errors
/// [`Failure::Stale`] if the degree's orders change at the same time.
pub(crate) async fn cover_by_school(
    app: &App,
    work: &Work,
    degree: &Degree,
) -> Result<(), Failure> {
    let list = work.price_lists().find_in_force(degree.batch).await?;
    let Some(list) = list.filter(|list| list.prices.payer == Payer::School) else {
        return Ok(());
    };
    let orders = work
        .orders()
        .list_of_degree(degree.id, degree.batch)
        .await?;
    let mut settled = orders.iter().filter(|order| order.is_settled());
    if settled.any(|order| order.pieces(Product::Collection) > 0) {
        return Ok(());
    }
    let wish = Wish {
        product: Product::Collection,
        pieces: 1,
    };
    let order = compose(app, (degree, &list), &[wish], &orders)?;
    enter_covered(app, &Caller::System, work, order, Cover::School).await?;
    Ok(())
}
