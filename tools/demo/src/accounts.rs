//! Students to sign in as: one in each state that has a next step.

use crate::campaign::Campaign;
use crate::people::{NEW_PHONE, Student};
use crate::way::Way;

/// Phones of students to try, each with what its student can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    /// The phone number to sign in with.
    pub(crate) phone: String,
    /// What to try, in Chinese.
    pub(crate) zh: &'static str,
    /// What to try, in English.
    pub(crate) en: &'static str,
}

/// The examples.
pub(crate) fn of(students: &[Student]) -> Vec<Account> {
    const WAYS: [(Way, &str, &str); 4] = [
        (
            Way::AwaitingConfirmation,
            "照片已检查，等待本人确认：查看检查结果，确认并提交",
            "a checked photo waits: look at the verdicts, confirm, submit",
        ),
        (
            Way::AwaitingReview,
            "已提交，等待审核：撤回后再次提交",
            "submitted: withdraw it and submit again",
        ),
        (
            Way::Rejected,
            "未通过：用 rejected-again.jpg 会被认出是同一张，用 rejected-new.jpg 重新提交",
            "rejected: rejected-again.jpg is known again, rejected-new.jpg can be submitted",
        ),
        (
            Way::Approved,
            "已通过，照片锁定：查看记录，导出本人数据",
            "approved and locked: read the history, export the own data",
        ),
    ];
    let mut accounts = vec![Account {
        phone: NEW_PHONE.to_owned(),
        zh: "新用户：登录、同意、用 try-me 里的采集码和照片走完整个流程",
        en: "nobody yet: sign in, agree, go all the way with the cards and photos of try-me",
    }];
    for (way, zh, en) in WAYS {
        let found = example(students, way);
        accounts.extend(found.map(|student| Account {
            phone: student.phone.clone(),
            zh,
            en,
        }));
    }
    accounts
}

/// The first student of the open batch who came so far; of those who were sent back, the one whose
/// photo is in `try-me`.
pub(crate) fn example(students: &[Student], way: Way) -> Option<&Student> {
    students
        .iter()
        .find(|student| student.campaign == Campaign::Group && student.way == way)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people;

    #[test]
    fn there_is_one_for_everything_that_can_be_tried() {
        let accounts = of(&people::students());
        assert_eq!(accounts.len(), 5);
        assert_eq!(accounts[0].phone, NEW_PHONE);
    }
}
