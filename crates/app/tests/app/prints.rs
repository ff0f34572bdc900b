//! Prints from the order to the parcel.

use app::money::{self, LocalAct, PayFrom};
use app::prints::{self, PrintTarget, PrintWish, RunWish};
use app::{Caller, Failure, PageRequest, address, jobs, photo};
use domain::*;

use crate::addresses::wish as address_wish;
use crate::harness::{World, code_of};
use crate::steps::{content, decide, later, messages, run_jobs, submitted};

/// A world that sells prints, with an operator and the officer of its school.
pub(crate) struct Shop {
    pub(crate) world: World,
    pub(crate) operator: Caller,
    pub(crate) officer: Caller,
    pub(crate) reviewer: Caller,
}

impl Shop {
    pub(crate) async fn new() -> Self {
        let world = World::new().await;
        let chief = world.staff("chief", vec![Role::Administrator]).await;
        let school = world.school.id;
        let line = |product, fen| Price {
            product,
            unit_fen: Fen::new(fen),
        };
        let prices = Prices {
            pay: PayMoment::Never,
            payer: Payer::Student,
            lines: vec![
                line(Product::Collection, 1350),
                line(Product::ExtraPrints, 3000),
                line(Product::Shipping, 1200),
            ],
        };
        money::set_prices(&world.app, &chief, world.batch.id, prices)
            .await
            .unwrap();
        Self {
            operator: world.staff("operator", vec![Role::Operator]).await,
            officer: world
                .staff("officer", vec![Role::SchoolOfficer { school }])
                .await,
            reviewer: world.staff("reviewer", vec![Role::CentreReviewer]).await,
            world,
        }
    }

    /// A student whose portrait is approved.
    pub(crate) async fn approved(&self, phone: &str, code: &str) -> (Caller, Degree) {
        let student = self.world.student(phone).await;
        let (degree, _) = self.world.bound_degree(&student, code).await;
        let words = format!("drawn good {code}");
        let submission = submitted(&self.world, &student, degree.id, &words).await;
        decide(&self.world, &self.reviewer, &submission, Decision::Approve)
            .await
            .unwrap();
        self.world.clock.advance(Duration::from_minutes(1));
        run_jobs(&self.world).await;
        (student, degree)
    }

    async fn order(
        &self,
        student: &Caller,
        degree: &Degree,
        target: PrintTarget,
    ) -> Result<(Order, PrintJob), Failure> {
        prints::order(&self.world.app, student, &wish(degree, target)).await
    }

    async fn pay(&self, student: &Caller, order: &Order) {
        let from = PayFrom::Browser {
            address: "192.0.2.1".to_owned(),
        };
        let app = &self.world.app;
        money::start(app, student, order.id, from).await.unwrap();
        later(&self.world);
        money::play(app, student, order.id, LocalAct::Pay)
            .await
            .unwrap();
    }

    /// A paid order to the school.
    pub(crate) async fn paid(&self, phone: &str, code: &str) -> (Caller, PrintJob) {
        let (student, degree) = self.approved(phone, code).await;
        let (order, job) = self
            .order(&student, &degree, PrintTarget::School)
            .await
            .unwrap();
        self.pay(&student, &order).await;
        (student, job)
    }

    pub(crate) async fn start(&self, school: bool) -> Result<PrintRun, Failure> {
        prints::start(&self.world.app, &self.operator, self.wish(school)).await
    }

    pub(crate) fn wish(&self, school: bool) -> RunWish {
        RunWish {
            batch: self.world.batch.id,
            school: school.then_some(self.world.school.id),
            unit: None,
            class: None,
            order: RunOrder::Number,
            included: None,
            shop: None,
        }
    }

    async fn scan(&self, run: &PrintRun, code: &str) -> &'static str {
        match prints::scan(&self.world.app, &self.operator, run.id, code).await {
            Ok(line) => line.job.state.name(),
            Err(failure) => failure.code(),
        }
    }

    pub(crate) async fn job(&self, job: &PrintJob) -> PrintJob {
        let found = self.world.parts.store.print_jobs().find(job.id).await;
        found.unwrap().unwrap()
    }

    async fn waiting(&self) -> u64 {
        let found = prints::waiting(&self.world.app, &self.operator).await;
        found.unwrap().iter().map(|waiting| waiting.jobs).sum()
    }
}

