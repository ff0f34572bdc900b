//! The words of messages to students. They name nobody, so that they may stand on a locked screen.

use domain::{Language, Message};
use standard::{ReasonCode, Text};

use crate::Words;
use crate::moment::short;

/// A message in words.
pub fn in_message(message: &Message) -> Words {
    Words {
        title: title(message),
        body: body(message),
    }
}

/// The short message that carries a sign-in code.
pub fn sign_in_code(code: &str, minutes: u32, language: Language) -> String {
    language.of(Text::new(
        format!(
            "验证码 {code}，{minutes} 分钟内有效。请不要告诉任何人。如果不是你在登录，不用理会这条短信。"
        ),
        format!(
            "{code} is your sign-in code, valid for {minutes} minutes. Do not share it. If you are \
             not signing in, ignore this message."
        ),
    ))
}

const fn title(message: &Message) -> Text {
    match message {
        Message::PhotoReady => Text::new("照片检查好了", "Your photo is checked"),
        Message::PhotoUnusable => Text::new("这张照片不能用", "This photo can't be used"),
        Message::Submitted => Text::new("照片已提交审核", "Your photo is in review"),
        Message::Rejected { .. } => Text::new("照片需要重拍", "Please take another photo"),
        Message::Approved => Text::new("照片通过审核", "Your photo is approved"),
        Message::Corrected => Text::new("照片有变动", "Your photo was changed"),
        Message::ClosesSoon { .. } => Text::new("采集快截止了", "Collection closes soon"),
        Message::ReplaceSoon { .. } => {
            Text::new("请尽快重拍照片", "Please replace your photo soon")
        }
        Message::Expired => Text::new("采集已经截止", "Collection has closed"),
        Message::DegreeReleased => Text::new("学历已解除绑定", "A degree was unlinked"),
        Message::ClaimUpheld => Text::new("学历可以确认了", "Your degree can be confirmed"),
        Message::ClaimDeclined => Text::new("学历认领没有通过", "Your claim was not accepted"),
        Message::AtRegistry => Text::new("学信网已接收照片", "The registry has your portrait"),
        Message::RegistryRefused => {
            Text::new("学信网没有接收照片", "The registry refused your photo")
        }
        Message::RegistryMismatch => {
            Text::new("学信网核验未通过", "The registry did not recognise you")
        }
        Message::AppointmentSet { .. } => Text::new("拍摄预约好了", "Your appointment is set"),
        Message::AppointmentCancelled { .. } => {
            Text::new("拍摄预约已取消", "Your appointment is cancelled")
        }
        Message::PaymentArrived => Text::new("付款已经到账", "Your payment has arrived"),
        Message::RefundDone => Text::new("退款已经退回", "Your refund has gone back"),
        Message::RefundDeclined => Text::new("退款没有批准", "Your refund was not approved"),
        Message::RefundGivenUp => Text::new("退款没有办成", "Your refund did not succeed"),
        Message::InvoiceIssued => Text::new("发票已经开出", "Your invoice is made"),
        Message::EnquiryAnswered => Text::new("你的留言有回复了", "Your question is answered"),
        Message::PrintsShipped => Text::new("冲印照片已寄出", "Your prints are on their way"),
        Message::PrintsAtSchool => Text::new("冲印照片已到学校", "Your prints are at school"),
    }
}

// What messages without an instant say, one for each.

