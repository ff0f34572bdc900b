//! Packages for the registry: from approved portraits to the registry's answers, and what stands in the way.

use std::io::Cursor;

use app::change_request::{self, AskChange, WantedChange};
use app::registry::{self, LeftOut, RegistryStep, SheetForm};
use app::{Caller, account, batch, consent, money};
use disc::registry::read_package;
use domain::audit::Word;
use domain::*;
use store::PageRequest;
use test_kit::postgres::Server;

use crate::bureau::{Bureau, check, result_file};
use crate::harness::World;
use crate::steps::{messages, run_jobs, submitted};

/// Proposes, has nothing done by the wrong people, and has the second person approve.
async fn proposed_and_built(bureau: &Bureau) -> RegistryPackage {
    let app = &bureau.world.app;
    check(
        registry::propose(app, &bureau.second, bureau.world.batch.id).await,
        "not-allowed",
    );
    let package = bureau.propose().await.unwrap();
    assert_eq!((package.records, package.state.name()), (3, "proposed"));
    assert_eq!(
        bureau.preview().await,
        (0, vec![("not-approved", 1), ("in-package", 3)])
    );
    check(bureau.propose().await, "nothing-to-send");
    check(
        registry::approve(app, &bureau.operator, package.id).await,
        "package-second-person-needed",
    );
    check(
        registry::fetch(app, &bureau.operator, package.id).await,
        "wrong-state",
    );
    let page = PageRequest::default();
    let seen = registry::list(
        app,
        &bureau.second,
        bureau.world.centre.id,
        (None, None),
        page,
    );
    assert!(seen.await.unwrap().items[0].is_answerable);
    bureau.approve(&package).await.unwrap();
    assert_eq!(bureau.step(0).await.0, RegistryStep::Preparing);
    run_jobs(&bureau.world).await;
    package
}

/// What is in the file is what the registry's reader accepts, and the same again; serial numbers in the order of the
/// codes.
async fn read_as_the_registry(bureau: &Bureau, package: &RegistryPackage) -> Vec<u64> {
    let file = bureau.file(package).await.unwrap();
    let mut payloads = Vec::new();
    let read = read_package(Cursor::new(&file), |serial, payload, photo| {
        assert!(!photo.is_empty());
        payloads.push((serial, payload.to_owned()));
        Ok(())
    });
    let (number, manifest) = read.unwrap();
    assert_eq!(number, package.number);
    let built = bureau.stored(package).await;
    assert_eq!(built.archive().unwrap().manifest.as_bytes(), &manifest);
    payloads.sort_by(|one, other| one.1.cmp(&other.1));
    let codes: Vec<&str> = payloads.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!(codes, ["MDE=", "MDI=", "MDM="], "01, 02, 03 in base64");
    assert_eq!(bureau.file(package).await.unwrap(), file);
    payloads.into_iter().map(|(serial, _)| serial).collect()
}

/// One is accepted and one refused; looking at the file does nothing.
async fn first_answer(bureau: &Bureau, package: &RegistryPackage, lines: &[&str]) {
    let app = &bureau.world.app;
    let bytes = result_file(&package.number, lines);
    let preview = registry::preview_answers(app, &bureau.operator, bytes).await;
    let preview = preview.unwrap();
    assert_eq!((preview.news.accepted, preview.news.refused), (1, 1));
    assert_eq!(preview.waiting, 1);
    assert_eq!(
        bureau.step(0).await.0,
        RegistryStep::Sent,
        "nothing was done"
    );
    let done = bureau.import(package, lines).await.unwrap();
    assert_eq!(done.news, preview.news);
    assert_eq!(bureau.stored(package).await.state.name(), "sent");
    run_jobs(&bureau.world).await;
    assert_eq!(bureau.step(0).await, (RegistryStep::Accepted, None));
    assert_eq!(bureau.step(1).await.0, RegistryStep::Refused);
    let told = messages(&bureau.world, &bureau.students[0].0).await;
    assert_eq!(
        told.iter().filter(|kind| **kind == "at-registry").count(),
        1
    );
    let told = messages(&bureau.world, &bureau.students[1].0).await;
    assert!(told.contains(&"registry-refused"), "{told:?}");
}

