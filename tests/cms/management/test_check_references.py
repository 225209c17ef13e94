"""`check_references`: what is due is checked once, whatever happens to the run or to a single check."""

import io
import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cms.lookup import due
from cms.lookup.due import due_for_check, one_by_one
from cms.lookup.integrity import check
from cms.management.commands import check_references
from cms.models import PageDocument, Reference
from cms.models.events import OutboxEvent
from tests.api_client import ApiClient
from tests.builders import block, cited, make_reference, make_site, make_summary
from tests.cms.lookup.test_crossref_notices import update

pytestmark = pytest.mark.django_db


@pytest.fixture
def works(registries):
    """Makes references that Crossref knows."""

    def make(*keys):
        for key in keys:
            registries.crossref(f"10.5555/{key}")
        return [make_reference(key, DOI=f"10.5555/{key}") for key in keys]

    return make


def run(*arguments, **options):
    """What the command says, on both streams."""
    out, err = io.StringIO(), io.StringIO()
    call_command("check_references", *arguments, stdout=out, stderr=err, **options)
    return out.getvalue() + err.getvalue()


def statuses():
    return dict(Reference.objects.order_by("key").values_list("key", "integrity"))


def next_check(key):
    return Reference.objects.values_list("next_check_at", flat=True).get(key=key)


def postpone(**times):
    for key, when in times.items():
        Reference.objects.filter(key=key).update(next_check_at=when)


def test_what_is_due_is_checked(works):
    works("one", "two")
    assert "2 checked, 2 of them changed" in run()
    assert statuses() == {"one": "clean", "two": "clean"}


def test_what_is_not_due_is_not_checked(works, registries):
    works("one")
    postpone(one=timezone.now() + timedelta(days=1))
    assert "0 checked" in run()
    assert registries.asked == []


def test_what_has_no_identifier_is_not_checked(registries):
    make_reference("one")
    assert "0 checked" in run()


def test_what_waits_for_its_record_is_not_checked(works, registries):
    works("one")
    Reference.objects.update(look_up_at=timezone.now())
    assert "0 checked" in run()


def test_never_checked_ones_come_first_and_then_the_longest_overdue(works):
    works("one", "two", "three")
    now = timezone.now()
    postpone(one=now - timedelta(days=1), two=now - timedelta(days=2))
    assert [reference.key for reference in due_for_check(now)] == ["three", "two", "one"]


def test_a_limit_leaves_the_rest_due(works):
    works("one", "two", "three")
    assert "1 checked, 1 of them changed; 0 got no answer; 0 failed; 2 are due." in run(limit=1)
    assert statuses() == {"one": "clean", "three": "unchecked", "two": "unchecked"}


def test_the_next_run_goes_on_where_the_last_one_ended(works):
    works("one", "two", "three")
    run(limit=1)
    assert "2 checked" in run()


def test_named_references_are_checked_due_or_not(works):
    works("one", "two")
    run()
    Reference.objects.update(integrity="unchecked")
    run("two")
    assert statuses() == {"one": "unchecked", "two": "clean"}


def test_an_unknown_key_is_named():
    with pytest.raises(CommandError, match="nobody2020"):
        run("nobody2020")


def test_all_makes_everything_due_again(works, registries):
    works("one", "two")
    run()
    registries.crossref("10.5555/two", {"updated-by": [update()]})
    assert "two: clean → retracted" in run(all=True)


def test_keys_and_all_are_not_both(works):
    with pytest.raises(CommandError, match="not both"):
        run("one", all=True)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_is_at_least_one(limit):
    with pytest.raises(CommandError, match="1 or more"):
        run(limit=limit)


def test_a_check_without_an_answer_stops_none_of_the_others(works, registries):
    works("one", "two", "three")
    del registries.known["crossref", "10.5555/two"]
    registries.breaks("datacite")
    said = run()
    assert statuses() == {"one": "clean", "three": "clean", "two": "unchecked"}
    assert "2 checked, 2 of them changed; 1 got no answer; 0 failed; 0 are due." in said
    assert said.count("DataCite answers with an error (HTTP 500).") == 1


