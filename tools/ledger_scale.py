#!/usr/bin/env python3
"""Follows talks over thousands of reports in a ledger, and prints what that costs: time, memory, size, time of an answer.

    cargo build --release -p rapporteur
    tools/ledger_scale.py 1000 10000 100000
    tools/ledger_scale.py --write 1000 > many.jsonl      # only the reports

The reports are this project's own (gold/, examples/), recombined. One round of talks is one of its invented negotiations:
150 reports within twelve weeks, each of 4 to 10 paragraphs drawn from the negotiation's reports; rounds of the same
negotiation lie half a year apart. In every round the persons that the gold record names have other first and last names, so
that new people keep coming, and numbers from 11 up are drawn anew, so that quotations differ. One report in ten is a wire story
reprinted by another outlet with its last paragraph cut and a word changed. The same arguments write the same bytes, and a
larger number begins with the smaller number's reports.

Plain reading is `rapporteur read` of the same file; above --plain reports (by default 10,000) it is not run, and the time
per report of the largest that was run is taken.
"""

import argparse
import datetime
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.environ.get("RAPPORTEUR", ROOT / "target/release/rapporteur")
OUTLETS = ["Harbour Wire", "The Northern Post", "Daily Ledger", "Strait Times", "Radio Quay", "Evening Chart"]
ROUND, WEEKS, APART = 150, 12, 182
SYLLABLES = "ba be bor da del dra fa fen gar hal jor ka kel lan lor mar mel nor o pel ran ros sa sel tam tor u val ven zor".split()


def negotiations():
    """The paragraphs of each negotiation, and the words of its persons' names."""
    found = []
    for folder in sorted(ROOT.glob("gold/*/*/reports.jsonl")):
        reports = [json.loads(line) for line in folder.read_text(encoding="utf-8").splitlines() if line.strip()]
        record = json.loads((folder.parent / "gold.json").read_text(encoding="utf-8"))
        persons = [actor for actor in record["actors"].values() if actor["kind"] == "person"]
        names = {word for actor in persons for name in actor["names"] for word in name.split()}
        found.append(([report["text"] for report in reports], {name for name in names if re.fullmatch("[A-Z][a-z]{3,}", name)}))
    texts = [path.read_text(encoding="utf-8").split("\n\n", 1)[-1] for path in sorted(ROOT.glob("examples/lorn-valley/*"))]
    found.append((texts, set()))
    paragraphs = lambda texts: sorted({part.strip() for text in texts for part in text.split("\n\n") if len(part.split()) > 8})
    return [(paragraphs(texts), names) for texts, names in found]


def renamed(draw, names):
    """Other names for the same persons."""
    name = lambda: "".join(draw.choice(SYLLABLES) for _ in range(draw.choice([2, 3]))).capitalize()
    return {old: name() for old in sorted(names)}


def reports(count):
    talks = negotiations()
    first = datetime.date(2015, 1, 5)
    number = 0
    while number < count:
        turn = number // ROUND
        paragraphs, names = talks[turn % len(talks)]
        again = turn // len(talks)
        draw = random.Random(turn)
        others = renamed(draw, names) if again else {}
        begin = first + datetime.timedelta(days=APART * again + draw.randrange(30))
        swap = re.compile(r"\b(" + "|".join(others) + r")\b") if others else None
        earlier = []
        for _ in range(min(ROUND, count - number)):
            if earlier and draw.random() < 0.1:
                text = "\n\n".join(draw.choice(earlier).split("\n\n")[:-1]).replace(" said", " has said", 1)
            else:
                text = "\n\n".join(draw.sample(paragraphs, min(len(paragraphs), draw.randint(4, 10))))
                text = re.sub(r"\b[1-9][1-9]\b", lambda _: str(draw.randint(11, 99)), text)
                text = swap.sub(lambda found: others[found.group()], text) if swap else text
                earlier.append(text)
            day = begin + datetime.timedelta(days=draw.randrange(7 * WEEKS))
            yield {"id": f"scale-{number}", "outlet": draw.choice(OUTLETS), "published": day.isoformat(), "text": text}
            number += 1


