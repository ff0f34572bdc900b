//! Invoices (数电票): what the tax platform needs is collected and checked, handed out, and the number of the
//! invoice written back.

use std::collections::BTreeSet;

use domain::audit::Action;
use domain::{
    CentreId, InvoiceBuyer, InvoiceNumber, InvoiceRequest, InvoiceRequestId, InvoiceStateName,
    Message, NewInvoice, Order, OrderId, Permission, Subject, TaxNumber,
};
use gateways::MailAddress;
use store::{Page, PageRequest, Work};
use vault::{FieldColumn, FieldPlace};

use super::order::find;
use super::tell::tell;
use crate::caller::Caller;
use crate::failure::{Failure, Found, Won};
use crate::refusal::MoneyRefusal;
use crate::service::App;
use crate::trace::note;

/// The longest title.
const MAX_TITLE_CHARS: usize = 100;

/// Invoices that are taken out at once.
const PAGE: u32 = 200;

/// What a student writes.
#[derive(Clone, PartialEq, Eq)]
pub struct InvoiceWish {
    /// The title (抬头).
    pub title: String,
    /// The taxpayer number of an organisation; none for a person.
    pub tax_number: Option<String>,
    /// Where the invoice is sent to.
    pub mail: String,
}

impl std::fmt::Debug for InvoiceWish {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("InvoiceWish(…)")
    }
}

/// An invoice for the tax platform, in the clear.
#[derive(Clone, PartialEq, Eq)]
pub struct InvoiceLine {
    /// The wish.
    pub request: InvoiceRequest,
    /// The order.
    pub order: Order,
    /// What the student wrote.
    pub wish: InvoiceWish,
}

impl std::fmt::Debug for InvoiceLine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "InvoiceLine({})", self.request.id)
    }
}

/// Asks for an invoice of the student's own paid order.
///
/// # Errors
/// [`Failure::NotFound`]; [`domain::InvoiceRefusal`]; [`MoneyRefusal::TaxNumberInvalid`]; [`Failure::Invalid`];
/// [`Failure::Stale`] where there is a wish already.
pub async fn request_invoice(
    app: &App,
    caller: &Caller,
    order: OrderId,
    wish: &InvoiceWish,
) -> Result<InvoiceRequest, Failure> {
    caller.student()?;
    let work = app.store().begin().await?;
    let order = find(&work, caller, Permission::HandleMoney, order).await?;
    let id = InvoiceRequestId::from_uuid(app.new_id());
    let buyer = sealed(app, id, wish)?;
    let new = NewInvoice { id, buyer };
    let request = InvoiceRequest::request(new, &order, caller.actor(), app.now())?;
    work.invoices().insert(&request).await?;
    let subject = Subject::InvoiceRequest(id);
    note(
        app,
        &work,
        caller,
        order.centre,
        (&Action::RequestInvoice, subject),
    );
    work.commit().await?;
    Ok(request)
}

/// Changes what the invoice of the student's own order says, until it is handed out.
///
/// # Errors
/// As [`request_invoice`]; [`domain::WrongState`] once it is handed out.
pub async fn change_invoice(
    app: &App,
    caller: &Caller,
    order: OrderId,
    wish: &InvoiceWish,
) -> Result<InvoiceRequest, Failure> {
    let before = own(app, caller, order).await?;
    let buyer = sealed(app, before.id, wish)?;
    let after = before.clone().change(buyer, caller.actor(), app.now())?;
    let work = app.store().begin().await?;
    work.invoices().advance(&before, &after).await?.won()?;
    let subject = Subject::InvoiceRequest(after.id);
    note(
        app,
        &work,
        caller,
        after.centre,
        (&Action::RequestInvoice, subject),
    );
    work.commit().await?;
    Ok(after)
}

/// Gives the invoice of the student's own order up.
///
/// # Errors
/// [`Failure::NotFound`]; [`domain::WrongState`] once it is handed out.
pub async fn withdraw_invoice(
    app: &App,
    caller: &Caller,
    order: OrderId,
) -> Result<InvoiceRequest, Failure> {
    let before = own(app, caller, order).await?;
    let after = before.clone().withdraw(caller.actor(), app.now())?;
    let work = app.store().begin().await?;
    work.invoices().advance(&before, &after).await?.won()?;
    let subject = Subject::InvoiceRequest(after.id);
    note(
        app,
        &work,
        caller,
        after.centre,
        (&Action::WithdrawInvoice, subject),
    );
    work.commit().await?;
    Ok(after)
}

async fn own(app: &App, caller: &Caller, order: OrderId) -> Result<InvoiceRequest, Failure> {
    caller.student()?;
    let order = find(app.store(), caller, Permission::HandleMoney, order).await?;
    let live = app.store().invoices().find_live_of_order(order.id).await?;
    live.or_not_found()
}

/// The invoices of a centre in a state, oldest first.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`].
pub async fn list_invoices(
    app: &App,
    caller: &Caller,
    (centre, state): (CentreId, InvoiceStateName),
    request: PageRequest,
) -> Result<Page<InvoiceRequest>, Failure> {
    caller.check_centre(Permission::ViewMoney, centre)?;
    Ok(app.store().invoices().list(centre, state, request).await?)
}

