"""Importing and exporting references in the admin."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.models import Origin, Reference
from tests.builders import make_reference

pytestmark = pytest.mark.usefixtures("site")

BIBTEX = """@article{zhou2020,
  author = {Zhou, Tianbiao}, title = {Stem cells}, journal = {Stem Cells International}, year = 2020,
  doi = {10.1155/2020/6518508}
}
@article{broken, title = {Never closed
@book{untitled, author = {Doe, Jane}}
"""


def url():
    return reverse(Reference.snippet_viewset.get_url_name("import"))


def list_url():
    return reverse(Reference.snippet_viewset.get_url_name("list"))


def text_of(response):
    return response.content.decode()


def check(client, text=BIBTEX, **more):
    return client.post(url(), {"text": text, "format": "", **more})


def confirm(client, response):
    return client.post(url(), {"carried": response.context["carried"]})


def outcomes(response):
    return {line.name: line.outcome for line in response.context["report"].lines}


def test_the_list_of_references_leads_to_the_import(editor):
    assert url() in text_of(editor.get(list_url()))


def test_the_form_opens(editor):
    assert editor.get(url()).status_code == 200


def test_the_first_step_shows_what_would_happen_and_writes_nothing(editor):
    response = check(editor)
    assert outcomes(response) == {"zhou2020": "new", "broken": "refused", "untitled": "refused"}
    assert not Reference.objects.exists()


def test_the_second_step_imports_what_the_first_has_shown(editor):
    response = confirm(editor, check(editor))
    reference = Reference.objects.get()
    assert (reference.key, reference.origin) == ("zhou2020", Origin.FILE)
    assert reverse(Reference.snippet_viewset.get_url_name("edit"), args=(reference.pk,)) in text_of(response)


def test_the_history_of_a_reference_names_who_imported_it(editor, admin_user):
    confirm(editor, check(editor))
    assert ModelLogEntry.objects.get(action="wagtail.create").user == admin_user


def test_a_file_is_imported(editor):
    file = SimpleUploadedFile("library.bib", BIBTEX.encode())
    response = editor.post(url(), {"file": file, "text": "", "format": ""})
    assert response.context["report"].source == "library.bib"
    confirm(editor, response)
    assert Reference.objects.count() == 1


def test_what_is_known_offers_nothing_to_confirm(editor):
    confirm(editor, check(editor))
    response = check(editor)
    assert outcomes(response)["zhou2020"] == "known"
    assert response.context["carried"] == ""


def test_confirming_twice_adds_nothing(editor):
    response = check(editor)
    confirm(editor, response)
    confirm(editor, response)
    assert Reference.objects.count() == 1


def test_the_text_of_another_editor_can_not_be_confirmed(editor, django_user_model):
    response = check(editor)
    other = Client()
    other.force_login(django_user_model.objects.create_superuser("other", "other@example.org", "x"))
    confirm(other, response)
    assert not Reference.objects.exists()


def test_a_forged_text_is_not_imported(editor):
    editor.post(url(), {"carried": "forged"})
    assert not Reference.objects.exists()


def test_markup_in_names_and_titles_is_shown_as_text(editor):
    text = "@book{a, title={<script>alert(1)</script>}, author={<img src=x onerror=alert(1)>, X}, year=2020}"
    html = text_of(check(editor, text))
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": ""}, "Choose a file, or paste a text."),
        ({"text": "x" * (2 * 2**20 + 1)}, "at most 2097152 characters"),
        (
            {"text": "@book{" + "}\n@book{".join(f"k{n}, title={{T{n}}}" for n in range(301)) + "}"},
            "301 entries",
        ),
    ],
)
def test_what_is_too_little_or_too_much_is_said(editor, data, message):
    response = editor.post(url(), {"format": "", **data})
    assert response.status_code == 422
    assert message in text_of(response)


def test_a_file_that_is_too_large_is_refused(editor):
    file = SimpleUploadedFile("a.bib", b"x" * (2 * 2**20 + 1))
    assert "larger than 2 MB" in text_of(editor.post(url(), {"file": file, "text": "", "format": ""}))


@pytest.mark.parametrize(
    ("content", "message"), [(b"", "The file is empty."), (b"%PDF-1.7 \x00\xff", "No entry was found")]
)
def test_a_file_without_references_is_explained(editor, content, message):
    response = editor.post(url(), {"file": SimpleUploadedFile("x", content), "text": "", "format": ""})
    assert message in text_of(response)


def test_nobody_imports_without_the_permission_to_add_references(editor, django_user_model):
    user = django_user_model.objects.create_user("reader", "reader@example.org", "x")
    for codename in ("access_admin", "view_reference", "change_reference"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    reader = Client()
    reader.force_login(user)
    assert url() not in text_of(reader.get(list_url()))
    response = check(reader)
    assert response.status_code in (302, 403)
    assert not hasattr(response, "context_data") or "report" not in response.context_data


def test_the_form_is_protected_against_requests_from_elsewhere(editor, admin_user):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(admin_user)
    assert check(strict).status_code == 403


@pytest.mark.parametrize(
    ("name", "extension", "begins"),
    [
        ("bibtex", "bib", "@article{"),
        ("ris", "ris", "TY  - JOUR"),
        ("nbib", "nbib", "\n"),
        ("csl-json", "json", "["),
    ],
)
def test_the_list_is_exported_in_each_format(editor, name, extension, begins):
    make_reference("zhou2020")
    response = editor.get(list_url(), {"export": name})
    assert response["Content-Disposition"] == f'attachment; filename="references.{extension}"'
    assert text_of(response).startswith(begins)


def test_an_export_holds_what_the_filters_show(editor):
    make_reference("old", issued={"date-parts": [[1999]]})
    make_reference("new", issued={"date-parts": [[2020]]})
    exported = json.loads(text_of(editor.get(list_url(), {"export": "csl-json", "year_from": 2010})))
    assert [record["id"] for record in exported] == ["new"]


def test_the_links_to_exports_keep_the_filters(editor):
    make_reference("new")
    html = text_of(editor.get(list_url(), {"year_from": 2010}))
    assert f"{list_url()}?year_from=2010&amp;export=bibtex" in html


def test_an_export_is_not_cut_off_at_the_end_of_a_page_of_the_list(editor):
    for number in range(60):
        make_reference(f"r{number}")
    assert len(json.loads(text_of(editor.get(list_url(), {"export": "csl-json"})))) == 60
