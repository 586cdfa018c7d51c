#!/usr/bin/env python3
"""Trains models/meaning.bin: what a statement's act, firmness, terms and stances are.

    training/meaning.py PROGRAM TRAIN... [--test DOSSIER...] [--out models/meaning.bin] [--folds] [--first FILE]

PROGRAM is the built `rapporteur`; TRAIN are folders of gold dossiers (`reports.jsonl`, `gold.json`) or files of single sentences
(`gold/sentences/*.jsonl`). `rapporteur debug meaning --format jsonl` gives what each statement shows of itself, the gold what it is; a
statement is taken where at least half of its content's letters and the gold's are the same. The model is linear: a row of weights for each
named trait that three statements show, one for each number of the vectors, and for each term what the hints and leanings add; trained together with
cross-entropy by AdamW in small batches, fixed seed, on one thread. A second linear model then weighs for each term what the statements around are
about; it is fitted to what the models of five folds over the dossiers find in those that they did not see. Needs numpy and torch. --folds prints the accuracy by five-fold cross-validation over the
folders instead of a file; --test prints it on other dossiers; --first keeps the weights of an earlier file and takes only the second look and the
thresholds from this training.

The file, little-endian: "RPM4"; f32 the score from which a statement is about a term, f32 the same where it would be about none, f32 what is added to the score of no stance; f32 bias and weights of what is around (9); f32 dense weights (192 x scores); then three tables (statement traits, hints, leanings): u32 names, f32 scale of each score, f32 bias of each score, u32 end of each name,
the names' letters in byte order, a row of signed bytes for each name.
"""

import argparse
import collections
import json
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

import numpy
import torch

ACTS = "assert accept reject demand offer promise threaten accuse deny criticise praise request announce expect disclaim".split()
FIRMNESSES = "speculative hedged plain categorical".split()
TERMS = (
    "ceasefire monitoring withdrawal territory recognition security_guarantees alliance_membership arms_limits foreign_forces prisoners "
    "humanitarian_access displaced_people sanctions reparations reconstruction military_aid elections power_sharing autonomy justice "
    "minority_rights nuclear infrastructure_strikes navigation energy trade finance climate migration water labour talks_format "
    "implementation peace other"
).split()
STANCES = "none for against conditional open".split()
ANSWERS = "none accepted accepted_in_principle conditional countered rejected pending withdrawn".split()
BLOCKS = [len(names) for names in (ACTS, FIRMNESSES, TERMS, STANCES, ANSWERS)]
SCORES = sum(BLOCKS)
VECTOR = 192
SEED = 7
SEEN = 3
EPOCHS = 4
BATCH = 64
RATE = 0.006
ABOUT_SHARE = 25
SIGNS = 8
HARDLY = 0.02


class Statement:
    """What the program finds, among the statements of its report."""

    def __init__(self, shown, row):
        self.traits, self.vector = shown["names"], shown["vector"]
        self.pairs = {pair["term"]: pair for pair in shown["pairs"]}
        # All statements of the report, in text order.
        self.row = row


class Example:
    """A statement with its gold."""

    def __init__(self, statement, act, firmness, about, stances, answer, group):
        self.statement, self.traits, self.vector, self.pairs = statement, statement.traits, statement.vector, statement.pairs
        self.act, self.firmness, self.about, self.stances, self.group = act, firmness, about, stances, group
        # The answer to a proposal; None where the gold does not tell.
        self.answer = answer
        # Whether it is one of a report's.
        self.of_report = answer is not None


def in_a_row(shown):
    """Those that are shown of one report, by identity, each knowing the others."""
    row = []
    row.extend(Statement(one, row) for one in shown)
    return {id(one): statement for one, statement in zip(shown, row)}


