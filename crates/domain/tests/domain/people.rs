//! Accounts, consent, messages.

use domain::*;
use domain::{DeliveryFailure, NewNotification};
use uuid::Uuid;

use crate::fixtures::{ACCOUNT, CENTRE, STRANGER, STUDENT, at, findable, wrong_state};

fn consent() -> Consent {
    let id = ConsentId::from_uuid(Uuid::from_u128(1));
    Consent::ask(id, ACCOUNT, Purpose::Comparison)
}

#[test]
fn consent_keeps_its_history() {
    let given = consent()
        .give(1, STUDENT, at("09-06 08:00"))
        .and_then(|consent| consent.withdraw(STUDENT, at("09-07 08:00")))
        .and_then(|consent| consent.give(2, STUDENT, at("09-08 08:00")))
        .and_then(|consent| consent.give(3, STUDENT, at("09-09 08:00")))
        .unwrap();
    let seen: Vec<_> = given
        .history
        .iter()
        .map(|agreement| (agreement.text_version, agreement.ended_at))
        .collect();
    let expected = [
        (1, Some(at("09-07 08:00"))),
        (2, Some(at("09-09 08:00"))),
        (3, None),
    ];
    assert_eq!(seen, expected);
    assert!(given.covers(2) && given.covers(3) && !given.covers(4));
}

#[test]
fn nobody_consents_for_a_student() {
    let now = at("09-06 08:00");
    for by in [
        STRANGER,
        Actor::System,
        Actor::Staff(crate::fixtures::STAFF),
    ] {
        let refused = consent().give(1, by, now);
        assert_eq!(refused.unwrap_err(), Denied::NotYours);
    }
}

#[test]
fn only_what_is_given_is_withdrawn() {
    let now = at("09-06 08:00");
    let refused = consent().withdraw(STUDENT, now);
    assert_eq!(wrong_state(&refused.unwrap_err()), ["asked", "withdraw"]);
    let given = consent().give(2, STUDENT, now).unwrap();
    let refused = given.give(1, STUDENT, now);
    assert_eq!(wrong_state(&refused.unwrap_err()), ["given", "give"]);
}

#[test]
fn an_erased_account_holds_nothing_personal() {
    let now = at("09-06 08:00");
    let account = Account::register(ACCOUNT, findable(1), None, now);
    let linked = account.link_wechat(findable(2), STUDENT).unwrap();
    assert_eq!(
        linked.clone().erase(STRANGER, now).unwrap_err(),
        Denied::NotYours
    );
    let erased = linked.erase(STUDENT, now).unwrap();
    let json = serde_json::to_string(&erased).unwrap();
    assert!(
        !json.contains("sealed") && !json.contains("index"),
        "{json}"
    );
    let refused = erased.link_wechat(findable(3), STUDENT);
    assert_eq!(
        wrong_state(&refused.unwrap_err()),
        ["erased", "link-wechat"]
    );
}

fn notification() -> Notification {
    let new = NewNotification {
        id: NotificationId::from_uuid(Uuid::from_u128(1)),
        centre: CENTRE,
        account: ACCOUNT,
        subject: Subject::Account(ACCOUNT),
        channel: Channel::WeChat,
        message: Message::Approved,
    };
    Notification::write(new, at("09-06 08:00"))
}

#[test]
fn a_message_is_sent_once_and_read_once() {
    let now = at("09-06 08:01");
    let read = notification()
        .sent(now)
        .and_then(|message| message.read(now))
        .unwrap();
    assert_eq!(
        wrong_state(&read.sent(now).unwrap_err().into()),
        ["read", "send"]
    );
}

#[test]
fn a_failed_message_can_be_tried_again() {
    let now = at("09-06 08:01");
    let tried = notification()
        .failed(DeliveryFailure::Unreachable, now)
        .and_then(Notification::retry)
        .and_then(|message| message.sent(now))
        .unwrap();
    assert_eq!(tried.state.name(), "sent");
    assert!(notification().retry().is_err());
}