fn wish(degree: &Degree, target: PrintTarget) -> PrintWish {
    PrintWish {
        degree: degree.id,
        list_number: 1,
        sets: vec![
            PrintSet {
                layout: PrintLayout::EightLargeOneInch,
                sheets: 1,
            },
            PrintSet {
                layout: PrintLayout::TwelveOneInch,
                sheets: 2,
            },
        ],
        target,
    }
}

pub(crate) fn shipment(waybill: &str) -> Shipment {
    Shipment {
        courier: Courier::ShunFeng,
        waybill: WaybillNumber::parse(waybill).unwrap(),
    }
}

#[tokio::test]
async fn prints_are_ordered_of_approved_portraits_and_paid_before_they_are_made() {
    let shop = Shop::new().await;
    let unapproved = shop.world.student("19900000009").await;
    let (other, _) = shop.world.bound_degree(&unapproved, "9").await;
    let refused = shop.order(&unapproved, &other, PrintTarget::School).await;
    assert_eq!(code_of(refused), "not-approved");
    let (student, degree) = shop.approved("19900000001", "1").await;
    let stranger = shop.order(&unapproved, &degree, PrintTarget::School).await;
    assert_eq!(code_of(stranger), "not-found");
    let (order, job) = shop
        .order(&student, &degree, PrintTarget::School)
        .await
        .unwrap();
    assert_eq!(order.total_fen, Fen::new(9000));
    assert_eq!(job.school(), Some(shop.world.school.id));
    assert_eq!(shop.waiting().await, 0, "it is not paid");
    assert_eq!(code_of(shop.start(true).await), "nothing-waits");
    let again = shop.order(&student, &degree, PrintTarget::School).await;
    assert_eq!(code_of(again), "order-waits");
    shop.pay(&student, &order).await;
    assert_eq!(shop.waiting().await, 1);
    let own = prints::list_own(&shop.world.app, &student).await.unwrap();
    assert_eq!(own[0].order, Some(OrderStateName::Paid));
    let second = shop.order(&student, &degree, PrintTarget::School).await;
    assert_eq!(
        second.unwrap().0.total_fen,
        Fen::new(9000),
        "as often as wanted"
    );
}

#[tokio::test]
async fn impossible_orders_say_why() {
    let shop = Shop::new().await;
    let (student, degree) = shop.approved("19900000001", "1").await;
    let app = &shop.world.app;
    let one = PrintSet {
        layout: PrintLayout::EightTwoInch,
        sheets: 1,
    };
    for sets in [
        vec![],
        vec![PrintSet { sheets: 0, ..one }],
        vec![one, one],
        vec![PrintSet { sheets: 51, ..one }],
    ] {
        let wish = PrintWish {
            sets,
            ..wish(&degree, PrintTarget::School)
        };
        let refused = prints::order(app, &student, &wish).await;
        assert_eq!(code_of(refused), "sheets-impossible");
    }
    let outdated = PrintWish {
        list_number: 2,
        ..wish(&degree, PrintTarget::School)
    };
    assert_eq!(
        code_of(prints::order(app, &student, &outdated).await),
        "stale"
    );
    let plain = Wish {
        product: Product::ExtraPrints,
        pieces: 1,
    };
    let plain = money::place(app, &student, degree.id, 1, &[plain]).await;
    assert_eq!(code_of(plain), "not-on-offer", "prints go somewhere");
}

