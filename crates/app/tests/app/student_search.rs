//! A student is found by a number that somebody says at the telephone.

use app::{Caller, submission};
use domain::*;

use crate::harness::{World, code_of};

async fn search(world: &World, by: &Caller, number: &str) -> Vec<SubmissionId> {
    let found = submission::search(&world.app, by, number).await.unwrap();
    found.iter().map(|one| one.submission.id).collect()
}

#[tokio::test]
async fn a_student_is_found_by_either_number_and_only_whole() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, own) = world.bound_degree(&student, "1").await;
    let other = world.student("13800000002").await;
    let (_, others) = world.bound_degree(&other, "2").await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let number = degree.details().unwrap().student_number.clone();
    assert!(number.is_some(), "the code of the fixture carries a number");
    for phone in ["13800000001", "+86 138 0000 0001", "1 3 8 0 0 0 0 0 0 0 1"] {
        assert_eq!(search(&world, &operator, phone).await, [own.id], "{phone}");
    }
    assert_eq!(search(&world, &operator, "13800000002").await, [others.id]);
    let found = submission::search(&world.app, &operator, "13800000001")
        .await
        .unwrap();
    let said = found[0].student_number.clone().unwrap();
    assert!(search(&world, &operator, &said).await.contains(&own.id));
    assert!(search(&world, &operator, &said[1..]).await.is_empty());
    assert!(search(&world, &operator, "1380000000").await.is_empty());
    for nonsense in ["", "  ", "张三", "%"] {
        let refused = submission::search(&world.app, &operator, nonsense).await;
        assert_eq!(code_of(refused), "invalid", "{nonsense:?}");
    }
    let traces = world.audit(Subject::Submission(own.id)).await;
    assert!(traces.contains(&"find-student".to_owned()), "{traces:?}");
}

#[tokio::test]
async fn nobody_is_found_beyond_the_own_part() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (_, own) = world.bound_degree(&student, "1").await;
    let school = world.school.id;
    let officer = world
        .staff("officer", vec![Role::SchoolOfficer { school }])
        .await;
    assert_eq!(search(&world, &officer, "13800000001").await, [own.id]);
    let school = SchoolId::from_uuid(world.id());
    let other = world
        .staff("other", vec![Role::SchoolOfficer { school }])
        .await;
    assert!(search(&world, &other, "13800000001").await.is_empty());
    let refused = submission::search(&world.app, &student, "13800000001").await;
    assert_eq!(code_of(refused), "not-allowed");
    let traces = world.audit(Subject::Submission(own.id)).await;
    let found = traces.iter().filter(|trace| *trace == "find-student");
    assert_eq!(found.count(), 1);
}
