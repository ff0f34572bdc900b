//! Orders, payments, refunds, the ledger: what is unique, what is summed, what happens at once.

use domain::*;
use store::{Advance, OrderFilter, PageRequest, Store, StoreError, UniqueKey};
use time::macros::date;

use crate::fixtures::{ACCOUNT, BATCH, CENTRE, STAFF, bound, minute, uuid};
use crate::harness::{Database, on_both_engines};
use crate::ledger::all_of_centre;

on_both_engines![
    the_price_list_with_the_highest_number_is_in_force,
    a_degree_has_one_order_to_pay_and_settles_its_collection_once,
    overdue_orders_are_found,
    an_order_has_one_payment_that_could_take_money,
    a_slip_is_written_down_once,
    sixty_four_notices_at_once_have_one_effect,
    refunds_under_way_are_found,
    an_order_has_one_live_invoice,
    reconciliations_are_kept_by_day,
];

fn list(number: u32, fen: u32) -> PriceList {
    PriceList {
        id: PriceListId::from_uuid(uuid(number)),
        centre: CENTRE,
        batch: BATCH,
        number,
        prices: Prices {
            pay: PayMoment::BeforeSubmitting,
            payer: Payer::Student,
            lines: vec![Price {
                product: Product::Collection,
                unit_fen: Fen::new(fen),
            }],
        },
        set: None,
    }
}

/// Order `number` of a degree, ¥13.50, to be paid within half an hour.
pub(crate) fn order(number: u32) -> Order {
    let day = date!(2023 - 09 - 06);
    let mut digits = number as usize;
    let new = NewOrder {
        id: OrderId::from_uuid(uuid(number)),
        number: OrderNumber::generate(day, |count| {
            let digit = digits % count;
            digits /= count;
            digit
        }),
        expires_at: minute(30),
    };
    let wish = Wish {
        product: Product::Collection,
        pieces: 1,
    };
    Order::place(new, &bound(1, 1), &list(1, 1350), &[wish], &[], minute(0)).unwrap()
}

pub(crate) fn new_payment(number: u32, order: &Order, means: Means) -> NewPayment {
    NewPayment {
        id: PaymentId::from_uuid(uuid(number)),
        centre: CENTRE,
        batch: BATCH,
        purpose: PaymentPurpose::Order { order: order.id },
        account: Some(ACCOUNT),
        means,
        amount_fen: Fen::new(1350),
    }
}

pub(crate) fn prepared(number: u32, order: &Order) -> Payment {
    Payment::prepare(new_payment(number, order, Means::WeChatPay), minute(30))
}

pub(crate) fn paid(payment: &Payment) -> Payment {
    let receipt = Receipt {
        transaction: TransactionNumber::parse(&payment.id.to_string()).unwrap(),
        amount_fen: payment.amount_fen,
        paid_at: minute(5),
    };
    payment.clone().succeed(receipt, false, minute(6)).unwrap()
}

pub(crate) fn refund(number: u32, payment: &Payment) -> Refund {
    let new = NewRefund {
        id: RefundId::from_uuid(uuid(number)),
        amount_fen: Fen::new(350),
        reason: RefundReason::StudentAsked,
        by: Actor::Student(ACCOUNT),
    };
    Refund::request(new, payment, minute(10))
}

pub(crate) fn entry_id(number: u32) -> LedgerEntryId {
    LedgerEntryId::from_uuid(uuid(number))
}

async fn insert_order(store: &Store, order: &Order) -> Result<(), StoreError> {
    let work = store.begin().await.unwrap();
    work.orders().insert(order).await?;
    work.commit().await
}

async fn insert_payment(store: &Store, payment: &Payment) -> Result<(), StoreError> {
    let work = store.begin().await.unwrap();
    work.payments().insert(payment).await?;
    work.commit().await
}

#[track_caller]
pub(crate) fn assert_taken(result: Result<(), StoreError>, expected: &UniqueKey) {
    match result {
        Err(StoreError::Taken(key)) => assert_eq!(key, *expected),
        other => panic!("{other:?}"),
    }
}

async fn the_price_list_with_the_highest_number_is_in_force(Database { store, .. }: Database) {
    for (number, fen) in [(1, 1350), (2, 1500)] {
        let work = store.begin().await.unwrap();
        work.price_lists().insert(&list(number, fen)).await.unwrap();
        work.commit().await.unwrap();
    }
    let lists = store.price_lists();
    assert_eq!(
        lists.find_in_force(BATCH).await.unwrap(),
        Some(list(2, 1500))
    );
    let all = lists.list_of_batch(BATCH).await.unwrap();
    assert_eq!(all, [list(2, 1500), list(1, 1350)]);
    let rival = PriceList {
        id: PriceListId::from_uuid(uuid(9)),
        ..list(2, 1)
    };
    let work = store.begin().await.unwrap();
    let twice = work.price_lists().insert(&rival).await;
    assert_taken(twice, &UniqueKey::PriceListNumber);
}

