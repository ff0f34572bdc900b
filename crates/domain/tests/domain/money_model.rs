//! Random payers, cashiers and refunds against a payment service that counts its money: after any
//! sequence the ledger has what the service has, nothing is paid twice and nothing is lost.

use std::collections::BTreeMap;

use domain::*;
use proptest::prelude::*;
use uuid::Uuid;

use crate::fixtures::{CENTRE, at};
use crate::money::{SECOND, order, transaction};

#[derive(Debug, Clone, Copy)]
enum Step {
    Start,
    Pay { payment: usize },
    Notice { payment: usize },
    CloseOrder,
    ClosePayment { payment: usize },
    Claim { payment: usize, fen: u32 },
    Approve { refund: usize },
    Send { refund: usize },
    Stick { refund: usize },
    GiveUp { refund: usize },
    Done { refund: usize },
    Decline { refund: usize },
}

fn steps() -> impl Strategy<Value = Step> {
    let payment = || 0_usize..4;
    let refund = || 0_usize..6;
    prop_oneof![
        2 => Just(Step::Start),
        4 => payment().prop_map(|payment| Step::Pay { payment }),
        5 => payment().prop_map(|payment| Step::Notice { payment }),
        1 => Just(Step::CloseOrder),
        2 => payment().prop_map(|payment| Step::ClosePayment { payment }),
        4 => (payment(), 1_u32..1500).prop_map(|(payment, fen)| Step::Claim { payment, fen }),
        4 => refund().prop_map(|refund| Step::Approve { refund }),
        3 => refund().prop_map(|refund| Step::Send { refund }),
        1 => refund().prop_map(|refund| Step::Stick { refund }),
        1 => refund().prop_map(|refund| Step::GiveUp { refund }),
        4 => refund().prop_map(|refund| Step::Done { refund }),
        1 => refund().prop_map(|refund| Step::Decline { refund }),
    ]
}

/// One order, its payments and refunds, the ledger, and the service with its own books.
struct World {
    order: Order,
    payments: Vec<Payment>,
    refunds: Vec<Refund>,
    ledger: BTreeMap<(LedgerCauseName, Uuid), LedgerEntry>,
    bill: Vec<BillLine>,
    paid_there: Vec<bool>,
    closed_there: Vec<bool>,
}

impl World {
    fn new() -> Self {
        Self {
            order: order(),
            payments: Vec::new(),
            refunds: Vec::new(),
            ledger: BTreeMap::new(),
            bill: Vec::new(),
            paid_there: Vec::new(),
            closed_there: Vec::new(),
        }
    }

    fn book(&mut self, entry: LedgerEntry) {
        let key = ((&entry.cause).into(), entry.cause.id());
        let earlier = self.ledger.insert(key, entry);
        assert!(earlier.is_none(), "an event was booked twice");
    }

    fn entry_id(&self) -> LedgerEntryId {
        LedgerEntryId::from_uuid(Uuid::from_u128(900 + self.ledger.len() as u128))
    }

    fn balance(&self, account: LedgerAccount) -> i64 {
        let entries = self.ledger.values();
        let moved = entries.map(|entry| {
            let fen = i64::from(entry.amount_fen.as_u32());
            let debit = if entry.debit == account { fen } else { 0 };
            let credit = if entry.credit == account { fen } else { 0 };
            debit - credit
        });
        moved.sum()
    }

    /// `None` where the step is refused; nothing has changed then.
    fn act(&mut self, step: Step, now: Timestamp) -> Option<()> {
        match step {
            Step::Start => {
                self.order.awaiting(OrderAction::StartPayment).ok()?;
                if self.payments.len() == 4 {
                    return None;
                }
                let number = self.payments.len() as u128;
                let new = NewPayment {
                    id: PaymentId::from_uuid(Uuid::from_u128(100 + number)),
                    ..crate::money::new_payment(Means::WeChatPay)
                };
                self.payments.push(Payment::prepare(new, at("09-06 09:00")));
                self.paid_there.push(false);
                self.closed_there.push(false);
            }
            // At the service; nothing is known here yet.
            Step::Pay { payment } => {
                let known = self.payments.get(payment)?;
                if self.paid_there[payment] || self.closed_there[payment] {
                    return None;
                }
                self.paid_there[payment] = true;
                self.bill.push(BillLine {
                    kind: BillLineKind::Payment,
                    number: known.id.to_string(),
                    amount_fen: known.amount_fen,
                });
            }
            Step::Notice { payment } => self.notice(payment, now)?,
            Step::CloseOrder => self.order = self.order.clone().close(at("09-06 09:00")).ok()?,
            Step::ClosePayment { payment } => {
                let known = self.payments.get(payment)?.clone();
                if self.paid_there[payment] {
                    return None;
                }
                self.closed_there[payment] = true;
                self.payments[payment] = known.close(now).ok()?;
            }
            Step::Claim { payment, fen } => {
                let known = self.payments.get(payment)?.clone();
                if self.refunds.len() == 6 {
                    return None;
                }
                let amount_fen = Fen::new(fen);
                let claimed = known.claim_refund(amount_fen, now).ok()?;
                let new = NewRefund {
                    id: RefundId::from_uuid(Uuid::from_u128(200 + self.refunds.len() as u128)),
                    amount_fen,
                    reason: RefundReason::OurMistake,
                    by: Actor::System,
                };
                self.refunds.push(Refund::request(new, &claimed, now));
                self.payments[payment] = claimed;
            }
            _ => self.refund(step, now)?,
        }
        Some(())
    }

