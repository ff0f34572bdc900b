//! Packages for the registry; their numbers are unique.

use domain::RegistryPackage;

use crate::record::record;

record! {
    RegistryPackage, in "registry_package" as |package| {
        centre: Uuid = package.centre.as_uuid(),
        batch: Uuid = package.batch.as_uuid(),
        number: String = package.number.clone(),
        file_ends_at: Option<i64> = file_ends_at(package),
    } changes through package.state.name();
}

/// Set while there is a file.
fn file_ends_at(package: &RegistryPackage) -> Option<i64> {
    let archive = package.archive()?;
    let has_file = archive.blob.is_some();
    has_file.then(|| archive.ends_at().as_micros())
}
