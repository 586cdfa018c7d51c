#!/usr/bin/env python3
"""Trains models/attribution.bin: which candidates are attributions, with which bounds, and how surely.

    training/attribution.py PROGRAM --polnear TRAIN.jsonl --dossiers FOLDER... [--limit N] [--out models/attribution.bin]

PROGRAM is the built `rapporteur`; `rapporteur debug attribution --format jsonl` gives every candidate of a text with its named traits. TRAIN.jsonl
is PolNeAR's train split, each FOLDER a gold dossier (`reports.jsonl`, `gold.json`). A candidate is right where at least half of its content's
words and a gold content's are the same (Jaccard of words), and better right where the source is, too.

The model is linear with two heads: **statement** (what the dossiers code: speech and writing) and **attitude** (what PolNeAR marks: thoughts,
wishes and plans, too). Both learn from both corpora: a trait has a weight that they share and one of each head's own, which is held smaller.
Logistic loss, L-BFGS, from zero: no chance is in it. Four-fold cross-validation over dossiers and articles gives the scores by which each head is calibrated (a
slope and a shift: Platt) and by which the thresholds are chosen that serve F1 best. A word that the table of cues lacks, or a frame that it lacks
for a word, is learned where it is right twice; others are dropped, here and by the program. Needs numpy and scipy.

The file, little-endian: "RPA1"; f32 the two thresholds; f32 slope and shift of each head; f32 weights of the cue's vector (64 x heads); u32 names,
f32 scale of each head, f32 bias of each head, u32 end of each name, the names' letters in byte order, a row of signed bytes for each name.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import re
import struct
import subprocess
import sys
import tempfile

import numpy
import scipy.optimize
import scipy.sparse

HEADS = ("statement", "attitude")
STATEMENT, ATTITUDE = 0, 1
FOLDS = 4
SEEN = 6
STEPS = 60
FREE = ("clause", "around")  # frames that any verb may have
WORD = re.compile(r"\w+")


class Candidate:
    """One candidate of a text."""

    __slots__ = ("report", "shown", "traits", "words", "source", "pair", "right", "known", "held", "ruled")

    def __init__(self, report, shown, traits, words):
        self.report, self.shown, self.traits, self.words = report, shown, traits, words
        free = not shown["wide"] or shown["found"] in FREE or shown["free"] or not shown["lemma"]
        self.pair = None if free else f"cue-found:{shown['lemma']} {shown['found']}"
        self.right, self.known, self.held = 0.0, True, False


class Text:
    """A text with the places of its words."""

    def __init__(self, text):
        self.text = text
        self.starts = numpy.array([found.start() for found in WORD.finditer(text)], dtype=numpy.int32)

    def words(self, spans):
        found = set()
        for start, end in spans:
            low, high = numpy.searchsorted(self.starts, [start, end])
            found.update(range(low, high))
        return frozenset(found)


def likeness(a, b):
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def shown_by(program, lines):
    """The candidates that the program finds, report by report."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        file.flush()
        command = [program, "debug", "attribution", "--alone", "--format", "jsonl", file.name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
            for line in running.stdout:
                yield json.loads(line)
    if running.returncode:
        sys.exit(f"{' '.join(command)} failed")


class Names:
    """Names of traits and their numbers."""

    def __init__(self):
        self.number = {}

    def of(self, name):
        return self.number.setdefault(name, len(self.number))


def candidates_of(shown, text, names, report):
    known = [names.of(name) for name in shown["traits"]]
    for one in shown["candidates"]:
        traits = numpy.array(sorted({known[at] for at in one.pop("traits")}), dtype=numpy.int32)
        yield Candidate(report, one, traits, text.words(one["content"]))


def judge(candidates, gold, text, corpus):
    """Says how right each candidate is. `gold` holds contents, sources and cues as spans."""
    wanted = [(text.words(one["content"]), text.words(one["source"]), one["content"]) for one in gold]
    for one in candidates:
        # A cue within a content is a further attribution's, not that one's.
        cue = one.shown["cue"]
        outside = [told for told in wanted if cue is None or not any(start <= cue < end for start, end in told[2])]
        # What takes in the speaker, too, is some other cue's.
        outside = [told for told in outside if not told[1] or told[1] <= told[0] or not told[1] <= one.words]
        found = max(outside, key=lambda told: likeness(one.words, told[0]), default=None)
        like = likeness(one.words, found[0]) if found else 0.0
        one.right = 0.0
        if like >= 0.5:
            one.right = 0.8 if like < 0.65 else 0.9 if like < 0.8 else 1.0
            source = text.words([one.shown["source"]]) if one.shown["source"] else frozenset()
            if not (source & found[1] or not (source or found[1])):
                one.right *= 0.7 if corpus == ATTITUDE else 0.9
        one.known = True
        if corpus == ATTITUDE and one.shown["cue"] is not None and like < 0.5:
            # What stands within an attribution is not marked there; so nothing is known of it.
            one.known = not any(start <= cue < end for told in gold for start, end in told["content"])
    return wanted


def fold_of(name):
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % FOLDS


def polnear(program, path, limit, names):
    articles = [json.loads(line) for line in open(path, encoding="utf-8")][:limit]
    by_id = {article["doc"]: article for article in articles}
    lines = [{"id": one["doc"], "published": one["date"], "text": one["text"]} for one in articles]
    for shown in shown_by(program, lines):
        article = by_id[shown["report"]]
        text = Text(article["text"])
        found = list(candidates_of(shown, text, names, article["doc"]))
        gold = judge(found, [one for one in article["attributions"] if one["content"]], text, ATTITUDE)
        yield Report(article["doc"], ATTITUDE, found, gold)


def dossier(program, folder, names):
    lines = [json.loads(line) for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines() if line.strip()]
    told = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["statements"]
    texts = {line["id"]: Text(line["text"]) for line in lines}
    place = lambda snippet, text: [text.index(snippet), text.index(snippet) + len(snippet)]
    for shown in shown_by(program, lines):
        report = shown["report"]
        text = texts[report]
        found = list(candidates_of(shown, text, names, f"{folder.name}/{report}"))
        here = [one for one in told if one["report"] == report]
        gold = [
            {
                "content": [place(piece, text.text) for piece in one["content"]],
                "source": [place(one["source"], text.text)] if one.get("source") else [],
            }
            for one in here
        ]
        yield Report(folder.name, STATEMENT, found, judge(found, gold, text, STATEMENT))


class Report:
    """A text's candidates and what is right of it."""

    def __init__(self, group, corpus, candidates, gold):
        self.corpus, self.candidates, self.gold, self.fold = corpus, candidates, gold, fold_of(group)


def vectors(path):
    """The vectors of models/words.bin."""
    file = path.read_bytes()
    count, dimensions, scale = *struct.unpack_from("<II", file, 4), struct.unpack_from("<f", file, 12)[0]
    ends = numpy.frombuffer(file, "<u4", count, 16)
    letters = file[16 + 4 * count :][: ends[-1]]
    rows = numpy.frombuffer(file, numpy.int8, count * dimensions, 16 + 4 * count + int(ends[-1])).reshape(count, dimensions)
    starts = numpy.concatenate([[0], ends[:-1]])
    return {letters[a:b].decode(): row * scale for a, b, row in zip(starts, ends, rows)}


class Model:
    """Weights: shared, and each head's own."""

    def __init__(self, names, words):
        self.names, self.words = names, words

    def choose(self, reports):
        """Which names have weights, and which pairs of word and frame may report."""
        right, seen = collections.Counter(), collections.Counter()
        for report in reports:
            for one in report.candidates:
                if one.pair and one.right:
                    right[one.pair] += 1
        self.pairs = {pair for pair, count in right.items() if count >= 2}
        for report in reports:
            for one in report.candidates:
                if self.may(one):
                    seen.update(one.traits.tolist())
        keep = {number for number, count in seen.items() if count >= SEEN}
        keep |= {self.names.of(pair) for pair in self.pairs}
        spelled = {number: name for name, number in self.names.number.items()}
        # A pair that is not to be made must not be known.
        self.kept = sorted(keep, key=lambda number: spelled[number].encode())
        self.spelled = [spelled[number] for number in self.kept]
        self.place = numpy.full(len(self.names.number) + 1, -1, dtype=numpy.int64)
        self.place[self.kept] = numpy.arange(len(self.kept))

    def groups(self, report):
        """The candidates with one cue, together."""
        together = {}
        for at, one in enumerate(report.candidates):
            if self.may(one):
                cue = one.shown["cue"]
                together.setdefault(("none", at) if cue is None else cue, []).append(one)
        return together.values()

    def may(self, one):
        return one.pair is None or one.pair in self.pairs

    def rows(self, candidates):
        """A row of traits for each candidate, and its cue's vector."""
        bags = [row[row >= 0] for row in (self.place[one.traits] for one in candidates)]
        ends = numpy.cumsum([0] + [len(row) for row in bags])
        at = numpy.concatenate(bags) if bags else numpy.zeros(0, dtype=numpy.int64)
        traits = scipy.sparse.csr_matrix((numpy.ones(len(at)), at, ends), (len(bags), len(self.kept)))
        zero = numpy.zeros(64)
        dense = numpy.array([self.words.get(one.shown["lemma"], zero) for one in candidates]).reshape(len(bags), 64)
        return scipy.sparse.hstack([traits, dense, numpy.ones((len(bags), 1))], "csr")

    def fit(self, reports, given):
        self.choose(reports)
        groups = [(group, report.corpus) for report in reports for group in self.groups(report) if is_known(group)]
        rows = self.rows([one for group, _ in groups for one in group])
        turned = rows.T.tocsr()
        sizes = [len(group) for group, _ in groups]
        of = numpy.repeat(numpy.arange(len(groups)), sizes)
        right = numpy.array([one.right for group, _ in groups for one in group]) ** 2
        corpus = numpy.repeat([corpus for _, corpus in groups], sizes)
        any_right = numpy.bincount(of, right) > 0
        weight = numpy.where(numpy.array([corpus for _, corpus in groups]) == STATEMENT, given.statement_weight, 1.0)
        size = rows.shape[1]
        decay = numpy.full(size, given.decay)
        own_decay = numpy.full(size, given.own_decay)
        decay[-1] = own_decay[-1] = 0.0

        def loss(flat):
            shared, own = flat[:size], flat[size:].reshape(2, size)
            score = numpy.where(corpus == STATEMENT, rows @ (shared + own[0]), rows @ (shared + own[1]))
            power = numpy.exp(numpy.clip(score, -30, 30))
            everything = 1 + numpy.bincount(of, power)
            good = numpy.where(any_right, numpy.bincount(of, right * power), 1.0)
            value = (weight * (numpy.log(everything) - numpy.log(good))).sum()
            value += 0.5 * (decay * shared**2).sum() + 0.5 * (own_decay * own**2).sum()
            miss = weight[of] * (power / everything[of] - numpy.where(any_right[of], right * power / good[of], 0.0))
            heads = [turned @ numpy.where(corpus == head, miss, 0.0) for head in (STATEMENT, ATTITUDE)]
            return value, numpy.concatenate([heads[0] + heads[1] + decay * shared, *(heads[head] + own_decay * own[head] for head in (0, 1))])

        found = scipy.optimize.minimize(loss, numpy.zeros(3 * size), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
        shared, own = found.x[:size], found.x[size:].reshape(2, size)
        weights = (shared + own).T
        self.weights, self.thick, self.bias = weights[: len(self.kept)], weights[len(self.kept) : -1], weights[-1]
        return self

    def scores(self, candidates):
        return self.rows(candidates) @ numpy.concatenate([self.weights, self.thick, self.bias[None]])

    def write(self, path, keep, calibration):
        weights = self.weights
        scales = numpy.maximum(numpy.abs(weights).max(0) / 127, 1e-9)
        letters = [name.encode() for name in self.spelled]
        path.write_bytes(
            b"RPA1"
            + struct.pack("<8f", *keep, *calibration[0], *calibration[1])
            + self.thick.astype("<f4").tobytes()
            + struct.pack("<I", len(letters))
            + scales.astype("<f4").tobytes()
            + self.bias.astype("<f4").tobytes()
            + numpy.cumsum([len(name) for name in letters]).astype("<u4").tobytes()
            + b"".join(letters)
            + numpy.round(weights / scales).astype(numpy.int8).tobytes()
        )


def is_known(group):
    """Is it known whether one of these is right?"""
    return any(one.right for one in group) or all(one.known for one in group)


def logistic(score):
    return 1 / (1 + numpy.exp(-score))


def signs(report, model, scores):
    """What the calibration looks at: for each candidate and head how sure it is that one with its cue is right, and its share of that."""
    place = {id(one): at for at, one in enumerate(report.candidates)}
    sure, share = numpy.full_like(scores, -30.0), numpy.full_like(scores, -30.0)
    for group in model.groups(report):
        at = [place[id(one)] for one in group]
        whole = numpy.log(numpy.exp(numpy.clip(scores[at], -30, 30)).sum(0))
        sure[at], share[at] = whole, scores[at] - whole
    return sure, share


def likeliest(report, model, likely):
    """Of the candidates with one cue the likeliest, as its value and its place."""
    best = {}
    for at, (one, sure) in enumerate(zip(report.candidates, likely)):
        if model.may(one):
            cue = one.shown["cue"] if one.shown["cue"] is not None else ("none", at)
            value = sure.sum()
            if cue not in best or best[cue][0] < value:
                best[cue] = (value, at)
    return sorted(best.values(), key=lambda found: -found[0])


def chosen(report, likeliest_of, scores, keep):
    """What the program would keep of a text: the candidates with their confidence and whether they are statements."""
    kept = []
    for _, at in likeliest_of:
        one, likely = report.candidates[at], scores[at]
        spoken = one.shown["kind"] in ("speech", "writing")
        if likely[STATEMENT] >= keep[STATEMENT]:
            told, sure = True, likely[STATEMENT]
        elif likely[ATTITUDE] >= keep[ATTITUDE] and not (spoken and one.held):
            told, sure = False, likely[ATTITUDE]
        else:
            continue
        inside = lambda cue, other: cue is not None and any(a <= cue < b for a, b in other.shown["content"])
        if any(
            likeness(one.words, other.words) >= 0.5
            and not inside(one.shown["cue"], other)
            and not inside(other.shown["cue"], one)
            for other, _, _ in kept
        ):
            continue
        kept.append((one, told, sure))
    return kept


def matched(found, gold):
    """Pairs of one found and one gold, the likest first."""
    pairs = sorted(
        ((likeness(one.words, told[0]), f, g) for f, one in enumerate(found) for g, told in enumerate(gold) if one.words & told[0]),
        reverse=True,
    )
    of_found, of_gold = {}, set()
    for like, f, g in pairs:
        if like >= 0.5 and f not in of_found and g not in of_gold:
            of_found[f] = like
            of_gold.add(g)
    return of_found


def figures(reports, firsts, scored, keep):
    """Precision, recall and F1 in each corpus, as its scorer counts."""
    counts = {STATEMENT: [0, 0, 0], ATTITUDE: [0, 0, 0]}
    told_of = []
    for report, first, scores in zip(reports, firsts, scored):
        kept = chosen(report, first, scores, keep)
        if report.corpus == STATEMENT:
            found = [(one, sure) for one, told, sure in kept if told]
        else:
            outer = lambda one: not any(
                one is not other and one.shown["cue"] is not None and any(a <= one.shown["cue"] < b for a, b in other.shown["content"])
                for other, _, _ in kept
            )
            found = [(one, sure) for one, _, sure in kept if outer(one)]
        hits = matched([one for one, _ in found], report.gold)
        count = counts[report.corpus]
        count[0] += len(hits)
        count[1] += len(found)
        count[2] += len(report.gold)
        if report.corpus == STATEMENT:
            told_of += [(sure, at in hits) for at, (_, sure) in enumerate(found)]
    table = {}
    for corpus, (hit, found, gold) in counts.items():
        table[corpus] = (hit / max(1, found), hit / max(1, gold), 2 * hit / max(1, found + gold))
    return table, told_of


def platt(sure, share, right):
    """What how sure and what share are multiplied with, and what is added, so that they become probabilities."""
    rows, right = numpy.stack([sure, share, numpy.ones(len(sure))], 1), numpy.array(right)

    def loss(line):
        score = rows @ line
        return (numpy.logaddexp(0, score) - right * score).sum(), rows.T @ (logistic(score) - right)

    return scipy.optimize.minimize(loss, numpy.array([1.0, 0.2, 0.0]), jac=True, method="L-BFGS-B").x.tolist()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("--polnear", type=pathlib.Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--dossiers", type=pathlib.Path, nargs="*", default=[])
    parser.add_argument("--words", type=pathlib.Path, default=pathlib.Path(__file__).parent.parent / "models/words.bin")
    parser.add_argument("--decay", type=float, default=25.0)
    parser.add_argument("--own-decay", type=float, default=100.0)
    parser.add_argument("--statement-weight", type=float, default=3.0)
    parser.add_argument("--out", type=pathlib.Path)
    given = parser.parse_args()
    names, words = Names(), vectors(given.words)
    reports = []
    for folder in given.dossiers:
        reports += dossier(given.program, folder, names)
    if given.polnear:
        reports += polnear(given.program, given.polnear, given.limit, names)
    for report in reports:
        mark_held(report, names)
    train(reports, names, words, given)


def mark_held(report, names):
    """Which cues stand in the content of a rule's candidate: the program shows it as a trait."""
    free, rule = names.of("held:-"), names.of("origin:rule")
    for one in report.candidates:
        one.held = one.shown["cue"] is not None and free not in one.traits
        one.ruled = rule in one.traits


def train(reports, names, words, given):
    say = lambda *what: print(*what, file=sys.stderr, flush=True)
    say(f"{len(reports)} texts, {sum(len(one.candidates) for one in reports)} candidates, {len(names.number)} traits")
    scored = [None] * len(reports)
    for head in (STATEMENT, ATTITUDE):
        within = [any(likeness(one.words, told[0]) >= 0.5 for one in report.candidates) for report in reports if report.corpus == head for told in report.gold]
        say(f"{HEADS[head]}: {100 * numpy.mean(within):.1f} % of {len(within)} are among the candidates")
    models = []
    for fold in range(FOLDS):
        rest = [report for report in reports if report.fold != fold]
        model = Model(names, words).fit(rest, given)
        models.append(model)
        for at, report in enumerate(reports):
            if report.fold == fold:
                scored[at] = model.scores(report.candidates)
        say(f"fold {fold}: {len(model.kept)} names")
    seen = [signs(report, models[report.fold], scores) for report, scores in zip(reports, scored)]
    probable = lambda lines: [
        numpy.stack([logistic(sure[:, head] * line[0] + share[:, head] * line[1] + line[2]) for head, line in enumerate(lines)], 1)
        for sure, share in seen
    ]
    # What the likeliest of a cue's candidates is worth is seen on those alone.
    calibration = [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0]]
    for _ in range(2):
        likely, calibrated = probable(calibration), []
        for head in (STATEMENT, ATTITUDE):
            pairs = [
                (sure[at, head], share[at, head], float(report.candidates[at].right > 0))
                for report, now, (sure, share) in zip(reports, likely, seen)
                if report.corpus == head
                for _, at in likeliest(report, models[report.fold], now)
                if report.candidates[at].known
            ]
            calibrated.append(platt(*zip(*pairs)) if pairs else [1.0, 1.0, 0.0])
        calibration = calibrated
    say("calibration", calibration)
    likely = probable(calibration)
    firsts = [likeliest(report, models[report.fold], scores) for report, scores in zip(reports, likely)]
    best = None
    for statement in (0.4, 0.45, 0.5, 0.55):
        for attitude in (0.35, 0.4, 0.45, 0.5):
            table, _ = figures(reports, firsts, likely, (statement, attitude))
            value = table[STATEMENT][2] + table[ATTITUDE][2]
            # A higher threshold says less: it must be better by a tenth of a point.
            if best is None or value > best[0] + 0.001:
                best = (value, (statement, attitude))
                say(f"keep {statement} {attitude}", {HEADS[head]: [round(100 * one, 1) for one in found] for head, found in table.items()})
    keep = best[1]
    _, told = figures(reports, firsts, likely, keep)
    say("reliability of statements, cross-validated: told, right, of")
    for low in numpy.arange(0, 1, 0.1):
        part = [(sure, right) for sure, right in told if low <= sure < low + 0.1 + 1e-9]
        if part:
            say(f"  {low:.1f}  {numpy.mean([sure for sure, _ in part]):.3f}  {numpy.mean([right for _, right in part]):.3f}  {len(part)}")
    if given.out:
        model = Model(names, words).fit(reports, given)
        model.write(given.out, keep, calibration)
        say(f"{given.out}: {len(model.kept)} names, {given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
