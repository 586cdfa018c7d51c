#!/usr/bin/env python3
"""Joins two trainings of models/meaning.bin: acts and terms of one, firmness, stances and answers of another.

    training/join_meaning.py NEWER OLDER OUT

More gold makes acts and terms better; the answers to proposals, whose share differs from gold to gold, are read by rules whose bounds were set to
the older weights. Files are those of `training/meaning.py` ("RPM4", described there). The table of names is of both; a name that one training
lacks weighs nothing in what is taken from it. Needs numpy.
"""

import pathlib
import struct
import sys

import numpy

# Scores of a statement: acts, firmness, terms, stances, answers; and which of them are taken from the newer training.
BLOCKS = (15, 4, 35, 5, 8)
NEWER = (True, False, True, False, False)
VECTOR = 192
HEAD = 52
# Where the head tells what is added to the score of no stance.
SILENT = slice(12, 16)


class File:
    def __init__(self, path):
        data = pathlib.Path(path).read_bytes()
        scores = sum(BLOCKS)
        self.head = data[:HEAD]
        self.dense = numpy.frombuffer(data, "<f4", VECTOR * scores, HEAD).reshape(VECTOR, scores)
        at = HEAD + 4 * VECTOR * scores
        self.statement, at = self.table(data, at, scores)
        self.hints, at = self.table(data, at, 1)
        self.leanings, at = self.table(data, at, BLOCKS[3])
        if at != len(data):
            sys.exit(f"error: {path}: {len(data) - at} bytes too many; is it a file of training/meaning.py?")

    @staticmethod
    def table(data, at, columns):
        (count,) = struct.unpack_from("<I", data, at)
        scale = numpy.frombuffer(data, "<f4", columns, at + 4)
        bias = numpy.frombuffer(data, "<f4", columns, at + 4 + 4 * columns)
        at += 4 + 8 * columns
        ends = [0, *numpy.frombuffer(data, "<u4", count, at).tolist()]
        letters = at + 4 * count
        names = [data[letters + start : letters + end] for start, end in zip(ends, ends[1:])]
        at = letters + ends[-1]
        weights = numpy.frombuffer(data, "i1", count * columns, at).reshape(count, columns) * scale
        return (names, weights, bias), at + count * columns


def written(names, weights, bias):
    scale = numpy.maximum(numpy.abs(weights).max(0, initial=0) / 127, 1e-9)
    return (
        struct.pack("<I", len(names))
        + scale.astype("<f4").tobytes()
        + bias.astype("<f4").tobytes()
        + numpy.cumsum([len(name) for name in names]).astype("<u4").tobytes()
        + b"".join(names)
        + numpy.round(weights / scale).astype(numpy.int8).tobytes()
    )


def main():
    newer, older = File(sys.argv[1]), File(sys.argv[2])
    edges = numpy.cumsum((0, *BLOCKS))
    names = sorted({*newer.statement[0], *older.statement[0]})
    weights, dense, bias = numpy.zeros((len(names), edges[-1])), newer.dense.copy(), newer.statement[2].copy()
    for block, (start, end) in enumerate(zip(edges, edges[1:])):
        file = newer if NEWER[block] else older
        place = {name: at for at, name in enumerate(file.statement[0])}
        dense[:, start:end], bias[start:end] = file.dense[:, start:end], file.statement[2][start:end]
        for row, name in enumerate(names):
            if name in place:
                weights[row, start:end] = file.statement[1][place[name], start:end]
    head = bytearray(newer.head)
    head[SILENT] = older.head[SILENT]
    tables = [written(names, weights, bias), written(*newer.hints), written(*older.leanings)]
    pathlib.Path(sys.argv[3]).write_bytes(bytes(head) + dense.astype("<f4").tobytes() + b"".join(tables))


main()
