//! Handing portraits over to the registry 学信网: packages that two people decide on, and what became of each
//! portrait in them. The format of a package is in the crate `disc`, what may go into one is decided in `app`.

mod package;
mod reason;
mod record;

pub use package::{
    NewRegistryPackage, PACKAGE_KEPT, PackageArchive, RegistryPackage, RegistryPackageAction,
    RegistryPackageRefusal, RegistryPackageState, RegistryPackageStateName,
};
pub use reason::{InvalidRegistryReason, RegistryReason};
pub use record::{
    NewRegistryRecord, PortraitFacts, RegistryIdentity, RegistryRecord, RegistryRecordAction,
    RegistryRecordState, RegistryRecordStateName, RegistryReply,
};
