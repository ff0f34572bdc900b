//! Lines of the audit log that wait to be tied to their chain.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, table, text, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261202_000010_audit_lines"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            uuid("id"),
            uuid("chain"),
            text("subject"),
            uuid("subject_id"),
            integer("at"),
            integer("place"),
            text("body"),
        ];
        let lines = table("audit_line", &["id"], columns);
        let indexes = [
            index(
                "audit_line_chain",
                "audit_line",
                &["chain", "at", "place", "id"],
            ),
            index("audit_line_subject", "audit_line", &["subject_id"]),
        ];
        create(manager, [lines], indexes).await
    }
}
