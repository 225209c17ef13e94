"""A file is known by where it lies: two of one name are two sources, and one that has moved is still the same."""

import io
import os
import zipfile

import pytest
from django.core.management import call_command

from cms.models import ResearchSummaryPage
from cms.models.legacy_runs import LegacyOutcome
from cms.models.legacy_sources import LegacySource
from tests.builders import make_index

pytestmark = pytest.mark.django_db

FIRST = "Lupus is a disease. It is treated.\n"
SECOND = "Psoriasis is another one. It is treated too.\n"


@pytest.fixture(autouse=True)
def parent():
    return make_index("Research", slug="research")


def run(*paths, **options):
    out = io.StringIO()
    call_command("import_legacy", *map(str, paths), stdout=out, parent="/research/", **options)
    return out.getvalue()


def written(path, text=FIRST):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def keys():
    return sorted(LegacySource.objects.values_list("source_key", flat=True))


def last_notes():
    report = LegacyOutcome.objects.order_by("pk").last().report
    return [note["code"] for note in report["notes"]]


def test_files_of_one_name_in_two_folders_are_two_sources(tmp_path):
    run(written(tmp_path / "a" / "index.txt"))
    assert "draft created" in run(written(tmp_path / "b" / "index.txt", SECOND))
    assert ResearchSummaryPage.objects.count() == 2
    assert keys() == [f"{tmp_path}/a/index.txt", f"{tmp_path}/b/index.txt"]


def test_folders_of_one_name_hold_different_sources(tmp_path):
    for place, text in (("a", FIRST), ("b", SECOND)):
        written(tmp_path / place / "site" / "index.txt", text)
        run(tmp_path / place / "site")
    assert ResearchSummaryPage.objects.count() == 2


def test_a_file_is_the_same_alone_in_its_folder_and_from_another_place(tmp_path, monkeypatch):
    path = written(tmp_path / "site" / "index.txt")
    run(path)
    assert "unchanged" in run(path.parent)
    monkeypatch.chdir(path.parent)
    assert "unchanged" in run("index.txt")


def test_archives_hold_sources_of_their_own(tmp_path):
    for name, text in (("a.zip", FIRST), ("b.zip", SECOND)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("index.txt", text)
        run(tmp_path / name)
    assert keys() == [f"{tmp_path}/a.zip/index.txt", f"{tmp_path}/b.zip/index.txt"]


def test_a_file_that_has_moved_is_known_by_its_new_place(tmp_path):
    path = written(tmp_path / "a.txt")
    run(path)
    path.rename(tmp_path / "b.txt")
    assert "unchanged" in run(tmp_path / "b.txt")
    assert (keys(), last_notes()) == ([f"{tmp_path}/b.txt"], ["source_moved"])
    assert "draft updated" in run(written(tmp_path / "b.txt", FIRST + "\nMore of it.\n"))


def test_a_dry_run_leaves_a_file_that_has_moved_where_it_was(tmp_path):
    path = written(tmp_path / "a.txt")
    run(path)
    path.rename(tmp_path / "b.txt")
    assert "unchanged" in run(tmp_path / "b.txt", dry_run=True)
    assert keys() == [f"{tmp_path}/a.txt"]


def test_a_copy_is_a_duplicate_as_long_as_the_first_one_lies_there(tmp_path):
    run(written(tmp_path / "a.txt"))
    assert "same as another one" in run(written(tmp_path / "b.txt"))
    assert keys() == [f"{tmp_path}/a.txt"]


def test_a_file_of_an_archive_that_is_there_has_not_moved(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("index.txt", FIRST)
    run(tmp_path / "a.zip")
    assert "same as another one" in run(written(tmp_path / "b.txt"))


def test_a_place_with_a_very_long_name_is_kept_apart_from_others(tmp_path):
    deep = tmp_path.joinpath(*(["x" * 200] * 3))
    for name, text in (("a", FIRST), ("b", SECOND)):
        run(written(deep / name / "index.txt", text))
        assert "unchanged" in run(deep / name / "index.txt")
    assert len(keys()) == 2
    assert all(len(key) <= 500 for key in keys())


@pytest.fixture
def oddly_named(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    return written(path)


def test_a_name_that_is_no_utf_8_is_written_with_escapes(oddly_named, tmp_path):
    run(oddly_named.parent)
    assert keys() == [rf"{tmp_path}/caf\xe9.txt"]


def test_a_text_whose_name_is_no_utf_8_is_read_alone(oddly_named):
    assert run(oddly_named).startswith(r"caf\xe9.txt: draft created")
