import pytest
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.models import Locale, Page

from cms.delivery import renditions
from cms.delivery.build import build
from cms.delivery.cards import build_cards
from cms.models.paths import SiteMap
from tests.builders import (
    block,
    cite,
    make_image,
    make_index,
    make_panel,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
    publish_again,
)


def finding(outcome, *references):
    value = {"outcome": outcome, "direction": "lower", "certainty": "low", "citations": cite(*references)}
    return block("finding", value)


def figure(image, reference):
    picture = {"image": image.pk, "alt_text": "A picture", "decorative": False}
    return block("figure", {"image": picture, "caption": "", "credit": "", "citations": cite(reference)})


def test_citations_are_numbered_in_document_order(home, document):
    a, b = make_reference(), make_reference()
    built = document(make_summary(parent=home, body=[finding("1", a), finding("2", b, a), finding("3", b)]))
    assert [(item["id"], item["label"]) for item in built["citations"]] == [
        ("c1", "1"),
        ("c2", "1,2"),
        ("c3", "2"),
    ]
    assert [(item["id"], item["number"], item["cited_in"]) for item in built["references"]] == [
        (a.key, 1, ["c1", "c2"]),
        (b.key, 2, ["c2", "c3"]),
    ]
    assert [each["value"]["citations"] for each in built["body"]] == [["c1"], ["c2"], ["c3"]]
    assert [item["block"] for item in built["citations"]] == [each["id"] for each in built["body"]]


def test_moving_a_block_renumbers_without_an_edit_of_the_text(home, document):
    a, b = make_reference(), make_reference()
    page = make_summary(parent=home, body=[finding("1", a), finding("2", b)])
    last = page.body.pop(1)
    page.body.insert(0, (last.block_type, last.value, last.id))
    assert [item["id"] for item in document(publish_again(page))["references"]] == [b.key, a.key]


def test_a_figure_that_is_not_shown_does_not_cite(home, document):
    image, reference = make_image(), make_reference()
    page = make_summary(parent=home, body=[figure(image, reference), finding("1", make_reference())])
    assert len(document(page)["references"]) == 2
    image.delete()
    built = document(page)
    assert [each["type"] for each in built["body"]] == ["finding"]
    assert [item["label"] for item in built["citations"]] == ["1"]
    assert reference.key not in [item["id"] for item in built["references"]]


def test_what_is_listed_or_summarised_but_not_cited_is_further_reading(home, document):
    subject, listed, cited = make_reference(), make_reference(), make_reference()
    page = make_summary(
        parent=home, subject_reference=subject, body=[finding("1", cited)], further_reading=[listed, cited]
    )
    built = document(page)
    assert [item["id"] for item in built["references"]] == [cited.key]
    assert [item["id"] for item in built["further_reading"]] == [subject.key, listed.key]
    assert built["subject"]["reference"] == subject.key


def test_the_subject_carries_the_facts_of_the_first_study(home, document):
    studies = [block("study", {"design": "meta_analysis", "total": total}) for total in (10, 20)]
    assert document(make_summary(parent=home, body=studies))["subject"]["study"]["total"] == 10


def test_anchors_are_unique_and_stand_in_the_outline(home, document):
    headings = [
        block("heading", {"text": "Results", "level": level, "anchor": anchor})
        for level, anchor in (("2", ""), ("2", ""), ("3", "old-link"))
    ]
    built = document(make_summary(parent=home, body=headings))
    assert [entry["anchor"] for entry in built["outline"]] == ["results", "results-2", "old-link"]
    assert [each["value"]["anchor"] for each in built["body"]] == ["results", "results-2", "old-link"]


