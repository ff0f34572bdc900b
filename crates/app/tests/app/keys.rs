//! A rotated master key: everything is sealed again, and then the old key is of no more use.

use app::{Caller, jobs, sign_in, staff, submission, upkeep};
use domain::*;
use secrecy::ExposeSecret;
use tempfile::TempDir;
use vault::{FieldColumn, FieldPlace, KeyRing, ObjectStoreConfig, StoreLimits, Vault};

use crate::degrees::{PHONE, add, bind, payload};
use crate::harness::{World, code_of};
use crate::steps::{beside, checked, content, run_jobs};

/// Gives the world's service another vault: one folder, one key ring.
async fn use_keys(world: &mut World, folder: &TempDir, ring: &KeyRing) {
    let config = ObjectStoreConfig::Folder {
        root: folder.path().to_owned(),
    };
    let ring = KeyRing::from_text(ring.to_text().expose_secret()).unwrap();
    let vault = Vault::open(&config, ring, StoreLimits::default()).await;
    let vault = vault.unwrap();
    world.parts.vault = vault.clone();
    world.app = beside(world, vault, world.parts.gateways.clone());
}

#[tokio::test]
async fn after_a_rotation_the_old_key_can_be_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::generate();
    let old = ring.active_id();
    let mut world = World::new().await;
    use_keys(&mut world, &folder, &ring).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let staff = world.staff("boss", vec![Role::Administrator]).await;
    world.roster(&["2021001", "2021002"], None).await;
    let photo = checked(&world, &student, degree.id, "good").await.photo;

    ring.rotate();
    use_keys(&mut world, &folder, &ring).await;
    let refused = upkeep::reseal_fields(&world.app, &staff, |_| {}).await;
    assert_eq!(code_of(refused), "not-allowed");
    let mut seen = 0;
    let system = Caller::System;
    let done = upkeep::reseal_fields(&world.app, &system, |rows| seen = rows).await;
    let done = done.unwrap();
    assert_eq!((done.seen, done.resealed, done.missed), (5, 5, 0));
    assert_eq!(seen, 5);
    let again = upkeep::reseal_fields(&world.app, &system, |_| {}).await;
    assert_eq!(again.unwrap().resealed, 0);
    let objects = upkeep::rewrap_objects(&world.app, &system, |_| {}).await;
    let objects = objects.unwrap();
    assert_eq!((objects.rewrapped, objects.unopened), (2, Vec::new()));

    ring.forget(old).unwrap();
    use_keys(&mut world, &folder, &ring).await;
    let bytes = content(&world.parts.vault, &photo.original.blob).await;
    assert_eq!(bytes, b"good");
    let degrees = world.parts.store.degrees();
    let degree = degrees.find(degree.id).await.unwrap().unwrap();
    let place = FieldPlace {
        column: FieldColumn::DegreePayload,
        row: degree.id.as_uuid(),
    };
    let payload = &degree.details().unwrap().payload;
    let clear = world.parts.vault.unseal(place, payload).unwrap();
    assert_eq!(clear.as_str(), "1");
    let names = staff::list(&world.app, &staff, world.centre.id).await;
    assert_eq!(names.unwrap()[0].login, "boss");
}

/// The hourly job seals what was left, looks once more, and then leaves the rows alone.
#[tokio::test]
async fn a_job_seals_what_a_rotation_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::generate();
    let mut world = World::new().await;
    use_keys(&mut world, &folder, &ring).await;
    let student = world.student("13800000001").await;
    let (degree, _) = world.bound_degree(&student, "1").await;
    let hour = async |world: &World| {
        jobs::schedule(&world.app).await.unwrap();
        world.clock.advance(Duration::from_hours(1));
        run_jobs(world).await;
    };
    let old = async |world: &World| {
        let degrees = world.parts.store.degrees();
        let degree = degrees.find(degree.id).await.unwrap().unwrap();
        let payload = &degree.details().unwrap().payload;
        world.parts.vault.needs_reseal(payload)
    };
    hour(&world).await;
    ring.rotate();
    use_keys(&mut world, &folder, &ring).await;
    assert!(old(&world).await);
    hour(&world).await;
    assert!(!old(&world).await);
    let done = upkeep::reseal_fields(&world.app, &Caller::System, |_| {}).await;
    assert_eq!(done.unwrap().resealed, 0);
}

/// Finds a student, a degree and a member of staff by what is indexed.
async fn finds_everybody(world: &World, operator: &Caller, stranger: &Caller) {
    let app = &world.app;
    for number in [PHONE, "202112345678"] {
        let found = submission::search(app, operator, number).await.unwrap();
        assert_eq!(found.len(), 1, "{number}");
    }
    let claimed = add(world, stranger, &payload("A1")).await;
    assert_eq!(code_of(claimed), "bound-to-another");
    let login = sign_in::Login::parse("boss").unwrap();
    staff::find(app, &Caller::System, &login).await.unwrap();
    let caller = sign_in::resume(app, "a token").await;
    assert!(caller.is_ok(), "nobody is signed out");
}

