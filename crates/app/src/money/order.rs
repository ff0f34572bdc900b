//! Orders of students: placed at the prices that were shown, read with what was paid and given back.

use domain::audit::Action;
use domain::{
    CentreId, Cover, Degree, DegreeId, Duration, InvoiceRequest, NewOrder, Order, OrderId,
    OrderNumber, OrderRefusal, Payer, Payment, Permission, PriceList, PrintRefusal, Product,
    Refund, Resource, Subject, Wish,
};
use store::repository::{Degrees, Invoices, Orders, Payments, Refunds};
use store::{OrderFilter, Page, PageRequest, Reads, Work};

use super::cover::note_cover;
use super::price::in_force;
use super::timeline::{OrderMoment, timeline};
use crate::caller::Caller;
use crate::degree;
use crate::failure::{Failure, Found};
use crate::service::App;
use crate::trace::note;

/// An order with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderView {
    /// The order.
    pub order: Order,
    /// Tries to pay it, oldest first.
    pub payments: Vec<Payment>,
    /// What goes or went back, oldest first.
    pub refunds: Vec<Refund>,
    /// The wish for an invoice, if there is one.
    pub invoice: Option<InvoiceRequest>,
    /// What happened, oldest first.
    pub timeline: Vec<OrderMoment>,
}

/// Places an order for a degree of the student, or gives the one that waits for payment. `list_number` is
/// that of the prices that the student has seen.
///
/// # Errors
/// [`Failure::NotFound`] for another one's degree; [`Failure::Stale`] where the prices have changed;
/// [`crate::refusal::MoneyRefusal::NothingToPay`]; [`domain::OrderRefusal`].
pub async fn place(
    app: &App,
    caller: &Caller,
    degree: DegreeId,
    list_number: u32,
    wishes: &[Wish],
) -> Result<Order, Failure> {
    // Prints are ordered together with where they go.
    if wishes.iter().any(|wish| wish.product.is_print()) {
        return Err(OrderRefusal::NotOnOffer.into());
    }
    let work = app.store().begin().await?;
    let degree = degree::find_own(&work, caller, degree).await?;
    let list = in_force(&work, degree.batch).await?;
    if list.number != list_number {
        return Err(Failure::Stale);
    }
    let order = enter(app, caller, &work, (&degree, &list), wishes).await?;
    work.commit().await?;
    Ok(order)
}

/// Places an order in a transaction; gives the one that waits for payment where there is one. What the
/// school bears is settled at once.
async fn enter(
    app: &App,
    caller: &Caller,
    work: &Work,
    (degree, list): (&Degree, &PriceList),
    wishes: &[Wish],
) -> Result<Order, Failure> {
    let orders = work
        .orders()
        .list_of_degree(degree.id, degree.batch)
        .await?;
    if let Some(waiting) = orders.iter().find(|order| order.expires_at().is_some()) {
        return Ok(waiting.clone());
    }
    let order = compose(app, (degree, list), wishes, &orders)?;
    let is_collection_alone = order
        .lines
        .iter()
        .all(|line| matches!(line.product, Product::Collection | Product::Retake));
    if list.prices.payer == Payer::School && is_collection_alone {
        return enter_covered(app, caller, work, order, Cover::School).await;
    }
    work.orders().insert(&order).await?;
    note_placed(app, caller, work, &order);
    Ok(order)
}

/// Places an order of prints in the transaction that also keeps where they go.
///
/// # Errors
/// [`Failure::Stale`] where the prices have changed; [`PrintRefusal::OrderWaits`] where another order waits for
/// payment; [`OrderRefusal`]; [`crate::refusal::MoneyRefusal::NothingToPay`].
pub(crate) async fn place_prints(
    app: &App,
    caller: &Caller,
    work: &Work,
    (degree, list_number): (&Degree, u32),
    wishes: &[Wish],
) -> Result<Order, Failure> {
    let list = in_force(work, degree.batch).await?;
    if list.number != list_number {
        return Err(Failure::Stale);
    }
    let orders = work
        .orders()
        .list_of_degree(degree.id, degree.batch)
        .await?;
    if orders.iter().any(|order| order.expires_at().is_some()) {
        return Err(PrintRefusal::OrderWaits.into());
    }
    let order = compose(app, (degree, &list), wishes, &orders)?;
    work.orders().insert(&order).await?;
    note_placed(app, caller, work, &order);
    Ok(order)
}

