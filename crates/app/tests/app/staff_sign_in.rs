//! Staff signing in: wrong passwords delay and lock nobody out, sessions end, the second factor.

use app::refusal::SecondFactorRefusal;
use app::sign_in::{self, AsStaff};
use app::staff::{self, NewSecondFactor};
use app::{Caller, Failure, NetworkKey, Refusal, SecondFactorPolicy, Settings, jobs};
use domain::*;
use secrecy::ExposeSecret as _;
use totp_rs::{Builder, Secret};

use crate::harness::{World, code_of};

const PASSWORD: &str = "correct horse battery";

async fn employ(world: &World, role: Role) -> Staff {
    let Caller::Staff(staff) = world.staff("boss", vec![role]).await else {
        panic!("staff are expected");
    };
    world.set_password(&staff, PASSWORD).await;
    *staff
}

async fn type_in(
    world: &World,
    network: &str,
    password: &str,
    second_factor: Option<&str>,
) -> Result<String, Failure> {
    let typed = AsStaff {
        login: "boss".to_owned(),
        password: password.into(),
        second_factor: second_factor.map(str::to_owned),
        device: sign_in::Device::default(),
        network: NetworkKey::new(network),
    };
    let signed_in = sign_in::as_staff(&world.app, typed).await?;
    Ok(signed_in.token)
}

#[tokio::test]
async fn wrong_passwords_delay_their_own_network_and_lock_nobody_out() {
    let world = World::new().await;
    employ(&world, Role::Operator).await;
    for _ in 0..5 {
        let code = code_of(type_in(&world, "elsewhere", "wrong password", None).await);
        assert_eq!(code, "wrong-credentials");
    }
    match type_in(&world, "elsewhere", PASSWORD, None).await {
        Err(Failure::TooMany { retry_after }) => assert_eq!(retry_after, Duration::from_seconds(2)),
        result => panic!("{result:?}"),
    }
    type_in(&world, "office", PASSWORD, None).await.unwrap();
    world.clock.advance(Duration::from_seconds(2));
    type_in(&world, "elsewhere", PASSWORD, None).await.unwrap();
    // The right password forgets the wrong ones.
    type_in(&world, "elsewhere", "wrong password", None)
        .await
        .unwrap_err();
    type_in(&world, "elsewhere", PASSWORD, None).await.unwrap();
}

#[tokio::test]
async fn many_tries_of_one_login_tell_the_operator() {
    let world = World::new().await;
    for number in 0..60 {
        let code = code_of(type_in(&world, &format!("network {number}"), "guess", None).await);
        assert_eq!(code, "wrong-credentials");
    }
    jobs::run_due(&world.app, world.app.now()).await.unwrap();
    let letters = world.outbox.sent();
    let letters = letters.iter().filter(|sent| sent.channel == Channel::Mail);
    assert_eq!(letters.count(), 1);
}

#[tokio::test]
async fn a_session_ends_in_any_case() {
    let world = World::new().await;
    employ(&world, Role::Operator).await;
    let token = type_in(&world, "office", PASSWORD, None).await.unwrap();
    world.clock.advance(Duration::from_hours(11));
    sign_in::resume(&world.app, &token).await.unwrap();
    world.clock.advance(Duration::from_hours(11));
    sign_in::resume(&world.app, &token).await.unwrap();
    world.clock.advance(Duration::from_hours(2));
    let resumed = sign_in::resume(&world.app, &token).await;
    assert_eq!(code_of(resumed), "not-signed-in");
}

#[tokio::test]
async fn the_own_password_is_changed_with_the_present_one() {
    let world = World::new().await;
    let staff = employ(&world, Role::CentreReviewer).await;
    let token = type_in(&world, "office", PASSWORD, None).await.unwrap();
    let caller = Caller::Staff(Box::new(staff));
    let network = NetworkKey::new("office");
    let change = async |current: &str, new: &str| {
        let passwords = [current.into(), new.into()];
        staff::change_own_password(&world.app, &caller, passwords, &network).await
    };
    let wrong = change("not the password", "another battery").await;
    assert_eq!(code_of(wrong), "wrong-credentials");
    assert_eq!(code_of(change(PASSWORD, "short").await), "invalid");
    change(PASSWORD, "another battery").await.unwrap();
    let resumed = sign_in::resume(&world.app, &token).await;
    assert_eq!(code_of(resumed), "not-signed-in");
    let former = type_in(&world, "office", PASSWORD, None).await;
    assert_eq!(code_of(former), "wrong-credentials");
    type_in(&world, "office", "another battery", None)
        .await
        .unwrap();
}

/// The present code of an app that holds the secret.
fn code(world: &World, new: &NewSecondFactor) -> String {
    let secret = Secret::try_from_base32(new.secret.expose_secret()).unwrap();
    let app = Builder::new()
        .with_secret(secret)
        .with_account_name("boss")
        .build()
        .unwrap();
    let seconds = world.app.now().as_micros() / 1_000_000;
    app.generate(seconds.try_into().unwrap()).to_string()
}

