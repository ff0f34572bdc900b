//! The texts that students agree to: one for each purpose, plain and short. A change of what a text
//! promises raises `consent_text_version`, and every student is asked again.

use domain::Purpose;

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentText {
    /// Its version, from 1.
    pub version: u32,
    /// The text in Chinese.
    pub zh: &'static str,
    /// The text in English.
    pub en: &'static str,
}

/// The text of a purpose, as version `version`.
pub const fn text(purpose: Purpose, version: u32) -> ConsentText {
    let (zh, en) = match purpose {
        Purpose::CollectReviewHandOver => (COLLECT_ZH, COLLECT_EN),
        Purpose::HandOver => (HAND_OVER_ZH, HAND_OVER_EN),
        Purpose::Comparison => (COMPARISON_ZH, COMPARISON_EN),
        Purpose::Address => (ADDRESS_ZH, ADDRESS_EN),
    };
    ConsentText { version, zh, en }
}

const COLLECT_ZH: &str = "为办理学历证书电子注册图像采集，我们需要你的手机号、采集码内容（学校、层次、学号、\
隐去部分的姓名）、证件号码后四位的加密校验值，以及你拍摄的照片。照片属于敏感个人信息：由程序检查拍摄质量，\
由采集中心（部分批次先由学校）人工审核。\
我们不提取、不保存人脸识别特征。未完成的照片在采集结束后删除，其余按批次公布的期限保存后删除。\
你可以随时撤回同意、导出或删除自己的数据；审核中和已通过的照片在办结前不能删除。\
不同意则无法采集，你可以联系学校改用其他方式。";

const COLLECT_EN: &str = "To collect the portrait for your diploma's electronic registration we need \
your mobile number, what your collection code says (school, level, student number, partly hidden \
name), an encrypted check value of the last four characters of your identity number, and the photos \
that you take. Photos are sensitive personal information. Software checks how they were taken, people \
at the collection centre (in some batches the school first) review them. We neither compute nor keep \
facial recognition features. Unfinished photos are deleted when the collection ends, all others after \
the time that the batch states. You can withdraw your consent, export or delete your data at any time; \
a photo in review or approved cannot be deleted until the matter is concluded. Without consent we \
cannot collect your portrait; your school can tell you about other ways.";

const HAND_OVER_ZH: &str = "审核通过后，我们会把你的成片连同采集码内容（学校、层次、学号、隐去部分的姓名）\
交给学信网（教育部学生服务与素质发展中心）和你的学校，用于学历证书电子注册和制作证书，由他们按各自的规定保存。\
原始照片不提供给他们。提交审核前需要你单独同意；在交出以前你可以随时撤回，撤回后审核中的照片会退回给你。\
不同意则不能提交，你可以联系学校改用其他方式。";

const HAND_OVER_EN: &str = "Once your portrait is approved, we hand it with what your collection code says \
(school, level, student number, partly hidden name) to the national registry (CSSD of the Ministry of \
Education) and to your school, for the electronic registration and the making of your diploma. They keep \
it under their own rules. They are not given the original photo. Before you submit, you are asked to agree \
to this by itself. Until it is handed over you can withdraw; a photo in review then comes back to you. \
Without it nothing can be submitted; your school can tell you about other ways.";

const COMPARISON_ZH: &str = "学信网不接受与你另一份学历相同的照片。如果你同意，我们会在你提交时，\
把这张照片与你自己在本系统中其他学历的照片比对，看是否为同一次拍摄。只比对画面，不识别身份，\
也不与他人的照片比对。不同意不影响采集，只是相同的照片可能之后才被退回。你可以随时撤回同意。";

const COMPARISON_EN: &str = "The registry does not take the same shot for two diplomas. If you agree, we \
compare the photo that you submit with your own photos for your other degree in this system, to see \
whether they are the same shot. Pictures are compared, nobody is identified, and photos of other people \
are not touched. You can go on without agreeing; the same shot may then be returned later. You can \
withdraw your consent at any time.";

const ADDRESS_ZH: &str = "如果你需要邮寄冲印照片，我们会使用你填写的收件人、电话和地址，并提供给快递公司用于寄送。\
签收后按批次公布的期限删除。不同意不影响采集，只是不能邮寄给你个人。你可以随时撤回同意。";

const ADDRESS_EN: &str = "If you want prints by post, we use the recipient, telephone number and address \
that you enter, and give them to the courier for delivery. They are deleted after delivery, within the \
time that the batch states. You can go on without agreeing; prints then cannot be sent to you in person. \
You can withdraw your consent at any time.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_purpose_has_a_calm_text_in_both_languages() {
        for purpose in Purpose::ALL.iter().copied() {
            let text = text(purpose, 3);
            assert_eq!(text.version, 3);
            assert!(text.zh.ends_with('。') && text.en.ends_with('.'));
            assert!(!text.zh.contains('！') && !text.en.contains('!'));
            assert!(text.zh.contains("撤回") && text.en.contains("withdraw"));
            assert!(!text.en.contains("  ") && !text.zh.contains(' '));
        }
    }
}
