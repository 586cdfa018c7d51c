"""JSON and JSON lines, held against their published schemas by jsonschema."""

import json

import jsonschema

from program import HOSTILE, LORN, ROOT, Exports, run


def validator(name):
    schema = json.loads((ROOT / "docs" / name).read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class Json(Exports):
    def test_the_record_is_what_its_schema_says(self):
        check = validator("record.schema.json")
        for record in (self.record, json.loads(run("export", *self.hostile(), "--to", "json"))):
            check.validate(record)
            self.assertTrue(record["statements"])

    def test_the_schema_is_no_empty_promise(self):
        check = validator("record.schema.json")
        for spoil in (lambda record: record["contacts"][0].pop("status"),
                      lambda record: record["contacts"][0].update(status="perhaps"),
                      lambda record: record["statements"][0]["said"].update({"from": 3})):
            spoiled = json.loads(json.dumps(self.record))
            spoil(spoiled)
            self.assertFalse(check.is_valid(spoiled))

    def test_every_line_is_what_its_schema_says_and_together_they_are_the_record(self):
        check = validator("record-line.schema.json")
        lines = [json.loads(line) for line in run("export", *LORN, "--to", "jsonl").decode().splitlines()]
        together = {}
        for line in lines:
            check.validate(line)
            together.setdefault(line.pop("section"), []).append(line)
        self.assertEqual(together.pop("record"), [{"rapporteur": self.record["rapporteur"]}])
        self.assertEqual(together.pop("coverage"), [self.record["coverage"]])
        for section, entries in together.items():
            self.assertEqual(entries, self.record[section])

    def test_a_hostile_text_is_kept_code_point_for_code_point(self):
        record = json.loads(run("export", *self.hostile(), "--to", "json"))
        self.assertIn(HOSTILE["text"], [report["text"] for report in record["reports"]])