def shown_by(program, lines, *how):
    """The statements that the program finds in reports, by report id."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        file.flush()
        printed = subprocess.run(
            [program, "debug", "meaning", "--format", "jsonl", *how, file.name], check=True, capture_output=True, text=True
        ).stdout
    return {line["report"]: line["statements"] for line in map(json.loads, printed.splitlines())}


def points(spans):
    return {point for start, end in spans for point in range(start, end)}


def best(statements, wanted):
    """The statement whose content is most like the wanted points, if half alike."""
    likeness = lambda shown: len(points(shown["content"]) & wanted) / len(points(shown["content"]) | wanted)
    found = max(statements, key=likeness, default=None)
    return found if found and likeness(found) >= 0.5 else None


def located(snippets, text):
    return [[text.index(snippet), text.index(snippet) + len(snippet)] for snippet in snippets]


def dossier_examples(program, folder):
    lines = [json.loads(line) for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = {line["id"]: line["text"] for line in lines}
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    printed = shown_by(program, lines)
    rows = {report: in_a_row(shown) for report, shown in printed.items()}
    placed = lambda entry: [(piece["report"], points(located([piece["text"]], texts[piece["report"]]))) for piece in entry["evidence"]]
    positions = [(position, placed(position)) for position in gold["positions"]]
    responses = [(response, placed(response)) for proposal in gold["proposals"] for response in proposal["responses"]]
    for told in gold["statements"]:
        wanted = points(located(told["content"], texts[told["report"]]))
        shown = best(printed.get(told["report"], []), wanted)
        if not shown:
            continue
        stances = {term: "none" for term in told["about"]}
        shows = lambda entry, evidence: entry["party"] == told["party"] and any(
            report == told["report"] and span & wanted for report, span in evidence
        )
        stances |= {position["term"]: position["stance"] for position, evidence in positions if shows(position, evidence)}
        answer = next((response["response"] for response, evidence in responses if shows(response, evidence)), "none")
        statement = rows[told["report"]][id(shown)]
        yield Example(statement, told["act"], told["firmness"], told["about"], stances, answer, folder.name)


def sentence_examples(program, path):
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    printed = shown_by(program, [{"id": str(at), "text": row["text"]} for at, row in enumerate(rows)], "--alone")
    for at, row in enumerate(rows):
        pieces = [row["content"]] if isinstance(row["content"], str) else row["content"]
        known = row["act"] in ACTS and row["firmness"] in FIRMNESSES
        if not known or any(piece not in row["text"] for piece in pieces):
            continue
        shown = best(printed.get(str(at), []), points(located(pieces, row["text"])))
        if shown:
            about = [term for term in row["about"] if term in TERMS]
            stances = {term: row["stance"].get(term, "none") for term in about}
            statement = in_a_row([shown])[id(shown)]
            yield Example(statement, row["act"], row["firmness"], about, stances, None, f"{path.name}/{at % 5}")


def examples(program, paths):
    for path in map(pathlib.Path, paths):
        yield from dossier_examples(program, path) if path.is_dir() else sentence_examples(program, path)


class Names:
    """Names that are seen often enough, in byte order."""

    def __init__(self, rows):
        count = collections.Counter(name for row in rows for name in set(row))
        self.names = sorted((name for name, seen in count.items() if seen >= SEEN), key=str.encode)
        self.place = {name: at for at, name in enumerate(self.names)}

    def bags(self, rows):
        """Of each row the places of the names that are known."""
        return [[self.place[name] for name in row if name in self.place] for row in rows]


class Bags:
    """Sums of rows of weights, one sum for each list of places."""

    def __init__(self, rows):
        self.at = torch.tensor([place for row in rows for place in row], dtype=torch.long)
        self.starts = torch.tensor(numpy.cumsum([0] + [len(row) for row in rows[:-1]]), dtype=torch.long)

    def of(self, weights):
        return torch.nn.functional.embedding_bag(self.at, weights, self.starts, mode="sum")


class Model:
    def __init__(self, train):
        self.names = Names([one.traits for one in train])
        self.hints = Names([pair["hints"] for one in train for pair in one.pairs.values()])
        self.leanings = Names([pair["leanings"] for one in train for term, pair in one.pairs.items() if term in one.stances])
        weights = lambda *shape: torch.zeros(*shape, requires_grad=True)
        self.w, self.dense, self.bias = weights(len(self.names.names), SCORES), weights(VECTOR, SCORES), weights(SCORES)
        self.h, self.l = weights(len(self.hints.names), 1), weights(len(self.leanings.names), len(STANCES))
        self.about, self.about_one, self.silent, self.around = 0.0, -1.0, 0.0, Around()

    def inputs(self, data):
        pairs = [one.pairs[term] for one in data for term in TERMS]
        return (
            Bags(self.names.bags([one.traits for one in data])),
            torch.tensor([one.vector for one in data], dtype=torch.float32),
            Bags(self.hints.bags([pair["hints"] for pair in pairs])),
            Bags(self.leanings.bags([pair["leanings"] for pair in pairs])),
        )

    def scores(self, inputs):
        traits, vectors, hints, leanings = inputs
        base = traits.of(self.w) + vectors @ self.dense + self.bias
        act, firmness, about, stance, answer = base.split(BLOCKS, 1)
        about = about + hints.of(self.h).view(len(base), len(TERMS))
        leanings = leanings.of(self.l).view(len(base), len(TERMS), len(STANCES))
        return act, firmness, about, stance.unsqueeze(1) + leanings, answer

    def fit(self, train, decay):
        parameters = [self.w, self.dense, self.bias, self.h, self.l]
        optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=decay)
        steps = EPOCHS * -(-len(train) // BATCH)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.15)
        order = random.Random(SEED)
        for _ in range(EPOCHS):
            mixed = order.sample(train, len(train))
            for start in range(0, len(mixed), BATCH):
                optimiser.zero_grad()
                self.loss(mixed[start : start + BATCH]).backward()
                torch.nn.utils.clip_grad_norm_(parameters, 2.0)
                optimiser.step()
                schedule.step()
        return self

    def loss(self, data):
        acts, firmnesses, abouts, stances, answers = self.scores(self.inputs(data))
        cross = torch.nn.functional.cross_entropy
        about = torch.tensor([[float(term in one.about) for term in TERMS] for one in data])
        stance = torch.tensor([[STANCES.index(one.stances[term]) if term in one.stances else -1 for term in TERMS] for one in data])
        loss = cross(acts, torch.tensor([ACTS.index(one.act) for one in data]), label_smoothing=0.05)
        loss = loss + 0.8 * cross(firmnesses, torch.tensor([FIRMNESSES.index(one.firmness) for one in data]))
        loss = loss + torch.nn.functional.binary_cross_entropy_with_logits(abouts, about) * ABOUT_SHARE
        answer = torch.tensor([-1 if one.answer is None else ANSWERS.index(one.answer) for one in data])
        if (answer >= 0).any():
            loss = loss + cross(answers, answer, ignore_index=-1)
        return loss + cross(stances.reshape(-1, len(STANCES)), stance.reshape(-1), ignore_index=-1)

    def tune(self, held):
        """Fits the second look and finds the thresholds that serve best the models of the folds on the parts that they did not see."""
        of_reports = [(model, [one for one in part if one.of_report]) for model, part in held]
        signs = [signs_around(model, part) for model, part in of_reports]
        self.around.fit(numpy.concatenate(signs), [one for _, part in of_reports for one in part])
        second = [(part, torch.tensor(self.around.scores(sign))) for (_, part), sign in zip(of_reports, signs)]
        _, self.about, self.about_one = max(
            (sum(mean_likeness(part, about, one, low) * len(part) for part, about in second), one, low)
            for one in numpy.arange(-1.5, 1.01, 0.25)
            for low in numpy.arange(-4.0, one + 0.01, 0.5)
        )
        with torch.no_grad():
            scores = [(part, model.scores(model.inputs(part))) for model, part in held]
        told = lambda silent: mean([(stance_figures(part, of[3], silent), len(part)) for part, of in scores])["stance F1"]
        self.silent = max(numpy.arange(-3.0, 1.01, 0.25), key=told)

    def measure(self, data):
        with torch.no_grad():
            act, firmness, _, stance, _ = self.scores(self.inputs(data))
        right = lambda scores, words, wanted: numpy.mean([words[at] == one for at, one in zip(scores.argmax(1), wanted)])
        return {
            "act": right(act, ACTS, [one.act for one in data]),
            "firmness": right(firmness, FIRMNESSES, [one.firmness for one in data]),
            "about": mean_likeness(data, self.around.scores(signs_around(self, data)), self.about, self.about_one),
        } | stance_figures(data, stance, self.silent)

    def write(self, path, first=None):
        tables = [
            table(self.names.names, self.w, self.bias),
            table(self.hints.names, self.h, torch.zeros(1)),
            table(self.leanings.names, self.l, torch.zeros(len(STANCES))),
        ]
        head = b"RPM4" + struct.pack("<fff", self.about, self.about_one, self.silent)
        head += struct.pack(f"<f{SIGNS}f", self.around.bias, *self.around.weights)
        tables = self.dense.detach().numpy().astype("<f4").tobytes() + b"".join(tables)
        path.write_bytes(head + (first.read_bytes()[len(head) :] if first else tables))


class Around:
    """Weighs for a term what the statements around are about: crates/reading/src/statements/meaning/around.rs."""

    def __init__(self):
        self.bias, self.weights = 0.0, numpy.array([1.0] + [0.0] * (SIGNS - 1))

    def scores(self, signs):
        return signs @ self.weights + self.bias

    def fit(self, signs, data):
        about = torch.tensor([[float(term in one.about) for term in TERMS] for one in data])
        middle, spread = signs.mean((0, 1)), signs.std((0, 1)) + 1e-6
        signs = torch.tensor((signs - middle) / spread, dtype=torch.float32)
        weights, bias = torch.zeros(SIGNS, requires_grad=True), torch.zeros(1, requires_grad=True)
        optimiser = torch.optim.Adam([weights, bias], 0.05, weight_decay=1e-4)
        for _ in range(400):
            optimiser.zero_grad()
            torch.nn.functional.binary_cross_entropy_with_logits(signs @ weights + bias, about).backward()
            optimiser.step()
        self.weights = weights.detach().numpy() / spread
        self.bias = float(bias.detach()) - float(self.weights @ middle)


def signs_around(model, data):
    """Of each statement and each term what the second look weighs."""
    rows = {id(one.statement.row): one.statement.row for one in data}
    of_row = {}
    for key, row in rows.items():
        with torch.no_grad():
            first = model.scores(model.inputs(row))[2].numpy().astype(float)
        likely = 1 / (1 + numpy.exp(-first))
        nothing = numpy.zeros(len(TERMS))
        for at, statement in enumerate(row):
            own = likely[at]
            silent = 1 - own.max()
            before, after = likely[at - 1] if at else nothing, likely[at + 1] if at + 1 < len(row) else nothing
            elsewhere = (likely.sum(0) - own) / max(1, len(row) - 1)
            signs = [first[at], own, silent * before, silent * after, silent * elsewhere, numpy.log(elsewhere + HARDLY)]
            signs += [numpy.full(len(TERMS), own.max()), (own >= own.max()) * 1.0]
            of_row[id(statement)] = numpy.stack(signs, 1)
    return numpy.array([of_row[id(one.statement)] for one in data]).reshape(-1, len(TERMS), SIGNS)


def stance_figures(data, scores, silent):
    """Precision, recall and F1 of the stances on the gold's terms."""
    bias = torch.tensor([silent] + [0.0] * (len(STANCES) - 1))
    leaning = [
        (STANCES[int((scores[row, TERMS.index(term)] + bias).argmax())], wanted)
        for row, one in enumerate(data)
        for term, wanted in one.stances.items()
    ]
    told = sum(found != "none" for found, _ in leaning)
    gold = sum(wanted != "none" for _, wanted in leaning)
    hit = sum(found == wanted != "none" for found, wanted in leaning)
    return {"stance P": hit / max(1, told), "stance R": hit / max(1, gold), "stance F1": 2 * hit / max(1, told + gold)}


