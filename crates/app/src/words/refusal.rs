//! Refusals in words.

use domain::{
    AccountRefusal, AppointmentRefusal, BatchRefusal, CaptureRefusal, ConsentRefusal, PhotoRefusal,
    Purpose, SubmissionRefusal,
};

use super::transition::{
    appointment, batch, binding, capture, not_yours, photo, slot, submission, wrong_state,
};
use super::{Words, acceptance};
use crate::failure::Refusal;
use crate::ports::CodeFault;

pub(super) fn say(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::WrongState(state)
        | Refusal::Account(AccountRefusal::WrongState(state))
        | Refusal::Consent(ConsentRefusal::WrongState(state))
        | Refusal::Capture(CaptureRefusal::WrongState(state))
        | Refusal::Photo(PhotoRefusal::WrongState(state))
        | Refusal::Submission(SubmissionRefusal::WrongState(state))
        | Refusal::Appointment(AppointmentRefusal::WrongState(state))
        | Refusal::Batch(BatchRefusal::WrongState(state)) => wrong_state(*state),
        Refusal::Account(AccountRefusal::NotYours)
        | Refusal::Consent(ConsentRefusal::NotYours)
        | Refusal::Capture(CaptureRefusal::NotYours)
        | Refusal::Photo(PhotoRefusal::NotYours)
        | Refusal::Submission(SubmissionRefusal::NotYours)
        | Refusal::Appointment(AppointmentRefusal::NotYours) => not_yours(),
        Refusal::Binding(refusal) => binding(*refusal),
        Refusal::Capture(refusal) => capture(*refusal),
        Refusal::Photo(refusal) => photo(refusal),
        Refusal::Submission(refusal) => submission(*refusal),
        Refusal::Slot(refusal) => slot(*refusal),
        Refusal::Appointment(refusal) => appointment(*refusal),
        Refusal::Batch(refusal) => batch(*refusal),
        Refusal::NotAccepting(when) => acceptance(when),
        Refusal::ConsentMissing { .. }
        | Refusal::OtherConsentText { .. }
        | Refusal::ErasureBlocked => own_data(refusal),
        Refusal::WrongSignInCode { .. }
        | Refusal::SignInCodeExpired
        | Refusal::WeChatCodeRefused
        | Refusal::PhoneNeeded
        | Refusal::WrongCredentials => sign_in(refusal),
        Refusal::CodeUnreadable(fault) => code_unreadable(*fault),
        Refusal::DetailsNeeded
        | Refusal::PartMissing { .. }
        | Refusal::TooLarge { .. }
        | Refusal::EmptyFile => input(refusal),
        Refusal::Taken(what) => taken(what),
    }
}

fn own_data(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::ConsentMissing {
            purpose: Purpose::CollectReviewHandOver,
        } => Words::new(
            ["需要你的同意", "Your consent is needed"],
            "采集、审核并向学信网和学校提交照片需要你的同意。请阅读说明，同意后继续。",
            "Collecting, reviewing and handing over your portrait needs your consent. Read the text \
             and agree to go on.",
        ),
        Refusal::OtherConsentText { .. } => Words::new(
            ["说明已更新", "The text has changed"],
            "说明内容已经更新，请刷新后阅读新的说明，再决定是否同意。",
            "The text has changed. Reload, read the new one, and decide then.",
        ),
        Refusal::ErasureBlocked => Words::new(
            ["现在还不能删除", "Not possible yet"],
            "有照片正在审核或已通过审核，现在不能删除数据。审核中的照片可以先撤回；已通过的请联系采集中心。",
            "A photo is in review or approved, so data cannot be deleted now. Withdraw a photo that \
             is in review first; for an approved one contact the collection centre.",
        ),
        _ => Words::new(
            ["需要你的同意", "Your consent is needed"],
            "这一步需要你的同意。请阅读说明，同意后继续；不同意也可以继续其他步骤。",
            "This step needs your consent. Read the text and agree, or go on without it.",
        ),
    }
}

