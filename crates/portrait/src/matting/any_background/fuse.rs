//! Adds what the networks say, as log odds: independent evidence adds up there.

use raster::Plane;

use super::face::Face;
use super::votes::Votes;
use crate::matting::shares::ramp;

/// No network is surer than this.
const SUREST: f32 = 0.98;

/// Weight of the sum of both networks' log odds around the head: they are not independent.
const AROUND_HEAD: f32 = 0.65;

/// Where the networks contradict each other on this share of the head's surroundings, something else stands
/// out there, and the salient network's word counts less; at the second share, nothing.
const OTHER_OBJECT: [f32; 2] = [0.03, 0.1];

/// The same on clothes, where the person network counts twice.
const ON_CLOTHES: f32 = 0.5;

/// From here on the person network is sure of clothes, which the salient one overlooks.
const CERTAIN: [f32; 2] = [0.8, 0.95];

/// Rows below the chin, by face width, over which the rule for clothes takes over.
const TO_CLOTHES: [f32; 2] = [0.0, 0.22];

/// Person share 0 … 1 on the bench; `contradiction` is that of the votes.
pub(super) fn fuse(votes: &Votes, face: &Face, contradiction: f32) -> Plane<f32> {
    let trust = 1.0 - ramp(contradiction, OTHER_OBJECT);
    let by_person_alone = 1.0 - (1.0 - AROUND_HEAD) * trust;
    let width = votes.person.width_px();
    let data = votes
        .person
        .as_slice()
        .iter()
        .zip(votes.salient.as_slice())
        .enumerate()
        .map(|(at, (&person, &salient))| {
            let below_chin = ((at / width) as f32 - face.chin_y) / face.width;
            let clothes = ramp(below_chin, TO_CLOTHES);
            let (by_person, by_salient) = (odds(person), trust * odds(salient));
            let head = || share(by_person_alone * by_person + AROUND_HEAD * by_salient);
            let body = || {
                let doubt = 1.0 - ramp(person, CERTAIN);
                share(ON_CLOTHES * (2.0 * by_person + by_salient * doubt))
            };
            if clothes <= 0.0 {
                head()
            } else if clothes >= 1.0 {
                body()
            } else {
                head() * (1.0 - clothes) + body() * clothes
            }
        })
        .collect();
    Plane::from_vec(width, votes.person.height_px(), data)
}

pub(super) fn odds(share: f32) -> f32 {
    let share = share.clamp(1.0 - SUREST, SUREST);
    (share / (1.0 - share)).ln()
}

pub(super) fn share(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check((person, salient): (f32, f32), clothes: bool, expected: f32) {
        let face = Face {
            width: 10.0,
            center_x: 0.0,
            eyes_y: 0.0,
            chin_y: if clothes { -10.0 } else { 10.0 },
        };
        let seen = share_of(person, salient, &face);
        assert!((seen - expected).abs() < 0.01, "{seen}");
    }

    fn share_of(person: f32, salient: f32, face: &Face) -> f32 {
        let votes = Votes::uniform(person, salient);
        fuse(&votes, face, 0.0).at(0, 0)
    }

    #[test]
    fn agreement_is_surer_than_each() {
        check((0.9, 0.9), false, 0.95);
        check((0.1, 0.1), false, 0.05);
    }

    #[test]
    fn contradiction_leaves_it_open() {
        check((0.9, 0.1), false, 0.5);
    }

    #[test]
    fn clothes_that_do_not_stand_out_stay() {
        check((0.96, 0.02), true, 0.96);
    }

    #[test]
    fn another_object_is_not_taken_for_the_person() {
        let face = Face {
            width: 10.0,
            center_x: 0.0,
            eyes_y: 0.0,
            chin_y: 10.0,
        };
        let votes = Votes::uniform(0.2, 0.99);
        assert!(fuse(&votes, &face, 0.0).at(0, 0) > 0.5);
        assert!(fuse(&votes, &face, 0.2).at(0, 0) < 0.21);
    }
}
