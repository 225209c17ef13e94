"""The list of references: what it shows of each, how it is searched, filtered and put in order, and what that costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Reference
from tests.builders import block, cite, make_reference, make_summary

pytestmark = [pytest.mark.usefixtures("site"), pytest.mark.slow]

LIST = reverse(Reference.snippet_viewset.get_url_name("list"))


def keys(editor, query=""):
    return [reference.key for reference in editor.get(f"{LIST}?{query}").context["object_list"]]


def quoting(*references):
    return [block("quote", {"text": "A word.", "attribution": "", "citations": cite(*references)})]


@pytest.fixture
def library(site):
    """A record that two pages use, twice on one of them, and one that none does."""
    used, subject = make_reference(key="used", title="A used study"), make_reference(key="subject")
    make_reference(key="unused", title="A study nobody uses")
    make_summary(subject_reference=subject, body=quoting(used) + quoting(used))
    make_summary(subject_reference=subject, further_reading=[used], live=False)


def test_each_record_says_how_many_objects_use_it(editor, library):
    uses = {each.key: each.uses for each in editor.get(LIST).context["object_list"]}
    assert uses == {"used": 2, "subject": 2, "unused": 0}


def test_the_number_of_uses_leads_to_them(editor, library):
    used = Reference.objects.get(key="used")
    address = reverse(Reference.snippet_viewset.get_url_name("usage"), args=(used.pk,))
    text = editor.get(LIST).content.decode()
    assert f'<a href="{address}">2 uses</a>' in text
    assert ">Unused</a>" in text


@pytest.mark.parametrize(("query", "expected"), [("used=yes", {"used", "subject"}), ("used=no", {"unused"})])
def test_used_and_unused_records_are_told_apart(editor, library, query, expected):
    assert set(keys(editor, query)) == expected


def test_what_is_unused_can_be_searched(editor, library):
    assert keys(editor, "used=no&q=study") == ["unused"]
    assert keys(editor, "q=study&ordering=-uses&year_from=2000")[-1] == "unused"


def test_the_list_can_be_put_in_the_order_of_uses(editor, library):
    assert keys(editor, "ordering=uses")[0] == "unused"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("integrity=retracted", ["gone"]),
        ("integrity=retracted&integrity=clean", ["clean", "gone"]),
        ("origin=crossref", ["clean"]),
        ("integrity=clean&q=study", ["clean"]),
        ("origin=crossref&q=study", ["clean"]),
    ],
)
def test_records_are_filtered_by_integrity_and_origin(editor, query, expected):
    make_reference(key="typed")
    for key, values in {
        "clean": {"integrity": "clean", "origin": "crossref"},
        "gone": {"integrity": "retracted"},
    }.items():
        Reference.objects.filter(pk=make_reference(key=key).pk).update(**values)
    assert sorted(keys(editor, query)) == expected


def test_a_retracted_work_is_named_in_words(editor):
    Reference.objects.filter(pk=make_reference().pk).update(integrity="retracted")
    text = editor.get(LIST).content.decode()
    assert 'class="cms-integrity cms-integrity--retracted"' in text
    assert "Retracted</span>" in text


def test_identifiers_lead_to_the_work(editor):
    make_reference(DOI="10.1000/abc", PMID="32322279")
    text = editor.get(LIST).content.decode()
    assert 'href="https://doi.org/10.1000/abc"' in text
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/32322279/"' in text


def test_the_cost_of_the_list_does_not_grow_with_it(editor, library):
    editor.get(LIST)
    with CaptureQueriesContext(connection) as before:
        editor.get(LIST)
    for _ in range(5):
        make_summary(subject_reference=make_reference(DOI=f"10.1000/{_}"))
    with CaptureQueriesContext(connection) as after:
        editor.get(LIST)
    assert len(after) == len(before)


def test_an_empty_library_says_how_to_begin(editor):
    text = editor.get(LIST).content.decode()
    assert "The library has no references yet." in text
    assert reverse(Reference.snippet_viewset.get_url_name("import")) in text


def test_a_search_without_a_match_says_what_else_to_try(editor, library):
    assert "No reference matches." in editor.get(f"{LIST}?q=zebrafish").content.decode()