async fn a_degree_has_one_order_to_pay_and_settles_its_collection_once(
    Database { store, .. }: Database,
) {
    let (first, second) = (order(1), order(2));
    insert_order(&store, &first).await.unwrap();
    assert_taken(
        insert_order(&store, &second).await,
        &UniqueKey::AwaitingOrder,
    );
    let settled = first
        .clone()
        .pay(&paid(&prepared(5, &first)), minute(5))
        .unwrap();
    let work = store.begin().await.unwrap();
    let advance = work.orders().advance(&first, &settled).await.unwrap();
    assert_eq!(advance, Advance::Done);
    work.commit().await.unwrap();
    insert_order(&store, &second).await.unwrap();
    let again = second
        .clone()
        .pay(&paid(&prepared(6, &second)), minute(7))
        .unwrap();
    let work = store.begin().await.unwrap();
    let advance = work.orders().advance(&second, &again).await.map(drop);
    assert_taken(advance, &UniqueKey::SettledCollection);
    drop(work);
    let of_degree = store
        .orders()
        .list_of_degree(first.degree, BATCH)
        .await
        .unwrap();
    assert_eq!(of_degree, [settled.clone(), second.clone()]);
    let filter = OrderFilter {
        centre: CENTRE,
        batch: Some(BATCH),
        state: Some(OrderStateName::Paid),
    };
    let page = store
        .orders()
        .list(filter, PageRequest::default())
        .await
        .unwrap();
    assert_eq!(page.items, [settled]);
    let number = store.orders().find_by_number(&second.number).await.unwrap();
    assert_eq!(number, Some(second));
}

async fn overdue_orders_are_found(Database { store, .. }: Database) {
    let waiting = order(1);
    insert_order(&store, &waiting).await.unwrap();
    let orders = store.orders();
    assert_eq!(orders.list_overdue(minute(29), 10).await.unwrap(), []);
    assert_eq!(
        orders.list_overdue(minute(30), 10).await.unwrap(),
        [waiting]
    );
}

async fn an_order_has_one_payment_that_could_take_money(Database { store, .. }: Database) {
    let order = order(1);
    let first = prepared(1, &order);
    insert_payment(&store, &first).await.unwrap();
    let second = prepared(2, &order);
    assert_taken(
        insert_payment(&store, &second).await,
        &UniqueKey::OpenPayment,
    );
    let open = store.payments().find_open_of_order(order.id).await.unwrap();
    assert_eq!(open, Some(first.clone()));
    let closed = first.clone().close(minute(3)).unwrap();
    let work = store.begin().await.unwrap();
    let advance = work.payments().advance(&first, &closed).await.unwrap();
    assert_eq!(advance, Advance::Done);
    work.commit().await.unwrap();
    insert_payment(&store, &second).await.unwrap();
    let open = store
        .payments()
        .list_open(PageRequest::default())
        .await
        .unwrap();
    assert_eq!(open.items, std::slice::from_ref(&second));
    let all = store.payments().list_of_order(order.id).await.unwrap();
    assert_eq!(all, [closed, second]);
}

async fn a_slip_is_written_down_once(Database { store, .. }: Database) {
    let order = order(1);
    let slip = |number, means| {
        let new = new_payment(number, &order, means);
        let transaction = TransactionNumber::parse("SLIP-1").unwrap();
        Payment::record(new, STAFF, transaction, minute(1)).unwrap()
    };
    let first = slip(1, Means::BankTransfer);
    insert_payment(&store, &first).await.unwrap();
    let again = insert_payment(&store, &slip(2, Means::BankTransfer)).await;
    assert_taken(again, &UniqueKey::Transaction);
    insert_payment(&store, &slip(3, Means::CashDesk))
        .await
        .unwrap();
    let recorded = PaymentStateName::Recorded;
    let page = store
        .payments()
        .list_in_state(CENTRE, recorded, PageRequest::default())
        .await;
    assert_eq!(page.unwrap().items.len(), 2);
}

async fn sixty_four_notices_at_once_have_one_effect(Database { store, .. }: Database) {
    let order = order(1);
    insert_order(&store, &order).await.unwrap();
    let payment = prepared(1, &order);
    insert_payment(&store, &payment).await.unwrap();
    let racers = (0..64_u32).map(|number| {
        let (store, id) = (store.clone(), payment.id);
        tokio::spawn(async move { take_notice(&store, id, number).await })
    });
    let mut effects = 0;
    for racer in racers.collect::<Vec<_>>() {
        effects += u32::from(racer.await.unwrap());
    }
    assert_eq!(effects, 1);
    let stored = store.orders().find(order.id).await.unwrap().unwrap();
    assert_eq!(stored.state.name(), "paid");
    let sums = store.ledger().sums(all_of_centre()).await.unwrap();
    let balances: Vec<_> = sums.iter().map(store::AccountSum::balance_fen).collect();
    assert_eq!(balances, [1350, -1350]);
}

