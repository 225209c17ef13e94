"""Two records become one: every use, every version, the key and the history of the second lead to the first."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from blocks.stored_citations import StoredCitation, citations_in, stored_link
from cms.models import DocumentReference, MergedReference, Reference, ResearchSummaryPage
from cms.models.merging import merge, preview_merge
from cms.models.usage import uses_of
from tests.builders import block, cite, make_locale, make_reference, make_summary

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("home")


@pytest.fixture
def kept(db):
    return make_reference(key="kept", title="A study", volume="3")


@pytest.fixture
def removed(db):
    return make_reference(key="removed", title="A study", DOI="10.1000/abc", volume="4", issue="2")


def quoting(*references, **places):
    return [block("quote", {"text": "A word.", "attribution": "", "citations": cite(*references, **places)})]


def saying(*references):
    link = stored_link(
        StoredCitation(tuple({"reference": each.pk} for each in references), "parenthetical"), "[x]"
    )
    return [block("paragraph", f"<p>So it is{link}.</p>")]


def cited_in(stream):
    """Ids of what the quotes and the paragraphs of a stream cite."""
    found = []
    for each in stream.raw_data:
        if each["type"] == "quote":
            found += [item["value"]["reference"] for item in each["value"]["citations"]]
        else:
            found += [item["reference"] for one in citations_in(each["value"]) for item in one.items]
    return found


def again(page):
    return ResearchSummaryPage.objects.get(pk=page.pk)


def test_a_live_page_refers_to_the_kept_record(home, kept, removed):
    page = make_summary(
        parent=home,
        body=quoting(removed) + saying(removed),
        subject_reference=removed,
        further_reading=[removed],
    )
    merge(kept, removed, now=NOW)
    page = again(page)
    assert cited_in(page.body) == [kept.pk, kept.pk]
    assert page.subject_reference == kept
    assert page.cited_reference_ids() == {kept.pk}


def test_the_disclaimer_is_rich_text_of_its_own(home, kept, removed):
    text = saying(removed)[0]["value"]
    page = make_summary(parent=home, disclaimer=text)
    merge(kept, removed, now=NOW)
    assert [dict(item) for one in citations_in(again(page).disclaimer) for item in one.items] == [
        {"reference": kept.pk}
    ]


def test_every_version_refers_to_it(home, kept, removed):
    page = make_summary(parent=home, body=quoting(removed), subject_reference=removed)
    page.body = json.dumps(saying(removed))  # type: ignore[assignment]
    draft = page.save_revision()
    merge(kept, removed, now=NOW)
    for revision in Revision.objects.for_instance(page):
        version = revision.as_object()
        assert cited_in(version.body) == [kept.pk]
        assert version.subject_reference_id == kept.pk
    assert again(page).latest_revision_id == draft.pk


def test_a_draft_that_alone_cites_it_stays_a_draft(home, kept, removed):
    page = make_summary(parent=home)
    page.further_reading.append(("reference", removed))
    page.save_revision()
    before = again(page)
    merge(kept, removed, now=NOW)
    after = again(page)
    assert after.has_unpublished_changes
    assert list(after.further_reading.raw_data) == list(before.further_reading.raw_data)
    assert [each["value"] for each in after.get_latest_revision_as_object().further_reading.raw_data] == [
        kept.pk
    ]


def test_a_scheduled_version_stays_scheduled(home, kept, removed):
    page = make_summary(parent=home)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.body = json.dumps(quoting(removed))  # type: ignore[assignment]
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    merge(kept, removed, now=NOW)
    revision.refresh_from_db()
    assert revision.approved_go_live_at == page.go_live_at
    assert cited_in(revision.as_object().body) == [kept.pk]


def test_dates_and_states_of_pages_stay(home, kept, removed):
    page = make_summary(parent=home, body=quoting(removed))
    names = ("first_published_at", "last_published_at", "latest_revision_created_at", "has_unpublished_changes",
             "live_revision_id", "live")  # fmt: skip
    before = Page.objects.filter(pk=page.pk).values(*names).get()
    merge(kept, removed, now=NOW)
    assert Page.objects.filter(pk=page.pk).values(*names).get() == before


def test_a_page_that_could_not_be_published_today_does_not_stop_it(home, kept, removed):
    page = make_summary(parent=home, body=quoting(removed))
    ResearchSummaryPage.objects.filter(pk=page.pk).update(standfirst="")
    merge(kept, removed, now=NOW)
    assert cited_in(again(page).body) == [kept.pk]


def test_an_alias_and_a_translation_follow(home, kept, removed):
    page = make_summary(parent=home, body=quoting(removed))
    alias = page.create_alias(update_slug="again")
    home.copy_for_translation(make_locale("es"))
    translation = page.copy_for_translation(make_locale("es"))
    merge(kept, removed, now=NOW)
    assert cited_in(again(alias).body) == [kept.pk]
    assert cited_in(again(translation).body) == [kept.pk]


def test_a_page_that_cited_both_cites_once(home, kept, removed):
    page = make_summary(
        parent=home, body=quoting(removed, kept) + saying(kept, removed), further_reading=[kept, removed]
    )
    merge(kept, removed, now=NOW)
    assert cited_in(again(page).body) == [kept.pk, kept.pk]
    assert [each["value"] for each in again(page).further_reading.raw_data] == [kept.pk]
    assert list(
        DocumentReference.objects.filter(reference=kept, document__page=page).values_list("reference")
    ) == [(kept.pk,)]


def test_the_kept_record_gains_what_it_lacked_and_loses_nothing(kept, removed):
    merged = merge(kept, removed, now=NOW)
    kept.refresh_from_db()
    assert (kept.doi, kept.csl["issue"], kept.csl["volume"], kept.key) == ("10.1000/abc", "2", "3", "kept")
    assert merged.gained == ("DOI", "issue")
    assert not Reference.objects.filter(key="removed").exists()


def test_a_record_that_was_but_an_identifier_becomes_the_other_ones(removed):
    empty = Reference(csl={"type": "article-journal", "PMID": "32322279"}, look_up_at=NOW)
    empty.save()
    merged = merge(empty, removed, now=NOW).reference
    assert (merged.title, merged.look_up_at, merged.pmid) == ("A study", None, "32322279")


def test_the_gravest_notice_holds(kept, removed):
    Reference.objects.filter(pk=kept.pk).update(integrity="clean")
    Reference.objects.filter(pk=removed.pk).update(integrity="retracted", notices=[{"type": "retraction"}])
    merged = merge(kept, removed, now=NOW).reference
    assert (merged.integrity, merged.notices) == ("retracted", [{"type": "retraction"}])


def test_the_old_key_leads_to_the_kept_record(kept, removed):
    merge(kept, removed, now=NOW)
    assert MergedReference.objects.get(key="removed").reference == kept


def test_keys_of_earlier_merges_go_along(kept, removed):
    earlier = make_reference(key="earlier")
    merge(removed, earlier, now=NOW)
    merge(kept, removed, now=NOW)
    assert set(kept.merged.values_list("key", flat=True)) == {"earlier", "removed"}


def test_the_old_key_is_not_given_to_another_record(kept, removed):
    Reference.objects.filter(pk=removed.pk).update(key="doe2020")
    merge(kept, removed, now=NOW)
    another = Reference(csl=removed.csl | {"DOI": "10.1000/other"})
    another.save()
    assert another.key not in ("doe2020", "kept")


def test_the_history_of_both_is_the_kept_records(kept, removed, admin_user):
    removed.save_revision(log_action=True, user=admin_user)
    merge(kept, removed, user=admin_user, now=NOW)
    entries = list(registry.get_logs_for_instance(kept))
    assert {entry.action for entry in entries} >= {"wagtail.edit", "cms.reference.merged"}
    merged = next(entry for entry in entries if entry.action == "cms.reference.merged")
    assert (merged.user, merged.data["key"]) == (admin_user, "removed")
    assert "removed" in str(merged.message)
    kept.refresh_from_db()
    assert merged.revision == kept.latest_revision
    assert kept.revisions.count() == 2


def test_the_history_of_each_page_says_so(home, kept, removed, admin_user):
    page = make_summary(parent=home, body=quoting(removed))
    other = make_summary(parent=home)
    merge(kept, removed, user=admin_user, now=NOW)
    entry = PageLogEntry.objects.get(action="cms.reference.replaced")
    assert (entry.page_id, entry.user, entry.label) == (page.pk, admin_user, page.title)
    assert entry.page_id != other.pk
    assert "kept" in str(entry.message)


def test_nothing_refers_to_the_removed_record_afterwards(home, kept, removed):
    page = make_summary(parent=home, body=quoting(removed), further_reading=[removed, kept])
    old = removed.pk
    merge(kept, removed, now=NOW)
    assert not ReferenceIndex.objects.filter(
        to_object_id=str(old), to_content_type__model="reference"
    ).exists()
    assert [user.pk for user in uses_of(kept)] == [page.pk]


def test_it_counts_what_it_changed_as_it_said_before(home, kept, removed):
    for _ in range(2):
        make_summary(parent=home, body=quoting(removed))
    page = make_summary(parent=home)
    page.further_reading.append(("reference", removed))
    page.save_revision()
    seen = preview_merge(kept, removed)
    merged = merge(kept, removed, now=NOW)
    assert len(seen.pages) == merged.pages == 3
    assert set(seen.gained) == set(merged.gained)
    assert seen.different == {"volume": ("3", "4")}


def test_looking_at_what_would_happen_changes_nothing(home, kept, removed):
    page = make_summary(parent=home, body=quoting(removed))
    preview_merge(kept, removed)
    assert cited_in(again(page).body) == [removed.pk]


def test_a_record_is_not_merged_into_itself(kept):
    with pytest.raises(ValueError, match="itself"):
        merge(kept, kept, now=NOW)


def test_a_number_that_contains_the_number_is_another_reference(home, kept, removed):
    other = Reference.objects.get(pk=make_reference().pk)
    other.pk, other.key, other.csl = int(f"{removed.pk}0"), "other", {**other.csl}
    other.save(force_insert=True)
    page = make_summary(parent=home, body=quoting(other))
    merge(kept, removed, now=NOW)
    assert cited_in(again(page).body) == [other.pk]


@pytest.mark.slow
def test_the_number_of_queries_does_not_follow_the_number_of_uses(
    home, kept, removed, django_assert_max_num_queries
):
    for _ in range(30):
        make_summary(parent=home, body=quoting(removed) + saying(removed), subject_reference=removed)
    with django_assert_max_num_queries(110):
        merge(kept, removed, now=NOW)