fn sign_in(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::WrongSignInCode { tries_left: 0 } | Refusal::SignInCodeExpired => Words::new(
            ["验证码已失效", "The code is not valid any more"],
            "验证码已失效，请重新获取。",
            "The code is not valid any more. Ask for a new one.",
        ),
        Refusal::WrongSignInCode { tries_left } => Words::new(
            ["验证码不对", "Not the right code"],
            format!("验证码不对，还可以再试 {tries_left} 次。请核对最新一条短信。"),
            format!(
                "That is not the code of the latest message. Tries that are left: {tries_left}. \
                 Check the message and enter it again."
            ),
        ),
        Refusal::PhoneNeeded => Words::new(
            ["需要手机号", "Your phone number is needed"],
            "第一次登录需要手机号，请点按钮授权手机号后继续。",
            "The first time your phone number is needed. Allow it with the button and go on.",
        ),
        Refusal::WrongCredentials => Words::new(
            ["账号或密码不对", "Login or password is not right"],
            "账号或密码不对，请核对后再试。忘记密码请联系管理员。",
            "Login or password is not right. Check both and try again. If you forgot the password, \
             ask an administrator.",
        ),
        _ => Words::new(
            ["微信登录没有成功", "WeChat sign-in did not work"],
            "微信没有确认这次登录，请返回重新进入小程序再试。",
            "WeChat did not confirm this sign-in. Leave the mini-program, open it again and retry.",
        ),
    }
}

fn code_unreadable(fault: CodeFault) -> Words {
    let (zh, en) = match fault {
        CodeFault::NotAPicture => (
            "这个文件不是能打开的图片。请上传采集码的截图或照片。",
            "This file is not a picture that can be opened. Upload a screenshot or photo of your \
             collection code.",
        ),
        CodeFault::NotFound => (
            "图片里没有找到采集码。请在学信网打开采集码，截取完整清晰的图再上传。",
            "We cannot find the code in this picture. Open your collection code at the registry, and \
             upload a whole and clear screenshot.",
        ),
        CodeFault::OtherCode => (
            "图片里的二维码不是图像采集码。请上传学信网的图像采集码。",
            "The code in this picture is another one. Upload the portrait collection code of the \
             registry.",
        ),
        CodeFault::Busy => (
            "现在识别的人较多，请过一会儿再试一次。",
            "Many codes are being read at the moment. Please try again in a while.",
        ),
    };
    Words::new(["没有读到采集码", "No collection code was read"], zh, en)
}

fn input(refusal: &Refusal) -> Words {
    match refusal {
        Refusal::DetailsNeeded => Words::new(
            ["还需要几项信息", "A few details are needed"],
            "这个采集码没有包含学校、学号或层次，请补充填写后继续。",
            "This code does not say school, student number or level. Fill them in to go on.",
        ),
        Refusal::PartMissing { .. } => Words::new(
            ["照片没有传完", "The photo is not complete"],
            "照片还有一部分没有传上来，请保持网络畅通，继续上传。",
            "A part of the photo has not arrived. Stay online and go on uploading.",
        ),
        Refusal::TooLarge { max_bytes } => {
            let limit = size(*max_bytes);
            Words::new(
                ["文件太大", "The file is too large"],
                format!("文件超过 {limit}，请换一个小一些的文件再上传。"),
                format!("The file is larger than {limit}. Upload a smaller one."),
            )
        }
        _ => Words::new(
            ["文件是空的", "The file is empty"],
            "文件是空的，请重新选择或重新拍摄。",
            "The file is empty. Choose it again or take another photo.",
        ),
    }
}

/// A limit as people read it, rounded down.
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes / 1024),
        _ => format!("{} MB", bytes / 1_048_576),
    }
}

fn taken(what: &str) -> Words {
    let (zh, en) = match what {
        "feature-code" => ("这个特征码", "This feature code"),
        "link" => ("这个链接", "This link"),
        "phone" => ("这个手机号", "This phone number"),
        "wechat-user" => ("这个微信用户", "This WeChat user"),
        "login" => ("这个登录名", "This login"),
        "school-code" => ("这个学校代码", "This school code"),
        "student-number" => ("名单中的一个学号", "A student number on the list"),
        _ => ("这个名称", "This name"),
    };
    Words::new(
        ["已被使用", "Already in use"],
        format!("{zh}已被使用，请换一个。"),
        format!("{en} is in use already. Choose another one."),
    )
}
