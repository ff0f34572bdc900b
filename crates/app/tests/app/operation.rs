//! Setting a centre up and looking after the service.

use app::batch::NewBatch;
use app::batch::NewMode;
use app::batch::NewPlan;
use app::organisation::NewCentre;
use app::roster::ImportRoster;
use app::sign_in::Login;
use app::staff::NewStaff;
use app::studio::NewSlots;
use app::studio::NewStudio;
use app::upkeep::VerifiedLog;
use app::{Caller, Failure};
use app::{batch, jobs, organisation, region, roster, staff, studio, upkeep};
use documents::roster::RosterLine;
use domain::audit::LogName;
use domain::*;
use secrecy::SecretString;
use store::PageRequest;
use time::macros::date;

use crate::harness::{World, code_of, plan};
use crate::steps::run_jobs;

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

fn new_plan(world: &World, mode: NewMode, slug: &str) -> NewPlan {
    let plan = plan(&world.school);
    NewPlan {
        name: plan.name,
        mode,
        schools: vec![world.school.code],
        cohorts: plan.cohorts,
        window: plan.window,
        rules: plan.rules,
        notice: BatchNotice::default(),
        slug: LinkSlug::parse(slug).unwrap(),
    }
}

async fn draft(
    world: &World,
    caller: &Caller,
    code: Option<&str>,
    slug: &str,
) -> Result<Batch, Failure> {
    let feature_code = code.map(|code| FeatureCode::parse(code).unwrap());
    let new = NewBatch {
        centre: world.centre.id,
        plan: new_plan(world, NewMode::Group { feature_code }, slug),
    };
    batch::create(&world.app, caller, new).await
}

#[tokio::test]
async fn a_centre_is_set_up_from_nothing() {
    let world = World::new().await;
    let (app, system) = (&world.app, Caller::System);
    let new = NewCentre {
        name: " 新中心 ".to_owned(),
        support_contact: "020-111".to_owned(),
    };
    let centre = organisation::create_centre(app, &system, new.clone()).await;
    let centre = centre.unwrap();
    assert_eq!(centre.name, "新中心");
    let code = "10576".parse().unwrap();
    let school =
        organisation::create_school(app, &system, centre.id, code, "韶关学院".to_owned()).await;
    let school = school.unwrap();
    let twice =
        organisation::create_school(app, &system, centre.id, code, "又一个".to_owned()).await;
    check(twice, "taken");
    let college =
        organisation::create_unit(app, &system, school.id, UnitKind::College, "文学院".into());
    let college = college.await.unwrap();
    organisation::create_class(app, &system, school.id, Some(college.id), "一班".to_owned())
        .await
        .unwrap();
    let slug = LinkSlug::parse("shaoguan").unwrap();
    let region = region::create(app, &system, centre.id, "韶关".to_owned(), slug).await;
    let region = region.unwrap();
    let mut plan = new_plan(&world, NewMode::Individual { region: region.id }, "sg-2024");
    plan.schools = vec![code];
    let new_batch = NewBatch {
        centre: centre.id,
        plan,
    };
    let batch = batch::create(app, &system, new_batch).await.unwrap();
    let open = batch::open(app, &system, batch.id).await.unwrap();
    assert_eq!(open.state.name(), "open");
    let traces = world.audit(Subject::Batch(batch.id)).await;
    assert_eq!(traces, ["create-batch", "open-batch"]);

    let boss = world.staff("boss", vec![Role::Administrator]).await;
    check(
        organisation::create_centre(app, &boss, new).await,
        "not-allowed",
    );
    let foreign = organisation::create_school(app, &boss, centre.id, code, "x".to_owned()).await;
    check(foreign, "not-found");
    let centres = organisation::list_centres(app, &boss).await.unwrap();
    assert_eq!(centres, std::slice::from_ref(&world.centre));
}

#[tokio::test]
async fn feature_codes_are_made_or_given_and_never_shared() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let made = draft(&world, &operator, None, "made").await.unwrap();
    assert_eq!(made.feature_code().unwrap().as_str().len(), 6);
    check(
        draft(&world, &operator, Some("j9vg24"), "given").await,
        "taken",
    );
    check(
        draft(&world, &operator, Some("EK43"), "made").await,
        "taken",
    );
    draft(&world, &operator, Some("EK43"), "given")
        .await
        .unwrap();
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    check(draft(&world, &reviewer, None, "mine").await, "not-allowed");
}

#[tokio::test]
async fn a_batch_of_an_unknown_standard_is_not_drafted() {
    let world = World::new().await;
    let mut plan = new_plan(&world, NewMode::Group { feature_code: None }, "made");
    plan.rules.spec = domain::SpecId::new("atlantis-2023");
    let new = NewBatch {
        centre: world.centre.id,
        plan,
    };
    check(
        batch::create(&world.app, &Caller::System, new).await,
        "invalid",
    );
}

