//! A rotated master key: everything is sealed again, and then the old key is of no more use.

use app::{Caller, jobs, staff, upkeep};
use domain::*;
use secrecy::ExposeSecret;
use tempfile::TempDir;
use vault::{FieldColumn, FieldPlace, KeyRing, ObjectStoreConfig, StoreLimits, Vault};

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
