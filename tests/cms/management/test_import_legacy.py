"""The command: it says what it did, and a bad file ends it with an error that names the file."""

import io
import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cms.models import CallToAction, Reference, ResearchSummaryPage
from tests.builders import make_index, make_locale

pytestmark = pytest.mark.django_db


@pytest.fixture
def parent():
    return make_index("Research", slug="research")


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text("Lupus is a disease.\n\nContact us\nWe'll send an answer.\nThank you for your message!\n")
    return path


def run(path, **options):
    out = io.StringIO()
    call_command("import_legacy", str(path), stdout=out, **options)
    return out.getvalue()


def test_it_makes_a_draft_and_prints_the_report(article, parent):
    text = run(article, parent=str(parent.pk))
    page = ResearchSummaryPage.objects.get()
    assert text.startswith(f"article.txt: draft created → {page.get_url_parts()[2]}\n")
    assert "  Lines: 5 = 0 title + 1 prose + 0 source + 3 form + 1 blank\n" in text


def test_the_parent_may_be_named_by_its_path_on_the_site(article, parent):
    run(article, parent="/research/")
    assert ResearchSummaryPage.objects.child_of(parent).count() == 1


def test_the_parent_may_be_named_by_its_path_in_the_tree(article, parent):
    run(article, parent=parent.url_path)
    assert ResearchSummaryPage.objects.child_of(parent).count() == 1


def test_a_second_run_says_unchanged(article, parent):
    run(article, parent="/research/")
    assert run(article, parent="/research/").startswith("article.txt: unchanged")


def test_a_dry_run_writes_nothing(article, parent):
    text = run(article, parent="/research/", dry_run=True)
    assert "(dry run: nothing was written)" in text
    assert not ResearchSummaryPage.objects.exists()
    assert not CallToAction.objects.exists()


def test_the_report_is_written_as_json(article, parent, tmp_path):
    run(article, parent="/research/", report=tmp_path / "report.json")
    (entry,) = json.loads((tmp_path / "report.json").read_text())["entries"]
    assert (entry["outcome"], entry["page"]) == ("created", ResearchSummaryPage.objects.get().pk)


def test_the_report_is_written_as_text(article, parent, tmp_path):
    printed = run(article, parent="/research/", report=tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == printed


@pytest.mark.parametrize("name", ["report.pdf", "report", "nowhere/report.json"])
def test_a_report_file_of_another_kind_or_place_is_refused(article, parent, tmp_path, name):
    with pytest.raises(CommandError, match="report"):
        call_command(
            "import_legacy", str(article), "--parent", "/research/", "--report", str(tmp_path / name)
        )
    assert not ResearchSummaryPage.objects.exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "not a text file"),
        (b"\n\n", "there is no text in it"),
        (b"\x81\xff", "neither UTF-8"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_nothing_is_loaded(tmp_path, parent, data, reason):
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=rf"bad\.txt: {reason}"):
        run(path, parent="/research/")
    assert not ResearchSummaryPage.objects.exists()
    assert not Reference.objects.exists()


def test_a_missing_file_is_refused(tmp_path, parent):
    with pytest.raises(CommandError, match="there is no such file") as refused:
        run(tmp_path / "nowhere.txt", parent="/research/")
    assert refused.value.returncode == 1


@pytest.mark.parametrize("value", ["/nowhere/", "999999", "99999999999999999999999"])
def test_an_unknown_parent_is_refused(article, parent, value):
    with pytest.raises(CommandError, match="There is no page"):
        run(article, parent=value)


def test_a_parent_that_takes_no_summaries_is_refused(article, parent, monkeypatch):
    monkeypatch.setattr(ResearchSummaryPage, "can_create_at", lambda parent: False)
    with pytest.raises(CommandError, match="may stand below"):
        run(article, parent="/research/")


def test_an_unknown_locale_is_refused(article, parent):
    with pytest.raises(CommandError, match="There is no locale 'xx'"):
        run(article, parent="/research/", locale="xx")


