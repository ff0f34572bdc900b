//! Standards of a centre: drafted, changed, looked at on stored facts, put in force; photos that wait are judged again.

use app::standards::{
    self, Activation, Looked, NewDraft, Preview, Revised, Standing, activate, discard, draft,
    revise,
};
use app::{Caller, Failure, photo};
use domain::*;
use standard::sheet::{LimitValue, RuleChange};
use standard::spec::{LimitPart, Severity, SpecTitle};
use standard::{Outcome, RuleId};

use crate::harness::{World, code_of};
use crate::steps::{checked, confirmed, decide, messages, run_jobs, stored, submitted};

/// Three weeks before the batch's day: recent enough for a year, too old for ten days.
const OLD: &str = "measured taken:2023-08-15T10:00:00";

fn title() -> SpecTitle {
    SpecTitle {
        zh: "本中心标准".to_owned(),
        en: "Our standard".to_owned(),
    }
}

async fn drafted(world: &World, caller: &Caller, name: &str) -> Result<SpecId, Failure> {
    let new = NewDraft {
        based_on: SpecId::new("guangdong-2023"),
        name: name.to_owned(),
        title: title(),
    };
    draft(&world.app, caller, new).await
}

/// `recent` blocks what is older than so many days.
fn recent(days: Option<f64>) -> [RuleChange; 1] {
    let value = LimitValue {
        value: days,
        source: "the centre's decision".to_owned(),
        ..LimitValue::default()
    };
    [RuleChange {
        rule: RuleId::Recent,
        severity: Severity::Block,
        limits: vec![("max_age_days".to_owned(), value)],
    }]
}

/// A draft by which photos are too old after ten days.
async fn tightened(world: &World, admin: &Caller) -> SpecId {
    let reference = drafted(world, admin, "ours").await.unwrap();
    let of = (&reference, 1);
    let kept = revise(&world.app, admin, of, &title(), &recent(Some(10.0))).await;
    assert!(matches!(kept.unwrap(), Revised::Kept));
    reference
}

async fn put_in_force(world: &World, admin: &Caller, reference: &SpecId) -> Result<(), Failure> {
    let wish = Activation {
        reference: reference.clone(),
        revision: 2,
        batches: vec![world.batch.id],
    };
    activate(&world.app, admin, wish).await
}

/// State of the photo, what `recent` says of it, and the standard that says so.
async fn said(world: &World, id: PhotoId) -> (&'static str, Outcome, String) {
    let view = photo::read(&world.app, &Caller::System, id).await.unwrap();
    let mut verdicts = view.verdicts.iter();
    let found = verdicts.find(|verdict| verdict.rule.as_str() == "recent");
    let by = view.photo.assessment().unwrap().spec.as_str().to_owned();
    (view.photo.state.name(), found.unwrap().outcome, by)
}

async fn students(world: &World) -> (Caller, Degree) {
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    (student, degree)
}

#[tokio::test]
async fn what_is_in_review_stays_there_and_its_reviewer_reads_the_new_verdicts() {
    let world = World::new().await;
    let admin = world.staff("admin", vec![Role::Administrator]).await;
    let (student, degree) = students(&world).await;
    let before = submitted(&world, &student, degree.id, OLD).await;
    let photo = before.state.photo().unwrap();
    let usual = ("confirmed", Outcome::Pass, "guangdong-2023".to_owned());
    assert_eq!(said(&world, photo).await, usual);
    let reference = tightened(&world, &admin).await;
    put_in_force(&world, &admin, &reference).await.unwrap();
    run_jobs(&world).await;
    let strict = ("confirmed", Outcome::Fail, "ours@1".to_owned());
    assert_eq!(said(&world, photo).await, strict);
    let after = stored(&world, before.id).await;
    assert_eq!(after.state.name(), "awaiting-review");
    assert!(
        messages(&world, &student).await.is_empty(),
        "nothing to do for her"
    );
    // The reviewer decides, and what is decided is judged no more.
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let decided = decide(&world, &reviewer, &after, Decision::Approve).await;
    assert_eq!(decided.unwrap().state.name(), "approved");
    let back = Activation {
        reference: SpecId::new("guangdong-2023"),
        revision: 0,
        batches: vec![world.batch.id],
    };
    activate(&world.app, &admin, back).await.unwrap();
    run_jobs(&world).await;
    assert_eq!(said(&world, photo).await, strict);
    let traces = world.audit(Subject::Batch(world.batch.id)).await;
    let count = |name: &str| traces.iter().filter(|trace| *trace == name).count();
    assert_eq!(count("judge-batch-by"), 2, "{traces:?}");
    assert_eq!(count("judge-photos-again"), 2, "{traces:?}");
}

#[tokio::test]
async fn a_photo_in_the_students_hand_is_confirmed_once_more_or_used_no_more() {
    let world = World::new().await;
    let admin = world.staff("admin", vec![Role::Administrator]).await;
    let (student, degree) = students(&world).await;
    let taken = confirmed(&world, &student, degree.id, OLD).await;
    let reference = tightened(&world, &admin).await;
    put_in_force(&world, &admin, &reference).await.unwrap();
    run_jobs(&world).await;
    let strict = ("assessed", Outcome::Fail, "ours@1".to_owned());
    assert_eq!(said(&world, taken.id).await, strict);
    assert_eq!(messages(&world, &student).await[0], "photo-unusable");
    let again = photo::confirm(
        &world.app,
        &student,
        taken.id,
        Vec::new(),
        &app::Expected::Any,
    );
    assert_eq!(code_of(again.await), "not-usable");
    // What is handed in from now on is judged by it, too.
    let other = checked(&world, &student, degree.id, OLD).await;
    assert_eq!(said(&world, other.photo.id).await, strict);
    // And the other way: what can be used now is offered.
    let back = Activation {
        reference: SpecId::new("guangdong-2023"),
        revision: 0,
        batches: vec![world.batch.id],
    };
    activate(&world.app, &admin, back).await.unwrap();
    run_jobs(&world).await;
    let usable = ("assessed", Outcome::Pass, "guangdong-2023".to_owned());
    assert_eq!(said(&world, taken.id).await, usable);
}

