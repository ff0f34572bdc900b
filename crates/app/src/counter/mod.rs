//! The counter (现场采集), at which staff photograph students: who stands there is found, and what is to be known of the
//! student is read. The photo goes the student's own way: `capture`, `photo`, `submission`.

mod find;
mod student;

pub use find::find_by_code;
pub use student::{CounterAppointment, CounterStudent, student};