def timed(*arguments, may_fail=False):
    """Seconds on the clock, seconds of CPU, most memory in MB, what it printed. A question may find nothing."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen([PROGRAM, *arguments], stdout=out, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) != 0 and not may_fail:
            sys.exit(f"{' '.join(map(str, arguments))}: failed")
        out.seek(0)
        return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read(1 << 20).decode("utf-8", "replace")


def some(all_of_them, count=5):
    """A few of them, spread evenly."""
    step = max(1, len(all_of_them) // count)
    return all_of_them[::step][:count]


def asked(ledger, days):
    """What is asked of a ledger: for each kind of question a few different ones."""
    back = lambda span: (datetime.date.fromisoformat(days[-1]) - datetime.timedelta(days=span)).isoformat()
    one = lambda number: ["--negotiation", str(number)]
    found = timed("negotiations", ledger)[3]
    numbers = some(re.findall(r"^(\d+)  ", found, re.M))
    parties = some(re.findall(r"parties: ([^,\n]+)", found), 3)
    yield "negotiations", [["negotiations", ledger]]
    yield "brief", [["brief", ledger]]
    yield "brief of one", [["brief", ledger, *one(number)] for number in numbers]
    yield "changes of a week", [["changes", ledger, "--since", back(6)]]
    yield "changes of a week, of one", [["changes", ledger, "--since", back(6), *one(number)] for number in numbers]
    yield "changes of a month, of one", [["changes", ledger, "--since", back(30), *one(number)] for number in numbers]
    yield "changes of four weeks", [["changes", ledger, "--since", back(27)]]
    words = [["ceasefire", "monitors"], ["pris*"], ["foreign", "minister", "said"]]
    yield "search", [["search", ledger, *these] for these in words]
    ids = some(re.findall(r"\[([sc]-\w+)\]", timed("changes", ledger, "--since", back(6))[3]), 3)
    yield "show", [["show", ledger, shown] for shown in ids]
    yield "actor, of one", [["actor", ledger, party, *one(number)] for party, number in zip(parties, some(numbers, 3))]
    yield "actor", [["actor", ledger, party] for party in parties]


def answers(ledger, days):
    """Asks each question right after adding, and once more: what is made on first use is kept. Tells the median and the worst."""
    print("    question                    first: median, worst, CPU, memory                    then: median")
    for name, questions in asked(ledger, days):
        first = [timed(*question, may_fail=True) for question in questions]
        second = [timed(*question, may_fail=True) for question in questions]
        clock = sorted(1000 * answer[0] for answer in first)
        cpu = statistics.median(1000 * answer[1] for answer in first)
        memory = max(answer[2] for answer in first)
        then = statistics.median(1000 * answer[0] for answer in second)
        print(
            f"    {name:27} {statistics.median(clock):7.0f} ms, {clock[-1]:7.0f} ms, {cpu:7.0f} ms, {memory:5.0f} MB"
            f"    {then:8.0f} ms",
            flush=True,
        )


def measure(count, plain, per_report):
    with tempfile.TemporaryDirectory(dir=os.environ.get("SCALE_FOLDER")) as folder:
        file, ledger = pathlib.Path(folder, "many.jsonl"), pathlib.Path(folder, "many.ledger")
        text, words, days = 0, 0, []
        with open(file, "w", encoding="utf-8") as out:
            for report in reports(count):
                text += len(report["text"].encode())
                words += len(report["text"].split())
                days.append(report["published"])
                print(json.dumps(report, ensure_ascii=False), file=out)
        days.sort()
        print(f"{count} reports, {words} words, {text / 1e6:.1f} MB of text", flush=True)
        if count <= plain:
            took, cpu, memory, _ = timed("read", file)
            per_report = cpu / count
            print(f"  read   {took:8.1f} s, {cpu:8.1f} s of CPU, {memory:6.0f} MB", flush=True)
        timed("init", ledger)
        took, cpu, memory, _ = timed("add", ledger, file)
        beside = f", {cpu / (per_report * count):.2f} of plain reading" if per_report else ""
        print(f"  add    {took:8.1f} s, {cpu:8.1f} s of CPU, {memory:6.0f} MB{beside}", flush=True)
        size = sum(path.stat().st_size for path in pathlib.Path(folder).glob("many.ledger*"))
        print(f"  ledger {size / 1e6:8.1f} MB, {size / text:.2f} of the text")
        answers(ledger, days)
        return per_report


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("counts", type=int, nargs="+")
    parser.add_argument("--write", action="store_true", help="only print the reports")
    parser.add_argument("--plain", type=int, default=10_000, help="the most reports that are also read without a ledger")
    options = parser.parse_args()
    if options.write:
        for report in reports(max(options.counts)):
            print(json.dumps(report, ensure_ascii=False))
        return
    per_report = None
    for count in options.counts:
        per_report = measure(count, options.plain, per_report)


if __name__ == "__main__":
    main()
