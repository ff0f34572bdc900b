//! Requests to change what is approved, which take a second person.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, table, text, unique, uuid, uuid_or_null};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261207_000016_change_request"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let requests = table(
            "change_request",
            &["id"],
            [
                uuid("id"),
                integer("version"),
                text("state"),
                uuid("centre"),
                uuid("submission"),
                uuid_or_null("open_submission"),
                integer("asked_at"),
                integer("form"),
                text("body"),
            ],
        );
        let indexes = [
            unique(
                "change_request_open",
                "change_request",
                &["open_submission"],
            ),
            index(
                "change_request_centre",
                "change_request",
                &["centre", "asked_at", "id"],
            ),
        ];
        create(manager, [requests], indexes).await
    }
}
