#!/usr/bin/env python3
"""Trains models/allegiance-weights.toml: whose a person is of whom no report tells it.

    training/allegiance.py PROGRAM TRAIN... [--test DOSSIER...] [--out models/allegiance-weights.toml]

PROGRAM is the built `rapporteur`; TRAIN and --test are folders of gold dossiers (`reports.jsonl`, `gold.json`). `rapporteur debug cast`
gives the persons of a dossier and what its reports show of each beside each party, the gold whose they are. A person of whom a report
tells a side teaches nothing. The model is linear over counts and kinds (`named` below), a choice among the parties and none of them;
softmax, cross-entropy, each person counted by how often the gold has the person speak, full batches, fixed start; needs numpy. It
prints how many statements' speakers get their side right, wrong and none by six-fold cross-validation over the dossiers, and on --test.
"""

import argparse
import collections
import json
import math
import pathlib
import re
import subprocess

import numpy

CLUES = (
    "first_with_office nearest acts_beside beside acted_before before speaks_there object content described next dateline counterpart "
    "speaks own told"
).split()
KINDS = "state armed_group organisation bloc".split()
RIGHTS = "principal minister negotiator aide spokesperson official party unnamed observer".split()
AGAIN = [0, 1, 1.58, 2]
OFTEN = [2, 4, 8, 16]
FOLDS = 6
STEPS = 300
RATE = 0.05
DECAY = 0.02
AHEAD = 0.3
FARTHEST = 6


def plain(name):
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", name.casefold().strip()))


class Person:
    """Somebody of the cast of whom no side is told, with the parties that may be the side."""

    def __init__(self, told, wanted, said, group):
        self.group, self.weight, self.post = group, 1 + 0.3 * min(said, 6), told["post"]
        self.said, self.has_side = said, wanted is not None
        self.sides = [(side["names"] or ["?"])[0] for side, *_ in told["clues"]]
        self.state = told["of_state"]
        rights = {right for hold, _, right, _ in told["offices"] if hold != "Former"}
        most = max([counts[-1] for _, counts, _ in told["clues"]] or [1])
        self.traits = [self.named(side, counts, most, rights) | self.by_name(side, apart) for side, counts, apart in told["clues"]]
        fits = max([math.exp(apart) for *_, apart in told["clues"] if apart is not None] or [0])
        self.traits.append(self.none(len(told["clues"]), rights) | {"name nobody": 1 - fits})
        right = [at for at, (side, *_) in enumerate(told["clues"]) if wanted and {plain(one) for one in side["names"] or ()} & wanted]
        self.answer = right[0] if right else len(self.sides)

    def named(self, side, counts, most, rights):
        who, kind = "of_state" if self.state else "other", side["kind"] or "organisation"
        traits = {}
        for name, count in zip(CLUES[:-1], counts):
            if count:
                traits[f"clue {name} anybody"] = traits[f"clue {name} {who}"] = AGAIN[min(count, 3)]
        told = counts[-1]
        traits["side share"] = traits[f"{kind} share"] = told / max(1, most)
        traits.update({f"told {least}": 1 for least in OFTEN if told >= least})
        traits[f"{kind} {who}"] = 1
        traits[f"{kind} {'office' if rights else 'no_office'}"] = 1
        if "key" in side:
            traits[f"{kind} known"] = 1
        return traits

    def by_name(self, side, apart):
        if apart is None:
            return {"name unknown": 1}
        kind, who = "state" if side["kind"] == "state" else "body", "of_state" if self.state else "other"
        traits = {"fits": math.exp(apart), "apart": max(apart, -FARTHEST) / FARTHEST}
        return {f"name {kind} {name} {whom}": value for name, value in traits.items() for whom in ("anybody", who)}

    def none(self, sides, rights):
        traits = {"none always": 1, "none " + ("of_state" if self.state else "other"): 1, "none sides": min(sides, 10) / 10}
        traits.update({f"right {right}": 1 for right in rights} if rights else {"none no_office": 1})
        return traits


def persons(program, folder):
    """The persons of a dossier without a told side, after those with one have taken their offices."""
    folder = pathlib.Path(folder)
    gold = json.loads((folder / "gold.json").read_text())
    said = collections.Counter(told["speaker"] for told in gold["statements"])
    printed = subprocess.run([program, "debug", "cast", "--format", "jsonl", folder / "reports.jsonl"], capture_output=True, text=True, check=True).stdout
    cast = [json.loads(line) for line in printed.splitlines()]
    by_name = {plain(one["name"]): one for one in cast}
    taken = {(one["post"], (one["best"][1]["names"] or ["?"])[0]) for one in cast if one["best"] and one["post"]}
    found = []
    for key, actor in gold["actors"].items():
        one = next((by_name[plain(name)] for name in sorted(actor["names"], key=len, reverse=True) if plain(name) in by_name), None)
        if actor["kind"] != "person" or one is None or one["best"]:
            continue
        wanted = {plain(name) for name in gold["actors"][actor["party"]]["names"]} if actor.get("party") else None
        person = Person(one, wanted, said[key], folder.name)
        for side, traits in zip(person.sides, person.traits):
            if (person.post, side) in taken:
                traits["side taken"] = 1
        found.append(person)
    return found


