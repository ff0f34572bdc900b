//! The words of what an appointment and its slot refuse.

use domain::{
    Appointment, AppointmentAction, AppointmentRefusal, AppointmentStateName, SlotRefusal,
};

use super::{InWords, WrongStateInWords, changed};
use crate::Words;

impl WrongStateInWords for Appointment {
    fn wrong_state(from: AppointmentStateName, action: AppointmentAction) -> Words {
        match (from, action) {
            (
                AppointmentStateName::Booked | AppointmentStateName::Moved,
                AppointmentAction::Book,
            ) => booked_already(),
            (
                AppointmentStateName::Booked | AppointmentStateName::Moved,
                AppointmentAction::Move
                | AppointmentAction::Cancel
                | AppointmentAction::Attend
                | AppointmentAction::Miss,
            )
            | (
                AppointmentStateName::Cancelled
                | AppointmentStateName::Attended
                | AppointmentStateName::Missed,
                AppointmentAction::Book
                | AppointmentAction::Move
                | AppointmentAction::Cancel
                | AppointmentAction::Attend
                | AppointmentAction::Miss,
            ) => changed(),
        }
    }
}

fn booked_already() -> Words {
    Words::new(
        ["已有预约", "Already booked"],
        "这份学历已有一个预约，可以改到别的时间，或先取消。",
        "This degree has an appointment already. Move it to another time, or cancel it first.",
    )
}

impl InWords for AppointmentRefusal {
    fn words(&self) -> Words {
        match self {
            Self::Begun => Words::new(
                ["预约时间已到", "It has begun"],
                "预约的时间已经开始，不能再改动。请直接前往，或联系采集中心。",
                "The appointment has begun and cannot be changed any more. Go there, or contact the \
                 collection centre.",
            ),
            Self::NotBegun => Words::new(
                ["预约时间还没到", "Not begun yet"],
                "预约的时间还没有到，请到时再登记。",
                "The appointment has not begun. Note it down when it has.",
            ),
            Self::SameSlot => Words::new(
                ["已在这个时段", "At this time already"],
                "预约已经在这个时段，不需要改动。",
                "The appointment is at this time already. There is nothing to change.",
            ),
        }
    }
}

impl InWords for SlotRefusal {
    fn words(&self) -> Words {
        match self {
            Self::Impossible => Words::new(
                ["时段设置有误", "Not a possible slot"],
                "时段的结束要晚于开始，名额至少为 1，请修改后再保存。",
                "A slot ends after it begins and has at least one seat. Change it and save again.",
            ),
            Self::Full => Words::new(
                ["这个时段已约满", "Fully booked"],
                "这个时段已经约满，请选择别的时间。",
                "This time is fully booked. Please choose another one.",
            ),
            Self::Begun => Words::new(
                ["这个时段已开始", "Already begun"],
                "这个时段已经开始，请选择之后的时间。",
                "This time has begun already. Please choose a later one.",
            ),
            Self::SeatsTaken | Self::NoneTaken => Words::new(
                ["名额与预约不符", "Seats do not fit"],
                "已预约的人数与名额不符，请刷新后重新设置名额。",
                "The seats do not fit the number of students who are booked. Reload and set them again.",
            ),
        }
    }
}