def mean_likeness(data, scores, one, low):
    likeness = []
    for row, example in zip(scores, data):
        found = {term for term, score in zip(TERMS, row) if score > one}
        if not found and row.max() > low:
            found = {TERMS[int(row.argmax())]}
        wanted = set(example.about)
        likeness.append(len(found & wanted) / len(found | wanted) if found | wanted else 1.0)
    return numpy.mean(likeness)


def table(names, weights, bias):
    weights = weights.detach().numpy()
    scales = numpy.maximum(numpy.abs(weights).max(0, initial=0) / 127, 1e-9)
    letters = [name.encode() for name in names]
    return (
        struct.pack("<I", len(names))
        + scales.astype("<f4").tobytes()
        + bias.detach().numpy().astype("<f4").tobytes()
        + numpy.cumsum([len(name) for name in letters]).astype("<u4").tobytes()
        + b"".join(letters)
        + numpy.round(weights / scales).astype(numpy.int8).tobytes()
    )


def mean(measured):
    """The mean of figures, each with the number of statements that it is of."""
    total = sum(count for _, count in measured)
    return {name: sum(figures[name] * count for figures, count in measured) / total for name in measured[0][0]}


def show(title, measured, count):
    print(f"{title:<24}" + "  ".join(f"{name} {value:.3f}" for name, value in measured.items()) + f"  of {count}", file=sys.stderr)


