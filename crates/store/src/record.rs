//! How an aggregate is kept: one row with its id, its version, the number of its stored form, the
//! columns that it is searched by, and the whole of it as JSON. The columns are derived from the
//! aggregate in one place per table and never read back.
//!
//! A row whose form is newer than this program's is read as far as it is understood, and never
//! written: what this program does not know would be lost.
//!
//! The body is text, not `jsonb`: both engines then keep the same bytes, and PostgreSQL's `jsonb`
//! refuses U+0000, which people can type.

use domain::Version;
use domain::form::Stored;
use sea_orm::sea_query::Expr;
use sea_orm::{
    Condition, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, Select, UpdateMany,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::error::StoreError;
use crate::page::{self, Page, PageRequest, Sorting};
use crate::work::private::Raw as _;
use crate::work::{Connection, Transaction};

/// What became of a change.
#[must_use]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advance {
    /// It is written.
    Done,
    /// The stored aggregate is not the one that the change began with; nothing is written.
    Stale,
}

/// An aggregate that is kept in a table of its own.
pub(crate) trait Record: Stored + Serialize + DeserializeOwned {
    /// The table.
    type Entity: EntityTrait<
            ActiveModel: Send,
            Model: IntoActiveModel<<Self::Entity as EntityTrait>::ActiveModel>,
        >;

    /// Name of the table.
    const TABLE: &'static str;

    /// The key.
    fn key(&self) -> Uuid;

    /// The row: every column, derived from the aggregate.
    fn row(&self, body: String) -> <Self::Entity as EntityTrait>::ActiveModel;

    /// Key, form and body of a row that was read.
    fn stored(model: <Self::Entity as EntityTrait>::Model) -> (Uuid, i64, String);
}

/// An aggregate that changes by compare-and-set.
pub(crate) trait Changing: Record {
    /// Raised with every change.
    fn version(&self) -> Version;

    /// Name of the state, where it has states.
    fn state(&self) -> Option<&'static str>;
}

/// Describes the table of an aggregate: its name and its searched columns, each with its value. With
/// `changes` the aggregate has a version, with `changes through` a state too.
macro_rules! record {
    (
        $aggregate:ty, in $table:literal as |$this:ident|
        { $($column:ident: $type:ty = $value:expr,)* } changes;
    ) => {
        record! {
            $aggregate, in $table as |$this| {
                version: i64 = $this.version.as_u64() as i64,
                $($column: $type = $value,)*
            }
        }
        impl $crate::record::Changing for $aggregate {
            fn version(&self) -> domain::Version {
                self.version
            }

            fn state(&self) -> Option<&'static str> {
                None
            }
        }
    };
    (
        $aggregate:ty, in $table:literal as |$this:ident|
        { $($column:ident: $type:ty = $value:expr,)* } changes through $state:expr;
    ) => {
        record! {
            $aggregate, in $table as |$this| {
                version: i64 = $this.version.as_u64() as i64,
                state: String = ($state).to_owned(),
                $($column: $type = $value,)*
            }
        }
        impl $crate::record::Changing for $aggregate {
            fn version(&self) -> domain::Version {
                self.version
            }

            fn state(&self) -> Option<&'static str> {
                let $this = self;
                Some($state)
            }
        }
    };
    (
        $aggregate:ty, in $table:literal as |$this:ident|
        { $($column:ident: $type:ty = $value:expr,)* }
    ) => {
        // The derive names its own traits without a path.
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
        #[sea_orm(table_name = $table)]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: Uuid,
            $(pub $column: $type,)*
            pub form: i64,
            pub body: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}

        impl $crate::record::Record for $aggregate {
            type Entity = Entity;

            const TABLE: &'static str = $table;

            fn key(&self) -> Uuid {
                self.id.as_uuid()
            }

            fn row(&self, body: String) -> ActiveModel {
                let $this = self;
                ActiveModel {
                    id: sea_orm::ActiveValue::Set($this.id.as_uuid()),
                    $($column: sea_orm::ActiveValue::Set($value),)*
                    form: sea_orm::ActiveValue::Set($crate::record::form::<$aggregate>()),
                    body: sea_orm::ActiveValue::Set(body),
                }
            }

            fn stored(model: Model) -> (Uuid, i64, String) {
                (model.id, model.form, model.body)
            }
        }
    };
}
pub(crate) use record;

/// Writes a new row.
pub(crate) async fn insert<R: Record>(
    transaction: &Transaction,
    aggregate: &R,
) -> Result<(), StoreError> {
    let row = aggregate.row(body(aggregate)?);
    transaction.note_written(R::TABLE);
    R::Entity::insert(row)
        .exec_without_returning(transaction.raw())
        .await?;
    Ok(())
}

/// Writes `after` where `before` is stored.
pub(crate) async fn advance<R: Changing>(
    transaction: &Transaction,
    before: &R,
    after: &R,
) -> Result<Advance, StoreError> {
    let key = before.key();
    let row = after.row(body(after)?);
    transaction.note_written(R::TABLE);
    let mut update = writable::<R>(key)
        .set(row)
        .filter(Expr::col("version").eq(before.version().as_u64() as i64));
    if let Some(state) = before.state() {
        update = update.filter(Expr::col("state").eq(state));
    }
    let changed = update.exec(transaction.raw()).await?.rows_affected;
    if changed == 1 {
        return Ok(Advance::Done);
    }
    check_form::<R>(transaction, key).await?;
    Ok(Advance::Stale)
}

