//! What belongs to the centre: what it announces, what a colleague has asked for.

use app::Caller;
use app::enquiry::{self, About};
use domain::*;
use store::{AnnouncedText, Announcement, CentreStandard, DisputeEvidence, SecondLook};
use uuid::Uuid;
use vault::ObjectKind;

use crate::api::Api;
use crate::harness::World;

/// What a colleague has asked for, and a decision of the colleague that waits for a second look.
pub(super) async fn about_colleague(
    api: &Api,
    submission: &Submission,
    photo: PhotoId,
    colleague: StaffId,
) -> (ChangeRequestId, ReviewId) {
    let now = api.world.app.now();
    let centre = api.world.centre.id;
    let asked = AskedChange {
        id: ChangeRequestId::from_uuid(api.world.id()),
        centre,
        submission: submission.id,
        change: Change::Void {
            reason: VoidReason::StudentAsked,
        },
    };
    let asked = ChangeRequest::ask(asked, colleague, now);
    let look = SecondLook {
        review: ReviewId::from_uuid(api.world.id()),
        centre,
        submission: submission.id,
        photo,
        round: ReviewRound::Centre,
        first_staff: colleague,
        first: DecisionName::Approve,
        drawn_at: now,
        second: None,
    };
    let work = api.world.work().await;
    work.second_looks().insert(&look).await.unwrap();
    work.change_requests().insert(&asked).await.unwrap();
    work.commit().await.unwrap();
    (asked.id, look.review)
}

/// A package and a disc that a colleague has proposed.
pub(super) async fn proposed(world: &World, colleague: StaffId) -> (RegistryPackageId, DataDiscId) {
    let new = NewRegistryPackage {
        id: RegistryPackageId::from_uuid(world.id()),
        centre: world.centre.id,
        batch: world.batch.id,
        records: 1,
        by: colleague,
    };
    let package = RegistryPackage::propose(new, world.app.now());
    let new = NewDataDisc {
        id: DataDiscId::from_uuid(world.id()),
        centre: world.centre.id,
        batch: world.batch.id,
        school: world.school.id,
        form: DiscForm::Zip,
        template: "{class}/{number}.jpg".to_owned(),
        portraits: 1,
        passphrase: None,
        by: colleague,
    };
    let disc = DataDisc::propose(new, world.app.now());
    let work = world.work().await;
    work.registry_packages().insert(&package).await.unwrap();
    work.data_discs().insert(&disc).await.unwrap();
    work.commit().await.unwrap();
    (package.id, disc.id)
}

/// Something that the centre announces.
pub(super) async fn announced(world: &World, centre: CentreId) -> Uuid {
    let text = AnnouncedText {
        title: "停机通知".to_owned(),
        text: "周日停机。".to_owned(),
    };
    let now = world.app.now();
    let announcement = Announcement {
        id: world.id(),
        centre,
        batch: None,
        zh: text,
        en: None,
        from: now,
        until: now + Duration::from_days(7),
        by: Actor::System,
        withdrawn_at: None,
    };
    let work = world.work().await;
    work.announcements().insert(&announcement).await.unwrap();
    work.commit().await.unwrap();
    announcement.id
}

/// What a student asks the centre.
pub(super) async fn asked(world: &World, owner: &Caller, batch: BatchId) -> EnquiryId {
    let asked = enquiry::ask(&world.app, owner, About::Batch(batch), "什么时候上班？").await;
    asked.unwrap().id
}

/// A draft of a standard of the centre.
pub(super) async fn drafted(world: &World) {
    let pattern = standard::PhotoSpec::embedded_text("guangdong-2023").unwrap();
    let content = pattern.replacen("guangdong-2023", "ours", 1);
    let draft = CentreStandard {
        centre: world.centre.id,
        name: "ours".to_owned(),
        number: 1,
        revision: 1,
        content,
        based_on: "guangdong-2023".to_owned(),
        drafted_by: Actor::System,
        drafted_at: world.app.now(),
        in_force: None,
    };
    let work = world.work().await;
    work.standards().insert(&draft).await.unwrap();
    work.commit().await.unwrap();
}

/// The picture of the degree's code, as of a claim.
pub(super) async fn seed_kept(world: &World, degree: &Degree) {
    let picture = world.parts.vault.put(ObjectKind::Evidence, b"a picture");
    let evidence = DisputeEvidence {
        degree: degree.id,
        account: degree.account,
        blob: picture.await.unwrap().key,
        content_type: "image/png".to_owned(),
        kept_at: world.app.now(),
        ends_at: world.app.now() + Duration::from_days(31),
    };
    let work = world.work().await;
    work.evidence().insert(&evidence).await.unwrap();
    work.commit().await.unwrap();
}

/// A list of many students that somebody has asked for.
pub(super) async fn long_list(world: &World, by: StaffId) -> ListExportId {
    let new = NewListExport {
        id: ListExportId::from_uuid(world.id()),
        centre: world.centre.id,
        wish: ListWish {
            batch: world.batch.id,
            school: None,
            unit: None,
            class: None,
            stage: ListedStage::Begun,
            only_off_roster: false,
        },
        form: ListForm::Csv,
        reason: ListReason::Compare,
        persons: 1,
        by,
        reach: vec![Scope::Centre],
    };
    let list = ListExport::propose(new, world.app.now());
    let work = world.work().await;
    work.list_exports().insert(&list).await.unwrap();
    work.commit().await.unwrap();
    list.id
}