def test_images_come_in_every_preset_size_and_format(home, document, settings):
    del settings.CMS_IMAGE_WIDTHS, settings.CMS_IMAGE_FORMATS
    image = make_image(
        size=(1000, 500),
        focal_point_x=250,
        focal_point_y=100,
        focal_point_width=10,
        focal_point_height=10,
    )
    built = document(make_summary(parent=home, image=image, image_alt="A drawing"))["image"]
    assert (built["alt"], built["width"], built["height"]) == ("A drawing", 1000, 500)
    assert built["dominant_color"] == "#336699"
    assert built["focal_point"] == {"x": 0.25, "y": 0.2}
    assert [source["type"] for source in built["sources"]] == ["image/avif", "image/webp", "image/png"]
    assert [[entry["width"] for entry in source["srcset"]] for source in built["sources"]] == [
        [400, 800, 1000]
    ] * 3
    assert built["src"].startswith("http://testserver/media/")


def test_an_image_whose_file_is_gone_is_null_and_the_rest_is_there(home, document, caplog):
    image = make_image()
    image.file.storage.delete(image.file.name)
    built = document(make_summary("Still here", parent=home, image=image))
    assert (built["title"], built["image"]) == ("Still here", None)
    assert f"Image {image.pk} can not be delivered" in caplog.text


def test_a_file_that_can_not_be_encoded_holds_up_nothing_and_is_not_tried_again(home, document, monkeypatch):
    attempts = []

    def fail(image, rule, **kwargs):
        attempts.append(rule.spec)
        raise ValueError("encoding error")

    monkeypatch.setattr(Image, "generate_rendition_file", fail)
    page = make_summary("Still here", parent=home, image=make_image())
    assert (document(page)["title"], document(page)["image"]) == ("Still here", None)
    assert len(attempts) == len(set(attempts))


def test_images_whose_turn_has_not_come_are_delivered_as_they_are(home, document, monkeypatch):
    monkeypatch.setattr(renditions, "PATIENCE", -1)
    page = make_summary(parent=home, image=make_image(), image_alt="A drawing")
    first = document(page)["image"]
    assert (first["alt"], first["sources"]) == ("A drawing", [])
    assert "/original_images/" in first["src"]
    monkeypatch.undo()
    assert document(page)["image"]["sources"]


@pytest.mark.parametrize(
    "stored",
    [
        ("heading", "once a plain heading"),
        ("heading", {"text": "x", "level": "first"}),
        ("call_to_action", {"call_to_action": "abc"}),
        ("link", {"text": "x", "page": 10**30}),
        ("embed", {"url": "http://[", "title": "x", "caption": ""}),
        ("table", {"table": {"columns": [], "rows": None}}),
        ("finding", {"outcome": "x", "citations": [None]}),
        ("study", None),
        ("paragraph", '<p><a linktype="page" id="99999999999999999999999">x</a></p>'),
    ],
)
def test_a_stored_value_that_does_not_fit_costs_its_block_at_most(stored, home, document, roots):
    page = make_summary("Still here", parent=home)
    body = [block(*stored), block("paragraph", "<p>The rest.</p>")]
    type(page).objects.filter(pk=page.pk).update(body=body)
    assert document(page)["body"][-1]["value"]["html"] == "<p>The rest.</p>"
    stale = type(page).objects.get(pk=page.pk)
    assert build_cards([stale], site=roots(), sites=SiteMap.load(), now=timezone.now()).cards


def test_numbers_stored_as_numbers_are_delivered(home, document):
    page = make_summary(parent=home)
    value = {"outcome": "x", "direction": "lower", "certainty": "low", "measure": "other", "estimate": 0.7}
    type(page).objects.filter(pk=page.pk).update(body=[block("finding", value)])
    assert document(page)["body"][0]["value"]["estimate"] == "0.7"


def test_citations_survive_a_page_whose_blocks_were_looked_at(home, roots):
    page = make_summary(parent=home, body=[finding("1", make_reference())])
    for each in page.body:
        assert each.value
    built = build(page, site=roots(), sites=SiteMap.load(), now=timezone.now())
    assert [each.value.citations for each in built.body] == [["c1"]]


def test_an_anchor_that_an_editor_set_is_never_given_to_another_heading(home, document):
    headings = [
        block("heading", {"text": "Results", "level": "2", "anchor": anchor}) for anchor in ("", "results")
    ]
    built = document(make_summary(parent=home, body=headings))
    assert [entry["anchor"] for entry in built["outline"]] == ["results-2", "results"]


