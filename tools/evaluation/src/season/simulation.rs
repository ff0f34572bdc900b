//! One season, event by event: students come, photos are checked by the cores of all nodes, rows are written, reviewers
//! decide, sheets are made at night.
//!
//! Photos wait in one queue, as the service's jobs do: whichever core of whichever node is free takes the next one. Requests
//! go before photos and sheets after them. A core, the database and a reviewer are stations; the object store is a delay.

use anyhow::Result;
use rand::SeedableRng as _;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Bernoulli, Distribution as _, Exp, LogNormal};

use super::arrivals;
use super::calendar::Calendar;
use super::costs::Costs;
use super::plan::{DAY_S, DAYS, Season};
use super::station::{Begun, Station};

/// Days after the season in which rejected students still hand in.
const GRACE_DAYS: u32 = 14;

/// Sheets of a run.
const SHEETS_A_RUN: u32 = 500;

/// The hour of the night at which sheets are made.
const SHEETS_HOUR: f64 = 1.0;

/// Ranks of work at the cores.
const REQUESTS: usize = 0;
const PHOTOS: usize = 1;
const SHEETS: usize = 2;

/// How times of people and networks spread: standard deviation by mean.
const SPREAD_OF_PEOPLE: f64 = 1.0;
pub(super) const SPREAD_OF_REVIEWS: f64 = 0.6;

/// Nodes and people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Staffing {
    /// Cores of all nodes together.
    pub(super) cores: usize,
    /// Reviewers at work during the shifts.
    pub(super) reviewers: usize,
}

/// What came of a season.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Photos that were handed in.
    pub(super) uploads: u64,
    /// Instants of the uploads, seconds from the beginning, in order.
    pub(super) upload_at_s: Vec<f64>,
    /// From upload to verdict, seconds, in the order of the verdicts, with the instant of the upload.
    pub(super) verdicts: Vec<(f64, f64)>,
    /// Instants at which something was submitted, seconds, in order.
    pub(super) submitted_at_s: Vec<f64>,
    /// From submitting to the decision, seconds.
    pub(super) reviews_s: Vec<f64>,
    /// Students whose portrait was approved.
    pub(super) approved: u64,
    /// Sheets that were made.
    pub(super) sheets: u64,
    /// The longest queue of photos, requests and sheets before the cores.
    pub(super) longest_queue: usize,
    /// The longest that a photo waited for a core, seconds.
    pub(super) longest_wait_s: f64,
    /// The cores' busiest five minutes, 0 … 1.
    pub(super) cores_busiest: f64,
    /// The database's busiest five minutes, 0 … 1.
    pub(super) database_busiest: f64,
    /// The longest queue before the reviewers.
    pub(super) longest_review_queue: usize,
    /// Photos without verdict or decision at the end.
    pub(super) left_over: usize,
}

/// A photo on its way.
#[derive(Debug, Clone, Copy)]
struct Photo {
    uploaded_s: f64,
}

/// Work of a core.
#[derive(Debug)]
enum Work {
    Requests,
    Check(Photo),
    Sheets(u32),
}

/// Work of the database.
#[derive(Debug)]
enum Rows {
    /// Reads and writes that nobody waits for here.
    Requests,
    Received(Photo),
    Judged(Photo),
    Decided,
}

#[derive(Debug)]
enum Event {
    /// The next student comes.
    Arrival,
    /// A photo is handed in.
    Upload,
    /// Its original is in the object store.
    Stored(Photo),
    /// Its portrait is in the object store.
    Rendered(Photo),
    Submitted,
    CoreDone(Work),
    RowsDone(Rows),
    ReviewDone {
        submitted_s: f64,
    },
    /// Reviewers begin or end.
    Bell,
    /// The sheets of a day are made.
    Night,
}

/// Draws every time and every choice.
struct Chance {
    random: Xoshiro256PlusPlus,
    check_s: LogNormal<f64>,
    review_s: LogNormal<f64>,
    next_shot_s: LogNormal<f64>,
    looks_s: LogNormal<f64>,
    comes_back_s: LogNormal<f64>,
    object_s: Exp<f64>,
    fails_check: Bernoulli,
    rejected: Bernoulli,
    extra_sheet: Bernoulli,
}

struct Run<'a> {
    season: &'a Season,
    costs: &'a Costs,
    staffing: Staffing,
    calendar: Calendar<Event>,
    chance: Chance,
    arrivals: std::vec::IntoIter<f64>,
    cores: Station<Work>,
    database: Station<Rows>,
    reviewers: Station<f64>,
    to_print: u32,
    outcome: Outcome,
}