const PHOTO_READY: Text = Text::new(
    "照片通过了自动检查。请打开采像看看证件照，满意就提交审核，不满意可以重拍。",
    "Your photo passed the automatic check. Open Caixiang to see the portrait. Submit it for \
             review, or take another photo.",
);
const PHOTO_UNUSABLE: Text = Text::new(
    "照片没有通过自动检查。请打开采像，按提示再拍一张。",
    "Your photo did not pass the automatic check. Open Caixiang and take another one as it \
             says there.",
);
const SUBMITTED: Text = Text::new(
    "照片正在等待审核。有了结果会通知你，现在不用做什么。",
    "Your photo is waiting for review. We will tell you the result. There is nothing to do \
             now.",
);
const PRINTS_SHIPPED: Text = Text::new(
    "你的冲印照片已交给快递。请打开采像查看快递单号。",
    "Your prints were handed to the courier. Open Caixiang to see the number of the waybill.",
);
const PRINTS_AT_SCHOOL: Text = Text::new(
    "学校已收到你的冲印照片，请按学校的安排领取。",
    "Your school has received your prints. Collect them as the school arranges it.",
);
const APPROVED: Text = Text::new(
    "照片已通过审核，你不用再做什么。",
    "Your photo passed review. There is nothing left to do.",
);
const CORRECTED: Text = Text::new(
    "工作人员改动了你已通过审核的照片。请打开采像查看，并按提示继续。",
    "Staff changed your approved photo. Open Caixiang to see it and go on from there.",
);
const EXPIRED: Text = Text::new(
    "采集没有在截止前完成，照片已按规定删除。如果还要采集，请联系学校老师。",
    "Your photo was not finished before collection closed, and has been deleted. If you \
             still need one, please talk to your school.",
);
const DEGREE_RELEASED: Text = Text::new(
    "工作人员解除了一份学历与你账号的绑定。如果这是你的学历，请打开采像重新添加。",
    "Staff unlinked a degree from your account. If it is yours, open Caixiang and add it \
             again.",
);
const CLAIM_UPHELD: Text = Text::new(
    "采集中心核实后解除了另一个账号与这份学历的绑定。请打开采像，确认学历后继续。",
    "The centre unlinked the degree from the other account. Open Caixiang, confirm that it is \
             yours, and go on.",
);
const CLAIM_DECLINED: Text = Text::new(
    "采集中心核实后，把你认领的学历留给了另一个账号。如果你认为有误，请带上证件联系采集中心。",
    "The centre left the degree that you claimed with the other account. If you think that \
             this is wrong, take your papers and talk to the centre.",
);
const AT_REGISTRY: Text = Text::new(
    "你的证件照已被学信网接收。一般在采集结束后约 30 天，可以登录学信网查看，请核对本人照片。",
    "The national registry has accepted your portrait. It can usually be seen there about 30 days after the \
             collection ends. Please sign in to the registry then and check it.",
);
const REGISTRY_REFUSED: Text = Text::new(
    "学信网没有接收你的证件照，需要换一张。原因请打开采像查看，采集中心会安排重拍。",
    "The national registry did not accept your portrait, and another one is needed. Open Caixiang to see why. \
             The collection centre will arrange a new photo.",
);
const REGISTRY_MISMATCH: Text = Text::new(
    "学信网把这张照片和录取照片比对后，没有认出是同一个人。请联系采集中心核实或重拍。",
    "The national registry compared the portrait with your admission photo and did not find the same person. \
             Talk to the collection centre about a new photo.",
);
const PAYMENT_ARRIVED: Text = Text::new(
    "采集中心已经收到你的付款。请打开采像继续。",
    "The centre has received your payment. Open Caixiang and go on.",
);
const REFUND_DONE: Text = Text::new(
    "退款已经退回。到账时间以银行或微信的通知为准，明细在采像的订单里。",
    "Your refund has gone back. The bank or WeChat says when it arrives; the order in Caixiang \
             has the details.",
);
const REFUND_DECLINED: Text = Text::new(
    "退款申请没有批准，订单仍然有效，可以继续采集。如果你认为有误，请联系采集中心。",
    "Your refund was not approved. The order stays paid, and you can go on. If you think that \
             this is wrong, talk to the centre.",
);
const REFUND_GIVEN_UP: Text = Text::new(
    "这笔退款没有办成，款项没有退回，订单仍然有效。请在订单里重新申请，或联系采集中心。",
    "This refund did not succeed: the money has not gone back, and the order stays paid. Ask for it again \
             in the order, or talk to the centre.",
);
const INVOICE_ISSUED: Text = Text::new(
    "发票已经开出，会发到你填写的邮箱。号码在采像的订单里。",
    "Your invoice is made and comes to the mail address that you gave. The order in Caixiang \
             has its number.",
);

const ENQUIRY_ANSWERED: Text = Text::new(
    "采集中心回复了你的留言。请打开采像，在“我的”里的“联系客服”查看。",
    "The centre has answered your question. Open Caixiang, Me, Contact, to read it.",
);

