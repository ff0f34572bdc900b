//! What a season is: how many students come when, and what is assumed of people. What the service costs is measured
//! ([`super::costs`]).

/// A day, seconds.
pub(super) const DAY_S: f64 = 86_400.0;

/// Weeks of the season.
pub(super) const WEEKS: u32 = 10;

/// Weeks at the beginning in which half of the students come; the other half comes in the rest.
pub(super) const CALM_WEEKS: u32 = 6;

/// Days of the season.
pub(super) const DAYS: u32 = WEEKS * 7;

/// Share of the day's students by hour in China, from midnight on: few at night, most at noon and in the evening.
pub(super) const RHYTHM: [f64; 24] = [
    1.2, 0.5, 0.3, 0.2, 0.2, 0.4, 1.0, 2.2, 4.0, 5.4, 6.2, 6.0, 6.8, 6.0, 5.2, 5.6, 5.8, 5.2, 5.0,
    6.6, 8.2, 8.4, 6.2, 3.4,
];

/// The hour of the last day around which the late ones come.
pub(super) const LAST_HOUR: f64 = 21.0;

/// How far the late ones are spread around it (standard deviation), seconds.
pub(super) const LATE_SPREAD_S: f64 = 900.0;

/// A season to be simulated.
#[derive(Debug, Clone)]
pub(crate) struct Season {
    /// Students who come.
    pub(crate) students: u32,
    /// Uploads in a second at the highest of the last day.
    pub(crate) peak_per_s: f64,
    /// What the random numbers follow from.
    pub(crate) seed: u64,
    /// What is assumed of people and of the network.
    pub(crate) assumed: Assumed,
}

/// What no run of the service tells. Each figure is printed with the result.
#[derive(Debug, Clone)]
pub(crate) struct Assumed {
    /// Share of photos that the check does not let pass; the student takes another one at once.
    pub(crate) fails_check: f64,
    /// Until the next shot after that, seconds: mean.
    pub(crate) next_shot_s: f64,
    /// From the verdict to submitting, seconds: mean.
    pub(crate) looks_s: f64,
    /// Share of submissions that a reviewer rejects.
    pub(crate) rejected: f64,
    /// Until a rejected student hands in another photo, seconds: mean.
    pub(crate) comes_back_s: f64,
    /// A reviewer's time for a photo, seconds: mean.
    pub(crate) review_s: f64,
    /// Hours of the day at which reviewers begin and end.
    pub(crate) shifts: [[f64; 2]; 2],
    /// A round trip to the object store, seconds: mean.
    pub(crate) object_s: f64,
    /// Requests of a phone from signing in to submitting that read, and that write.
    pub(crate) requests: [u32; 2],
    /// Transactions that the database does at a time.
    pub(crate) database_servers: usize,
    /// Size of a phone's photo, bytes.
    pub(crate) original_bytes: f64,
    /// Share of students who order a sheet beside the one that the fee includes.
    pub(crate) extra_sheets: f64,
}

impl Default for Assumed {
    fn default() -> Self {
        Self {
            fails_check: 0.3,
            next_shot_s: 150.0,
            looks_s: 60.0,
            rejected: 0.06,
            comes_back_s: 12.0 * 3600.0,
            review_s: 15.0,
            // As the hours of the notice: every day, six in all.
            shifts: [[9.0, 11.5], [13.5, 17.0]],
            object_s: 0.03,
            requests: [40, 8],
            database_servers: 4,
            original_bytes: 4e6,
            extra_sheets: 0.1,
        }
    }
}

impl Season {
    /// Photos that a student hands in until one passes the check, on average.
    pub(super) fn shots(&self) -> f64 {
        1.0 / (1.0 - self.assumed.fails_check)
    }

    /// Reviewers at work at an instant, of so many.
    pub(super) fn at_work(&self, at_s: f64, reviewers: usize) -> usize {
        let hour = at_s.rem_euclid(DAY_S) / 3600.0;
        let mut shifts = self.assumed.shifts.iter();
        let is_shift = shifts.any(|[from, to]| (*from..*to).contains(&hour));
        if is_shift { reviewers } else { 0 }
    }

    /// Instants of a day at which reviewers begin or end, seconds from midnight.
    pub(super) fn bells(&self) -> impl Iterator<Item = f64> + '_ {
        let bells = self.assumed.shifts.iter().flatten();
        bells.map(|hour| hour * 3600.0)
    }
}
