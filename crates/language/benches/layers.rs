//! Where the time of a reading goes, layer by layer, on one core; how near the encoder comes to the machine's peak; and that
//! hostile texts take no more than linear time. `cargo bench -p rapporteur-language`

use std::time::{Duration, Instant};

use rapporteur_language::{Doc, Pipeline, Stage};

const FIXTURE: &str = include_str!("../tests/fixtures/english.jsonl");

fn main() {
    let loading = Instant::now();
    let pipeline = Pipeline::english();
    println!("load                {:>9.1} ms", loading.elapsed().as_secs_f64() * 1e3);
    layers(pipeline);
    hostile_texts(pipeline);
}

/// The fixture's texts again and again: forms are known from the second round on, as in a running archive.
fn layers(pipeline: &Pipeline) {
    let texts: Vec<String> =
        FIXTURE.lines().filter_map(|line| Doc::from_json(line).ok()).map(|doc| doc.text().to_owned()).collect();
    let text = texts.join("\n\n");
    let (rounds, mut tokens) = (200, 0);
    let mut took = [Duration::ZERO; Stage::ALL.len()];
    for _ in 0..rounds {
        let (doc, times) = pipeline.read_timed(&text);
        tokens += doc.len();
        for (took, stage) in took.iter_mut().zip(Stage::ALL) {
            *took += times.of(stage);
        }
    }
    let per_token = |took: Duration| took.as_secs_f64() * 1e6 / tokens as f64;
    for (stage, &took) in Stage::ALL.iter().zip(&took) {
        println!("{:<18}  {:>9.2} µs per token", format!("{stage:?}"), per_token(took));
    }
    let all: Duration = took.iter().sum();
    println!(
        "all                 {:>9.2} µs per token, {:.0} tokens/s",
        per_token(all),
        tokens as f64 / all.as_secs_f64()
    );
    let vectors = took[Stage::Vectors as usize].as_secs_f64();
    let (done, peak) = ((pipeline.encoder_operations() * tokens) as f64 / vectors, pipeline.peak_operations());
    println!(
        "window layers       {:>9.1} GFLOP/s over the whole stage Vectors, {:.0} % of {:.1} (peak)",
        done / 1e9,
        100.0 * done / peak,
        peak / 1e9
    );
}

/// A text twice as long must take about twice the time.
fn hostile_texts(pipeline: &Pipeline) {
    println!("\nhostile texts       100 kB    200 kB    ratio");
    for part in ["a", "(", "”", "'", ".", "x.y", "👍", "\u{fffd}", "http://a.b/", "\n", "word. "] {
        let time = |bytes: usize| {
            let text = part.repeat(bytes / part.len());
            let start = Instant::now();
            std::hint::black_box(pipeline.read(&text).len());
            start.elapsed().as_secs_f64()
        };
        let (one, two) = (time(100_000), time(200_000));
        println!(
            "{:<16} {:>7.0} ms {:>7.0} ms   {:>5.2}",
            part.escape_debug().to_string(),
            one * 1e3,
            two * 1e3,
            two / one
        );
    }
}
