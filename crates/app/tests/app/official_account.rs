//! Signing in within WeChat's browser, and the way into the mini-program.

use std::sync::Arc;

use app::account::{NewOfficialAccount, link_official_account, unlink_wechat};
use app::mini_program::{self, Entry};
use app::{App, Caller, Failure};
use async_trait::async_trait;
use domain::*;
use gateways::{GatewayError, Gateways, OfficialAccount};

use crate::harness::{World, code_of};
use crate::steps::beside;

const PHONE: &str = "19900000001";

/// A code is `user:anything`; each works once in truth, which the service need not know.
#[derive(Debug)]
struct Talkative;

#[async_trait]
impl OfficialAccount for Talkative {
    fn authorize_url(&self) -> &'static str {
        "https://open.example.org/?redirect_uri={redirect_uri}&state={state}"
    }

    async fn open_id(&self, code: &str) -> Result<WeChatOpenId, GatewayError> {
        let user = code.split_once(':').ok_or(GatewayError::InvalidCode)?.0;
        WeChatOpenId::parse(user).map_err(|_| GatewayError::InvalidCode)
    }
}

fn with_official_account(world: &World) -> App {
    let gateways = Gateways {
        official_account: Some(Arc::new(Talkative)),
        ..world.parts.gateways.clone()
    };
    beside(world, world.parts.vault.clone(), gateways)
}

fn new(code: &str, last_four: Option<&str>) -> NewOfficialAccount {
    NewOfficialAccount {
        code: code.to_owned(),
        last_four: last_four.map(|typed| LastFour::parse(typed).unwrap()),
    }
}

async fn enter(app: &App, code: &str) -> Result<Option<AccountId>, Failure> {
    let signed_in = app::sign_in::with_official_account(app, code).await?;
    Ok((!signed_in.is_new).then_some(signed_in.account.id))
}

fn account_of(student: &Caller) -> AccountId {
    match student {
        Caller::Student(account) => *account,
        other => panic!("a student is expected, not {other:?}"),
    }
}

#[tokio::test]
async fn what_is_not_set_up_is_not_offered() {
    let world = World::new().await;
    let student = world.student(PHONE).await;
    assert_eq!(code_of(enter(&world.app, "user-1:a").await), "not-offered");
    let linked = link_official_account(&world.app, &student, new("user-1:a", None)).await;
    assert_eq!(code_of(linked), "not-offered");
    let link = mini_program::link(&world.app, &Entry::default()).await;
    assert_eq!(code_of(link), "not-offered");
    let offers = mini_program::offers(&world.app);
    assert!(!offers.opens_mini_program && offers.sign_in_url.is_none());
    let offers = mini_program::offers(&with_official_account(&world));
    assert!(offers.sign_in_url.unwrap().contains("{redirect_uri}"));
}

#[tokio::test]
async fn a_new_user_comes_in_by_phone_once_and_by_wechat_ever_after() {
    let world = World::new().await;
    let app = with_official_account(&world);
    assert_eq!(code_of(enter(&app, "user-1:a").await), "wechat-not-linked");
    assert_eq!(code_of(enter(&app, "nobody").await), "wechat-code-refused");
    let student = world.student(PHONE).await;
    let view = link_official_account(&app, &student, new("user-1:b", None)).await;
    let view = view.unwrap();
    assert!(view.has_official_account && !view.has_wechat);
    let id = account_of(&student);
    assert_eq!(enter(&app, "user-1:c").await.unwrap(), Some(id));
    // A repetition changes nothing.
    let again = link_official_account(&app, &student, new("user-1:d", None)).await;
    assert_eq!(again.unwrap().account.version, view.account.version);
    let trace = world.audit(Subject::Account(id)).await;
    let links = trace
        .iter()
        .filter(|action| *action == "link-official-account");
    assert_eq!(links.count(), 1);
    // Parting takes both ways of WeChat away.
    unlink_wechat(&app, &student).await.unwrap();
    assert_eq!(code_of(enter(&app, "user-1:e").await), "wechat-not-linked");
}

#[tokio::test]
async fn nobody_gets_into_an_account_for_good_by_a_phone_that_was_left_open() {
    let world = World::new().await;
    let app = with_official_account(&world);
    let student = world.student(PHONE).await;
    world.bound_degree(&student, "1").await;
    let unsaid = link_official_account(&app, &student, new("user-1:a", None)).await;
    assert_eq!(code_of(unsaid), "last-four-needed");
    let wrong = link_official_account(&app, &student, new("user-1:a", Some("1234"))).await;
    assert_eq!(code_of(wrong), "wrong-account-last-four");
    assert_eq!(code_of(enter(&app, "user-1:b").await), "wechat-not-linked");
    let right = link_official_account(&app, &student, new("user-1:a", Some("002X"))).await;
    assert!(right.unwrap().has_official_account);
    // Another user is not put in the place of the first, and one user has one account.
    let other = link_official_account(&app, &student, new("user-2:a", Some("002X"))).await;
    assert_eq!(code_of(other), "other-wechat-linked");
    let neighbour = world.student("19900000002").await;
    let taken = link_official_account(&app, &neighbour, new("user-1:c", None)).await;
    assert_eq!(code_of(taken), "taken");
}

/// WeChat needs no number, so coming by it does not say whose the number is now.
#[tokio::test]
async fn signing_in_by_wechat_does_not_keep_the_number_one_s_own() {
    let world = World::new().await;
    let app = with_official_account(&world);
    let student = world.student(PHONE).await;
    let first = crate::sign_in::enter(&world, &crate::sign_in::code(&world).await).await;
    let account = first.unwrap().account.id;
    assert_eq!(account, account_of(&student));
    world.bound_degree(&student, "1").await;
    let linked = link_official_account(&app, &student, new("user-1:a", Some("002X"))).await;
    linked.unwrap();
    for _ in 0..3 {
        world.clock.advance(Duration::from_days(25));
        assert!(enter(&app, "user-1:b").await.unwrap().is_some());
    }
    let next_owner = crate::sign_in::enter(&world, &crate::sign_in::code(&world).await).await;
    assert_eq!(code_of(next_owner), "last-four-needed");
}

/// Who has the number now goes on with an account without degrees, and alone.
#[tokio::test]
async fn a_former_owner_does_not_come_back_by_wechat() {
    let world = World::new().await;
    let app = with_official_account(&world);
    let first = crate::sign_in::enter(&world, &crate::sign_in::code(&world).await).await;
    let former = Caller::Student(first.unwrap().account.id);
    link_official_account(&app, &former, new("user-1:a", None))
        .await
        .unwrap();
    world.clock.advance(Duration::from_days(61));
    let next = crate::sign_in::enter(&world, &crate::sign_in::code(&world).await).await;
    assert_eq!(next.unwrap().account.id, account_of(&former));
    assert_eq!(code_of(enter(&app, "user-1:b").await), "wechat-not-linked");
}
