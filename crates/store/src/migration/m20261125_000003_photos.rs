//! Tables of capture sessions, upload parts, photos, findings, submissions, decisions, messages.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{IndexCreateStatement, TableCreateStatement};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{
    create, facts, flag, index, integer, integer_or_null, states, table, text, text_or_null,
    unique, uuid,
};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261125_000003_photos"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, tables(), indexes()).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        states(
            "capture",
            [uuid("degree"), text("token"), integer("expires_at")],
        ),
        table(
            "upload_part",
            &["capture", "number"],
            [
                uuid("capture"),
                integer("number"),
                text("blob"),
                integer("length_bytes"),
                text("hash"),
            ],
        ),
        table(
            "blob_reference",
            &["blob", "owner_table", "owner"],
            [text("blob"), text("owner_table"), uuid("owner")],
        ),
        states(
            "photo",
            [
                uuid("degree"),
                uuid("account"),
                integer("number"),
                integer("received_at"),
            ],
        ),
        table(
            "findings",
            &["photo"],
            [
                uuid("photo"),
                text("facts"),
                text("judgement"),
                integer("facts_version"),
                text_or_null("portrait_geometry"),
            ],
        ),
        states(
            "submission",
            [
                uuid("centre"),
                uuid("batch"),
                uuid("degree"),
                uuid("account"),
                flag("with_student"),
                text_or_null("round"),
                integer_or_null("submitted_at"),
                integer_or_null("replace_by"),
            ],
        ),
        facts("review", [uuid("submission"), integer("decided_at")]),
        states(
            "notification",
            [uuid("account"), text("channel"), integer("created_at")],
        ),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("capture_token", "capture", &["token"]),
        index("capture_degree", "capture", &["degree"]),
        index("capture_expiring", "capture", &["state", "expires_at"]),
        unique("photo_number", "photo", &["degree", "number"]),
        index("photo_account", "photo", &["account", "received_at"]),
        unique("submission_degree", "submission", &["degree", "batch"]),
        index("submission_account", "submission", &["account"]),
        index(
            "submission_queue",
            "submission",
            &["centre", "round", "submitted_at", "id"],
        ),
        index("submission_batch", "submission", &["batch", "state"]),
        index(
            "submission_with_student",
            "submission",
            &["batch", "with_student", "id"],
        ),
        index("submission_replace_by", "submission", &["replace_by"]),
        index("review_submission", "review", &["submission", "decided_at"]),
        index(
            "notification_account",
            "notification",
            &["account", "channel", "created_at", "id"],
        ),
    ]
}
