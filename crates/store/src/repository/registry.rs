//! Packages for the registry and the portraits in them.

use std::collections::BTreeSet;

use domain::{
    BatchId, BlobKey, CentreId, DegreeId, RegistryIdentity, RegistryPackage, RegistryPackageId,
    RegistryPackageStateName, RegistryRecord, RegistryRecordId, RegistryRecordStateName,
    SubmissionId, Timestamp,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::object::{self, Owner};
use super::repository;
use crate::entity::{registry_package, registry_record};
use crate::error::{StoreError, UnreadableBody};
use crate::page::{Page, PageRequest, Sorting};
use crate::record::{self, Advance, Record as _};
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

/// Records that one statement writes.
const AT_ONCE: usize = 200;

repository! {
    /// Packages for the registry.
    RegistryPackages, registry_packages of RegistryPackage, by RegistryPackageId
}

repository! {
    /// Portraits in packages for the registry. One that was sent is in no other package, and a degree has one at most
    /// that waits or was accepted.
    RegistryRecords, registry_records keeps RegistryRecord, by RegistryRecordId
}

/// How many records of a package are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegistryCount {
    /// What became of them.
    pub state: RegistryRecordStateName,
    /// What the comparison said of those that were accepted.
    pub identity: Option<RegistryIdentity>,
    /// How many.
    pub records: u32,
}

impl<C: Connection> RegistryPackages<'_, C> {
    /// The package with this number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_by_number(
        &self,
        number: &str,
    ) -> Result<Option<RegistryPackage>, StoreError> {
        let select =
            registry_package::Entity::find().filter(registry_package::Column::Number.eq(number));
        record::one(self.connection, select).await
    }

    /// The packages of a centre, of one batch and one state or of all, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(
        &self,
        centre: CentreId,
        (batch, state): (Option<BatchId>, Option<RegistryPackageStateName>),
        request: PageRequest,
    ) -> Result<Page<RegistryPackage>, StoreError> {
        let mut select = registry_package::Entity::find()
            .filter(registry_package::Column::Centre.eq(centre.as_uuid()));
        if let Some(batch) = batch {
            select = select.filter(registry_package::Column::Batch.eq(batch.as_uuid()));
        }
        if let Some(state) = state {
            select = select.filter(registry_package::Column::State.eq(state.name()));
        }
        let sorting = Sorting {
            micros: None,
            id: registry_package::Column::Id,
            descending: true,
        };
        record::page(self.connection, select, sorting, request).await
    }

    /// At most `limit` packages with a file whose days were over at `at` or before.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_files_ended(
        &self,
        at: Timestamp,
        limit: u64,
    ) -> Result<Vec<RegistryPackage>, StoreError> {
        let select = registry_package::Entity::find()
            .filter(registry_package::Column::FileEndsAt.lte(at.as_micros()))
            .order_by_asc(registry_package::Column::FileEndsAt)
            .order_by_asc(registry_package::Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }
}

impl RegistryPackages<'_, Transaction> {
    /// Keeps a new one.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with [`crate::UniqueKey::PackageNumber`].
    pub async fn insert(&self, new: &RegistryPackage) -> Result<(), StoreError> {
        record::insert(self.connection, new).await?;
        object::change(
            self.connection,
            owner(new.id),
            &BTreeSet::new(),
            &blobs(new),
        )
        .await
    }

    /// Writes `after` if `before` still is what is stored.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn advance(
        &self,
        before: &RegistryPackage,
        after: &RegistryPackage,
    ) -> Result<Advance, StoreError> {
        let advance = record::advance(self.connection, before, after).await?;
        if advance == Advance::Done {
            let (was, is) = (blobs(before), blobs(after));
            object::change(self.connection, owner(after.id), &was, &is).await?;
        }
        Ok(advance)
    }
}

