//! The audit logs: read by administrators, checked, and compared with ends that were noted outside.

use app::upkeep::{AuditQuestion, VerifiedLog};
use app::{Caller, Expected, Failure};
use app::{batch, jobs, upkeep};
use domain::audit::{ActionName, LogName};
use domain::*;
use store::PageRequest;

use crate::harness::{World, code_of};
use crate::operation::draft;
use crate::steps::run_jobs;

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

#[tokio::test]
async fn administrators_read_the_log_of_their_centre() {
    let world = World::new().await;
    let app = &world.app;
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    batch::pause(app, &operator, world.batch.id, Expected::Any)
        .await
        .unwrap();
    batch::resume(app, &operator, world.batch.id, Expected::Any)
        .await
        .unwrap();
    upkeep::chain_waiting(app).await;
    let read = |question: AuditQuestion, limit| {
        upkeep::read_audit(app, &boss, question, PageRequest::first(limit))
    };
    let all = read(AuditQuestion::default(), 1).await.unwrap();
    assert_eq!(all.items.len(), 1);
    assert_eq!(all.items[0].entry.event.action.as_str(), "resume-batch");
    assert_eq!(all.items[0].name.as_deref(), Some("员工"));
    let next = PageRequest {
        after: all.next,
        limit: 1,
    };
    let older = upkeep::read_audit(app, &boss, AuditQuestion::default(), next)
        .await
        .unwrap();
    assert_eq!(older.items[0].entry.number + 1, all.items[0].entry.number);
    let Caller::Staff(person) = &operator else {
        panic!("staff are staff");
    };
    let question = AuditQuestion {
        action: Some(ActionName::PauseBatch),
        staff: Some(person.id),
        subject: Some(world.batch.id.as_uuid()),
        from: Some(world.app.now() - Duration::from_days(1)),
        until: Some(world.app.now() + Duration::from_days(1)),
    };
    assert_eq!(read(question.clone(), 9).await.unwrap().items.len(), 1);
    for other in [
        AuditQuestion {
            action: Some(ActionName::OpenBatch),
            ..question.clone()
        },
        AuditQuestion {
            staff: Some(StaffId::from_uuid(world.id())),
            ..question.clone()
        },
        AuditQuestion {
            subject: Some(world.id()),
            ..question.clone()
        },
        AuditQuestion {
            until: Some(world.app.now() - Duration::from_days(1)),
            ..question
        },
    ] {
        assert!(read(other, 9).await.unwrap().items.is_empty());
    }
    upkeep::chain_waiting(app).await;
    let looks = AuditQuestion {
        action: Some(ActionName::ReadAudit),
        ..AuditQuestion::default()
    };
    // Many looks within ten minutes are one line.
    assert_eq!(read(looks, 9).await.unwrap().items.len(), 1);
    let refused = upkeep::read_audit(app, &operator, AuditQuestion::default(), next).await;
    check(refused, "not-allowed");
}

/// The ends that the hourly job noted are looked for; one that is not in its log gives a cut away.
#[tokio::test]
async fn an_end_that_was_noted_outside_is_missed_when_it_is_gone() {
    let world = World::new().await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    draft(&world, &operator, None, "made").await.unwrap();
    // Twice, so that what comes once a day has left its lines.
    for _ in 0..2 {
        jobs::schedule(&world.app).await.unwrap();
        world.clock.advance(Duration::from_hours(1));
        run_jobs(&world).await;
    }
    let anchors = &world.parts.anchors;
    let noted = anchors.read().unwrap();
    let of_centre = LogName::keyed(Some(world.centre.id));
    let mut ends = noted.iter().filter(|anchor| anchor.log == of_centre);
    let end = ends.next_back().unwrap();
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
