"""CSL-JSON, item by item."""

from cms.bibliography.exchange import read

ITEM = '{"id": "%s", "type": "book", "title": "%s"}'


def test_a_list_and_a_single_record_are_read():
    assert len(read(f"[{ITEM % ('a', 'A')}, {ITEM % ('b', 'B')}]").records) == 2
    assert len(read(ITEM % ("a", "A")).records) == 1


def test_a_broken_item_is_named_with_its_line_and_the_rest_is_read():
    text = f'[\n{ITEM % ("a", "A")},\n{{"id": "b", "title": oops}},\n{ITEM % ("c", "C")}\n]'
    reading = read(text)
    assert [(record.name, record.line) for record in reading.records] == [("a", 2), ("c", 4)]
    assert [(problem.entry, problem.line) for problem in reading.problems] == [("item 2", 3)]


def test_a_list_that_breaks_off_is_said():
    reading = read(f"[{ITEM % ('a', 'A')},")
    assert len(reading.records) == 1
    assert "not closed" in reading.problems[0].message


def test_what_is_no_record_is_refused():
    reading = read(f'["text", {ITEM % ("a", "A")}]')
    assert [problem.entry for problem in reading.problems] == ["item 1"]
    assert len(reading.records) == 1


def test_keys_that_csl_does_not_know_are_kept_under_custom():
    (record,) = read('{"type": "book", "title": "A", "tags": ["x"], "custom": {"mine": 1}}').records
    assert record.csl["custom"] == {"mine": 1, "tags": ["x"]}
    assert "tags" in record.warnings[0]


def test_a_type_that_csl_does_not_know_becomes_a_document():
    (record,) = read('{"type": "zine", "title": "A"}').records
    assert (record.csl["type"], record.csl["note"]) == ("document", "type: zine")


def test_a_field_that_is_not_sound_moves_to_the_note():
    (record,) = read('{"type": "book", "title": "A", "issued": {"date-parts": [[2020, 13]]}}').records
    assert record.csl["note"] == 'issued: {"date-parts": [[2020, 13]]}'
    assert "issued" in record.warnings[0]


def test_empty_names_are_left_out():
    (record,) = read('{"type": "book", "title": "A", "author": [{"family": ""}, {"family": "Doe"}]}').records
    assert record.csl["author"] == [{"family": "Doe"}]
