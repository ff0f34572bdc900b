//! The texts of the demonstration: its guide and the list of its files, in both languages.

use std::fmt::Write as _;

use crate::accounts::Account;
use crate::campaign::Campaign;
use crate::names::{CENTRE, PASSWORD, REGION_SLUG, STAFF};
use crate::tried::Tried;

/// Address at which `cargo xtask demo` serves.
const ADDRESS: &str = "http://localhost:8080";

/// What the poster of the open group batch leads to; `try-me/poster.svg` is its QR code.
const POSTER: &str = "http://localhost:8080/b/demo-group?code=J9VG24";

/// How a student signs in without the pages.
const SIGN_IN: &str = r#"
```sh
curl -X POST localhost:8080/api/v1/sign-in/codes -H 'Content-Type: application/json' -d '{"phone":"+8613800009999"}'
target/demo/caixiang admin --data demo/data outbox --limit 1
curl -X POST localhost:8080/api/v1/sign-in/phone -H 'Content-Type: application/json' -d '{"phone":"+8613800009999","code":"…"}'
```
"#;

/// What shows the messages that would have been sent, the sign-in codes among them.
const OUTBOX: &str = "target/demo/caixiang admin --data demo/data outbox";

/// The guide, first in Chinese, then in English.
pub(crate) fn text(accounts: &[Account]) -> String {
    let mut text = String::new();
    chinese(&mut text, accounts);
    text.push('\n');
    english(&mut text, accounts);
    text
}

/// Appends a line; writing to a text cannot fail.
macro_rules! line {
    ($text:expr, $($what:tt)*) => {
        let _cannot_fail = writeln!($text, $($what)*);
    };
}

fn chinese(text: &mut String, accounts: &[Account]) {
    line!(text, "# 采像演示（{CENTRE}）\n");
    line!(
        text,
        "300 名绘制的学生，不对应任何真人。请勿对外网开放：密码是公开的。\n"
    );
    line!(text, "- 学生端 {ADDRESS}/m/");
    line!(text, "- 扫码进入批次 {POSTER}（`demo/try-me/poster.svg`）");
    line!(
        text,
        "- 工作台 {ADDRESS}/console/，在“发件箱”里看短信验证码"
    );
    line!(text, "- 接口说明 {ADDRESS}/api/v1/openapi.json\n");
    line!(
        text,
        "学生（短信验证码在工作台的发件箱，或 `{OUTBOX}`）：\n"
    );
    for account in accounts {
        line!(text, "- `{}` {}", account.phone, account.zh);
    }
    text.push_str(SIGN_IN);
    line!(text, "\n工作人员（密码均为 `{PASSWORD}`）：\n");
    for employee in &STAFF {
        line!(text, "- `{}` {}", employee.login, employee.zh);
    }
    line!(text, "\n批次（特征码或链接末尾）：\n");
    for (campaign, zh, _) in CAMPAIGNS {
        line!(text, "- {} {zh}", entrance(campaign));
    }
    line!(
        text,
        "- 地区 `{REGION_SLUG}`：可预约韶关示范影棚未来七天的时段"
    );
    line!(
        text,
        "\n采集码和照片在 `demo/try-me`，其中 README.md 写明每个文件的结果。"
    );
}

fn english(text: &mut String, accounts: &[Account]) {
    line!(text, "# Caixiang, demonstration\n");
    line!(
        text,
        "300 drawn students, none of whom exists. Keep it off the network: the password is public.\n"
    );
    line!(text, "- student's app {ADDRESS}/m/");
    line!(
        text,
        "- what the poster leads to {POSTER} (`demo/try-me/poster.svg`)"
    );
    line!(
        text,
        "- console {ADDRESS}/console/, whose outbox shows the sign-in codes"
    );
    line!(text, "- API {ADDRESS}/api/v1/openapi.json\n");
    line!(
        text,
        "Students (sign-in codes: outbox of the console, or `{OUTBOX}`):\n"
    );
    for account in accounts {
        line!(text, "- `{}` {}", account.phone, account.en);
    }
    text.push_str(SIGN_IN);
    line!(text, "\nStaff (password of all: `{PASSWORD}`):\n");
    for employee in &STAFF {
        line!(text, "- `{}` {}", employee.login, employee.en);
    }
    line!(text, "\nBatches (feature code or end of the link):\n");
    for (campaign, _, en) in CAMPAIGNS {
        line!(text, "- {} {en}", entrance(campaign));
    }
    line!(
        text,
        "- region `{REGION_SLUG}`: a studio with slots on the next seven days"
    );
    line!(
        text,
        "\nCards and photos are in `demo/try-me`; its README.md says what becomes of each."
    );
}

const CAMPAIGNS: [(Campaign, &str, &str); 5] = [
    (
        Campaign::Group,
        "昨天开始，200 名学生处于各种状态",
        "opened yesterday, 200 students in every state",
    ),
    (
        Campaign::Album,
        "先校审后中心审核，可用相册照片，白底，可戴眼镜，三天后截止",
        "the school reviews first, album photos, white background, glasses allowed, ends in three days",
    ),
    (
        Campaign::Region,
        "散拍：不限学校，先预约",
        "one by one: any school, by appointment",
    ),
    (
        Campaign::Past,
        "已结束：已通过的和逾期的",
        "closed: approved and expired ones",
    ),
    (Campaign::Coming, "十天后开始", "opens in ten days"),
];

fn entrance(campaign: Campaign) -> String {
    match campaign.feature_code() {
        Some(code) => format!("`{code}`"),
        None => format!("`{}`", campaign.slug()),
    }
}

/// The list of the files to try, in both languages.
pub(crate) fn files(tried: &[Tried]) -> String {
    let mut text = String::new();
    line!(text, "# 试一试 Try me\n");
    line!(
        text,
        "全部为绘制，不对应任何真人。用于批次 J9VG24；照片的结果由同一套检查给出。\n"
    );
    line!(
        text,
        "All drawn, nobody exists. For the batch J9VG24; what is said of a photo is what the check says.\n"
    );
    line!(
        text,
        "| 文件 file | 后四位 last four | 结果 | what happens |"
    );
    line!(text, "|---|---|---|---|");
    for one in tried {
        let last_four = one.last_four.as_deref().unwrap_or_default();
        line!(
            text,
            "| {} | {last_four} | {} | {} |",
            one.file,
            one.zh,
            one.en
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts;
    use crate::people;

    #[test]
    fn the_guide_names_every_sign_in_in_both_languages() {
        let accounts = accounts::of(&people::students());
        let guide = text(&accounts);
        let logins = STAFF.iter().map(|employee| employee.login);
        let phones = accounts.iter().map(|account| &account.phone[..]);
        for name in logins.chain(phones).chain(["J9VG24", REGION_SLUG]) {
            let named = guide.matches(&format!("`{name}`")).count();
            assert_eq!(named, 2, "{name}");
        }
    }
}
