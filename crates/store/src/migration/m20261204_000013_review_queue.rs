//! The queue by school and by doubts, and the claims of reviewers.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{Expr, ExprTrait as _, Query, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{create, index, integer, integer_or_null, table, text, uuid, uuid_or_null};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261204_000013_review_queue"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            uuid_or_null("school"),
            integer_or_null("doubts"),
            integer_or_null("doubt_rank"),
        ] {
            let alter = Table::alter().table("submission").add_column(column).take();
            manager.alter_table(alter).await?;
        }
        // What waits already was submitted without a count of doubts.
        let mut waiting = Query::update();
        waiting
            .table("submission")
            .value("doubts", 0)
            .value("doubt_rank", Expr::col("submitted_at"))
            .and_where(Expr::col("round").is_not_null());
        manager.exec_stmt(waiting).await?;
        let claims = table(
            "review_claim",
            &["submission"],
            [
                uuid("submission"),
                text("round"),
                uuid("staff"),
                integer("claimed_at"),
                integer("until"),
            ],
        );
        let indexes = [
            index(
                "submission_doubts",
                "submission",
                &["centre", "round", "doubt_rank", "id"],
            ),
            index(
                "submission_school_queue",
                "submission",
                &["school", "round", "submitted_at", "id"],
            ),
            index("review_claim_staff", "review_claim", &["staff"]),
            index("review_claim_until", "review_claim", &["until"]),
        ];
        create(manager, [claims], indexes).await
    }
}
