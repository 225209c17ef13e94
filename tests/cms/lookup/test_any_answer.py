"""Whatever JSON a registry answers with, what is made of it is sound CSL, and nothing breaks."""

from hypothesis import given
from hypothesis import strategies as st

from cms.bibliography.csl import validate
from cms.lookup.markup import csl_text
from cms.lookup.notices import merged
from cms.lookup.registries import crossref, datacite, europe_pmc
from cms.lookup.registries.crossref_notices import notices_about
from tests.cms.lookup.works import BERT_DATACITE, ZHOU_CROSSREF, ZHOU_EUROPE_PMC

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)


def spoiled(record):
    """The record with some of its values replaced by anything."""
    return st.dictionaries(st.sampled_from(sorted(record)), JSON, max_size=6).map(
        lambda changes: {**record, **changes}
    )


def unsound(csl):
    """The fields that are not valid; a record may lack its title."""
    return [problem.field for problem in validate(csl) if problem.field != "title"]


@given(spoiled(ZHOU_CROSSREF))
def test_any_message_of_crossref_makes_a_sound_record(work):
    assert unsound(crossref.csl_of(work, doi="10.5555/work")) == []


@given(spoiled(ZHOU_EUROPE_PMC))
def test_any_result_of_europe_pmc_makes_a_sound_record(work):
    assert unsound(europe_pmc.csl_of(work)) == []


@given(spoiled(BERT_DATACITE))
def test_any_attributes_of_datacite_make_a_sound_record(work):
    assert unsound(datacite.csl_of(work, doi="10.5555/work")) == []


UPDATES = st.fixed_dictionaries(
    {},
    optional={
        "type": JSON | st.sampled_from(["retraction", "correction", "withdrawal"]),
        "DOI": JSON | st.sampled_from(["10.5555/a", "10.5555/b", "10.5555/work"]),
        "updated": JSON | st.fixed_dictionaries({"date-parts": JSON | st.just([[2024, 1, 5]])}),
        "source": JSON | st.sampled_from(["publisher", "retraction-watch"]),
        "label": JSON,
    },
)


@given(JSON | st.lists(UPDATES | JSON, max_size=5))
def test_any_updates_of_crossref_make_notices_that_stay_the_same_when_merged_again(updates):
    notices, _ = notices_about({"updated-by": updates}, doi="10.5555/work")
    assert merged([*notices, *notices]) == notices


@given(st.text())
def test_any_title_is_one_that_a_record_can_have(title):
    assert unsound({"type": "book", "title": csl_text(title)[:5000]}) == []
