//! Data discs: from approved portraits to an image that another program reads, and what stands in the way.

use std::io::{Cursor, Read as _};

use app::data_disc::{self, DiscWish};
use app::{Caller, Failure, consent, organisation, photo};
use domain::*;
use secrecy::ExposeSecret as _;
use store::PageRequest;
use test_kit::postgres::Server;
use vault::ObjectKind;

use crate::harness::{World, code_of};
use crate::steps::{decide, run_jobs, submitted};

struct Press {
    world: World,
    operator: Caller,
    second: Caller,
    students: Vec<Caller>,
}

impl Press {
    async fn of(world: World, students: usize) -> Self {
        Box::pin(Self::of_college(world, students, None)).await
    }

    async fn of_college(world: World, students: usize, college: Option<UnitId>) -> Self {
        let reviewer = world.staff("reviewer", vec![Role::CentreReviewer]).await;
        let mut press = Self {
            operator: world.staff("operator", vec![Role::Operator]).await,
            second: world.staff("boss", vec![Role::Administrator]).await,
            students: Vec::new(),
            world,
        };
        let world = &press.world;
        let numbers: Vec<String> = (1..=students)
            .map(|number| format!("2021{number:02}"))
            .collect();
        let listed: Vec<&str> = numbers.iter().map(String::as_str).collect();
        world.roster(&listed, college).await;
        for number in 1..=students {
            let student = world.student(&format!("1380000{number:04}")).await;
            let (bound, submission) = world.bound_degree(&student, &format!("{number:02}")).await;
            let placement = Placement {
                college,
                ..Placement::of_school(world.school.id)
            };
            // As the roster has it; where nothing changes, it stays.
            let degree = bound.clone().place(placement, None);
            let degree = degree.unwrap_or_else(|| bound.clone());
            // Begun before a submission knew where its student stands: as today's would.
            let stands = submission.clone().stand(&degree);
            let work = world.work().await;
            if degree != bound {
                let placed = work.degrees().advance(&bound, &degree).await.unwrap();
                assert_eq!(placed, store::Advance::Done);
            }
            let done = work
                .submissions()
                .advance(&submission, &stands)
                .await
                .unwrap();
            assert_eq!(done, store::Advance::Done);
            work.commit().await.unwrap();
            let words = format!("good {number}");
            let submission = submitted(world, &student, degree.id, &words).await;
            decide(world, &reviewer, &submission, Decision::Approve)
                .await
                .unwrap();
            world.clock.advance(UNDO_FOR);
            run_jobs(world).await;
            press.students.push(student);
        }
        press
    }

    async fn propose(&self, form: DiscForm) -> Result<DataDisc, Failure> {
        self.propose_named(form, "{college}/{number}.jpg").await
    }

    async fn propose_named(&self, form: DiscForm, template: &str) -> Result<DataDisc, Failure> {
        let wish = DiscWish {
            batch: self.world.batch.id,
            school: self.world.school.code,
            form,
            template: template.to_owned(),
        };
        data_disc::propose(&self.world.app, &self.operator, wish).await
    }

    async fn stored(&self, disc: DataDiscId) -> DataDisc {
        let discs = self.world.parts.store.data_discs();
        discs.find(disc).await.unwrap().unwrap()
    }

    async fn made(&self, form: DiscForm) -> DataDisc {
        let disc = self.propose(form).await.unwrap();
        data_disc::approve(&self.world.app, &self.second, disc.id)
            .await
            .unwrap();
        run_jobs(&self.world).await;
        let disc = self.stored(disc.id).await;
        assert_eq!(disc.state.name(), "ready");
        disc
    }

    async fn file(&self, disc: &DataDisc) -> Result<Vec<u8>, Failure> {
        let (app, by) = (&self.world.app, &self.operator);
        let link = data_disc::fetch(app, by, disc.id, 1).await?;
        let mut file = photo::open_file(app, by, &link.link).await?;
        let mut bytes = Vec::new();
        while let Some(more) = file.reader.next().await? {
            bytes.extend_from_slice(&more);
        }
        assert_eq!(bytes.len() as u64, disc.volumes()[0].length_bytes);
        Ok(bytes)
    }
}