fn body(message: &Message) -> Text<String> {
    let when = message.moment().map(short);
    let when = when.unwrap_or_else(|| Text::new("", "").into());
    let (zh_when, en_when) = (&when.zh, &when.en);
    match message {
        Message::PhotoReady => Text::from(PHOTO_READY),
        Message::PhotoUnusable => Text::from(PHOTO_UNUSABLE),
        Message::Submitted => Text::from(SUBMITTED),
        Message::Rejected {
            reasons,
            own_reasons,
            attempts_left,
            ..
        } => rejection((reasons, own_reasons), *attempts_left, &when),
        Message::EnquiryAnswered => Text::from(ENQUIRY_ANSWERED),
        Message::PrintsShipped => Text::from(PRINTS_SHIPPED),
        Message::PrintsAtSchool => Text::from(PRINTS_AT_SCHOOL),
        Message::Approved => Text::from(APPROVED),
        Message::Corrected => Text::from(CORRECTED),
        Message::ClosesSoon { .. } => Text::new(
            format!("采集将在 {zh_when} 截止，你还有一步没有完成。请打开采像继续。"),
            format!(
                "Collection closes on {en_when}. One step is left. Open Caixiang to finish it."
            ),
        ),
        Message::ReplaceSoon { .. } => Text::new(
            format!("上次的照片没有通过审核，还没有重新提交。请在 {zh_when} 前打开采像重拍。"),
            format!(
                "Your last photo did not pass review and has not been replaced. Open Caixiang and \
                 take another by {en_when}."
            ),
        ),
        Message::Expired => Text::from(EXPIRED),
        Message::DegreeReleased => Text::from(DEGREE_RELEASED),
        Message::ClaimUpheld => Text::from(CLAIM_UPHELD),
        Message::ClaimDeclined => Text::from(CLAIM_DECLINED),
        Message::AtRegistry => Text::from(AT_REGISTRY),
        Message::RegistryRefused => Text::from(REGISTRY_REFUSED),
        Message::RegistryMismatch => Text::from(REGISTRY_MISMATCH),
        Message::AppointmentSet { .. } => Text::new(
            format!("拍摄时间是 {zh_when}。地点请打开采像查看，请按时到场。"),
            format!(
                "Your photo is taken on {en_when}. Open Caixiang to see where, and be on time."
            ),
        ),
        Message::AppointmentCancelled { .. } => Text::new(
            format!("原定 {zh_when} 的拍摄已取消。如果还要到场拍摄，请打开采像重新预约。"),
            format!(
                "The appointment on {en_when} is cancelled. If you still want to have your photo \
                 taken, open Caixiang and book another time."
            ),
        ),
        Message::PaymentArrived => Text::from(PAYMENT_ARRIVED),
        Message::RefundDone => Text::from(REFUND_DONE),
        Message::RefundDeclined => Text::from(REFUND_DECLINED),
        Message::RefundGivenUp => Text::from(REFUND_GIVEN_UP),
        Message::InvoiceIssued => Text::from(INVOICE_ISSUED),
    }
}

fn rejection(
    (reasons, own): (&[ReasonCode], &[Text<String>]),
    attempts_left: u8,
    when: &Text<String>,
) -> Text<String> {
    let (why, next) = (why(reasons, own), next(attempts_left, when));
    Text::new(why.zh + &next.zh, format!("{} {}", why.en, next.en))
}

/// The reasons in words. `X00` stands for the reviewer's own words, which are shown only in the app.
fn why(reasons: &[ReasonCode], own: &[Text<String>]) -> Text<String> {
    let named = reasons.iter().filter(|reason| **reason != ReasonCode::X00);
    let standard = named.map(|reason| reason.text()).map(Text::from);
    let named: Vec<Text<String>> = standard.chain(own.iter().cloned()).collect();
    let joined = |separator: &str, word: fn(&Text<String>) -> &str| {
        named.iter().map(word).collect::<Vec<_>>().join(separator)
    };
    let (zh, en) = (joined("；", |text| &text.zh), joined("; ", |text| &text.en));
    if named.is_empty() {
        Text::from(Text::new(
            "照片没有通过审核，原因请打开采像查看。",
            "Your photo did not pass review. Open Caixiang to see why.",
        ))
    } else if reasons.contains(&ReasonCode::X00) {
        Text::new(
            format!("照片没有通过审核：{zh}；老师还写了说明，请打开采像查看。"),
            format!(
                "Your photo did not pass review: {en}. The reviewer wrote more; open Caixiang to \
                 read it."
            ),
        )
    } else {
        Text::new(
            format!("照片没有通过审核：{zh}。"),
            format!("Your photo did not pass review: {en}."),
        )
    }
}

