//! The ledger: each event once, sums by account, day and school.

use domain::*;
use sea_orm::ConnectionTrait as _;
use store::{Engine, LedgerFilter, PageRequest, Store, StoreError, UniqueKey};
use time::macros::date;

use crate::fixtures::{BATCH, CENTRE, SCHOOL, STAFF, minute, uuid};
use crate::harness::{Database, on_both_engines};
use crate::money::{assert_taken, entry_id, new_payment, order, paid, prepared, refund};

on_both_engines![
    an_event_is_booked_once_and_all_accounts_are_zero_together,
    days_and_schools_are_summed,
    what_is_booked_stays,
];

/// Everything of the centre.
pub(crate) const fn all_of_centre() -> LedgerFilter {
    LedgerFilter {
        centre: CENTRE,
        batch: None,
        days: None,
    }
}

async fn book(store: &Store, entry: &LedgerEntry) -> Result<(), StoreError> {
    let work = store.begin().await.unwrap();
    work.ledger().book(entry).await?;
    work.commit().await
}

async fn an_event_is_booked_once_and_all_accounts_are_zero_together(
    Database { store, .. }: Database,
) {
    let order = order(1);
    let payment = paid(&prepared(1, &order));
    let refund = refund(1, &payment);
    let entries = [
        LedgerEntry::of_payment(entry_id(1), &payment).unwrap(),
        LedgerEntry::of_approval(entry_id(2), &refund, &payment, minute(11)),
        LedgerEntry::of_return(entry_id(3), (&refund, &payment), payment.means, minute(12)),
    ];
    for entry in &entries {
        book(&store, entry).await.unwrap();
    }
    let again = LedgerEntry {
        id: entry_id(9),
        ..entries[0].clone()
    };
    assert_taken(book(&store, &again).await, &UniqueKey::LedgerCause);
    let sums = store.ledger().sums(all_of_centre()).await.unwrap();
    let named: Vec<_> = sums
        .iter()
        .map(|sum| (sum.account.name(), sum.balance_fen()))
        .collect();
    assert_eq!(
        named,
        [("wechat-pay", 1000), ("income", -1000), ("refunds-due", 0)]
    );
    assert_eq!(
        sums.iter().map(store::AccountSum::balance_fen).sum::<i64>(),
        0
    );
    let other = LedgerFilter {
        centre: CentreId::from_uuid(uuid(77)),
        ..all_of_centre()
    };
    assert_eq!(store.ledger().sums(other).await.unwrap(), []);
    let page = store
        .ledger()
        .list(all_of_centre(), PageRequest::default())
        .await
        .unwrap();
    assert_eq!(page.items.len(), 3);
    assert_eq!(page.items[2], entries[0]);
}

async fn what_is_booked_stays(database: Database) {
    let payment = paid(&prepared(1, &order(1)));
    let entry = LedgerEntry::of_payment(entry_id(1), &payment).unwrap();
    book(&database.store, &entry).await.unwrap();
    let mut statements = vec!["UPDATE ledger SET day = 1", "DELETE FROM ledger"];
    if database.store.engine() == Engine::Postgres {
        statements.push("TRUNCATE ledger");
    }
    let connection = database.behind_the_back().await;
    for statement in statements {
        let refused = connection.execute_unprepared(statement).await;
        let refusal = refused.unwrap_err().to_string();
        assert!(refusal.contains("append-only"), "{refusal}");
    }
    let sums = database.store.ledger().sums(all_of_centre()).await;
    assert_eq!(sums.unwrap().len(), 2);
}

async fn days_and_schools_are_summed(Database { store, .. }: Database) {
    let placed = Order {
        school: Some(SCHOOL),
        ..order(1)
    };
    let evening = minute(23 * 60 + 59);
    let midnight = minute(24 * 60);
    let twin = Order {
        id: OrderId::from_uuid(uuid(2)),
        ..placed.clone()
    };
    let transfer = Payment::record(
        NewPayment {
            purpose: PaymentPurpose::School { school: SCHOOL },
            account: None,
            amount_fen: Fen::new(2000),
            ..new_payment(3, &placed, Means::BankTransfer)
        },
        STAFF,
        TransactionNumber::parse("BANK-1").unwrap(),
        midnight,
    );
    let second = StaffId::from_uuid(uuid(8));
    let transfer = transfer.unwrap().confirm(second, false, midnight).unwrap();
    for entry in [
        LedgerEntry::of_school(entry_id(1), &placed, evening),
        LedgerEntry::of_school(entry_id(2), &twin, midnight),
        LedgerEntry::of_payment(entry_id(3), &transfer).unwrap(),
    ] {
        book(&store, &entry).await.unwrap();
    }
    let days = store.ledger().by_day(all_of_centre()).await.unwrap();
    let seen: Vec<_> = days
        .iter()
        .map(|sum| (sum.day.day(), sum.debit.name(), sum.entries, sum.fen))
        .collect();
    let expected = [
        (6, "schools-owe", 1, 1350),
        (7, "bank", 1, 2000),
        (7, "schools-owe", 1, 1350),
    ];
    assert_eq!(seen, expected);
    let first_day = LedgerFilter {
        days: Some([date!(2023 - 09 - 06); 2]),
        ..all_of_centre()
    };
    let sums = store.ledger().sums(first_day).await.unwrap();
    assert_eq!(sums[0].balance_fen(), 1350);
    let schools = store.ledger().of_schools(BATCH).await.unwrap();
    let [school] = &schools[..] else {
        panic!("{schools:?}");
    };
    assert_eq!(school.school, Some(SCHOOL));
    assert_eq!(
        (school.students, school.owed_fen, school.paid_fen),
        (2, 2700, 2000)
    );
    let days = store.ledger().of_schools_by_day(BATCH).await.unwrap();
    let seen: Vec<_> = days
        .iter()
        .map(|one| {
            (
                one.school,
                one.day.day(),
                one.debit.name(),
                one.entries,
                one.fen,
            )
        })
        .collect();
    let expected = [
        (Some(SCHOOL), 6, "schools-owe", 1, 1350),
        (Some(SCHOOL), 7, "bank", 1, 2000),
        (Some(SCHOOL), 7, "schools-owe", 1, 1350),
    ];
    assert_eq!(seen, expected);
}
