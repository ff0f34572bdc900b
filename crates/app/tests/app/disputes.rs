//! Two accounts claim one degree: neither centre nor account blocks its owner, and staff decide.

use app::degree::{self, AddDegree, ReleaseDegree};
use app::{Caller, Expected, Failure, account, jobs, photo};
use domain::*;

use crate::degrees::{PHONE, add, bind, payload, request};
use crate::harness::{World, code_of};
use crate::steps::{messages, run_jobs};

#[tokio::test]
async fn a_code_bound_at_one_centre_blocks_nobody_at_another() {
    let mut world = World::new().await;
    let own = world.centre.clone();
    let foreign = Centre::found(CentreId::from_uuid(world.id()), "别的中心".to_owned());
    let work = world.work().await;
    work.centres().insert(&foreign).await.unwrap();
    work.commit().await.unwrap();
    world.centre = foreign;
    let (_, batch) = world.region("elsewhere").await;
    world.centre = own;
    let squatter = world.student("19900000002").await;
    let elsewhere = AddDegree {
        batch: batch.id,
        feature_code: None,
        ..request(&world, &payload("A1"))
    };
    let proposed = degree::add(&world.app, &squatter, elsewhere).await;
    let id = proposed.unwrap().degree.id;
    let answer = RegistryAnswer::NoPortrait;
    degree::confirm(&world.app, &squatter, id, answer, &Expected::Any)
        .await
        .unwrap();
    let student = world.student(PHONE).await;
    bind(&world, &student, &payload("A1")).await.unwrap();
}

