"""The report is short for people and whole for machines."""

import dataclasses
import json

from cms.legacy import notes
from cms.legacy.notes import Note
from cms.legacy.report import Report


def test_the_text_names_the_file_the_title_and_the_counts(sample, converted_sample):
    lines = Report.of(sample, converted_sample).as_text().splitlines()
    assert lines[0] == "article.txt: converted"
    assert lines[1] == "  Title: Systemic Lupus Erythematosus (SLE) (proposed)"
    assert lines[2].startswith("  9 paragraphs, 2 forms, 11 repeats merged, 1 reference")
    assert lines[3] == "  Lines: 101 = 0 title + 9 prose + 1 source + 40 form + 51 blank"


def test_every_note_is_in_the_text_with_its_line(sample, converted_sample):
    text = Report.of(sample, converted_sample).as_text()
    assert "  ! line 18: Possible slip, left as it is: “et at.” (for “et al.”?)." in text
    assert all(note.message in text for note in converted_sample.notes)


def test_a_dry_run_says_that_nothing_was_written(sample, converted_sample):
    report = dataclasses.replace(Report.of(sample, converted_sample), outcome="created", dry_run=True)
    assert report.as_text().startswith("article.txt: draft created (dry run: nothing was written)\n")


def test_a_report_on_an_unchanged_file_is_one_line(sample, converted_sample):
    report = dataclasses.replace(
        Report.of(sample, converted_sample), outcome="unchanged", path="/home/a/", notes=()
    )
    assert report.as_text() == "article.txt: unchanged → /home/a/\n"


def test_the_dictionary_is_plain_json(sample, converted_sample):
    values = json.loads(json.dumps(Report.of(sample, converted_sample).as_dict()))
    assert values["sha256"] == sample.sha256
    assert values["counts"]["repeats_merged"] == 11
    lines = {"total": 101, "title": 0, "prose": 9, "source": 1, "form": 40, "blank": 51}
    assert values["lines"] == {**lines, "media": 0, "set_aside": 0, "not_carried": 0}
    assert {
        "code": "repeats_merged",
        "level": "info",
        "line": 31,
        "message": "“Request Information Packet”: 11 repeats merged.",
        "values": {"heading": "Request Information Packet", "count": 11},
        "file_line": 31,
    } in values["notes"]


def test_no_code_is_both_information_and_warning():
    assert not notes._INFO.keys() & notes._WARNINGS.keys()


def test_a_message_is_made_from_the_values_of_its_note():
    note = Note("possible_slip", 3, {"found": "et at.", "meant": "et al."})
    assert note.as_dict() == {
        "code": "possible_slip",
        "level": "warning",
        "line": 3,
        "message": "Possible slip, left as it is: “et at.” (for “et al.”?).",
    }