#[tokio::test]
async fn an_order_to_an_address_pays_shipping_and_keeps_what_the_address_said() {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    let (student, degree) = shop.approved("19900000001", "1").await;
    world.agree(&student, Purpose::Address).await;
    let kept = address::keep(app, &student, &address_wish("中山大道西55号"))
        .await
        .unwrap();
    let target = PrintTarget::Address(kept.address.id);
    let other = world.student("19900000002").await;
    world.agree(&other, Purpose::Address).await;
    let (foreign, _) = world.bound_degree(&other, "2").await;
    assert_eq!(
        code_of(shop.order(&other, &foreign, target).await),
        "not-approved"
    );
    let (order, job) = shop.order(&student, &degree, target).await.unwrap();
    assert_eq!(order.total_fen, Fen::new(10_200));
    shop.pay(&student, &order).await;
    let id = kept.address.id;
    address::change(app, &student, id, &address_wish("体育东路1号"))
        .await
        .unwrap();
    let own = prints::list_own(app, &student).await.unwrap();
    let copied = own[0].address.as_ref().unwrap();
    assert_eq!(copied.written(), "广东省广州市天河区中山大道西55号");
    assert_eq!(code_of(shop.start(true).await), "nothing-waits");
    let run = shop.start(false).await.unwrap();
    run_jobs(world).await;
    assert_eq!(shop.scan(&run, job.number.as_str()).await, "in-production");
    let by_parcel = prints::ship_run(app, &shop.operator, run.id, shipment("SF123456")).await;
    assert_eq!(code_of(by_parcel), "other-way");
    prints::ship_job(app, &shop.operator, job.id, shipment("SF123456"))
        .await
        .unwrap();
    assert_eq!(messages(world, &student).await[0], "prints-shipped");
    assert_eq!(
        code_of(prints::receive(app, &other, job.id).await),
        "not-found"
    );
    let by_officer = prints::receive_for(app, &shop.officer, job.id).await;
    assert_eq!(code_of(by_officer), "not-allowed");
    let received = prints::receive(app, &student, job.id).await.unwrap();
    assert_eq!(received.job.state.name(), "received");
    let again = prints::receive_for(app, &shop.operator, job.id).await;
    assert_eq!(code_of(again), "wrong-state");
    jobs::schedule(app).await.unwrap();
    world.clock.advance(Duration::from_days(31));
    run_jobs(world).await;
    assert_eq!(shop.job(&job).await.address(), None, "its days are over");
}

#[tokio::test]
async fn a_run_makes_files_that_staff_fetch_by_a_link() {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    shop.paid("19900000001", "1").await;
    let run = shop.start(true).await.unwrap();
    let early = prints::run_file(app, &shop.operator, run.id, RunFile::Sheets).await;
    assert_eq!(code_of(early), "files-not-there");
    run_jobs(world).await;
    let view = prints::read_run(app, &shop.operator, run.id).await.unwrap();
    assert_eq!(view.lines.len(), 1);
    assert!(view.run.built_at().is_some(), "{:?}", view.run.files);
    assert_eq!(view.lines[0].student_number, "20211");
    for file in RunFile::ALL {
        let blob = view.run.object(*file).unwrap();
        let bytes = content(&world.parts.vault, blob).await;
        assert!(bytes.starts_with(b"%PDF"), "{}", file.name());
        let link = prints::run_file(app, &shop.operator, run.id, *file).await;
        let link = link.unwrap().link;
        let opened = photo::open_file(app, &shop.operator, &link).await.unwrap();
        assert_eq!(opened.content_type.mime(), "application/pdf");
        let stolen = photo::open_file(app, &shop.officer, &link).await;
        assert!(stolen.is_err(), "a link is its viewer's alone");
    }
    let officer = prints::run_file(app, &shop.officer, run.id, RunFile::Sheets).await;
    assert_eq!(code_of(officer), "not-allowed");
    let objects = view.run.objects();
    jobs::schedule(app).await.unwrap();
    world.clock.advance(Duration::from_days(15));
    run_jobs(world).await;
    assert_eq!(world.parts.vault.get(&objects[0]).await.unwrap(), None);
    prints::rebuild(app, &shop.operator, run.id).await.unwrap();
    run_jobs(world).await;
    let again = prints::run_file(app, &shop.operator, run.id, RunFile::Labels).await;
    assert!(again.is_ok(), "{again:?}");
}

