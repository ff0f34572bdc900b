//! Invented students: numbers, masked names, schools and classes. Their phone numbers are visibly fictional.

use domain::Level;
use test_kit::card::CardFields;

use crate::album::{Drawing, Look};
use crate::campaign::Campaign;
use crate::names::SCHOOLS;
use crate::way::{self, Way};

/// A phone that has not signed in yet, to try it with.
pub(crate) const NEW_PHONE: &str = "+8613800009999";

/// The faces that everyone shares: seeds of drawn people who pass the check. Others are drawn in so few
/// colours that they count as grey, which no person in front of a camera does.
const FACES: [u64; 12] = [1, 3, 4, 7, 8, 10, 12, 13, 16, 18, 19, 20];

/// Someone whom a school has enrolled, whether or not the person comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enrolled {
    /// Place in [`SCHOOLS`].
    pub(crate) school: usize,
    /// The level of study.
    pub(crate) level: Level,
    /// The student number.
    pub(crate) number: String,
    /// Last four characters of the identity number.
    pub(crate) last_four: String,
    /// The name as issuers of codes mask it.
    pub(crate) masked_name: String,
    /// Name of the college.
    pub(crate) college: &'static str,
    /// Name of the teaching point.
    pub(crate) teaching_point: &'static str,
}

/// Someone who comes.
#[derive(Debug, Clone)]
pub(crate) struct Student {
    /// The mobile number.
    pub(crate) phone: String,
    /// The entry on the school's roster.
    pub(crate) enrolled: Enrolled,
    /// Where to.
    pub(crate) campaign: Campaign,
    /// How far.
    pub(crate) way: Way,
    /// Counts the students of the campaign, from 0.
    pub(crate) place: usize,
}

/// Students of a campaign that a roster lists, school by school: how many, and how many of them come.
pub(crate) const fn rosters(campaign: Campaign) -> &'static [(usize, usize, usize)] {
    match campaign {
        Campaign::Group => &[(0, 240, 160), (1, 60, 40)],
        Campaign::Album => &[(1, 80, 40)],
        Campaign::Past => &[(0, 60, 40)],
        // Whoever comes by region is on no roster.
        Campaign::Region => &[(0, 20, 20)],
        Campaign::Coming => &[],
    }
}

/// The student of a school at a place of the roster of a campaign.
pub(crate) fn enrolled(campaign: Campaign, school: usize, place: usize) -> Enrolled {
    const SURNAMES: [&str; 12] = [
        "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "欧阳", "司徒",
    ];
    let levels = [
        Level::HighSchoolToBachelor,
        Level::HighSchoolToJuniorCollege,
        Level::JuniorCollegeToBachelor,
    ];
    let names = &SCHOOLS[school];
    let digits = place * 7919 % 10_000;
    let last_four = if place.is_multiple_of(11) {
        format!("{:03}X", digits % 1000)
    } else {
        format!("{digits:04}")
    };
    Enrolled {
        school,
        level: levels[place / 5 % levels.len()].clone(),
        number: format!("{}{:02}{place:05}", campaign.number(), school + 1),
        last_four,
        masked_name: format!(
            "{}{}",
            SURNAMES[place * 5 % SURNAMES.len()],
            if place.is_multiple_of(3) { "*" } else { "**" }
        ),
        college: names.colleges[place / 2 % names.colleges.len()],
        teaching_point: names.teaching_points[place % names.teaching_points.len()],
    }
}

/// Everyone who comes.
pub(crate) fn students() -> Vec<Student> {
    let mut students: Vec<Student> = Vec::new();
    for campaign in Campaign::ALL {
        let ways = mixed_ways(campaign);
        let mut place = 0;
        for (school, listed, come) in rosters(campaign) {
            for index in 0..*come {
                // Spread over the whole roster, so that something is missing everywhere.
                let listed_at = index * listed / come;
                students.push(Student {
                    phone: format!("+8613800{:06}", 1001 + students.len()),
                    enrolled: enrolled(campaign, *school, listed_at),
                    campaign,
                    way: ways[place],
                    place,
                });
                place += 1;
            }
        }
    }
    students
}

/// The ways of a campaign, one per student, well mixed.
fn mixed_ways(campaign: Campaign) -> Vec<Way> {
    let counts = way::counts(campaign).iter();
    let ways: Vec<Way> = counts
        .flat_map(|(way, count)| std::iter::repeat_n(*way, *count))
        .collect();
    // 73 has no factor in common with any of the numbers of students: every way is taken once.
    let count = ways.len();
    (0..count).map(|place| ways[place * 73 % count]).collect()
}