/// The same file again is nothing new and tells nobody twice; another one says the rest.
async fn last_answer(bureau: &Bureau, package: &RegistryPackage, lines: &[&str], rest: &[&str]) {
    let again = bureau.import(package, lines).await.unwrap();
    assert_eq!(again.news, registry::AnswerCounts::default());
    assert_eq!(run_jobs(&bureau.world).await, 0);
    bureau.import(package, rest).await.unwrap();
    run_jobs(&bureau.world).await;
    assert_eq!(bureau.stored(package).await.state.name(), "answered");
    let same = Some(RegistryIdentity::SamePerson);
    assert_eq!(bureau.step(0).await, (RegistryStep::Accepted, same));
    let told = messages(&bureau.world, &bureau.students[0].0).await;
    assert_eq!(
        told.iter().filter(|kind| **kind == "at-registry").count(),
        1
    );
    let told = messages(&bureau.world, &bureau.students[2].0).await;
    assert!(told.contains(&"registry-mismatch"), "{told:?}");

    let mut traces = bureau
        .world
        .audit(Subject::RegistryPackage(package.id))
        .await;
    // The clock of the test stands still: which of them came first is not told.
    traces.sort_unstable();
    let expected = [
        "approve-registry-package",
        "build-registry-package",
        "fetch-registry-package",
        "fetch-registry-package",
        "propose-registry-package",
        "read-registry-answers",
        "read-registry-answers",
        "send-registry-package",
    ];
    assert_eq!(traces, expected);
}

async fn from_approved_to_accepted(world: World) {
    let mut bureau = Bureau::of(world, 3).await;
    let unfinished = bureau.world.student("13800009999").await;
    let (degree, _) = bureau.world.bound_degree(&unfinished, "99").await;
    submitted(&bureau.world, &unfinished, degree.id, "good late").await;
    assert_eq!(bureau.step(0).await.0, RegistryStep::Waiting);
    assert_eq!(bureau.preview().await, (3, vec![("not-approved", 1)]));
    let package = proposed_and_built(&bureau).await;
    let serials = read_as_the_registry(&bureau, &package).await;
    check(
        bureau.import(&package, &["1 accepted"]).await,
        "wrong-state",
    );
    let app = &bureau.world.app;
    registry::note_sent(app, &bureau.operator, package.id)
        .await
        .unwrap();
    assert_eq!(bureau.step(1).await.0, RegistryStep::Sent);
    let said = |student: usize, what: &str| format!("{} {what}", serials[student]);
    let lines = [said(0, "accepted"), said(1, "refused 与录取照片同版")];
    let lines = lines.each_ref().map(String::as_str);
    first_answer(&bureau, &package, &lines).await;
    let rest = [
        said(0, "accepted same-person"),
        said(2, "accepted not-passed"),
    ];
    let rest = rest.each_ref().map(String::as_str);
    last_answer(&bureau, &package, &lines, &rest).await;
    // Refused or not recognised: only another photo goes into the next package.
    let left_out = vec![("not-approved", 1), ("at-registry", 1), ("sent-before", 2)];
    assert_eq!(bureau.preview().await, (0, left_out));
    bureau.replace(1).await;
    assert_eq!(bureau.step(1).await.0, RegistryStep::Waiting);
    bureau.approve_one(4).await;
    let next = bureau.sent().await;
    assert_eq!(next.records, 2);
    assert_ne!(next.number, package.number);
    check(
        bureau.import(&next, &["1 accepted", "3 accepted"]).await,
        "result-file-refused",
    );
}

#[tokio::test]
async fn from_approved_to_accepted_on_sqlite() {
    Box::pin(from_approved_to_accepted(World::new().await)).await;
}

#[tokio::test]
async fn from_approved_to_accepted_on_postgres() {
    // Says by itself why there is none.
    let Some(server) = Server::shared() else {
        return;
    };
    let database = server.database();
    Box::pin(from_approved_to_accepted(
        World::on_database(&database.url()).await,
    ))
    .await;
    database.remove();
}

#[tokio::test]
async fn two_proposals_at_once_never_share_a_photo() {
    let bureau = Bureau::of(World::new().await, 2).await;
    let (one, two) = tokio::join!(bureau.propose(), bureau.propose());
    let lost = match (one, two) {
        (Ok(_), Err(lost)) | (Err(lost), Ok(_)) => lost,
        other => panic!("{other:?}"),
    };
    let code = lost.code();
    assert!(matches!(code, "stale" | "nothing-to-send"), "{code}");
}

#[tokio::test]
async fn who_withdraws_is_in_no_package_that_leaves_the_house() {
    let bureau = Bureau::of(World::new().await, 3).await;
    let app = &bureau.world.app;
    let package = bureau.propose().await.unwrap();
    let withdraw = async |student: usize| {
        let student = &bureau.students[student].0;
        let withdrawn = consent::withdraw(app, student, Purpose::HandOver).await;
        withdrawn.unwrap();
    };
    withdraw(0).await;
    bureau.approve(&package).await.unwrap();
    run_jobs(&bureau.world).await;
    let built = bureau.stored(&package).await;
    assert_eq!((built.state.name(), built.records), ("built", 2));
    bureau.file(&package).await.unwrap();
    withdraw(1).await;
    let outdated = bureau.file(&package).await;
    check(outdated, "package-outdated");
    registry::drop_package(app, &bureau.operator, package.id)
        .await
        .unwrap();
    let blob = built.archive().unwrap().blob.clone().unwrap();
    let file = bureau.world.parts.vault.get(&blob).await;
    assert!(file.unwrap().is_none(), "its file is gone");
    assert_eq!(bureau.preview().await, (1, vec![("no-consent", 2)]));
    let next = bureau.built().await;
    assert_eq!(next.records, 1);
    withdraw(2).await;
    check(bureau.file(&next).await, "package-outdated");
}