#[tokio::test]
async fn a_portrait_that_cannot_be_printed_is_told_as_a_fault_of_the_run() {
    let shop = Shop::new().await;
    let student = shop.world.student("19900000001").await;
    let (degree, _) = shop.world.bound_degree(&student, "1").await;
    let submission = submitted(&shop.world, &student, degree.id, "good").await;
    decide(&shop.world, &shop.reviewer, &submission, Decision::Approve)
        .await
        .unwrap();
    shop.world.clock.advance(Duration::from_minutes(1));
    run_jobs(&shop.world).await;
    let (order, job) = shop
        .order(&student, &degree, PrintTarget::School)
        .await
        .unwrap();
    shop.pay(&student, &order).await;
    let run = shop.start(true).await.unwrap();
    run_jobs(&shop.world).await;
    let view = prints::read_run(&shop.world.app, &shop.operator, run.id).await;
    let failed = RunFiles::Failed {
        fault: FileFault::Portrait,
        job: Some(job.id),
    };
    assert_eq!(view.unwrap().run.files, failed);
}

/// The fault of what each of these recipients does to the files of one run, of the named one where one is at fault.
async fn check_recipients(recipients: &[&str], culprit: Option<usize>) {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    let mut jobs = Vec::new();
    for (place, recipient) in recipients.iter().enumerate() {
        let phone = format!("1990000000{place}");
        let (student, degree) = shop.approved(&phone, &place.to_string()).await;
        world.agree(&student, Purpose::Address).await;
        let mut to = address_wish("中山大道西55号");
        (*recipient).clone_into(&mut to.recipient);
        let kept = address::keep(app, &student, &to).await.unwrap();
        let target = PrintTarget::Address(kept.address.id);
        let (order, job) = shop.order(&student, &degree, target).await.unwrap();
        shop.pay(&student, &order).await;
        jobs.push(job.id);
    }
    let run = shop.start(false).await.unwrap();
    run_jobs(world).await;
    let view = prints::read_run(app, &shop.operator, run.id).await;
    let failed = RunFiles::Failed {
        fault: FileFault::NoGlyph,
        job: culprit.map(|place| jobs[place]),
    };
    assert_eq!(view.unwrap().run.files, failed);
}

#[tokio::test]
async fn a_name_that_no_typeface_has_is_told_with_its_job() {
    let unknown = "李\u{13000}";
    check_recipients(&["李明", unknown, "王芳"], Some(1)).await;
    check_recipients(&[unknown, "李明"], Some(0)).await;
    check_recipients(&[unknown], Some(0)).await;
    // Where each fails the fault may be what they share.
    check_recipients(&[unknown, unknown], None).await;
}

#[tokio::test]
async fn a_scan_says_what_is_wrong() {
    let shop = Shop::new().await;
    let (_, first) = shop.paid("19900000001", "1").await;
    let run = shop.start(true).await.unwrap();
    let (_, second) = shop.paid("19900000002", "2").await;
    let other = shop.start(true).await.unwrap();
    let number = first.number.as_str();
    assert_eq!(shop.scan(&run, "23090612345673").await, "invalid");
    assert_eq!(shop.scan(&run, "SF1234567890").await, "invalid");
    assert_eq!(shop.scan(&run, "23090612345672").await, "not-found");
    assert_eq!(shop.scan(&other, number).await, "other-run");
    assert_eq!(
        shop.scan(&run, &format!(" {number}\n")).await,
        "in-production"
    );
    assert_eq!(shop.scan(&run, number).await, "packed-already");
    assert_eq!(shop.scan(&run, second.number.as_str()).await, "other-run");
}

