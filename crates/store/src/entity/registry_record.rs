//! Portraits in packages for the registry. A photo is held once for good, a degree by one record at a time.

use domain::{DegreeId, PhotoId, RegistryIdentity, RegistryRecord, RegistryRecordState};

use crate::record::record;

record! {
    RegistryRecord, in "registry_record" as |record| {
        package: Uuid = record.package.as_uuid(),
        batch: Uuid = record.batch.as_uuid(),
        submission: Uuid = record.submission.as_uuid(),
        degree: Uuid = record.degree.as_uuid(),
        held_photo: Option<Uuid> = record.held_photo().map(PhotoId::as_uuid),
        held_degree: Option<Uuid> = record.held_degree().map(DegreeId::as_uuid),
        serial: Option<i64> = record.serial.map(i64::from),
        identity: Option<String> = identity(record).map(|identity| identity.name().to_owned()),
        is_news: bool = record.is_news,
    } changes through record.state.name();
}

const fn identity(record: &RegistryRecord) -> Option<RegistryIdentity> {
    match record.state {
        RegistryRecordState::Accepted { identity, .. } => identity,
        _ => None,
    }
}
