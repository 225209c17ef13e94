"""Who gets an answer when the dialog asks, and what its scripts are given."""

import json
from unittest import mock

import pytest
from django.urls import resolve, reverse

from cms.admin.cite.texts import TEXTS, cite_config
from cms.models import Reference
from tests.cms.admin.cite.asking import BIBTEX, found, take, url

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


@pytest.mark.parametrize("name", ["search", "labels", "take"])
def test_nobody_without_access_to_the_admin_gets_an_answer(client, name):
    answers = [client.get(url(name)), client.post(url(name), "{}", content_type="application/json")]
    assert [answer.status_code for answer in answers] == [302, 302]


def test_who_may_not_add_references_can_search(author, zhou):
    assert found(author, "zhou") == ["zhou2020"]


def test_who_may_not_add_references_can_cite_what_the_library_has(author, zhou):
    assert take(author, "https://doi.org/10.1155/2020/6518508").json()["references"][0]["key"] == "zhou2020"


@pytest.mark.parametrize("text", [BIBTEX, "10.1000/unknown"])
def test_who_may_not_add_references_adds_none(author, text):
    answer = take(author, text)
    assert (answer.status_code, Reference.objects.count()) == (403, 0)
    assert answer.json()["message"] == "You are not allowed to add references."


def test_a_search_changes_nothing(editor):
    assert editor.post(url("search")).status_code == 405


def test_what_is_answered_is_kept_by_nobody(editor):
    assert "no-store" in editor.get(url("search"))["Cache-Control"]


def test_no_lock_is_held_while_a_registry_is_asked():
    assert getattr(resolve(url("take")).func, "_non_atomic_requests", None) == {"default"}


# What the scripts are given


def test_the_editor_of_a_page_has_the_words_and_addresses(editor, site):
    html = editor.get(reverse("wagtailadmin_pages:edit", args=(site.root_page_id,))).content.decode()
    written = html.split('id="cms-cite-config" type="application/json">')[1].split("</script>")[0]
    config = json.loads(written)
    assert config["urls"]["search"] == url("search")
    assert config["texts"].keys() == TEXTS.keys()


def test_no_word_can_end_the_script():
    with mock.patch.dict(TEXTS, {"title": "</script><b>"}):
        assert cite_config().count("</script>") == 1
