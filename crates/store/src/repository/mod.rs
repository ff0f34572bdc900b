//! One repository per aggregate. A repository is reached as `store.schools()`, which reads, and as
//! `work.schools()`, which reads and writes inside the transaction.
//!
//! Every method fails with [`StoreError`](crate::StoreError) alone; what is said under *Errors* is
//! what the caller may want to tell apart.

mod account;
mod account_export;
mod address;
mod appointment;
mod batch;
mod capture;
mod change_request;
mod data_disc;
mod degree;
mod enquiry;
mod evidence;
mod invoice;
mod ledger;
mod list_export;
mod notification;
pub(crate) mod object;
mod order;
mod organisation;
mod payment;
mod photo;
mod price_list;
mod print;
mod progress;
mod queue;
mod reconciliation;
mod refund;
mod region;
mod registry;
mod review;
mod roster;
mod slug;
mod staff;
mod submission;

pub use account::{Accounts, Consents};
pub use account_export::{AccountExports, StoredArchive, StoredExport};
pub use address::Addresses;
pub use appointment::{Appointments, Slots, Studios};
pub use batch::Batches;
pub use capture::{Captures, StoredPart, UploadParts};
pub use change_request::ChangeRequests;
pub use data_disc::DataDiscs;
pub use degree::Degrees;
pub use enquiry::Enquiries;
pub use evidence::{DisputeEvidence, Evidence};
pub use invoice::Invoices;
pub use ledger::{AccountSum, DaySum, Ledger, LedgerFilter, SchoolDay, SchoolSum};
pub use list_export::ListExports;
pub use notification::Notifications;
pub use object::Objects;
pub use order::{OrderFilter, Orders};
pub use organisation::{Centres, Classes, Schools, Units};
pub use payment::Payments;
pub use photo::{Findings, FindingsOfPhotos, Photos};
pub use price_list::PriceLists;
pub use print::{PrintJobs, PrintRuns, RunFilter, WaitingPrints};
pub use progress::{BegunWhich, CountsAtPlace, PlaceAndLevel, ProgressCounts, Students};
pub use queue::{QueueFilter, QueueOrder, ReviewQueue};
pub use reconciliation::Reconciliations;
pub use refund::Refunds;
pub use region::Regions;
pub use registry::{RegistryCount, RegistryPackages, RegistryRecords};
pub use review::Reviews;
pub use roster::Rosters;
pub use staff::StaffMembers;
pub use submission::Submissions;

/// Makes a repository and the two ways to reach it. With `of … by …` it finds aggregates by id, with
/// `keeps` it writes them too: new ones, and changes by compare-and-set.
macro_rules! repository {
    ($(#[$doc:meta])+ $name:ident, $accessor:ident) => {
        $(#[$doc])+
        pub struct $name<'a, C> {
            connection: &'a C,
        }

        impl<'a, C: $crate::Connection> $name<'a, C> {
            /// As a store or a transaction sees them.
            pub fn of(reads: &'a impl $crate::Reads<Connection = C>) -> Self {
                Self {
                    connection: reads.connection(),
                }
            }
        }

        impl $crate::Store {
            $(#[$doc])+
            pub fn $accessor(&self) -> $name<'_, $crate::Pool> {
                $name::of(self)
            }
        }

        impl $crate::Work {
            $(#[$doc])+
            pub fn $accessor(&self) -> $name<'_, $crate::Transaction> {
                $name::of(self)
            }
        }
    };
    ($(#[$doc:meta])+ $name:ident, $accessor:ident of $aggregate:ty, by $id:ty) => {
        repository! { $(#[$doc])+ $name, $accessor }

        impl<C: $crate::Connection> $name<'_, C> {
            /// The one with this id.
            ///
            /// # Errors
            /// [`StoreError`](crate::StoreError).
            pub async fn find(&self, id: $id) -> Result<Option<$aggregate>, $crate::StoreError> {
                $crate::record::find(self.connection, id.as_uuid()).await
            }
        }
    };
    ($(#[$doc:meta])+ $name:ident, $accessor:ident keeps $aggregate:ty, by $id:ty) => {
        repository! { $(#[$doc])+ $name, $accessor of $aggregate, by $id }

        impl $name<'_, $crate::Transaction> {
            /// Keeps a new one.
            ///
            /// # Errors
            /// [`StoreError::Taken`](crate::StoreError::Taken) if something unique exists already.
            pub async fn insert(&self, new: &$aggregate) -> Result<(), $crate::StoreError> {
                $crate::record::insert(self.connection, new).await
            }

            /// Writes `after` if `before` still is what is stored.
            ///
            /// # Errors
            /// [`StoreError::Taken`](crate::StoreError::Taken) if something unique exists already.
            pub async fn advance(
                &self,
                before: &$aggregate,
                after: &$aggregate,
            ) -> Result<$crate::Advance, $crate::StoreError> {
                $crate::record::advance(self.connection, before, after).await
            }
        }
    };
}
pub(crate) use repository;
