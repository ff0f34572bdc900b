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
        Message::AppointmentSet { .. } => Text::new("拍摄预约好了", "Your appointment is set"),
        Message::AppointmentCancelled { .. } => {
            Text::new("拍摄预约已取消", "Your appointment is cancelled")
        }
    }
}

fn body(message: &Message) -> Text<String> {
    let when = message.moment().map(short);
    let when = when.unwrap_or_else(|| Text::new("", "").into());
    let (zh_when, en_when) = (&when.zh, &when.en);
    match message {
        Message::PhotoReady => Text::from(Text::new(
            "照片通过了自动检查。请打开采像看看证件照，满意就提交审核，不满意可以重拍。",
            "Your photo passed the automatic check. Open Caixiang to see the portrait. Submit it for \
             review, or take another photo.",
        )),
        Message::PhotoUnusable => Text::from(Text::new(
            "照片没有通过自动检查。请打开采像，按提示再拍一张。",
            "Your photo did not pass the automatic check. Open Caixiang and take another one as it \
             says there.",
        )),
        Message::Submitted => Text::from(Text::new(
            "照片正在等待审核。有了结果会通知你，现在不用做什么。",
            "Your photo is waiting for review. We will tell you the result. There is nothing to do \
             now.",
        )),
        Message::Rejected {
            reasons,
            attempts_left,
            ..
        } => rejection(reasons, *attempts_left, &when),
        Message::Approved => Text::from(Text::new(
            "照片已通过审核，你不用再做什么。",
            "Your photo passed review. There is nothing left to do.",
        )),
        Message::Corrected => Text::from(Text::new(
            "工作人员改动了你已通过审核的照片。请打开采像查看，并按提示继续。",
            "Staff changed your approved photo. Open Caixiang to see it and go on from there.",
        )),
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
        Message::Expired => Text::from(Text::new(
            "采集没有在截止前完成，照片已按规定删除。如果还要采集，请联系学校老师。",
            "Your photo was not finished before collection closed, and has been deleted. If you \
             still need one, please talk to your school.",
        )),
        Message::DegreeReleased => Text::from(Text::new(
            "工作人员解除了一份学历与你账号的绑定。如果这是你的学历，请打开采像重新添加。",
            "Staff unlinked a degree from your account. If it is yours, open Caixiang and add it \
             again.",
        )),
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
    }
}

fn rejection(reasons: &[ReasonCode], attempts_left: u8, when: &Text<String>) -> Text<String> {
    let (why, next) = (why(reasons), next(attempts_left, when));
    Text::new(why.zh + &next.zh, format!("{} {}", why.en, next.en))
}

/// The reasons in words. `X00` stands for the reviewer's own words, which are shown only in the app.
fn why(reasons: &[ReasonCode]) -> Text<String> {
    let named = reasons.iter().filter(|reason| **reason != ReasonCode::X00);
    let named: Vec<Text> = named.map(|reason| reason.text()).collect();
    let joined = |separator: &str, word: fn(&Text) -> &'static str| {
        named.iter().map(word).collect::<Vec<_>>().join(separator)
    };
    let (zh, en) = (joined("；", |text| text.zh), joined("; ", |text| text.en));
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
                replace_by: at,
                attempts_left: 2,
            },
            Message::Approved,
            Message::Corrected,
            Message::ClosesSoon { closes_at: at },
            Message::ReplaceSoon { replace_by: at },
            Message::Expired,
            Message::DegreeReleased,
            Message::AppointmentSet { starts_at: at },
            Message::AppointmentCancelled { starts_at: at },
        ]
    }

    #[track_caller]
    fn check(message: &Message, language: Language, body: &str) {
        assert_eq!(language.of(in_message(message).body), body);
    }

    fn rejected(reasons: &[ReasonCode], attempts_left: u8) -> Message {
        Message::Rejected {
            reasons: reasons.to_vec(),
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
