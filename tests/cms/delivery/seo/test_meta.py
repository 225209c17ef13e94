"""Meta elements: Open Graph for every page, Highwire's tags for summaries, and nothing that is not public."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wagtail.models import Collection, CollectionViewRestriction

from tests.builders import (
    CANARY,
    block,
    cite,
    make_image,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
)
from tests.cms.delivery.seo.profiles import give_profile


def found(document: Any, page: Any) -> dict[str, list[str]]:
    """Name or property → contents, in order."""
    contents: dict[str, list[str]] = {}
    for each in document(page)["seo"]["meta"]:
        assert (each["name"] is None) != (each["property"] is None)
        contents.setdefault(each["name"] or each["property"], []).append(each["content"])
    return contents


def test_every_page_can_be_shared(home, document) -> None:
    page = make_standard("About us", parent=home, standfirst="Who we are.", seo_title="All about us")
    meta = found(document, page)
    assert meta["og:title"] == ["All about us"]
    assert meta["og:url"] == [document(page)["url"]]
    assert (meta["og:type"], meta["og:locale"]) == (["website"], ["en"])
    assert (meta["og:description"], meta["twitter:card"]) == (["Who we are."], ["summary"])
    assert not [name for name in meta if name.startswith(("citation_", "article:", "og:image"))]


def test_a_summary_is_cited_as_a_text_of_its_own(home, document) -> None:
    writers = [make_person("Ada Example", url="https://ada.example/"), make_person("Bo Example")]
    page = make_summary(
        "A summary",
        parent=home,
        authors=writers,
        topics=[make_topic("Lupus")],
        image=make_image(),
        image_alt="Stairs",
        at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    )
    meta = found(document, page)
    assert meta["citation_title"] == ["A summary"]
    assert meta["citation_author"] == ["Ada Example", "Bo Example"]
    assert meta["citation_publication_date"] == ["2026/03/01"]
    assert (meta["citation_language"], meta["citation_fulltext_html_url"]) == (["en"], meta["og:url"])
    assert "citation_doi" not in meta
    assert (meta["og:type"], meta["article:published_time"]) == (["article"], ["2026-03-01T12:00:00Z"])
    assert (meta["article:author"], meta["article:tag"]) == (["https://ada.example/"], ["Lupus"])
    assert (meta["twitter:card"], meta["og:image:alt"]) == (["summary_large_image"], ["Stairs"])
    assert int(meta["og:image:width"][0]) > 0


def test_references_are_named_in_highwire_s_form(home, document) -> None:
    reference = make_reference(
        title="Pain; sleep, and <i>rest</i>",
        author=[{"family": "Doe", "given": "Jane"}, {"literal": "A group; of people"}],
        issued={"date-parts": [[2020, 4, 3]]},
        volume="12",
        page="100–109",
        DOI="10.5555/x",
    )
    quote = block("quote", {"text": "So it is.", "attribution": "", "citations": cite(reference)})
    (line,) = found(document, make_summary(parent=home, body=[quote]))["citation_reference"]
    assert line.split(";") == [
        "citation_title=Pain, sleep, and rest",
        "citation_author=Jane Doe",
        "citation_author=A group, of people",
        "citation_publication_date=2020/04/03",
        "citation_journal_title=Journal of Studies",
        "citation_volume=12",
        "citation_firstpage=100",
        "citation_doi=10.5555/x",
    ]


def test_the_site_s_picture_stands_in_for_one_that_is_not_there(home, site, document) -> None:
    shared, stairs = make_image("Sharing"), make_image("Stairs")
    give_profile(site, organisation="Institute", share_image=shared)
    without = found(document, make_standard(parent=home))
    assert Path(shared.file.name).stem in without["og:image"][0]
    assert without["og:site_name"] == ["Institute"]
    own = found(document, make_standard("Own", parent=home, image=stairs))
    assert Path(stairs.file.name).stem in own["og:image"][0]


def test_a_private_picture_is_not_told(home, site, document) -> None:
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    secret = make_image(CANARY, collection=private)
    give_profile(site, organisation="Institute", logo=secret, share_image=secret)
    assert CANARY not in str(document(make_summary(parent=home, image=secret)))