/// Whether this notice was the one that took effect.
async fn take_notice(store: &Store, id: PaymentId, number: u32) -> bool {
    let work = store.begin().await.unwrap();
    let before = work.payments().find(id).await.unwrap().unwrap();
    if before.paid_at().is_some() {
        return false;
    }
    let after = paid(&before);
    if work.payments().advance(&before, &after).await.unwrap() == Advance::Stale {
        return false;
    }
    let order = work
        .orders()
        .find(before.order().unwrap())
        .await
        .unwrap()
        .unwrap();
    let settled = order.clone().pay(&after, minute(5)).unwrap();
    let advance = work.orders().advance(&order, &settled).await.unwrap();
    assert_eq!(advance, Advance::Done);
    let entry = LedgerEntry::of_payment(entry_id(100 + number), &after).unwrap();
    work.ledger().book(&entry).await.unwrap();
    work.commit().await.is_ok()
}

async fn refunds_under_way_are_found(Database { store, .. }: Database) {
    let payment = paid(&prepared(1, &order(1)));
    let asked = refund(1, &payment);
    let work = store.begin().await.unwrap();
    work.refunds().insert(&asked).await.unwrap();
    work.commit().await.unwrap();
    let under_way = || async {
        let refunds = store.refunds();
        refunds
            .list_under_way(PageRequest::default())
            .await
            .unwrap()
            .items
    };
    assert_eq!(under_way().await, []);
    let approved = asked
        .clone()
        .approve(Actor::Staff(STAFF), minute(11))
        .unwrap();
    let done = approved.clone().finish(minute(12)).unwrap();
    for (before, after) in [(&asked, &approved), (&approved, &done)] {
        let work = store.begin().await.unwrap();
        let advance = work.refunds().advance(before, after).await.unwrap();
        assert_eq!(advance, Advance::Done);
        work.commit().await.unwrap();
        let expected: Vec<Refund> = after
            .is_under_way()
            .then(|| after.clone())
            .into_iter()
            .collect();
        assert_eq!(under_way().await, expected);
    }
    let refunds = store.refunds();
    let found = refunds.list_done([minute(12), minute(13)]).await.unwrap();
    assert_eq!(found, std::slice::from_ref(&done));
    assert_eq!(
        refunds.list_done([minute(13), minute(14)]).await.unwrap(),
        []
    );
    assert_eq!(
        refunds.list_of_payment(payment.id).await.unwrap(),
        std::slice::from_ref(&done)
    );
    let state = Some(RefundStateName::Done);
    let page = refunds
        .list(CENTRE, state, PageRequest::default())
        .await
        .unwrap();
    assert_eq!(page.items, [done]);
}

async fn an_order_has_one_live_invoice(Database { store, .. }: Database) {
    let placed = order(1);
    let settled = placed
        .clone()
        .pay(&paid(&prepared(1, &placed)), minute(5))
        .unwrap();
    let request = |number| {
        let new = NewInvoice {
            id: InvoiceRequestId::from_uuid(uuid(number)),
            buyer: InvoiceBuyer {
                title: Sealed::from_bytes(vec![1]),
                tax_number: None,
                mail: Sealed::from_bytes(vec![2]),
            },
        };
        let by = Actor::Student(ACCOUNT);
        InvoiceRequest::request(new, &settled, by, minute(6)).unwrap()
    };
    let first = request(1);
    let work = store.begin().await.unwrap();
    work.invoices().insert(&first).await.unwrap();
    work.commit().await.unwrap();
    let work = store.begin().await.unwrap();
    let twice = work.invoices().insert(&request(2)).await;
    assert_taken(twice, &UniqueKey::InvoiceOfOrder);
    drop(work);
    let withdrawn = first
        .clone()
        .withdraw(Actor::Student(ACCOUNT), minute(7))
        .unwrap();
    let work = store.begin().await.unwrap();
    let advance = work.invoices().advance(&first, &withdrawn).await.unwrap();
    assert_eq!(advance, Advance::Done);
    work.invoices().insert(&request(2)).await.unwrap();
    work.commit().await.unwrap();
    let live = store
        .invoices()
        .find_live_of_order(settled.id)
        .await
        .unwrap();
    assert_eq!(live, Some(request(2)));
    let of_account = store.invoices().list_of_account(ACCOUNT).await.unwrap();
    assert_eq!(of_account.len(), 2);
}

async fn reconciliations_are_kept_by_day(Database { store, .. }: Database) {
    let day = date!(2023 - 09 - 06);
    let made = |number, day| {
        let id = ReconciliationId::from_uuid(uuid(number));
        Reconciliation::of(
            id,
            (Means::WeChatPay, day),
            &[],
            &[],
            minute(i64::from(number)),
        )
    };
    let next = day.next_day().unwrap();
    for one in [made(1, day), made(2, day), made(3, next)] {
        let work = store.begin().await.unwrap();
        work.reconciliations().insert(&one).await.unwrap();
        work.commit().await.unwrap();
    }
    let reconciliations = store.reconciliations();
    let found = reconciliations
        .find_of_day(Means::WeChatPay, day)
        .await
        .unwrap();
    assert_eq!(found, Some(made(2, day)));
    let none = reconciliations
        .find_of_day(Means::Local, day)
        .await
        .unwrap();
    assert_eq!(none, None);
    let all = reconciliations
        .list(Means::WeChatPay, [day, next])
        .await
        .unwrap();
    assert_eq!(all, [made(3, next), made(2, day), made(1, day)]);
}
