//! Setting a centre up and looking after the service.

use app::batch::NewBatch;
use app::batch::NewMode;
use app::batch::NewPlan;
use app::organisation::NewCentre;
use app::sign_in::Login;
use app::staff::NewStaff;
use app::studio::NewSlots;
use app::studio::NewStudio;
use app::{Caller, Expected, Failure};
use app::{batch, organisation, region, staff, studio, upkeep};
use domain::*;
use secrecy::SecretString;
use store::PageRequest;
use time::macros::date;

use crate::harness::{World, code_of, plan};

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

pub(crate) async fn draft(
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
    let open = batch::open(app, &system, batch.id, Expected::Any)
        .await
        .unwrap();
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
    let (app, id) = (&world.app, world.batch.id);
    let mode = NewMode::Group { feature_code: None };
    let slug = world.batch.plan.slug.as_str();
    let mut later = new_plan(&world, mode.clone(), slug);
    later.window.closes_at = later.window.closes_at + Duration::from_days(3);
    let revised = batch::revise(app, &operator, id, later.clone(), Expected::Any).await;
    let revised = revised.unwrap();
    assert_eq!(revised.plan.window, later.window);
    // The code that students know stays where none is given.
    assert_eq!(revised.feature_code(), world.batch.feature_code());
    let old = Expected::OneOf(vec![world.batch.version]);
    check(batch::revise(app, &operator, id, later, old).await, "stale");
    let moved = new_plan(&world, mode, "elsewhere");
    let refused = batch::revise(app, &operator, id, moved, Expected::Any).await;
    check(refused, "relied-on");
}

#[tokio::test]
async fn a_batch_is_paused_and_goes_on() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let (app, id) = (&world.app, world.batch.id);
    let paused = batch::pause(app, &operator, id, Expected::Any)
        .await
        .unwrap();
    assert_eq!(paused.accepts_at(world.app.now()), Acceptance::Paused);
    let view = batch::view(app, id).await.unwrap();
    assert_eq!(view.acceptance, Acceptance::Paused);
    let resumed = batch::resume(app, &operator, id, Expected::Any)
        .await
        .unwrap();
    assert_eq!(resumed.accepts_at(world.app.now()), Acceptance::Open);
    let seen = batch::staff_view(app, &operator, id).await.unwrap();
    assert_eq!(seen.batch, resumed);
    assert_eq!(seen.schools, std::slice::from_ref(&world.school));
    let traces = world.audit(Subject::Batch(id)).await;
    assert_eq!(traces[traces.len() - 2..], ["pause-batch", "resume-batch"]);
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    check(
        batch::pause(app, &reviewer, id, Expected::Any).await,
        "not-allowed",
    );
}

#[tokio::test]
async fn organisations_are_renamed() {
    let world = World::new().await;
    let (app, school) = (&world.app, world.school.id);
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let unit = |name: &str| {
        organisation::create_unit(app, &boss, school, UnitKind::College, name.to_owned())
    };
    let college = unit("文学院").await.unwrap();
    unit("理学院").await.unwrap();
    let rename = |name: &str| organisation::rename_unit(app, &boss, college.id, name.to_owned());
    check(rename("理学院").await, "taken");
    check(rename(" ").await, "invalid");
    assert_eq!(rename(" 人文学院 ").await.unwrap().name, "人文学院");
    let class = organisation::create_class(app, &boss, school, None, "一班".to_owned());
    let class = class.await.unwrap();
    let renamed = organisation::rename_class(app, &boss, class.id, "甲班".to_owned());
    renamed.await.unwrap();
    let classes = organisation::list_classes(app, &boss, school)
        .await
        .unwrap();
    assert_eq!(classes[0].name, "甲班");
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let refused = organisation::rename_school(app, &operator, school, "x".to_owned()).await;
    check(refused, "not-allowed");
    let renamed = organisation::rename_school(app, &boss, school, "华师".to_owned()).await;
    assert_eq!(renamed.unwrap().code, world.school.code);
    let policy = CentrePolicy {
        identity_columns: IdentityColumns::Sealed,
        support_contact: "020-222".to_owned(),
        mails_portraits: false,
        portrait_letters: PortraitLetters::Attachment,
    };
    let old = Expected::OneOf(vec![Version::from_u64(99)]);
    let decided = ("中心".to_owned(), policy);
    let centre = world.centre.id;
    let stale = organisation::revise_centre(app, &boss, centre, decided.clone(), old).await;
    check(stale, "stale");
    let revised = organisation::revise_centre(app, &boss, centre, decided, Expected::Any).await;
    assert_eq!(revised.unwrap().policy.support_contact, "020-222");
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
