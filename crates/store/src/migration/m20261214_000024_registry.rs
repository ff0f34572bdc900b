//! Packages for the registry, the portraits in them, and data discs.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{
    create, flag, index, integer, integer_or_null, table, text, text_or_null, unique, uuid,
    uuid_or_null,
};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261214_000024_registry"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let packages = table(
            "registry_package",
            &["id"],
            [
                uuid("id"),
                integer("version"),
                text("state"),
                uuid("centre"),
                uuid("batch"),
                text("number"),
                integer_or_null("file_ends_at"),
                integer("form"),
                text("body"),
            ],
        );
        let records = table(
            "registry_record",
            &["id"],
            [
                uuid("id"),
                integer("version"),
                text("state"),
                uuid("package"),
                uuid("batch"),
                uuid("submission"),
                uuid("degree"),
                uuid_or_null("held_photo"),
                uuid_or_null("held_degree"),
                integer_or_null("serial"),
                text_or_null("identity"),
                flag("is_news"),
                integer("form"),
                text("body"),
            ],
        );
        let discs = table(
            "data_disc",
            &["id"],
            [
                uuid("id"),
                integer("version"),
                text("state"),
                uuid("centre"),
                uuid("batch"),
                integer_or_null("files_end_at"),
                integer("form"),
                text("body"),
            ],
        );
        let (package, record) = ("registry_package", "registry_record");
        let indexes = [
            unique("registry_package_number", package, &["number"]),
            index("registry_package_centre", package, &["centre", "id"]),
            index("registry_package_file", package, &["file_ends_at", "id"]),
            unique("registry_record_photo", record, &["held_photo"]),
            unique("registry_record_held", record, &["held_degree"]),
            index("registry_record_package", record, &["package", "id"]),
            index(
                "registry_record_news",
                record,
                &["package", "is_news", "id"],
            ),
            index("registry_record_batch", record, &["batch", "state", "id"]),
            index("registry_record_submission", record, &["submission"]),
            index("registry_record_degree", record, &["degree"]),
            index("data_disc_centre", "data_disc", &["centre", "id"]),
            index("data_disc_batch", "data_disc", &["batch"]),
            index("data_disc_files", "data_disc", &["files_end_at", "id"]),
        ];
        create(manager, [packages, records, discs], indexes).await
    }
}
