//! What the domain's transitions refuse, in words.

use domain::{
    AppointmentRefusal, BatchRefusal, BindingRefusal, CaptureRefusal, CaptureSource, InvalidPlan,
    InvalidWindow, PhotoRefusal, SlotRefusal, SubmissionRefusal, WrongState,
};
use standard::ReasonCode;

use super::moment::Moment;
use super::{Words, acceptance};

pub(super) fn wrong_state(state: WrongState) -> Words {
    match (state.from, state.action) {
        ("approved", _) => Words::new(
            ["照片已通过审核", "Already approved"],
            "照片已通过审核，不能再更改。如需更正，请联系采集中心。",
            "The photo is approved and cannot be changed any more. If something is wrong, contact \
             the collection centre.",
        ),
        ("awaiting-review", _) => Words::new(
            ["照片正在审核", "In review"],
            "照片正在审核。想换一张的话，请先撤回审核。",
            "The photo is in review. To use another one, withdraw it first.",
        ),
        ("voided" | "expired", "begin-check" | "offer" | "submit" | "withdraw") => Words::new(
            ["这次采集已结束", "This has ended"],
            "这份学历在本批次的采集已经结束。请联系学校或采集中心，了解之后怎么办。",
            "The collection for this degree has ended in this batch. Your school or the collection \
             centre can tell you how to go on.",
        ),
        ("awaiting-photo", "submit") => Words::new(
            ["还没有可提交的照片", "No photo to submit yet"],
            "还没有可以提交的照片，请先拍一张并通过检查。",
            "There is no photo to submit yet. Take one and let it be checked first.",
        ),
        ("used", "take") => Words::new(
            ["这次拍摄已上传", "Already uploaded"],
            "这次拍摄的照片已经上传。想再拍一张，请重新打开相机。",
            "The photo of this session is uploaded. To take another one, open the camera again.",
        ),
        ("expired", "take") => Words::new(
            ["拍摄时间已过", "Session over"],
            "这次拍摄的有效时间已过，请重新打开相机。",
            "The time for this photo is over. Open the camera again.",
        ),
        ("received", "confirm") => Words::new(
            ["照片还在检查", "Still being checked"],
            "照片还在检查，请稍等几秒。",
            "The photo is still being checked. Wait a few seconds.",
        ),
        ("booked" | "moved", "book") => Words::new(
            ["已有预约", "Already booked"],
            "这份学历已有一个预约，可以改到别的时间，或先取消。",
            "This degree has an appointment already. Move it to another time, or cancel it first.",
        ),
        _ => Words::new(
            ["现在不能进行这一步", "Not possible now"],
            "情况可能已经变化，现在不能进行这一步。请刷新页面，按最新状态继续。",
            "Things may have changed, and this step is not possible now. Reload the page and go on \
             from there.",
        ),
    }
}

pub(super) fn not_yours() -> Words {
    Words::new(
        ["没有找到", "Nothing found"],
        "在当前账号下没有找到这项内容，请确认登录的是自己的账号。",
        "This account has nothing like that. Make sure that you are signed in with your own account.",
    )
}

pub(super) fn binding(refusal: BindingRefusal) -> Words {
    match refusal {
        BindingRefusal::NotAccepting(when) => acceptance(&when),
        BindingRefusal::WrongLastFour => Words::new(
            ["后四位不一致", "The last four do not match"],
            "证件号码后四位与采集码不一致。请核对后四位，并确认上传的是自己的采集码。",
            "The last four characters do not match the collection code. Check them, and make sure \
             that the code is your own.",
        ),
        BindingRefusal::OtherSchool => Words::new(
            ["不是本批次的学校", "Another school's code"],
            "这个采集码属于别的学校，不在本批次内。有两份学历时，请换用对应学校的采集码。",
            "This code is of a school outside this batch. If you have two degrees, use the code of \
             the right school.",
        ),
        BindingRefusal::NotOnRoster => Words::new(
            ["名单中没有找到", "Not on the list"],
            "学校提供的名单中没有这个学号。请核对采集码，或联系学校确认。",
            "Your school's list does not have this student number. Check the code, or ask your \
             school.",
        ),
        BindingRefusal::BoundToAnother => Words::new(
            ["已被其他账号添加", "Added by another account"],
            "这个采集码已被另一个账号添加。如果不是你本人操作，请联系采集中心核实。",
            "Another account has added this code. If that was not you, the collection centre can \
             look into it.",
        ),
        BindingRefusal::BoundAlready(_) => Words::new(
            ["已经添加过", "Added already"],
            "你已经添加过这份学历，可以直接去拍照。",
            "You have added this degree already. Go on to the photo.",
        ),
        BindingRefusal::TooManyDegrees => Words::new(
            ["已有两份学历", "Two degrees already"],
            "一个账号最多添加两份学历。如果有一份添加错了，请联系采集中心。",
            "An account can have two degrees. If one of them is wrong, contact the collection centre.",
        ),
        BindingRefusal::AlreadyAtRegistry => Words::new(
            ["学信网已有照片", "The registry has a photo"],
            "学信网已有这份学历的照片，不需要再采集。如对照片有疑问，请联系学校。",
            "The registry already has a photo for this degree, so nothing is left to do. If you have \
             doubts about it, ask your school.",
        ),
    }
}

