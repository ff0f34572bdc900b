//! Tables of money: price lists, orders, payments, refunds, the ledger, invoices, reconciliations.

use sea_orm_migration::async_trait::async_trait;
use sea_orm_migration::sea_orm::DbErr;
use sea_orm_migration::sea_query::{IndexCreateStatement, TableCreateStatement};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

use super::schema::{
    create, facts, flag, index, integer, integer_or_null, states, text, text_or_null, unique, uuid,
    uuid_or_null,
};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &'static str {
        "m20261211_000020_money"
    }
}

#[async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, [tables(), books()].concat(), indexes()).await
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        facts(
            "price_list",
            [uuid("batch"), integer("number"), integer("form")],
        ),
        states(
            "placed_order",
            [
                uuid("centre"),
                uuid("batch"),
                uuid("degree"),
                uuid("account"),
                uuid_or_null("school"),
                text("number"),
                uuid_or_null("awaiting_degree"),
                uuid_or_null("settled_collection"),
                integer_or_null("expires_at"),
                text_or_null("cover"),
                integer("total_fen"),
                integer("form"),
            ],
        ),
        states(
            "payment",
            [
                uuid("centre"),
                uuid("batch"),
                uuid_or_null("account"),
                uuid_or_null("placed_order"),
                uuid_or_null("open_order"),
                text("means"),
                integer("amount_fen"),
                text_or_null("transaction_key"),
                integer_or_null("expires_at"),
                integer_or_null("paid_at"),
                integer("form"),
            ],
        ),
        states(
            "refund",
            [
                uuid("centre"),
                uuid("batch"),
                uuid("payment"),
                uuid_or_null("placed_order"),
                uuid_or_null("account"),
                integer("amount_fen"),
                flag("under_way"),
                integer_or_null("done_at"),
                integer("form"),
            ],
        ),
    ]
}

fn books() -> Vec<TableCreateStatement> {
    vec![
        facts(
            "ledger",
            [
                uuid("centre"),
                uuid("batch"),
                uuid_or_null("school"),
                text("debit"),
                text("credit"),
                integer("amount_fen"),
                text("cause"),
                uuid("cause_id"),
                integer("at"),
                integer("day"),
                integer("form"),
            ],
        ),
        states(
            "invoice",
            [
                uuid("centre"),
                uuid("account"),
                uuid("placed_order"),
                uuid_or_null("live_order"),
                integer_or_null("buyer_since"),
                integer("form"),
            ],
        ),
        facts(
            "reconciliation",
            [text("means"), integer("day"), integer("form")],
        ),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        unique("price_list_number", "price_list", &["batch", "number"]),
        unique("placed_order_number", "placed_order", &["number"]),
        // A degree has one order to pay at a time, and settles its collection once.
        unique(
            "placed_order_awaiting",
            "placed_order",
            &["awaiting_degree"],
        ),
        unique(
            "placed_order_settled",
            "placed_order",
            &["settled_collection"],
        ),
        index("placed_order_degree", "placed_order", &["degree", "batch"]),
        index("placed_order_account", "placed_order", &["account", "id"]),
        index(
            "placed_order_batch",
            "placed_order",
            &["centre", "batch", "state", "id"],
        ),
        index("placed_order_expires", "placed_order", &["expires_at"]),
        // An order has one payment at a time that could still take money.
        unique("payment_open_order", "payment", &["open_order"]),
        // What one person has written down of a slip, no other writes down again.
        unique("payment_transaction", "payment", &["transaction_key"]),
        index("payment_order", "payment", &["placed_order", "id"]),
        index("payment_open", "payment", &["expires_at"]),
        index("payment_day", "payment", &["means", "paid_at"]),
        index("payment_centre", "payment", &["centre", "state", "id"]),
        index("refund_payment", "refund", &["payment", "id"]),
        index("refund_order", "refund", &["placed_order", "id"]),
        index("refund_centre", "refund", &["centre", "state", "id"]),
        index("refund_under_way", "refund", &["under_way", "id"]),
        index("refund_day", "refund", &["done_at"]),
        // Each event is booked once.
        unique("ledger_cause", "ledger", &["cause", "cause_id"]),
        index("ledger_batch", "ledger", &["centre", "batch", "school"]),
        index("ledger_day", "ledger", &["centre", "day"]),
        unique("invoice_order", "invoice", &["live_order"]),
        index("invoice_centre", "invoice", &["centre", "state", "id"]),
        index("invoice_account", "invoice", &["account", "id"]),
        index("invoice_buyer", "invoice", &["buyer_since"]),
        index(
            "reconciliation_day",
            "reconciliation",
            &["means", "day", "id"],
        ),
    ]
}