/// An administrator where a second factor is required, who has set one up.
async fn with_second_factor() -> (World, Staff, NewSecondFactor) {
    let settings = Settings {
        second_factor: SecondFactorPolicy::Always,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let staff = employ(&world, Role::Administrator).await;
    let token = type_in(&world, "office", PASSWORD, None).await.unwrap();
    let caller = sign_in::resume(&world.app, &token).await.unwrap();
    assert!(matches!(caller, Caller::WithoutSecondFactor(_)));
    let refused = staff::list(&world.app, &caller, staff.centre).await;
    match refused {
        Err(Failure::Refused(Refusal::SecondFactor(SecondFactorRefusal::SetUpNeeded))) => {}
        result => panic!("{result:?}"),
    }
    let new = staff::propose_second_factor(&world.app, &caller, staff.id).await;
    let new = new.unwrap();
    let address = new.address.expose_secret();
    assert!(
        address.starts_with("otpauth://totp/Caixiang:boss?"),
        "{address}"
    );
    let wrong = staff::confirm_second_factor(&world.app, &caller, staff.id, "12345").await;
    assert_eq!(code_of(wrong), "wrong-second-factor");
    let first = code(&world, &new);
    staff::confirm_second_factor(&world.app, &caller, staff.id, &first)
        .await
        .unwrap();
    let caller = sign_in::resume(&world.app, &token).await.unwrap();
    staff::list(&world.app, &caller, staff.centre)
        .await
        .unwrap();
    (world, staff, new)
}

#[tokio::test]
async fn administrators_need_a_second_factor_and_its_code_works_once() {
    let (world, _, new) = with_second_factor().await;
    let without = type_in(&world, "office", PASSWORD, None).await;
    assert_eq!(code_of(without), "second-factor-needed");
    // The code of the set-up is used up.
    let used = code(&world, &new);
    let again = type_in(&world, "office", PASSWORD, Some(&used)).await;
    assert_eq!(code_of(again), "wrong-second-factor");
    world.clock.advance(Duration::from_seconds(30));
    let next = code(&world, &new);
    let spaced = format!("\u{202d}{} {}", &next[..3], &next[3..]);
    type_in(&world, "office", PASSWORD, Some(&spaced))
        .await
        .unwrap();
    let again = type_in(&world, "office", PASSWORD, Some(&next)).await;
    assert_eq!(code_of(again), "wrong-second-factor");
}

#[tokio::test]
async fn a_recovery_code_replaces_the_app_once() {
    let (world, _, new) = with_second_factor().await;
    let recovery = new.recovery_codes[3].expose_secret();
    type_in(&world, "office", PASSWORD, Some(recovery))
        .await
        .unwrap();
    let again = type_in(&world, "office", PASSWORD, Some(recovery)).await;
    assert_eq!(code_of(again), "wrong-second-factor");
}

#[tokio::test]
async fn wrong_codes_after_the_right_password_are_slowed_down_too() {
    let (world, ..) = with_second_factor().await;
    for _ in 0..5 {
        let guessed = type_in(&world, "elsewhere", PASSWORD, Some("000000")).await;
        assert_eq!(code_of(guessed), "wrong-second-factor");
    }
    let guessed = type_in(&world, "elsewhere", PASSWORD, Some("000000")).await;
    assert_eq!(code_of(guessed), "too-many");
}

#[tokio::test]
async fn a_lost_second_factor_is_reset_by_somebody_else() {
    let (world, staff, _) = with_second_factor().await;
    let own = Caller::Staff(Box::new(staff.clone()));
    let reset = staff::reset_second_factor(&world.app, &own, staff.id).await;
    assert_eq!(code_of(reset), "not-allowed");
    let proposed = staff::propose_second_factor(&world.app, &own, staff.id).await;
    assert_eq!(code_of(proposed), "second-factor-exists");
    let other = world.staff("other", vec![Role::Administrator]).await;
    staff::reset_second_factor(&world.app, &other, staff.id)
        .await
        .unwrap();
    type_in(&world, "office", PASSWORD, None).await.unwrap();
    let audit = world.audit(Subject::Staff(staff.id)).await;
    assert!(
        audit.contains(&"confirm-second-factor".to_owned()),
        "{audit:?}"
    );
    assert!(
        audit.contains(&"reset-second-factor".to_owned()),
        "{audit:?}"
    );
}

async fn from_device(world: &World, token: Option<&str>) -> sign_in::StaffSignedIn {
    let typed = AsStaff {
        login: "boss".to_owned(),
        password: PASSWORD.into(),
        second_factor: None,
        device: sign_in::Device {
            token: token.map(str::to_owned),
            agent: Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0".to_owned()),
        },
        network: NetworkKey::new("office"),
    };
    sign_in::as_staff(&world.app, typed).await.unwrap()
}

#[tokio::test]
async fn a_new_device_is_noticed_and_its_session_ended() {
    let world = World::new().await;
    let staff = employ(&world, Role::Operator).await;
    let caller = Caller::Staff(Box::new(staff));
    let first = from_device(&world, None).await;
    assert!(first.is_new_device);
    world.clock.advance(Duration::from_minutes(1));
    let again = from_device(&world, Some(&first.device_token)).await;
    assert!(!again.is_new_device);
    world.clock.advance(Duration::from_minutes(1));
    let stranger = from_device(&world, Some("made up")).await;
    let sessions = sign_in::list_sessions(&world.app, &caller, &again.token).await;
    let sessions = sessions.unwrap();
    let shown: Vec<_> = sessions
        .iter()
        .map(|session| (session.is_new_device, session.is_current))
        .collect();
    assert_eq!(shown, [(true, false), (false, true), (true, false)]);
    assert_eq!(sessions[0].device.as_deref(), Some("Firefox, Linux"));
    let end =
        async |caller: &Caller| sign_in::end_session(&world.app, caller, &sessions[0].id).await;
    let other = world.staff("other", vec![Role::Operator]).await;
    assert_eq!(code_of(end(&other).await), "not-found");
    end(&caller).await.unwrap();
    let resumed = sign_in::resume(&world.app, &stranger.token).await;
    assert_eq!(code_of(resumed), "not-signed-in");
    sign_in::resume(&world.app, &again.token).await.unwrap();
    assert_eq!(code_of(end(&caller).await), "not-found");
}
