"""A registry's record beside ours: the difference is shown first, and only what is ticked is taken over."""

import re
from datetime import UTC, datetime
from unittest import mock

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.log_actions import registry

from cms.models import Reference
from tests.builders import make_reference
from tests.cms.admin.registries.records import DOI, url
from tests.cms.lookup.test_crossref_notices import update

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

DAY = datetime(2026, 11, 12, 9, tzinfo=UTC)


def ask(editor, reference):
    return editor.post(url("refresh", reference.pk))


def accept(editor, reference, answer, *fields, **also):
    signed = re.search(r'name="found" value="([^"]+)"', answer.content.decode()).group(1)
    return editor.post(
        url("refresh", reference.pk), {"found": signed, "field": list(fields), **also}, follow=True
    )


def test_the_form_says_where_the_record_came_from_and_when(editor, reference):
    Reference.objects.filter(pk=reference.pk).update(origin="crossref", retrieved_at=DAY)
    text = editor.get(url("edit", reference.pk)).content.decode()
    assert "From Crossref, on Nov. 12, 2026" in text
    assert "No registry has been asked yet." in text


def test_the_form_says_what_became_of_the_work(editor, reference):
    notice = {
        "kind": "retraction",
        "date": "2024-01-05",
        "doi": "10.5555/n",
        "source": ["crossref", "pubmed"],
    }
    Reference.objects.filter(pk=reference.pk).update(integrity="retracted", notices=[notice], checked_at=DAY)
    text = editor.get(url("edit", reference.pk)).content.decode()
    assert "The registries say of this work: <b>Retracted</b>" in text
    assert (
        '<a href="https://doi.org/10.5555/n" target="_blank" rel="noreferrer">Retraction</a>, 2024-01-05'
        in text
    )
    assert "(Crossref, PubMed)" in text
    assert "Last check: Nov. 12, 2026" in text


def test_a_record_without_identifier_can_not_be_looked_up(editor):
    reference = make_reference()
    text = editor.get(url("edit", reference.pk)).content.decode()
    assert "Refresh from registry" not in text
    answer = editor.post(url("refresh", reference.pk), follow=True)
    assert "no registry can be asked" in answer.content.decode()


@pytest.mark.parametrize("notices", [None, "odd", ["odd", {}], [{"kind": "unheard of"}]])
def test_notices_of_another_shape_do_not_break_the_form(editor, reference, notices):
    Reference.objects.filter(pk=reference.pk).update(notices=notices or [])
    assert editor.get(url("edit", reference.pk)).status_code == 200


def test_the_difference_is_shown_and_nothing_is_changed(editor, reference, registries):
    registries.crossref(DOI, {"volume": "2", "issue": "7"})
    answer = ask(editor, reference)
    rows = {row["field"]: row for row in answer.context["rows"]}
    assert (rows["volume"]["ours"], rows["volume"]["theirs"], rows["volume"]["ticked"]) == ("1", "2", False)
    assert (rows["issue"]["ours"], rows["issue"]["ticked"]) == ("", True)
    before = reference.csl
    reference.refresh_from_db()
    assert reference.csl == before


def test_what_is_ticked_is_taken_over_and_the_rest_stays(editor, reference, registries, admin_user):
    registries.crossref(DOI, {"volume": "2", "issue": "7"})
    accept(editor, reference, ask(editor, reference), "issue")
    reference.refresh_from_db()
    assert (reference.csl["volume"], reference.csl["issue"]) == ("1", "7")
    entry = next(
        e for e in registry.get_logs_for_instance(reference) if e.action == "cms.reference.refreshed"
    )
    assert (entry.user, entry.revision) == (admin_user, reference.latest_revision)
    assert str(entry.message) == "Taken over from Crossref: Issue"


def test_a_record_from_that_registry_is_newer_afterwards(editor, reference, registries):
    Reference.objects.filter(pk=reference.pk).update(origin="crossref", retrieved_at=DAY)
    registries.crossref(DOI, {"issue": "7"})
    accept(editor, reference, ask(editor, reference), "issue")
    reference.refresh_from_db()
    assert (reference.origin, reference.retrieved_at > DAY) == ("crossref", True)


def test_a_record_that_was_typed_in_stays_one(editor, reference, registries):
    registries.crossref(DOI, {"issue": "7"})
    accept(editor, reference, ask(editor, reference), "issue")
    reference.refresh_from_db()
    assert (reference.origin, reference.retrieved_at) == ("hand", None)


def test_nothing_ticked_changes_nothing(editor, reference, registries):
    registries.crossref(DOI, {"volume": "2"})
    answer = accept(editor, reference, ask(editor, reference))
    assert "Nothing was changed." in answer.content.decode()
    reference.refresh_from_db()
    assert reference.csl["volume"] == "1"


