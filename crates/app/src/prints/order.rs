//! Orders prints of an approved portrait: the order that is paid and the job that is produced, in one
//! transaction.

use std::collections::BTreeSet;

use domain::{
    AddressId, Degree, DegreeId, Destination, MAX_PIECES, NewPrintJob, Order, OrderNumber, PhotoId,
    PrintJob, PrintJobId, PrintRefusal, PrintSet, Product, Purpose, SubmissionState, Wish,
};
use store::repository::Submissions;
use store::{Reads, Work};

use super::place;
use crate::address::{self, AddressContent};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::service::App;
use crate::{consent, degree, money};

/// Where prints are to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrintTarget {
    /// To the school of the degree, with the next parcel.
    School,
    /// To an address of the student's book, which costs shipping.
    Address(AddressId),
}

/// What a student orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintWish {
    /// The degree.
    pub degree: DegreeId,
    /// Number of the price list that was shown.
    pub list_number: u32,
    /// The sheets: each layout once, 1 … 50 together.
    pub sets: Vec<PrintSet>,
    /// Where they go.
    pub target: PrintTarget,
}

/// Orders prints. A sheet costs what the price list says of extra prints, whatever its layout.
///
/// # Errors
/// [`Failure::NotFound`] for another one's degree or address; [`Failure::Stale`] where the prices have changed;
/// [`PrintRefusal`]; [`domain::OrderRefusal`] where the batch offers no prints or no shipping;
/// [`crate::refusal::ConsentRefusal::Missing`] for an address without the consent to it.
pub async fn order(
    app: &App,
    caller: &Caller,
    wish: &PrintWish,
) -> Result<(Order, PrintJob), Failure> {
    let account = caller.student()?;
    let sheets = count(&wish.sets)?;
    if let PrintTarget::Address(_) = wish.target {
        consent::require(app, account, Purpose::Address).await?;
    }
    let work = app.store().begin().await?;
    let degree = degree::find_own(&work, caller, wish.degree).await?;
    approved_photo(&work, &degree).await?;
    let id = PrintJobId::from_uuid(app.new_id());
    let destination = destination(app, caller, &work, (&degree, id, wish.target)).await?;
    let mut wishes = vec![Wish {
        product: Product::ExtraPrints,
        pieces: sheets,
    }];
    if let PrintTarget::Address(_) = wish.target {
        wishes.push(Wish {
            product: Product::Shipping,
            pieces: 1,
        });
    }
    let order = money::place_prints(app, caller, &work, (&degree, wish.list_number), &wishes);
    let order = order.await?;
    let new = NewPrintJob {
        id,
        number: number(app),
        order: Some(order.id),
        sets: wish.sets.clone(),
        destination,
    };
    let job = PrintJob::order(new, &degree, app.now());
    work.print_jobs().insert(&job).await?;
    work.commit().await?;
    Ok((order, job))
}

/// How many sheets are wanted.
fn count(sets: &[PrintSet]) -> Result<u16, Failure> {
    let layouts: BTreeSet<_> = sets.iter().map(|set| set.layout).collect();
    let sheets: u32 = sets.iter().map(|set| u32::from(set.sheets)).sum();
    let is_possible = !sets.is_empty()
        && layouts.len() == sets.len()
        && sets.iter().all(|set| set.sheets > 0)
        && sheets <= u32::from(MAX_PIECES);
    let sheets = u16::try_from(sheets).ok().filter(|_| is_possible);
    Ok(sheets.ok_or(PrintRefusal::SheetsImpossible)?)
}

/// The photo whose portrait is approved for a degree in its batch.
///
/// # Errors
/// [`PrintRefusal::NotApproved`].
pub(crate) async fn approved_photo(
    reads: &impl Reads,
    degree: &Degree,
) -> Result<PhotoId, Failure> {
    let submission = Submissions::of(reads)
        .find_of_degree(degree.id, degree.batch)
        .await?;
    match submission.map(|submission| submission.state) {
        Some(SubmissionState::Approved { photo, .. }) => Ok(photo.id),
        _ => Err(PrintRefusal::NotApproved.into()),
    }
}

/// A number for a job: the day and random digits.
pub(super) fn number(app: &App) -> OrderNumber {
    OrderNumber::generate(app.now().civil_date(), |count| {
        app.random().index_below(count)
    })
}

async fn destination(
    app: &App,
    caller: &Caller,
    work: &Work,
    (degree, id, target): (&Degree, PrintJobId, PrintTarget),
) -> Result<Destination, Failure> {
    match target {
        PrintTarget::School => {
            let details = degree.details();
            let place = details.and_then(|details| details.placement.as_ref());
            let school = place.ok_or(PrintRefusal::NoSchool)?.school;
            Ok(Destination::School { school })
        }
        PrintTarget::Address(address) => {
            let address = address::find_own(work, caller, address).await?;
            let content: AddressContent = address::opened(app, &address)?;
            let content = content.sealed_in(app, place(id))?;
            Ok(Destination::Address {
                content: Some(content),
            })
        }
    }
}
