//! Tables of what is kept for a while beside the aggregates: archives of a student's own
//! data, pictures that a dispute is about, objects that nothing refers to.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, integer_or_null, table, text, text_or_null, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261212_000022_doors"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let exports = table(
            "account_export",
            &["account"],
            [
                uuid("account"),
                integer("requested_at"),
                text_or_null("blob"),
                integer_or_null("length_bytes"),
                integer_or_null("ready_at"),
                integer_or_null("ends_at"),
            ],
        );
        let evidence = table(
            "dispute_evidence",
            &["degree"],
            [
                uuid("degree"),
                uuid("account"),
                text("blob"),
                text("content_type"),
                integer("kept_at"),
                integer("ends_at"),
            ],
        );
        let orphans = table("orphan", &["blob"], [text("blob"), integer("seen_at")]);
        let indexes = [
            index("account_export_ends", "account_export", &["ends_at"]),
            index("dispute_evidence_ends", "dispute_evidence", &["ends_at"]),
            index("dispute_evidence_account", "dispute_evidence", &["account"]),
        ];
        create(manager, [exports, evidence, orphans], indexes).await
    }
}