def test_a_parent_without_a_translation_is_refused(article, parent):
    make_locale("es")
    with pytest.raises(CommandError, match="has no translation"):
        run(article, parent="/research/", locale="es")


def test_another_locale_means_the_translation_of_the_parent(article, parent):
    translation = parent.copy_for_translation(make_locale("es"), copy_parents=True)
    run(article, parent="/research/", locale="es")
    assert ResearchSummaryPage.objects.get().get_parent().pk == translation.pk
    assert ResearchSummaryPage.objects.get().locale.language_code == "es"


@pytest.mark.parametrize("name", ["cms.Nothing", "nonsense", "wagtailcore.Page", "auth.User"])
def test_a_page_type_without_a_body_is_refused(article, parent, name):
    with pytest.raises(CommandError):
        run(article, parent="/research/", page_type=name)


def test_a_declared_encoding_is_used(tmp_path, parent):
    path = tmp_path / "article.txt"
    path.write_bytes("Zdrój jest dobry.".encode("iso-8859-2"))
    run(path, parent="/research/", encoding="iso-8859-2")
    assert "Zdrój" in str(ResearchSummaryPage.objects.get().body)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "old").mkdir()
    for number in range(3):
        (tmp_path / "old" / f"{number}.txt").write_text(f"Lupus is disease number {number}. It is treated.\n")
    return tmp_path / "old"


@pytest.mark.slow
def test_several_files_give_totals_that_add_up(folder, parent):
    (folder / "bad.txt").write_bytes(b"\x81\xff")
    text = run(folder, parent="/research/")
    assert text.splitlines()[0] == "old: 4 entries = 3 draft created, 1 could not be imported"
    assert ResearchSummaryPage.objects.count() == 3


@pytest.mark.slow
def test_the_report_is_one_page_that_needs_nothing_else(folder, parent, tmp_path):
    (folder / "bad.txt").write_bytes(b"\x81\xff")
    run(folder, parent="/research/", report=tmp_path / "report.html")
    html = (tmp_path / "report.html").read_text()
    assert html.count("<article") == 4
    assert "<script" not in html
    assert '<html lang="en">' in html
    assert 'href="#entry-3"' in html  # what failed stands first
    for page in ResearchSummaryPage.objects.all():
        assert f"/pages/{page.pk}/edit/" in html


@pytest.mark.slow
def test_titles_are_escaped_in_the_report(tmp_path, parent):
    path = tmp_path / "article.txt"
    path.write_text("<script>alert(1)</script> & lupus\n\nLupus is a disease that is known to many.\n")
    run(path, parent="/research/", report=tmp_path / "report.html")
    assert "<script" not in (tmp_path / "report.html").read_text()


@pytest.mark.slow
def test_nothing_but_failures_ends_with_an_error(tmp_path, parent):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"\x81\xff" + name.encode())
    with pytest.raises(CommandError, match="None of the 2 articles"):
        run(tmp_path, parent="/research/")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ('{"topic": {}}', "unknown keys: topic"),
        ("[]", "has to be an object"),
        ("{", "map.json"),
        ('{"hosts": "old.example.org"}', "list of host names"),
        ('{"hosts": ["https://old.example.org"]}', "no addresses"),
        ('{"parents": {"lupus": null}}', "parents.lupus"),
        ('{"parents": {"lupus": "/nowhere/"}}', "parents.lupus"),
        ('{"types": {"page": "cms.Nothing"}}', "types.page"),
    ],
)
def test_a_mapping_that_is_wrong_is_refused_by_the_name_of_its_key(article, parent, tmp_path, mapping, said):
    (tmp_path / "map.json").write_text(mapping)
    with pytest.raises(CommandError, match=said):
        call_command(
            "import_legacy", str(article), "--parent", "/research/", "--map", str(tmp_path / "map.json")
        )
    assert not ResearchSummaryPage.objects.exists()


def test_a_media_folder_that_is_not_there_is_refused(article, parent, tmp_path):
    with pytest.raises(CommandError, match=r"media.*no such folder"):
        call_command(
            "import_legacy", str(article), "--parent", "/research/", "--media", str(tmp_path / "none")
        )
