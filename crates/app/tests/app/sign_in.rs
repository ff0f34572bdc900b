//! Signing in, staying signed in, and how many guesses that takes.

use app::refusal::SignInRefusal;
use app::sign_in::{self, AsStaff, Owner, RequestCode, WithPhone, WithWeChat};
use app::{Caller, Failure, NetworkKey, Refusal, Settings};
use domain::*;
use vault::IndexPurpose;

use crate::harness::{World, at, code_of};

const PHONE: &str = "19900000001";

fn phone() -> PhoneNumber {
    PhoneNumber::parse(PHONE).unwrap()
}

pub(crate) fn network() -> NetworkKey {
    NetworkKey::new("campus")
}

async fn request(world: &World) -> Result<sign_in::CodeSent, Failure> {
    let request = RequestCode {
        phone: phone(),
        network: network(),
        language: Language::Zh,
        proof: None,
    };
    sign_in::request_code(&world.app, request).await
}

pub(crate) async fn enter(world: &World, code: &str) -> Result<sign_in::SignedIn, Failure> {
    enter_as(world, code, Owner::Unsaid).await
}

async fn enter_as(world: &World, code: &str, owner: Owner) -> Result<sign_in::SignedIn, Failure> {
    let with = WithPhone {
        phone: phone(),
        code: code.to_owned(),
        owner,
        network: network(),
    };
    sign_in::with_phone(&world.app, with).await
}