def test_an_error_on_this_side_stops_none_of_the_others(works, monkeypatch):
    def broken(reference, **values):
        if reference.key == "one":
            raise ZeroDivisionError("broken")
        return check(reference, **values)

    monkeypatch.setattr(check_references, "check", broken)
    works("one", "two")
    said = run()
    assert "one: ZeroDivisionError: broken" in said
    assert "1 failed" in said
    assert statuses() == {"one": "unchecked", "two": "clean"}
    assert next_check("one") > timezone.now() + timedelta(hours=23)


def test_a_run_ends_when_the_registries_are_out_of_reach(works, registries):
    works(*(f"work{number}" for number in range(12)))
    registries.breaks("crossref")
    registries.breaks("datacite")
    with pytest.raises(CommandError, match="10 in a row got no answer"):
        run()
    assert due_for_check(timezone.now()).count() == 2


def test_a_run_that_is_told_to_stop_ends_after_the_reference_it_is_at(works):
    works("one", "two")
    seen: list[str] = []
    items = one_by_one(
        due_for_check(timezone.now()),
        lambda reference: seen.append(reference.key),
        field="next_check_at",
        stopped=lambda: bool(seen),
    )
    assert (len(list(items)), seen) == (1, ["one"])


def test_what_a_killed_run_had_taken_is_due_again_after_a_while(works):
    (reference,) = works("one")
    items = one_by_one(due_for_check(timezone.now()), _killed, field="next_check_at")
    with pytest.raises(KeyboardInterrupt):
        next(items)
    assert timezone.now() < next_check(reference.key) <= timezone.now() + due.LEASE


def _killed(reference):
    raise KeyboardInterrupt


def test_what_another_run_has_taken_is_left_to_it(works):
    works("one", "two")
    seen: list[str] = []

    def work(reference):
        seen.append(reference.key)
        if len(seen) == 1:  # another run begins while this one is busy
            others = one_by_one(due_for_check(timezone.now()), work, field="next_check_at")
            assert len(list(others)) == 1

    list(one_by_one(due_for_check(timezone.now()), work, field="next_check_at"))
    assert seen == ["one", "two"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_check_everything_once(works, registries):
    works(*(f"work{number}" for number in range(8)))

    def check_all():
        try:
            run()
        except BaseException as error:  # noqa: BLE001 - shown below
            failures.append(error)
        finally:
            connection.close()

    failures: list[BaseException] = []
    threads = [threading.Thread(target=check_all) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert registries.asked.count("crossref") == 8


@pytest.fixture
def published(works):
    """A live page that cites a work, its document built."""
    site = make_site(hostname="www.example.org", port=443)
    (reference,) = works("doe2020")
    page = make_summary(
        slug="about-it",
        parent=site.root_page,
        body=[block("paragraph", f"<p>So {cited(reference)}.</p>")],
    )
    return page, ApiClient(HTTP_HOST="www.example.org")


def test_a_source_that_was_retracted_makes_its_pages_stale(published, registries):
    page, client = published
    client.document(page)
    registries.crossref("10.5555/doe2020", {"updated-by": [update()]})
    run()
    assert PageDocument.objects.get(page=page).stale is True


def test_readers_see_that_a_source_was_retracted(published, registries):
    page, client = published
    before = client.document(page)
    registries.crossref("10.5555/doe2020", {"updated-by": [update()]})
    run()
    after = client.document(page)
    assert before != after
    assert '"retracted"' in str(after).replace("'", '"')


def test_webhooks_are_told_that_a_source_was_retracted(published, registries):
    page, client = published
    client.document(page)
    registries.crossref("10.5555/doe2020", {"updated-by": [update()]})
    run()
    event = OutboxEvent.objects.get(kind="reference.integrity")
    assert (event.payload["status"], event.payload["pages"]) == (
        "retracted",
        [{"id": page.pk, "path": "/about-it/"}],
    )


def test_a_check_with_the_same_result_leaves_documents_as_they_are(published, registries):
    page, client = published
    run()
    client.document(page)
    run("doe2020")
    assert PageDocument.objects.get(page=page).stale is False
