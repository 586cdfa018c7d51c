#!/usr/bin/env python3
"""Trains models/name-origins.bin: which peoples bear names like a person's, and so of which states the person may be.

    training/name_origins.py training/names/*.toml [--check codebook/persons.toml codebook/factbook.toml] [--out models/name-origins.bin]

The tables list typical given and family names of each people, and the states whose officials bear such names; written for this project.
The model is linear over the letters of a word (two, three and four in a row with the word's ends, accents taken away, and each accented
letter), hashed by CRC-32 into BUCKETS rows; softmax over the peoples, AdamW in small batches, fixed seed, each people counted alike. Of a
name the words' log likelihoods are added up and divided by the root of their number. --check prints how often the state of a person
in the codebook's tables, from which nothing is learned, is the best of all and of five drawn at random. Needs numpy and torch.

The file, little-endian: "RPN1"; u32 peoples; u32 states, of each three letters, u32 how many peoples, u32 each; f32 bias of each people;
f32 scale of each; for each bucket a signed byte for each people.
"""

import argparse
import collections
import pathlib
import random
import re
import struct
import tomllib
import unicodedata
import zlib

import numpy
import torch

BUCKETS = 8192
SEED = 7
EPOCHS = 8
BATCH = 1024
RATE = 0.03
DECAY = 0.01


def words(name):
    """The words of a name, in small letters; initials tell nothing."""
    return [word for word in re.split(r"[^\w'’]+", name.lower()) if len(word) > 1]


def rows(word):
    """The rows that a word's letters have, each once."""
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    ended = f"^{plain}$"
    pieces = {ended[at : at + size] for size in (2, 3, 4) for at in range(len(ended) - size + 1)}
    pieces |= {f"#{letter}" for letter in word if ord(letter) > 127}
    return sorted({zlib.crc32(piece.encode()) % BUCKETS for piece in pieces})


def tables(paths):
    """The peoples with their states, and each word of their names with its people's number."""
    peoples, seen = [], []
    for path in paths:
        for table in tomllib.loads(pathlib.Path(path).read_text(encoding="utf-8"))["names"]:
            listed = {word for name in table["given"] + table["family"] for word in words(name)}
            seen += [(word, len(peoples)) for word in sorted(listed)]
            peoples.append(table["states"])
    return peoples, seen


class Model:
    def __init__(self, peoples):
        self.peoples = peoples
        self.weights = torch.zeros(BUCKETS, len(peoples), requires_grad=True)
        self.bias = torch.zeros(len(peoples), requires_grad=True)

    def scores(self, rows):
        at = torch.tensor([row for one in rows for row in one])
        starts = torch.tensor(numpy.cumsum([0] + [len(one) for one in rows[:-1]]))
        return torch.nn.functional.embedding_bag(at, self.weights, starts, mode="mean") + self.bias

    def fit(self, seen):
        torch.manual_seed(SEED)
        shown = [(rows(word), people) for word, people in seen]
        count = collections.Counter(people for _, people in shown)
        share = torch.tensor([len(shown) / len(count) / count[people] for people in range(len(self.peoples))])
        optimiser = torch.optim.AdamW([self.weights, self.bias], lr=RATE, weight_decay=DECAY)
        steps = EPOCHS * -(-len(shown) // BATCH)
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE * 10, total_steps=steps)
        order = random.Random(SEED)
        for _ in range(EPOCHS):
            mixed = order.sample(shown, len(shown))
            for start in range(0, len(mixed), BATCH):
                part = mixed[start : start + BATCH]
                optimiser.zero_grad()
                people = torch.tensor([people for _, people in part])
                loss = torch.nn.functional.cross_entropy(self.scores([rows for rows, _ in part]), people, weight=share)
                loss.backward()
                optimiser.step()
                schedule.step()
        return self

    def origins(self, name):
        """Of each state how much less likely it is than the likeliest, as a logarithm."""
        found = [rows(word) for word in words(name)]
        if not found:
            return {}
        with torch.no_grad():
            likely = torch.log_softmax(self.scores(found), 1).sum(0).numpy() / len(found) ** 0.5
        best = collections.defaultdict(lambda: -numpy.inf)
        for states, score in zip(self.peoples, likely):
            for state in states:
                best[state] = max(best[state], float(score))
        most = max(best.values())
        return {state: score - most for state, score in best.items()}

    def write(self, path):
        weights = self.weights.detach().numpy()
        scales = numpy.maximum(numpy.abs(weights).max(0) / 127, 1e-9).astype("<f4")
        of_state = collections.defaultdict(list)
        for people, states in enumerate(self.peoples):
            for state in states:
                of_state[state].append(people)
        file = b"RPN1" + struct.pack("<II", len(self.peoples), len(of_state))
        for state, peoples in sorted(of_state.items()):
            file += state.encode() + struct.pack(f"<I{len(peoples)}I", len(peoples), *peoples)
        file += self.bias.detach().numpy().astype("<f4").tobytes() + scales.tobytes()
        path.write_bytes(file + numpy.round(weights / scales).astype(numpy.int8).tobytes())


def check(model, paths):
    states = sorted({state for states in model.peoples for state in states})
    draw, count, best, of_five = random.Random(SEED), 0, 0, 0
    for path in paths:
        for person in tomllib.loads(pathlib.Path(path).read_text(encoding="utf-8")).get("person", []):
            held = {office["of"] for office in person.get("held", [])} & set(states)
            origins = model.origins(person["name"]) if len(held) == 1 else {}
            if not origins:
                continue
            own = held.pop()
            count += 1
            best += origins[own] == 0
            of_five += all(origins[own] >= origins[other] for other in draw.sample([one for one in states if one != own], 4))
    print(f"{count} persons of the codebook: their state the best of {len(states)} {best / count:.1%}, of five {of_five / count:.1%}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--check", nargs="*", default=[])
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    torch.set_num_threads(1)
    peoples, seen = tables(options.names)
    model = Model(peoples).fit(seen)
    print(f"{len(peoples)} peoples, {len(seen)} words")
    if options.check:
        check(model, options.check)
    if options.out:
        model.write(options.out)


if __name__ == "__main__":
    main()
