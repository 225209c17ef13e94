"""Whether a work was retracted is asked from the form of its record, or for a selection of the list."""

import re

import pytest
from django.urls import reverse

from tests.builders import make_reference
from tests.cms.admin.registries.records import DOI, url
from tests.cms.lookup.test_crossref_notices import update
from tests.receivers import drips

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


def test_integrity_is_checked_from_the_form(editor, reference, registries):
    registries.crossref(DOI, {"updated-by": [update()]})
    answer = editor.post(f"{url('check')}?id={reference.pk}", follow=True)
    assert answer.redirect_chain[-1][0] == url("edit", reference.pk)
    assert "“ours”: Not checked yet → Retracted" in answer.content.decode()


def test_a_selection_is_checked(editor, reference, registries):
    registries.crossref(DOI)
    without = make_reference()
    bulk = reverse("wagtail_bulk_action", args=("cms", "reference", "check_integrity"))
    shown = editor.get(f"{bulk}?id={reference.pk}&id={without.pk}&next={url('list')}")
    address = re.search(r'<form action="([^"]+)"', shown.content.decode()).group(1).replace("&amp;", "&")
    assert address.startswith(url("check"))
    text = editor.post(address, follow=True).content.decode()
    assert "1 reference was checked." in text
    assert "1 reference has no identifier" in text
    reference.refresh_from_db()
    assert reference.integrity == "clean"


def test_what_takes_too_long_is_left_to_the_next_run(editor, reference, registries, monkeypatch):
    monkeypatch.setattr("cms.admin.reference_checks.SECONDS", 0.0)
    registries.crossref(DOI)
    other = make_reference(DOI="10.5555/other")
    text = editor.post(f"{url('check')}?id={reference.pk}&id={other.pk}", follow=True).content.decode()
    assert "1 reference is checked with the next run" in text
    other.refresh_from_db()
    assert other.next_check_at is not None


@pytest.mark.parametrize("odd", ["9223372036854775808", "9" * 5000, "x"])
def test_what_is_no_number_of_a_record_is_not_checked(editor, registries, odd):
    assert editor.post(f"{url('check')}?id={odd}").status_code == 302
    assert registries.asked == []


def test_no_check_is_begun_that_would_take_a_request_beyond_its_time(
    editor, reference, registries, monkeypatch, settings
):
    settings.CMS_LOOKUP_SECONDS = 1.0
    monkeypatch.setattr("cms.admin.reference_checks.SECONDS", 2.5)
    registries.breaks("crossref", drips(b""))
    registries.breaks("datacite", drips(b""))
    other = make_reference(DOI="10.5555/other")
    text = editor.post(f"{url('check')}?id={reference.pk}&id={other.pk}", follow=True).content.decode()
    assert "1 reference is checked with the next run" in text


def test_a_record_that_is_deleted_during_a_check_leads_to_the_list(
    editor, reference, registries, deleted_meanwhile
):
    registries.crossref(DOI, {"updated-by": [update()]})
    answer = editor.post(f"{url('check')}?id={reference.pk}", follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0]) == (200, url("list"))
