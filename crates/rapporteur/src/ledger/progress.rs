//! How far long work has come: a bar on a terminal, else a line now and then.

use std::collections::{HashSet, VecDeque};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use rapporteur_ledger::Watch;

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(15);

/// Bytes of text that make a word of a report, with the space after it; good enough for a speed.
const WORD: u64 = 6;

/// What parsing a report takes beside reading it, in parts of [`WHOLE`].
const PARSED: u64 = 2;
const WHOLE: u64 = 3;

/// How far it has come. Each report is parsed, then read. Work is measured in bytes of the files, whose sum is known before
/// any is opened, or in reports where these are counted.
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    total: u64,
    stopped: Arc<AtomicBool>,
    failures: AtomicUsize,
    state: Mutex<State>,
    helped: Mutex<HashSet<&'static str>>,
}

/// What is done.
struct State {
    /// Reports that are parsed and that are read, and the bytes of their texts.
    parsed: (u64, u64),
    read: (u64, u64),
    /// The part of the whole that all parsed reports are.
    taken: u64,
    /// The part that each report is that was taken in and is not parsed, in order.
    shares: VecDeque<u64>,
    /// When the last line was shown.
    shown: Instant,
}

impl Progress {
    /// Over all reports of these files.
    pub(crate) fn over(files: &[PathBuf]) -> Self {
        Self::of(files.iter().map(|file| size(file)).sum(), VecDeque::new())
    }

    /// Over so many reports.
    pub(crate) fn over_reports(count: usize) -> Self {
        Self::of(count as u64, vec![1; count].into())
    }

    fn of(total: u64, shares: VecDeque<u64>) -> Self {
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(total) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{bar:24} {percent:>3} %  {msg}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let now = Instant::now();
        Self {
            bar,
            begun: now,
            total,
            stopped: Arc::default(),
            failures: AtomicUsize::new(0),
            state: Mutex::new(State { parsed: (0, 0), read: (0, 0), taken: 0, shares, shown: now }),
            helped: Mutex::default(),
        }
    }

    /// From now on Ctrl-C asks to stop; a second one ends the program at once, which loses nothing that came in.
    pub(crate) fn stop_on_interrupt(&self) -> anyhow::Result<()> {
        let (stopped, bar) = (Arc::clone(&self.stopped), self.bar.clone());
        ctrlc::set_handler(move || {
            if stopped.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
            let said = "stopping when the reports at hand are in; Ctrl-C again stops at once";
            bar.suspend(|| eprintln!("{said}"));
        })?;
        Ok(())
    }

    /// So many more bytes of a file were taken in, for the report that comes now; or, where the file is `at_its_end`,
    /// for none.
    pub(crate) fn passed(&self, bytes: u64, at_its_end: bool) {
        let mut state = self.state();
        match state.shares.back_mut().filter(|_| at_its_end) {
            Some(last) => *last += bytes,
            None if at_its_end => state.taken += bytes,
            None => state.shares.push_back(bytes),
        }
    }

    /// Says what was wrong, above the bar, and the mend where it is not yet told.
    pub(crate) fn tell(&self, problem: &str, help: Option<&'static str>, failure: bool) {
        self.failures.fetch_add(usize::from(failure), Ordering::Relaxed);
        let mut helped = self.helped.lock().unwrap_or_else(PoisonError::into_inner);
        let help = help.filter(|help| helped.insert(*help)).map(|help| format!("\n  help: {help}"));
        self.bar.suspend(|| eprintln!("{problem}{}", help.unwrap_or_default()));
    }

    pub(crate) fn failures(&self) -> usize {
        self.failures.load(Ordering::Relaxed)
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn message(&self, state: &State) -> String {
        let (parsed, read) = (state.parsed, state.read);
        let bytes = (PARSED * parsed.1 + (WHOLE - PARSED) * read.1) / WHOLE;
        let words = (bytes / WORD) as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        let reports = if read.0 < parsed.0 {
            format!("{} reports parsed, {} read", parsed.0, read.0)
        } else {
            format!("{} reports", read.0)
        };
        let failed = match self.failures() {
            0 => String::new(),
            1 => ", 1 failure".to_owned(),
            failures => format!(", {failures} failures"),
        };
        format!("{reports}, {words:.0} words/s{failed}")
    }

    /// Shows how far it has come.
    fn show(&self, state: &mut State) {
        let (parsed, read) = (state.parsed.0.max(1), state.read.0.min(state.parsed.0));
        let done = state.taken * (PARSED * parsed + (WHOLE - PARSED) * read) / (WHOLE * parsed);
        if !self.bar.is_hidden() {
            self.bar.set_position(done.min(self.total));
            self.bar.set_message(self.message(state));
        } else if state.shown.elapsed() >= PAUSE {
            state.shown = Instant::now();
            let left = self.begun.elapsed().mul_f64(self.total.saturating_sub(done) as f64 / done.max(1) as f64);
            eprintln!("{}, {} left", self.message(state), HumanDuration(left));
        }
    }
}

impl Watch for Progress {
    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    fn parsed(&self, bytes: usize) {
        let mut state = self.state();
        state.parsed = (state.parsed.0 + 1, state.parsed.1 + bytes as u64);
        state.taken += state.shares.pop_front().unwrap_or_default();
        self.show(&mut state);
    }

    fn done(&self, bytes: usize) {
        let mut state = self.state();
        state.read = (state.read.0 + 1, state.read.1 + bytes as u64);
        self.show(&mut state);
    }

    fn problem(&self, problem: &str) {
        self.tell(&format!("error: {problem}"), None, true);
    }

    fn now(&self) -> String {
        jiff::Timestamp::now().to_string()
    }
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |about| about.len())
}
