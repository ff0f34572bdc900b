//! What routes about money need to be called: something paid, something to go back, and their bodies.

use app::{Caller, money};
use domain::*;
use serde_json::{Value, json};

use crate::harness::World;

/// What money is about.
pub(crate) struct Till {
    pub(crate) order: OrderId,
    pub(crate) payment: PaymentId,
    pub(crate) refund: RefundId,
    pub(crate) invoice: InvoiceRequestId,
    pub(crate) address: AddressId,
    pub(crate) print: PrintJobId,
    pub(crate) batch: BatchId,
    pub(crate) run: PrintRunId,
}

/// A paid order with a refund that is asked for and an invoice; and a transfer that waits to be confirmed.
pub(crate) async fn till(world: &World, owner: &Caller, degree: &Degree) -> Till {
    let app = &world.app;
    let price = |product, fen| Price {
        product,
        unit_fen: Fen::new(fen),
    };
    let prices = Prices {
        pay: PayMoment::Never,
        payer: Payer::Student,
        lines: vec![
            price(Product::Collection, 1350),
            price(Product::ExtraPrints, 3000),
        ],
    };
    let chief = world.staff("till", vec![Role::Administrator]).await;
    money::set_prices(app, &chief, world.batch.id, prices)
        .await
        .unwrap();
    let collection = [Wish {
        product: Product::Collection,
        pieces: 1,
    }];
    let order = money::place(app, owner, degree.id, 1, &collection)
        .await
        .unwrap();
    let from = money::PayFrom::Browser {
        address: "192.0.2.1".to_owned(),
    };
    money::start(app, owner, order.id, from).await.unwrap();
    money::play(app, owner, order.id, money::LocalAct::Pay)
        .await
        .unwrap();
    let wish = money::RefundWish {
        reason: RefundReason::OurMistake,
        amount_fen: Some(Fen::new(1)),
    };
    let refund = money::request_refund(app, &chief, order.id, wish)
        .await
        .unwrap();
    let wish = money::InvoiceWish {
        title: "甲公司".to_owned(),
        tax_number: None,
        mail: "li@example.org".to_owned(),
    };
    let invoice = money::request_invoice(app, owner, order.id, &wish)
        .await
        .unwrap();
    let what = money::HandMade::School {
        batch: world.batch.id,
        school: world.school.id,
        amount_fen: Fen::new(1350),
    };
    let slip = (TransactionNumber::parse("SLIP-1").unwrap(), world.app.now());
    let payment = money::record(app, &chief, what, Means::BankTransfer, slip)
        .await
        .unwrap();
    let (print, run) = produced(world, degree).await;
    Till {
        print,
        run,
        batch: world.batch.id,
        order: order.id,
        payment: payment.id,
        refund: refund.id,
        invoice: invoice.id,
        address: kept_address(world, owner).await,
    }
}

/// A print job of the degree in a run for its school.
async fn produced(world: &World, degree: &Degree) -> (PrintJobId, PrintRunId) {
    let school = world.school.id;
    let new = NewPrintJob {
        id: PrintJobId::from_uuid(world.id()),
        number: OrderNumber::parse("23090612345672").unwrap(),
        order: None,
        sets: vec![PrintSet {
            layout: PrintLayout::EightLargeOneInch,
            sheets: 1,
        }],
        destination: Destination::School { school },
    };
    let now = world.app.now();
    let run = PrintRunId::from_uuid(world.id());
    let job = PrintJob::order(new, degree, now).produce(run, now).unwrap();
    let new = NewPrintRun {
        id: run,
        centre: degree.centre,
        batch: degree.batch,
        school: Some(school),
        order: RunOrder::Number,
        jobs: vec![job.id],
        shop: None,
    };
    let started = PrintRun::start(new, StaffId::from_uuid(world.id()), now).unwrap();
    let work = world.work().await;
    work.print_jobs().insert(&job).await.unwrap();
    work.print_runs().insert(&started).await.unwrap();
    work.commit().await.unwrap();
    (job.id, run)
}

/// An address of the owner.
async fn kept_address(world: &World, owner: &Caller) -> AddressId {
    world.agree(owner, Purpose::Address).await;
    let wish = app::address::AddressWish {
        recipient: "李雷".to_owned(),
        phone: "19900000001".to_owned(),
        district: "440106".to_owned(),
        street: "中山大道西55号".to_owned(),
    };
    let kept = app::address::keep(&world.app, owner, &wish).await;
    kept.unwrap().address.id
}

impl Till {
    /// The body of a route about money.
    pub(crate) fn body(&self, line: &str, degree: DegreeId) -> Option<Value> {
        let lines = json!([{"product": "collection", "unit_fen": 1350}]);
        let wishes = json!([{"product": "collection", "pieces": 1}]);
        let invoice = json!({"title": "甲公司", "tax_number": null, "mail": "li@example.org"});
        let body = match line {
            "POST /batches/{id}/price-lists" => {
                json!({"pay": "never", "payer": "student", "lines": lines})
            }
            "POST /degrees/{id}/waiver" => json!({"reason": "hardship"}),
            "POST /addresses" | "PUT /addresses/{id}" => json!({
                "recipient": "李雷", "phone": "19900000001", "district": "440106",
                "street": "天河路100号",
            }),
            "POST /prints" => json!({
                "degree": degree, "price_list": 1,
                "sets": [{"layout": "six-inch-8-large-one-inch", "sheets": 1}],
            }),
            "POST /production/runs" => json!({
                "batch": self.batch, "school": null, "order": "number",
            }),
            "POST /runs/{id}/scans" => json!({"code": "23090612345672"}),
            "POST /runs/{id}/shipment" | "POST /print-jobs/{id}/shipment" => {
                json!({"courier": "shun-feng", "waybill": "SF1234567890"})
            }
            "POST /runs/{id}/acknowledgement" => json!({"problems": []}),
            "POST /print-jobs/{id}/reprint" => json!({"reason": "damaged"}),
            "POST /orders" => json!({"degree": degree, "price_list": 1, "lines": wishes}),
            "POST /orders/{id}/payment" => json!({"from": "browser"}),
            "POST /orders/{id}/cashier" => json!({"act": "pay"}),
            "POST /orders/{id}/refunds" => json!({"reason": "student-asked"}),
            "POST /orders/{id}/invoice" | "PUT /orders/{id}/invoice" => invoice,
            "POST /money/recorded" => json!({
                "order": self.order, "means": "cash-desk", "transaction": "R-1",
                "paid_at": "2023-09-10T11:00:00+08:00",
            }),
            "POST /money/reconciliations" => json!({"day": "2023-09-09"}),
            "POST /refunds/{id}/by-hand" => json!({"means": "cash-desk"}),
            "POST /money/invoices/export" => json!({}),
            "POST /invoices/{id}/number" => json!({"number": "23442000000012345678"}),
            _ => return None,
        };
        Some(body)
    }
}
