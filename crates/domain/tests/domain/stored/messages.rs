//! Messages to students.

use domain::*;
use standard::{ReasonCode, Text};
use uuid::Uuid;

use super::check_aggregate;
use crate::fixtures::{ACCOUNT, CENTRE, at, submission};

fn notification(message: Message) -> Notification {
    let new = NewNotification {
        id: NotificationId::from_uuid(Uuid::from_u128(15)),
        centre: CENTRE,
        account: ACCOUNT,
        subject: Subject::Submission(submission().id),
        channel: Channel::WeChat,
        message,
    };
    Notification::write(new, at("09-07 10:00"))
}

/// One of each kind.
fn messages() -> Vec<Message> {
    let when = at("09-10 12:00");
    vec![
        Message::PhotoReady,
        Message::PhotoUnusable,
        Message::Submitted,
        Message::Rejected {
            reasons: vec![ReasonCode::P04, ReasonCode::X00],
            own_reasons: vec![Text::new(
                "围巾遮住下巴".to_owned(),
                "A scarf over the chin".to_owned(),
            )],
            replace_by: when,
            attempts_left: 2,
        },
        Message::Approved,
        Message::Corrected,
        Message::ClosesSoon { closes_at: when },
        Message::ReplaceSoon { replace_by: when },
        Message::Expired,
        Message::DegreeReleased,
        Message::ClaimUpheld,
        Message::ClaimDeclined,
        Message::AtRegistry,
        Message::RegistryRefused,
        Message::RegistryMismatch,
        Message::AppointmentSet { starts_at: when },
        Message::AppointmentCancelled { starts_at: when },
        Message::PaymentArrived,
        Message::RefundDone,
        Message::RefundDeclined,
        Message::RefundGivenUp,
        Message::InvoiceIssued,
        Message::EnquiryAnswered,
        Message::PrintsShipped,
        Message::PrintsAtSchool,
    ]
}

#[test]
fn notifications() {
    let when = at("09-07 10:01");
    let pending = notification(Message::Submitted);
    let sent = pending.clone().sent(when).unwrap();
    let failed = pending.clone().failed(DeliveryFailure::Refused, when);
    let mut variants = vec![
        ("pending", pending),
        ("read", sent.clone().read(when).unwrap()),
        ("sent", sent),
        ("failed", failed.unwrap()),
    ];
    let of_kinds = messages()
        .into_iter()
        .map(|message| (message.name(), notification(message)));
    variants.extend(of_kinds);
    let names = [NotificationState::NAMES, MessageKind::NAMES].concat();
    check_aggregate("notification", &variants, &names);
}
