"""Importing and exporting references by command."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.models import Origin, Reference
from tests.builders import make_reference

pytestmark = pytest.mark.django_db

BIBTEX = """@article{zhou2020, author = {Zhou, T}, title = {Stem cells}, year = 2020, doi = {10.1155/2020/6518508}}
@article{doe1999, author = {Doe, Jane}, title = {Without an identifier}, year = 1999}
@article{broken, title = {Never closed
@book{untitled, author = {Doe, Jane}}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "library.bib"
    path.write_text(BIBTEX)
    return path


def run(*paths, **options):
    out = io.StringIO()
    call_command("import_references", *map(str, paths), stdout=out, stderr=out, **options)
    return out.getvalue()


def export(*keys, **options):
    out = io.StringIO()
    call_command("export_references", *keys, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_each_entry_is_reported_with_its_line_and_why(file):
    text = run(file)
    assert f"New        {file}:1: zhou2020 → zhou2020" in text
    assert f"Refused    {file}:3: broken\n           It is not closed: a brace" in text
    assert f"Refused    {file}:4: untitled\n           title is missing." in text
    assert "4 entries (new: 2, completed: 0, known: 0, refused: 2)." in text


def test_references_come_in_unverified_with_their_keys(file):
    run(file)
    reference = Reference.objects.get(key="zhou2020")
    assert (reference.origin, reference.verification, reference.doi) == (
        Origin.FILE,
        "unverified",
        "10.1155/2020/6518508",
    )


def test_a_dry_run_reports_the_same_and_writes_nothing(file):
    dry = run(file, dry_run=True)
    assert not Reference.objects.exists()
    assert dry == run(file) + "This was a trial: nothing was written.\n"


def test_importing_again_changes_nothing(file):
    run(file)
    before = list(Reference.objects.values())
    assert "(new: 0, completed: 0, known: 2, refused: 2)" in run(file)
    assert list(Reference.objects.values()) == before


def test_what_an_unverified_record_lacks_is_added(file):
    make_reference("mine", title="Stem cells", DOI="10.1155/2020/6518508", author=[])
    assert "→ mine\n           Added: author." in run(file)


def test_the_title_year_and_author_of_a_record_without_identifiers_make_it_known(file):
    make_reference("mine", title="Without an <i>identifier</i>!", issued={"date-parts": [[1999, 5]]})
    assert "Possibly the same: title, year and first author are those of “mine”" in run(file)
    assert not Reference.objects.filter(key="doe1999").exists()


@pytest.mark.parametrize(
    "other",
    [
        {"author": [{"family": "Roe", "given": "Jane"}]},
        {"issued": {"date-parts": [[2001]]}},
        {"title": "Without any identifier"},
    ],
)
def test_another_author_year_or_title_make_another_work(file, other):
    make_reference("mine", **{"title": "Without an identifier", "issued": {"date-parts": [[1999]]}, **other})
    run(file)
    assert Reference.objects.filter(key="doe1999").exists()


def test_records_that_differ_in_their_identifiers_are_two_works(tmp_path):
    path = tmp_path / "two.bib"
    entry = "@misc{{a, title = {{Editorial}}, author = {{Doe, Jane}}, year = 2020, doi = {{10.1000/{}}}}}\n"
    path.write_text(entry.format("one") + entry.format("two"))
    assert "new: 2" in run(path)


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_entry_with_the_pmid_of_another_work_is_refused(tmp_path, dry_run):
    path = tmp_path / "typo.bib"
    typo = "@article{a, title = {Another}, year = 2020, doi = {10.1000/theirs}, pmid = {7}}\n"
    path.write_text(typo + BIBTEX)
    make_reference("mine", DOI="10.1000/ours", PMID="7")
    text = run(path, dry_run=dry_run)
    assert "shares an identifier with “mine”, but has the DOI 10.1000/theirs instead of 10.1000/ours." in text
    assert "new: 2, completed: 0, known: 0, refused: 3" in text


def test_the_same_work_twice_in_a_file_is_added_once(tmp_path):
    path = tmp_path / "twice.bib"
    path.write_text(BIBTEX + BIBTEX.replace("zhou2020", "other").replace("doe1999", "another"))
    dry = run(path, dry_run=True)
    assert "new: 2, completed: 0, known: 2" in dry
    run(path)
    assert Reference.objects.count() == 2


def test_identifiers_of_several_references_refuse_an_entry_and_name_them(file, tmp_path):
    make_reference("one", DOI="10.1155/2020/6518508")
    make_reference("two", PMID="32322279")
    path = tmp_path / "x.bib"
    path.write_text(
        "@misc{a, title = {T}, doi = {10.1155/2020/6518508}, pmid = {32322279}}\n@misc{b, title = {B}}"
    )
    text = run(path)
    assert "belong to several references: “one”, “two”" in text
    assert "new: 1" in text


def test_a_key_that_is_taken_is_made_anew(file):
    make_reference("zhou2020")
    run(file)
    assert Reference.objects.get(doi="10.1155/2020/6518508").key == "zhou2020a"


def test_it_fails_if_nothing_could_be_imported(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"\x00\x01nothing")
    with pytest.raises(CommandError, match="Nothing could be imported"):
        run(path)


def test_a_file_that_is_not_there_does_not_stop_the_others(file, tmp_path):
    assert "No such file" in run(tmp_path / "missing.bib", file)
    assert Reference.objects.count() == 2


@pytest.mark.parametrize("name", ["bibtex", "csl-json", "ris"])
def test_what_is_exported_comes_back_the_same(name, tmp_path):
    make_reference("zhou2020", DOI="10.1155/2020/6518508", note="For editors")
    make_reference("doe1999", volume="12")
    before = {reference.key: reference.csl for reference in Reference.objects.all()}
    path = tmp_path / "library"
    path.write_text(export(format=name))
    Reference.objects.all().delete()
    run(path)
    assert {reference.key: reference.csl for reference in Reference.objects.all()} == before


def test_what_csl_has_no_place_for_is_kept_and_exported_again(tmp_path):
    path = tmp_path / "x.bib"
    path.write_text("@article{doe2020, title = {T}, mrnumber = {MR123}}")
    run(path)
    assert "mrnumber = {MR123}" in export(format="bibtex")


def test_references_are_exported_by_key_into_a_file(tmp_path):
    make_reference("one")
    make_reference("two")
    path = tmp_path / "out.json"
    export("one", format="csl-json", output=path)
    assert [record["id"] for record in json.loads(path.read_text())] == ["one"]


def test_a_key_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no reference nobody1900"):
        export("nobody1900", format="ris")


def test_a_long_import_says_how_far_it_is(tmp_path, monkeypatch):
    monkeypatch.setattr("cms.management.commands.import_references.EVERY", 2)
    path = tmp_path / "x.bib"
    path.write_text("".join(f"@misc{{key{number}, title = {{Title {number}}}}}\n" for number in range(5)))
    text = run(path, dry_run=True)
    assert f"{path}: 2 of 5 entries …\n{path}: 4 of 5 entries …\n" in text
