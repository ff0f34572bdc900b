//! Tables of prints: addresses of students, print jobs, runs.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{
    aggregate, create, index, integer, integer_or_null, states, text, unique, uuid, uuid_or_null,
};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261214_000025_prints"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            aggregate(
                "address",
                [uuid("account"), uuid_or_null("default_of"), integer("form")],
            ),
            states(
                "print_job",
                [
                    uuid("centre"),
                    text("number"),
                    uuid("batch"),
                    uuid("degree"),
                    uuid("account"),
                    uuid_or_null("placed_order"),
                    uuid_or_null("included"),
                    uuid_or_null("school"),
                    uuid_or_null("run"),
                    integer_or_null("address_since"),
                    integer("form"),
                ],
            ),
            states(
                "print_run",
                [
                    uuid("centre"),
                    uuid("batch"),
                    uuid_or_null("school"),
                    integer_or_null("built_at"),
                    integer("form"),
                ],
            ),
        ];
        let indexes = [
            index("address_account", "address", &["account", "id"]),
            unique("address_default", "address", &["default_of"]),
            unique("print_job_number", "print_job", &["number"]),
            unique("print_job_order", "print_job", &["placed_order"]),
            // The collection fee includes one set of a degree in a batch.
            unique("print_job_included", "print_job", &["included"]),
            index("print_job_account", "print_job", &["account", "id"]),
            index("print_job_run", "print_job", &["run", "id"]),
            index(
                "print_job_waiting",
                "print_job",
                &["centre", "state", "batch", "school"],
            ),
            index(
                "print_job_batch",
                "print_job",
                &["batch", "state", "school", "id"],
            ),
            index("print_job_degree", "print_job", &["degree", "batch"]),
            index("print_job_address", "print_job", &["address_since"]),
            index("print_run_centre", "print_run", &["centre", "id"]),
            index("print_run_school", "print_run", &["school", "id"]),
            index("print_run_built", "print_run", &["built_at"]),
        ];
        create(manager, tables, indexes).await
    }
}