pub(super) fn capture(refusal: CaptureRefusal) -> Words {
    match refusal {
        CaptureRefusal::WrongState(state) => wrong_state(state),
        CaptureRefusal::NotYours => not_yours(),
        CaptureRefusal::TooLate { .. } => Words::new(
            ["拍摄时间已过", "Session over"],
            "这次拍摄的有效时间已过，请重新打开相机再拍一张。",
            "The time for this photo is over. Open the camera again and take another one.",
        ),
        CaptureRefusal::SourceNotAllowed { from } => {
            let (zh, en) = match from {
                CaptureSource::Album => ("本批次不接受相册里的照片，请用相机现场拍摄。", ALBUM_EN),
                CaptureSource::LiveCamera => (
                    "本批次不接受自行拍摄的照片，请到指定地点拍摄。",
                    LIVE_CAMERA_EN,
                ),
                CaptureSource::Onsite => {
                    ("本批次不接受现场代拍的照片，请学生本人拍摄。", ONSITE_EN)
                }
            };
            Words::new(["照片来源不符合要求", "Not from here"], zh, en)
        }
        CaptureRefusal::NotEnded => Words::new(
            ["还在有效时间内", "Still running"],
            "这次拍摄还在有效时间内，可以继续上传。",
            "This session is still running. You can go on.",
        ),
    }
}

const ALBUM_EN: &str = "This batch takes no photos from the album. Take one with the camera now.";
const LIVE_CAMERA_EN: &str = "This batch takes no photos of your own camera. Have yours taken at the place that was announced.";
const ONSITE_EN: &str = "This batch takes no photos shot by staff. The student takes the photo.";

pub(super) fn photo(refusal: &PhotoRefusal) -> Words {
    match refusal {
        PhotoRefusal::WrongState(state) => wrong_state(*state),
        PhotoRefusal::NotYours => not_yours(),
        PhotoRefusal::NotUsable => Words::new(
            ["这张照片不能使用", "This photo cannot be used"],
            "这张照片有需要改正的地方，请按提示再拍一张。",
            "Something on this photo has to be put right. Follow the advice and take another one.",
        ),
        PhotoRefusal::DoubtsNotAccepted { doubts } => Words::new(
            ["还有提示需要确认", "Please look at the advice"],
            format!(
                "还有 {} 条提示需要看一下。逐条确认后继续，或再拍一张。",
                doubts.len()
            ),
            format!(
                "Points that need a look: {}. Confirm each to go on, or take another photo.",
                doubts.len()
            ),
        ),
    }
}

pub(super) fn submission(refusal: SubmissionRefusal) -> Words {
    match refusal {
        SubmissionRefusal::WrongState(state) => wrong_state(state),
        SubmissionRefusal::NotYours => not_yours(),
        SubmissionRefusal::NotAccepting(when) => acceptance(&when),
        SubmissionRefusal::ReplacementOverdue { replace_by } => {
            let Moment { zh, en } = Moment::deadline(replace_by);
            Words::new(
                ["重拍时间已过", "Too late for another photo"],
                format!("重拍的截止时间是 {zh}，已经过了。请联系采集中心，了解之后怎么办。"),
                format!(
                    "Another photo could be handed in until {en}. The collection centre can tell you \
                     how to go on."
                ),
            )
        }
        SubmissionRefusal::ChecksUsedUp { limit } => Words::new(
            ["检查次数已用完", "No checks left"],
            format!(
                "{limit} 次自动检查已经用完。如果有合格的照片，可以直接提交；否则请联系采集中心。"
            ),
            format!(
                "All {limit} automatic checks are used. Submit a photo that passed if you have one, \
                 or contact the collection centre."
            ),
        ),
        SubmissionRefusal::AttemptsUsedUp { limit } => Words::new(
            ["提交次数已用完", "No attempts left"],
            format!("{limit} 次提交机会已经用完，请联系采集中心，了解之后怎么办。"),
            format!(
                "All {limit} attempts are used. The collection centre can tell you how to go on."
            ),
        ),
        SubmissionRefusal::RejectedBefore => Words::new(
            ["这张照片被退回过", "Returned before"],
            "这张照片之前被退回过，请重新拍一张。",
            "This photo was returned before. Please take a new one.",
        ),
        SubmissionRefusal::SameShot { code } => same_shot(code),
        SubmissionRefusal::OtherRound => Words::new(
            ["轮到另一方审核", "Another round's turn"],
            "这张照片现在由另一轮审核处理，请刷新审核列表。",
            "Another round of review has this photo now. Reload the queue.",
        ),
        SubmissionRefusal::PlacedByStaff => Words::new(
            ["照片由采集中心更换", "Placed by the centre"],
            "这张照片由采集中心更换，不能撤回。如有疑问，请联系采集中心。",
            "The collection centre put this photo in place, so it cannot be withdrawn. Contact the \
             centre if you have doubts.",
        ),
        SubmissionRefusal::OtherBatch => Words::new(
            ["不是同一批次", "Another batch"],
            "这份学历已在另一个批次中，请回到首页重新进入。",
            "This degree is in another batch now. Go back to the start and enter again.",
        ),
        SubmissionRefusal::NotOver => Words::new(
            ["集中采集还没有结束", "The group is not over"],
            "集中采集还没有结束，现在就可以拍照提交，不需要单独采集。",
            "The collection of your group is not over. You can still take and submit your photo \
             there.",
        ),
    }
}

