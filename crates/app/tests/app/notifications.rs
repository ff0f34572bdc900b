//! The list of messages in the app.

use app::notification;
use domain::*;
use store::PageRequest;

use crate::harness::{World, code_of};

async fn write(world: &World, account: AccountId, message: Message) -> NotificationId {
    let now = world.app.now();
    let id = NotificationId::from_uuid(world.id());
    let new = NewNotification {
        id,
        centre: world.centre.id,
        account,
        subject: Subject::Account(account),
        channel: Channel::InApp,
        message,
    };
    let sent = Notification::write(new, now).sent(now).unwrap();
    let work = world.work().await;
    work.notifications().insert(&sent).await.unwrap();
    work.commit().await.unwrap();
    id
}

#[tokio::test]
async fn messages_are_newest_first_and_counted_until_opened() {
    let world = World::new().await;
    let student = world.student("19900000001").await;
    let account = student.student().unwrap();
    let first = write(&world, account, Message::PhotoReady).await;
    world.clock.advance(Duration::from_minutes(1));
    let second = write(&world, account, Message::Approved).await;
    let page = notification::list(&world.app, &student, PageRequest::default()).await;
    let page = page.unwrap();
    let listed: Vec<_> = page.items.iter().map(|view| view.notification.id).collect();
    assert_eq!(listed, [second, first]);
    assert!(
        page.items
            .iter()
            .all(|view| view.words.body.zh.ends_with('。'))
    );
    assert_eq!(notification::unread(&world.app, &student).await.unwrap(), 2);
    for _ in 0..2 {
        let read = notification::read(&world.app, &student, first).await;
        assert_eq!(read.unwrap().notification.state.name(), "read");
    }
    assert_eq!(notification::unread(&world.app, &student).await.unwrap(), 1);
}

#[tokio::test]
async fn another_ones_message_is_not_found() {
    let world = World::new().await;
    let student = world.student("19900000001").await;
    let stranger = world.student("19900000002").await;
    let id = write(&world, student.student().unwrap(), Message::Approved).await;
    let read = notification::read(&world.app, &stranger, id).await;
    assert_eq!(code_of(read), "not-found");
    let page = notification::list(&world.app, &stranger, PageRequest::default()).await;
    assert!(page.unwrap().items.is_empty());
}