/// Takes invoices of a centre out, at most 200: those that nobody has taken out yet, or `chosen` ones once
/// more, of which the file was lost or refused.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`Failure::Invalid`] for too many at once;
/// [`domain::WrongState`] for a chosen one that is issued or given up.
pub async fn export_invoices(
    app: &App,
    caller: &Caller,
    centre: CentreId,
    chosen: Option<&[InvoiceRequestId]>,
) -> Result<Vec<InvoiceLine>, Failure> {
    caller.check_centre(Permission::HandleMoney, centre)?;
    let by = caller.staff()?.id;
    let work = app.store().begin().await?;
    let found = match chosen {
        None => {
            let requested = InvoiceStateName::Requested;
            let first = PageRequest::first(PAGE);
            let invoices = work.invoices();
            invoices.list(centre, requested, first).await?.items
        }
        Some(chosen) => find_chosen(&work, centre, chosen).await?,
    };
    let mut lines = Vec::new();
    // Of a student whose data were erased there is nothing to make out.
    for before in found.into_iter().filter(|request| request.buyer.is_some()) {
        let after = before.clone().export(by, app.now())?;
        work.invoices().advance(&before, &after).await?.won()?;
        let order = work.orders().find(after.order).await?;
        let order = order.ok_or_else(|| Failure::internal("an invoice of no order"))?;
        let wish = opened(app, &after)?;
        lines.push(InvoiceLine {
            request: after,
            order,
            wish,
        });
    }
    let invoices = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let action = Action::ExportInvoices { invoices };
    let subject = Subject::Centre(centre);
    note(app, &work, caller, centre, (&action, subject));
    work.commit().await?;
    Ok(lines)
}

/// Invoices of a centre by their ids, each once.
async fn find_chosen(
    work: &Work,
    centre: CentreId,
    chosen: &[InvoiceRequestId],
) -> Result<Vec<InvoiceRequest>, Failure> {
    let chosen: BTreeSet<InvoiceRequestId> = chosen.iter().copied().collect();
    if chosen.len() > PAGE as usize {
        let expected = format!("at most {PAGE}");
        return Err(Failure::invalid("invoices", &expected));
    }
    let mut found = Vec::new();
    for id in chosen {
        let request = work.invoices().find(id).await?;
        let request = request.filter(|request| request.centre == centre);
        found.push(request.or_not_found()?);
    }
    Ok(found)
}

/// Writes the number of an invoice back.
///
/// # Errors
/// [`Failure::NotFound`], [`Failure::NotAllowed`]; [`domain::WrongState`] unless it was handed out.
pub async fn note_invoice_number(
    app: &App,
    caller: &Caller,
    id: InvoiceRequestId,
    number: InvoiceNumber,
) -> Result<InvoiceRequest, Failure> {
    let by = caller.staff()?.id;
    let before = app.store().invoices().find(id).await?.or_not_found()?;
    caller.check_centre(Permission::HandleMoney, before.centre)?;
    let after = before.clone().issue(number, by, app.now())?;
    let work = app.store().begin().await?;
    work.invoices().advance(&before, &after).await?.won()?;
    let subject = Subject::InvoiceRequest(id);
    note(
        app,
        &work,
        caller,
        after.centre,
        (&Action::IssueInvoice, subject),
    );
    let about = (after.centre, after.account, after.order);
    tell(app, caller, &work, about, Message::InvoiceIssued).await?;
    work.commit().await?;
    Ok(after)
}

fn place(column: FieldColumn, id: InvoiceRequestId) -> FieldPlace {
    FieldPlace {
        column,
        row: id.as_uuid(),
    }
}

/// Checks what a student wrote, and seals it.
fn sealed(app: &App, id: InvoiceRequestId, wish: &InvoiceWish) -> Result<InvoiceBuyer, Failure> {
    let title = domain::cleaned(&wish.title);
    let title = title.trim();
    if title.is_empty() || title.chars().count() > MAX_TITLE_CHARS {
        let expected = format!("1 to {MAX_TITLE_CHARS} characters");
        return Err(Failure::invalid("title", &expected));
    }
    let mail = MailAddress::parse(wish.mail.trim());
    mail.map_err(|error| Failure::invalid("mail", &error))?;
    let tax_number = wish
        .tax_number
        .as_deref()
        .filter(|number| !number.trim().is_empty());
    let tax_number = tax_number.map(TaxNumber::parse).transpose();
    let tax_number = tax_number.map_err(MoneyRefusal::TaxNumberInvalid)?;
    let vault = app.vault();
    let seal = |column, clear: &str| vault.seal(place(column, id), clear);
    Ok(InvoiceBuyer {
        title: seal(FieldColumn::InvoiceTitle, title)?,
        tax_number: tax_number
            .map(|number| seal(FieldColumn::InvoiceTaxNumber, number.as_str()))
            .transpose()?,
        mail: seal(FieldColumn::InvoiceMail, wish.mail.trim())?,
    })
}

fn opened(app: &App, request: &InvoiceRequest) -> Result<InvoiceWish, Failure> {
    let open = |column, sealed| app.vault().unseal(place(column, request.id), sealed);
    let buyer = request.buyer.as_ref();
    let buyer = buyer.ok_or_else(|| Failure::internal("an invoice of nobody"))?;
    let tax_number = buyer.tax_number.as_ref();
    let tax_number = tax_number.map(|number| open(FieldColumn::InvoiceTaxNumber, number));
    let tax_number = tax_number.transpose()?;
    Ok(InvoiceWish {
        title: open(FieldColumn::InvoiceTitle, &buyer.title)?
            .as_str()
            .to_owned(),
        tax_number: tax_number.map(|number| number.as_str().to_owned()),
        mail: open(FieldColumn::InvoiceMail, &buyer.mail)?
            .as_str()
            .to_owned(),
    })
}