def test_remarks_in_a_record_stay_in_the_library(home, document):
    reference = make_reference(note="SECRET", abstract="SECRET", annote="SECRET", custom={"x": "SECRET"})
    assert "SECRET" not in str(document(make_summary(parent=home, body=[finding("1", reference)])))


def test_a_panel_is_delivered_where_it_is_placed(home, document):
    panel = make_panel("newsletter", disclosure="We sell it.")
    built = document(make_summary(parent=home, body=[block("call_to_action", {"call_to_action": panel.pk})]))
    value = built["body"][0]["value"]
    assert (value["slug"], value["kind"]) == ("newsletter", "newsletter")
    assert value["form"]["success_message"] == "Thank you."
    assert built["disclosures"] == ["We sell it."]


def test_a_link_to_a_page_has_its_path_and_a_typed_target(home, document):
    about = make_standard("About us", parent=home, slug="about-us")
    page = make_summary(parent=home, body=[block("link", {"text": "About", "page": about.pk})])
    value = document(page)["body"][0]["value"]
    assert value["href"] == "/about-us/"
    assert value["target"] == {
        "kind": "page",
        "id": about.pk,
        "type": "standard_page",
        "title": "About us",
        "path": "/about-us/",
        "url": "https://www.example.org/about-us/",
        "locale": "en",
    }


def test_a_page_knows_its_parent_and_its_translations(home, document):
    spanish = Locale.objects.create(language_code="es")
    index = make_index(parent=home, slug="research")
    page = make_summary(parent=index, slug="lupus")
    publish_again(home.copy_for_translation(spanish))
    publish_again(index.copy_for_translation(spanish))
    other = publish_again(page.copy_for_translation(spanish))
    path = f"/es/{_below_home(other)}/"
    built = document(page)
    assert built["links"]["parent"]["path"] == "/research/"
    assert built["links"]["alternates"] == [
        {"locale": "es", "id": other.pk, "path": path, "url": f"https://www.example.org{path}"}
    ]
    assert document(other)["links"]["alternates"][0]["path"] == "/research/lupus/"
    assert built["key"] != document(other)["key"]


def _below_home(page: Page) -> str:
    return page.url_path.strip("/").split("/", 1)[1]


def test_a_copy_has_a_key_of_its_own(home, document):
    page = make_summary(parent=home)
    copy = page.copy(update_attrs={"slug": "copied"})
    assert document(copy)["key"] != document(page)["key"]


def test_a_document_is_the_same_each_time_it_is_built(home, document):
    topics = [make_topic("B"), make_topic("A")]
    page = make_summary(parent=home, topics=topics, body=[finding("x", make_reference())])
    assert document(page) == document(page)


def test_cards_of_a_list_are_built_together(home, roots):
    study = block("study", {"design": "cohort"})
    summary = make_summary(
        parent=home, topics=[make_topic("Lupus")], authors=[make_person("Ann Author")], body=[study]
    )
    pages = [summary, make_standard(parent=home)]
    built = build_cards(pages, site=roots(), sites=SiteMap.load(), now=timezone.now())
    cards = list(built.cards.values())
    assert [card.type for card in cards] == ["research_summary", "standard_page"]
    assert cards[0].authors == ["Ann Author"]
    assert cards[0].study_design == "cohort"
    assert [topic.slug for topic in cards[0].topics] == ["lupus"]


@pytest.mark.parametrize(
    ("port", "address"),
    [(80, "http://www.example.org"), (443, "https://www.example.org"), (8000, "http://www.example.org:8000")],
)
def test_the_address_of_the_frontend_follows_from_the_site(site, roots, port, address):
    site.port = port
    site.save()
    assert roots().base_url == address


def test_the_address_of_the_frontend_can_be_set(roots, settings):
    settings.CMS_FRONTEND_URLS = {"www.example.org": "https://frontend.example.org/"}
    assert roots().base_url == "https://frontend.example.org"
