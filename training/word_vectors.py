#!/usr/bin/env python3
"""Makes models/words.bin: a small vector for each common English word, by which a statement's words are compared.

    training/word_vectors.py MINILM_FOLDER TEXTS.jsonl... > models/words.bin

MINILM_FOLDER holds all-MiniLM-L6-v2 (Apache-2.0) as `transformers` loads it. Each word of the TEXTS (the `text` of each line) that stands in
them twice, of the codebook, and of the model's own vocabulary is put through the model alone; its vector is cut to the 64
directions in which words differ most (PCA), and common words weigh less (a / (a + frequency), a = 1e-3, as in Arora et al. 2017, "A
simple but tough-to-beat baseline for sentence embeddings"). Besides, each word belongs to one of 512 kinds of words of like direction (k-means from a
fixed seed). Needs numpy, torch and transformers.

The file: "RPW2", then little-endian u32 words, u32 dimensions, f32 scale; for each word u32 end of its letters; the letters; for each word one signed
byte a dimension, to be multiplied by the scale; for each word u16 its kind. Words are in byte order.
"""

import collections
import json
import pathlib
import re
import struct
import sys

import numpy
import torch
from transformers import AutoModel, AutoTokenizer

DIMENSIONS = 64
KINDS = 512
ROUNDS = 25
SEED = 7
RARE = 1e-3
BATCH = 256
WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]|[A-Za-z]")
CODEBOOK = ("acts", "contacts", "cues", "responses", "terms", "offices")


def vocabulary(texts, tokenizer):
    """Each word with how often it stands in the texts."""
    count = collections.Counter()
    for path in texts:
        for line in open(path, encoding="utf-8"):
            count.update(word.lower() for word in WORD.findall(json.loads(line)["text"]))
    count = collections.Counter({word: times for word, times in count.items() if times > 1})
    codebook = pathlib.Path(__file__).resolve().parent.parent / "codebook"
    for name in CODEBOOK:
        count.update(set(re.findall(r"[a-z][a-z-]*[a-z]", (codebook / f"{name}.toml").read_text(encoding="utf-8"))))
    own = [word for word in tokenizer.get_vocab() if re.fullmatch(r"[a-z]{2,}", word)]
    count.update(own)
    return count


def embedded(words, tokenizer, model):
    """The model's mean-pooled vector of each word by itself, of length 1."""
    vectors = numpy.zeros((len(words), model.config.hidden_size), numpy.float32)
    order = sorted(range(len(words)), key=lambda at: (len(words[at]), words[at]))
    with torch.no_grad():
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            given = tokenizer([words[at] for at in batch], padding=True, return_tensors="pt")
            mask = given["attention_mask"].unsqueeze(-1).float()
            pooled = (model(**given).last_hidden_state * mask).sum(1) / mask.sum(1)
            vectors[batch] = torch.nn.functional.normalize(pooled, dim=-1).numpy()
    return vectors


def kinds(vectors):
    """The number of each word's kind: spherical k-means."""
    vectors = vectors / numpy.maximum(numpy.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    middles = vectors[numpy.random.default_rng(SEED).choice(len(vectors), KINDS, replace=False)]
    for _ in range(ROUNDS):
        nearest = (vectors @ middles.T).argmax(1)
        sums = numpy.zeros_like(middles)
        numpy.add.at(sums, nearest, vectors)
        middles = sums / numpy.maximum(numpy.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return (vectors @ middles.T).argmax(1)


def main():
    folder, *texts = sys.argv[1:]
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    count = vocabulary(texts, tokenizer)
    words = sorted(count, key=lambda word: word.encode())
    vectors = embedded(words, tokenizer, model)
    vectors -= vectors.mean(0)
    _, _, directions = numpy.linalg.svd(vectors, full_matrices=False)
    vectors = vectors @ directions[:DIMENSIONS].T
    total = sum(count.values())
    vectors *= numpy.array([[RARE / (RARE + count[word] / total)] for word in words])
    scale = float(numpy.abs(vectors).max()) / 127
    letters = [word.encode() for word in words]
    out = sys.stdout.buffer
    out.write(b"RPW2" + struct.pack("<IIf", len(words), DIMENSIONS, scale))
    out.write(numpy.cumsum([len(word) for word in letters]).astype("<u4").tobytes())
    out.write(b"".join(letters))
    out.write(numpy.round(vectors / scale).astype(numpy.int8).tobytes())
    out.write(kinds(vectors).astype("<u2").tobytes())


main()