#[tokio::test]
async fn an_open_batch_keeps_its_promises() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let mut later = world.batch.plan.clone();
    later.window.closes_at = later.window.closes_at + Duration::from_days(3);
    let revised = batch::revise(&world.app, &operator, world.batch.id, later.clone()).await;
    assert_eq!(revised.unwrap().plan, later);
    let mut moved = later;
    moved.slug = LinkSlug::parse("elsewhere").unwrap();
    let refused = batch::revise(&world.app, &operator, world.batch.id, moved).await;
    check(refused, "relied-on");
}

fn new_staff(world: &World, login: &str, password: &str, roles: Vec<Role>) -> NewStaff {
    NewStaff {
        centre: world.centre.id,
        login: Login::parse(login).unwrap(),
        name: PersonName::parse("李雷").unwrap(),
        roles,
        password: SecretString::from(password),
    }
}

#[tokio::test]
async fn staff_are_employed_by_administrators() {
    let world = World::new().await;
    let app = &world.app;
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let reviewer = vec![Role::CentreReviewer];
    let new = new_staff(&world, "Lilei", "correct horse", reviewer.clone());
    let staff = staff::create(app, &boss, new.clone()).await.unwrap();
    check(staff::create(app, &boss, new.clone()).await, "taken");
    check(
        staff::create(app, &Caller::Staff(Box::new(staff.clone())), new).await,
        "not-allowed",
    );
    let weak = new_staff(&world, "hanmeimei", "short", reviewer);
    check(staff::create(app, &boss, weak).await, "invalid");
    let elsewhere = vec![Role::SchoolReviewer {
        school: SchoolId::from_uuid(world.id()),
    }];
    let foreign = new_staff(&world, "hanmeimei", "correct horse", elsewhere);
    check(staff::create(app, &boss, foreign).await, "not-found");

    let own = Caller::Staff(Box::new(staff.clone()));
    staff::set_password(app, &own, staff.id, SecretString::from("battery staple"))
        .await
        .unwrap();
    let Caller::Staff(chief) = &boss else {
        unreachable!("staff are staff");
    };
    let other = staff::set_password(app, &own, chief.id, SecretString::from("battery staple"));
    check(other.await, "not-allowed");
    let operator = staff::assign_roles(app, &boss, staff.id, vec![Role::Operator]).await;
    assert_eq!(operator.unwrap().roles, [Role::Operator]);
    staff::disable(app, &boss, staff.id).await.unwrap();
    check(staff::disable(app, &boss, staff.id).await, "wrong-state");
    let listed = staff::list(app, &boss, world.centre.id).await.unwrap();
    let lilei = listed.iter().find(|one| one.id == staff.id).unwrap();
    assert_eq!(
        (lilei.login.as_str(), lilei.name.as_str()),
        ("lilei", "李雷")
    );
    assert!(!format!("{lilei:?}").contains("lilei"));
}

fn line(number: &str, college: &str, class: &str) -> RosterLine {
    RosterLine {
        student_number: StudentNumber::parse(number).unwrap(),
        college: Some(college.to_owned()),
        teaching_point: None,
        class: Some(class.to_owned()),
        cohort: Cohort {
            grade_year: 2021,
            level: Level::JuniorCollegeToBachelor,
            graduation: "2024-01".parse().unwrap(),
        },
    }
}

#[tokio::test]
async fn a_roster_replaces_the_one_before_and_enters_places() {
    let world = World::new().await;
    let app = &world.app;
    let officer = Role::SchoolOfficer {
        school: world.school.id,
    };
    let officer = world.staff("officer", vec![officer]).await;
    let import = |lines| ImportRoster {
        batch: world.batch.id,
        school: world.school.code,
        lines,
    };
    let lines = vec![
        line("2021001", "文学院", "一班"),
        line("2021002", "文学院", ""),
    ];
    let done = roster::import(app, &officer, import(lines)).await;
    let done = done.unwrap();
    assert_eq!((done.students, done.new_units, done.new_classes), (2, 1, 1));
    let lines = vec![
        line("2021003", "文学院", "一班"),
        line("2021001", "理学院", " "),
    ];
    let done = roster::import(app, &officer, import(lines)).await;
    let done = done.unwrap();
    assert_eq!((done.students, done.new_units, done.new_classes), (2, 1, 0));
    let roster = world.parts.store.roster();
    assert_eq!(roster.count(world.batch.id).await.unwrap(), 2);
    let twice = vec![
        line("2021001", "文学院", ""),
        line("２０２１００１", "", ""),
    ];
    let refused = roster::import(app, &officer, import(twice)).await;
    let text = refused.unwrap_err().to_string();
    assert!(text.contains("line 2 repeats line 1") && !text.contains("2021001"));
    let unit = Role::UnitOfficer {
        school: world.school.id,
        unit: UnitId::from_uuid(world.id()),
    };
    let unit = world.staff("unit", vec![unit]).await;
    let lines = vec![line("2021001", "文学院", "")];
    check(
        roster::import(app, &unit, import(lines)).await,
        "not-allowed",
    );
}