/// Simulates a season. The same season, costs and staffing give the same outcome.
///
/// # Errors
/// A season that cannot be.
pub(super) fn run(season: &Season, costs: &Costs, staffing: Staffing) -> Result<Outcome> {
    let mut chance = Chance::new(season, costs)?;
    let arrivals = arrivals::draw(season, &mut chance.random)?.into_iter();
    let mut run = Run {
        season,
        costs,
        staffing,
        calendar: Calendar::new(),
        chance,
        arrivals,
        cores: Station::new(staffing.cores),
        database: Station::new(season.assumed.database_servers),
        reviewers: Station::new(0),
        to_print: 0,
        outcome: Outcome::default(),
    };
    run.plan_days();
    run.plan_next_student();
    while let Some((now_s, event)) = run.calendar.next() {
        run.happen(now_s, event);
    }
    Ok(run.end())
}

impl Chance {
    fn new(season: &Season, costs: &Costs) -> Result<Self> {
        let assumed = &season.assumed;
        let of_people = |mean_s| LogNormal::from_mean_cv(mean_s, SPREAD_OF_PEOPLE);
        Ok(Self {
            random: Xoshiro256PlusPlus::seed_from_u64(season.seed),
            check_s: LogNormal::from_mean_cv(costs.photo_core_ms / 1e3, costs.photo_spread)?,
            review_s: LogNormal::from_mean_cv(assumed.review_s, SPREAD_OF_REVIEWS)?,
            next_shot_s: of_people(assumed.next_shot_s)?,
            looks_s: of_people(assumed.looks_s)?,
            comes_back_s: of_people(assumed.comes_back_s)?,
            object_s: Exp::new(1.0 / assumed.object_s)?,
            fails_check: Bernoulli::new(assumed.fails_check)?,
            rejected: Bernoulli::new(assumed.rejected)?,
            extra_sheet: Bernoulli::new(assumed.extra_sheets)?,
        })
    }
}

