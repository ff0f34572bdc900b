//! Decisions that another reviewer makes once more.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, table, text, uuid};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261209_000018_second_look"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let looks = table(
            "second_look",
            &["review"],
            [
                uuid("review"),
                uuid("centre"),
                text("round"),
                uuid("first_staff"),
                integer("drawn_at"),
                integer("is_done"),
                text("body"),
            ],
        );
        let indexes = [
            index(
                "second_look_waiting",
                "second_look",
                &["centre", "round", "is_done", "drawn_at"],
            ),
            index("second_look_drawn", "second_look", &["centre", "drawn_at"]),
        ];
        create(manager, [looks], indexes).await
    }
}