impl<C: Connection> RegistryRecords<'_, C> {
    /// The records of a package, of one state or of all, in the order in which they were proposed, which is that of
    /// their serial numbers.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_package(
        &self,
        package: RegistryPackageId,
        state: Option<RegistryRecordStateName>,
        request: PageRequest,
    ) -> Result<Page<RegistryRecord>, StoreError> {
        let mut select = of_package(package);
        if let Some(state) = state {
            select = select.filter(registry_record::Column::State.eq(state.name()));
        }
        let sorting = Sorting::by_id(registry_record::Column::Id);
        record::page(self.connection, select, sorting, request).await
    }

    /// Every record of a package that has a serial number, in the order of serial numbers; 10 000 at most.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_placed(
        &self,
        package: RegistryPackageId,
    ) -> Result<Vec<RegistryRecord>, StoreError> {
        let select = of_package(package)
            .filter(registry_record::Column::Serial.is_not_null())
            .order_by_asc(registry_record::Column::Serial);
        record::all(self.connection, select).await
    }

    /// At most `limit` records of a package whose students have still to be told of an answer.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_news(
        &self,
        package: RegistryPackageId,
        limit: u64,
    ) -> Result<Vec<RegistryRecord>, StoreError> {
        let select = of_package(package)
            .filter(registry_record::Column::IsNews.eq(true))
            .order_by_asc(registry_record::Column::Id)
            .limit(limit);
        record::readable(self.connection, select).await
    }

    /// The records of a batch, those of one state or all, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_batch(
        &self,
        batch: BatchId,
        state: Option<RegistryRecordStateName>,
        request: PageRequest,
    ) -> Result<Page<RegistryRecord>, StoreError> {
        let mut select = registry_record::Entity::find()
            .filter(registry_record::Column::Batch.eq(batch.as_uuid()));
        if let Some(state) = state {
            select = select.filter(registry_record::Column::State.eq(state.name()));
        }
        let sorting = Sorting::by_id(registry_record::Column::Id);
        record::page(self.connection, select, sorting, request).await
    }

    /// The records of a submission, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_submission(
        &self,
        submission: SubmissionId,
    ) -> Result<Vec<RegistryRecord>, StoreError> {
        let select = registry_record::Entity::find()
            .filter(registry_record::Column::Submission.eq(submission.as_uuid()))
            .order_by_asc(registry_record::Column::Id);
        record::all(self.connection, select).await
    }

    /// The records of some degrees, oldest first; 200 degrees at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_degrees(
        &self,
        degrees: &[DegreeId],
    ) -> Result<Vec<RegistryRecord>, StoreError> {
        let ids = degrees.iter().map(|id| id.as_uuid());
        let select = registry_record::Entity::find()
            .filter(registry_record::Column::Degree.is_in(ids))
            .order_by_asc(registry_record::Column::Id);
        record::all(self.connection, select).await
    }

    /// How many records of a package became what; states without any are left out.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count(
        &self,
        package: RegistryPackageId,
    ) -> Result<Vec<RegistryCount>, StoreError> {
        let rows: Vec<(String, Option<String>, i64)> = of_package(package)
            .select_only()
            .column(registry_record::Column::State)
            .column(registry_record::Column::Identity)
            .column_as(registry_record::Column::Id.count(), "count")
            .group_by(registry_record::Column::State)
            .group_by(registry_record::Column::Identity)
            .order_by_asc(registry_record::Column::State)
            .order_by_asc(registry_record::Column::Identity)
            .into_tuple()
            .all(self.connection.raw())
            .await?;
        let named = |(state, identity, count): (String, Option<String>, i64)| {
            let unreadable = || StoreError::Corrupt {
                table: RegistryRecord::TABLE,
                id: package.to_string(),
                source: UnreadableBody::BESIDE,
            };
            let identity = identity.map(|word| word.parse().map_err(|_| unreadable()));
            Ok(RegistryCount {
                state: state.parse().map_err(|_| unreadable())?,
                identity: identity.transpose()?,
                records: u32::try_from(count).map_err(|_| unreadable())?,
            })
        };
        rows.into_iter().map(named).collect()
    }
}

impl RegistryRecords<'_, Transaction> {
    /// Keeps new ones.
    ///
    /// # Errors
    /// [`StoreError::Taken`] with [`crate::UniqueKey::RegistryPhoto`] or [`crate::UniqueKey::RegistryDegree`].
    pub async fn insert_all(&self, new: &[RegistryRecord]) -> Result<(), StoreError> {
        for some in new.chunks(AT_ONCE) {
            let mut rows = Vec::with_capacity(some.len());
            for one in some {
                rows.push(one.row(record::body(one)?));
            }
            registry_record::Entity::insert_many(rows)
                .exec_without_returning(self.connection.raw())
                .await?;
        }
        Ok(())
    }
}

fn of_package(package: RegistryPackageId) -> sea_orm::Select<registry_record::Entity> {
    registry_record::Entity::find().filter(registry_record::Column::Package.eq(package.as_uuid()))
}

const fn owner(package: RegistryPackageId) -> Owner {
    Owner {
        table: RegistryPackage::TABLE,
        id: package.as_uuid(),
    }
}

fn blobs(package: &RegistryPackage) -> BTreeSet<BlobKey> {
    let archive = package.archive();
    archive
        .and_then(|archive| archive.blob.clone())
        .into_iter()
        .collect()
}
