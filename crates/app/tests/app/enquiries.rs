//! What students ask their centre, and who answers.

use app::enquiry::{self, About, StaffEnquiry};
use app::{Caller, PageRequest};
use domain::*;

use crate::harness::{World, code_of};

async fn waiting(world: &World, staff: &Caller) -> Vec<StaffEnquiry> {
    let page = PageRequest::default();
    let found = enquiry::list_of_centre(&world.app, staff, true, page).await;
    found.unwrap().items
}

#[tokio::test]
async fn a_question_is_answered_and_the_student_told() {
    let world = World::new().await;
    let app = &world.app;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let about = About::Degree(degree.id);
    let asked = enquiry::ask(app, &student, about, "  审核要\u{200b}多久？\r\n急 ").await;
    assert_eq!(asked.unwrap().question, "审核要多久？\n急");

    let seen = waiting(&world, &operator).await.remove(0);
    assert_eq!(seen.degree, Some(degree.id));
    assert!(seen.masked_name.is_some());
    let of = (seen.own.id, seen.own.version);
    let refused = enquiry::answer(app, &operator, of, " \n ").await;
    assert_eq!(code_of(refused), "invalid");
    enquiry::answer(app, &operator, of, "两个工作日。")
        .await
        .unwrap();
    let late = enquiry::answer(app, &operator, of, "三天。").await;
    assert_eq!(code_of(late), "stale", "a colleague has answered meanwhile");
    assert!(waiting(&world, &operator).await.is_empty());

    let own = enquiry::list(app, &student).await.unwrap().remove(0);
    assert_eq!(own.answer.as_deref(), Some("两个工作日。"));
    let page = PageRequest::default();
    let told = app::notification::list(app, &student, page).await.unwrap();
    let newest = &told.items[0].notification;
    assert_eq!(newest.message, Message::EnquiryAnswered);
    assert_eq!(newest.subject, Subject::Enquiry(own.id));

    let again = (own.id, own.version);
    enquiry::answer(app, &operator, again, "一个工作日。")
        .await
        .unwrap();
    let own = enquiry::list(app, &student).await.unwrap().remove(0);
    assert_eq!(own.answer.as_deref(), Some("一个工作日。"), "corrected");
}

#[tokio::test]
async fn whoever_has_no_degree_asks_about_a_batch_and_three_wait_at_most() {
    let world = World::new().await;
    let app = &world.app;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let student = world.student("13800000002").await;
    let about = About::Batch(world.batch.id);
    for number in 1..=3 {
        let question = format!("采集码读不出来 {number}");
        enquiry::ask(app, &student, about, &question).await.unwrap();
    }
    let fourth = enquiry::ask(app, &student, about, "还在吗？").await;
    assert_eq!(code_of(fourth), "enquiries-waiting");
    let first = waiting(&world, &operator).await.remove(0);
    assert!(first.own.question.ends_with('1'), "the oldest first");
    assert_eq!(first.masked_name, None);
    let of = (first.own.id, first.own.version);
    enquiry::answer(app, &operator, of, "请把屏幕调亮。")
        .await
        .unwrap();
    enquiry::ask(app, &student, about, "好了，谢谢")
        .await
        .unwrap();
    let long = "长".repeat(enquiry::LONGEST_QUESTION + 1);
    let refused = enquiry::ask(app, &student, about, &long).await;
    assert_eq!(code_of(refused), "invalid");
}

#[tokio::test]
async fn nobody_else_reads_or_answers() {
    let world = World::new().await;
    let app = &world.app;
    let student = world.student("13800000001").await;
    let stranger = world.student("13800000002").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let foreign = enquiry::ask(app, &stranger, About::Degree(degree.id), "？").await;
    assert_eq!(code_of(foreign), "not-found");
    let about = About::Batch(world.batch.id);
    let asked = enquiry::ask(app, &student, about, "我的手机号是…")
        .await
        .unwrap();
    assert!(enquiry::list(app, &stranger).await.unwrap().is_empty());
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let of = (asked.id, asked.version);
    let refused = enquiry::answer(app, &reviewer, of, "好").await;
    assert_eq!(code_of(refused), "not-allowed");
    let listed = enquiry::list_of_centre(app, &reviewer, true, PageRequest::default()).await;
    assert_eq!(code_of(listed), "not-allowed");
}

#[tokio::test]
async fn questions_end_with_the_account_and_with_time() {
    let world = World::new().await;
    let app = &world.app;
    let student = world.student("13800000001").await;
    let other = world.student("13800000002").await;
    let about = About::Batch(world.batch.id);
    enquiry::ask(app, &student, about, "一").await.unwrap();
    enquiry::ask(app, &other, about, "二").await.unwrap();
    app::account::erase(app, &student).await.unwrap();
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let left = waiting(&world, &operator).await;
    assert_eq!(left.len(), 1, "the other one's");
    app::jobs::schedule(app).await.unwrap();
    world.clock.advance(Duration::from_days(366));
    crate::steps::run_jobs(&world).await;
    assert!(waiting(&world, &operator).await.is_empty());
}