#[tokio::test]
async fn a_parcel_is_acknowledged_and_what_is_missing_is_made_again() {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    let (happy, there) = shop.paid("19900000001", "1").await;
    let (_, missing) = shop.paid("19900000002", "2").await;
    let run = shop.start(true).await.unwrap();
    run_jobs(world).await;
    assert_eq!(
        shop.scan(&run, there.number.as_str()).await,
        "in-production"
    );
    let parcel = || prints::ship_run(app, &shop.operator, run.id, shipment("SF123456"));
    assert_eq!(code_of(parcel().await), "not-packed");
    assert_eq!(
        shop.scan(&run, missing.number.as_str()).await,
        "in-production"
    );
    let early = prints::acknowledge(app, &shop.officer, run.id, &[]).await;
    assert_eq!(code_of(early), "wrong-state");
    parcel().await.unwrap();
    let listed = prints::list_runs(app, &shop.officer, None, PageRequest::default()).await;
    assert_eq!(listed.unwrap().items.len(), 1);
    let problem = DeliveryProblem::Missing;
    let foreign = OrderNumber::parse("23090612345672").unwrap();
    let unknown = prints::acknowledge(app, &shop.officer, run.id, &[(foreign, problem)]).await;
    assert_eq!(code_of(unknown), "invalid");
    let problems = [(missing.number.clone(), problem)];
    let centre = prints::acknowledge(app, &shop.operator, run.id, &problems).await;
    assert_eq!(code_of(centre), "not-allowed", "the school says it");
    later(world);
    prints::acknowledge(app, &shop.officer, run.id, &problems)
        .await
        .unwrap();
    assert_eq!(shop.job(&there).await.state.name(), "received");
    assert_eq!(messages(world, &happy).await[0], "prints-at-school");
    let again = shop.job(&missing).await;
    assert_eq!((again.state.name(), again.reprints), ("waiting", 1));
    assert_eq!(shop.waiting().await, 1);
    let next = shop.start(true).await.unwrap();
    assert_eq!(next.jobs, [missing.id]);
    // The report stays with the parcel, also when its job is in another run.
    let report = prints::read_run(app, &shop.officer, run.id).await.unwrap();
    let told = report.problems.iter();
    let told: Vec<_> = told
        .map(|(line, problem)| (line.job.id, line.student_number.as_str(), *problem))
        .collect();
    assert_eq!(told, [(missing.id, "20212", problem)]);
}

#[tokio::test]
async fn what_is_damaged_is_made_again_in_another_run() {
    let shop = Shop::new().await;
    let (_, job) = shop.paid("19900000001", "1").await;
    let app = &shop.world.app;
    let reason = ReprintReason::Damaged;
    let waits = prints::reprint(app, &shop.operator, job.id, reason).await;
    assert_eq!(code_of(waits), "wrong-state");
    let run = shop.start(true).await.unwrap();
    prints::reprint(app, &shop.operator, job.id, reason)
        .await
        .unwrap();
    assert_eq!(shop.scan(&run, job.number.as_str()).await, "wrong-state");
    let next = shop.start(true).await.unwrap();
    assert_eq!(shop.scan(&next, job.number.as_str()).await, "in-production");
}

#[tokio::test]
async fn only_who_produces_prints_may() {
    let shop = Shop::new().await;
    let (student, job) = shop.paid("19900000001", "1").await;
    let run = shop.start(true).await.unwrap();
    let app = &shop.world.app;
    let chief = shop.world.staff("someone", vec![Role::Administrator]).await;
    for caller in [&chief, &shop.reviewer, &student, &shop.officer] {
        assert_eq!(code_of(prints::waiting(app, caller).await), "not-allowed");
        let scan = prints::scan(app, caller, run.id, job.number.as_str()).await;
        assert_eq!(code_of(scan), "not-allowed");
        let again = prints::reprint(app, caller, job.id, ReprintReason::Lost).await;
        assert_eq!(code_of(again), "not-allowed");
    }
    let runs = prints::list_runs(app, &shop.reviewer, None, PageRequest::default()).await;
    assert_eq!(code_of(runs), "not-allowed");
}

#[tokio::test]
async fn a_preview_is_the_students_own() {
    let shop = Shop::new().await;
    let (student, degree) = shop.approved("19900000001", "1").await;
    let app = &shop.world.app;
    let drawn = prints::preview(app, &student, degree.id, PrintLayout::EightTwoInch).await;
    assert!(drawn.unwrap().starts_with("<svg"));
    let other = shop.world.student("19900000002").await;
    let foreign = prints::preview(app, &other, degree.id, PrintLayout::EightTwoInch).await;
    assert_eq!(code_of(foreign), "not-found");
}
