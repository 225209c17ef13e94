"""Registries are asked politely, and whatever they answer, there is an end and a sentence about it."""

import json
import time

import pytest
from django.test import override_settings

from cms.bibliography.identifiers import Identifier
from cms.lookup import Incomplete, NotKnown, Unreachable, asking, look_up
from tests.cms.lookup.replay import json_answer, xml_answer
from tests.cms.lookup.test_pubmed import article
from tests.receivers import answers, answers_in_turn, drips

DOI = Identifier("doi", "10.5555/work")
PMID = Identifier("pmid", "99000001")
WORK = {"status": "ok", "message": {"DOI": DOI.value, "type": "journal-article", "title": ["A made-up work"]}}


def reasons(identifier=DOI):
    """Why the registries did not answer."""
    with pytest.raises(Unreachable) as failed:
        look_up(identifier)
    return failed.value.reasons


def test_a_registry_is_told_whom_it_can_write_to(registries):
    registries.crossref(DOI.value)
    look_up(DOI)
    agent = registries.server.requests[0].headers["User-Agent"]
    assert agent == "headless-research-summaries (mailto:library@example.org)"


def test_without_a_contact_no_address_is_made_up(registries):
    with override_settings(CMS_CONTACT_EMAIL=""):
        registries.crossref(DOI.value)
        look_up(DOI)
    assert registries.server.requests[0].headers["User-Agent"] == "headless-research-summaries"


def test_the_ncbi_is_told_tool_and_address_as_it_wishes(registries):
    registries.pubmed(PMID.value, article())
    look_up(PMID)
    path = registries.server.requests[0].path
    assert "tool=headless-research-summaries" in path
    assert "email=library%40example.org" in path


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_registry_that_was_busy_is_asked_again(registries, status):
    busy = answers(status, b"busy", Content_Type="text/plain")
    registries.known["crossref", DOI.value] = answers_in_turn(busy, json_answer(WORK))
    assert look_up(DOI).csl["title"] == "A made-up work"


def test_a_registry_is_asked_three_times_at_most(registries):
    registries.breaks("crossref")
    assert reasons() == ("Crossref answers with an error (HTTP 500).",)
    assert registries.asked.count("crossref") == 3


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_registry_that_refuses_is_not_asked_again(registries, status):
    registries.breaks("crossref", answers(status, b"", Content_Type="text/plain"))
    assert reasons() == (f"Crossref answers with an error (HTTP {status}).",)
    assert registries.asked.count("crossref") == 1


def test_a_registry_that_wants_to_be_asked_more_slowly_is_left_alone(registries):
    registries.breaks("crossref", answers(429, b"", Retry_After="600", Content_Type="text/plain"))
    assert reasons() == ("Crossref wants to be asked more slowly.",)
    registries.forget_requests()
    assert reasons(Identifier("doi", "10.5555/other")) == ("Crossref wants to be asked more slowly.",)
    assert "crossref" not in registries.asked


def test_the_pace_that_an_answer_names_is_kept(registries):
    for number in range(4):
        registries.crossref(f"10.5555/{number}", X_Rate_Limit_Limit="10", X_Rate_Limit_Interval="1s")
    look_up(Identifier("doi", "10.5555/0"))
    began = time.monotonic()
    for number in range(1, 4):
        look_up(Identifier("doi", f"10.5555/{number}"))
    assert time.monotonic() - began > 0.2


def test_a_text_that_says_not_found_is_an_answer(registries):
    with pytest.raises(NotKnown):
        look_up(DOI)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"null", b"[]", b'"text"', b"{", b'{"message": NaN}', b'{"message": "\xff"}', b"\0", b"<html></html>",
        b'{"message":' + b"[" * 100_000, b'{"message": ' + b"9" * 10_000 + b"}",
    ],
)  # fmt: skip
def test_an_answer_that_is_no_json_object_is_none(registries, body):
    registries.breaks("crossref", answers(200, body, Content_Type="application/json"))
    assert reasons() == ("The answer of Crossref can not be understood.",)


@pytest.mark.parametrize("kind", ["text/html", "text/plain", "application/octet-stream", "image/png", ""])
def test_an_answer_of_another_type_is_none(registries, kind):
    registries.breaks("crossref", answers(200, json.dumps(WORK).encode(), Content_Type=kind))
    assert reasons() == ("The answer of Crossref can not be understood.",)


@pytest.mark.parametrize(
    "content", [{}, {"message": None}, {"message": []}, {"message": {"title": ["No DOI"]}}]
)
def test_an_answer_of_another_shape_is_none(registries, content):
    registries.breaks("crossref", json_answer(content))
    assert reasons() == ("The answer of Crossref can not be understood.",)


