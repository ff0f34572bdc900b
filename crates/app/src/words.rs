//! Every failure in words for people, in both languages: what happened, then what to do. No blame, no
//! codes, no exclamation marks. What machines go by is in `failure`.

mod moment;
mod refusal;
mod transition;

use domain::{Acceptance, Duration, Locked};

use crate::failure::Failure;
use moment::{Moment, pause};

/// A failure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// In a few words, Chinese.
    pub zh_title: &'static str,
    /// In a few words, English.
    pub en_title: &'static str,
    /// What happened and what to do, in whole Chinese sentences.
    pub zh: String,
    /// What happened and what to do, in whole English sentences.
    pub en: String,
}

impl Words {
    fn new(
        [zh_title, en_title]: [&'static str; 2],
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Self {
        Self {
            zh_title,
            en_title,
            zh: zh.into(),
            en: en.into(),
        }
    }
}

/// The words for a failure.
pub fn say(failure: &Failure) -> Words {
    match failure {
        Failure::NotSignedIn => Words::new(
            ["请先登录", "Please sign in"],
            "登录已过期或还没有登录，请登录后继续。",
            "You are not signed in, or not any more. Sign in to go on.",
        ),
        Failure::NotAllowed => Words::new(
            ["没有权限", "Not permitted"],
            "当前账号没有进行这项操作的权限。如确有需要，请联系管理员。",
            "This account may not do that. If you need to, ask an administrator.",
        ),
        Failure::NotFound => Words::new(
            ["没有找到", "Nothing found"],
            "没有找到你要的内容，它可能已被移走。请检查后再试，或返回首页。",
            "We cannot find what you asked for; it may be gone. Check and try again, or go back to \
             the start.",
        ),
        Failure::Invalid { field, expected } => invalid(field, expected),
        Failure::Refused(refusal) => refusal::say(refusal),
        Failure::Stale => Words::new(
            ["内容已更新", "Changed meanwhile"],
            "刚刚有别的操作更新了这项内容。请刷新页面，确认后再继续。",
            "This was changed a moment ago. Reload the page, look again and go on.",
        ),
        Failure::Locked(Locked { until }) => {
            let Moment { zh, en } = Moment::start(*until);
            Words::new(
                ["请稍后再试", "Please wait"],
                format!(
                    "输入错误的次数较多，为保护账号暂停到 {zh}。请到时再试，或先核对要填写的内容。"
                ),
                format!(
                    "There were several wrong answers, so trying is paused until {en} to protect the \
                     account. Check what you need to enter and try again then."
                ),
            )
        }
        Failure::TooMany { retry_after } => too_many(*retry_after),
        Failure::Unavailable(_) => Words::new(
            ["暂时没有响应", "No answer at the moment"],
            "服务暂时没有响应，请过一会儿再试一次。",
            "The service does not answer at the moment. Please try again in a while.",
        ),
        Failure::Internal(_) => Words::new(
            ["我们这边出了问题", "Something went wrong on our side"],
            "问题出在我们这边，已经记录下来。请过一会儿再试；如仍然不行，请联系采集中心。",
            "Something went wrong on our side and was recorded. Try again in a while; if it stays, \
             contact the collection centre.",
        ),
    }
}

fn too_many(retry_after: Duration) -> Words {
    let [zh, en] = pause(retry_after);
    Words::new(
        ["请稍等一下", "A moment, please"],
        format!("操作有些频繁，请 {zh}后再试。"),
        format!("That was a little fast. Please try again in {en}."),
    )
}

fn invalid(field: &str, expected: &str) -> Words {
    let zh = match field {
        "phone" => "手机号填写有误。内地号码为 11 位，港澳台号码请加区号，如 +852。",
        "feature_code" => "特征码与这个批次不符，请核对学校发的特征码。",
        "last_four" => "请填写证件号码的最后四位，可以是数字或字母。",
        "student_number" => "学号有误或重复，请按学信网上的学号核对。",
        "name" => "名称不能为空，也不要太长，请修改。",
        "parts" => "照片的分段数量不对，请重新上传。",
        "school_code" => "学校代码为五位数字，请核对后再填。",
        "password" => "密码的长度不合适，请换一个长一些的。",
        _ => "有一项内容填写有误，请检查后再提交。",
    };
    Words::new(
        ["请检查填写的内容", "Please check what you entered"],
        zh,
        format!("Something is not as it should be. Expected: {expected}."),
    )
}

/// Why nothing is taken at this time.
fn acceptance(acceptance: &Acceptance) -> Words {
    match acceptance {
        // Nobody is refused while it is open; said so that this never misleads.
        Acceptance::Open => Words::new(
            ["采集正在进行", "Collection is open"],
            "采集正在进行，请再试一次。",
            "The collection is open. Please try again.",
        ),
        Acceptance::NotAnnounced => Words::new(
            ["采集尚未公布", "Not announced yet"],
            "这个批次还没有公布采集时间，请留意学校的通知。",
            "This collection has not been announced yet. Watch for your school's notice.",
        ),
        Acceptance::NotYet { opens_at } => {
            let Moment { zh, en } = Moment::start(*opens_at);
            Words::new(
                ["采集还没有开始", "Not open yet"],
                format!("采集于 {zh} 开始，请到时再来。"),
                format!("The collection opens on {en}. Please come back then."),
            )
        }
        Acceptance::OutsideHours { next } => {
            let Moment { zh, en } = Moment::start(*next);
            Words::new(
                ["现在不在采集时段", "Outside the daily hours"],
                format!("现在不在每天的采集时段内，下一次开放是 {zh}。"),
                format!("The collection pauses at this hour. It opens again on {en}."),
            )
        }
        Acceptance::Closed => Words::new(
            ["采集已经结束", "Collection is over"],
            "这个批次的采集已经结束。可以到所在地区单独采集，或联系学校和采集中心。",
            "This collection is over. You can go on alone in your region, or contact your school or \
             the collection centre.",
        ),
    }
}

#[cfg(test)]
mod tests;