/// Somebody who knows a student number has bound it by a code that agrees with itself; its owner comes second.
async fn squatted(world: &World) -> (Caller, Caller, DegreeId) {
    let squatter = world.student("19900000002").await;
    let forged = payload("A1").replace(r#""cjm":"A1","#, "");
    let bound = bind(world, &squatter, &forged).await.unwrap();
    let owner = world.student(PHONE).await;
    let code = code_of(add(world, &owner, &payload("A1")).await);
    assert_eq!(code, "bound-to-another");
    (squatter, owner, bound.degree.id)
}

#[tokio::test]
async fn a_second_claimant_is_not_turned_away_but_decided_on_by_the_centre() {
    let world = World::new().await;
    let (squatter, owner, bound) = squatted(&world).await;
    // Coming again changes nothing.
    let again = code_of(add(&world, &owner, &payload("A1")).await);
    assert_eq!(again, "bound-to-another");
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let app = &world.app;
    let disputes = degree::list_disputes(app, &operator, world.centre.id).await;
    let [dispute] = <[_; 1]>::try_from(disputes.unwrap()).ok().unwrap();
    assert_eq!(dispute.student_number.as_deref(), Some("202112345678"));
    assert_eq!(dispute.holder.as_ref().map(|of| of.degree), Some(bound));
    assert_eq!(dispute.claimant.evidence, CodeEvidence::Picture);
    let claimed = dispute.claimant.degree;
    let lines = world.audit(Subject::Degree(claimed)).await;
    assert_eq!(lines, ["propose-degree", "dispute-degree"]);
    // It does not go by itself.
    world.clock.advance(Duration::from_days(3));
    crate::steps::run_jobs(&world).await;
    let release = ReleaseDegree {
        degree: bound,
        reason: ReleaseReason::WrongPerson,
    };
    degree::release(app, &operator, release).await.unwrap();
    let answer = RegistryAnswer::NoPortrait;
    let confirmed = degree::confirm(app, &owner, claimed, answer, &Expected::Any).await;
    assert!(confirmed.unwrap().degree.is_bound());
    let disputes = degree::list_disputes(app, &operator, world.centre.id).await;
    assert!(disputes.unwrap().is_empty());
    let code = code_of(add(&world, &squatter, &payload("A1")).await);
    assert_eq!(code, "not-this-person");
}

#[tokio::test]
async fn a_claim_that_the_centre_turns_down_cannot_be_made_again() {
    let world = World::new().await;
    let (holder, claimant, _) = squatted(&world).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let app = &world.app;
    let disputes = degree::list_disputes(app, &operator, world.centre.id).await;
    let release = ReleaseDegree {
        degree: disputes.unwrap()[0].claimant.degree,
        reason: ReleaseReason::WrongPerson,
    };
    degree::release(app, &operator, release).await.unwrap();
    let code = code_of(add(&world, &claimant, &payload("A1")).await);
    assert_eq!(code, "not-this-person");
    let listed = degree::list(app, &holder).await.unwrap();
    assert!(listed[0].degree.is_bound());
}

#[tokio::test]
async fn disputes_are_for_those_who_release_degrees_of_the_own_centre() {
    let world = World::new().await;
    let (_, owner, _) = squatted(&world).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    for caller in [&owner, &reviewer] {
        let listed = degree::list_disputes(&world.app, caller, world.centre.id).await;
        assert!(matches!(listed, Err(Failure::NotAllowed)));
    }
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let elsewhere = CentreId::from_uuid(world.id());
    let listed = degree::list_disputes(&world.app, &operator, elsewhere).await;
    assert!(matches!(listed, Err(Failure::NotFound)));
}

#[tokio::test]
async fn of_two_who_confirm_one_code_one_has_it() {
    let world = World::new().await;
    let app = &world.app;
    let first = world.student(PHONE).await;
    let second = world.student("19900000002").await;
    let one = add(&world, &first, &payload("A1")).await.unwrap().degree.id;
    let two = add(&world, &second, &payload("A1"))
        .await
        .unwrap()
        .degree
        .id;
    let answer = RegistryAnswer::NoPortrait;
    let (one, two) = tokio::join!(
        degree::confirm(app, &first, one, answer, &Expected::Any),
        degree::confirm(app, &second, two, answer, &Expected::Any)
    );
    let (winner, loser) = if one.is_ok() { (one, two) } else { (two, one) };
    assert!(winner.is_ok());
    assert_eq!(code_of(loser), "bound-to-another");
}

/// The one open claim of the centre.
async fn claimed(world: &World, operator: &Caller) -> DegreeId {
    let disputes = degree::list_disputes(&world.app, operator, world.centre.id).await;
    let [dispute] = <[_; 1]>::try_from(disputes.unwrap()).ok().unwrap();
    assert!(dispute.claimant.has_picture);
    assert!(dispute.holder.is_none_or(|holder| !holder.has_picture));
    dispute.claimant.degree
}

async fn evidence_blob(world: &World, degree: DegreeId) -> Option<BlobKey> {
    let evidence = world.parts.store.evidence().find(degree).await.unwrap();
    evidence.map(|evidence| evidence.blob)
}

#[tokio::test]
async fn the_picture_of_a_claim_is_for_those_who_decide_and_each_look_is_on_record() {
    let world = World::new().await;
    let (squatter, owner, bound) = squatted(&world).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let app = &world.app;
    let claim = claimed(&world, &operator).await;
    let shown = degree::view_evidence(app, &operator, claim).await.unwrap();
    let mut opened = photo::open_file(app, &operator, &shown.link).await.unwrap();
    let picture = crate::harness::code_picture(&payload("A1"));
    let seen = opened.reader.next().await.unwrap().unwrap();
    assert!(seen.starts_with(&picture) && seen.len() > picture.len());
    let lines = world.audit(Subject::Degree(claim)).await;
    let looks = lines.iter().filter(|line| *line == "view-evidence");
    assert_eq!(looks.count(), 1, "{lines:?}");
    for caller in [&owner, &squatter, &reviewer] {
        let refused = degree::view_evidence(app, caller, claim).await;
        assert!(matches!(refused, Err(Failure::NotAllowed)));
        let link = photo::open_file(app, caller, &shown.link).await;
        assert!(matches!(link, Err(Failure::NotFound)));
    }
    let none = degree::view_evidence(app, &operator, bound).await;
    assert!(matches!(none, Err(Failure::NotFound)));
}

#[tokio::test]
async fn a_decided_dispute_is_told_and_its_picture_ends_a_month_later() {
    let world = World::new().await;
    let (_, owner, bound) = squatted(&world).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let app = &world.app;
    let claim = claimed(&world, &operator).await;
    let blob = evidence_blob(&world, claim).await.unwrap();
    let release = ReleaseDegree {
        degree: bound,
        reason: ReleaseReason::WrongPerson,
    };
    degree::release(app, &operator, release).await.unwrap();
    assert_eq!(messages(&world, &owner).await, ["claim-upheld"]);
    world.clock.advance(Duration::from_days(30));
    jobs::schedule(app).await.unwrap();
    run_jobs(&world).await;
    assert_eq!(evidence_blob(&world, claim).await, Some(blob.clone()));
    world.clock.advance(Duration::from_days(2));
    jobs::schedule(app).await.unwrap();
    run_jobs(&world).await;
    assert_eq!(evidence_blob(&world, claim).await, None);
    assert!(world.parts.vault.get(&blob).await.unwrap().is_none());
}

#[tokio::test]
async fn a_claim_that_is_turned_down_is_told_as_that() {
    let world = World::new().await;
    let (holder, owner, _) = squatted(&world).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let release = ReleaseDegree {
        degree: claimed(&world, &operator).await,
        reason: ReleaseReason::WrongPerson,
    };
    degree::release(&world.app, &operator, release)
        .await
        .unwrap();
    assert_eq!(messages(&world, &owner).await, ["claim-declined"]);
    assert_eq!(messages(&world, &holder).await, [""; 0]);
}

#[tokio::test]
async fn erasing_the_account_takes_the_picture_with_it() {
    let world = World::new().await;
    let (_, owner, _) = squatted(&world).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let claim = claimed(&world, &operator).await;
    let blob = evidence_blob(&world, claim).await.unwrap();
    account::erase(&world.app, &owner).await.unwrap();
    assert_eq!(evidence_blob(&world, claim).await, None);
    assert!(world.parts.vault.get(&blob).await.unwrap().is_none());
}