/// An order at the prices of a list. `orders` are those that the degree has in the batch.
pub(super) fn compose(
    app: &App,
    (degree, list): (&Degree, &PriceList),
    wishes: &[Wish],
    orders: &[Order],
) -> Result<Order, Failure> {
    let settled = orders.iter().filter(|order| order.is_settled());
    let settled: Vec<Order> = settled.cloned().collect();
    let now = app.now();
    let new = NewOrder {
        id: OrderId::from_uuid(app.new_id()),
        number: OrderNumber::generate(now.civil_date(), |count| app.random().index_below(count)),
        expires_at: now + time_to_pay(app),
    };
    Ok(Order::place(new, degree, list, wishes, &settled, now)?)
}

/// How long an order waits. A transfer takes days, and so does the way to the cash desk.
fn time_to_pay(app: &App) -> Duration {
    if app.gateways().pay.is_some() {
        Duration::from_minutes(app.settings().order_minutes)
    } else {
        Duration::from_days(app.settings().order_days_by_hand)
    }
}

/// Keeps an order that somebody else bears from the start.
pub(super) async fn enter_covered(
    app: &App,
    caller: &Caller,
    work: &Work,
    order: Order,
    by: Cover,
) -> Result<Order, Failure> {
    let covered = order.cover(by, app.now())?;
    work.orders().insert(&covered).await?;
    note_placed(app, caller, work, &covered);
    note_cover(app, caller, work, &covered, by).await?;
    Ok(covered)
}

fn note_placed(app: &App, caller: &Caller, work: &Work, order: &Order) {
    let action = Action::PlaceOrder {
        batch: order.batch,
        total_fen: order.total_fen,
    };
    let subject = Subject::Order(order.id);
    note(app, work, caller, order.centre, (&action, subject));
}

/// An order, for its student and for staff whom `permission` reaches.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub(super) async fn find(
    reads: &impl Reads,
    caller: &Caller,
    permission: Permission,
    id: OrderId,
) -> Result<Order, Failure> {
    let order = Orders::of(reads).find(id).await?.or_not_found()?;
    match caller {
        Caller::Student(account) if *account == order.account => {}
        Caller::Student(_) => return Err(Failure::NotFound),
        Caller::Staff(_)
        | Caller::WithoutSecondFactor(_)
        | Caller::OnBehalfOf(_)
        | Caller::System => {
            let degree = Degrees::of(reads).find(order.degree).await?;
            let details = degree.as_ref().and_then(Degree::details);
            let place = details.and_then(|details| details.placement.as_ref());
            let centre = order.centre;
            caller.check(permission, Resource { centre, place })?;
        }
    }
    Ok(order)
}

/// An order with what was paid and given back.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn read(app: &App, caller: &Caller, id: OrderId) -> Result<OrderView, Failure> {
    let order = find(app.store(), caller, Permission::ViewMoney, id).await?;
    show(app, order).await
}

pub(super) async fn show(app: &App, order: Order) -> Result<OrderView, Failure> {
    let store = app.store();
    let payments = Payments::of(store).list_of_order(order.id).await?;
    let refunds = Refunds::of(store).list_of_order(order.id).await?;
    Ok(OrderView {
        invoice: Invoices::of(store).find_live_of_order(order.id).await?,
        timeline: timeline(store, &order, &payments, &refunds).await?,
        order,
        payments,
        refunds,
    })
}

/// The student's own orders, newest first.
///
/// # Errors
/// [`Failure::NotAllowed`] for anyone but a student.
pub async fn list_own(
    app: &App,
    caller: &Caller,
    request: PageRequest,
) -> Result<Page<Order>, Failure> {
    let account = caller.student()?;
    Ok(app
        .store()
        .orders()
        .list_of_account(account, request)
        .await?)
}

/// The orders of a centre, newest first.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn list_of_centre(
    app: &App,
    caller: &Caller,
    filter: OrderFilter,
    request: PageRequest,
) -> Result<Page<Order>, Failure> {
    caller.check_centre(Permission::ViewMoney, filter.centre)?;
    Ok(app.store().orders().list(filter, request).await?)
}

/// The order of a centre that people call by this number.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn find_by_number(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    number: &OrderNumber,
) -> Result<Option<Order>, Failure> {
    caller.check_centre(Permission::ViewMoney, centre)?;
    let found = app.store().orders().find_by_number(number).await?;
    Ok(found.filter(|order| order.centre == centre))
}
