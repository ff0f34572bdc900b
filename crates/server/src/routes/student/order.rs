//! A student's own orders: placing, paying, invoices.

use app::money::{self, InvoiceWish, PayFrom};
use axum::extract::State;
use axum::http::StatusCode;
use domain::{DegreeId, OrderId, Wish};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::extract::{Json, PageQuery, Path, Query, Student};
use crate::needs::{Needs, Who};
use crate::network::ClientAddress;
use crate::route::{ApiResult, Group, Tag, group};
use crate::state::ServerState;
use crate::views::Page;
use crate::views::public::price::ProductWord;
use crate::views::shared::order::{OrderInvoiceView, OrderView, WholeOrderView};
use crate::views::student::payment::{LocalActWord, StartedPaymentView};

/// The heading of these routes in the description.
const TAG: Tag = Tag {
    name: "orders",
    about: "Orders, payments, refunds, invoices",
};

/// The routes, and what each needs.
pub(super) fn routes() -> Group {
    group! { TAG;
        list: Needs::read(Who::Student),
        place: Needs::write(Who::Student),
        // A repeated start is another payment: the former one is closed.
        start_payment: Needs { replay: false, ..Needs::write(Who::Student) },
        payment_state: Needs::read(Who::Student),
        play: Needs::write(Who::Student),
        request_invoice: Needs::write(Who::Student),
        change_invoice: Needs::write(Who::Student),
        withdraw_invoice: Needs::write(Who::Student),
    }
}

/// A product and how many pieces.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOrderLine {
    product: ProductWord,
    /// How many pieces.
    #[schema(minimum = 1, maximum = 50)]
    pieces: u16,
}

/// What is ordered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOrder {
    degree: Uuid,
    /// Number of the price list that was shown.
    price_list: u32,
    /// Each product once.
    lines: Vec<NewOrderLine>,
}

/// Where the student pays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaymentStart {
    from: PaymentPlace,
}

/// Where the student pays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum PaymentPlace {
    /// In the mini-program.
    MiniProgram,
    /// On a page in WeChat's own browser.
    #[serde(rename = "wechat-browser")]
    WeChatBrowser,
    /// In any other browser.
    Browser,
}

/// What the played payer does.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CashierAct {
    act: LocalActWord,
}

/// Whom an invoice is made out to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InvoiceData {
    /// A name or an organisation.
    title: String,
    /// The taxpayer number of an organisation; none for a person.
    tax_number: Option<String>,
    /// Where the invoice is sent to.
    mail: String,
}

impl From<InvoiceData> for InvoiceWish {
    fn from(data: InvoiceData) -> Self {
        Self {
            title: data.title,
            tax_number: data.tax_number,
            mail: data.mail,
        }
    }
}

/// The student's orders, newest first.
#[utoipa::path(get, path = "/orders", params(PageQuery),
    responses((status = 200, description = "A part of the orders", body = Page<OrderView>)))]
async fn list(
    State(state): State<ServerState>,
    Student(caller): Student,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<OrderView>>> {
    let found = money::list_own(state.app(), &caller, page.request()?).await?;
    Ok(Json(Page::of(found, OrderView::from)))
}

/// Places an order for a degree; gives the one that waits for payment where there is one.
#[utoipa::path(post, path = "/orders",
    responses((status = 201, description = "Placed", body = OrderView)))]
async fn place(
    State(state): State<ServerState>,
    Student(caller): Student,
    Json(body): Json<NewOrder>,
) -> ApiResult<(StatusCode, Json<OrderView>)> {
    let wish = |line: &NewOrderLine| Wish {
        product: line.product.into(),
        pieces: line.pieces,
    };
    let wishes: Vec<Wish> = body.lines.iter().map(wish).collect();
    let degree = DegreeId::from_uuid(body.degree);
    let order = money::place(state.app(), &caller, degree, body.price_list, &wishes).await?;
    Ok((StatusCode::CREATED, Json(order.into())))
}

/// Starts a payment; one that was started before is closed.
#[utoipa::path(post, path = "/orders/{id}/payment",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 201, description = "Started", body = StartedPaymentView)))]
async fn start_payment(
    State(state): State<ServerState>,
    Student(caller): Student,
    address: ClientAddress,
    Path(id): Path<Uuid>,
    Json(body): Json<PaymentStart>,
) -> ApiResult<(StatusCode, Json<StartedPaymentView>)> {
    let from = match body.from {
        PaymentPlace::MiniProgram => PayFrom::MiniProgram,
        PaymentPlace::WeChatBrowser => PayFrom::WeChatBrowser {
            address: address.0.to_string(),
        },
        PaymentPlace::Browser => PayFrom::Browser {
            address: address.0.to_string(),
        },
    };
    let started = money::start(state.app(), &caller, OrderId::from_uuid(id), from).await?;
    Ok((StatusCode::CREATED, Json(started.into())))
}

/// What became of the payment; asks the payment service where it has told nothing.
#[utoipa::path(get, path = "/orders/{id}/payment",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "The order", body = WholeOrderView)))]
async fn payment_state(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<WholeOrderView>> {
    let order = money::state(state.app(), &caller, OrderId::from_uuid(id)).await?;
    Ok(Json(order.into()))
}

/// Plays the payer, where the cashier on this machine is the payment service.
#[utoipa::path(post, path = "/orders/{id}/cashier",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "Played", body = WholeOrderView)))]
async fn play(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Json(body): Json<CashierAct>,
) -> ApiResult<Json<WholeOrderView>> {
    let (id, act) = (OrderId::from_uuid(id), body.act.into());
    let order = money::play(state.app(), &caller, id, act).await?;
    Ok(Json(order.into()))
}

/// Asks for an invoice.
#[utoipa::path(post, path = "/orders/{id}/invoice",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 201, description = "Asked for", body = OrderInvoiceView)))]
async fn request_invoice(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Json(body): Json<InvoiceData>,
) -> ApiResult<(StatusCode, Json<OrderInvoiceView>)> {
    let (id, wish) = (OrderId::from_uuid(id), body.into());
    let request = money::request_invoice(state.app(), &caller, id, &wish).await?;
    Ok((StatusCode::CREATED, Json(request.into())))
}

/// Changes what the invoice says, until it is handed out.
#[utoipa::path(put, path = "/orders/{id}/invoice",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "Changed", body = OrderInvoiceView)))]
async fn change_invoice(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
    Json(body): Json<InvoiceData>,
) -> ApiResult<Json<OrderInvoiceView>> {
    let (id, wish) = (OrderId::from_uuid(id), body.into());
    let request = money::change_invoice(state.app(), &caller, id, &wish).await?;
    Ok(Json(request.into()))
}

/// Gives the invoice up, until it is handed out.
#[utoipa::path(delete, path = "/orders/{id}/invoice",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "Given up", body = OrderInvoiceView)))]
async fn withdraw_invoice(
    State(state): State<ServerState>,
    Student(caller): Student,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<OrderInvoiceView>> {
    let request = money::withdraw_invoice(state.app(), &caller, OrderId::from_uuid(id)).await?;
    Ok(Json(request.into()))
}