def train(people):
    seen = collections.Counter(name for one in people for traits in one.traits for name in traits)
    place = {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count > 2))}
    widest = max(len(one.traits) for one in people)
    table = numpy.zeros((len(people), widest, len(place)))
    closed = numpy.full((len(people), widest), -1e9)
    for row, one in enumerate(people):
        for column, traits in enumerate(one.traits):
            closed[row, column] = 0
            for name, value in traits.items():
                if name in place:
                    table[row, column, place[name]] = value
    answer = numpy.zeros((len(people), widest))
    answer[numpy.arange(len(people)), [one.answer for one in people]] = 1
    share = numpy.array([one.weight for one in people])
    share /= share.sum()
    weights, first, second = (numpy.zeros(len(place)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = table @ weights + closed
        scores = numpy.exp(scores - scores.max(1, keepdims=True))
        wrong = (scores / scores.sum(1, keepdims=True) - answer) * share[:, None]
        slope = numpy.einsum("pc,pcn->n", wrong, table) + DECAY / 5 * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * first / (1 - 0.9**step) / (numpy.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: weights[at] for name, at in place.items()}


def choose(weights, people):
    """What the program does: the clearest first, each office once."""
    taken = set()

    def lead(one):
        scores = [sum(weights.get(name, 0) * value for name, value in traits.items()) for traits in one.traits]
        for at, side in enumerate(one.sides):
            if (one.group, one.post, side) in taken and one.post and "side taken" not in one.traits[at]:
                scores[at] += weights.get("side taken", 0)
        if not one.sides:
            return -9, 0
        best = int(numpy.argmax(scores[:-1]))
        return scores[best] - max(scores[:best] + scores[best + 1 :]), best

    chosen = {}
    for one in sorted(people, key=lambda one: -lead(one)[0]):
        ahead, best = lead(one)
        chosen[id(one)] = best if ahead > AHEAD else len(one.sides)
        if ahead > AHEAD and one.post:
            taken.add((one.group, one.post, one.sides[best]))
    return chosen


def tell(name, chosen, people):
    count = collections.Counter()
    for one in people:
        at = chosen[id(one)]
        kind = "none" if at == len(one.sides) else "right" if at == one.answer else "wrong"
        count[kind if kind != "none" or one.has_side else "none, rightly"] += one.said
    print(f"{name}: statements of persons without a told side:", ", ".join(f"{kind} {count[kind]}" for kind in sorted(count)))


def write(weights, path):
    def of(name):
        return round(100 * weights.get(name, 0))

    lines = [
        "# Whose a person is of whom no report tells it: what each clue weighs, in hundredths.",
        "# Made by training/allegiance.py; crates/reading/src/mentions/allegiance says what each clue is.",
        "",
        "# By how much a side has to be ahead of the next, and of none.",
        f"ahead = {round(100 * AHEAD)}",
        "",
        "# For anybody, and besides for one whose office is a state's, or for others.",
        "[clue]",
    ]
    for clue in CLUES[:-1]:
        parts = ", ".join(f"{who} = {of(f'clue {clue} {who}')}" for who in ("anybody", "of_state", "other"))
        lines.append(f"{clue} = {{ {parts} }}")
    lines += ["", "# Of every side: how often it is told beside the side told most; at least 2, 4, 8, 16 times; another holds the office there.", "[side]"]
    lines += [f"share = {of('side share')}", f"told = {[of(f'told {least}') for least in OFTEN]}", f"taken = {of('side taken')}"]
    lines += ["", "# How well the name goes with those of the side's state (from 0 to 1), how far it is from them (from -1 to 0)."]
    lines += ["[name]", f"unknown = {of('name unknown')}", f"nobody = {of('name nobody')}"]
    for kind in ("state", "body"):
        lines += ["", f"[name.{kind}]"]
        for trait in ("fits", "apart"):
            parts = ", ".join(f"{who} = {of(f'name {kind} {trait} {who}')}" for who in ("anybody", "of_state", "other"))
            lines.append(f"{trait} = {{ {parts} }}")
    for kind in KINDS:
        lines += ["", f"[{kind}]"] + [f"{name} = {of(f'{kind} {name}')}" for name in "share of_state other office no_office known".split()]
    lines += ["", "# No side that the reports tell of near the person.", "[none]"]
    lines += [f"{name} = {of(f'none {name}')}" for name in "always of_state other no_office sides".split()]
    lines += ["", "[none.right]"] + [f"{right} = {of(f'right {right}')}" for right in RIGHTS]
    pathlib.Path(path).write_text("\n".join(lines) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("train", nargs="+")
    parser.add_argument("--test", nargs="*", default=[])
    parser.add_argument("--out")
    options = parser.parse_args()
    people = [one for folder in options.train for one in persons(options.program, folder)]
    groups = sorted({one.group for one in people})
    chosen = {}
    for fold in range(FOLDS):
        held = set(groups[fold::FOLDS])
        weights = train([one for one in people if one.group not in held])
        chosen.update(choose(weights, [one for one in people if one.group in held]))
    tell("cross-validated", chosen, people)
    weights = train(people)
    if options.test:
        test = [one for folder in options.test for one in persons(options.program, folder)]
        tell("test", choose(weights, test), test)
    if options.out:
        write(weights, options.out)


if __name__ == "__main__":
    main()