fn next(attempts_left: u8, when: &Text<String>) -> Text<String> {
    let Text { zh, en } = when;
    let attempts = match attempts_left {
        0 => {
            return Text::from(Text::new(
                "提交次数已经用完，请联系学校老师。",
                "No attempts are left. Please talk to your school.",
            ));
        }
        1 => "attempt",
        _ => "attempts",
    };
    Text::new(
        format!("请在 {zh} 前重拍并提交，还可以提交 {attempts_left} 次。"),
        format!("Take and submit another by {en}. You have {attempts_left} {attempts} left."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_message() -> Vec<Message> {
        let at = "2023-10-13T18:00:00+08:00".parse().unwrap();
        vec![
            Message::PhotoReady,
            Message::PhotoUnusable,
            Message::Submitted,
            Message::Rejected {
                reasons: vec![ReasonCode::P04, ReasonCode::O05],
                own_reasons: Vec::new(),
                replace_by: at,
                attempts_left: 2,
            },
            Message::Approved,
            Message::Corrected,
            Message::ClosesSoon { closes_at: at },
            Message::ReplaceSoon { replace_by: at },
            Message::Expired,
            Message::DegreeReleased,
            Message::ClaimUpheld,
            Message::ClaimDeclined,
            Message::AtRegistry,
            Message::RegistryRefused,
            Message::RegistryMismatch,
            Message::AppointmentSet { starts_at: at },
            Message::AppointmentCancelled { starts_at: at },
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

    #[track_caller]
    fn check(message: &Message, language: Language, body: &str) {
        assert_eq!(language.of(in_message(message).body), body);
    }

    fn rejected(reasons: &[ReasonCode], attempts_left: u8) -> Message {
        Message::Rejected {
            reasons: reasons.to_vec(),
            own_reasons: Vec::new(),
            replace_by: "2023-10-13T18:00:00+08:00".parse().unwrap(),
            attempts_left,
        }
    }

    #[test]
    fn every_message_has_calm_words() {
        let messages = every_message();
        let names: Vec<_> = messages.iter().map(Message::name).collect();
        assert_eq!(names, Message::NAMES);
        for message in &messages {
            let Words { title, body } = in_message(message);
            assert!(title.zh.chars().count() <= 20 && body.zh.ends_with('。'));
            assert!(title.en.is_ascii() && body.en.ends_with('.'));
            for text in [title.zh, &body.zh, title.en, &body.en] {
                assert!(
                    !text.is_empty() && !text.contains(['!', '！', '{']),
                    "{text}"
                );
                assert!(!text.contains("P04") && !text.contains("  "), "{text}");
            }
        }
    }

    #[test]
    fn a_rejection_says_why_and_until_when() {
        check(
            &rejected(&[ReasonCode::P04, ReasonCode::X00], 2),
            Language::Zh,
            "照片没有通过审核：闭眼、眯眼、视线偏；老师还写了说明，请打开采像查看。请在 10月13日 18:00 前\
             重拍并提交，还可以提交 2 次。",
        );
        check(
            &rejected(&[ReasonCode::P04, ReasonCode::C02], 1),
            Language::En,
            "Your photo did not pass review: Eyes closed, squinting or looking aside; Heavy make-up. \
             Take and submit another by 13 Oct 18:00. You have 1 attempt left.",
        );
        check(
            &rejected(&[ReasonCode::X00], 0),
            Language::En,
            "Your photo did not pass review. Open Caixiang to see why. No attempts are left. Please \
             talk to your school.",
        );
    }

    #[test]
    fn reasons_of_the_centre_stand_beside_the_others() {
        let with_own = |reasons: &[ReasonCode]| match rejected(reasons, 2) {
            Message::Rejected {
                reasons,
                replace_by,
                attempts_left,
                ..
            } => Message::Rejected {
                reasons,
                own_reasons: vec![Text::new(
                    "围巾遮住下巴".to_owned(),
                    "A scarf over the chin".to_owned(),
                )],
                replace_by,
                attempts_left,
            },
            other => other,
        };
        check(
            &with_own(&[ReasonCode::C02]),
            Language::Zh,
            "照片没有通过审核：浓妆；围巾遮住下巴。请在 10月13日 18:00 前重拍并提交，还可以提交 2 次。",
        );
        check(
            &with_own(&[]),
            Language::En,
            "Your photo did not pass review: A scarf over the chin. Take and submit another by 13 Oct 18:00. \
             You have 2 attempts left.",
        );
    }

    #[test]
    fn a_deadline_at_midnight_ends_its_day_and_a_start_does_not() {
        let midnight = "2023-10-14T00:00:00+08:00".parse().unwrap();
        check(
            &Message::ClosesSoon {
                closes_at: midnight,
            },
            Language::Zh,
            "采集将在 10月13日 24:00 截止，你还有一步没有完成。请打开采像继续。",
        );
        check(
            &Message::AppointmentSet {
                starts_at: midnight,
            },
            Language::En,
            "Your photo is taken on 14 Oct 00:00. Open Caixiang to see where, and be on time.",
        );
    }

    #[test]
    fn a_sign_in_code_stands_in_its_message() {
        let zh = sign_in_code("012345", 5, Language::Zh);
        assert!(zh.contains("012345") && zh.contains("5 分钟"));
        let en = sign_in_code("012345", 5, Language::En);
        assert!(en.starts_with("012345 is your sign-in code"));
    }
}