async fn previewed(world: &World, caller: &Caller, reference: &SpecId) -> Preview {
    let looked = Looked {
        batch: Some(world.batch.id),
        last: 100,
    };
    standards::preview(&world.app, caller, reference, looked)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_preview_counts_what_would_turn_and_changes_nothing() {
    let world = World::new().await;
    let admin = world.staff("admin", vec![Role::Administrator]).await;
    let (student, degree) = students(&world).await;
    let submission = submitted(&world, &student, degree.id, OLD).await;
    let photo = submission.state.photo().unwrap();
    let other = world.student("13800000002").await;
    let (degree, _) = world.bound_degree(&other, "2").await;
    checked(
        &world,
        &other,
        degree.id,
        "measured taken:2023-09-05T10:00:00",
    )
    .await;
    checked(&world, &other, degree.id, "no-portrait:framing").await;
    let reference = tightened(&world, &admin).await;
    let preview = previewed(&world, &admin, &reference).await;
    assert_eq!((preview.judged, preview.without_portrait), (2, 1));
    assert_eq!(preview.turns.len(), 1, "{:?}", preview.turns);
    let turn = &preview.turns[0];
    assert_eq!(turn.rule.as_str(), "recent");
    assert_eq!(
        (turn.from, turn.to, turn.photos),
        (Some(Outcome::Pass), Some(Outcome::Fail), 1)
    );
    assert_eq!(turn.named[0].photo, photo);
    assert_eq!(turn.named[0].submission, Some(submission.id));
    assert_eq!(turn.named[0].limit_now, Some(10.0));
    let usual = ("confirmed", Outcome::Pass, "guangdong-2023".to_owned());
    assert_eq!(said(&world, photo).await, usual);
    let unchanged = previewed(&world, &admin, &SpecId::new("guangdong-2023")).await;
    assert!(unchanged.turns.is_empty());
}

#[tokio::test]
async fn what_is_in_force_never_changes() {
    let world = World::new().await;
    let admin = world.staff("admin", vec![Role::Administrator]).await;
    let reference = tightened(&world, &admin).await;
    let stale = discard(&world.app, &admin, &reference, 1).await;
    assert_eq!(code_of(stale), "stale");
    put_in_force(&world, &admin, &reference).await.unwrap();
    let of = (&reference, 2);
    let refused = revise(&world.app, &admin, of, &title(), &recent(Some(20.0))).await;
    assert_eq!(code_of(refused.map(|_| ())), "standard-in-force");
    let refused = discard(&world.app, &admin, &reference, 2).await;
    assert_eq!(code_of(refused), "standard-in-force");
    let found = standards::read(&world.app, &admin, &reference)
        .await
        .unwrap();
    assert!(matches!(found.standing, Standing::InForce { .. }));
    assert_eq!(found.batches[0].id, world.batch.id);
    let next = drafted(&world, &admin, "ours").await.unwrap();
    assert_eq!(next.as_str(), "ours@2");
    let changed = standards::compare(&world.app, &admin, [&next, &reference]).await;
    assert_eq!(changed.unwrap().len(), 2, "severity and days of `recent`");
    discard(&world.app, &admin, &next, 1).await.unwrap();
    let gone = standards::read(&world.app, &admin, &next).await;
    assert_eq!(code_of(gone.map(|_| ())), "not-found");
}

#[tokio::test]
async fn wrong_fields_are_told_and_nothing_is_kept() {
    let world = World::new().await;
    let admin = world.staff("admin", vec![Role::Administrator]).await;
    let reference = drafted(&world, &admin, "ours").await.unwrap();
    let of = (&reference, 1);
    let wrong = revise(&world.app, &admin, of, &title(), &recent(Some(-1.0))).await;
    let Revised::Wrong(faults) = wrong.unwrap() else {
        panic!("days are not negative");
    };
    assert_eq!(faults[0].fault.part(), LimitPart::Value);
    let found = standards::read(&world.app, &admin, &reference)
        .await
        .unwrap();
    assert!(matches!(
        found.standing,
        Standing::Draft { revision: 1, .. }
    ));
    for (name, code) in [
        ("cn-diploma-99", "standard-of-installation"),
        ("Ours @ 3", "invalid"),
    ] {
        assert_eq!(code_of(drafted(&world, &admin, name).await), code);
    }
}

#[tokio::test]
async fn operators_read_and_administrators_change() {
    let world = World::new().await;
    let admin = world.staff("admin", vec![Role::Administrator]).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let reference = tightened(&world, &admin).await;
    let listed = standards::list(&world.app, &operator).await.unwrap();
    let listed: Vec<&str> = listed.iter().map(|one| one.reference.as_str()).collect();
    assert_eq!(listed, ["ours@1", "cn-diploma-99", "guangdong-2023"]);
    assert_eq!(
        code_of(drafted(&world, &operator, "theirs").await),
        "not-allowed"
    );
    let refused = put_in_force(&world, &operator, &reference).await;
    assert_eq!(code_of(refused), "not-allowed");
    let refused = standards::list(&world.app, &reviewer).await;
    assert_eq!(code_of(refused.map(|_| ())), "not-allowed");
}
