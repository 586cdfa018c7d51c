"""CSV by pandas and Python's own reader, Parquet by pyarrow and pandas, the events' and contacts' tables."""

import csv
import io
import json

import pandas
import pyarrow
import pyarrow.parquet

from program import LORN, Exports, run


class Tables(Exports):
    def frame(self, path, **options):
        return pandas.read_csv(path, keep_default_na=False, **options)

    def test_csv_is_a_row_for_each_statement_with_its_words(self):
        frame = self.frame(self.export("s.csv", "--to", "csv", "--exact"))
        self.assertEqual(list(frame["id"]), [one["id"] for one in self.record["statements"]])
        for row, told in zip(frame.itertuples(), self.record["statements"]):
            first = [piece for piece in told["content"] if piece["report"] == row.report]
            self.assertEqual((row.start, row.end), (min(p["start"] for p in first), max(p["end"] for p in first)))
            self.assertEqual(row.content, " […] ".join(piece["text"] for piece in first))
            self.assertEqual(row.about, ";".join(told["about"]))
            self.assertEqual(row.act, told["act"])

    def test_csv_opens_in_excel(self):
        content = self.export("s.csv", "--to", "csv", "--bom", of=self.hostile()).read_bytes()
        self.assertTrue(content.startswith(b"\xef\xbb\xbf"))
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        for row in rows[1:]:
            for cell in row:
                self.assertFalse(cell.startswith(("=", "+", "@", "\t", "\r")), cell)
                self.assertNotIn("\0", cell)

    def test_tables_join_and_every_column_is_in_the_dictionary(self):
        folder = self.export("tables", "--to", "tables")
        frames = {path.stem: self.frame(path) for path in folder.glob("*.csv")}
        dictionary = frames["dictionary"]
        for name, frame in frames.items():
            told = list(dictionary[(dictionary["table"] == name) & (dictionary["column"] != "")]["column"])
            self.assertEqual(list(frame.columns), told, name)
        for section in ("statements", "proposals", "positions", "contacts", "disputes", "events"):
            self.assertEqual(list(frames[section]["id"]), [one["id"] for one in self.record[section]])
        self.assertEqual(len(frames["responses"]), sum(len(one["responses"]) for one in self.record["proposals"]))
        joined = frames["contact_participants"].merge(frames["actors"], on="actor", validate="many_to_one")
        self.assertEqual(len(joined), len(frames["contact_participants"]))
        for row in frames["evidence"].itertuples():
            self.assertIn(self.texts[row.report][row.start:row.end], (row.words, row.words[1:]))
        self.assertEqual(dict(zip(frames["reports"]["report"], frames["reports"]["text"])), self.texts)

    def test_parquet_has_the_types_of_what_it_holds(self):
        table = pyarrow.parquet.read_table(self.export("s.parquet", "--to", "parquet"))
        kinds = {field.name: field.type for field in table.schema}
        self.assertEqual(kinds["published"], pyarrow.date32())
        self.assertEqual(kinds["about"], pyarrow.list_(pyarrow.field("item", pyarrow.string())))
        self.assertEqual((kinds["start"], kinds["confidence"]), (pyarrow.int64(), pyarrow.float64()))
        rows = table.to_pylist()
        self.assertEqual([row["about"] for row in rows], [one["about"] for one in self.record["statements"]])
        for row, told in zip(rows, self.record["statements"]):
            self.assertEqual(row["said_from"] and row["said_from"].isoformat(), told["said"]["from"])
            self.assertEqual(row["speaker_id"], told["speaker"])
        self.assertEqual(len(pandas.read_parquet(self.folder / "s.parquet")), len(rows))

    def test_a_folder_of_parquet_is_the_folder_of_csv(self):
        parquet = self.export("parquet/", "--to", "parquet")
        tables = self.export("exact", "--to", "tables", "--exact")
        names = {path.stem for path in parquet.glob("*.parquet")}
        self.assertEqual(names, {path.stem for path in tables.glob("*.csv")})
        for name in names:
            table = pyarrow.parquet.read_table(parquet / f"{name}.parquet")
            frame = self.frame(tables / f"{name}.csv", dtype=str)
            self.assertEqual((table.column_names, table.num_rows), (list(frame.columns), len(frame)), name)
            for column in table.column_names:
                def words(value):
                    return ";".join(value) if isinstance(value, list) else "" if value is None else str(value)
                cells = [words(value) for value in table[column].to_pylist()]
                if pyarrow.types.is_floating(table.schema.field(column).type):
                    self.assertEqual([float(cell or "nan") for cell in cells if cell], [float(c) for c in frame[column] if c])
                else:
                    self.assertEqual(cells, list(frame[column]), f"{name}.{column}")

    def test_events_in_all_their_forms(self):
        events = pyarrow.parquet.read_table(pyarrow.BufferReader(run("events", *LORN, "--format", "parquet")))
        self.assertEqual(events["id"].to_pylist(), [one["id"] for one in self.record["events"]])
        polecat = pandas.read_csv(self.export("e.tsv", "--to", "polecat"), sep="\t", keep_default_na=False, quoting=csv.QUOTE_NONE)
        self.assertEqual((polecat.shape[1], list(polecat["Event ID"])), (40, [one["id"] for one in self.record["events"]]))
        known = set("id date enddate event mode context quad_code event_scale actor recipient event_loc event_text text_info "
                    "cite_info coder x_record".split())
        lines = [json.loads(line) for line in self.export("e.jsonl", "--to", "plover").read_text().splitlines()]
        self.assertEqual(len(lines), len(self.record["events"]))
        for line, told in zip(lines, self.record["events"]):
            self.assertLessEqual(set(line), known)
            self.assertEqual(line["x_record"]["aux"], told["aux"])
            self.assertEqual(line["mode"], told["modes"] + [told["aux"]] * bool(told["aux"]))
            piece = line["x_record"]["evidence"][0]
            self.assertEqual(self.texts[piece["report"]][piece["start"]:piece["end"]], piece["text"])

    def test_contacts_as_mediation_events(self):
        frame = self.frame(self.export("m.csv", "--to", "mend"))
        self.assertEqual(list(frame["event_id"]), [one["id"] for one in self.record["contacts"]])
        self.assertEqual(list(frame["status"]), [one["status"] for one in self.record["contacts"]])