#[track_caller]
fn check<T: std::fmt::Debug>(result: Result<T, Failure>, expected: &str) {
    assert_eq!(code_of(result), expected);
}

async fn from_approved_to_a_disc(world: World) {
    let press = Box::pin(Press::of(world, 3)).await;
    let app = &press.world.app;
    let (batch, school) = (press.world.batch.id, press.world.school.code);
    let preview = data_disc::preview(app, &press.operator, batch, school).await;
    assert_eq!(preview.unwrap().portraits, 3);
    check(
        data_disc::preview(app, &press.second, batch, school).await,
        "not-allowed",
    );
    let disc = press.propose(DiscForm::Zip).await.unwrap();
    check(
        data_disc::approve(app, &press.operator, disc.id).await,
        "disc-second-person-needed",
    );
    check(
        data_disc::fetch(app, &press.operator, disc.id, 1).await,
        "wrong-state",
    );
    let page = PageRequest::default();
    let listed = data_disc::list(
        app,
        &press.second,
        press.world.centre.id,
        (None, None),
        page,
    );
    let listed = listed.await.unwrap().items;
    assert!(listed[0].is_answerable && !listed[0].school.is_empty());
    data_disc::approve(app, &press.second, disc.id)
        .await
        .unwrap();
    run_jobs(&press.world).await;
    let disc = press.stored(disc.id).await;
    assert_eq!((disc.state.name(), disc.portraits), ("ready", 3));

    let bytes = press.file(&disc).await.unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    for name in [
        "index.html",
        "index.csv",
        "未分学院/202101.jpg",
        "未分学院/202103.jpg",
    ] {
        assert!(
            names.iter().any(|there| there == name),
            "{name} in {names:?}"
        );
    }
    let mut list = String::new();
    zip.by_name("index.csv")
        .unwrap()
        .read_to_string(&mut list)
        .unwrap();
    assert!(list.contains("202102") && list.contains("张*"), "{list}");
    check(
        data_disc::fetch(app, &press.operator, disc.id, 2).await,
        "not-found",
    );

    let image = press.made(DiscForm::Cd).await;
    let bytes = press.file(&image).await.unwrap();
    assert_eq!(&bytes[32_769..32_774], b"CD001");
    let mut traces = press.world.audit(Subject::DataDisc(image.id)).await;
    // The clock of the test stands still: which of them came first is not told.
    traces.sort_unstable();
    let expected = ["approve-disc", "fetch-disc", "make-disc", "propose-disc"];
    assert_eq!(traces, expected);
}

#[tokio::test]
async fn from_approved_to_a_disc_on_sqlite() {
    Box::pin(from_approved_to_a_disc(World::new().await)).await;
}

