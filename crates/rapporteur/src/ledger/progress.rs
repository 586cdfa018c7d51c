//! How far long work has come: a bar on a terminal, else a line now and then.

use std::collections::HashSet;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use rapporteur_ledger::Watch;

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(15);

/// Bytes of text that make a word of a report, with the space after it; good enough for a speed.
const WORD: usize = 6;

/// How far it has come. Work is measured in bytes of the files, whose sum is known before any is opened.
pub(crate) struct Progress {
    bar: ProgressBar,
    begun: Instant,
    total: u64,
    stopped: Arc<AtomicBool>,
    failures: AtomicUsize,
    reports: AtomicUsize,
    words: AtomicUsize,
    /// Reports that are parsed and not done, and the bytes of their texts.
    parsed: Mutex<(usize, u64)>,
    /// Bytes of files that are done with each of the reports that are taken in and not done, in order.
    shares: Mutex<std::collections::VecDeque<u64>>,
    done: Mutex<(u64, Instant)>,
    helped: Mutex<HashSet<&'static str>>,
}

impl Progress {
    pub(crate) fn over(files: &[PathBuf]) -> Self {
        let total = files.iter().map(|file| size(file)).sum();
        let bar = if std::io::stderr().is_terminal() { ProgressBar::new(total) } else { ProgressBar::hidden() };
        let style = ProgressStyle::with_template("{bar:30} {percent} %  {msg}, {eta} left");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        let now = Instant::now();
        Self {
            bar,
            begun: now,
            total,
            stopped: Arc::default(),
            failures: AtomicUsize::new(0),
            reports: AtomicUsize::new(0),
            words: AtomicUsize::new(0),
            parsed: Mutex::default(),
            shares: Mutex::default(),
            done: Mutex::new((0, now)),
            helped: Mutex::default(),
        }
    }

    /// From now on Ctrl-C asks to stop; a second one ends the program at once, which loses nothing that came in.
    pub(crate) fn stop_on_interrupt(&self) -> anyhow::Result<()> {
        let stopped = Arc::clone(&self.stopped);
        ctrlc::set_handler(move || {
            if stopped.swap(true, Ordering::SeqCst) {
                std::process::exit(130);
            }
            eprintln!("stopping when the reports at hand are in; Ctrl-C again stops at once");
        })?;
        Ok(())
    }

    /// So many more bytes of a file were taken in, for the report that comes now; or, where the file is `at_its_end`,
    /// for none.
    pub(crate) fn passed(&self, bytes: u64, at_its_end: bool) {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        match shares.back_mut().filter(|_| at_its_end) {
            Some(last) => *last += bytes,
            None => shares.push_back(bytes),
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

    fn message(&self) -> String {
        let words = self.words.load(Ordering::Relaxed) as f64 / self.begun.elapsed().as_secs_f64().max(0.001);
        let (reports, failures) = (self.reports.load(Ordering::Relaxed), self.failures());
        let parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner).0;
        let parsed = if parsed > 0 { format!(" and {parsed} parsed") } else { String::new() };
        let failed = if failures > 0 { format!(", {failures} failures") } else { String::new() };
        format!("{reports} reports{parsed}, {words:.0} words/s{failed}")
    }

    /// Shows how far it has come: what is parsed is half done.
    fn show(&self) {
        let half = self.parsed.lock().unwrap_or_else(PoisonError::into_inner).1 / 2;
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = (done.0 + half).min(self.total);
        if !self.bar.is_hidden() {
            self.bar.set_position(bytes);
            self.bar.set_message(self.message());
        } else if done.1.elapsed() >= PAUSE {
            done.1 = Instant::now();
            let left = self.begun.elapsed().mul_f64(self.total.saturating_sub(bytes) as f64 / bytes.max(1) as f64);
            eprintln!("{}, {} left", self.message(), HumanDuration(left));
        }
    }
}

impl Watch for Progress {
    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    fn parsed(&self, bytes: usize) {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        *parsed = (parsed.0 + 1, parsed.1 + bytes as u64);
        drop(parsed);
        self.show();
    }

    fn done(&self, bytes: usize) {
        self.reports.fetch_add(1, Ordering::Relaxed);
        self.words.fetch_add(bytes / WORD, Ordering::Relaxed);
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        *parsed = (parsed.0.saturating_sub(1), parsed.1.saturating_sub(bytes as u64));
        drop(parsed);
        let share = self.shares.lock().unwrap_or_else(PoisonError::into_inner).pop_front().unwrap_or_default();
        self.done.lock().unwrap_or_else(PoisonError::into_inner).0 += share;
        self.show();
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