#[tokio::test]
async fn studios_have_slots() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let (region, _) = world.region("shaoguan").await;
    let new = NewStudio {
        region: region.id,
        name: "一号影棚".to_owned(),
        address: "解放路 1 号".to_owned(),
    };
    let studio = studio::create(&world.app, &operator, new).await;
    let studio = studio.unwrap();
    let slots = NewSlots {
        studio: studio.id,
        date: date!(2023 - 09 - 12),
        from: "09:00".parse().unwrap(),
        until: "12:00".parse().unwrap(),
        minutes: 30,
        capacity: 4,
    };
    let created = studio::offer_slots(&world.app, &operator, slots).await;
    assert_eq!(created.unwrap().len(), 6);
    let nobody = NewSlots {
        capacity: 0,
        ..slots
    };
    let refused = studio::offer_slots(&world.app, &operator, nobody).await;
    check(refused, "slot-impossible");
}

#[tokio::test]
async fn the_service_is_seen_in_numbers_by_its_operator_alone() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    world.bound_degree(&student, "1").await;
    let overview = upkeep::figures(&world.app, &Caller::System).await.unwrap();
    let degrees = overview.tables.iter().find(|table| table.table == "degree");
    assert_eq!(degrees.unwrap().rows, 1);
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    check(upkeep::figures(&world.app, &boss).await, "not-allowed");
    let progress = batch::progress(&world.app, &boss, world.batch.id).await;
    assert_eq!(
        progress.unwrap(),
        [(SubmissionStateName::AwaitingPhoto, 1)].into()
    );
    let batches = batch::list(&world.app, &boss, world.centre.id, PageRequest::default()).await;
    assert_eq!(batches.unwrap().items, std::slice::from_ref(&world.batch));
}

/// The ends that the hourly job noted are looked for; one that is not in its log gives a cut away.
#[tokio::test]
async fn an_end_that_was_noted_outside_is_missed_when_it_is_gone() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    draft(&world, &operator, None, "made").await.unwrap();
    jobs::schedule(&world.app).await.unwrap();
    world.clock.advance(Duration::from_hours(1));
    run_jobs(&world).await;
    let anchors = &world.parts.anchors;
    let noted = anchors.read().unwrap();
    let of_centre = LogName::keyed(Some(world.centre.id));
    let end = noted.iter().find(|anchor| anchor.log == of_centre).unwrap();
    assert!(end.end.number >= 1);
    // What did not grow is not noted again.
    world.clock.advance(Duration::from_hours(1));
    jobs::schedule(&world.app).await.unwrap();
    world.clock.advance(Duration::from_hours(1));
    run_jobs(&world).await;
    assert_eq!(anchors.read().unwrap(), noted);
    let of_centre = async || {
        let logs = upkeep::verify_audit(&world.app, &Caller::System)
            .await
            .unwrap();
        logs.into_iter().find(|log| log.log == end.log).unwrap()
    };
    assert!(of_centre().await.is_sound());
    let mut lost = *end;
    lost.end.number += 100;
    anchors.write(&[lost]).unwrap();
    let found = of_centre().await;
    assert!(found.lines.is_ok() && !found.is_sound());
    assert_eq!(found.lost_end, Some(lost));
    // Nor is another line in the place of the one that was noted.
    let mut other = *end;
    other.end.hash = ChainHash::from_bytes([9; 32]);
    anchors.write(&[other]).unwrap();
    assert_eq!(of_centre().await.lost_end, Some(lost));
}

#[tokio::test]
async fn audit_logs_are_checked() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    draft(&world, &operator, None, "made").await.unwrap();
    let logs = upkeep::verify_audit(&world.app, &Caller::System).await;
    let logs = logs.unwrap();
    assert_eq!(logs.len(), 2);
    assert!(logs.iter().all(VerifiedLog::is_sound));
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let own = upkeep::verify_audit(&world.app, &boss).await.unwrap();
    assert_eq!(own[0].log, LogName::keyed(Some(world.centre.id)));
    check(
        upkeep::verify_audit(&world.app, &operator).await,
        "not-allowed",
    );
}
