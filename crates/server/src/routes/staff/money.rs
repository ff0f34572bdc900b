//! Orders, the ledger, bills and invoices of a centre.

use app::money;
use app::{Caller, Failure, LedgerFilter, OrderFilter};
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use domain::{
    BatchId, CentreId, InvoiceNumber, InvoiceRequestId, InvoiceStateName, OrderNumber,
    OrderStateName, SchoolId,
};
use serde::Deserialize;
use time::Date;
use time::macros::format_description;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, StaffMember};
use crate::needs::{BodyLimit, Needs, Who};
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::shared::order::{InvoiceStateWord, OrderInvoiceView, OrderStateWord, OrderView};
use crate::views::staff::money::{
    AccountSumView, DaySumView, InvoiceView, LedgerEntryView, ReconciliationView, StatementView,
};
use crate::views::{Binary, List, Page};

use super::file::{WORKBOOK, asked_language, attached};

/// The heading of these routes in the description.
pub(super) const TAG: Tag = Tag {
    name: "money",
    about: "Prices, payments, refunds, the ledger, bills, invoices",
};

/// A bill is not compared with the one before: it may be read again.
const BILL: Needs = Needs {
    replay: false,
    ..Needs::upload(Who::Staff, BodyLimit::Roster)
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        orders: Needs::read(Who::Staff),
        sums: Needs::read(Who::Staff),
        income: Needs::read(Who::Staff),
        entries: Needs::read(Who::Staff),
        statement: Needs::read(Who::Staff),
        statement_workbook: Needs::read(Who::Staff),
        reconciliations: Needs::read(Who::Staff),
        reconcile: Needs { replay: false, ..Needs::write(Who::Staff) },
        import_bill: BILL,
        invoices: Needs::read(Who::Staff),
        export_invoices: Needs { replay: false, ..Needs::write(Who::Staff) },
        note_invoice_number: Needs::write(Who::Staff),
    }
}

/// Which orders.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichOrders {
    /// One batch alone.
    batch: Option<Uuid>,
    /// One state alone.
    #[param(value_type = Option<OrderStateWord>)]
    state: Option<OrderStateWord>,
    /// The one order of this number, as people write it, whatever its batch and state.
    number: Option<String>,
}

/// Which invoices.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichInvoices {
    /// How far they have come.
    #[param(value_type = InvoiceStateWord)]
    state: InvoiceStateWord,
}

/// Which part of the ledger.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct WhichEntries {
    /// One batch alone.
    batch: Option<Uuid>,
    /// First day in China, `2023-09-06`; with `until`.
    #[param(format = Date)]
    from: Option<String>,
    /// Last day.
    #[param(format = Date)]
    until: Option<String>,
}

impl WhichEntries {
    fn of(&self, centre: CentreId) -> Result<LedgerFilter, Failure> {
        let days = match (&self.from, &self.until) {
            (Some(from), Some(until)) => Some([read_day("from", from)?, read_day("until", until)?]),
            (None, None) => None,
            _ => return Err(Failure::invalid("from", &"from and until, or neither")),
        };
        Ok(LedgerFilter {
            centre,
            batch: self.batch.map(BatchId::from_uuid),
            days,
        })
    }
}

/// Which days.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Days {
    /// First day in China, `2023-09-06`.
    #[param(format = Date)]
    from: String,
    /// Last day.
    #[param(format = Date)]
    until: String,
}

/// Which day.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WhichDay {
    /// The day in China, `2023-09-06`; it has to be over.
    #[schema(format = Date)]
    day: String,
}

/// The number of an invoice.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IssuedNumber {
    /// 20 digits, or 8 of an older kind.
    number: String,
}

fn read_day(field: &'static str, text: &str) -> Result<Date, Failure> {
    let format = format_description!("[year]-[month]-[day]");
    Date::parse(text, format).map_err(|_| Failure::invalid(field, &"a day such as 2023-09-06"))
}

/// Orders of the centre, newest first.
#[utoipa::path(get, path = "/money/orders", params(PageQuery, WhichOrders),
    responses((status = 200, description = "A part of the orders", body = Page<OrderView>)))]
