//! Where students stand, in columns: progress is counted by school, college, teaching point, class and level.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{ColumnDef, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, text_or_null, uuid_or_null};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261205_000014_progress"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["submission", "roster"] {
            for column in [
                uuid_or_null("college"),
                uuid_or_null("teaching_point"),
                uuid_or_null("class"),
                text_or_null("level"),
            ] {
                let alter = Table::alter().table(table).add_column(column).take();
                manager.alter_table(alter).await?;
            }
        }
        for column in [
            text_or_null("student_number"),
            ColumnDef::new("listed").boolean().null().take(),
        ] {
            let alter = Table::alter().table("submission").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        let place = [
            "batch",
            "school",
            "college",
            "teaching_point",
            "class",
            "level",
        ];
        let indexes = [
            index(
                "submission_progress",
                "submission",
                &[&place[..], &["listed", "state"]].concat(),
            ),
            index(
                "submission_number",
                "submission",
                &["batch", "school", "student_number"],
            ),
            index("roster_progress", "roster", &place),
            // Lists go by id: in pages of a whole batch, and of a school.
            index("roster_list", "roster", &["batch", "id"]),
            index("roster_school_list", "roster", &["batch", "school", "id"]),
            index("submission_list", "submission", &["batch", "id"]),
            index(
                "submission_school_list",
                "submission",
                &["batch", "school", "id"],
            ),
        ];
        create(manager, [], indexes).await
    }
}
