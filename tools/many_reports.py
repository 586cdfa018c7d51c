#!/usr/bin/env python3
"""Writes as many reports as asked, made of paragraphs of real ones: something to measure time and memory with.

    tools/many_reports.py ../shared/polnear/train.jsonl 10000 > many.jsonl

Each report is 6 to 18 paragraphs drawn from all of the source's, so that names meet in ever new company; one in twenty
repeats an earlier report with its last paragraph cut, as outlets reprint a wire story. The same arguments write the same
bytes, and a larger number begins with the smaller number's reports.
"""

import datetime
import json
import random
import sys

OUTLETS = ["Harbour Wire", "The Northern Post", "Daily Ledger", "Strait Times", "Radio Quay", "Evening Chart"]


def paragraphs_of(path):
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines if line.strip()]
    return [part.strip() for text in texts for part in text.split("\n\n") if len(part.split()) > 8]


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    paragraphs, count = paragraphs_of(sys.argv[1]), int(sys.argv[2])
    draw = random.Random(20240502)
    first = datetime.date(2024, 1, 1)
    earlier = []
    for number in range(count):
        if earlier and draw.random() < 0.05:
            text = "\n\n".join(draw.choice(earlier).split("\n\n")[:-1])
        else:
            text = "\n\n".join(draw.choice(paragraphs) for _ in range(draw.randint(6, 18)))
            earlier.append(text)
        day = first + datetime.timedelta(days=draw.randrange(366))
        report = {"id": f"many-{number}", "outlet": draw.choice(OUTLETS), "published": day.isoformat(), "text": text}
        print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main()