#[tokio::test]
async fn what_a_colleague_wants_changed_or_nobody_paid_waits() {
    let bureau = Bureau::of(World::new().await, 2).await;
    let app = &bureau.world.app;
    let ask = AskChange {
        submission: bureau.students[0].1.id,
        wanted: WantedChange::Void(VoidReason::StudentAsked),
    };
    change_request::ask(app, &bureau.operator, ask)
        .await
        .unwrap();
    assert_eq!(bureau.preview().await, (1, vec![("change-asked", 1)]));
    let prices = Prices {
        pay: PayMoment::BeforeSubmitting,
        payer: Payer::Student,
        lines: vec![Price {
            product: Product::Collection,
            unit_fen: Fen::new(1350),
        }],
    };
    money::set_prices(app, &bureau.second, bureau.world.batch.id, prices)
        .await
        .unwrap();
    let left_out = vec![("change-asked", 1), ("not-paid", 1)];
    assert_eq!(bureau.preview().await, (0, left_out));
    check(bureau.propose().await, "nothing-to-send");
}

#[tokio::test]
async fn a_package_is_declined_or_given_up_and_frees_its_photos() {
    let bureau = Bureau::of(World::new().await, 1).await;
    let app = &bureau.world.app;
    let first = bureau.propose().await.unwrap();
    registry::decline(app, &bureau.second, first.id)
        .await
        .unwrap();
    let second = bureau.propose().await.unwrap();
    bureau.approve(&second).await.unwrap();
    registry::drop_package(app, &bureau.operator, second.id)
        .await
        .unwrap();
    run_jobs(&bureau.world).await;
    assert_eq!(bureau.stored(&second).await.state.name(), "dropped");
    let third = bureau.sent().await;
    check(
        registry::drop_package(app, &bureau.operator, third.id).await,
        "wrong-state",
    );
    assert_eq!(third.records, 1);
}

