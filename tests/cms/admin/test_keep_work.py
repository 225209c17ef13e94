"""What the scripts that keep an editor's work ask of the server, and a form that is drawn again from a copy."""

import pytest
from django.test import Client
from django.urls import reverse

from cms.admin.keep_work import RESTORE
from cms.models import Reference, Topic
from tests.builders import make_reference, make_topic

pytestmark = pytest.mark.usefixtures("site")
AJAX = {"X-Requested-With": "XMLHttpRequest"}


def test_whoever_is_logged_in_is_told_as_whom_and_gets_a_token(editor, admin_user):
    answer = editor.get(reverse("cms_session"), headers=AJAX)
    assert answer.json().keys() == {"user", "csrf"}
    assert answer.json()["user"] == str(admin_user.pk)
    assert "no-store" in answer.headers["Cache-Control"]


def test_whoever_is_not_learns_only_that(db):
    answer = Client().get(reverse("cms_session"), headers=AJAX)
    assert answer.status_code == 403
    assert "csrf" not in answer.content.decode()


def test_a_form_that_was_sent_with_an_old_token_is_saved_with_the_new_one(admin_user):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(admin_user)
    token = browser.get(reverse("cms_session"), headers=AJAX).json()["csrf"]
    address = reverse(Topic.snippet_viewset.get_url_name("add"))
    refused = browser.post(address, {"title": "Lupus", "slug": "lupus", "csrfmiddlewaretoken": "x" * 64})
    assert refused.status_code == 403
    saved = browser.post(address, {"title": "Lupus", "slug": "lupus", "csrfmiddlewaretoken": token})
    assert saved.status_code == 302
    assert Topic.objects.filter(slug="lupus").exists()


@pytest.mark.parametrize("make", [make_reference, make_topic])
def test_a_kept_copy_is_shown_and_not_saved(editor, make):
    found = make()
    address = reverse(type(found).snippet_viewset.get_url_name("edit"), args=(found.pk,))
    title = "record_title" if isinstance(found, Reference) else "title"
    answer = editor.post(address, {title: "Kept in the browser", RESTORE: "1"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Kept in the browser" in text
    assert "It is not saved yet." in text
    assert 'data-w-unsaved-force-value="true"' in text
    found.refresh_from_db()
    assert found.title != "Kept in the browser"


def test_a_kept_copy_of_something_new_is_shown_and_not_added(editor):
    address = reverse(Topic.snippet_viewset.get_url_name("add"))
    text = editor.post(address, {"title": "Kept", "slug": "kept", RESTORE: "1"}).content.decode()
    assert 'value="Kept"' in text
    assert not Topic.objects.exists()


def test_the_page_after_a_new_login_says_how_to_go_on(editor):
    assert "go on in the one where your form is open" in editor.get(reverse("cms_logged_in")).content.decode()