#[tokio::test]
async fn a_new_index_key_loses_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::generate();
    let mut world = World::new().await;
    use_keys(&mut world, &folder, &ring).await;
    let student = world.student(PHONE).await;
    let bound = bind(&world, &student, &payload("A1")).await;
    let degree = bound.unwrap().degree;
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let stranger = world.student("13800000002").await;
    let work = world.work().await;
    let session = store::Session {
        token: world.parts.vault.token_hash("a token"),
        holder: store::SessionHolder::Student(student.student().unwrap()),
        created_at: world.app.now(),
        expires_at: world.app.now() + Duration::from_days(1),
        last_seen_at: world.app.now(),
        device: None,
        is_new_device: false,
    };
    work.sessions().insert(&session).await.unwrap();
    work.commit().await.unwrap();
    finds_everybody(&world, &boss, &stranger).await;

    ring.rotate();
    ring.rotate_index();
    ring.rotate_links_and_names();
    use_keys(&mut world, &folder, &ring).await;
    finds_everybody(&world, &boss, &stranger).await;
    let again = world
        .parts
        .store
        .degrees()
        .find(degree.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(again.code, degree.code, "nothing is indexed again yet");
    let done = upkeep::reseal_fields(&world.app, &Caller::System, |_| {}).await;
    assert_eq!(done.unwrap().missed, 0);
    finds_everybody(&world, &boss, &stranger).await;

    // Everything is under the new key, as far as the service knows it in the clear.
    let (store, vault) = (&world.parts.store, &world.parts.vault);
    let phone = format!("+86{PHONE}");
    let index = vault.index(vault::IndexPurpose::Phone, &phone);
    assert!(
        store
            .accounts()
            .find_by_phone(&index)
            .await
            .unwrap()
            .is_some()
    );
    let now = store.degrees().find(degree.id).await.unwrap().unwrap();
    assert_ne!(now.code, degree.code);
    assert_ne!(now.claim, degree.claim);
    let details = now.details().unwrap();
    let typed = LastFour::parse("002X").unwrap();
    assert!(vault.is_last_four(&details.last_four, now.batch, &typed));
    let index = vault.index(vault::IndexPurpose::StudentNumber, "202112345678");
    let found = store
        .submissions()
        .list_by_number(now.centre, &index, 9)
        .await;
    assert_eq!(found.unwrap().len(), 1);
    let again = upkeep::reseal_fields(&world.app, &Caller::System, |_| {}).await;
    assert_eq!(again.unwrap().resealed, 0);
}

/// What is said of the keys, without the keys.
async fn told(world: &World, administrator: &Caller) -> upkeep::KeysState {
    let state = upkeep::keys_state(&world.app, administrator).await.unwrap();
    assert_eq!(state.keys.len(), 4);
    state
}

#[tokio::test]
async fn administrators_see_how_far_resealing_is_and_begin_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut ring = KeyRing::generate();
    let mut world = World::new().await;
    use_keys(&mut world, &folder, &ring).await;
    let student = world.student("13800000001").await;
    world.bound_degree(&student, "1").await;
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let operator = world.staff("operator", vec![Role::Operator]).await;
    let state = told(&world, &boss).await;
    assert_eq!(
        (state.stage.name(), state.last, state.rows),
        ("due", None, 4)
    );
    for _ in 0..2 {
        jobs::schedule(&world.app).await.unwrap();
        world.clock.advance(Duration::from_hours(1));
        run_jobs(&world).await;
    }
    let state = told(&world, &boss).await;
    let last = state.last.unwrap();
    assert_eq!(state.stage.name(), "done");
    assert!(last.is_over && (last.rows_seen, last.rows_resealed) == (4, 0));
    assert!(
        state
            .keys
            .iter()
            .all(|age| age.since.is_some() && age.key.former == 0)
    );

    ring.rotate();
    use_keys(&mut world, &folder, &ring).await;
    let state = told(&world, &boss).await;
    assert_eq!((state.stage.name(), state.last), ("due", None));
    let master = &state.keys[0];
    assert_eq!(
        (master.key.mark.as_str(), master.key.former, master.since),
        ("2", 1, None)
    );
    for refused in [
        upkeep::start_resealing(&world.app, &operator).await,
        upkeep::keys_state(&world.app, &operator).await.map(drop),
        upkeep::configured(&world.app, &operator).await.map(drop),
    ] {
        assert_eq!(code_of(refused), "not-allowed");
    }
    // Not in an hour: now.
    upkeep::start_resealing(&world.app, &boss).await.unwrap();
    run_jobs(&world).await;
    let state = told(&world, &boss).await;
    let last = state.last.unwrap();
    assert!(
        last.is_over && last.rows_resealed == 4 && last.rows_left == 0,
        "{last:?}"
    );
    assert!(state.keys[0].since.is_some());
    let lines = world.audit(Subject::Centre(world.centre.id)).await;
    assert!(lines.contains(&"start-resealing".to_owned()), "{lines:?}");
}

#[tokio::test]
async fn administrators_see_which_services_of_others_are_there() {
    let world = World::new().await;
    let boss = world.staff("boss", vec![Role::Administrator]).await;
    let standings = async |app: &app::App| {
        let configured = upkeep::configured(app, &boss).await.unwrap();
        let gateways = configured.gateways.into_iter();
        gateways
            .map(|(name, standing)| {
                let (name, standing): (&str, &str) = (name.into(), standing.into());
                format!("{name} {standing}")
            })
            .collect::<Vec<_>>()
    };
    let played = standings(&world.app).await;
    let expected = [
        "wechat stand-in",
        "official-account not-set",
        "sms stand-in",
        "mail stand-in",
        "pay stand-in",
    ];
    assert_eq!(played, expected);
    let off = upkeep::Setting {
        section: "gateways.mail".to_owned(),
        key: "kind".to_owned(),
        value: upkeep::SettingValue::Shown("off".to_owned()),
        origin: upkeep::Origin::File,
        about: standard::Text::new(String::new(), String::new()),
    };
    let without = app::App::new(app::Parts {
        configuration: vec![off],
        gateways: gateways::Gateways {
            mail: None,
            sms: None,
            ..world.parts.gateways.clone()
        },
        ..world.parts.clone()
    });
    let standing = standings(&without).await;
    assert_eq!(
        (standing[2].as_str(), standing[3].as_str()),
        ("sms not-set", "mail switched-off")
    );
}
