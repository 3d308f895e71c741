//! Where the work stands, told about twenty times a second while there is any.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::loader::Progress;

/// How often progress is told.
pub const RHYTHM: Duration = Duration::from_millis(50);

/// Where the work stands, for all that is under way together.
#[derive(Debug, Default)]
pub struct Report {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    progress: Progress,
    told: Option<Progress>,
    runs: u32,
}

impl Report {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Work begins. When none was under way, the counts start anew.
    pub fn begin(&self) {
        let mut state = self.lock();
        if state.runs == 0 {
            state.progress = Progress {
                running: true,
                ..Progress::default()
            };
        }
        state.runs += 1;
    }

    /// Work ends. Answers what to tell when it was the last.
    pub fn end(&self) -> Option<Progress> {
        let mut state = self.lock();
        state.runs = state.runs.saturating_sub(1);
        if state.runs > 0 {
            return None;
        }
        state.progress.running = false;
        state.progress.bodies_left = 0;
        state.told = Some(state.progress);
        Some(state.progress)
    }

    /// Changes the counts.
    pub fn note(&self, change: impl FnOnce(&mut Progress)) {
        change(&mut self.lock().progress);
    }

    /// Where the work stands.
    pub fn now(&self) -> Progress {
        self.lock().progress
    }

    /// What to tell, if it has changed.
    pub fn news(&self) -> Option<Progress> {
        let mut state = self.lock();
        if state.told == Some(state.progress) {
            return None;
        }
        state.told = Some(state.progress);
        Some(state.progress)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_when_it_changed_and_counts_end_with_the_last_work() {
        let report = Report::default();
        report.begin();
        report.begin();
        report.note(|progress| progress.feeds += 3);
        assert_eq!(
            report
                .news()
                .map(|progress| (progress.feeds, progress.running)),
            Some((3, true))
        );
        assert_eq!(report.news(), None);
        assert_eq!(report.end(), None);
        assert_eq!(
            report
                .end()
                .map(|progress| (progress.feeds, progress.running)),
            Some((3, false))
        );
        report.begin();
        assert_eq!(report.news().map(|progress| progress.feeds), Some(0));
    }
}