/// Any code but `code`.
fn other(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

#[tokio::test]
async fn a_code_signs_in_once_and_finds_the_account_again() {
    let world = World::new().await;
    let sent = request(&world).await.unwrap();
    assert_eq!(sent.valid_until, at("09-10 12:05"));
    let code = world.outbox.last_code();
    let first = enter(&world, &code).await.unwrap();
    assert!(first.is_new);
    assert_eq!(code_of(enter(&world, &code).await), "sign-in-code-expired");
    world.clock.advance(Duration::from_minutes(1));
    request(&world).await.unwrap();
    let code = world.outbox.last_code();
    let second = enter(&world, &code).await.unwrap();
    assert!(!second.is_new && second.account.id == first.account.id);
    let caller = sign_in::resume(&world.app, &second.token).await.unwrap();
    assert_eq!(caller.actor(), Actor::Student(first.account.id));
}

#[tokio::test]
async fn the_number_is_kept_sealed_and_the_code_hashed() {
    let world = World::new().await;
    request(&world).await.unwrap();
    let code = world.outbox.last_code();
    let signed_in = enter(&world, &code).await.unwrap();
    let shown = format!("{signed_in:?} {:?}", signed_in.account);
    assert!(!shown.contains(PHONE) && !shown.contains(&signed_in.token));
    let stored = serde_json::to_string(&signed_in.account).unwrap();
    assert!(!stored.contains(PHONE), "{stored}");
}

#[tokio::test]
async fn five_wrong_codes_end_the_code_and_not_the_phone() {
    let world = World::new().await;
    request(&world).await.unwrap();
    let right = world.outbox.last_code();
    for tries_left in (0..5).rev() {
        match enter(&world, &other(&right)).await {
            Err(Failure::Refused(Refusal::SignIn(SignInRefusal::WrongCode {
                tries_left: left,
            }))) => {
                assert_eq!(left, tries_left);
            }
            result => panic!("{result:?}"),
        }
    }
    let entered = enter(&world, &right).await;
    assert_eq!(code_of(entered), "sign-in-code-expired");
    world.clock.advance(Duration::from_minutes(1));
    request(&world).await.unwrap();
    let code = world.outbox.last_code();
    assert!(enter(&world, &code).await.is_ok());
}

#[tokio::test]
async fn a_code_ends_after_its_minutes() {
    let world = World::new().await;
    request(&world).await.unwrap();
    let code = world.outbox.last_code();
    world.clock.advance(Duration::from_minutes(5));
    assert_eq!(code_of(enter(&world, &code).await), "sign-in-code-expired");
}

#[tokio::test]
async fn between_two_codes_is_a_pause_and_a_day_has_ten() {
    let world = World::new().await;
    request(&world).await.unwrap();
    match request(&world).await {
        Err(Failure::TooMany { retry_after }) => {
            assert_eq!(retry_after, Duration::from_seconds(60));
        }
        result => panic!("{result:?}"),
    }
    for _ in 1..10 {
        world.clock.advance(Duration::from_minutes(1));
        request(&world).await.unwrap();
    }
    world.clock.advance(Duration::from_minutes(1));
    assert_eq!(code_of(request(&world).await), "too-many");
    world.set_time("09-12 12:00");
    assert!(request(&world).await.is_ok());
}

#[tokio::test]
async fn a_message_that_cannot_be_sent_costs_the_pause_alone() {
    let settings = Settings {
        sign_in_codes_per_day: 1,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    world.outbox.break_down(true);
    assert_eq!(code_of(request(&world).await), "unavailable");
    assert_eq!(code_of(request(&world).await), "too-many");
    world.outbox.break_down(false);
    world.clock.advance(Duration::from_minutes(1));
    assert!(request(&world).await.is_ok());
}

#[tokio::test]
async fn a_network_that_tries_many_numbers_is_slowed_down() {
    let settings = Settings {
        network_tries_per_hour: 3,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    for number in 0..4 {
        let request = RequestCode {
            phone: PhoneNumber::parse(&format!("1990000001{number}")).unwrap(),
            network: network(),
            language: Language::En,
            proof: None,
        };
        let sent = sign_in::request_code(&world.app, request).await;
        assert_eq!(sent.is_ok(), number < 3);
    }
    let elsewhere = RequestCode {
        phone: phone(),
        network: NetworkKey::new("home"),
        language: Language::En,
        proof: None,
    };
    assert!(sign_in::request_code(&world.app, elsewhere).await.is_ok());
}

fn wechat(login_code: &str, phone_code: Option<&str>) -> WithWeChat {
    WithWeChat {
        login_code: login_code.to_owned(),
        phone_code: phone_code.map(str::to_owned),
        owner: Owner::Unsaid,
    }
}

/// A new code, sent to the phone.
pub(crate) async fn code(world: &World) -> String {
    world.clock.advance(Duration::from_minutes(2));
    request(world).await.unwrap();
    world.outbox.last_code()
}

fn known(last_four: &str) -> Owner {
    Owner::Known(LastFour::parse(last_four).unwrap())
}

/// An account with a degree whose last four are `002X`, and nobody in it for 61 days.
async fn left_alone(world: &World) -> AccountId {
    let first = enter(world, &code(world).await).await.unwrap();
    let student = Caller::Student(first.account.id);
    world.bound_degree(&student, "1").await;
    world.clock.advance(Duration::from_days(61));
    first.account.id
}

#[tokio::test]
async fn the_next_owner_of_a_number_does_not_get_into_the_account() {
    let world = World::new().await;
    let account = left_alone(&world).await;
    let sent = code(&world).await;
    assert_eq!(code_of(enter(&world, &sent).await), "last-four-needed");
    for _ in 0..5 {
        let guessed = enter_as(&world, &sent, known("1234")).await;
        assert_eq!(code_of(guessed), "wrong-account-last-four");
    }
    let locked = enter_as(&world, &sent, known("002X")).await;
    assert_eq!(code_of(locked), "locked");
    world.clock.advance(Duration::from_hours(1));
    // Who has the number now starts anew, and the account is left as it is.
    let sent = code(&world).await;
    let anew = enter_as(&world, &sent, Owner::New).await.unwrap();
    assert!(anew.is_new && anew.account.id != account);
    let kept = world.parts.store.accounts().find(account).await.unwrap();
    let AccountState::Active { phone, .. } = kept.unwrap().state else {
        panic!("the account is kept");
    };
    assert_eq!(phone, None);
    let lines = world.audit(Subject::Account(account)).await;
    assert_eq!(lines.last().unwrap(), "lose-phone");
    // The new account has nothing that would have to be guarded.
    world.clock.advance(Duration::from_days(61));
    let again = enter(&world, &code(&world).await).await.unwrap();
    assert_eq!(again.account.id, anew.account.id);
}

#[tokio::test]
async fn the_owner_comes_back_with_the_last_four_and_the_same_code() {
    let world = World::new().await;
    let account = left_alone(&world).await;
    let sent = code(&world).await;
    assert_eq!(code_of(enter(&world, &sent).await), "last-four-needed");
    let wrong = enter_as(&world, &sent, known("9999")).await;
    assert_eq!(code_of(wrong), "wrong-account-last-four");
    let back = enter_as(&world, &sent, known("002x")).await.unwrap();
    assert_eq!((back.account.id, back.is_new), (account, false));
    let used = enter_as(&world, &sent, known("002X")).await;
    assert_eq!(code_of(used), "sign-in-code-expired");
    // Soon after, the phone alone is enough again.
    let soon = enter(&world, &code(&world).await).await.unwrap();
    assert_eq!(soon.account.id, account);
}

#[tokio::test]
async fn a_wechat_user_who_is_new_to_an_account_with_degrees_tells_the_last_four() {
    let world = World::new().await;
    let first = enter(&world, &code(&world).await).await.unwrap();
    let student = Caller::Student(first.account.id);
    world.bound_degree(&student, "1").await;
    let phone_code = Some("phone:19900000001");
    let with = |login: &str, owner| WithWeChat {
        owner,
        ..wechat(login, phone_code)
    };
    let silent = sign_in::with_wechat(&world.app, with("user-1:a", Owner::Unsaid)).await;
    assert_eq!(code_of(silent), "last-four-needed");
    let wrong = sign_in::with_wechat(&world.app, with("user-1:b", known("1234"))).await;
    assert_eq!(code_of(wrong), "wrong-account-last-four");
    let linked = sign_in::with_wechat(&world.app, with("user-1:c", known("002X"))).await;
    assert_eq!(linked.unwrap().account.id, first.account.id);
    let again = sign_in::with_wechat(&world.app, wechat("user-1:d", None)).await;
    assert_eq!(again.unwrap().account.id, first.account.id);
}

/// Starting anew replaces no WeChat user either, where the account has no degree to ask by.
#[tokio::test]
async fn who_starts_anew_through_wechat_leaves_the_former_user_in_place() {
    let world = World::new().await;
    let app = &world.app;
    let phone_code = Some("phone:19900000001");
    let first = sign_in::with_wechat(app, wechat("user-1:a", phone_code)).await;
    let first = first.unwrap();
    let anew = WithWeChat {
        owner: Owner::New,
        ..wechat("user-2:a", phone_code)
    };
    let anew = sign_in::with_wechat(app, anew).await.unwrap();
    assert!(anew.is_new && anew.account.id != first.account.id);
    let again = sign_in::with_wechat(app, wechat("user-1:b", None)).await;
    assert_eq!(again.unwrap().account.id, first.account.id);
}

#[tokio::test]
async fn wechat_asks_for_the_phone_once() {
    let world = World::new().await;
    let app = &world.app;
    let without = sign_in::with_wechat(app, wechat("user-1:a", None)).await;
    assert_eq!(code_of(without), "phone-needed");
    let phone_code = Some("phone:19900000001");
    let first = sign_in::with_wechat(app, wechat("user-1:b", phone_code)).await;
    let first = first.unwrap();
    assert!(first.is_new);
    let again = sign_in::with_wechat(app, wechat("user-1:c", None)).await;
    let again = again.unwrap();
    assert!(!again.is_new && again.account.id == first.account.id);
}

#[tokio::test]
async fn wechat_is_linked_to_the_account_of_the_phone() {
    let world = World::new().await;
    let Caller::Student(account) = world.student(PHONE).await else {
        panic!("a student is expected");
    };
    let phone_code = Some("phone:19900000001");
    let linked = sign_in::with_wechat(&world.app, wechat("user-2:a", phone_code)).await;
    let linked = linked.unwrap();
    assert_eq!((linked.account.id, linked.is_new), (account, false));
    let view = app::account::read(&world.app, &Caller::Student(account)).await;
    let view = view.unwrap();
    assert!(view.has_wechat);
    assert_eq!(view.masked_phone.as_deref(), Some("199****0001"));
}

#[tokio::test]
async fn the_wechat_user_of_an_account_is_never_replaced_in_passing() {
    let world = World::new().await;
    let app = &world.app;
    let phone_code = Some("phone:19900000001");
    let first = sign_in::with_wechat(app, wechat("user-1:a", phone_code)).await;
    let first = first.unwrap();
    // Somebody who has got the number from the carrier.
    let next = sign_in::with_wechat(app, wechat("user-2:a", phone_code)).await;
    assert_eq!(code_of(next), "other-wechat-linked");
    let again = sign_in::with_wechat(app, wechat("user-1:b", None)).await;
    assert_eq!(again.unwrap().account.id, first.account.id);
    let student = Caller::Student(first.account.id);
    app::account::unlink_wechat(app, &student).await.unwrap();
    let resumed = sign_in::resume(app, &first.token).await;
    assert_eq!(code_of(resumed), "not-signed-in");
    let next = sign_in::with_wechat(app, wechat("user-2:b", phone_code)).await;
    assert_eq!(next.unwrap().account.id, first.account.id);
}

async fn employ(world: &World, login: &str, password: &str) -> Staff {
    let Caller::Staff(staff) = world.staff(login, vec![Role::Operator]).await else {
        panic!("staff are expected");
    };
    world.set_password(&staff, password).await;
    *staff
}

async fn type_in(world: &World, login: &str, password: &str) -> Result<String, Failure> {
    let typed = AsStaff {
        login: login.to_owned(),
        password: password.into(),
        second_factor: None,
        device: sign_in::Device::default(),
        network: network(),
    };
    let signed_in = sign_in::as_staff(&world.app, typed).await?;
    Ok(signed_in.token)
}

const PASSWORD: &str = "correct horse battery";

#[tokio::test]
async fn staff_sign_in_with_a_password() {
    let world = World::new().await;
    let staff = employ(&world, "operator", PASSWORD).await;
    let token = type_in(&world, " Operator ", PASSWORD).await.unwrap();
    let caller = sign_in::resume(&world.app, &token).await.unwrap();
    assert_eq!(caller.actor(), Actor::Staff(staff.id));
    for (login, password) in [
        ("operator", "something else"),
        ("nobody", PASSWORD),
        ("不是登录名", PASSWORD),
    ] {
        let code = code_of(type_in(&world, login, password).await);
        assert_eq!(code, "wrong-credentials", "{login}");
    }
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once() {
    let world = World::new().await;
    let staff = employ(&world, "operator", PASSWORD).await;
    let token = type_in(&world, "operator", PASSWORD).await.unwrap();
    let disabled = staff.clone().disable(Actor::System, world.app.now());
    let work = world.work().await;
    let staff_rows = work.staff();
    let advanced = staff_rows.advance(&staff, &disabled.unwrap()).await;
    assert!(matches!(advanced.unwrap(), store::Advance::Done));
    work.commit().await.unwrap();
    let resumed = sign_in::resume(&world.app, &token).await;
    assert_eq!(code_of(resumed), "not-signed-in");
    let code = code_of(type_in(&world, "operator", PASSWORD).await);
    assert_eq!(code, "wrong-credentials");
}

async fn student_token(world: &World) -> String {
    request(world).await.unwrap();
    let code = world.outbox.last_code();
    enter(world, &code).await.unwrap().token
}

#[tokio::test]
async fn who_comes_back_stays_signed_in_and_who_does_not_is_out() {
    let world = World::new().await;
    let token = student_token(&world).await;
    for _ in 0..3 {
        world.clock.advance(Duration::from_days(29));
        assert!(sign_in::resume(&world.app, &token).await.is_ok());
    }
    world.clock.advance(Duration::from_days(30));
    let resumed = sign_in::resume(&world.app, &token).await;
    assert_eq!(code_of(resumed), "not-signed-in");
}

#[tokio::test]
async fn signing_out_ends_this_session_or_all() {
    let world = World::new().await;
    let first = student_token(&world).await;
    world.clock.advance(Duration::from_minutes(1));
    let second = student_token(&world).await;
    sign_in::sign_out(&world.app, &first).await.unwrap();
    sign_in::sign_out(&world.app, &first).await.unwrap();
    let resumed = sign_in::resume(&world.app, &first).await;
    assert_eq!(code_of(resumed), "not-signed-in");
    let caller = sign_in::resume(&world.app, &second).await.unwrap();
    sign_in::sign_out_everywhere(&world.app, &caller)
        .await
        .unwrap();
    let resumed = sign_in::resume(&world.app, &second).await;
    assert_eq!(code_of(resumed), "not-signed-in");
}

#[tokio::test]
async fn two_who_register_one_phone_at_once_are_one_account() {
    let world = World::new().await;
    let app = &world.app;
    let one = wechat("user-1:a", Some("phone:19900000001"));
    let two = wechat("user-1:b", Some("phone:19900000001"));
    let (one, two) = tokio::join!(
        sign_in::with_wechat(app, one),
        sign_in::with_wechat(app, two)
    );
    let ids = [one, two].map(|signed_in| signed_in.unwrap().account.id);
    assert_eq!(ids[0], ids[1]);
    let index = world
        .parts
        .vault
        .index(IndexPurpose::Phone, phone().expose());
    let accounts = world.parts.store.accounts();
    let found = accounts.find_by_phone(&index).await.unwrap();
    assert_eq!(found.unwrap().id, ids[0]);
}