def baseline(data):
    """What the rules alone say."""
    rule = lambda one, kind: next((name[len(kind) + 1 :] for name in one.traits if name.startswith(kind + ":")), None)
    return {
        "act": numpy.mean([rule(one, "act") == one.act for one in data]),
        "firmness": numpy.mean([rule(one, "firmness") == one.firmness for one in data]),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("train", nargs="+")
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--first", type=pathlib.Path)
    parser.add_argument("--decay", type=float, default=0.02)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    train = list(examples(given.program, given.train))
    groups = sorted({one.group for one in train})
    fold = {group: at % 5 for at, group in enumerate(groups)}
    show("rules", baseline(train), len(train))
    held = []
    for at in range(5):
        rest, part = [one for one in train if fold[one.group] != at], [one for one in train if fold[one.group] == at]
        held.append((Model(rest).fit(rest, given.decay), part))
    model = Model(train).fit(train, given.decay)
    model.tune(held)
    for at, (other, part) in enumerate(held):
        other.about, other.about_one, other.silent, other.around = model.about, model.about_one, model.silent, model.around
        show(f"fold {at}", other.measure(part), len(part))
    show("cross-validated", mean([(other.measure(part), len(part)) for other, part in held]), len(train))
    if given.folds:
        return
    for path in given.test:
        data = list(examples(given.program, [path]))
        show(pathlib.Path(path).name, baseline(data) | {}, len(data))
        show("", model.measure(data), len(data))
    if given.out:
        model.write(given.out, given.first)


main()
