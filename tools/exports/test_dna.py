"""The DNA database by sqlite3: its tables, its texts and offsets, its password; and what people change in it comes back."""

import base64
import hashlib
import json
import os
import pathlib
import sqlite3

from program import LORN, ROOT, Exports, run


def sample():
    named = os.environ.get("RAPPORTEUR_DNA_SAMPLE")
    beside = [folder / "shared/dna/sample.dna" for folder in ROOT.parents]
    return next((path for path in [pathlib.Path(named)] if path.is_file()), None) if named else next(filter(pathlib.Path.is_file, beside), None)


class Dna(Exports):
    def database(self, *options, of=LORN):
        return sqlite3.connect(self.export("talks.dna", "--to", "dna", *options, of=of))

    def test_the_tables_are_dna_s_and_whole(self):
        database = self.database()
        self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
        self.assertEqual(database.execute("PRAGMA foreign_key_check").fetchall(), [])
        self.assertEqual(database.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone(), ("3.0.7",))
        if not sample():
            self.skipTest("DNA's sample.dna is not here; name it in RAPPORTEUR_DNA_SAMPLE")
        tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"
        theirs = sqlite3.connect(f"file:{sample()}?mode=ro&immutable=1", uri=True)
        self.assertEqual(database.execute(tables).fetchall(), theirs.execute(tables).fetchall())

    def test_offsets_count_utf_16_and_lines_end_alike(self):
        for of in (LORN, self.hostile()):
            record = json.loads(run("export", *of, "--to", "json"))
            database = self.database(of=of)
            texts = [text for (text,) in database.execute("SELECT Text FROM DOCUMENTS ORDER BY ID")]
            self.assertFalse(any("\r" in text for text in texts))
            kept = [text.encode("utf-16-le") for text in texts]
            plain = lambda text: text.replace("\r\n", "\n").replace("\r", "\n")
            self.assertEqual(texts, [plain(report["text"]).replace("\0", "\ufffd") for report in record["reports"]])
            told = {one["id"]: one for one in record["statements"]}
            rows = database.execute(
                "SELECT DocumentId, Start, Stop, DATALONGTEXT.Value FROM STATEMENTS"
                " JOIN STATEMENTTYPES ON STATEMENTTYPES.ID = STATEMENTS.StatementTypeId AND Label = 'Statement'"
                " JOIN DATALONGTEXT ON StatementId = STATEMENTS.ID"
                " JOIN VARIABLES ON VARIABLES.ID = VariableId AND Variable = 'record_id'").fetchall()
            self.assertEqual(len(rows), len(record["statements"]))
            for document, start, stop, entry in rows:
                report = record["reports"][document - 1]
                pieces = [piece for piece in told[entry]["content"] if piece["report"] == report["id"]]
                words = report["text"][min(p["start"] for p in pieces):max(p["end"] for p in pieces)]
                self.assertEqual(kept[document - 1][2 * start:2 * stop].decode("utf-16-le"), plain(words))

    def test_a_dna_statement_for_every_statement_and_stance(self):
        database = self.database()
        rows = database.execute(
            "SELECT concept.Value, DATABOOLEAN.Value FROM STATEMENTS"
            " JOIN DATASHORTTEXT ON DATASHORTTEXT.StatementId = STATEMENTS.ID AND DATASHORTTEXT.VariableId = 3"
            " JOIN ENTITIES concept ON concept.ID = Entity"
            " JOIN DATABOOLEAN ON DATABOOLEAN.StatementId = STATEMENTS.ID WHERE StatementTypeId = 1").fetchall()
        wanted = []
        for one in self.record["statements"]:
            stances = [(s["term"], int(s["stance"] != "against")) for s in one["stances"] if s["stance"] != "open"]
            wanted += stances or [("", 1)]
        self.assertEqual(sorted(rows), sorted(wanted))
        self.assertEqual(database.execute("SELECT DISTINCT Name FROM STATEMENTS JOIN CODERS ON CODERS.ID = Coder").fetchall(), [("machine",)])

    def test_the_password_is_hashed_as_dna_does(self):
        for (stored,) in self.database("--password", "geheim").execute("SELECT Password FROM CODERS"):
            raw = base64.b64decode(stored)
            digest = hashlib.sha256(raw[:16] + b"geheim").digest()
            for _ in range(99_999):
                digest = hashlib.sha256(digest).digest()
            self.assertEqual(raw[16:], digest)

    def test_what_people_changed_comes_back_into_the_ledger(self):
        ledger = self.folder / "talks.ledger"
        run("init", ledger, *LORN[1:])
        run("add", ledger, LORN[0])
        before = json.loads(run("export", ledger))
        self.assertEqual(before, self.record)
        path = self.export("back.dna", "--to", "dna", of=[str(ledger)])
        self.assertTrue(run("import", ledger, path).endswith(b"0 corrections taken over, 0 were there already, 0 could not be taken over\n"))
        held = next(one for one in before["contacts"] if one["status"] == "held")
        gone = before["disputes"][0]["id"]
        database = sqlite3.connect(path)
        of = ("SELECT StatementId FROM DATALONGTEXT JOIN VARIABLES ON VARIABLES.ID = VariableId"
              " WHERE Variable = 'record_id' AND Value = ?")
        (contact,), (dispute,) = (database.execute(of, [one]).fetchone() for one in (held["id"], gone))
        (variable,) = database.execute(
            "SELECT VariableId FROM DATASHORTTEXT JOIN VARIABLES ON VARIABLES.ID = VariableId"
            " WHERE StatementId = ? AND Variable = 'status'", [contact]).fetchone()
        database.execute("INSERT OR IGNORE INTO ENTITIES (VariableId, Value) VALUES (?, 'denied')", [variable])
        database.execute("UPDATE DATASHORTTEXT SET Entity = (SELECT ID FROM ENTITIES WHERE VariableId = ? AND Value = 'denied')"
                         " WHERE StatementId = ? AND VariableId = ?", [variable, contact, variable])
        database.execute("DELETE FROM STATEMENTS WHERE ID = ?", [dispute])
        database.commit()
        database.close()
        for told in (b"2 corrections taken over, 0 were", b"0 corrections taken over, 2 were"):
            self.assertIn(told, run("import", ledger, path))
        after = json.loads(run("export", ledger))
        self.assertEqual(next(one for one in after["contacts"] if one["id"] == held["id"])["status"], "denied")
        self.assertNotIn(gone, [one["id"] for one in after["disputes"]])
