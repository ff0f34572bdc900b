//! The tables of traces and operation.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::ColumnDef;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use crate::migration::schema::{
    append_only, create, index, integer, integer_or_null, table, text, text_or_null, uuid,
};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261125_000005_operation"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        audit(manager).await?;
        signing_in(manager).await?;
        serving(manager).await
    }
}

async fn audit(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let entry = [
        uuid("chain"),
        integer("number"),
        text("subject"),
        uuid("subject_id"),
        integer("at"),
        text("body"),
    ];
    let head = [uuid("chain"), text_or_null("last")];
    let tables = [
        table("audit_entry", &["chain", "number"], entry),
        table("audit_head", &["chain"], head),
    ];
    let indexes = [index(
        "audit_entry_subject",
        "audit_entry",
        &["subject_id", "at"],
    )];
    create(manager, tables, indexes).await?;
    append_only(manager, "audit_entry").await
}

async fn signing_in(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let misses = [text("key"), text("body")];
    let session = [
        text("token"),
        text("holder"),
        uuid("holder_id"),
        integer("created_at"),
        integer("expires_at"),
        integer("last_seen_at"),
    ];
    let sign_in_code = [
        text("phone"),
        text("code"),
        integer("expires_at"),
        integer("tries_left"),
        integer("sent_at"),
    ];
    let tables = [
        table("misses", &["key"], misses),
        table("session", &["token"], session),
        table("sign_in_code", &["phone"], sign_in_code),
    ];
    let indexes = [
        index("session_holder", "session", &["holder_id"]),
        index("session_expiry", "session", &["expires_at"]),
        index("sign_in_code_expiry", "sign_in_code", &["expires_at"]),
    ];
    create(manager, tables, indexes).await
}

async fn serving(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let idempotency = [
        text("caller"),
        text("key"),
        text("request"),
        integer("expires_at"),
        integer_or_null("status"),
        text_or_null("content_type"),
        ColumnDef::new("response").blob().null().take(),
    ];
    let counter = [text("bucket"), integer("window_start"), integer("hits")];
    let lease = [text("name"), text("holder"), integer("until")];
    let secret = [text("name"), bytes("value"), integer("expires_at")];
    let outbox = [
        uuid("id"),
        text("channel"),
        text("template"),
        text("recipient_hint"),
        bytes("body"),
        integer("created_at"),
    ];
    let tables = [
        table("idempotency", &["caller", "key"], idempotency),
        table("counter", &["bucket", "window_start"], counter),
        table("lease", &["name"], lease),
        table("secret", &["name"], secret),
        table("outbox", &["id"], outbox),
    ];
    let indexes = [
        index("idempotency_expiry", "idempotency", &["expires_at"]),
        index("counter_window", "counter", &["window_start"]),
        index("outbox_created", "outbox", &["created_at", "id"]),
    ];
    create(manager, tables, indexes).await
}

fn bytes(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).blob().not_null().take()
}