def test_a_record_that_was_compared_can_be_called_verified(editor, reference, registries):
    registries.crossref(DOI, {"volume": "1"})
    accept(editor, reference, ask(editor, reference), verify="1")
    reference.refresh_from_db()
    assert reference.verification == "verified"
    assert str(registry.get_logs_for_instance(reference)[0].message).startswith("Compared with Crossref")


def test_what_was_shown_is_taken_over_whatever_the_registry_says_since(editor, reference, registries):
    registries.crossref(DOI, {"issue": "7"})
    answer = ask(editor, reference)
    registries.crossref(DOI, {"issue": "8"})
    accept(editor, reference, answer, "issue")
    reference.refresh_from_db()
    assert reference.csl["issue"] == "7"


def test_a_correction_that_was_not_shown_is_not_overwritten(editor, reference, registries):
    registries.crossref(DOI, {"volume": "2"})
    answer = ask(editor, reference)
    reference.csl = {**reference.csl, "volume": "3"}
    reference.save()
    again = accept(editor, reference, answer, "volume", verify="1")
    assert "Our record was changed meanwhile." in again.content.decode()
    (row,) = again.context["rows"]
    assert (row["ours"], row["theirs"], row["ticked"]) == ("3", "2", False)
    reference.refresh_from_db()
    assert (reference.csl["volume"], reference.verification) == ("3", "unverified")
    assert not registry.get_logs_for_instance(reference).exists()
    accept(editor, reference, again, "volume")
    reference.refresh_from_db()
    assert reference.csl["volume"] == "2"


def test_what_the_registry_did_not_say_is_not_taken_over(editor, reference, registries):
    registries.crossref(DOI, {"issue": "7"})
    accept(editor, reference, ask(editor, reference), "abstract", "note", "issue")
    reference.refresh_from_db()
    assert "abstract" not in reference.csl
    assert reference.csl["issue"] == "7"


@pytest.mark.parametrize("found", ["", "made up", "e30:x:y"])
def test_a_record_that_no_registry_gave_is_not_taken_over(editor, reference, found):
    answer = editor.post(url("refresh", reference.pk), {"found": found, "field": ["title"]}, follow=True)
    assert "Please ask again." in answer.content.decode()


def test_the_record_of_another_work_is_not_taken_over(editor, reference, registries):
    registries.crossref(DOI, {"issue": "7"})
    other = make_reference(DOI="10.5555/other")
    answer = accept(editor, other, ask(editor, reference), "issue")
    assert "Please ask again." in answer.content.decode()


def test_a_work_that_no_registry_knows_is_told(editor, reference, registries):
    answer = editor.post(url("refresh", reference.pk), follow=True)
    assert "is not known to" in answer.content.decode()


def test_a_registry_that_is_not_reached_is_told(editor, reference, registries):
    for name in ("crossref", "pubmed", "europepmc", "datacite"):
        registries.breaks(name)
    answer = editor.post(url("refresh", reference.pk), follow=True)
    assert "could not be looked up at the moment" in answer.content.decode()


def test_a_get_asks_nobody(editor, reference, registries):
    assert editor.get(url("refresh", reference.pk)).status_code == 302
    assert registries.asked == []


def test_a_retraction_that_comes_with_the_record_is_kept(editor, reference, registries):
    registries.crossref(DOI, {"updated-by": [update()]})
    ask(editor, reference)
    reference.refresh_from_db()
    assert reference.integrity == "retracted"


def test_a_record_that_is_deleted_while_a_registry_is_asked_leads_to_the_list(
    editor, reference, registries, deleted_meanwhile
):
    registries.crossref(DOI)
    answer = editor.post(url("refresh", reference.pk), follow=True)
    assert answer.redirect_chain[-1][0] == url("list")
    assert "This reference was deleted meanwhile" in answer.content.decode()


def test_a_record_that_is_deleted_while_it_is_accepted_leads_to_the_list(
    editor, reference, registries, monkeypatch
):
    registries.crossref(DOI, {"volume": "7"})
    shown = ask(editor, reference)
    gone = mock.Mock(side_effect=Reference.DoesNotExist)
    monkeypatch.setattr("cms.admin.reference_refresh.accept", gone)
    answer = accept(editor, reference, shown, "volume")
    assert answer.redirect_chain[-1][0] == url("list")


@pytest.mark.parametrize("view", ["refresh", "check"])
def test_who_may_not_change_references_asks_nobody(reference, registries, django_user_model, view):
    user = django_user_model.objects.create_user("guest", password="x")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", "view_reference"]))
    guest = Client()
    guest.force_login(user)
    address = url("refresh", reference.pk) if view == "refresh" else f"{url('check')}?id={reference.pk}"
    assert guest.post(address).status_code in (302, 403)
    assert registries.asked == []
