"""An object of the library that is used can not be deleted."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from cms.models import Person, Reference
from cms.models.usage import uses_of
from tests.builders import block, cite, make_panel, make_person, make_reference, make_summary, make_topic

pytestmark = pytest.mark.slow


def used_in_finding(home, reference):
    value = {"outcome": "x", "direction": "lower", "certainty": "low", "citations": cite(reference)}
    return make_summary(parent=home, body=[block("finding", value)])


def test_an_unused_reference_can_be_deleted(home):
    make_reference().delete()
    assert not Reference.objects.exists()


def test_a_cited_reference_can_not_be_deleted_and_the_page_is_named(home):
    reference = make_reference()
    page = used_in_finding(home, reference)
    with pytest.raises(ProtectedError, match=f"is used by “{page.title}”"):
        reference.delete()
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_the_subject_of_a_page_can_not_be_deleted(home):
    reference = make_reference()
    make_summary(parent=home, subject_reference=reference)
    with pytest.raises(ProtectedError):
        reference.delete()


def test_a_reference_that_only_a_newer_draft_cites_can_not_be_deleted(home):
    reference = make_reference()
    page = make_summary(parent=home)
    page.further_reading.append(("reference", reference))
    page.save_revision()
    assert [user.pk for user in uses_of(reference)] == [page.pk]
    with pytest.raises(ProtectedError):
        reference.delete()


def test_deleting_many_at_once_spares_the_used_ones(home):
    reference = make_reference()
    used_in_finding(home, reference)
    with pytest.raises(ProtectedError), transaction.atomic():
        Reference.objects.all().delete()
    assert Reference.objects.filter(pk=reference.pk).exists()


def test_an_author_a_topic_and_a_panel_in_use_can_not_be_deleted(home):
    author, topic, panel = make_person(), make_topic(), make_panel()
    body = [block("call_to_action", {"call_to_action": panel.pk})]
    make_summary(parent=home, authors=[author], topics=[topic], body=body)
    for used in (author, topic, panel):
        with pytest.raises(ProtectedError):
            used.delete()
    assert Person.objects.filter(pk=author.pk).exists()