impl Student {
    /// The photos of the student, in the order in which they are handed in.
    pub(crate) fn photos(&self) -> Vec<Drawing> {
        let place = self.place;
        let (face, looks): (u64, &[Look]) = match self.way {
            Way::Stopped => match place % 4 {
                0 => (1, &[Look::EyesClosed]),
                1 => (3, &[Look::MouthOpen]),
                2 => (4, &[Look::EyesClosed]),
                _ => (7, &[Look::MouthOpen, Look::EyesClosed]),
            },
            way if way.is_sent_back() => match place % 3 {
                0 => (3, &[Look::Fringe, Look::Another, Look::Third]),
                1 => (10, &[Look::Earrings, Look::Another, Look::Third]),
                _ => (7, &[Look::Hairband, Look::Another, Look::Third]),
            },
            Way::AwaitingConfirmation if place.is_multiple_of(2) => (3, &[Look::Fringe]),
            _ => (FACES[place % self.faces()], &[Look::Good]),
        };
        looks
            .iter()
            .map(|look| Drawing { face, look: *look })
            .collect()
    }

    /// Smaller campaigns are content with fewer faces: each is checked anew on each day.
    fn faces(&self) -> usize {
        if self.campaign == Campaign::Group {
            FACES.len()
        } else {
            4
        }
    }

    /// The collection code that the student shows.
    pub(crate) fn card(&self) -> CardFields {
        card(&self.enrolled)
    }
}

/// The collection code of someone who is enrolled.
pub(crate) fn card(enrolled: &Enrolled) -> CardFields {
    CardFields {
        code_id: format!("DEMO-{}", enrolled.number),
        school_code: SCHOOLS[enrolled.school].code.to_owned(),
        id_tail: enrolled.last_four.clone(),
        student_number: enrolled.number.clone(),
        level: enrolled.level.as_str().to_owned(),
        college: enrolled.college.to_owned(),
        masked_name: enrolled.masked_name.clone(),
        ..CardFields::default()
    }
}

/// Places of a roster whose students do not come.
pub(crate) fn absent(campaign: Campaign, school: usize) -> Vec<Enrolled> {
    let of_school = |(listed_school, _, _): &&(usize, usize, usize)| *listed_school == school;
    let Some((_, listed, come)) = rosters(campaign).iter().find(of_school) else {
        return Vec::new();
    };
    let comes = |place: &usize| (0..*come).any(|index| index * listed / come == *place);
    let places = (0..*listed).filter(|place| !comes(place));
    places
        .map(|place| enrolled(campaign, school, place))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use domain::{LastFour, PhoneNumber, StudentNumber};

    use super::*;

    #[test]
    fn there_are_300_and_no_two_are_alike() {
        let students = students();
        assert_eq!(students.len(), 300);
        let phones: HashSet<&str> = students.iter().map(|one| &one.phone[..]).collect();
        let numbers: HashSet<&str> = students
            .iter()
            .map(|one| &one.enrolled.number[..])
            .collect();
        assert_eq!((phones.len(), numbers.len()), (300, 300));
        assert!(!phones.contains(NEW_PHONE));
    }

    #[test]
    fn what_they_type_is_taken() {
        for student in students() {
            assert!(PhoneNumber::parse(&student.phone).is_ok());
            assert!(LastFour::parse(&student.enrolled.last_four).is_ok());
            assert!(StudentNumber::parse(&student.enrolled.number).is_ok());
        }
        assert!(PhoneNumber::parse(NEW_PHONE).is_ok());
    }

    #[test]
    fn every_way_is_gone_as_often_as_it_is_said() {
        let students = students();
        for campaign in Campaign::ALL {
            for (way, count) in way::counts(campaign) {
                let gone = students
                    .iter()
                    .filter(|one| one.campaign == campaign && one.way == *way);
                assert_eq!(gone.count(), *count, "{campaign:?} {way:?}");
            }
        }
    }

    #[test]
    fn some_of_every_school_have_not_come() {
        assert_eq!(absent(Campaign::Group, 0).len(), 80);
        assert_eq!(absent(Campaign::Group, 1).len(), 20);
        let come: HashSet<String> = students()
            .into_iter()
            .map(|one| one.enrolled.number)
            .collect();
        let absent = absent(Campaign::Group, 0).into_iter();
        assert!(
            absent
                .map(|one| one.number)
                .all(|number| !come.contains(&number))
        );
    }
}