/// Writes an aggregate in the place of the stored one with its key, whatever that says; nothing
/// where there is none.
pub(crate) async fn rewrite<R: Record>(
    transaction: &Transaction,
    aggregate: &R,
) -> Result<(), StoreError> {
    let key = aggregate.key();
    let update = writable::<R>(key).set(aggregate.row(body(aggregate)?));
    transaction.note_written(R::TABLE);
    if update.exec(transaction.raw()).await?.rows_affected == 0 {
        check_form::<R>(transaction, key).await?;
    }
    Ok(())
}

/// The row of `key`, unless its form is newer than this program's.
fn writable<R: Record>(key: Uuid) -> UpdateMany<R::Entity> {
    R::Entity::update_many()
        .filter(Expr::col("id").eq(key))
        .filter(Expr::col("form").lte(form::<R>()))
}

/// Refuses where the row of `key` is of a newer form.
async fn check_form<R: Record>(transaction: &Transaction, key: Uuid) -> Result<(), StoreError> {
    let row = Condition::all().add(Expr::col("id").eq(key));
    check_forms::<R>(transaction, row).await
}

/// Refuses where one of `rows` is of a newer form.
pub(crate) async fn check_forms<R: Record>(
    transaction: &Transaction,
    rows: Condition,
) -> Result<(), StoreError> {
    let newest = R::Entity::find()
        .filter(rows)
        .filter(Expr::col("form").gt(form::<R>()))
        .one(transaction.raw())
        .await?;
    newest.map_or(Ok(()), |row| {
        let (key, stored, _) = R::stored(row);
        Err(newer::<R>(key, stored, None))
    })
}

/// The aggregate with this key.
pub(crate) async fn find<R: Record>(
    connection: &impl Connection,
    key: Uuid,
) -> Result<Option<R>, StoreError> {
    one(
        connection,
        R::Entity::find().filter(Expr::col("id").eq(key)),
    )
    .await
}

/// The first aggregate of `select`.
pub(crate) async fn one<R: Record>(
    connection: &impl Connection,
    select: Select<R::Entity>,
) -> Result<Option<R>, StoreError> {
    let row = select.one(connection.raw()).await?;
    row.map(read).transpose()
}

/// Every aggregate of `select`.
pub(crate) async fn all<R: Record>(
    connection: &impl Connection,
    select: Select<R::Entity>,
) -> Result<Vec<R>, StoreError> {
    let rows = select.all(connection.raw()).await?;
    rows.into_iter().map(read).collect()
}

/// The aggregates of `select` that can be read, for what has to go on without the others: a job that looks
/// after many, a list for people. Each that cannot be read is an error in the log, by its id; asked for by
/// itself, it still fails.
pub(crate) async fn readable<R: Record>(
    connection: &impl Connection,
    select: Select<R::Entity>,
) -> Result<Vec<R>, StoreError> {
    let rows = select.all(connection.raw()).await?;
    Ok(those_readable(rows))
}

/// One row that is damaged, or of a form that only a newer program knows, must not stop the others.
fn those_readable<R: Record>(rows: Vec<<R::Entity as EntityTrait>::Model>) -> Vec<R> {
    let read = rows.into_iter().filter_map(|row| match read::<R>(row) {
        Ok(aggregate) => Some(aggregate),
        Err(failure) => {
            tracing::error!(%failure, "Passed over a row that cannot be read");
            None
        }
    });
    read.collect()
}

/// One page of the aggregates of `select`; those that cannot be read are left out as in [`readable`].
pub(crate) async fn page<R: Record>(
    connection: &impl Connection,
    select: Select<R::Entity>,
    sorting: Sorting<R::Entity>,
    request: PageRequest,
) -> Result<Page<R>, StoreError> {
    let rows = page::rows(connection, select, sorting, request).await?;
    Ok(Page {
        items: those_readable(rows.items),
        next: rows.next,
    })
}

/// The aggregate as JSON.
pub(crate) fn body<R: Record>(aggregate: &R) -> Result<String, StoreError> {
    serde_json::to_string(aggregate).map_err(|error| corrupt::<R>(aggregate.key(), error))
}

/// The aggregate of a row.
pub(crate) fn read<R: Record>(row: <R::Entity as EntityTrait>::Model) -> Result<R, StoreError> {
    let (key, stored, body) = R::stored(row);
    read_body(key, stored, &body)
}

/// The aggregate of a row of which a query took key, form and body alone.
pub(crate) fn read_body<R: Record>(key: Uuid, stored: i64, body: &str) -> Result<R, StoreError> {
    serde_json::from_str(body).map_err(|error| {
        if stored > form::<R>() {
            newer::<R>(key, stored, Some(error))
        } else {
            corrupt::<R>(key, error)
        }
    })
}

/// The number of the form that this program writes, as the column holds it.
pub(crate) const fn form<R: Stored>() -> i64 {
    R::FORM as i64
}

fn newer<R: Record>(key: Uuid, stored: i64, error: Option<serde_json::Error>) -> StoreError {
    StoreError::NewerForm {
        table: R::TABLE,
        id: key.to_string(),
        stored,
        known: form::<R>(),
        source: error.map(Into::into),
    }
}

fn corrupt<R: Record>(key: Uuid, error: serde_json::Error) -> StoreError {
    StoreError::Corrupt {
        table: R::TABLE,
        id: key.to_string(),
        source: error.into(),
    }
}