@pytest.mark.parametrize(
    "content", [{}, {"errCode": 404, "errMsg": "Made up"}, {"resultList": {"result": None}}]
)
def test_an_error_of_europe_pmc_does_not_say_that_a_work_is_not_known(registries, content):
    registries.breaks("europepmc", json_answer(content))
    assert reasons(PMID) == ("The answer of Europe PMC can not be understood.",)


def test_an_error_of_the_ncbi_does_not_say_that_a_work_is_not_known(registries):
    registries.breaks("pubmed", xml_answer("<eFetchResult><ERROR>Made up</ERROR></eFetchResult>"))
    assert reasons(PMID) == ("The answer of PubMed can not be understood.",)


def test_a_record_of_another_shape_has_no_title(registries):
    registries.crossref(DOI.value, {"title": 1, "author": 2, "type": [], "issued": [], "container-title": {}})
    with pytest.raises(Incomplete):
        look_up(DOI)


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>
<PubmedArticleSet>&d;</PubmedArticleSet>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE PubmedArticleSet [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<PubmedArticleSet>&a;</PubmedArticleSet>"""


@pytest.mark.parametrize(
    "body",
    [LAUGHS, OUTSIDE, b"", b"<PubmedArticleSet>", b"\0", b"<a>\xff</a>", b'<?xml encoding="no-such"?><a/>'],
)  # fmt: skip
def test_an_answer_that_is_no_harmless_xml_is_none(registries, body):
    registries.breaks("pubmed", xml_answer(body))
    assert reasons(PMID) == ("The answer of PubMed can not be understood.",)


def test_a_page_in_html_is_no_record_of_pubmed(registries):
    registries.breaks("pubmed", answers(200, b"<html></html>", Content_Type="text/html"))
    assert reasons(PMID) == ("The answer of PubMed can not be understood.",)


def test_a_redirect_into_our_own_network_is_not_followed(registries):
    registries.breaks("crossref", json_answer({}, 302, Location="http://127.0.0.2:1/works"))
    assert reasons() == ("Crossref leads to an address that may not be asked.",)


def test_a_redirect_to_a_file_is_not_followed(registries):
    registries.breaks("crossref", json_answer({}, 302, Location="file:///etc/passwd"))
    assert reasons() == ("Crossref leads to an address that may not be asked.",)


def test_redirects_in_a_circle_have_an_end(registries):
    there = f"{registries.server.url}/crossref/works/10.5555%2Fwork"
    registries.breaks("crossref", json_answer({}, 302, Location=there))
    assert reasons() == ("Crossref sends us from one address to the next.",)


@pytest.mark.parametrize("start", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"])
def test_an_answer_that_drips_has_an_end(registries, start):
    with override_settings(CMS_LOOKUP_SECONDS=1.0):
        registries.breaks("crossref", drips(b" ", start=start))
        began = time.monotonic()
        assert reasons()[0] == "Crossref did not answer in time."
    assert time.monotonic() - began < 3


def test_a_registry_that_hangs_leaves_time_for_the_next_one(registries):
    with override_settings(CMS_LOOKUP_SECONDS=1.0):
        registries.breaks("crossref", drips(b""))
        registries.datacite(DOI.value, {"titles": [{"title": "Made-up data"}]})
        assert look_up(DOI).origin == "datacite"


def test_an_answer_that_does_not_end_is_cut_off(registries, monkeypatch):
    monkeypatch.setattr(asking, "LARGEST", 1_000_000)
    registries.breaks("crossref", answers(200, b" " * 1_100_000, Content_Type="application/json"))
    assert reasons() == ("The answer of Crossref is too large.",)


def test_a_hundred_megabytes_are_not_read(registries):
    def endless(handler, received):
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(100 * 1024 * 1024))
        handler.end_headers()
        sent = 0
        try:
            while sent < 100 * 1024 * 1024:
                sent += handler.wfile.write(b" " * 1024 * 1024)
        except OSError:
            cut_off.append(sent)

    cut_off: list[int] = []
    registries.breaks("crossref", endless)
    assert reasons() == ("The answer of Crossref is too large.",)
    time.sleep(0.2)
    assert cut_off[0] < 40 * 1024 * 1024


def test_nobody_at_home(registries):
    nowhere = {
        "BACKEND": "cms.lookup.registries.Crossref",
        "OPTIONS": {"base_url": "http://127.0.0.1:9"},
    }
    with override_settings(CMS_LOOKUP_PROVIDERS=[nowhere]):
        assert reasons() == ("Crossref can not be reached.",)


def test_a_registry_in_our_own_network_is_not_asked_unless_that_is_allowed(registries):
    with override_settings(CMS_OUTGOING_ALLOWED_HOSTS=[]):
        assert reasons()[0] == "Crossref leads to an address that may not be asked."
    assert registries.asked == []