impl Run<'_> {
    fn plan_days(&mut self) {
        for day in 0..DAYS + GRACE_DAYS {
            let begins_s = f64::from(day) * DAY_S;
            self.calendar
                .plan(begins_s + SHEETS_HOUR * 3600.0, Event::Night);
            for bell_s in self.season.bells() {
                self.calendar.plan(begins_s + bell_s, Event::Bell);
            }
        }
    }

    fn plan_next_student(&mut self) {
        if let Some(at_s) = self.arrivals.next() {
            self.calendar.plan(at_s, Event::Arrival);
        }
    }

    fn happen(&mut self, now_s: f64, event: Event) {
        match event {
            Event::Arrival => {
                self.plan_next_student();
                self.requests(now_s);
                self.upload(now_s);
            }
            Event::Upload => self.upload(now_s),
            Event::Stored(photo) => self.rows(now_s, Rows::Received(photo)),
            Event::Rendered(photo) => self.rows(now_s, Rows::Judged(photo)),
            Event::Submitted => {
                self.outcome.submitted_at_s.push(now_s);
                let begun = self.reviewers.arrive(now_s, 0, now_s);
                self.reviewing(now_s, begun);
            }
            Event::CoreDone(work) => self.core_done(now_s, &work),
            Event::RowsDone(rows) => self.rows_done(now_s, &rows),
            Event::ReviewDone { submitted_s } => self.decided(now_s, submitted_s),
            Event::Bell => {
                let at_work = self.season.at_work(now_s, self.staffing.reviewers);
                for begun in self.reviewers.staff(now_s, at_work) {
                    self.reviewing(now_s, Some(begun));
                }
            }
            Event::Night => self.make_sheets(now_s),
        }
    }

    /// Everything that a phone asks for beside the photo.
    fn requests(&mut self, now_s: f64) {
        let begun = self.cores.arrive(now_s, REQUESTS, Work::Requests);
        self.working(now_s, begun);
        self.rows(now_s, Rows::Requests);
    }

    fn upload(&mut self, now_s: f64) {
        self.outcome.uploads += 1;
        self.outcome.upload_at_s.push(now_s);
        let photo = Photo { uploaded_s: now_s };
        let stored_s = now_s + self.object_s();
        self.calendar.plan(stored_s, Event::Stored(photo));
    }

    fn object_s(&mut self) -> f64 {
        self.chance.object_s.sample(&mut self.chance.random)
    }

    fn working(&mut self, now_s: f64, begun: Option<Begun<Work>>) {
        let Some(begun) = begun else { return };
        if let Work::Check(_) = begun.job {
            let longest_s = &mut self.outcome.longest_wait_s;
            *longest_s = longest_s.max(begun.waited_s);
        }
        let [reads, writes] = self.season.assumed.requests.map(f64::from);
        let takes_s = match &begun.job {
            Work::Requests => (reads + writes) * self.costs.read_core_ms / 1e3,
            Work::Check(_) => self.chance.check_s.sample(&mut self.chance.random),
            Work::Sheets(count) => f64::from(*count) * self.costs.sheet_core_ms / 1e3,
        };
        self.calendar
            .plan(now_s + takes_s, Event::CoreDone(begun.job));
    }

    fn core_done(&mut self, now_s: f64, work: &Work) {
        let next = self.cores.leave(now_s);
        self.working(now_s, next);
        match work {
            Work::Requests => {}
            Work::Check(photo) => {
                let rendered_s = now_s + self.object_s();
                self.calendar.plan(rendered_s, Event::Rendered(*photo));
            }
            Work::Sheets(count) => self.outcome.sheets += u64::from(*count),
        }
    }

    fn rows(&mut self, now_s: f64, rows: Rows) {
        let begun = self.database.arrive(now_s, 0, rows);
        self.writing(now_s, begun);
    }

    fn writing(&mut self, now_s: f64, begun: Option<Begun<Rows>>) {
        let Some(begun) = begun else { return };
        let [reads, writes] = self.season.assumed.requests.map(f64::from);
        let takes_ms = match &begun.job {
            Rows::Requests => {
                reads * self.costs.read_database_ms + writes * self.costs.write_database_ms
            }
            Rows::Received(_) | Rows::Judged(_) => self.costs.write_database_ms,
            Rows::Decided => self.costs.decide_database_ms,
        };
        self.calendar
            .plan(now_s + takes_ms / 1e3, Event::RowsDone(begun.job));
    }

    fn rows_done(&mut self, now_s: f64, rows: &Rows) {
        let next = self.database.leave(now_s);
        self.writing(now_s, next);
        match rows {
            Rows::Requests | Rows::Decided => {}
            Rows::Received(photo) => {
                let begun = self.cores.arrive(now_s, PHOTOS, Work::Check(*photo));
                self.working(now_s, begun);
            }
            Rows::Judged(photo) => self.judged(now_s, *photo),
        }
    }

    /// The student reads the verdict: takes another photo, or submits this one.
    fn judged(&mut self, now_s: f64, photo: Photo) {
        let took_s = now_s - photo.uploaded_s;
        self.outcome.verdicts.push((photo.uploaded_s, took_s));
        let chance = &mut self.chance;
        if chance.fails_check.sample(&mut chance.random) {
            let again_s = now_s + chance.next_shot_s.sample(&mut chance.random);
            self.calendar.plan(again_s, Event::Upload);
        } else {
            let submits_s = now_s + chance.looks_s.sample(&mut chance.random);
            self.calendar.plan(submits_s, Event::Submitted);
        }
    }

    fn reviewing(&mut self, now_s: f64, begun: Option<Begun<f64>>) {
        let Some(begun) = begun else { return };
        let takes_s = self.chance.review_s.sample(&mut self.chance.random);
        let done = Event::ReviewDone {
            submitted_s: begun.job,
        };
        self.calendar.plan(now_s + takes_s, done);
    }

    fn decided(&mut self, now_s: f64, submitted_s: f64) {
        let next = self.reviewers.leave(now_s);
        self.reviewing(now_s, next);
        self.rows(now_s, Rows::Decided);
        self.outcome.reviews_s.push(now_s - submitted_s);
        let chance = &mut self.chance;
        if chance.rejected.sample(&mut chance.random) {
            let again_s = now_s + chance.comes_back_s.sample(&mut chance.random);
            self.calendar.plan(again_s, Event::Upload);
            return;
        }
        self.outcome.approved += 1;
        self.to_print += 1;
        if chance.extra_sheet.sample(&mut chance.random) {
            self.to_print += 1;
        }
    }

    fn make_sheets(&mut self, now_s: f64) {
        while self.to_print > 0 {
            let count = self.to_print.min(SHEETS_A_RUN);
            self.to_print -= count;
            let begun = self.cores.arrive(now_s, SHEETS, Work::Sheets(count));
            self.working(now_s, begun);
        }
    }

    fn end(self) -> Outcome {
        let mut outcome = self.outcome;
        outcome.longest_queue = self.cores.tally().longest;
        outcome.cores_busiest = self.cores.tally().busiest(self.staffing.cores);
        let database = self.season.assumed.database_servers;
        outcome.database_busiest = self.database.tally().busiest(database);
        outcome.longest_review_queue = self.reviewers.tally().longest;
        outcome.left_over = self.cores.waiting() + self.reviewers.waiting();
        outcome
    }
}
