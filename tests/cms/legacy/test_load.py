"""What an import writes: one draft, its references and panels, once."""

import datetime
import json

import pytest
from wagtail.models import Locale, Page

from cms.legacy.load import LoadRefused, Target, load
from cms.legacy.readers.text import read_text_bytes
from cms.models import CallToAction, Reference, ResearchSummaryPage, StandardPage
from cms.models.legacy_sources import LegacySource
from tests.builders import block, make_index, make_locale, make_panel, make_person, make_reference, publish

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = datetime.datetime(2026, 3, 1, 12, 0, tzinfo=datetime.UTC)
PROSE = "Lupus is a disease. Zhou et al. found that treatment eases its symptoms."
SOURCE = "Source: “A title.” 16 Sep. 2021, https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8481702/"


@pytest.fixture
def parent():
    return make_index()


def run(data, *, parent, key="/old/article.txt", locale=None, **options):
    original = data.encode() if isinstance(data, str) else data
    target = Target(parent=Page.objects.get(pk=parent.pk).specific, locale=locale or parent.locale)
    item = read_text_bytes(original, source="article.txt")
    return load(item, original, target=target, source_key=key, now=NOW, **options)


@pytest.fixture
def sample_bytes(sample_path):
    return sample_path.read_bytes()


def draft():
    return ResearchSummaryPage.objects.get().get_latest_revision_as_object()


def raw(page, name="body"):
    return page._meta.get_field(name).raw(page)


def publish_completed(page):
    """Give the page what a published one needs, publish it, and return the revision."""
    page.standfirst = "What was found, and how sure it is."
    page.subject_reference = make_reference()
    page.authors = json.dumps([block("author", {"person": make_person().pk, "role": ""})])
    revision = page.save_revision()
    revision.publish()
    return revision


def codes(report):
    return [note.code for note in report.notes]


def counts():
    models = (Page, ResearchSummaryPage, Reference, CallToAction, LegacySource)
    return [model.objects.count() for model in models]


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


def test_panels_are_drafts_with_their_success_messages(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    packet = CallToAction.objects.get(slug="information-packet")
    assert (packet.kind, packet.live) == ("information_packet", False)
    assert packet.success_message == "Thanks for your interest!"
    assert packet.latest_revision is not None


def test_the_source_becomes_an_unverified_reference_in_further_reading(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    reference = Reference.objects.get()
    assert (reference.pmcid, reference.verification) == ("PMC8481702", "unverified")
    assert reference.note.startswith(
        "Title cut off in the source. Imported from article.txt, line 21: Source: “"
    )
    assert reference.key
    assert [each["value"] for each in raw(draft(), "further_reading")] == [reference.pk]


def test_the_cited_work_is_not_taken_for_the_work_that_is_summarised(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    assert draft().subject_reference is None


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


def test_a_reference_of_the_library_is_used_and_not_changed(sample_bytes, parent):
    known = make_reference("yang2021", title="The whole title", PMCID="PMC8481702")
    report = run(sample_bytes, parent=parent)
    assert Reference.objects.get().csl == known.csl
    assert [each["value"] for each in raw(draft(), "further_reading")] == [known.pk]
    assert "reference_reused" in codes(report)


def test_a_named_author_is_compared_with_the_authors_in_the_library(sample_bytes, parent):
    make_reference(author=[{"family": "Yang"}], PMCID="PMC8481702")
    (note,) = [one for one in run(sample_bytes, parent=parent).notes if one.code.startswith("named_author")]
    assert (note.code, note.values["authors"]) == ("named_author_not_among_authors", "Yang")


def test_an_unverified_reference_is_completed(parent):
    make_reference("doe", DOI="10.1155/2020/6518508", issued={"date-parts": [[2019]]})
    report = run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    reference = Reference.objects.get()
    assert (reference.pmcid, reference.year) == ("PMC8481702", 2019)
    assert "reference_completed" in codes(report)


def test_a_verified_reference_is_never_changed(parent):
    reference = make_reference("doe", DOI="10.1155/2020/6518508")
    Reference.objects.update(verification="verified")
    run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    assert Reference.objects.get().csl == reference.csl


def test_identifiers_of_two_references_are_reported(parent):
    make_reference("one", PMCID="PMC8481702")
    make_reference("two", DOI="10.1155/2020/6518508")
    report = run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    (note,) = [one for one in report.notes if one.code == "reference_conflict"]
    assert note.values["keys"] == "one, two"
    assert Reference.objects.count() == 2


def test_an_identifier_that_contradicts_the_reference_is_reported(parent):
    make_reference("one", PMCID="PMC8481702", DOI="10.1000/182")
    report = run(f"{PROSE}\n\n{SOURCE} doi:10.1155/2020/6518508", parent=parent)
    assert "reference_identifier_differs" in codes(report)
    assert Reference.objects.get().doi == "10.1000/182"


def test_two_articles_that_cite_one_address_share_the_reference(parent):
    text = f"{PROSE}\n\nSource: “A title.” https://example.org/lupus"
    run(text, parent=parent, key="/a.txt")
    run(f"Another. {text}", parent=parent, key="/b.txt")
    assert (Reference.objects.count(), ResearchSummaryPage.objects.count()) == (1, 2)


def test_two_articles_with_the_same_form_share_the_panel(parent):
    form = "Subscribe to our newsletter\nJoin our list.\nThank you for subscribing!"
    run(f"{PROSE}\n\n{form}", parent=parent, key="/a.txt")
    report = run(f"Another. {PROSE}\n\n{form}", parent=parent, key="/b.txt")
    assert CallToAction.objects.count() == 1
    assert "call_to_action_reused" in codes(report)


def test_a_panel_with_other_words_is_used_unchanged_and_reported(sample_bytes, parent):
    panel = make_panel("newsletter", heading="News for you")
    report = run(sample_bytes, parent=parent)
    panel.refresh_from_db()
    assert panel.heading == "News for you"
    assert raw(draft())[9]["value"] == {"call_to_action": panel.pk}
    assert "call_to_action_differs" in codes(report)


def test_no_disclosure_is_asked_for_when_the_panel_has_one(sample_bytes, parent):
    make_panel("information-packet", kind="information_packet", disclosure="We sell the treatment.")
    assert "disclosure_needed" not in codes(run(sample_bytes, parent=parent))


def test_a_newsletter_without_consent_is_reported_once_for_its_panel(sample_bytes, parent):
    report = run(sample_bytes, parent=parent)
    assert codes(report).count("consent_needed") == 1
    assert CallToAction.objects.get(slug="newsletter").publication_errors().keys() == {"consent_text"}


def test_no_consent_is_asked_for_when_the_panel_has_it(sample_bytes, parent):
    make_panel("newsletter")
    assert "consent_needed" not in codes(run(sample_bytes, parent=parent))


def test_panels_made_from_forms_have_the_usual_fields_of_their_kind(sample_bytes, parent):
    run(sample_bytes, parent=parent)
    packet = CallToAction.objects.get(slug="information-packet")
    assert not packet.form_fields
    assert [field["value"]["name"] for field in packet.raw_form_fields] == ["name", "email"]


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
