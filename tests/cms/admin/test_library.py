"""The lists, forms and dialogs of the library."""

import json

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.models import CallToAction, Person, Reference, ResearchSummaryPage, Topic
from tests.builders import make_locale, make_panel, make_person, make_reference, make_summary, make_topic

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

SNIPPETS = [Reference, CallToAction, Topic, Person]


def url(model, view, *args):
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def chooser_url(model, view):
    return reverse(model.snippet_viewset.chooser_viewset.get_url_name(view))


def listed(editor, address):
    return [str(row) for row in editor.get(address).context["object_list"]]


def test_the_menu_has_one_entry_for_research(editor):
    text = editor.get(reverse("wagtailadmin_home")).content.decode()
    for label in ("Research summaries", "References", "Calls to action", "Topics", "People"):
        assert f'"label": "{label}"' in text


@pytest.mark.parametrize("model", SNIPPETS)
def test_an_empty_list_offers_to_add_something(editor, model):
    assert url(model, "add") in editor.get(url(model, "list")).content.decode()


@pytest.mark.parametrize("model", SNIPPETS)
def test_the_form_for_something_new_opens(editor, model):
    assert editor.get(url(model, "add")).status_code == 200


@pytest.mark.parametrize("make", [make_reference, make_panel, make_topic, make_person])
@pytest.mark.parametrize("view", ["edit", "inspect", "usage", "history"])
def test_each_view_of_an_object_opens(editor, make, view):
    found = make()
    assert editor.get(url(type(found), view, found.pk)).status_code == 200


def test_references_are_found_by_title_author_and_identifier(editor):
    make_reference(title="Something else")
    make_reference(
        title="Mesenchymal cells",
        author=[{"family": "Zhou", "given": "Tianbiao"}],
        PMID="32322279",
        DOI="10.1155/2020/6518508",
    )
    for words in (
        "mesenchymal",
        "zhou",
        "32322279",
        "10.1155/2020/6518508",
        "https://doi.org/10.1155/2020/6518508",
    ):
        assert len(listed(editor, f"{url(Reference, 'list')}?q={words}")) == 1, words


def test_references_are_filtered_by_type_year_and_verification(editor):
    make_reference(key="old", issued={"date-parts": [[1999]]})
    make_reference(key="book", type="book")
    checked = make_reference(key="checked", issued={"date-parts": [[2015]]})
    Reference.objects.filter(pk=checked.pk).update(verification="verified")
    address = url(Reference, "list")
    for query, keys in [
        ("type=book", ["book"]),
        ("year_from=2000&year_to=2016", ["checked"]),
        ("verification=verified", ["checked"]),
        ("year_to=2000", ["old"]),
    ]:
        assert [row.split(":")[0] for row in listed(editor, f"{address}?{query}")] == keys, query


def test_references_are_exported(editor):
    make_reference(key="zhou2020", title="Mesenchymal cells")
    text = b"".join(editor.get(f"{url(Reference, 'list')}?export=csv").streaming_content).decode()
    assert "zhou2020" in text
    assert "Mesenchymal cells" in text


def test_panels_are_filtered_by_kind_and_state(editor):
    make_panel("live")
    make_panel("draft", live=False, heading="A draft")
    make_panel("packet", kind="information_packet", heading="A packet")
    address = url(CallToAction, "list")
    assert len(listed(editor, f"{address}?live=false")) == 1
    assert len(listed(editor, f"{address}?kind=information_packet")) == 1


def test_a_list_shows_one_language_at_a_time(editor):
    make_topic("Lupus")
    make_topic("Lupus", slug="lupus-es", locale=make_locale("es"))
    assert len(listed(editor, f"{url(Topic, 'list')}?locale=es")) == 1


def test_research_summaries_are_listed_wherever_they_are(editor):
    lupus = make_topic("Lupus")
    make_summary("With a topic", topics=[lupus, make_topic("Diabetes")])
    make_summary("Below another", parent=make_summary("Above"), live=False)
    address = reverse("research-summaries:index")
    assert len(listed(editor, address)) == 3
    assert listed(editor, f"{address}?topics={lupus.pk}") == ["With a topic"]


def test_inspecting_a_reference_shows_the_record_in_plain_words(editor):
    reference = make_reference(author=[{"family": "Doe", "given": "Jane"}])
    text = editor.get(url(Reference, "inspect", reference.pk)).content.decode()
    assert "Journal article" in text
    assert "Doe, Jane" in text
    assert "{" not in text.split("<main")[1].split("<script")[0]


@pytest.mark.parametrize("make", [make_reference, make_topic, make_person])
def test_what_has_no_drafts_is_not_saved_while_somebody_types(editor, make):
    found = make()
    assert not editor.get(url(type(found), "edit", found.pk)).context["autosave_enabled"]


def test_what_has_drafts_is_saved_by_itself(editor):
    assert editor.get(url(CallToAction, "edit", make_panel().pk)).context["autosave_enabled"]


def test_the_history_compares_two_versions_of_a_record(editor):
    reference = make_reference(title="An old title")
    first = reference.save_revision()
    reference.csl = {**reference.csl, "title": "A new title"}
    reference.save()
    second = reference.save_revision()
    text = editor.get(url(Reference, "revisions_compare", reference.pk, first.pk, second.pk)).content.decode()
    assert 'class="deletion">An old<' in text
    assert 'class="addition">A new<' in text


