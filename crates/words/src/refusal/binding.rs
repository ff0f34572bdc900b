//! The words of why a collection code is not bound to an account.

use domain::BindingRefusal;

use super::InWords;
use crate::Words;

impl InWords for BindingRefusal {
    fn words(&self) -> Words {
        match self {
            Self::NotAccepting(when) => when.words(),
            Self::WrongLastFour => Words::new(
                ["后四位不一致", "The last four do not match"],
                "证件号码后四位与采集码不一致。请核对后四位，并确认上传的是自己的采集码。",
                "The last four characters do not match the collection code. Check them, and make sure \
                 that the code is your own.",
            ),
            Self::OtherSchool => Words::new(
                ["不是本批次的学校", "Another school's code"],
                "这个采集码属于别的学校，不在本批次内。有两份学历时，请换用对应学校的采集码。",
                "This code is of a school outside this batch. If you have two degrees, use the code of \
                 the right school.",
            ),
            Self::NotOnRoster => Words::new(
                ["名单中没有找到", "Not on the list"],
                "学校提供的名单中没有这个学号。请核对采集码，或联系学校确认。",
                "Your school's list does not have this student number. Check the code, or ask your \
                 school.",
            ),
            Self::BoundToAnother => Words::new(
                ["已被其他账号添加", "Added by another account"],
                "这份学历已被另一个账号添加，采集中心会核实它属于谁。着急的话请直接联系采集中心。",
                "Another account has added this degree. The collection centre will find out whose it is; if you are \
                 in a hurry, contact it.",
            ),
            Self::NotThisPerson => Words::new(
                ["采集中心核实过", "The centre has looked into it"],
                "采集中心核实后认为这份学历属于别人，不能再用这个账号添加。如有疑问请联系采集中心。",
                "The collection centre found that this degree is another person's, so this account cannot add it. \
                 If that is wrong, contact the centre.",
            ),
            Self::BoundAlready(_) => Words::new(
                ["已经添加过", "Added already"],
                "你已经添加过这份学历，可以直接去拍照。",
                "You have added this degree already. Go on to the photo.",
            ),
            Self::TooManyDegrees => Words::new(
                ["已有两份学历", "Two degrees already"],
                "一个账号最多添加两份学历。如果有一份添加错了，请联系采集中心。",
                "An account can have two degrees. If one of them is wrong, contact the collection centre.",
            ),
            Self::AlreadyAtRegistry => Words::new(
                ["学信网已有照片", "The registry has a photo"],
                "学信网已有这份学历的照片，不需要再采集。如对照片有疑问，请联系学校。",
                "The registry already has a photo for this degree, so nothing is left to do. If you have \
                 doubts about it, ask your school.",
            ),
        }
    }
}
