//! How students find where they belong.

use app::batch::{self, Entrance};
use app::{Failure, NetworkKey, Settings, region};
use domain::*;

use crate::harness::{World, at, code_of, plan};

fn slug(text: &str) -> LinkSlug {
    LinkSlug::parse(text).unwrap()
}

fn feature_code(text: &str) -> FeatureCode {
    FeatureCode::parse(text).unwrap()
}

#[tokio::test]
async fn the_link_of_a_batch_shows_it_with_names() {
    let world = World::new().await;
    let entrance = batch::open_link(&world.app, &slug("SCNU-2024")).await;
    let Entrance::Batch(view) = entrance.unwrap() else {
        panic!("a batch is expected");
    };
    assert_eq!(view.batch.id, world.batch.id);
    assert_eq!(view.centre_name, world.centre.name);
    assert_eq!(
        view.schools,
        [(world.school.code, world.school.name.clone())]
    );
    assert_eq!(view.acceptance, Acceptance::Open);
    assert_eq!(view.support_contact, "020-000 9:00–17:00");
    let nowhere = batch::open_link(&world.app, &slug("nowhere")).await;
    assert_eq!(code_of(nowhere), "not-found");
}

#[tokio::test]
async fn the_link_of_a_region_leads_to_its_open_batch() {
    let world = World::new().await;
    let (region, individual) = world.region("shaoguan").await;
    let entrance = batch::open_link(&world.app, &slug("shaoguan")).await;
    let Entrance::Region {
        region: found,
        batch: Some(view),
    } = entrance.unwrap()
    else {
        panic!("a region with a batch is expected");
    };
    assert_eq!((found, view.batch.id), (region, individual.id));
}

#[tokio::test]
async fn a_draft_is_not_shown() {
    let world = World::new().await;
    let mut plan = plan(&world.school);
    plan.slug = slug("draft-2024");
    plan.mode = BatchMode::Group {
        feature_code: feature_code("DRAFT1"),
    };
    let draft = Batch::draft(BatchId::from_uuid(world.id()), world.centre.id, plan);
    let work = world.work().await;
    work.batches().insert(&draft).await.unwrap();
    work.commit().await.unwrap();
    let by_link = batch::open_link(&world.app, &slug("draft-2024")).await;
    assert_eq!(code_of(by_link), "not-found");
    let network = NetworkKey::new("campus");
    let code = feature_code("DRAFT1");
    let by_code = batch::find_by_code(&world.app, &code, &network).await;
    assert_eq!(code_of(by_code), "not-found");
    assert_eq!(
        code_of(batch::view(&world.app, draft.id).await),
        "not-found"
    );
}

#[tokio::test]
async fn a_feature_code_is_found_in_any_case() {
    let world = World::new().await;
    let network = NetworkKey::new("campus");
    let code = feature_code("j9vg24");
    let found = batch::find_by_code(&world.app, &code, &network).await;
    assert_eq!(found.unwrap().batch.id, world.batch.id);
}

#[tokio::test]
async fn a_network_cannot_try_all_codes_but_may_ask_for_right_ones() {
    let settings = Settings {
        network_tries_per_hour: 2,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let network = NetworkKey::new("campus");
    let find = async |text: &str| {
        let code = feature_code(text);
        batch::find_by_code(&world.app, &code, &network).await
    };
    for _ in 0..5 {
        assert!(find("J9VG24").await.is_ok());
    }
    for guess in ["AAAA", "BBBB"] {
        assert_eq!(code_of(find(guess).await), "not-found");
    }
    match find("J9VG24").await {
        Err(Failure::TooMany { retry_after }) => {
            assert!(retry_after <= Duration::from_hours(1));
        }
        result => panic!("{result:?}"),
    }
    world.clock.advance(Duration::from_hours(1));
    assert!(find("J9VG24").await.is_ok());
}

#[tokio::test]
async fn a_posters_link_answers_code_and_prices_at_once() {
    let settings = Settings {
        network_tries_per_hour: 2,
        ..Settings::default()
    };
    let world = World::with(settings, |_| {}).await;
    let network = NetworkKey::new("campus");
    let opened = async |code: Option<&str>| {
        let code = code.map(feature_code);
        let opened =
            batch::open_poster(&world.app, &slug("scnu-2024"), code.as_ref(), &network).await;
        let opened = opened.unwrap();
        assert!(matches!(&opened.entrance, Entrance::Batch(view) if view.batch == world.batch));
        assert!(opened.quote.is_some());
        opened.is_code_right
    };
    assert!(opened(Some("j9vg24")).await);
    assert!(!opened(None).await);
    for guess in ["AAAA", "BBBB", "CCCC"] {
        assert!(!opened(Some(guess)).await);
    }
    // A network that has guessed its hour away learns nothing more here, nor where codes are typed.
    assert!(!opened(Some("J9VG24")).await);
    let typed = feature_code("J9VG24");
    let typed = batch::find_by_code(&world.app, &typed, &network).await;
    assert_eq!(code_of(typed), "too-many");
    world.clock.advance(Duration::from_hours(1));
    assert!(opened(Some("J9VG24")).await);
}

#[tokio::test]
async fn the_view_of_a_batch_says_what_its_standard_says_of_a_frame() {
    let world = World::with_plan(|plan| plan.rules.spec = SpecId::new("cn-diploma-99")).await;
    let view = batch::view(&world.app, world.batch.id).await.unwrap();
    let spec = standard::PhotoSpec::embedded("cn-diploma-99").unwrap();
    assert_eq!(view.guidance, standard::guidance::Guidance::of(&spec));
}

#[tokio::test]
async fn regions_are_found_by_a_part_of_their_name() {
    let world = World::new().await;
    let (shaoguan, _) = world.region("shaoguan").await;
    world.region("heyuan").await;
    let found = region::search(&world.app, " SHAO ").await.unwrap();
    let [one] = &found[..] else {
        panic!("one region is expected");
    };
    assert_eq!(one.region, shaoguan);
    assert_eq!(one.centre_name, world.centre.name);
    let all = region::search(&world.app, "").await.unwrap();
    assert_eq!(all.len(), 2);
    let long = region::search(&world.app, &"长".repeat(51)).await;
    assert_eq!(code_of(long), "invalid");
}

#[tokio::test]
async fn before_and_after_the_window_the_batch_says_when() {
    let world = World::new().await;
    let view = async |time: &str| {
        world.set_time(time);
        let view = batch::view(&world.app, world.batch.id).await;
        view.unwrap().acceptance
    };
    let opens_at = at("09-06 00:00");
    assert_eq!(view("09-05 12:00").await, Acceptance::NotYet { opens_at });
    assert_eq!(view("10-13 18:00").await, Acceptance::Closed);
}
