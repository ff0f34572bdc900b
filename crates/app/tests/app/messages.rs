//! Messages that go outside: over WeChat, by short message, and when neither works.

use std::sync::Arc;

use app::{Caller, jobs};
use async_trait::async_trait;
use domain::*;
use gateways::{GatewayError, Gateways, SubscriptionMessage, TextSafety, WeChat};
use vault::{FieldColumn, FieldPlace, IndexPurpose};

use crate::harness::World;
use crate::steps::{beside, decide, rejection, run_jobs, submitted};

/// WeChat, where nobody has allowed any message.
#[derive(Debug)]
struct NobodySubscribed;

#[async_trait]
impl WeChat for NobodySubscribed {
    fn template_id(&self, message: &str) -> Option<&str> {
        match message {
            "approved" | "rejected" => Some("T-result"),
            "prints-shipped" => Some("T-prints"),
            _ => None,
        }
    }

    fn offers_links(&self) -> bool {
        false
    }

    async fn link(&self, _: &str, _: &str) -> Result<String, GatewayError> {
        Err(GatewayError::UnknownRecipient)
    }

    async fn open_id(&self, _: &str) -> Result<WeChatOpenId, GatewayError> {
        Err(GatewayError::InvalidCode)
    }

    async fn phone_number(&self, _: &str) -> Result<PhoneNumber, GatewayError> {
        Err(GatewayError::InvalidCode)
    }

    async fn send_message(
        &self,
        _: &WeChatOpenId,
        _: &SubscriptionMessage,
    ) -> Result<(), GatewayError> {
        Err(GatewayError::NotSubscribed)
    }

    async fn check_text(&self, _: &WeChatOpenId, _: &str) -> Result<TextSafety, GatewayError> {
        Ok(TextSafety::Pass)
    }
}

/// What goes outside for a decision, to a student with or without WeChat.
async fn goes_to(decision: Decision, with_wechat: bool) -> Vec<(Channel, String)> {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    if with_wechat {
        link_wechat(&world, &student).await;
    }
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, decision)
        .await
        .unwrap();
    // A decision can be taken back for a while.
    world.clock.advance(Duration::from_minutes(1));
    run_jobs(&world).await;
    let sent = world.outbox.sent();
    sent.into_iter()
        .map(|sent| (sent.channel, sent.template))
        .collect()
}

async fn link_wechat(world: &World, student: &Caller) {
    let id = student.student().unwrap();
    let work = world.work().await;
    let before = work.accounts().find(id).await.unwrap().unwrap();
    let place = FieldPlace {
        column: FieldColumn::AccountWeChat,
        row: id.as_uuid(),
    };
    let vault = &world.parts.vault;
    let user = vault
        .findable(place, IndexPurpose::WeChat, "openid-1")
        .unwrap();
    let after = before.clone().link_wechat(user, student.actor()).unwrap();
    let _done = work.accounts().advance(&before, &after).await.unwrap();
    work.commit().await.unwrap();
}

#[tokio::test]
async fn what_must_not_be_missed_goes_outside_once() {
    for (decision, name) in [(rejection(), "rejected"), (Decision::Approve, "approved")] {
        let by_sms = goes_to(decision.clone(), false).await;
        assert_eq!(by_sms, [(Channel::Sms, name.to_owned())]);
        let by_wechat = goes_to(decision, true).await;
        assert_eq!(by_wechat, [(Channel::WeChat, name.to_owned())]);
    }
}

#[tokio::test]
async fn a_message_waits_for_its_gateway_and_is_given_up_in_the_end() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    world.outbox.break_down(true);
    let rejected = decide(&world, &reviewer, &submission, rejection()).await;
    run_jobs(&world).await;
    assert!(world.outbox.sent().is_empty());
    world.outbox.break_down(false);
    world.clock.advance(Duration::from_hours(1));
    run_jobs(&world).await;
    assert_eq!(world.outbox.sent().len(), 1);

    let again = submitted(&world, &student, degree.id, "better").await;
    world.outbox.break_down(true);
    decide(&world, &reviewer, &again, rejection())
        .await
        .unwrap();
    let mut tries = 0;
    for _ in 0..20 {
        tries += run_jobs(&world).await;
        world.clock.advance(Duration::from_hours(1));
    }
    assert_eq!(tries, 12);
    drop(rejected);
}

/// What goes outside by short message once WeChat has refused a decision.
async fn falls_back(decision: Decision) -> usize {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    link_wechat(&world, &student).await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, decision)
        .await
        .unwrap();
    let gateways = Gateways {
        wechat: Some(Arc::new(NobodySubscribed)),
        ..world.parts.gateways.clone()
    };
    let app = beside(&world, world.parts.vault.clone(), gateways);
    jobs::run_due(&app, app.now()).await.unwrap();
    let sent = world.outbox.sent();
    assert!(sent.iter().all(|sent| sent.channel == Channel::Sms));
    sent.len()
}

#[tokio::test]
async fn what_wechat_does_not_deliver_goes_by_short_message_where_it_is_worth_one() {
    assert_eq!(falls_back(rejection()).await, 1);
    assert_eq!(
        falls_back(Decision::Approve).await,
        1,
        "it is what everybody waits for"
    );
}

#[tokio::test]
async fn nothing_goes_to_an_account_that_was_erased() {
    let world = World::new().await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
    let submission = submitted(&world, &student, degree.id, "good").await;
    decide(&world, &reviewer, &submission, rejection())
        .await
        .unwrap();
    app::account::erase(&world.app, &student).await.unwrap();
    run_jobs(&world).await;
    assert!(world.outbox.sent().is_empty());
}

#[tokio::test]
async fn the_mini_program_asks_for_the_messages_that_have_a_template() {
    let world = World::new().await;
    let offers = app::mini_program::offers(&world.app);
    assert!(offers.review_templates.is_empty() && offers.print_templates.is_empty());
    let gateways = Gateways {
        wechat: Some(Arc::new(NobodySubscribed)),
        ..world.parts.gateways.clone()
    };
    let app = beside(&world, world.parts.vault.clone(), gateways);
    let offers = app::mini_program::offers(&app);
    // One template serves both decisions.
    assert_eq!(offers.review_templates, ["T-result"]);
    assert_eq!(offers.print_templates, ["T-prints"]);
}
