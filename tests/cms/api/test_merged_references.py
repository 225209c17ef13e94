"""What frontends see of a merge: documents that name the record that stays, and an old key that leads to it."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from cms.models import PageDocument
from cms.models.merging import merge
from tests.builders import block, cite, make_reference, make_summary

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def citing(site):
    """A page that cites a record, twice in the library."""
    kept, removed = make_reference("kept", title="As it is"), make_reference("removed", title="As it was")
    quote = {"text": "So it is.", "attribution": "", "citations": cite(removed)}
    return make_summary(body=[block("quote", quote)], subject_reference=kept, slug="quoting")


@pytest.fixture
def merged(citing):
    from cms.models import Reference

    return merge(Reference.objects.get(key="kept"), Reference.objects.get(key="removed"), now=NOW)


def test_a_document_that_was_ready_is_built_again(api, citing, request):
    before = api.get(f"/pages/{citing.pk}/").content.decode()
    assert "As it was" in before
    request.getfixturevalue("merged")
    after = api.get(f"/pages/{citing.pk}/").content.decode()
    assert "As it was" not in after
    assert "removed" not in after


def test_the_rows_of_documents_are_right(api, citing, merged):
    api.get(f"/pages/{citing.pk}/")
    call_command("rebuild_documents", "--verify")
    assert PageDocument.objects.filter(page=citing, stale=False).exists()


def test_the_old_key_leads_to_the_record_that_stays(api, merged):
    answer = api.get("/references/removed/")
    assert answer.status == 200
    assert answer.json["id"] == "kept"
    assert api.get("/references/removed.json").json[0]["id"] == "kept"


def test_the_list_has_it_once(api, merged):
    assert [item["id"] for item in api.get("/references/").json["items"]] == ["kept"]


def test_pages_that_cite_it_are_found_by_the_old_key(api, citing, merged):
    found = api.get("/pages/", cites="removed").json["items"]
    assert [item["id"] for item in found] == [citing.pk]


def test_the_old_key_of_a_record_that_no_page_uses_is_missing(api, site):
    merge(make_reference("one"), make_reference("other"), now=NOW)
    assert api.get("/references/other/").status == 404
