"""No record, however odd, leads to a term, a type or a value that schema.org does not have; and the judge is strict."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.csl import TYPES
from cms.delivery.schemas import Author, Identifiers, ReferenceIntegrity, ReferenceRecord
from cms.delivery.seo.nodes import person
from cms.delivery.seo.publications import publication
from cms.models import PageDocument
from tests.api_client import ApiClient
from tests.schema_org import problems_of

RIGHT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "MedicalWebPage",
    "@id": "https://a.example/",
    "name": "A page",
    "lastReviewed": "2026-11-01",
    "datePublished": "2026-11-01T10:00:00Z",
    "author": [{"@type": "Person", "name": "Ada"}],
    "isBasedOn": {"@type": "ScholarlyArticle", "sameAs": ["https://doi.org/10.5555/x"]},
}


def test_what_is_right_passes() -> None:
    assert problems_of(RIGHT) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"@context": "http://schema.example"},
        {"@type": "ResearchSummary"},
        {"@type": "Article"},  # has no lastReviewed
        {"@id": "a page"},
        {"writer": "Ada"},
        {"name": ""},
        {"lastReviewed": "1 November"},
        {"lastReviewed": "2026-11-31"},
        {"lastReviewed": "2026-11-01T10:00:00Z"},
        {"datePublished": "2026-11-01T10:00:00"},
        {"author": []},
        {"author": [{"@type": "Thing", "name": "Ada"}]},
        {"author": "Ada"},
        {"author": [{"@type": "Person", "sameAs": "orcid.org/x"}]},
        {"isBasedOn": {"@id": "https://b.example/"}},
        {"image": {"@type": "ImageObject", "width": 100}},
    ],
    ids=str,
)
def test_what_is_wrong_is_found(wrong: dict[str, Any]) -> None:
    assert problems_of({**RIGHT, **wrong}) != []


text = st.text(max_size=8) | st.sampled_from(
    [" ", "\u2028", "<i>x</i>", "https://x", "10–20", "javascript:x"]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3),
    max_leaves=5,
)
names = st.lists(
    st.dictionaries(
        st.sampled_from(["family", "given", "literal", "suffix", "non-dropping-particle"]), text | anything
    )
    | anything,
    max_size=3,
)
dates = st.fixed_dictionaries(
    {"date-parts": st.lists(st.lists(st.integers(-10, 10000) | text, max_size=4), max_size=2)}
)
variables = ("title", "container-title", "volume", "issue", "page", "ISSN", "ISBN", "publisher")
records = st.fixed_dictionaries(
    {"type": st.sampled_from(sorted(TYPES)) | anything},
    optional=dict.fromkeys(variables, text | anything)
    | {"author": names | anything, "issued": dates | anything},
)
maybe = st.none() | text


@given(
    records, maybe, maybe, maybe, maybe, st.sampled_from(["clean", "retracted", "withdrawn", "concern"]), text
)
def test_no_record_leads_out_of_the_vocabulary(
    csl: Any, doi: Any, pmid: Any, pmcid: Any, url: Any, status: Any, said: str
) -> None:
    record = ReferenceRecord(
        id="x",
        text=said,
        html="",
        url=url,
        identifiers=Identifiers(doi=doi, pmid=pmid, pmcid=pmcid),
        verification="verified",
        integrity=ReferenceIntegrity(status=status, checked_at=None, notices=[]),
        csl=csl,
    )
    found = {"@context": "https://schema.org", **publication(record)}
    assert problems_of(found) == []
    assert json.loads(json.dumps(found, allow_nan=False)) == found


@given(maybe, maybe, maybe, maybe, text.filter(str.strip))
def test_no_person_does(credentials: Any, job: Any, orcid: Any, url: Any, name: str) -> None:
    author = Author(
        id=1, name=name, role=None, credentials=credentials, job_title=job, orcid=orcid, url=url, photo=None
    )
    assert problems_of({"@context": "https://schema.org", **person(author)}) == []


@pytest.fixture(scope="module")
def demo(django_db_setup: Any, django_db_blocker: Any) -> Any:
    """The documents of the demo's pages."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        pages = PageDocument.objects.values_list("page", flat=True)
        yield [ApiClient().get(f"/pages/{page}/?site=localhost").json for page in pages]
        transaction.set_rollback(True)


def test_the_pages_of_the_demo_keep_to_it(demo: list[Any]) -> None:
    found = {document["path"]: document["seo"]["json_ld"] for document in demo}
    assert {path: problems for path, data in found.items() if (problems := problems_of(data))} == {}
    kinds = [data["@type"] for data in found.values()]
    assert kinds.count("MedicalWebPage") == 5
    assert {"WebPage", "CollectionPage"} <= set(kinds)
