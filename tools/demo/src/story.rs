//! The timeline of the demonstration: which student does what at which time. All times are in the past and in
//! a possible order.

use domain::{Duration, ReviewRound, Timestamp};

use crate::album::Drawing;
use crate::calendar::Calendar;
use crate::campaign::Campaign;
use crate::people::Student;
use crate::way::{self, Way};

/// The longest way takes five and a half hours.
const LONGEST: Duration = Duration::from_hours(6);

/// Something that happens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event {
    /// The time at which it happens.
    pub(crate) at: Timestamp,
    /// To whom: a place in the list of students.
    pub(crate) student: usize,
    /// The step that is taken.
    pub(crate) deed: Deed,
}

/// What a student or a member of staff does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Deed {
    /// Signs in for the first time and agrees.
    Arrive,
    /// Hands a collection code in.
    ShowCode,
    /// Says that the degree is the own one.
    Bind,
    /// Takes a photo.
    HandIn(Drawing),
    /// Looks at the photo and goes on with it.
    Accept,
    /// Submits it.
    Submit,
    /// Takes it back.
    Withdraw,
    /// Books a studio.
    Book,
    /// Goes on alone after the group was over.
    MoveOn,
    /// A reviewer approves, in this round.
    Approve(ReviewRound),
    /// A reviewer sends back what is to be seen in this photo, in this round.
    Reject(ReviewRound, Drawing),
    /// An operator lets the degree go.
    Release,
}

/// The whole story in the order of time.
pub(crate) fn of(students: &[Student], calendar: Calendar) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for (index, student) in students.iter().enumerate() {
        let mut steps = Steps {
            at: arrival(student, calendar),
            student: index,
            events: &mut events,
        };
        steps.go(student);
    }
    if let Some(late) = latecomer(students) {
        let at = calendar.at(-2, 19, 30);
        events.push(Event {
            at,
            student: late,
            deed: Deed::MoveOn,
        });
    }
    events.sort_by_key(|event| (event.at, event.student));
    events
}

/// The student who missed the last batch and goes on alone.
pub(crate) fn latecomer(students: &[Student]) -> Option<usize> {
    students
        .iter()
        .position(|student| student.campaign == Campaign::Past && student.way == Way::AwaitingPhoto)
}

/// The large batch fills from its first morning until this morning, the others on a few days: what
/// is handed in on another day is checked anew.
fn arrival(student: &Student, calendar: Calendar) -> Timestamp {
    let place = student.place as u32;
    let on_one_of = |days: &[i64], each: u32| {
        let day = days[student.place % days.len()];
        calendar.at(day, 9, 0) + Duration::from_minutes(each * (place / days.len() as u32))
    };
    match student.campaign {
        Campaign::Group => {
            let first = calendar.at(-1, 8, 0);
            let span = (calendar.now() - LONGEST).since(first).as_micros();
            // 200 students; 83 has no factor in common with it: nobody comes beside the next on
            // the roster.
            let turn = i64::from(place * 83 % 200);
            Timestamp::from_micros(first.as_micros() + span / 200 * turn)
        }
        Campaign::Album => on_one_of(&[-6, -5, -4], 25),
        Campaign::Past => on_one_of(&[-119, -100], 15),
        Campaign::Region => on_one_of(&[-9, -3], 20),
        Campaign::Coming => calendar.now(),
    }
}

/// One student's steps.
struct Steps<'a> {
    at: Timestamp,
    student: usize,
    events: &'a mut Vec<Event>,
}

impl Steps<'_> {
    fn step(&mut self, minutes: u32, deed: Deed) {
        self.at = self.at + Duration::from_minutes(minutes);
        self.events.push(Event {
            at: self.at,
            student: self.student,
            deed,
        });
    }

    fn go(&mut self, student: &Student) {
        self.step(0, Deed::Arrive);
        if student.way == Way::Registered {
            return;
        }
        self.step(1, Deed::ShowCode);
        if student.way == Way::Proposed {
            return;
        }
        self.step(1, Deed::Bind);
        if student.way == Way::AwaitingPhoto {
            if student.campaign == Campaign::Region {
                self.step(2, Deed::Book);
            }
            return;
        }
        let photos = student.photos();
        if student.way == Way::Stopped {
            for photo in photos {
                self.step(3, Deed::HandIn(photo));
            }
            return;
        }
        let mut photos = photos.into_iter();
        let Some(first) = photos.next() else { return };
        self.step(3, Deed::HandIn(first));
        if student.way == Way::AwaitingConfirmation {
            return;
        }
        self.submit();
        self.after_submission(student, first, photos);
    }

    fn submit(&mut self) {
        self.step(1, Deed::Accept);
        self.step(1, Deed::Submit);
    }

    fn after_submission(
        &mut self,
        student: &Student,
        first: Drawing,
        further: impl Iterator<Item = Drawing>,
    ) {
        let rounds = way::rounds(student.campaign.review());
        let first_round = rounds[0];
        // Reviewers do not decide at once, nor after the same time.
        let patience = 35 + 7 * (student.place as u32 % 4);
        match student.way {
            Way::Withdrawn => self.step(9, Deed::Withdraw),
            Way::PassedBySchool => self.step(patience, Deed::Approve(first_round)),
            Way::Approved => self.approve(rounds, patience),
            Way::Voided => {
                self.approve(rounds, patience);
                self.step(30, Deed::Release);
            }
            Way::Rejected => self.step(patience, Deed::Reject(first_round, first)),
            Way::Replaced | Way::ReplacedApproved => {
                self.step(patience, Deed::Reject(first_round, first));
                self.again(further.take(1));
                if student.way == Way::ReplacedApproved {
                    self.approve(rounds, patience);
                }
            }
            Way::UsedUp => {
                self.step(patience, Deed::Reject(first_round, first));
                for photo in further {
                    self.again(std::iter::once(photo));
                    self.step(patience, Deed::Reject(first_round, photo));
                }
            }
            _ => {}
        }
    }

    fn again(&mut self, photos: impl Iterator<Item = Drawing>) {
        for photo in photos {
            self.step(20, Deed::HandIn(photo));
            self.submit();
        }
    }

    fn approve(&mut self, rounds: &[ReviewRound], patience: u32) {
        for round in rounds {
            self.step(patience, Deed::Approve(*round));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::students;

    #[track_caller]
    fn check(now: &str) {
        let calendar = Calendar::new(now.parse().unwrap());
        let students = students();
        let story = of(&students, calendar);
        assert!(story.is_sorted_by_key(|event| event.at));
        let last = story.last().unwrap().at;
        assert!(last <= calendar.now(), "{last} is yet to come");
        assert!(story[0].at > calendar.beginning());
        for event in &story {
            let campaign = students[event.student].campaign;
            let (opens, closes) = campaign.days();
            let window = calendar.at(opens, 0, 0)..calendar.at(closes, 18, 0);
            let is_inside = window.contains(&event.at) || event.deed == Deed::MoveOn;
            assert!(is_inside, "{campaign:?} {event:?}");
        }
    }

    #[test]
    fn everything_has_happened_while_its_batch_was_open() {
        check("2023-09-07T00:00:00+08:00");
        check("2023-09-07T11:30:00+08:00");
        check("2024-03-01T23:59:59+08:00");
    }
}
