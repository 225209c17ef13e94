"""`look_up_references`: what waits is completed when its time has come."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.bibliography.identifiers import Identifier
from cms.lookup.pending import make_pending
from cms.models import Reference
from tests.builders import make_reference
from tests.cms.lookup.works import ZHOU_EUROPE_PMC

pytestmark = pytest.mark.django_db


def waiting(*names, since=timedelta(hours=1)):
    """References that have been waiting so long."""
    for name in names:
        make_pending(Identifier("doi", f"10.5555/{name}"), now=timezone.now() - since)


def run(**options):
    out, err = io.StringIO(), io.StringIO()
    call_command("look_up_references", stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def test_what_is_due_is_completed(registries):
    waiting("one")
    registries.crossref("10.5555/one", {"author": [{"family": "Doe"}], "issued": {"date-parts": [[2020]]}})
    assert "doi-10-5555-one: complete, as doe2020" in run()
    assert Reference.objects.get().title == "A made-up work"


def test_what_is_not_due_waits(registries):
    waiting("one", since=timedelta(0))
    registries.crossref("10.5555/one")
    said = run()
    assert "0 completed;" in said
    assert "0 failed; 1 are waiting." in said


def test_all_does_not_wait(registries):
    waiting("one", since=timedelta(0))
    registries.crossref("10.5555/one")
    assert "1 completed" in run(all=True)


def test_one_that_is_not_known_stops_none_of_the_others(registries):
    waiting("one", "two")
    registries.crossref("10.5555/two")
    said = run()
    assert "doi-10-5555-one: no registry has a record of it" in said
    assert "1 completed; 0 merged with the library's; 1 not known; 0 to be merged;" in said
    assert "0 got no answer; 0 failed; 0 are waiting." in said


def test_one_that_is_not_known_is_not_tried_again(registries):
    waiting("one")
    run()
    registries.forget_requests()
    run(all=True)
    assert registries.asked == []


def test_a_limit_leaves_the_rest(registries):
    waiting("one", "two")
    assert "1 not known" in run(limit=1)


def test_without_an_answer_all_keep_waiting(registries):
    waiting("one", "two")
    registries.breaks("crossref")
    assert "2 got no answer; 0 failed; 2 are waiting." in run()
    assert Reference.objects.filter(look_up_at__gt=timezone.now()).count() == 2


def test_a_limit_is_at_least_one():
    with pytest.raises(CommandError, match="1 or more"):
        run(limit=0)


def test_one_whose_work_the_library_has_already_becomes_one_with_it(registries):
    make_pending(Identifier("pmcid", "PMC7157802"), now=timezone.now() - timedelta(days=1))
    make_reference("zhou2020", DOI="10.1155/2020/6518508")
    registries.europe_pmc(ZHOU_EUROPE_PMC)
    assert "pmc7157802: the library had the work already, as zhou2020; the two are one now" in run()