def test_an_older_version_of_a_record_can_be_restored(editor):
    reference = make_reference(title="An old title")
    first = reference.save_revision()
    reference.csl = {**reference.csl, "title": "A new title"}
    reference.save()
    address = url(Reference, "revisions_revert", reference.pk, first.pk)
    form = editor.get(address).context["form"]
    editor.post(address, {field.html_name: field.value() or "" for field in form})
    reference.refresh_from_db()
    assert reference.title == "An old title"


def test_restoring_an_older_version_does_not_take_a_retraction_back(editor):
    reference = make_reference(title="An old title")
    first = reference.save_revision()
    Reference.objects.filter(pk=reference.pk).update(integrity="retracted", notices=[{"kind": "retraction"}])
    address = url(Reference, "revisions_revert", reference.pk, first.pk)
    form = editor.get(address).context["form"]
    editor.post(address, {field.html_name: field.value() or "" for field in form})
    reference.refresh_from_db()
    assert reference.latest_revision_id != first.pk
    assert (reference.integrity, reference.notices) == ("retracted", [{"kind": "retraction"}])


def test_a_reference_can_be_added_in_the_dialog_and_the_history_says_so(editor):
    prefix = {
        "record_type": "article-journal",
        "record_title": "Found while writing",
        "record_doi": "10.1000/x",
    }
    answer = json.loads(editor.post(chooser_url(Reference, "create"), prefix).content)
    assert answer["step"] == "chosen"
    reference = Reference.objects.get(doi="10.1000/x")
    assert answer["result"]["id"] == str(reference.pk)
    assert reference.latest_revision is not None
    assert ModelLogEntry.objects.filter(object_id=reference.pk, action="wagtail.create").exists()


def test_a_duplicate_is_refused_in_the_dialog_too(editor):
    make_reference(key="zhou2020", DOI="10.1000/x")
    form = {"record_type": "article-journal", "record_title": "Once more", "record_doi": "10.1000/x"}
    answer = json.loads(editor.post(chooser_url(Reference, "create"), form).content)
    assert answer["step"] == "reshow_creation_form"
    assert "zhou2020" in answer["htmlFragment"]


def test_a_person_can_be_added_in_the_dialog(editor):
    answer = json.loads(editor.post(chooser_url(Person, "create"), {"name": "Ada Example"}).content)
    assert answer["result"]["string"] == "Ada Example"


def test_the_dialog_tells_papers_apart(editor):
    make_reference(title="A paper", author=[{"family": "Zhou"}], issued={"date-parts": [[2020]]})
    html = json.loads(editor.get(chooser_url(Reference, "choose")).content)["html"]
    for part in ("A paper", "Zhou", "2020", "Journal article"):
        assert part in html


def test_an_empty_dialog_leads_to_the_form(editor):
    html = json.loads(editor.get(chooser_url(CallToAction, "choose")).content)["html"]
    assert url(CallToAction, "add") in html


def test_the_topics_of_a_page_are_those_of_its_language(editor):
    spanish = make_topic("Lupus", slug="lupus-es", locale=make_locale("es"))
    english = make_topic("Lupus")
    page = make_summary()
    form = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["form"]
    assert list(form.fields["topics"].queryset) == [english]
    page.topics.add(spanish)
    page.save_revision()
    form = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).context["form"]
    assert set(form.fields["topics"].queryset) == {english, spanish}
    assert ResearchSummaryPage.objects.count() == 1


def test_the_dialog_finds_a_reference_by_the_address_of_its_doi(editor):
    make_reference(title="Something else")
    make_reference(title="A paper", DOI="10.1000/x")
    address = chooser_url(Reference, "choose_results")
    assert "A paper" in (found := editor.get(f"{address}?q=https://doi.org/10.1000/X").content.decode())
    assert "Something else" not in found
    assert "Something else" in editor.get(f"{address}?q=something").content.decode()


def test_the_list_of_panels_shows_their_state(editor):
    make_panel(live=False)
    assert 'class="w-status' in (text := editor.get(url(CallToAction, "list")).content.decode())
    assert "draft" in text


def test_a_panel_can_be_scheduled(editor):
    fields = editor.get(url(CallToAction, "add")).context["form"].fields
    assert {"starts_at", "ends_at"} <= set(fields)
    assert "go_live_at" not in fields


def test_the_language_is_a_column_only_where_there_are_several(settings):
    viewset = type(Topic.snippet_viewset)
    assert [getattr(column, "name", column) for column in viewset().list_display] == [
        "title", "slug", "locale_id", "_updated_at",
    ]  # fmt: skip
    settings.WAGTAIL_I18N_ENABLED = False
    assert "locale_id" not in [getattr(column, "name", column) for column in viewset().list_display]


def test_view_live_leads_to_the_frontend(editor, settings):
    settings.CMS_FRONTEND_URLS = {"localhost": "https://www.example.org"}
    page = make_summary(slug="stem-cells")
    text = editor.get(reverse("wagtailadmin_pages:edit", args=(page.pk,))).content.decode()
    assert 'href="https://www.example.org/stem-cells/"' in text
