//! A place where work is done: servers that are alike and one queue in front of them. It knows neither events nor how long
//! work takes: whoever uses it plans the end of what has begun.

use std::collections::VecDeque;

/// Ranks of work: a server that is free takes what waits of the lowest rank. What has begun is never interrupted.
pub(super) const RANKS: usize = 3;

/// The work of servers is summed over as long, seconds: a rush is shorter than an hour.
const SLOT_S: f64 = 300.0;

/// Servers and their queue.
#[derive(Debug)]
pub(super) struct Station<J> {
    servers: usize,
    busy: usize,
    queues: [VecDeque<(f64, J)>; RANKS],
    tally: Tally,
}

/// Work that a server begins now.
#[derive(Debug)]
pub(super) struct Begun<J> {
    pub(super) job: J,
    /// How long it waited, seconds.
    pub(super) waited_s: f64,
}

/// What was seen at a station so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    seen_until_s: f64,
    /// Jobs that wait or are served, integrated over time, job-seconds.
    pub(super) in_station_s: f64,
    /// Work of the servers in each five minutes from the beginning, seconds.
    pub(super) worked_s: Vec<f64>,
    /// The longest queue, jobs.
    pub(super) longest: usize,
}

impl<J> Station<J> {
    /// A station without work.
    pub(super) fn new(servers: usize) -> Self {
        Self {
            servers,
            busy: 0,
            queues: std::array::from_fn(|_| VecDeque::new()),
            tally: Tally::default(),
        }
    }

    /// What was seen so far.
    pub(super) const fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Jobs that wait.
    pub(super) fn waiting(&self) -> usize {
        self.queues.iter().map(VecDeque::len).sum()
    }

    /// A job of a rank comes; what a server begins at once.
    pub(super) fn arrive(&mut self, now_s: f64, rank: usize, job: J) -> Option<Begun<J>> {
        self.look(now_s);
        self.queues[rank].push_back((now_s, job));
        let begun = self.begin(now_s);
        self.tally.longest = self.tally.longest.max(self.waiting());
        begun
    }

    /// A server has finished; what it begins next.
    pub(super) fn leave(&mut self, now_s: f64) -> Option<Begun<J>> {
        self.look(now_s);
        self.busy -= 1;
        self.begin(now_s)
    }

    /// Another number of servers from now on; what the new ones begin. Where there are fewer, those with work finish it.
    pub(super) fn staff(&mut self, now_s: f64, servers: usize) -> Vec<Begun<J>> {
        self.look(now_s);
        self.servers = servers;
        std::iter::from_fn(|| self.begin(now_s)).collect()
    }

    fn begin(&mut self, now_s: f64) -> Option<Begun<J>> {
        if self.busy >= self.servers {
            return None;
        }
        let mut queues = self.queues.iter_mut();
        let (came_s, job) = queues.find_map(VecDeque::pop_front)?;
        self.busy += 1;
        Some(Begun {
            job,
            waited_s: now_s - came_s,
        })
    }

    /// Adds the time since the last look, with what was here then.
    fn look(&mut self, now_s: f64) {
        let tally = &mut self.tally;
        let waiting: usize = self.queues.iter().map(VecDeque::len).sum();
        tally.in_station_s += (waiting + self.busy) as f64 * (now_s - tally.seen_until_s);
        while tally.seen_until_s < now_s {
            let slot = (tally.seen_until_s / SLOT_S) as usize;
            let end_s = now_s.min((slot + 1) as f64 * SLOT_S);
            if tally.worked_s.len() <= slot {
                tally.worked_s.resize(slot + 1, 0.0);
            }
            tally.worked_s[slot] += self.busy as f64 * (end_s - tally.seen_until_s);
            tally.seen_until_s = end_s;
        }
    }
}

impl Tally {
    /// The busiest five minutes as a share of what so many servers can do, 0 … 1.
    pub(super) fn busiest(&self, servers: usize) -> f64 {
        let most = self.worked_s.iter().copied().fold(0.0, f64::max);
        most / (servers as f64 * SLOT_S)
    }
}

