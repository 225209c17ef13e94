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
    report = json.loads((tmp_path / "report.json").read_text())
    assert (report["outcome"], report["page"]) == ("created", ResearchSummaryPage.objects.get().pk)


def test_the_report_is_written_as_text(article, parent, tmp_path):
    printed = run(article, parent="/research/", report=tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == printed


@pytest.mark.parametrize("name", ["report.html", "report", "nowhere/report.json"])
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


@pytest.mark.parametrize("name", ["cms.Nothing", "nonsense", "cms.StandardPage", "auth.User"])
def test_a_page_type_that_is_no_summary_is_refused(article, parent, name):
    with pytest.raises(CommandError):
        run(article, parent="/research/", page_type=name)


def test_a_declared_encoding_is_used(tmp_path, parent):
    path = tmp_path / "article.txt"
    path.write_bytes("Zdrój jest dobry.".encode("iso-8859-2"))
    run(path, parent="/research/", encoding="iso-8859-2")
    assert "Zdrój" in str(ResearchSummaryPage.objects.get().body)
