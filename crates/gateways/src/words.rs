//! The words of messages to students, in both languages: what happened, then what to do. They name
//! nobody, so that they may stand on a locked screen.

use domain::{Duration, Language, Message, Timestamp};
use standard::{ReasonCode, Text};

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What it is about; at most 20 characters in Chinese.
    pub title: String,
    /// What happened and what to do, in whole sentences.
    pub body: String,
}

/// The words of a message.
pub fn words(message: &Message, language: Language) -> Words {
    let (title, body) = match language {
        Language::Zh => chinese(message),
        Language::En => english(message),
    };
    Words {
        title: title.to_owned(),
        body,
    }
}

/// The words that carry a sign-in code.
pub fn sign_in_words(code: &str, minutes: u32, language: Language) -> String {
    match language {
        Language::Zh => format!(
            "验证码 {code}，{minutes} 分钟内有效。请不要告诉任何人。如果不是你在登录，不用理会这条短信。"
        ),
        Language::En => format!(
            "{code} is your sign-in code, valid for {minutes} minutes. Do not share it. If you are \
             not signing in, ignore this message."
        ),
    }
}

fn chinese(message: &Message) -> (&'static str, String) {
    let when = moment_of(message).map_or_else(String::new, Moment::chinese);
    match message {
        Message::PhotoReady => (
            "照片检查好了",
            "照片通过了自动检查。请打开采像看看证件照，满意就提交审核，不满意可以重拍。".to_owned(),
        ),
        Message::PhotoUnusable => (
            "这张照片不能用",
            "照片没有通过自动检查。请打开采像，按提示再拍一张。".to_owned(),
        ),
        Message::Submitted => (
            "照片已提交审核",
            "照片正在等待审核。有了结果会通知你，现在不用做什么。".to_owned(),
        ),
        Message::Rejected {
            reasons,
            attempts_left,
            ..
        } => (
            "照片需要重拍",
            chinese_rejection(reasons, *attempts_left, &when),
        ),
        Message::Approved => (
            "照片通过审核",
            "照片已通过审核，你不用再做什么。".to_owned(),
        ),
        Message::Corrected => (
            "照片有变动",
            "工作人员改动了你已通过审核的照片。请打开采像查看，并按提示继续。".to_owned(),
        ),
        Message::ClosesSoon { .. } => (
            "采集快截止了",
            format!("采集将在 {when} 截止，你还有一步没有完成。请打开采像继续。"),
        ),
        Message::ReplaceSoon { .. } => (
            "请尽快重拍照片",
            format!("上次的照片没有通过审核，还没有重新提交。请在 {when} 前打开采像重拍。"),
        ),
        Message::Expired => (
            "采集已经截止",
            "采集没有在截止前完成，照片已按规定删除。如果还要采集，请联系学校老师。".to_owned(),
        ),
        Message::DegreeReleased => (
            "学历已解除绑定",
            "工作人员解除了一份学历与你账号的绑定。如果这是你的学历，请打开采像重新添加。"
                .to_owned(),
        ),
        Message::AppointmentSet { .. } => (
            "拍摄预约好了",
            format!("拍摄时间是 {when}。地点请打开采像查看，请按时到场。"),
        ),
        Message::AppointmentCancelled { .. } => (
            "拍摄预约已取消",
            format!("原定 {when} 的拍摄已取消。如果还要到场拍摄，请打开采像重新预约。"),
        ),
    }
}

fn english(message: &Message) -> (&'static str, String) {
    let when = moment_of(message).map_or_else(String::new, Moment::english);
    match message {
        Message::PhotoReady => (
            "Your photo is checked",
            "Your photo passed the automatic check. Open Caixiang to see the portrait. Submit it for \
             review, or take another photo."
                .to_owned(),
        ),
        Message::PhotoUnusable => (
            "This photo can't be used",
            "Your photo did not pass the automatic check. Open Caixiang and take another one as it \
             says there."
                .to_owned(),
        ),
        Message::Submitted => (
            "Your photo is in review",
            "Your photo is waiting for review. We will tell you the result. There is nothing to do \
             now."
                .to_owned(),
        ),
        Message::Rejected {
            reasons,
            attempts_left,
            ..
        } => {
            ("Please take another photo", english_rejection(reasons, *attempts_left, &when))
        }
        Message::Approved => (
            "Your photo is approved",
            "Your photo passed review. There is nothing left to do.".to_owned(),
        ),
        Message::Corrected => (
            "Your photo was changed",
            "Staff changed your approved photo. Open Caixiang to see it and go on from there."
                .to_owned(),
        ),
        Message::ClosesSoon { .. } => (
            "Collection closes soon",
            format!("Collection closes on {when}. One step is left. Open Caixiang to finish it."),
        ),
        Message::ReplaceSoon { .. } => (
            "Please replace your photo soon",
            format!(
                "Your last photo did not pass review and has not been replaced. Open Caixiang and \
                 take another by {when}."
            ),
        ),
        Message::Expired => (
            "Collection has closed",
            "Your photo was not finished before collection closed, and has been deleted. If you \
             still need one, please talk to your school."
                .to_owned(),
        ),
        Message::DegreeReleased => (
            "A degree was unlinked",
            "Staff unlinked a degree from your account. If it is yours, open Caixiang and add it \
             again."
                .to_owned(),
        ),
        Message::AppointmentSet { .. } => (
            "Your appointment is set",
            format!("Your photo is taken on {when}. Open Caixiang to see where, and be on time."),
        ),
        Message::AppointmentCancelled { .. } => (
            "Your appointment is cancelled",
            format!(
                "The appointment on {when} is cancelled. If you still want to have your photo \
                 taken, open Caixiang and book another time."
            ),
        ),
    }
}

