"""The program under test and the reports that it is tested with."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("RAPPORTEUR") or str(ROOT / "target/debug/rapporteur")
LORN = [str(ROOT / "examples/lorn-valley"), "--codebook", str(ROOT / "examples/lorn-valley-codebook.toml")]

HOSTILE = {
    "id": "\"><script>alert('id')</script>",
    "title": "</title><script>alert('title')</script>" + "T" * 10_000,
    "outlet": "<img src=x onerror=alert('outlet')>",
    "url": "javascript:alert('url')",
    "published": "2026-03-05",
    "text": "</script><script>alert('text')</script> \u202eevil\u202c \ufeff\u0001 🚢 Kestria’s foreign minister, Viktor Saar, said: "
            "“=HYPERLINK(\"x\") <b onmouseover=alert(1)>we</b> will not accept the ceasefire.” \r\n\r\nPresident Elena Dorova of Kestria "
            "met Tomas Varga of Meruvia in Geneva on Monday. \u2028 z̷̢̛a̵l̷g̸o̴ &amp; &lt; ]]> end.\r\n",
}


def run(*arguments, wanted=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False)
    if done.returncode != wanted:
        raise AssertionError(f"{arguments}: {done.returncode}, {done.stderr.decode()}")
    return done.stdout


class Exports(unittest.TestCase):
    """A folder, the record of the example as JSON, and a ledger of it."""

    @classmethod
    def setUpClass(cls):
        cls.kept = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.kept.name)
        cls.record = json.loads(run("export", *LORN, "--to", "json"))
        cls.texts = {report["id"]: report["text"] for report in cls.record["reports"]}

    @classmethod
    def tearDownClass(cls):
        cls.kept.cleanup()

    def export(self, name, *options, of=LORN):
        """The file that the export makes."""
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        run("export", *of, "-o", f"{path}/" if name.endswith("/") else path, "--force", *options)
        return path

    def hostile(self):
        path = self.folder / "hostile.jsonl"
        path.write_text(json.dumps(HOSTILE) + "\n", encoding="utf-8")
        return [str(path), *LORN]
