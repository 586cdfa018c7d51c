"""The HTML report in a headless Chromium: nothing is loaded, nothing fails, every link leads, the filter filters."""

import os
import pathlib

from browser import Browser
from program import HOSTILE, Exports

PICTURES = os.environ.get("SCREENSHOTS")


class Html(Exports):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.browser = Browser(os.environ["CHROMIUM"])

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        super().tearDownClass()

    def look(self, name):
        if PICTURES:
            pathlib.Path(PICTURES).mkdir(exist_ok=True)
            self.browser.picture(f"{PICTURES}/{name}.png", whole=True)

    def test_nothing_fails_and_nothing_is_loaded(self):
        page = self.export("report.html", "--to", "html")
        for name, options in (("light", {}), ("dark", {"dark": True}), ("narrow", {"width": 390}), ("print", {"media": "print"}),
                              ("no-scripts", {"scripts": False})):
            self.browser.open(page, **options)
            if options.get("scripts", True):
                self.assertEqual(self.browser.problems(), [], name)
                # The page itself never scrolls sideways; tables and drawings do, in frames of their own.
                self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth - innerWidth"), 0, name)
            self.look(name)
        self.browser.open(page)
        self.browser.print(self.folder / "report.pdf")
        self.assertTrue((self.folder / "report.pdf").read_bytes().startswith(b"%PDF"))
        if PICTURES:
            (pathlib.Path(PICTURES) / "report.pdf").write_bytes((self.folder / "report.pdf").read_bytes())

    def test_every_entry_is_there_and_its_links_lead_to_its_words(self):
        self.browser.open(self.export("report.html", "--to", "html"))
        count = lambda what: self.browser.run(f"document.querySelectorAll('{what}').length")
        self.assertEqual(count(".statements > li"), len(self.record["statements"]))
        self.assertEqual(count(".matrix .position"), len(self.record["positions"]))
        self.assertEqual(count("table.contacts tbody tr"), len(self.record["contacts"]))
        self.assertEqual(count(".dispute"), len(self.record["disputes"]))
        self.assertEqual(self.browser.run(
            "[...document.querySelectorAll('a[href^=\"#\"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length"), 0)
        # A statement's passage, lit up, is what was said.
        for at, told in enumerate(self.record["statements"][:12]):
            piece = told["content"][0]
            words = self.browser.run(
                f"(async () => {{ const a = document.querySelector('#s{at} .cites a'); location.hash = a.getAttribute('href');"
                " await new Promise(done => setTimeout(done, 60));"
                " return [...document.querySelectorAll('mark.lit')].map(one => one.textContent).join(''); })()")
            self.assertEqual(words, piece["text"].replace("\r\n", "\n"))

    def test_the_texts_are_those_of_the_reports(self):
        self.browser.open(self.export("report.html", "--to", "html"))
        shown = self.browser.run("[...document.querySelectorAll('.text')].map(one => one.textContent)")
        self.assertEqual(shown, [report["text"].replace("\r\n", "\n") for report in self.record["reports"]])

    def test_the_filter_filters_and_shows_all_again(self):
        self.browser.open(self.export("report.html", "--to", "html"))
        shown = lambda: self.browser.run("document.querySelectorAll('.statements > li:not(.out)').length")
        choose = lambda name, value: self.browser.run(
            f"(() => {{ const field = document.getElementById('filter').elements['{name}']; field.value = '{value}';"
            " field.dispatchEvent(new Event('input', {bubbles: true})); })()")
        everything = shown()
        self.assertEqual(everything, len(self.record["statements"]))
        choose("term", "ceasefire")
        self.assertEqual(shown(), sum("ceasefire" in one["about"] for one in self.record["statements"]))
        self.assertIn("entries and marks shown", self.browser.run("document.getElementById('shown').textContent"))
        choose("term", "")
        choose("from", "2030-01-01")
        self.assertEqual(shown(), sum(one["said"]["from"] is None and one["said"]["to"] is None and False for one in self.record["statements"]))
        choose("from", "")
        choose("standing", "official")
        positions = self.browser.run("document.querySelectorAll('.position:not(.out)').length")
        self.assertEqual(positions, sum(one["standing"] == "official" for one in self.record["positions"]))
        self.browser.run("(async () => { document.querySelector('#filter button').click(); await new Promise(done => setTimeout(done, 60)); })()")
        self.assertEqual(shown(), everything)

    def test_it_is_read_with_keyboard_and_screen_reader(self):
        self.browser.open(self.export("report.html", "--to", "html"))
        bare = self.browser.run(
            "[...document.querySelectorAll('a, button, select, input')].filter(one => !(one.getAttribute('aria-label') || one.textContent.trim()"
            " || one.labels?.length)).map(one => one.outerHTML.slice(0, 120))")
        self.assertEqual(bare, [])
        levels = self.browser.run("[...document.querySelectorAll('h1, h2, h3, h4')].map(one => Number(one.tagName[1]))")
        self.assertEqual((levels[0], levels.count(1)), (1, 1))
        self.assertTrue(all(after - before <= 1 for before, after in zip(levels, levels[1:])))
        self.assertEqual(self.browser.run("document.querySelectorAll('table:not(:has(caption)), th:not([scope])').length"), 0)

    def test_a_hostile_report_breaks_nothing(self):
        page = self.export("hostile.html", "--to", "html", of=self.hostile())
        self.browser.open(page)
        self.assertEqual(self.browser.problems(), [])
        self.assertEqual(self.browser.run("document.scripts.length"), 1)
        self.assertEqual(self.browser.run("document.querySelectorAll('[onerror], [onmouseover], [onload], [href^=javascript]').length"), 0)
        self.assertLessEqual(self.browser.run("document.documentElement.scrollWidth - innerWidth"), 0)
        texts = self.browser.run("[...document.querySelectorAll('.text')].map(one => one.textContent)")
        self.assertIn(HOSTILE["text"].replace("\r\n", "\n").replace("\u0001", "\ufffd"), texts)
        self.look("hostile")
