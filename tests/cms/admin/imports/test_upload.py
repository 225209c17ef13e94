"""Beginning an import: what the form takes, what it says about the rest, and where the bytes are."""

import html
import io
import zipfile

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page

from cms.models import LegacyRun, LegacyUpload, ResearchSummaryPage
from tests.builders import make_locale, make_summary
from tests.cms.admin.imports.conftest import ARTICLE, worked_on


def errors_of(answer):
    assert answer.status_code == 422
    return " ".join(str(error) for field in answer.context["form"].errors.values() for error in field)


def test_without_any_import_the_list_says_what_they_are_for(editor):
    text = editor.get(reverse("cms_imports")).content.decode()
    assert "Nothing has been imported yet." in text
    assert "WordPress" in text


def test_the_only_index_is_chosen_already(editor, index):
    form = editor.get(reverse("cms_import_add")).context["form"]
    assert form.fields["parent"].initial.pk == index.pk


def test_a_summary_in_another_language_does_not_lead_the_drafts_there(editor, index):
    spanish = index.copy_for_translation(make_locale("es"), copy_parents=True)
    make_summary("Algo inventado", parent=spanish)
    form = editor.get(reverse("cms_import_add")).context["form"]
    assert form.fields["parent"].initial.pk == index.pk


def test_several_files_become_one_import(editor, upload, admin_user):
    answer = upload(editor, {"a.txt": b"A", "b.html": b"<p>B</p>"})
    run = LegacyRun.objects.get()
    assert answer.url == reverse("cms_import", args=(run.pk,))
    assert (run.label, run.state, run.user) == ("a.txt, b.html", "uploaded", admin_user)
    assert {each.name: bytes(each.data) for each in run.uploads.all()} == {
        "a.txt": b"A",
        "b.html": b"<p>B</p>",
    }
    assert ModelLogEntry.objects.get(action="cms.legacy.begin").data == {"files": ["a.txt", "b.html"]}


def test_the_list_shows_an_import_with_its_counts(editor, finished):
    text = editor.get(reverse("cms_imports")).content.decode()
    assert reverse("cms_import", args=(finished.pk,)) in text
    assert "?show=attention" in text


def test_without_a_file_it_says_so(editor, upload):
    assert "required" in errors_of(upload(editor, {}))


def test_an_empty_file_is_named(editor, upload):
    assert "empty" in errors_of(upload(editor, {"a.txt": b""}))


def test_a_file_of_another_kind_is_named(editor, upload):
    assert "“run.exe”" in errors_of(upload(editor, {"a.txt": b"A", "run.exe": b"MZ"}))
    assert not LegacyUpload.objects.exists()


def test_files_that_are_too_large_together_are_refused(editor, upload, settings):
    settings.CMS_IMPORT_UPLOAD_MEGABYTES = 1
    half = b"x" * 600_000
    assert "more than 1 MB" in errors_of(upload(editor, {"a.txt": half, "b.txt": half}))
    assert upload(editor, {"a.txt": half}).status_code == 302


def test_a_page_that_is_none_is_refused(editor, upload):
    assert "Select a valid choice" in errors_of(
        upload(editor, {"a.txt": b"A"}, parent=Page.get_first_root_node().pk)
    )
    assert "required" in errors_of(upload(editor, {"a.txt": b"A"}, parent=""))


def test_whoever_may_not_add_pages_there_is_told(member, upload):
    client = member("add_legacyrun", "change_page")
    assert "You may not add pages below" in errors_of(upload(client, {"a.txt": b"A"}))


def test_whoever_may_not_publish_there_is_told(member, upload):
    client = member("add_legacyrun", "add_page")
    assert "You may not publish pages below" in errors_of(upload(client, {"a.txt": b"A"}, publish="on"))
    assert upload(client, {"a.txt": b"A"}).status_code == 302


def test_a_language_that_the_page_is_not_translated_into_is_refused(editor, upload):
    other = make_locale("es")
    assert "has no translation into this language" in errors_of(
        upload(editor, {"a.txt": b"A"}, locale=other.pk)
    )


def test_a_name_that_leads_elsewhere_is_only_a_name(editor, upload):
    upload(editor, {"../../etc/passwd.txt": ARTICLE.encode()})
    run = LegacyRun.objects.get()
    assert list(run.uploads.values_list("name", flat=True)) == ["passwd.txt"]
    assert worked_on(run).state == LegacyRun.State.EXAMINED


def test_words_of_a_file_are_never_markup(editor, upload):
    script = "<script>alert(1)</script>"
    upload(editor, {f"{script}.txt": f"{script}\n\nIt is {script} here.\n".encode()})
    run = LegacyRun.objects.get()
    LegacyRun.objects.filter(pk=run.pk).update(label=script)
    worked_on(run)
    for address in (
        reverse("cms_imports"),
        reverse("cms_import", args=(run.pk,)),
        reverse("cms_import_entry", args=(run.pk, 0)),
    ):
        text = editor.get(address).content.decode()
        assert script not in text
        assert "&lt;script&gt;" in text


def test_a_bomb_is_reported_and_nothing_is_unpacked(editor, upload):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"\0" * 40_000_000)
    upload(editor, {"bomb.zip": file.getvalue()})
    run = worked_on(LegacyRun.objects.get())
    assert run.state == LegacyRun.State.FAILED
    assert "taken for a bomb" in run.problem
    assert not ResearchSummaryPage.objects.exists()


def test_a_bomb_among_other_files_spoils_none_of_them(editor, upload):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"\0" * 40_000_000)
    upload(editor, {"a.txt": ARTICLE.encode(), "bomb.zip": file.getvalue()})
    run = worked_on(LegacyRun.objects.get())
    assert run.state == LegacyRun.State.EXAMINED
    assert sorted(run.outcomes.values_list("key", "outcome")) == [
        ("a.txt", "created"),
        ("bomb.zip", "failed"),
    ]
    assert "taken for a bomb" in str(run.outcomes.get(outcome="failed").report)


@pytest.mark.parametrize("name", ["broken.zip", "broken.xml.gz"])
def test_an_archive_that_is_none_is_named_at_once(editor, upload, name):
    assert f"“{name}” is damaged" in errors_of(upload(editor, {"a.txt": b"A", name: b"no archive at all"}))


def test_what_no_reader_takes_fails_in_plain_words(editor, uploaded):
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    LegacyUpload.objects.update(name="empty.zip", data=empty.getvalue())
    run = worked_on(uploaded)
    assert run.state == LegacyRun.State.FAILED
    assert run.problem.startswith("empty.zip: ")
    assert run.problem in html.unescape(editor.get(reverse("cms_import", args=(run.pk,))).content.decode())


@pytest.mark.parametrize("p", ["x", "0", "999"])
def test_an_odd_page_number_shows_a_page(editor, examined, p):
    assert editor.get(reverse("cms_imports"), {"p": p}).status_code == 200
    assert editor.get(reverse("cms_import", args=(examined.pk,)), {"p": p, "show": "<x>"}).status_code == 200
