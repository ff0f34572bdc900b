//! Which students of a school have their prints.

use app::prints;
use app::progress::{ListedWhich, Stage, StudentList, StudentsAsked};
use app::{Caller, PageRequest};
use domain::*;

use crate::prints::{Shop, shipment};
use crate::steps::run_jobs;

/// The numbers of a list with how far their prints are.
async fn listed(
    shop: &Shop,
    by: &Caller,
    stage: Stage,
) -> Vec<(String, Option<PrintJobStateName>)> {
    let asked = StudentsAsked {
        batch: shop.world.batch.id,
        school: None,
        unit: None,
        class: None,
    };
    let which = ListedWhich {
        stage: Some(stage),
        only_off_roster: false,
    };
    let app = &shop.world.app;
    let mut list = StudentList::of(app, by, asked, which).await.unwrap();
    let page = list.page(app, PageRequest::default()).await.unwrap();
    let mut rows: Vec<_> = page
        .items
        .into_iter()
        .map(|student| (student.student_number.unwrap(), student.prints))
        .collect();
    rows.sort();
    rows
}

#[tokio::test]
async fn the_school_sees_whose_prints_have_arrived() {
    let shop = Shop::new().await;
    let (world, app) = (&shop.world, &shop.world.app);
    let approved = Stage::Begun(SubmissionStateName::Approved);
    let delivered = async || listed(&shop, &shop.officer, Stage::Delivered).await;
    let (_, arrived) = shop.paid("19900000001", "1").await;
    let (_, missing) = shop.paid("19900000002", "2").await;
    shop.approved("19900000003", "3").await;
    let run = shop.start(true).await.unwrap();
    run_jobs(world).await;
    for job in [&arrived, &missing] {
        let number = job.number.as_str();
        prints::scan(app, &shop.operator, run.id, number)
            .await
            .unwrap();
    }
    prints::ship_run(app, &shop.operator, run.id, shipment("SF123456"))
        .await
        .unwrap();
    assert_eq!(delivered().await, []);
    let problems = [(missing.number.clone(), DeliveryProblem::Missing)];
    prints::acknowledge(app, &shop.officer, run.id, &problems)
        .await
        .unwrap();
    let (there, again) = (PrintJobStateName::Received, PrintJobStateName::Waiting);
    let expected = [
        ("20211".to_owned(), Some(there)),
        ("20212".to_owned(), Some(again)),
        ("20213".to_owned(), None),
    ];
    assert_eq!(listed(&shop, &shop.officer, approved).await, expected);
    assert_eq!(delivered().await, expected[..1]);
}
