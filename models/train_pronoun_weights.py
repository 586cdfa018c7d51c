#!/usr/bin/env python3
"""Finds the weights of models/pronoun-weights.toml by coordinate ascent. Standard library only; deterministic.

    models/train_pronoun_weights.py REPORTS.jsonl GUM.jsonl SCORER.py [ROUNDS]

REPORTS are the texts of GUM (the training part of the corpus) as `SCORER.py reports GUM.jsonl` writes them; SCORER is
called as `SCORER.py coref GUM.jsonl PREDICTED.jsonl`. Each weight in turn is moved by 2 and 4, up and down; a move that raises
the share of pronouns told right plus half the CoNLL score stays. The file is rewritten in place, comments kept.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = ROOT / "models/pronoun-weights.toml"
LINE = re.compile(r"^(\w+) = (-?\d+)$", re.M)


def score(reports, gum, scorer):
    """Builds the program with the weights as they are and scores what it prints."""
    command = ["cargo", "run", "-q", "--release", "-p", "rapporteur", "--"]
    command += ["debug", "mentions", "--alone", "--format", "jsonl", reports]
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as predicted:
        subprocess.run(command, stdout=predicted, check=True, cwd=ROOT)
        told = subprocess.run([sys.executable, scorer, "coref", gum, predicted.name], capture_output=True, text=True, check=True)
    pronouns, conll = (float(re.search(rf"^{name} ([\d.]+)", told.stdout, re.M)[1]) for name in ("pronouns", "CoNLL"))
    return pronouns + conll / 2


def write(weights):
    FILE.write_text(LINE.sub(lambda line: f"{line[1]} = {weights[line[1]]}", FILE.read_text()))


def main(reports, gum, scorer, rounds="2"):
    reports, gum, scorer = (str(pathlib.Path(path).resolve()) for path in (reports, gum, scorer))
    weights = {name: int(value) for name, value in LINE.findall(FILE.read_text())}
    best = score(reports, gum, scorer)
    for _ in range(int(rounds)):
        for name in weights:
            kept = weights[name]
            for move in (2, -2, 4, -4):
                weights[name] = kept + move
                write(weights)
                found = score(reports, gum, scorer)
                if found > best + 0.03:
                    best, kept = found, weights[name]
                    print(f"{name} = {kept}: {best:.2f}", flush=True)
                    break
            weights[name] = kept
            write(weights)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) > 3 else sys.exit(__doc__)
