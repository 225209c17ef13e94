"""Wagtail's own v2 and v3 APIs read and write citations in running text without losing them."""

import pytest

from blocks.stored_citations import StoredCitation, citations_in, stored_link
from tests.api_client import ApiClient
from tests.builders import cited, make_reference

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]


def paragraph(text):
    return {"body": [{"type": "paragraph", "value": text}]}


def test_v3_stores_a_citation_that_our_api_then_numbers(v3, summary_with, text_of):
    reference = make_reference()
    page = summary_with("Nothing yet.")
    sent = paragraph(f"<p>Fewer fell ill {cited(reference, locator='p. 2')}.</p>")
    assert v3("PATCH", f"pages/{page.pk}/", sent | {"meta": {"action": "publish"}}).status_code == 200
    (citation,) = ApiClient().get(f"/pages/{page.pk}/").json["citations"]
    assert (citation["text"], citation["items"][0]["locator"]) == ("(1)", "p. 2")


def test_v3_sends_back_a_citation_as_it_has_shown_it(v3, summary_with, text_of):
    page = summary_with(f"Fewer fell ill {cited(make_reference(), mode='narrative', prefix='see “x” & y')}.")
    before = text_of(page)
    shown = v3("GET", f"pages/{page.pk}/").json()["body"]
    assert v3("PATCH", f"pages/{page.pk}/", {"body": shown}).status_code == 200
    assert list(citations_in(text_of(page))) == list(citations_in(before))


@pytest.mark.parametrize(
    "items", ["junk", "[]", '[{"reference": "x"}]', "[[[", '[{"reference": 1, "prefix": "\\ud800"}]']
)
def test_v3_survives_junk(items, v3, summary_with):
    page = summary_with("Nothing yet.")
    link = f'<a linktype="citation" items="{items.replace(chr(34), "&quot;")}">x</a>'
    assert v3("PATCH", f"pages/{page.pk}/", paragraph(f"<p>y {link}</p>")).status_code == 200


def test_v3_says_which_references_a_citation_names_in_its_text(v3, summary_with, text_of):
    reference = make_reference(key="doe2020")
    page = summary_with("Nothing yet.")
    link = stored_link(StoredCitation(({"reference": reference.pk},), "parenthetical"), "anything")
    v3("PATCH", f"pages/{page.pk}/", paragraph(f"<p>x {link}</p>"))
    assert ">[doe2020]</a>" in text_of(page)


@pytest.mark.parametrize("written", ["db_markdown", "markdown", "html", "db_html"])
def test_v3_shows_a_text_with_a_citation_in_every_form(written, v3, summary_with):
    page = summary_with(f"Fewer fell ill {cited(make_reference(key='doe2020'))}.")
    response = v3("GET", f"pages/{page.pk}/?rich_text_format={written}")
    assert "doe2020" in response.json()["body"][0]["value"]


def test_v2_shows_a_text_with_a_citation(client, summary_with):
    page = summary_with(f"Fewer fell ill {cited(make_reference(key='doe2020'))}.")
    shown = client.get(f"/api/v2/pages/{page.pk}/", {"fields": "*"}, headers={"host": "localhost"})
    assert "[doe2020]</a>" in shown.json()["body"][0]["value"]
