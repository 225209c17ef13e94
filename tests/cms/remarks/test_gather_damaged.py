"""A stored value may be anything: what can be read of it is judged, and nothing fails."""

from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blocks.streams import SummaryBody
from cms.models import ResearchSummaryPage
from cms.remarks.gather import content_of
from cms.remarks.judge import remarks_of
from tests.builders import block, cited, make_reference
from tests.cms.evidence.contents import TODAY

pytestmark = pytest.mark.django_db

TYPES = sorted(SummaryBody().child_blocks)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
NAMES = sorted(
    {name for child in SummaryBody().child_blocks.values() for name in getattr(child, "child_blocks", ())}
)
STRUCTS = st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=6)


def page_with(*body: Any) -> Any:
    page = ResearchSummaryPage(title="A page")
    stream = page._meta.get_field("body").stream_block
    page.body = stream.to_python(list(body))
    return page


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(TYPES), value=ANYTHING | STRUCTS)
def test_any_value_of_any_block_is_gathered_and_judged(name: str, value: Any) -> None:
    page = page_with(block(name, value), block("paragraph", "<p>It affects 5 million people worldwide.</p>"))
    assert [each.type for each in content_of(page, today=TODAY).body] == [name, "paragraph"]
    assert "uncited_figure" in {remark.rule for remark in remarks_of(page, today=timezone.now().date())}


@pytest.mark.parametrize(
    "value",
    [
        {"text": 7, "level": "9"},
        {"level": ["2"]},
        None,
        "a text",
        ["a", "list"],
    ],
)
def test_a_heading_without_a_level_has_none(stored, value):
    (found,) = stored(block("heading", value)).body
    assert found.level is None


def test_one_damaged_field_does_not_hide_the_others(stored):
    table = {"columns": [{"type": "text", "heading": "Dose"}, 7], "rows": [{"values": "x"}, 7, {}]}
    (found,) = stored(block("table", {"table": table, "note": "A note."})).body
    assert found.text.splitlines()[0] == "Dose"
    assert found.text.splitlines()[-1] == "A note."


def test_a_type_that_is_no_longer_defined_is_left_out(stored):
    assert [each.type for each in stored(block("gone", "x"), block("paragraph", "<p>x</p>")).body] == [
        "paragraph"
    ]


@pytest.mark.parametrize("pk", [0, -1, 2**63, 10**30, "7", 1.5, True, None, [1], {"a": 1}])
def test_what_can_be_no_key_is_no_reference(stored, pk):
    item = {"type": "item", "value": {"reference": pk}, "id": "x"}
    content = stored(
        block("quote", {"text": "Words", "citations": [item]}),
        block("call_to_action", {"call_to_action": pk}),
        block("figure", {"image": {"image": pk}}),
        block("link", {"text": "x", "page": pk}),
    )
    assert [each.cites for each in content.body] == [()] * 4
    assert (content.panels, content.pictures, content.links) == ((), (), ())


def test_an_unreadable_citation_leaves_the_others_in_place(stored):
    reference = make_reference()
    broken = '<a linktype="citation" items="not json">[x]</a>'
    (found,) = stored(block("paragraph", f"<p>One {broken} two {cited(reference)}.</p><p>Three.</p>")).body
    assert [(each.text, each.cites) for each in found.paragraphs] == [
        ("One two.", (reference.pk,)),
        ("Three.", ()),
    ]


def test_the_mark_that_stands_for_a_citation_may_be_typed_by_an_editor(stored):
    reference = make_reference()
    (found,) = stored(block("paragraph", f"<p>One \ue000 two {cited(reference)}.</p>")).body
    assert [(each.text, each.cites) for each in found.paragraphs] == [("One two.", (reference.pk,))]


def test_blocks_without_an_id_can_be_told_apart(stored):
    content = stored(*({"type": "paragraph", "value": "<p>x</p>"} for _ in range(3)))
    assert len({each.id for each in content.body}) == 3
