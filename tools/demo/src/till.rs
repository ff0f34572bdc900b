//! Money of the demonstration: what each batch charges, students who pay at the played cashier, and what lies at
//! the till today: a transfer to confirm, refunds, invoices, a waiver.

use anyhow::{Context, Result};
use app::money::{self, HandMade, InvoiceWish, LocalAct, PayFrom, RefundWish};
use app::{App, Caller};
use domain::{
    DegreeId, Duration, Fen, InvoiceNumber, Means, Order, PayMoment, Payer, Price, Prices, Product,
    RefundReason, TransactionNumber, WaiverReason, Wish,
};

use crate::campaign::Campaign;
use crate::names::Post;
use crate::service::Service;
use crate::world::World;

/// The fee of a collection, fen.
const FEE: u32 = 1350;

/// That of the region, which charges more.
const FEE_OF_REGION: u32 = 1800;

/// Puts the prices of every batch in force.
///
/// # Errors
/// Those of the use case.
pub(crate) async fn announce(service: &Service, world: &World) -> Result<()> {
    let administrator = world.staff(Post::Administrator)?;
    for campaign in Campaign::ALL {
        let batch = world.batch(campaign)?.id;
        let prices = prices(campaign);
        money::set_prices(&service.app, &administrator, batch, prices).await?;
    }
    Ok(())
}

fn prices(campaign: Campaign) -> Prices {
    let (payer, pay) = match campaign {
        // A school that pays for its students, by a statement.
        Campaign::Group => (Payer::School, PayMoment::Never),
        _ => (Payer::Student, PayMoment::BeforeSubmitting),
    };
    let fee = match campaign {
        Campaign::Region => FEE_OF_REGION,
        _ => FEE,
    };
    let line = |(product, fen)| Price {
        product,
        unit_fen: Fen::new(fen),
    };
    let lines = [
        (Product::Collection, fee),
        (Product::ExtraPrints, 1_000),
        (Product::Shipping, 1_200),
    ];
    Prices {
        pay,
        payer,
        lines: lines.map(line).to_vec(),
    }
}

/// Pays the fee of a student's degree where one is due; `None` where nothing is.
///
/// # Errors
/// Those of the use cases.
pub(crate) async fn pay(
    service: &Service,
    caller: &Caller,
    degree: DegreeId,
    campaign: Campaign,
) -> Result<Option<Order>> {
    if prices(campaign).payer == Payer::School {
        return Ok(None);
    }
    let app = &service.app;
    let collection = [Wish {
        product: Product::Collection,
        pieces: 1,
    }];
    let order = match money::place(app, caller, degree, 1, &collection).await {
        // A photo that replaces a rejected one is paid for already.
        Err(failure) if failure.code() == "settled-already" => return Ok(None),
        placed => placed?,
    };
    service.clock.pass(Duration::from_seconds(9));
    let from = PayFrom::Browser {
        address: "192.0.2.7".to_owned(),
    };
    money::start(app, caller, order.id, from).await?;
    service.clock.pass(Duration::from_seconds(14));
    let paid = money::play(app, caller, order.id, LocalAct::Pay).await?;
    Ok(Some(paid.order))
}

/// What lies at the till today. `payers` are students with a paid order, to the first four of whom something happens;
/// the fee of `waived` is waived.
///
/// # Errors
/// Those of the use cases, and too few students.
pub(crate) async fn fill(
    service: &Service,
    world: &World,
    (payers, waived): (&[(Caller, Order)], DegreeId),
) -> Result<()> {
    let [asking, returned, invoiced, issued, ..] = payers else {
        anyhow::bail!("too few students have paid");
    };
    let app = &service.app;
    let administrator = world.staff(Post::Administrator)?;
    refunds(service, world, (asking, returned)).await?;
    invoices(app, &administrator, (invoiced, issued)).await?;
    let reason = WaiverReason::Hardship;
    money::waive(app, &administrator, waived, reason).await?;
    transfers(service, world).await
}

/// One that waits for a second person, and one that has gone back.
async fn refunds(
    service: &Service,
    world: &World,
    (asking, returned): (&(Caller, Order), &(Caller, Order)),
) -> Result<()> {
    let app = &service.app;
    let administrator = world.staff(Post::Administrator)?;
    let wish = RefundWish {
        reason: RefundReason::OurMistake,
        amount_fen: Some(Fen::new(350)),
    };
    let operator = world.staff(Post::Operator)?;
    let refund = money::request_refund(app, &operator, returned.1.id, wish).await?;
    service.clock.pass(Duration::from_seconds(40));
    money::approve_refund(app, &administrator, refund.id).await?;
    service.work(Duration::from_seconds(2)).await?;
    money::request_refund(app, &operator, asking.1.id, wish).await?;
    Ok(())
}

/// One that waits to be taken out, and one that is made.
async fn invoices(
    app: &App,
    administrator: &Caller,
    (asked, issued): (&(Caller, Order), &(Caller, Order)),
) -> Result<()> {
    let wish = |title: &str, tax_number: Option<&str>| InvoiceWish {
        title: title.to_owned(),
        tax_number: tax_number.map(str::to_owned),
        mail: "student@example.org".to_owned(),
    };
    let (student, order) = issued;
    money::request_invoice(app, student, order.id, &wish("示例同学", None)).await?;
    let centre = order.centre;
    let lines = money::export_invoices(app, administrator, centre, None).await?;
    let line = lines.first().context("no invoice was taken out")?;
    let number = InvoiceNumber::parse("24442000000012345678")?;
    money::note_invoice_number(app, administrator, line.request.id, number).await?;
    let (student, order) = asked;
    let of_company = wish("示例科技有限公司", Some("91350100M000100Y43"));
    money::request_invoice(app, student, order.id, &of_company).await?;
    Ok(())
}

/// What the school has transferred: one part is confirmed, the other waits for a second person.
async fn transfers(service: &Service, world: &World) -> Result<()> {
    let app = &service.app;
    let batch = world.batch(Campaign::Group)?.id;
    let statements = money::statement(app, &world.staff(Post::Administrator)?, batch).await?;
    let owes_most = statements
        .iter()
        .max_by_key(|statement| statement.sum.owed_fen);
    let school = owes_most.and_then(|statement| statement.sum.school);
    let school = school.context("no school owes anything")?;
    let operator = world.staff(Post::Operator)?;
    let administrator = world.staff(Post::Administrator)?;
    let record = async |number: &str, yuan: u32| {
        let what = HandMade::School {
            batch,
            school,
            amount_fen: Fen::new(yuan * 100),
        };
        let slip = (TransactionNumber::parse(number)?, app.now());
        anyhow::Ok(money::record(app, &operator, what, Means::BankTransfer, slip).await?)
    };
    let confirmed = record("DEMO-BANK-0001", 800).await?;
    service.clock.pass(Duration::from_seconds(30));
    money::confirm(app, &administrator, confirmed.id).await?;
    record("DEMO-BANK-0002", 400).await?;
    Ok(())
}