async fn orders(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichOrders>,
) -> ApiResult<Json<Page<OrderView>>> {
    let filter = OrderFilter {
        centre: staff.centre,
        batch: which.batch.map(BatchId::from_uuid),
        state: which.state.map(OrderStateName::from),
    };
    let (caller, request) = (Caller::Staff(staff), page.request()?);
    if let Some(number) = &which.number {
        let number = OrderNumber::parse(number);
        let number = number.map_err(|error| Failure::invalid("number", &error))?;
        let found = money::find_by_number(state.app(), &caller, filter.centre, &number).await?;
        let items = found.into_iter().map(OrderView::from).collect();
        return Ok(Json(Page { items, next: None }));
    }
    let found = money::list_of_centre(state.app(), &caller, filter, request).await?;
    Ok(Json(Page::of(found, OrderView::from)))
}

/// The sum of every account of the ledger.
#[utoipa::path(get, path = "/money/ledger/sums", params(WhichEntries),
    responses((status = 200, description = "The sums", body = List<AccountSumView>)))]
async fn sums(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(which): Query<WhichEntries>,
) -> ApiResult<Json<List<AccountSumView>>> {
    let filter = which.of(staff.centre)?;
    let sums = money::sums(state.app(), &Caller::Staff(staff), filter).await?;
    Ok(Json(List::of(sums, AccountSumView::from)))
}

/// What each day moved between accounts.
#[utoipa::path(get, path = "/money/income", params(WhichEntries),
    responses((status = 200, description = "The days", body = List<DaySumView>)))]
async fn income(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(which): Query<WhichEntries>,
) -> ApiResult<Json<List<DaySumView>>> {
    let filter = which.of(staff.centre)?;
    let days = money::income_by_day(state.app(), &Caller::Staff(staff), filter).await?;
    Ok(Json(List::of(days, DaySumView::from)))
}

/// Entries of the ledger, newest first.
#[utoipa::path(get, path = "/money/ledger", params(PageQuery, WhichEntries),
    responses((status = 200, description = "A part of the entries", body = Page<LedgerEntryView>)))]
async fn entries(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichEntries>,
) -> ApiResult<Json<Page<LedgerEntryView>>> {
    let filter = which.of(staff.centre)?;
    let (caller, request) = (Caller::Staff(staff), page.request()?);
    let found = money::entries(state.app(), &caller, filter, request).await?;
    Ok(Json(Page::of(found, LedgerEntryView::from)))
}

/// What schools owe for the students of a batch.
#[utoipa::path(get, path = "/batches/{id}/statement",
    params(("id" = Uuid, Path, description = "The batch")),
    responses((status = 200, description = "One for each school", body = List<StatementView>)))]
async fn statement(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<List<StatementView>>> {
    let id = BatchId::from_uuid(id);
    let statements = money::statement(state.app(), &Caller::Staff(staff), id).await?;
    Ok(Json(List::of(statements, StatementView::from)))
}

/// Whose statement, and in which language the file is.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct StatementFile {
    /// One school alone.
    school: Option<Uuid>,
    /// `zh` or `en`; Chinese without it.
    language: Option<String>,
}

/// What schools owe for the students of a batch and have paid, day by day, as an Excel workbook.
#[utoipa::path(get, path = "/batches/{id}/statement.xlsx",
    params(("id" = Uuid, Path, description = "The batch"), StatementFile),
    responses((status = 200, description = "The statements", content_type = WORKBOOK, body = Binary)))]
async fn statement_workbook(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Query(file): Query<StatementFile>,
) -> ApiResult<Response> {
    let language = asked_language(file.language.as_deref())?;
    let of = (BatchId::from_uuid(id), file.school.map(SchoolId::from_uuid));
    let caller = Caller::Staff(staff);
    let bytes = money::statement_workbook(state.app(), &caller, of, language).await?;
    Ok(attached(WORKBOOK, "statement.xlsx", bytes))
}

/// What came of the bills of several days, newest first.
#[utoipa::path(get, path = "/money/reconciliations", params(Days),
    responses((status = 200, description = "The days", body = List<ReconciliationView>)))]
async fn reconciliations(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(days): Query<Days>,
) -> ApiResult<Json<List<ReconciliationView>>> {
    let days = [
        read_day("from", &days.from)?,
        read_day("until", &days.until)?,
    ];
    let centre = staff.centre;
    let caller = Caller::Staff(staff);
    let made = money::list_reconciliations(state.app(), &caller, centre, days).await?;
    Ok(Json(List::of(made, ReconciliationView::from)))
}

