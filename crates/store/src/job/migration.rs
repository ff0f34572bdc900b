//! The tables of the queue.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{ColumnDef, Index, IndexOrder};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use crate::migration::schema::{
    create, index, integer, table, text, text_or_null, unique, uuid, uuid_or_null,
};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261125_000006_jobs"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let job = description()
            .into_iter()
            .chain([integer("due_at"), uuid_or_null("lease_token")]);
        let dead_job = description().into_iter().chain([integer("buried_at")]);
        let tables = [
            table("job", &["id"], job),
            table("dead_job", &["id"], dead_job),
        ];
        // The order in which jobs are taken; where statistics say that few are due, the other index
        // is read. In the one of `dedup` the kind comes last, or SQLite takes it for the best one.
        let mut order = Index::create();
        order
            .name("job_order")
            .table("job")
            .col(("priority", IndexOrder::Desc))
            .col("due_at")
            .col("id");
        let indexes = [
            order,
            index("job_due", "job", &["due_at"]),
            unique("job_dedup", "job", &["dedup", "kind"]),
            index("dead_job_buried", "dead_job", &["buried_at", "id"]),
        ];
        create(manager, tables, indexes).await
    }
}

/// What is known of a job, dead or alive.
fn description() -> [ColumnDef; 9] {
    [
        uuid("id"),
        text("kind"),
        text("payload"),
        text_or_null("dedup"),
        integer("priority"),
        integer("attempts"),
        integer("max_attempts"),
        text_or_null("error"),
        integer("enqueued_at"),
    ]
}