#[tokio::test]
async fn a_result_file_is_taken_whole_or_refused_by_its_cell() {
    let bureau = Bureau::of(World::new().await, 2).await;
    let package = bureau.sent().await;
    let number = package.number.clone();
    let fault = async |bytes: Vec<u8>| {
        let failed = registry::import_answers(&bureau.world.app, &bureau.operator, bytes).await;
        let failure = failed.unwrap_err();
        let members = failure.members();
        let of = |name| {
            let mut members = members.iter();
            let member = members.find(|(key, _)| *key == name);
            member.map(|(_, value)| format!("{value:?}"))
        };
        let fault = of("fault").unwrap_or_else(|| failure.code().to_owned());
        format!("{fault} {:?} {:?}", of("line"), of("column"))
    };
    let list = |rows: &str| format!("包号,序号,接收结果,原因,身份核验\n{rows}").into_bytes();
    let cases = [
        (
            b"hello".to_vec(),
            r#"Text("column-missing") None Some("Text(\"包号\")")"#,
        ),
        (
            list(&format!("{number},1,已接收,,\n{number},9,已接收,,\n")),
            r#"Text("serial-unknown") Some("Number(3)") Some("Text(\"序号\")")"#,
        ),
        (
            list(&format!("{number},1,不予接收,,\n")),
            r#"Text("reason-missing") Some("Number(2)") Some("Text(\"原因\")")"#,
        ),
        (
            list(&format!("{number},1,不予接收,{},\n", "长".repeat(201))),
            r#"Text("reason-too-long") Some("Number(2)") Some("Text(\"原因\")")"#,
        ),
        (
            list("R-0,1,已接收,,\n"),
            r#"Text("package-unknown") None Some("Text(\"包号\")")"#,
        ),
    ];
    for (bytes, expected) in cases {
        assert_eq!(fault(bytes).await, expected);
    }
    assert_eq!(
        bureau.step(0).await.0,
        RegistryStep::Sent,
        "nothing of them is taken"
    );
    bureau
        .import(
            &package,
            &["1 accepted same-person", "2 accepted uncertain"],
        )
        .await
        .unwrap();
    let contrary = fault(result_file(&number, &["2 accepted", "1 refused no"])).await;
    assert!(
        contrary.starts_with(r#"Text("contradiction") Some("Number(2)")"#),
        "{contrary}"
    );
    // Another photo was sent while the registry was not sure: the first one cannot come back.
    let is_first = bureau.step(0).await.1 == Some(RegistryIdentity::Uncertain);
    let unsure = usize::from(!is_first);
    bureau.replace(unsure).await;
    bureau.sent().await;
    let late = fault(result_file(&number, &["2 accepted same-person"])).await;
    assert!(
        late.starts_with(r#"Text("superseded") Some("Number(1)")"#),
        "{late}"
    );
    // A stranger's package is unknown, and who may not hand over is refused before the file is read.
    check(
        registry::import_answers(&bureau.world.app, &bureau.reviewer, Vec::new()).await,
        "not-allowed",
    );
}

#[tokio::test]
async fn schools_get_a_list_of_what_was_refused() {
    let bureau = Bureau::of(World::new().await, 2).await;
    let package = bureau.sent().await;
    bureau
        .import(&package, &["1 refused 背景不符", "2 accepted same-person"])
        .await
        .unwrap();
    let (app, batch) = (&bureau.world.app, bureau.world.batch.id);
    let school = bureau.world.school.id;
    let officer = bureau
        .world
        .staff("officer", vec![Role::SchoolOfficer { school }])
        .await;
    let other = SchoolId::from_uuid(bureau.world.id());
    let stranger = vec![Role::SchoolOfficer { school: other }];
    let stranger = bureau.world.staff("stranger", stranger).await;
    let lines = async |by: &Caller| {
        let sheet = registry::refused_sheet(app, by, batch, SheetForm::Csv).await;
        let text = String::from_utf8(sheet.unwrap()).unwrap();
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    for by in [&bureau.operator, &officer] {
        let lines = lines(by).await;
        assert_eq!(lines.len(), 1, "{lines:?}");
        let end = format!("{},1,不予接收,背景不符", package.number);
        assert!(
            lines[0].starts_with("20210") && lines[0].ends_with(&end),
            "{lines:?}"
        );
    }
    assert_eq!(lines(&stranger).await, Vec::<String>::new());
    let reviewer = registry::refused_sheet(app, &bureau.reviewer, batch, SheetForm::Xlsx).await;
    check(reviewer, "not-allowed");
    let book = registry::refused_sheet(app, &officer, batch, SheetForm::Xlsx).await;
    assert!(book.unwrap().starts_with(b"PK"));
    let traces = bureau.world.audit(Subject::Batch(batch)).await;
    assert!(traces.contains(&"export-list".to_owned()), "{traces:?}");
}

#[tokio::test]
async fn its_file_ends_and_so_does_what_the_registry_wrote() {
    let bureau = Bureau::of(World::new().await, 2).await;
    let world = &bureau.world;
    let package = bureau.sent().await;
    bureau
        .import(&package, &["1 refused 某某的照片", "2 refused 同版"])
        .await
        .unwrap();
    run_jobs(world).await;
    let operator = &bureau.operator;
    batch::close(&world.app, operator, world.batch.id, app::Expected::Any)
        .await
        .unwrap();
    batch::archive(&world.app, operator, world.batch.id, app::Expected::Any)
        .await
        .unwrap();
    let blob = bureau
        .stored(&package)
        .await
        .archive()
        .unwrap()
        .blob
        .clone();
    let blob = blob.unwrap();
    assert!(world.parts.vault.get(&blob).await.unwrap().is_some());
    account::erase(&world.app, &bureau.students[0].0)
        .await
        .unwrap();
    assert!(world.parts.vault.get(&blob).await.unwrap().is_none());
    let placed = world.parts.store.registry_records();
    let placed = placed.list_placed(package.id).await.unwrap();
    let reasons = placed.iter().filter(|record| {
        matches!(
            &record.state,
            RegistryRecordState::Refused {
                reason: Some(_),
                ..
            }
        )
    });
    assert_eq!(reasons.count(), 1, "the other student's stays");
    check(
        registry::fetch(&world.app, operator, package.id).await,
        "package-file-gone",
    );
}

#[tokio::test]
async fn a_file_is_kept_for_its_days() {
    let bureau = Bureau::of(World::new().await, 1).await;
    let package = bureau.sent().await;
    let blob = bureau
        .stored(&package)
        .await
        .archive()
        .unwrap()
        .blob
        .clone()
        .unwrap();
    app::jobs::schedule(&bureau.world.app).await.unwrap();
    bureau.world.clock.advance(PACKAGE_KEPT);
    run_jobs(&bureau.world).await;
    assert!(bureau.world.parts.vault.get(&blob).await.unwrap().is_none());
    bureau.import(&package, &["1 accepted"]).await.unwrap();
    assert!(
        LeftOut::ALL
            .iter()
            .all(|reason| Word::new(reason.name()).is_ok())
    );
}
