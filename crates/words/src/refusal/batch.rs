//! The words of what a batch refuses, and of why it takes nothing at some time.

use domain::{
    Acceptance, Batch, BatchAction, BatchRefusal, BatchStateName, InvalidPlan, InvalidWindow,
};
use standard::Text;

use super::{InWords, WrongStateInWords, changed};
use crate::Words;
use crate::moment::start;

impl WrongStateInWords for Batch {
    fn wrong_state(from: BatchStateName, action: BatchAction) -> Words {
        match (from, action) {
            (
                BatchStateName::Draft
                | BatchStateName::Open
                | BatchStateName::Paused
                | BatchStateName::Closed
                | BatchStateName::Archived,
                BatchAction::Revise
                | BatchAction::Open
                | BatchAction::Pause
                | BatchAction::Resume
                | BatchAction::Close
                | BatchAction::Archive,
            ) => changed(),
        }
    }
}

impl InWords for BatchRefusal {
    fn words(&self) -> Words {
        match *self {
            Self::Plan(plan) => {
                let (zh, en) = invalid_plan(plan);
                Words::new(["批次还不完整", "The plan is not complete"], zh, en)
            }
            Self::ReliedOn => Words::new(
                ["学生已在使用", "Students rely on it"],
                "批次已经开放，采集方式、链接、开始时间和已有学校不能更改。如有需要，请另建批次。",
                "The batch is open, so its mode, link, opening and schools stay. Create another batch if \
                 you need to.",
            ),
        }
    }
}

impl InWords for Acceptance {
    fn words(&self) -> Words {
        match self {
            // Nobody is refused while it is open; said so that this never misleads.
            Self::Open => Words::new(
                ["采集正在进行", "Collection is open"],
                "采集正在进行，请再试一次。",
                "The collection is open. Please try again.",
            ),
            Self::NotAnnounced => Words::new(
                ["采集尚未公布", "Not announced yet"],
                "这个批次还没有公布采集时间，请留意学校的通知。",
                "This collection has not been announced yet. Watch for your school's notice.",
            ),
            Self::NotYet { opens_at } => {
                let Text { zh, en } = start(*opens_at);
                Words::new(
                    ["采集还没有开始", "Not open yet"],
                    format!("采集于 {zh} 开始，请到时再来。"),
                    format!("The collection opens on {en}. Please come back then."),
                )
            }
            Self::OutsideHours { next } => {
                let Text { zh, en } = start(*next);
                Words::new(
                    ["现在不在采集时段", "Outside the daily hours"],
                    format!("现在不在每天的采集时段内，下一次开放是 {zh}。"),
                    format!("The collection pauses at this hour. It opens again on {en}."),
                )
            }
            Self::Paused => Words::new(
                ["采集暂停", "Collection is paused"],
                "采集中心暂停了这个批次的采集，已经提交的照片不受影响。请过些时候再来，急用请联系采集中心。",
                "The centre has paused this collection; photos that were handed in are not affected. Please \
                 come back later, or ask the centre if it is urgent.",
            ),
            Self::Closed => Words::new(
                ["采集已经结束", "Collection is over"],
                "这个批次的采集已经结束。可以到所在地区单独采集，或联系学校和采集中心。",
                "This collection is over. You can go on alone in your region, or contact your school or \
                 the collection centre.",
            ),
        }
    }
}

fn invalid_plan(plan: InvalidPlan) -> (&'static str, &'static str) {
    match plan {
        InvalidPlan::NoName => ("请填写批次名称。", "Give the batch a name."),
        InvalidPlan::NoSchool => (
            "集中采集至少需要一所学校，请先添加学校。",
            "A group batch needs at least one school. Add one.",
        ),
        InvalidPlan::SchoolTwice => (
            "有一所学校重复了，请去掉一个。",
            "A school is listed twice. Remove one of them.",
        ),
        InvalidPlan::ZeroLimit => (
            "提交次数、检查次数和重拍天数至少为 1，请修改。",
            "Attempts, checks and days for another photo start at 1. Change them.",
        ),
        InvalidPlan::Window(InvalidWindow::Backwards) => (
            "采集的结束时间要晚于开始时间，请修改。",
            "The collection has to close after it opens. Change the times.",
        ),
        InvalidPlan::Window(InvalidWindow::HoursBackwards) => (
            "每天的结束时间要晚于开始时间，请修改。",
            "The daily hours have to end after they begin. Change them.",
        ),
        InvalidPlan::Window(InvalidWindow::NeverOpen) => (
            "按照每天的时段，开始和结束之间没有可采集的时间，请修改。",
            "With these daily hours there is no time left between opening and closing. Change them.",
        ),
    }
}
