//! Reason codes for rejections, in the wording of the collection centres. Each rule has one; some
//! belong to no rule and are used by reviewers only.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, IntoStaticStr, VariantArray, VariantNames};

use crate::text::Text;

macro_rules! reason_codes {
    ($($code:ident $zh:literal $en:literal;)+) => {
        /// The reason of a rejection. Codes are public, are never renamed and never reused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(Display, EnumString, IntoStaticStr, VariantArray, VariantNames)]
        pub enum ReasonCode {
            $(#[doc = $en] $code,)+
        }

        impl ReasonCode {
            /// Every code, in the order of the list that reviewers know.
            pub const ALL: &'static [Self] = <Self as VariantArray>::VARIANTS;

            /// Every code in writing, in the same order.
            pub const NAMES: &'static [&'static str] = <Self as VariantNames>::VARIANTS;

            /// The code as it is written.
            pub fn as_str(self) -> &'static str {
                self.into()
            }

            /// The reason in words.
            pub const fn text(self) -> Text {
                match self {
                    $(Self::$code => Text::new($zh, $en),)+
                }
            }
        }
    };
}

reason_codes! {
    F01 "文件损坏或不是图片" "The file is damaged or not a picture";
    F02 "像素或比例不符、尺寸过小" "Wrong pixels or proportions, or too small";
    F03 "文件大小不符" "Wrong file size";
    F04 "截图、翻拍、扫描纸质照片" "A screenshot, a photo of a photo, or a scan of a print";
    F05 "非近期照片" "Not a recent photo";
    B01 "背景有阴影、渐变、杂物、他人" "Shadow, gradient, objects or other people in the background";
    B02 "背景色不符、抠图残留、头发缺失" "Wrong background colour, remains of the old one, or missing hair";
    B03 "衣服与背景同色（蓝色）" "Clothes of the background's colour (blue)";
    P01 "头部倾斜、侧脸、低头或仰头" "Head tilted, turned, lowered or raised";
    P02 "高低肩、肩膀不完整" "Shoulders uneven or not complete";
    P03 "人像过大、过小、不居中、头顶未留空" "Person too large, too small, off centre, or no room above the head";
    P04 "闭眼、眯眼、视线偏" "Eyes closed, squinting or looking aside";
    P05 "张嘴、露齿" "Mouth open or teeth showing";
    O01 "佩戴眼镜（本批次不允许）" "Glasses, which this batch does not allow";
    O02 "眼镜反光、镜框遮眼、有色镜片、美瞳" "Glare, a frame over the eyes, tinted lenses or coloured contacts";
    O03 "头发、刘海遮挡眉毛或眼睛" "Hair covers the eyebrows or the eyes";
    O04 "未露双耳、耳朵不对称" "Ears hidden or not symmetric";
    O05 "佩戴耳环、项链、头饰" "Earrings, a necklace or hair ornaments";
    O06 "帽子等头部覆盖物" "A hat or another head covering";
    O07 "口罩、手、手机等遮挡面部" "A mask, a hand, a phone or another thing before the face";
    L01 "阴阳脸、光线不均" "Uneven light on the face";
    L02 "过曝、面部高光" "Overexposed, or highlights on the face";
    L03 "过暗、偏色、红眼" "Too dark, a colour cast, or red-eye";
    L04 "模糊、噪点、失真变形" "Blurred, noisy or distorted";
    C01 "着装不合规（吊带、无袖、高领、连帽、条纹）" "Unsuitable clothes (straps, no sleeves, high collar, hood, stripes)";
    C02 "浓妆" "Heavy make-up";
    M01 "美颜、磨皮、瘦脸" "Beauty mode, smoothed skin or a reshaped face";
    M02 "软件合成、AI 生成" "Composed by software or generated";
    M03 "过度精修，或加了日期、水印、文字、贴纸" "Retouched too much, or a date, watermark, words or stickers added";
    M04 "镜像、旋转处理" "Mirrored or rotated";
    D01 "与录取照片同版" "The same shot as the admission photo";
    D02 "与身份证照片同版" "The same shot as the identity card's photo";
    D03 "与其他学历照片同版" "The same shot as another diploma's photo";
    D04 "与已驳回照片相同" "The same as a photo that was already rejected";
    I01 "非本人、多人、无人脸" "Not the student, several people, or no face";
    I02 "采集码与本人、学校或层次不符" "The collection code is of another person, school or level";
    I03 "学信网已有学历照片" "The registry already has this diploma's photo";
    X00 "其他（必须写明）" "Another reason, which has to be written down";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: ReasonCode, json: &str) {
        assert_eq!(serde_json::to_string(&code).unwrap(), json);
        assert_eq!(serde_json::from_str::<ReasonCode>(json).unwrap(), code);
        assert_eq!(format!("\"{code}\""), json);
    }

    #[test]
    fn a_code_is_written_as_reviewers_know_it() {
        check(ReasonCode::F01, "\"F01\"");
        check(ReasonCode::X00, "\"X00\"");
    }

    #[test]
    fn a_code_is_written_in_one_way() {
        for (&code, &name) in ReasonCode::ALL.iter().zip(ReasonCode::NAMES) {
            assert_eq!((code.as_str(), &*code.to_string()), (name, name));
            assert_eq!(serde_json::to_value(code).unwrap(), name);
            assert_eq!(name.parse(), Ok(code));
        }
    }

    #[test]
    fn every_code_has_words() {
        for code in ReasonCode::ALL {
            assert!(!code.text().zh.is_empty() && !code.text().en.is_empty());
        }
    }
}