#[tokio::test]
async fn a_college_that_no_disc_can_name_is_told_before_anybody_approves() {
    for (college, is_possible) in [
        ("𠮷林学院".to_owned(), false),
        ("院".repeat(65), false),
        ("院".repeat(64), true),
    ] {
        let world = World::new().await;
        let (app, school) = (&world.app, world.school.id);
        let unit =
            organisation::create_unit(app, &Caller::System, school, UnitKind::College, college);
        let unit = unit.await.unwrap().id;
        let press = Box::pin(Press::of_college(world, 1, Some(unit))).await;
        let proposed = press.propose(DiscForm::Cd).await;
        if is_possible {
            proposed.unwrap();
        } else {
            check(proposed, "disc-name-impossible");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn from_approved_to_a_disc_on_postgres() {
    // Says by itself why there is none.
    let Some(server) = Server::shared() else {
        return;
    };
    let database = server.database();
    Box::pin(from_approved_to_a_disc(
        World::on_database(&database.url()).await,
    ))
    .await;
    database.remove();
}

#[tokio::test]
async fn a_job_that_breaks_off_goes_on_from_its_plan() {
    let press = Box::pin(Press::of(World::new().await, 2)).await;
    let store = &press.world.parts.store;
    let whole = press.made(DiscForm::Dvd).await;
    let disc = press.propose(DiscForm::Dvd).await.unwrap();
    data_disc::approve(&press.world.app, &press.second, disc.id)
        .await
        .unwrap();
    let approved = press.stored(disc.id).await;
    let plan = whole.plan().unwrap().clone();
    let planned = approved.clone().planned(plan, 2).unwrap();
    let work = press.world.work().await;
    let done = work.data_discs().advance(&approved, &planned).await;
    assert_eq!(done.unwrap(), store::Advance::Done);
    work.commit().await.unwrap();
    let student = press.students[0].student().unwrap();
    let photos = store.photos().list_of_account(student).await.unwrap();
    let photo = photos.into_iter().next().unwrap();
    let blob = photo.assessment().unwrap().portrait.clone().unwrap();
    let vault = &press.world.parts.vault;
    let bytes = vault.get(&blob).await.unwrap().unwrap();
    vault.delete(&blob).await.unwrap();
    run_jobs(&press.world).await;
    assert_eq!(press.stored(disc.id).await.state.name(), "making");
    let stored = vault.put(ObjectKind::Portrait, &bytes).await.unwrap();
    assert_eq!(stored.key, blob);
    press.world.clock.advance(Duration::from_hours(1));
    run_jobs(&press.world).await;
    let made = press.stored(disc.id).await;
    assert_eq!(made.state.name(), "ready");
    assert_eq!(made.volumes()[0].sha256, whole.volumes()[0].sha256);
}

#[tokio::test]
async fn a_disc_of_two_volumes_goes_on_after_the_first() {
    let press = Box::pin(Press::of(World::new().await, 2)).await;
    let vault = &press.world.parts.vault;
    let whole = press.made(DiscForm::Dvd).await;
    let bytes = vault.get(whole.plan().unwrap()).await.unwrap().unwrap();
    let mut plan: disc::Plan = serde_json::from_slice(&bytes).unwrap();
    let last = plan.volumes[0].files.pop().unwrap();
    let (_, portrait) = last.key.split_once('/').unwrap();
    let portrait = BlobKey::new(portrait).unwrap();
    plan.volumes.push(disc::Volume {
        number: 2,
        files: vec![last],
    });
    let bytes = serde_json::to_vec(&plan).unwrap();
    let stored = vault.put(ObjectKind::Export, &bytes).await.unwrap();

    let disc = press.propose(DiscForm::Dvd).await.unwrap();
    data_disc::approve(&press.world.app, &press.second, disc.id)
        .await
        .unwrap();
    let approved = press.stored(disc.id).await;
    let planned = approved.clone().planned(stored.key, 2).unwrap();
    let work = press.world.work().await;
    let done = work.data_discs().advance(&approved, &planned).await;
    assert_eq!(done.unwrap(), store::Advance::Done);
    work.commit().await.unwrap();
    let bytes = vault.get(&portrait).await.unwrap().unwrap();
    vault.delete(&portrait).await.unwrap();
    run_jobs(&press.world).await;
    let half = press.stored(disc.id).await;
    assert_eq!((half.state.name(), half.volumes().len()), ("making", 1));

    let stored = vault.put(ObjectKind::Portrait, &bytes).await.unwrap();
    assert_eq!(stored.key, portrait);
    press.world.clock.advance(Duration::from_hours(1));
    run_jobs(&press.world).await;
    let made = press.stored(disc.id).await;
    assert_eq!((made.state.name(), made.volumes().len()), ("ready", 2));
    assert_eq!(made.volumes()[0], half.volumes()[0], "not written again");
}

#[tokio::test]
async fn names_on_a_disc_follow_the_template_that_was_chosen() {
    let press = Box::pin(Press::of(World::new().await, 1)).await;
    let template = "照片/{level}/{serial}_{number}.jpg";
    let disc = press.propose_named(DiscForm::Zip, template).await.unwrap();
    data_disc::approve(&press.world.app, &press.second, disc.id)
        .await
        .unwrap();
    run_jobs(&press.world).await;
    let bytes = press.file(&press.stored(disc.id).await).await.unwrap();
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert!(zip.by_name("照片/专升本/1_202101.jpg").is_ok());
    for impossible in [
        "",
        "/{number}.jpg",
        "{number}",
        "{number}.png",
        "{name}.jpg",
        "{number}/photo.jpg",
        "{id}/{number}.jpg",
        "{number.jpg",
    ] {
        check(
            press.propose_named(DiscForm::Zip, impossible).await,
            "invalid",
        );
    }
}

/// The archive opens with what is shown to who asked for it; nobody else is shown anything.
#[tokio::test]
async fn an_encrypted_archive_opens_with_its_passphrase() {
    let press = Box::pin(Press::of(World::new().await, 2)).await;
    let app = &press.world.app;
    let colleague = press.world.staff("second", vec![Role::Operator]).await;
    let disc = press.propose(DiscForm::EncryptedZip).await.unwrap();
    let reveal = async |caller| data_disc::reveal_passphrase(app, caller, disc.id).await;
    check(reveal(&press.operator).await, "wrong-state");
    data_disc::approve(app, &press.second, disc.id)
        .await
        .unwrap();
    run_jobs(&press.world).await;
    check(reveal(&press.second).await, "not-allowed");
    check(reveal(&colleague).await, "disc-passphrase-of-another");
    let made = press.stored(disc.id).await;
    let passphrase = reveal(&press.operator).await.unwrap();
    let passphrase = passphrase.expose_secret();
    assert_eq!(passphrase.len(), 34);

    let bytes = press.file(&made).await.unwrap();
    let mut outer = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert!(outer.by_index_decrypt(0, b"0000-0000").is_err());
    let mut inner = Vec::new();
    let mut entry = outer.by_index_decrypt(0, passphrase.as_bytes()).unwrap();
    entry.read_to_end(&mut inner).unwrap();
    drop(entry);
    let mut zip = zip::ZipArchive::new(Cursor::new(inner)).unwrap();
    assert!(zip.by_name("未分学院/202101.jpg").is_ok());
    let mut list = String::new();
    let mut index = zip.by_name("index.csv").unwrap();
    index.read_to_string(&mut list).unwrap();
    assert!(list.contains("202102"), "{list}");

    let traces = press.world.audit(Subject::DataDisc(disc.id)).await;
    let shown = traces
        .iter()
        .filter(|trace| *trace == "reveal-disc-passphrase");
    assert_eq!(shown.count(), 1);
    data_disc::drop_disc(app, &press.operator, disc.id)
        .await
        .unwrap();
    assert_eq!(press.stored(disc.id).await.passphrase, None);
    let plain = press.made(DiscForm::Zip).await;
    let none = data_disc::reveal_passphrase(app, &press.operator, plain.id).await;
    check(none, "disc-not-encrypted");
}

#[tokio::test]
async fn who_withdraws_is_on_no_disc_that_leaves_the_house() {
    let press = Box::pin(Press::of(World::new().await, 2)).await;
    let app = &press.world.app;
    let disc = press.made(DiscForm::Zip).await;
    press.file(&disc).await.unwrap();
    consent::withdraw(app, &press.students[0], Purpose::HandOver)
        .await
        .unwrap();
    check(press.file(&disc).await, "disc-outdated");
    data_disc::drop_disc(app, &press.operator, disc.id)
        .await
        .unwrap();
    for blob in disc.blobs() {
        let there = press.world.parts.vault.get(blob).await.unwrap();
        assert!(there.is_none(), "{blob:?}");
    }
    assert_eq!(press.made(DiscForm::Zip).await.portraits, 1);
    consent::withdraw(app, &press.students[1], Purpose::HandOver)
        .await
        .unwrap();
    check(press.propose(DiscForm::Zip).await, "nothing-to-write");
}

#[tokio::test]
async fn its_files_end_after_their_days() {
    let press = Box::pin(Press::of(World::new().await, 1)).await;
    let disc = press.made(DiscForm::Cd).await;
    app::jobs::schedule(&press.world.app).await.unwrap();
    press.world.clock.advance(DISC_KEPT);
    run_jobs(&press.world).await;
    for blob in disc.blobs() {
        assert!(press.world.parts.vault.get(blob).await.unwrap().is_none());
    }
    check(press.file(&disc).await, "disc-files-gone");
    let kept = press.stored(disc.id).await;
    assert_eq!((kept.state.name(), kept.volumes().len()), ("ready", 1));
}
