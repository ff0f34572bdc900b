//! What centres announce, and who sees it.

use app::announcement::{self, AnnouncedText, NewAnnouncement};
use app::{Caller, Failure};
use domain::*;

use crate::harness::{World, at, code_of};

fn text(title: &str) -> AnnouncedText {
    AnnouncedText {
        title: title.to_owned(),
        text: "周日零点到六点停机维护。".to_owned(),
    }
}

fn new(title: &str, batch: Option<BatchId>) -> NewAnnouncement {
    NewAnnouncement {
        batch,
        zh: text(title),
        en: None,
        from: at("09-10 12:00"),
        until: at("09-17 00:00"),
    }
}

async fn titles(world: &World, student: &Caller) -> Vec<String> {
    let shown = announcement::shown(&world.app, student).await.unwrap();
    shown.into_iter().map(|shown| shown.zh.title).collect()
}

#[tokio::test]
async fn students_see_what_is_for_them_and_for_now() {
    let world = World::new().await;
    let app = &world.app;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let student = world.student("13800000001").await;
    let stranger = world.student("13800000002").await;
    world.bound_degree(&student, "1").await;
    let (_, other) = world.region("shaoguan").await;
    let publish = |new| announcement::publish(app, &operator, new);
    let all = publish(new("停机通知", None)).await.unwrap();
    publish(new("本批次", Some(world.batch.id))).await.unwrap();
    publish(new("别的批次", Some(other.id))).await.unwrap();
    let later = NewAnnouncement {
        from: at("09-12 00:00"),
        ..new("以后", None)
    };
    publish(later).await.unwrap();
    assert_eq!(titles(&world, &student).await, ["本批次", "停机通知"]);
    assert!(
        titles(&world, &stranger).await.is_empty(),
        "of no centre yet"
    );
    let taken = announcement::withdraw(app, &operator, all.id)
        .await
        .unwrap();
    assert!(taken.withdrawn_at.is_some());
    world.set_time("09-12 08:00");
    assert_eq!(titles(&world, &student).await, ["以后", "本批次"]);
    world.set_time("09-17 00:00");
    assert!(titles(&world, &student).await.is_empty());
    let listed = announcement::list(app, &operator).await.unwrap();
    assert_eq!(listed.len(), 4, "staff see those that ended, too");
}

#[tokio::test]
async fn what_cannot_be_announced_is_refused() {
    let world = World::new().await;
    let app = &world.app;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let check = |result: Result<_, Failure>, code: &str| assert_eq!(code_of(result), code);
    check(
        announcement::publish(app, &reviewer, new("停机", None)).await,
        "not-allowed",
    );
    let nowhere = BatchId::from_uuid(world.id());
    check(
        announcement::publish(app, &operator, new("停机", Some(nowhere))).await,
        "not-found",
    );
    check(
        announcement::publish(app, &operator, new(" \u{7}", None)).await,
        "invalid",
    );
    check(
        announcement::publish(app, &operator, new(&"长".repeat(41), None)).await,
        "invalid",
    );
    for until in [
        at("09-10 12:00"),
        at("09-10 12:00") + Duration::from_days(367),
    ] {
        let wrong = NewAnnouncement {
            until,
            ..new("停机", None)
        };
        check(
            announcement::publish(app, &operator, wrong).await,
            "invalid",
        );
    }
    check(
        announcement::withdraw(app, &operator, world.id()).await,
        "not-found",
    );
}