/// Held against what queueing theory says of Poisson arrivals and exponential service (M/M/c).
#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand::rngs::Xoshiro256PlusPlus;
    use rand_distr::{Distribution as _, Exp};

    use super::super::calendar::Calendar;
    use super::*;

    /// Jobs that are counted; before them a tenth as many fill the station.
    const JOBS: usize = 400_000;

    /// Runs whose means are averaged.
    const RUNS: u64 = 8;

    /// Share by which that average may differ from theory: ten seeds of one run each differed by 2 of 100 (standard
    /// deviation), so eight together by less than 1.
    const TOLERANCE: f64 = 0.02;

    enum Event {
        Arrival(usize),
        End { came_s: f64 },
    }

    /// What came of a run.
    struct Seen {
        /// Mean wait of each rank, seconds.
        waits_s: Vec<f64>,
        /// Mean time in the station, seconds.
        sojourn_s: f64,
        /// Jobs in the station, averaged over time.
        in_station: f64,
        /// Jobs that came in a second.
        per_s: f64,
    }

    /// Jobs of `rates` per second by rank at a station whose servers do one in a second.
    fn run(servers: usize, rates: &[f64], seed: u64) -> Seen {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let service = Exp::new(1.0).unwrap();
        let gaps: Vec<_> = rates.iter().map(|rate| Exp::new(*rate).unwrap()).collect();
        let mut station = Station::new(servers);
        let mut calendar = Calendar::new();
        for (rank, gap) in gaps.iter().enumerate() {
            calendar.plan(gap.sample(&mut random), Event::Arrival(rank));
        }
        let (mut waits, mut sojourn_s) = (vec![(0.0, 0_usize); rates.len()], 0.0);
        let (mut done, mut from) = (0, None);
        loop {
            let (now_s, event) = calendar.next().unwrap();
            let begun = match event {
                Event::Arrival(rank) => {
                    calendar.plan(now_s + gaps[rank].sample(&mut random), Event::Arrival(rank));
                    station.arrive(now_s, rank, (rank, now_s))
                }
                Event::End { came_s } => {
                    done += 1;
                    if done == JOBS / 10 {
                        from = Some((now_s, station.tally().in_station_s));
                        waits.fill((0.0, 0));
                        sojourn_s = 0.0;
                    }
                    sojourn_s += now_s - came_s;
                    let begun = station.leave(now_s);
                    if done == JOBS + JOBS / 10 {
                        let (from_s, area_s) = from.unwrap();
                        let length_s = now_s - from_s;
                        return Seen {
                            waits_s: waits
                                .iter()
                                .map(|(sum, count)| sum / *count as f64)
                                .collect(),
                            sojourn_s: sojourn_s / JOBS as f64,
                            in_station: (station.tally().in_station_s - area_s) / length_s,
                            per_s: JOBS as f64 / length_s,
                        };
                    }
                    begun
                }
            };
            if let Some(begun) = begun {
                let (rank, came_s) = begun.job;
                waits[rank].0 += begun.waited_s;
                waits[rank].1 += 1;
                let end_s = now_s + service.sample(&mut random);
                calendar.plan(end_s, Event::End { came_s });
            }
        }
    }

    /// Erlang's C: the share of jobs that have to wait where `offered` servers' worth of work comes to `servers`.
    fn erlang_c(servers: usize, offered: f64) -> f64 {
        // Erlang's B by its recursion, then C from B.
        let blocked = (1..=servers).fold(1.0, |blocked, count| {
            offered * blocked / (count as f64 + offered * blocked)
        });
        let free = 1.0 - offered / servers as f64;
        blocked / (free + (1.0 - free) * blocked)
    }

    #[track_caller]
    fn check_near(seen: f64, theory: f64) {
        let off = (seen / theory - 1.0).abs();
        assert!(off < TOLERANCE, "{seen} seen, {theory} in theory");
    }

    #[test]
    fn erlang_c_is_what_tables_say() {
        assert!((erlang_c(1, 0.5) - 0.5).abs() < 1e-12);
        assert!((erlang_c(2, 1.0) - 1.0 / 3.0).abs() < 1e-12);
        assert!((erlang_c(10, 8.0) - 0.409_18).abs() < 1e-4);
    }

    /// Mean wait of each rank over all runs.
    fn mean_waits_s(servers: usize, rates: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; rates.len()];
        for seed in 0..RUNS {
            let seen = run(servers, rates, seed);
            sums.iter_mut()
                .zip(seen.waits_s)
                .for_each(|(sum, wait_s)| *sum += wait_s);
        }
        sums.iter().map(|sum| sum / RUNS as f64).collect()
    }

    #[test]
    fn waits_are_those_of_erlang() {
        for (servers, load) in [(1, 0.5), (2, 0.8), (4, 0.7), (8, 0.8)] {
            let offered = servers as f64 * load;
            let theory = erlang_c(servers, offered) / (servers as f64 - offered);
            check_near(mean_waits_s(servers, &[offered])[0], theory);
        }
    }

    #[test]
    fn littles_law_holds() {
        for (servers, rates) in [(3, &[2.4][..]), (4, &[1.0, 2.0])] {
            let seen = run(servers, rates, 11);
            let by_law = seen.per_s * seen.sojourn_s;
            // A law, not a mean: only jobs over the edges of the run are counted differently.
            assert!(
                (seen.in_station / by_law - 1.0).abs() < 1e-3,
                "{} {by_law}",
                seen.in_station
            );
        }
    }

    #[test]
    fn lower_ranks_wait_as_cobham_says() {
        let (servers, rates) = (4_usize, [1.2, 2.0]);
        let waits_s = mean_waits_s(servers, &rates);
        let load = |rate: f64| rate / servers as f64;
        let (first, all) = (load(rates[0]), load(rates[0] + rates[1]));
        let base = erlang_c(servers, rates[0] + rates[1]) / servers as f64;
        check_near(waits_s[0], base / (1.0 - first));
        check_near(waits_s[1], base / ((1.0 - first) * (1.0 - all)));
    }

    #[test]
    fn servers_come_and_go() {
        let mut station = Station::new(0);
        for job in 0..5 {
            assert!(station.arrive(1.0, 1, job).is_none());
        }
        let begun = station.staff(3.0, 2);
        let begun: Vec<_> = begun
            .iter()
            .map(|begun| (begun.job, begun.waited_s))
            .collect();
        assert_eq!(begun, [(0, 2.0), (1, 2.0)]);
        assert!(station.staff(4.0, 1).is_empty());
        assert!(station.leave(5.0).is_none(), "that server has gone home");
        assert_eq!(station.leave(6.0).map(|begun| begun.job), Some(2));
        assert_eq!((station.waiting(), station.tally().longest), (2, 5));
    }

    #[test]
    fn the_busiest_minutes_are_a_share_of_what_is_possible() {
        let mut station = Station::new(2);
        station.arrive(150.0, 0, ()).unwrap();
        station.arrive(300.0, 0, ()).unwrap();
        station.leave(450.0);
        station.leave(600.0);
        assert_eq!(station.tally().worked_s, [150.0, 450.0]);
        assert_eq!(station.tally().busiest(2), 0.75);
    }
}
