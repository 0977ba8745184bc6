//! What threads do, and what waits for them.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

/// What work may take beyond its time before its thread is written off.
pub const GRACE: Duration = Duration::from_millis(500);
#[derive(Default)]
pub struct State {
    /// Short work, and long work.
    pub waiting: Lanes<VecDeque<Job>>,
    /// What runs, by the number of its call.
    pub running: HashMap<u64, Running>,
    /// Threads that do long work.
    pub long: usize,
    pub calls: u64,
    /// Threads that take work, and how many of them have none.
    pub threads: usize,
    pub idle: usize,
    pub written_off: usize,
    pub closed: bool,
}

pub struct Job {
    pub call: u64,
    pub work: Box<dyn FnOnce() + Send>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    Short,
    Long,
}

#[derive(Default)]
pub struct Lanes<T> {
    pub short: T,
    pub long: T,
}

pub struct Running {
    pub lane: Lane,
    pub progress: Progress,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Running,
    /// Told to end at this time.
    Stopped(Instant),
    WrittenOff,
}

impl<T> Lanes<T> {
    pub const fn of(&mut self, lane: Lane) -> &mut T {
        match lane {
            Lane::Short => &mut self.short,
            Lane::Long => &mut self.long,
        }
    }
}

/// How many of the threads long work may take: it leaves a quarter of them to short work, one at least.
fn most_long(most: usize) -> usize {
    (most - (most / 4).max(1)).max(1)
}

impl State {
    /// Whether so many threads would all find work, of `most` that there may be.
    pub fn has_work_for(&self, threads: usize, most: usize) -> bool {
        let long = most_long(most).saturating_sub(self.long).min(self.waiting.long.len());
        self.waiting.short.len() + long >= threads
    }

    /// The next work for a thread: of what may begin, what came first.
    pub fn take(&mut self, most: usize) -> Option<Job> {
        let may_take_long = self.long < most_long(most);
        let first = |lane: &VecDeque<Job>| lane.front().map_or(u64::MAX, |job| job.call);
        let long_is_first = first(&self.waiting.long) < first(&self.waiting.short);
        let lane = if may_take_long && long_is_first { Lane::Long } else { Lane::Short };
        let job = self.waiting.of(lane).pop_front()?;
        self.long += usize::from(lane == Lane::Long);
        self.running.insert(job.call, Running { lane, progress: Progress::Running });
        Some(job)
    }

    /// Gives up the thread of a call: another may take its place.
    pub fn write_off(&mut self, call: u64) {
        if let Some(Running { lane, progress }) = self.running.get_mut(&call)
            && *progress != Progress::WrittenOff
        {
            *progress = Progress::WrittenOff;
            self.long -= usize::from(*lane == Lane::Long);
            self.threads -= 1;
            self.written_off += 1;
        }
    }

    /// Gives up the threads of what was told to end a while ago.
    pub fn write_off_deaf(&mut self) {
        let now = Instant::now();
        let is_deaf = |running: &Running| matches!(running.progress, Progress::Stopped(since) if now - since > GRACE);
        let deaf: Vec<u64> =
            self.running.iter().filter(|(_, running)| is_deaf(running)).map(|(call, _)| *call).collect();
        deaf.into_iter().for_each(|call| self.write_off(call));
    }
}
