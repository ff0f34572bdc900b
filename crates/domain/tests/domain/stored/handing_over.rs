//! Packages for the registry, what became of the portraits in them, data discs.

use domain::*;
use uuid::Uuid;

use super::check_aggregate;
use crate::fixtures::{ACCOUNT, BATCH, CENTRE, SCHOOL, STAFF, at, photo, proposed, submission};

fn package() -> RegistryPackage {
    let new = NewRegistryPackage {
        id: RegistryPackageId::from_uuid(Uuid::from_u128(0x18)),
        centre: CENTRE,
        batch: BATCH,
        records: 1200,
        by: STAFF,
    };
    RegistryPackage::propose(new, at("10-20 10:00"))
}

#[test]
fn registry_packages() {
    let second = StaffId::from_uuid(Uuid::from_u128(51));
    let proposed = package();
    let approved = proposed.clone().approve(second, at("10-20 11:00")).unwrap();
    let archive = PackageArchive {
        blob: Some(BlobKey::new("export/ab/cdef").unwrap()),
        length_bytes: 36_000_000,
        manifest: ContentHash::from_bytes([3; 32]),
        built_at: at("10-20 11:05"),
    };
    let built = approved.clone().built(archive, 1199).unwrap();
    let sent = built.clone().sent(STAFF, at("10-20 12:00")).unwrap();
    let answered = sent.clone().answer(true, at("11-10 09:00")).unwrap();
    let declined = proposed.clone().decline(second, at("10-20 11:00")).unwrap();
    let dropped = built.clone().drop_unsent(Actor::System, at("10-21 09:00"));
    let (gone, _) = answered.clone().forget_file().unwrap();
    let names = [RegistryPackageState::NAMES, &["gone"]].concat();
    let variants = [
        ("proposed", proposed),
        ("approved", approved),
        ("built", built),
        ("sent", sent),
        ("answered", answered),
        ("declined", declined),
        ("dropped", dropped.unwrap()),
        ("gone", gone),
    ];
    check_aggregate("registry-package", &variants, &names);
}

#[test]
fn registry_records() {
    let waiting = RegistryRecord::propose(NewRegistryRecord {
        id: RegistryRecordId::from_uuid(Uuid::from_u128(0x19)),
        centre: CENTRE,
        package: package().id,
        batch: BATCH,
        submission: submission().id,
        degree: proposed().id,
        account: ACCOUNT,
        photo: photo(1, 1).id,
    });
    let facts = PortraitFacts {
        sha256: ContentHash::from_bytes([4; 32]),
        length_bytes: 30_000,
    };
    let placed = waiting.clone().place(7, facts).unwrap();
    let when = at("11-10 09:00");
    let answer = |reply| placed.clone().answer(reply, when).unwrap().unwrap();
    let accepted = answer(RegistryReply::Accepted(Some(RegistryIdentity::SamePerson)));
    let reason = RegistryReason::parse("照片与录取照片同版").unwrap();
    let refused = answer(RegistryReply::Refused(reason));
    let names = [RegistryRecordState::NAMES, &["placed", "forgotten"]].concat();
    let variants = [
        ("dropped", waiting.clone().drop_unsent(when).unwrap()),
        ("waiting", waiting),
        ("placed", placed.clone()),
        ("accepted", accepted.told()),
        ("forgotten", refused.clone().forget()),
        ("refused", refused),
    ];
    check_aggregate("registry-record", &variants, &names);
}

#[test]
fn data_discs() {
    let second = StaffId::from_uuid(Uuid::from_u128(51));
    let proposed = DataDisc::propose(
        NewDataDisc {
            id: DataDiscId::from_uuid(Uuid::from_u128(0x1a)),
            centre: CENTRE,
            batch: BATCH,
            school: SCHOOL,
            form: DiscForm::Cd,
            template: "{class}/{number}.jpg".to_owned(),
            portraits: 1200,
            passphrase: None,
            by: STAFF,
        },
        at("10-20 10:00"),
    );
    let approved = proposed.clone().approve(second, at("10-20 11:00")).unwrap();
    let plan = BlobKey::new("export/ab/plan").unwrap();
    let planned = approved.clone().planned(plan, 1199).unwrap();
    let volume = DiscVolume {
        blob: Some(BlobKey::new("export/ab/cdef").unwrap()),
        length_bytes: 36_000_000,
        sha256: ContentHash::from_bytes([3; 32]),
        portraits: 1199,
    };
    let when = at("10-20 11:05");
    let making = planned
        .clone()
        .written(volume.clone(), false, when)
        .unwrap();
    let ready = making.clone().written(volume, true, when).unwrap();
    let declined = proposed.clone().decline(second, when).unwrap();
    let dropped = approved.clone().drop_disc(when).unwrap();
    let encrypted = DataDisc {
        form: DiscForm::EncryptedZip,
        passphrase: Some(Sealed::from_bytes(vec![1, 2, 3])),
        ..ready.clone()
    };
    let names = [DataDiscState::NAMES, &["planned", "gone", "encrypted"]].concat();
    let variants = [
        ("proposed", proposed),
        ("approved", approved),
        ("planned", planned),
        ("making", making),
        ("gone", ready.clone().forget_files(when)),
        ("ready", ready),
        ("encrypted", encrypted),
        ("declined", declined),
        ("dropped", dropped),
    ];
    check_aggregate("data-disc", &variants, &names);
}

#[test]
fn list_exports() {
    let second = StaffId::from_uuid(Uuid::from_u128(51));
    let proposed = ListExport::propose(
        NewListExport {
            id: ListExportId::from_uuid(Uuid::from_u128(0x1b)),
            centre: CENTRE,
            wish: ListWish {
                batch: BATCH,
                school: Some(SCHOOL),
                unit: None,
                class: None,
                stage: ListedStage::InState(SubmissionStateName::Rejected),
                only_off_roster: false,
            },
            form: ListForm::Xlsx,
            reason: ListReason::ChaseStudents,
            persons: 9000,
            by: STAFF,
            reach: vec![
                Scope::Centre,
                Scope::School(SCHOOL),
                Scope::Unit(SCHOOL, UnitId::from_uuid(Uuid::from_u128(4))),
            ],
        },
        at("10-20 10:00"),
    );
    let when = at("10-20 11:00");
    let approved = proposed.clone().approve(second, 9001, when).unwrap();
    let blob = BlobKey::new("export/ab/list").unwrap();
    let file = (blob, 360_000, ContentHash::from_bytes([3; 32]));
    let ready = approved.clone().made(file, 8999, when).unwrap();
    let delivered = ListExport {
        wish: ListWish {
            stage: ListedStage::Delivered,
            ..proposed.wish
        },
        ..proposed.clone()
    };
    let variants = [
        ("delivered", delivered),
        ("declined", proposed.clone().decline(second, when).unwrap()),
        ("dropped", proposed.clone().drop_list(when).unwrap()),
        ("proposed", proposed),
        (
            "stopped",
            approved.clone().stop(ListStop::Grew, when).unwrap(),
        ),
        ("approved", approved),
        ("gone", ready.clone().forget_file()),
        ("ready", ready),
    ];
    let names = [ListExportState::NAMES, &["delivered", "gone", "stopped"]].concat();
    check_aggregate("list-export", &variants, &names);
}