fn chinese_rejection(reasons: &[ReasonCode], attempts_left: u8, when: &str) -> String {
    let named = named(reasons, |text| text.zh).join("；");
    let why = match named.as_str() {
        "" => "照片没有通过审核，原因请打开采像查看。".to_owned(),
        named if reasons.contains(&ReasonCode::X00) => {
            format!("照片没有通过审核：{named}；老师还写了说明，请打开采像查看。")
        }
        named => format!("照片没有通过审核：{named}。"),
    };
    let next = match attempts_left {
        0 => "提交次数已经用完，请联系学校老师。".to_owned(),
        left => format!("请在 {when} 前重拍并提交，还可以提交 {left} 次。"),
    };
    why + &next
}

fn english_rejection(reasons: &[ReasonCode], attempts_left: u8, when: &str) -> String {
    let named = named(reasons, |text| text.en).join("; ");
    let why = match named.as_str() {
        "" => "Your photo did not pass review. Open Caixiang to see why.".to_owned(),
        named if reasons.contains(&ReasonCode::X00) => format!(
            "Your photo did not pass review: {named}. The reviewer wrote more; open Caixiang to \
             read it."
        ),
        named => format!("Your photo did not pass review: {named}."),
    };
    let next = match attempts_left {
        0 => "No attempts are left. Please talk to your school.".to_owned(),
        1 => format!("Take and submit another by {when}. You have 1 attempt left."),
        left => format!("Take and submit another by {when}. You have {left} attempts left."),
    };
    format!("{why} {next}")
}

/// The reasons in words but for `X00`, which stands for the reviewer's own words: they are shown
/// only in the app.
fn named(reasons: &[ReasonCode], word: impl Fn(Text) -> &'static str) -> Vec<&'static str> {
    let named = reasons.iter().filter(|reason| **reason != ReasonCode::X00);
    named.map(|reason| word(reason.text())).collect()
}

/// An instant that a message names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Before which something has to be done.
    Deadline(Timestamp),
    /// At which something begins.
    Start(Timestamp),
}

/// The instant that a message names.
pub(crate) const fn moment_of(message: &Message) -> Option<Moment> {
    match message {
        Message::Rejected { replace_by, .. } | Message::ReplaceSoon { replace_by } => {
            Some(Moment::Deadline(*replace_by))
        }
        Message::ClosesSoon { closes_at } => Some(Moment::Deadline(*closes_at)),
        Message::AppointmentSet { starts_at } | Message::AppointmentCancelled { starts_at } => {
            Some(Moment::Start(*starts_at))
        }
        Message::PhotoReady
        | Message::PhotoUnusable
        | Message::Submitted
        | Message::Approved
        | Message::Corrected
        | Message::Expired
        | Message::DegreeReleased => None,
    }
}

impl Moment {
    fn chinese(self) -> String {
        let (date, clock) = (self.shown().civil_date(), self.clock("24:00"));
        format!("{}月{}日 {clock}", u8::from(date.month()), date.day())
    }

    fn english(self) -> String {
        let (date, clock) = (self.shown().civil_date(), self.clock("24:00"));
        format!("{} {}, {clock}", date.day(), date.month())
    }

    /// With the year, as WeChat's time fields want it. They end at 23:59.
    pub(crate) fn in_full(self) -> String {
        let (date, clock) = (self.shown().civil_date(), self.clock("23:59"));
        let month = u8::from(date.month());
        format!("{}年{month:02}月{:02}日 {clock}", date.year(), date.day())
    }

    /// A deadline at midnight belongs to the day that ends: "by the 14th, 00:00" is read as the
    /// evening of the 14th.
    fn shown(self) -> Timestamp {
        match self {
            Self::Deadline(at) if self.is_midnight() => at - Duration::from_minutes(1),
            Self::Deadline(at) | Self::Start(at) => at,
        }
    }

    fn clock(self, midnight: &str) -> String {
        match self {
            Self::Deadline(_) if self.is_midnight() => midnight.to_owned(),
            Self::Deadline(at) | Self::Start(at) => at.civil_time().to_string(),
        }
    }

    fn is_midnight(self) -> bool {
        let (Self::Deadline(at) | Self::Start(at)) = self;
        at.civil_time().minutes() == 0
    }
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
        assert_eq!(words(message, language).body, body);
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
        assert_eq!(names, domain::MessageKind::NAMES);
        for message in &messages {
            let zh = words(message, Language::Zh);
            let en = words(message, Language::En);
            assert!(zh.title.chars().count() <= 20 && zh.body.ends_with('。'));
            assert!(en.title.is_ascii() && en.body.ends_with('.'));
            for text in [zh.title, zh.body, en.title, en.body] {
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
             Take and submit another by 13 October, 18:00. You have 1 attempt left.",
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
            "Your photo is taken on 14 October, 00:00. Open Caixiang to see where, and be on time.",
        );
        assert_eq!(Moment::Deadline(midnight).in_full(), "2023年10月13日 23:59");
    }

    #[test]
    fn a_sign_in_code_stands_in_its_message() {
        let zh = sign_in_words("012345", 5, Language::Zh);
        assert!(zh.contains("012345") && zh.contains("5 分钟"));
        let en = sign_in_words("012345", 5, Language::En);
        assert!(en.starts_with("012345 is your sign-in code"));
    }
}
