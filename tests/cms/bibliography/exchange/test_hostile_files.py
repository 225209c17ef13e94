"""Whatever a file holds, the result is clear, comes soon, and nothing of the rest is lost."""

import time

import pytest

from cms.bibliography.exchange import FORMATS, MAX_BYTES, read, write

AUTHORS = [{"family": f"Family{number}", "given": "A"} for number in range(2000)]
NASTY = {
    "id": "nasty2020",
    "type": "article-journal",
    "title": "<script>alert(1)</script> in \u200fعنوان\u200e",
    "author": [{"family": "<img src=x onerror=alert(1)>", "given": "A"}],
    "container-title": "Journal; DROP TABLE",
}


def messages(reading):
    return " ".join(problem.message for problem in reading.problems)


@pytest.mark.parametrize("data", [b"", "", b"\xef\xbb\xbf", b"   \n\n"])
def test_an_empty_file_is_called_empty(data):
    reading = read(data)
    assert (reading.records, messages(reading)) == ([], "The file is empty.")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n1 0 obj", b"PK\x03\x04\x14\x00", b"<html><body>no</body></html>", "Just a sentence."]
)
def test_a_file_of_another_kind_is_not_taken_for_anything(data):
    reading = read(data)
    assert not reading.records
    assert "none of CSL-JSON, BibTeX, RIS, NBIB (PubMed)" in messages(reading)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_in_another_format_than_the_one_named_says_so(name):
    reading = read("Just a sentence.", name)
    assert not reading.records
    assert reading.problems


def test_a_file_above_the_limit_is_refused_unread():
    reading = read(b"@" * (MAX_BYTES + 1))
    assert "larger than 10 MB" in messages(reading)


@pytest.mark.parametrize(
    "text",
    [
        "@article{" * 100_000,
        "@misc{k, title = {" + "{" * 300_000,
        "@misc{k, title = {" + "\\it " * 100_000 + "}}",
        "@misc{k, title = {x}, author = {" + "A and " * 100_000 + "B}}",
        "@misc{k, title = {x}, author = {" + "," * 300_000 + "}}",
        "@misc{k, title = {x}, month = {" + "1 " * 100_000 + "}, year = 2020}",
        "@string{a0 = {aaaaaaaaaa}}\n"
        + "".join(f"@string{{a{n} = {' # '.join([f'a{n - 1}'] * 10)}}}\n" for n in range(1, 30))
        + "@misc{k, title = a29}",
        "[" * 1_000_000,
        '[{"a":' * 100_000,
        "[" + ',{"' * 200_000,
        "TY  - JOUR\n" * 50_000,
        "TY  - JOUR\nTI  - x\n" + "AU  - A, B\n" * 50_000,
        "PMID- 1\nTI  - x\n" + "FAU - A, B\n" * 50_000,
    ],
)
def test_a_file_made_to_take_long_does_not(text):
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 20


@pytest.mark.parametrize("name", FORMATS)
def test_2000_authors_come_and_go(name):
    record = {
        "id": "many2020",
        "type": "article-journal",
        "title": "Many",
        "container-title": "J",
        "author": AUTHORS,
    }
    (found,) = read(write([record], name)).records
    assert found.csl["author"] == AUTHORS


@pytest.mark.parametrize("name", FORMATS)
def test_markup_and_direction_marks_are_only_text(name):
    (found,) = read(write([NASTY], name)).records
    assert found.csl["title"] == NASTY["title"]
    assert found.csl["author"] == NASTY["author"]


@pytest.mark.parametrize("name", FORMATS)
def test_control_characters_are_left_out_and_said(name):
    text = write([{**NASTY, "title": "A BROKEN title"}], name).replace("BROKEN", "bro\x00\u202eken")
    reading = read(text)
    assert reading.records[0].csl["title"] == "A broken title"
    assert "U+0000" in messages(reading)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_in_another_encoding_is_read(name, encoding):
    record = {"id": "a2020", "type": "article-journal", "title": "Étude für José", "container-title": "Ñ"}
    (found,) = read(write([record], name).encode(encoding)).records
    assert (found.csl["title"], found.csl["container-title"]) == ("Étude für José", "Ñ")


def test_an_encoding_that_was_guessed_is_said():
    assert "not UTF-8" in messages(read("@misc{a, title={Étude}}".encode("latin-1")))


def test_bytes_that_mean_nothing_do_not_stop_the_file():
    reading = read(b"@misc{a, title={A \x81 title}}\n@misc{b, title={Other}}")
    assert [record.csl["title"] for record in reading.records] == ["A title", "Other"]
