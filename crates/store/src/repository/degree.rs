//! Degrees.

use domain::{AccountId, BlindIndex, CentreId, Degree, DegreeId, Submission, Timestamp};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};
use uuid::Uuid;

use super::repository;
use crate::entity::{degree, submission};
use crate::error::StoreError;
use crate::page::{Page, PageRequest, Sorting};
use crate::record;
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

repository! {
    /// Degrees. A collection code is unique among the bound ones of a centre, and so is a claim.
    Degrees, degrees keeps Degree, by DegreeId
}

/// Id, form and body of a degree, then those of its submission.
type Joined = (Uuid, i64, String, Option<Uuid>, Option<i64>, Option<String>);

impl<C: Connection> Degrees<'_, C> {
    /// A degree with its submission in its present batch, which one has once it is bound.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_with_submission(
        &self,
        id: DegreeId,
    ) -> Result<Option<(Degree, Option<Submission>)>, StoreError> {
        let select = degree::Entity::find_by_id(id.as_uuid());
        let row = with_submission(select).into_tuple::<Joined>();
        let row = row.one(self.connection.raw()).await?;
        row.map(read_joined).transpose()
    }

    /// Every degree that an account has or had with its submission in its present batch, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account_with_submissions(
        &self,
        account: AccountId,
    ) -> Result<Vec<(Degree, Option<Submission>)>, StoreError> {
        let select = degree::Entity::find()
            .filter(degree::Column::Account.eq(account.as_uuid()))
            .order_by_asc(degree::Column::Id);
        let rows = with_submission(select).into_tuple::<Joined>();
        let rows = rows.all(self.connection.raw()).await?;
        rows.into_iter().map(read_joined).collect()
    }

    /// Every degree, by id, in whatever state.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_all(&self, request: PageRequest) -> Result<Page<Degree>, StoreError> {
        let sorting = Sorting::by_id(degree::Column::Id);
        record::page(self.connection, degree::Entity::find(), sorting, request).await
    }

    /// The degree of a centre that is bound by this collection code.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_bound_by_code(
        &self,
        centre: CentreId,
        code: &BlindIndex,
    ) -> Result<Option<Degree>, StoreError> {
        let select = degree::Entity::find().filter(degree::Column::BoundCode.eq(code.to_hex()));
        let bound: Vec<Degree> = record::all(self.connection, select).await?;
        Ok(bound.into_iter().find(|degree| degree.centre == centre))
    }

    /// The degree that is bound with this claim: centre, school, student number and level.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find_bound_by_claim(
        &self,
        claim: &BlindIndex,
    ) -> Result<Option<Degree>, StoreError> {
        let select = degree::Entity::find().filter(degree::Column::BoundClaim.eq(claim.to_hex()));
        record::one(self.connection, select).await
    }

    /// The claims of a centre that staff have to decide, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_disputed(&self, centre: CentreId) -> Result<Vec<Degree>, StoreError> {
        let select = degree::Entity::find()
            .filter(degree::Column::DisputedIn.eq(centre.as_uuid()))
            .order_by_asc(degree::Column::Id);
        record::readable(self.connection, select).await
    }

    /// The degrees with these ids, in no order; 200 at most at a time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list(&self, ids: &[DegreeId]) -> Result<Vec<Degree>, StoreError> {
        let ids = ids.iter().map(|id| id.as_uuid());
        let select = degree::Entity::find().filter(degree::Column::Id.is_in(ids));
        record::all(self.connection, select).await
    }

    /// Every degree that an account has or had, oldest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_of_account(&self, account: AccountId) -> Result<Vec<Degree>, StoreError> {
        let select = degree::Entity::find()
            .filter(degree::Column::Account.eq(account.as_uuid()))
            .order_by_asc(degree::Column::Id);
        record::all(self.connection, select).await
    }

    /// How many degrees are bound to an account.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count_bound(&self, account: AccountId) -> Result<usize, StoreError> {
        let select = degree::Entity::find()
            .filter(degree::Column::Account.eq(account.as_uuid()))
            .filter(degree::Column::BoundCode.is_not_null());
        Ok(select.count(self.connection.raw()).await? as usize)
    }
}

fn with_submission(select: Select<degree::Entity>) -> Select<degree::Entity> {
    let present = degree::Entity::belongs_to(submission::Entity)
        .from((degree::Column::Id, degree::Column::Batch))
        .to((submission::Column::Degree, submission::Column::Batch));
    select
        .join(JoinType::LeftJoin, present.into())
        .select_only()
        .columns([
            degree::Column::Id,
            degree::Column::Form,
            degree::Column::Body,
        ])
        .columns([
            submission::Column::Id,
            submission::Column::Form,
            submission::Column::Body,
        ])
}

fn read_joined(row: Joined) -> Result<(Degree, Option<Submission>), StoreError> {
    let (id, form, body, submission_id, submission_form, submission_body) = row;
    let degree = record::read_body(id, form, &body)?;
    let submission = match (submission_id, submission_form, submission_body) {
        (Some(id), Some(form), Some(body)) => Some(record::read_body(id, form, &body)?),
        _ => None,
    };
    Ok((degree, submission))
}

impl Degrees<'_, Transaction> {
    /// Deletes what was proposed before `at` and never confirmed. Returns how many.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_proposed_before(&self, at: Timestamp) -> Result<u64, StoreError> {
        let deleted = degree::Entity::delete_many()
            .filter(degree::Column::ProposedAt.lt(at.as_micros()))
            .exec(self.connection.raw())
            .await?;
        Ok(deleted.rows_affected)
    }
}
