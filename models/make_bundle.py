#!/usr/bin/env python3
"""Makes the bundle that the program carries from spaCy's English package.

    models/make_bundle.py FOLDER-OR-WHEEL [-o FILE]

Takes the pipeline's folder (the one with config.cfg) or the package's wheel, and writes a msgpack map from paths to
contents: the files that the engine reads, byte for byte, in the order of their names. The same package gives the same
bundle. Needs nothing but Python.
"""

import argparse
import hashlib
import struct
import sys
import zipfile
from pathlib import Path

FILES = [
    "attribute_ruler/patterns",
    "config.cfg",
    "lemmatizer/lookups/lookups.bin",
    "ner/cfg",
    "ner/model",
    "ner/moves",
    "parser/cfg",
    "parser/model",
    "parser/moves",
    "tagger/cfg",
    "tagger/model",
    "tok2vec/model",
    "tokenizer",
    "vocab/lookups.bin",
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, metavar="FOLDER-OR-WHEEL")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE",
                        default=Path(__file__).parent / "en_core_web_sm-3.8.0.bundle")
    options = parser.parse_args()
    read = from_wheel(options.source) if options.source.is_file() else lambda path: (options.source / path).read_bytes()
    try:
        bundle = packed({path: read(path) for path in FILES})
    except (OSError, KeyError) as error:
        sys.exit(f"error: {options.source} is no folder or wheel of the pipeline: {error}")
    options.output.write_bytes(bundle)
    print(f"{options.output}: {len(bundle):,} bytes, SHA-256 {hashlib.sha256(bundle).hexdigest()}")


def from_wheel(path):
    """Reads the files of the one pipeline folder in a wheel."""
    wheel = zipfile.ZipFile(path)
    configs = [name for name in wheel.namelist() if name.endswith("/config.cfg")]
    if len(configs) != 1:
        sys.exit(f"error: {path} holds {len(configs)} pipelines, not one")
    folder = configs[0].removesuffix("config.cfg")
    return lambda name: wheel.read(folder + name)


def packed(files):
    """msgpack of a map from strings to byte strings (fixmap, str 8, bin 32)."""
    out = [bytes([0x80 | len(files)])]
    for path, content in sorted(files.items()):
        name = path.encode()
        out += [b"\xd9", bytes([len(name)]), name, b"\xc6", struct.pack(">I", len(content)), content]
    return b"".join(out)


if __name__ == "__main__":
    main()