fn same_shot(code: ReasonCode) -> Words {
    let (zh, en) = match code {
        ReasonCode::D03 => (
            "这张与你另一份学历的照片是同一次拍摄，学信网不接受。请重新拍一张。",
            "This is the same shot as the photo for your other degree, which the registry does not \
             take. Please take a new one.",
        ),
        _ => (
            "这张与之前退回的照片是同一次拍摄，请重新拍一张。",
            "This is the same shot as a photo that was returned before. Please take a new one.",
        ),
    };
    Words::new(["与另一张照片相同", "The same shot"], zh, en)
}

pub(super) fn slot(refusal: SlotRefusal) -> Words {
    match refusal {
        SlotRefusal::Impossible => Words::new(
            ["时段设置有误", "Not a possible slot"],
            "时段的结束要晚于开始，名额至少为 1，请修改后再保存。",
            "A slot ends after it begins and has at least one seat. Change it and save again.",
        ),
        SlotRefusal::Full => Words::new(
            ["这个时段已约满", "Fully booked"],
            "这个时段已经约满，请选择别的时间。",
            "This time is fully booked. Please choose another one.",
        ),
        SlotRefusal::Begun => Words::new(
            ["这个时段已开始", "Already begun"],
            "这个时段已经开始，请选择之后的时间。",
            "This time has begun already. Please choose a later one.",
        ),
        SlotRefusal::SeatsTaken | SlotRefusal::NoneTaken => Words::new(
            ["名额与预约不符", "Seats do not fit"],
            "已预约的人数与名额不符，请刷新后重新设置名额。",
            "The seats do not fit the number of students who are booked. Reload and set them again.",
        ),
    }
}

pub(super) fn appointment(refusal: AppointmentRefusal) -> Words {
    match refusal {
        AppointmentRefusal::WrongState(state) => wrong_state(state),
        AppointmentRefusal::NotYours => not_yours(),
        AppointmentRefusal::Begun => Words::new(
            ["预约时间已到", "It has begun"],
            "预约的时间已经开始，不能再改动。请直接前往，或联系采集中心。",
            "The appointment has begun and cannot be changed any more. Go there, or contact the \
             collection centre.",
        ),
        AppointmentRefusal::NotBegun => Words::new(
            ["预约时间还没到", "Not begun yet"],
            "预约的时间还没有到，请到时再登记。",
            "The appointment has not begun. Note it down when it has.",
        ),
        AppointmentRefusal::SameSlot => Words::new(
            ["已在这个时段", "At this time already"],
            "预约已经在这个时段，不需要改动。",
            "The appointment is at this time already. There is nothing to change.",
        ),
    }
}

pub(super) fn batch(refusal: BatchRefusal) -> Words {
    match refusal {
        BatchRefusal::WrongState(state) => wrong_state(state),
        BatchRefusal::Plan(plan) => {
            let (zh, en) = invalid_plan(plan);
            Words::new(["批次还不完整", "The plan is not complete"], zh, en)
        }
        BatchRefusal::ReliedOn => Words::new(
            ["学生已在使用", "Students rely on it"],
            "批次已经开放，采集方式、链接、开始时间和已有学校不能更改。如有需要，请另建批次。",
            "The batch is open, so its mode, link, opening and schools stay. Create another batch if \
             you need to.",
        ),
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
