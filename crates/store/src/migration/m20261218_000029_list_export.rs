//! Lists of many students that are taken out as files, which takes two people.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, integer_or_null, table, text, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261218_000029_list_export"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let lists = table(
            "list_export",
            &["id"],
            [
                uuid("id"),
                integer("version"),
                text("state"),
                uuid("centre"),
                uuid("batch"),
                uuid("proposed_by"),
                integer_or_null("file_ends_at"),
                integer("form"),
                text("body"),
            ],
        );
        let indexes = [
            index("list_export_centre", "list_export", &["centre", "id"]),
            index(
                "list_export_own",
                "list_export",
                &["centre", "proposed_by", "id"],
            ),
            index("list_export_batch", "list_export", &["batch"]),
            index("list_export_file", "list_export", &["file_ends_at", "id"]),
        ];
        create(manager, [lists], indexes).await
    }
}