/// Fetches the bill of a day and holds it against the ledger.
#[utoipa::path(post, path = "/money/reconciliations",
    responses((status = 200, description = "What came of it", body = ReconciliationView)))]
async fn reconcile(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<WhichDay>,
) -> ApiResult<Json<ReconciliationView>> {
    let day = read_day("day", &body.day)?;
    let centre = staff.centre;
    let made = money::reconcile(state.app(), &Caller::Staff(staff), centre, day).await?;
    Ok(Json(made.into()))
}

/// Holds a bill that was downloaded from WeChat Pay against the ledger.
#[utoipa::path(put, path = "/money/reconciliations/{day}",
    params(("day" = String, Path, description = "The day in China, 2023-09-06")),
    request_body(content = Binary, content_type = "text/csv",
        description = "The trade bill as it was downloaded, unpacked"),
    responses((status = 200, description = "What came of it", body = ReconciliationView)))]
async fn import_bill(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(day): Path<String>,
    bytes: Bytes,
) -> ApiResult<Json<ReconciliationView>> {
    let day = read_day("day", &day)?;
    let centre = staff.centre;
    let text = String::from_utf8_lossy(&bytes);
    let caller = Caller::Staff(staff);
    let made = money::import_bill(state.app(), &caller, centre, day, &text).await?;
    Ok(Json(made.into()))
}

/// The invoices of a centre in one state, oldest first.
#[utoipa::path(get, path = "/money/invoices", params(PageQuery, WhichInvoices),
    responses((status = 200, description = "A part of the invoices", body = Page<InvoiceView>)))]
async fn invoices(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Query(page): Query<PageQuery>,
    Query(which): Query<WhichInvoices>,
) -> ApiResult<Json<Page<InvoiceView>>> {
    let of = (staff.centre, InvoiceStateName::from(which.state));
    let (caller, request) = (Caller::Staff(staff), page.request()?);
    let found = money::list_invoices(state.app(), &caller, of, request).await?;
    Ok(Json(Page::of(found, InvoiceView::from)))
}

/// Which invoices are taken out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InvoiceChoice {
    /// These alone, once more: the file was lost, or the tax platform refused it. At most 200; without it,
    /// those that nobody has taken out yet.
    #[schema(max_items = 200)]
    invoices: Option<Vec<Uuid>>,
}

/// Takes invoices out, at most 200, as CSV for the tax platform; `docs/invoices.md` describes the columns.
#[utoipa::path(post, path = "/money/invoices/export",
    responses((status = 200, description = "The invoices", content_type = "text/csv", body = Binary)))]
async fn export_invoices(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Json(body): Json<InvoiceChoice>,
) -> ApiResult<Response> {
    let centre = staff.centre;
    let chosen = body.invoices.map(|invoices| {
        let ids = invoices.into_iter().map(InvoiceRequestId::from_uuid);
        ids.collect::<Vec<_>>()
    });
    let caller = Caller::Staff(staff);
    let lines = money::export_invoices(state.app(), &caller, centre, chosen.as_deref()).await?;
    let file = money::invoice_sheet(&lines).map_err(Failure::internal)?;
    Ok(attached("text/csv; charset=utf-8", "invoices.csv", file))
}

/// Writes the number of an issued invoice back.
#[utoipa::path(post, path = "/invoices/{id}/number",
    params(("id" = Uuid, Path, description = "The invoice")),
    responses((status = 200, description = "Written back", body = OrderInvoiceView)))]
async fn note_invoice_number(
    State(state): State<ServerState>,
    StaffMember(staff): StaffMember,
    Path(id): Path<Uuid>,
    Json(body): Json<IssuedNumber>,
) -> ApiResult<Json<OrderInvoiceView>> {
    let number = InvoiceNumber::parse(&body.number);
    let number = number.map_err(|error| Failure::invalid("number", &error))?;
    let (id, caller) = (InvoiceRequestId::from_uuid(id), Caller::Staff(staff));
    let request = money::note_invoice_number(state.app(), &caller, id, number).await?;
    Ok(Json(request.into()))
}
