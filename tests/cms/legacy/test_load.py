"""What an import writes: one draft, once."""

import pytest
from wagtail.models import Locale, Page

from cms.legacy.load import LoadRefused, Target
from cms.models import CallToAction, Reference, ResearchSummaryPage, StandardPage
from cms.models.legacy_sources import LegacySource
from tests.builders import make_index, make_locale, publish
from tests.cms.legacy.loading import NOW, PROSE, codes, counts, draft, publish_completed, raw, run

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_sample_becomes_one_draft_below_the_parent(sample_bytes, parent):
    report = run(sample_bytes, parent=parent)
    page = ResearchSummaryPage.objects.get()
    assert (report.outcome, report.page, report.path) == ("created", page.pk, page.get_url_parts()[2])
    assert page.is_child_of(Page.objects.get(pk=parent.pk))
    assert not page.live
    assert page.has_unpublished_changes
    assert page.title == draft().title == "Systemic Lupus Erythematosus (SLE)"


def test_the_body_is_the_paragraphs_and_then_each_panel_once(sample_bytes, parent, converted_sample):
    run(sample_bytes, parent=parent)
    body = raw(draft())
    assert tuple(body[:9]) == converted_sample.body
    panels = [CallToAction.objects.get(pk=each["value"]["call_to_action"]) for each in body[9:]]
    assert [panel.slug for panel in panels] == ["newsletter", "information-packet"]


def test_the_saved_row_and_the_draft_say_the_same(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    assert raw(ResearchSummaryPage.objects.get()) == raw(draft())


def test_the_original_bytes_are_kept_with_the_page(sample_bytes, parent):
    report = run(sample_bytes, parent=parent)
    source = LegacySource.objects.get()
    assert bytes(source.original) == sample_bytes
    assert (source.page_id, source.imported_at) == (report.page, NOW)
    assert report.as_dict().items() <= source.report.items()


def test_a_second_run_is_unchanged_and_changes_nothing(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    before, revision = counts(), draft().latest_revision_id
    report = run(sample_bytes, parent=parent)
    assert (report.outcome, report.notes) == ("unchanged", ())
    assert counts() == before
    assert ResearchSummaryPage.objects.get().latest_revision_id == revision


def test_the_same_bytes_under_another_name_are_the_same_source(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    assert run(sample_bytes, parent=parent, key="/copy.txt").outcome == "duplicate"


def test_the_same_bytes_below_another_parent_stay_where_they_are(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    report = run(sample_bytes, parent=make_index("Elsewhere"))
    assert report.outcome == "unchanged"
    assert codes(report) == ["page_elsewhere"]


def test_a_second_run_says_that_the_page_was_edited(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    page = draft()
    page.title = "A better title"
    page.save_revision()
    report = run(sample_bytes, parent=parent)
    assert (report.outcome, codes(report)) == ("unchanged", ["page_edited"])
    assert draft().title == "A better title"


def test_a_changed_file_updates_the_draft_that_nobody_edited(parent):
    run(PROSE, parent=parent)
    report = run(f"{PROSE}\n\nA new paragraph.", parent=parent)
    assert report.outcome == "updated"
    assert [each["value"] for each in raw(draft())][-1] == "<p>A new paragraph.</p>"
    assert run(f"{PROSE}\n\nA new paragraph.", parent=parent).outcome == "unchanged"


def test_a_changed_file_does_not_touch_a_page_that_was_edited(parent):
    run(PROSE, parent=parent)
    page = draft()
    page.title = "A better title"
    page.save_revision()
    report = run(f"{PROSE}\n\nA new paragraph.", parent=parent)
    assert (report.outcome, codes(report)) == ("conflict", ["page_edited", "page_differs", "source_differs"])
    assert report.notes[1].values == {"fields": "Title"}
    assert (draft().title, len(raw(draft()))) == ("A better title", 1)


def test_a_changed_file_does_not_touch_a_locked_page(parent):
    run(PROSE, parent=parent)
    ResearchSummaryPage.objects.update(locked=True)
    assert codes(run(f"{PROSE}\n\nMore.", parent=parent)) == ["page_locked"]


def test_an_update_leaves_what_is_live_alone(parent):
    run(PROSE, parent=parent)
    LegacySource.objects.update(revision=publish_completed(draft()))
    report = run(f"{PROSE}\n\nA new paragraph.", parent=parent)
    page = ResearchSummaryPage.objects.get()
    assert (report.outcome, len(raw(page)), len(raw(draft()))) == ("updated", 1, 2)
    assert page.has_unpublished_changes


def test_a_deleted_page_can_be_imported_again(parent):
    run(PROSE, parent=parent)
    ResearchSummaryPage.objects.get().delete()
    assert run(PROSE, parent=parent).outcome == "created"


def test_a_dry_run_reports_everything_and_writes_nothing(sample_bytes, parent):
    before = counts()
    report = run(sample_bytes, parent=parent, dry_run=True)
    assert counts() == before
    assert (report.outcome, report.dry_run, report.page) == ("created", True, None)
    assert codes(report) == codes(run(sample_bytes, parent=parent))


def test_another_language_has_pages_and_panels_of_its_own(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    spanish = make_locale("es")
    root = Page.objects.get(depth=1)
    other = publish(StandardPage(title="Inicio", slug="inicio", locale=spanish), root)
    assert run(sample_bytes, parent=other, locale=spanish).outcome == "created"
    assert set(CallToAction.objects.values_list("slug", "locale__language_code")) == {
        ("newsletter", "en"), ("information-packet", "en"), ("newsletter", "es"), ("information-packet", "es"),
    }  # fmt: skip
    assert Reference.objects.count() == 1


def test_two_articles_with_one_title_get_different_addresses(parent):
    run(f"Lupus and cells\n\n{PROSE}", parent=parent, key="/a.txt")
    run(f"Lupus and cells\n\n{PROSE} More.", parent=parent, key="/b.txt")
    assert set(ResearchSummaryPage.objects.values_list("slug", flat=True)) == {
        "lupus-and-cells",
        "lupus-and-cells-2",
    }


def test_a_title_that_makes_no_address_gets_one(parent):
    run(f"???\n\n{PROSE}", parent=parent)
    assert ResearchSummaryPage.objects.get().slug.startswith("imported-")


def test_nothing_is_half_loaded_when_the_page_is_refused(sample_bytes, parent, monkeypatch):
    def refuse(*args, **kwargs):
        raise LoadRefused("no")

    monkeypatch.setattr("cms.legacy.load._create", refuse)
    before = counts()
    with pytest.raises(LoadRefused):
        run(sample_bytes, parent=parent)
    assert counts() == before


def test_a_summary_is_refused_below_a_page_that_takes_none(parent, monkeypatch):
    monkeypatch.setattr(ResearchSummaryPage, "can_create_at", lambda parent: False)
    with pytest.raises(LoadRefused, match="may stand below “Research”"):
        Target(parent=parent, locale=Locale.get_default())


def test_a_page_type_without_a_body_is_refused(parent):
    with pytest.raises(LoadRefused, match="no standfirst and body"):
        Target(parent=parent, locale=Locale.get_default(), page_model=Page)


def test_the_imported_draft_can_be_completed_and_published(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    publish_completed(draft())
    assert ResearchSummaryPage.objects.get().live