    fn notice(&mut self, payment: usize, now: Timestamp) -> Option<()> {
        let known = self.payments.get(payment)?.clone();
        if !self.paid_there[payment] {
            return None;
        }
        let receipt = Receipt {
            transaction: transaction(&format!("T{payment}")),
            amount_fen: known.amount_fen,
            paid_at: now,
        };
        let paid = self.order.clone().pay(&known, now);
        let there = known.succeed(receipt, paid.is_err(), now).ok()?;
        if let Ok(paid) = paid {
            self.order = paid;
        }
        let entry = LedgerEntry::of_payment(self.entry_id(), &there)?;
        self.book(entry);
        self.payments[payment] = there;
        Some(())
    }

    fn refund(&mut self, step: Step, now: Timestamp) -> Option<()> {
        let (Step::Approve { refund: place }
        | Step::Send { refund: place }
        | Step::Stick { refund: place }
        | Step::GiveUp { refund: place }
        | Step::Done { refund: place }
        | Step::Decline { refund: place }) = step
        else {
            return None;
        };
        let before = self.refunds.get(place)?.clone();
        let known = self.payments.iter();
        let of = known
            .clone()
            .position(|payment| payment.id == before.payment)?;
        let payment = self.payments[of].clone();
        let id = self.entry_id();
        let after = match step {
            Step::Approve { .. } => {
                let after = before.approve(Actor::Staff(SECOND), now).ok()?;
                self.book(LedgerEntry::of_approval(id, &after, &payment, now));
                after
            }
            Step::Send { .. } => before.sent(now).ok()?,
            Step::Stick { .. } => before.stick(RefundProblem::PayerAccount, now).ok()?,
            Step::GiveUp { .. } => {
                let after = before.give_up(RefundProblem::Closed, now).ok()?;
                self.payments[of] = payment.clone().release_refund(after.amount_fen).unwrap();
                self.book(LedgerEntry::of_give_up(id, &after, &payment, now));
                after
            }
            Step::Decline { .. } => {
                let after = before.decline(Actor::System, now).ok()?;
                self.payments[of] = payment.release_refund(after.amount_fen).unwrap();
                after
            }
            _ => {
                let after = before.finish(now).ok()?;
                self.payments[of] = payment.clone().return_refund(after.amount_fen).unwrap();
                let means = payment.means;
                self.book(LedgerEntry::of_return(id, (&after, &payment), means, now));
                self.bill.push(BillLine {
                    kind: BillLineKind::Refund,
                    number: after.id.to_string(),
                    amount_fen: after.amount_fen,
                });
                after
            }
        };
        self.refunds[place] = after;
        Some(())
    }

    fn own_lines(&self) -> Vec<OwnLine> {
        let payments = self
            .payments
            .iter()
            .filter(|payment| payment.paid_at().is_some());
        let payments = payments.map(|payment| OwnLine {
            kind: BillLineKind::Payment,
            number: payment.id.to_string(),
            amount_fen: payment.amount_fen,
        });
        let refunds = self.refunds.iter().filter(|refund| refund.is_done());
        let refunds = refunds.map(|refund| OwnLine {
            kind: BillLineKind::Refund,
            number: refund.id.to_string(),
            amount_fen: refund.amount_fen,
        });
        payments.chain(refunds).collect()
    }
}

fn sum(lines: &[BillLine]) -> i64 {
    let signed = lines.iter().map(|line| {
        let fen = i64::from(line.amount_fen.as_u32());
        match line.kind {
            BillLineKind::Payment => fen,
            BillLineKind::Refund => -fen,
        }
    });
    signed.sum()
}

proptest! {
    #[test]
    fn the_ledger_is_what_was_paid_less_what_went_back(
        steps in prop::collection::vec(steps(), 1..80)
    ) {
        let mut world = World::new();
        let mut now = at("09-06 08:31");
        for step in steps {
            now = now + Duration::from_seconds(1);
            // A refused step leaves everything as it was; the invariants below see to that.
            let _is_done = world.act(step, now);
            let pays = |payment: &&Payment| payment.paid_at().is_some() && !payment.is_surplus();
            prop_assert!(world.payments.iter().filter(pays).count() <= 1, "paid twice");
            for payment in &world.payments {
                if let PaymentState::Succeeded { claimed_fen, returned_fen, .. } = payment.state {
                    prop_assert!(returned_fen <= claimed_fen && claimed_fen <= payment.amount_fen);
                }
            }
            let all: i64 = LedgerAccount::ALL.iter().map(|account| world.balance(*account)).sum();
            prop_assert_eq!(all, 0);
            prop_assert!(world.balance(LedgerAccount::RefundsDue) <= 0);
        }
        // Every lost notice is found by asking.
        for payment in 0..world.payments.len() {
            let _is_new = world.notice(payment, now);
        }
        prop_assert_eq!(world.balance(LedgerAccount::WeChatPay), sum(&world.bill));
        prop_assert_eq!(compare_with_bill(&world.bill, &world.own_lines()), vec![]);
        prop_assert!(world.ledger.values().all(|entry| entry.place.centre == CENTRE));
    }
}
