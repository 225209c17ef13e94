"""Pages of the site's own types are gathered and judged like any others."""

import json
from datetime import date
from typing import Any

from cms.remarks.gather import content_of
from cms.remarks.judge import remarks_of
from tests.host.content import Library, block, items, make_event, make_panel, make_report, sessions
from tests.host.trials.models import TrialReportPage

TODAY = date(2026, 11, 30)


def draft(library: Library, *body: Any, **fields: Any) -> Any:
    """A report that was never saved."""
    return TrialReportPage(
        title="Aspirin", body=json.dumps(body), subject_reference=library.reference, **fields
    )


def placed(panel: Any) -> dict[str, Any]:
    return block("call_to_action", {"call_to_action": panel.pk})


def test_a_report_is_a_research_summary_of_the_sites_own(library: Library) -> None:
    content = content_of(draft(library, coordinator=library.person), today=TODAY)
    assert content.type == "trial_report"
    assert content.kinds == {"trial_report", "research_summary"}
    assert (content.fields["coordinator"], content.fields["sponsor"]) == ("Ada Example", None)


def test_it_is_judged_by_the_rules_for_summaries(library: Library) -> None:
    page = draft(library, block("text", "Zhou et al. found it."), next_review=date(2026, 1, 1))
    assert {"author_not_cited", "review_overdue"} <= {remark.rule for remark in remarks_of(page, today=TODAY)}


def test_the_blocks_of_a_stream_within_a_block_come_after_it(library: Library) -> None:
    cited = [{"type": "item", "value": {"reference": library.reference.pk}, "id": "x"}]
    visit = block("visit", {"day": 1, "place": "Basel", "procedures": items("Blood", "Scan")})
    appendix = block("appendix", [block("note", "First."), visit])
    dose = block("dose", {"drug": "Aspirin", "amount": "1", "unit": "mg", "citations": cited})
    content = content_of(draft(library, appendix, dose), today=TODAY)
    assert [(each.type, each.text, each.cites) for each in content.body] == [
        ("appendix", "", ()),
        ("note", "First.", ()),
        ("visit", "Basel\nBlood\nScan", ()),
        ("dose", "Aspirin", (library.reference.pk,)),
    ]
    assert content.body[2].id == visit["id"]


def test_panels_in_fields_and_in_blocks_of_the_sites_own_are_found(library: Library) -> None:
    other, ask = make_panel("more"), make_panel("ask", kind="download")
    offers = block("offers", items({"words": "Ours", "panel": {"call_to_action": ask.pk}}))
    content = content_of(draft(library, placed(other), offers, invitation=library.panel), today=TODAY)
    assert [(panel.pk, panel.block) for panel in content.panels] == [
        (library.panel.pk, None),
        (other.pk, content.body[0].id),
        (ask.pk, offers["id"]),
    ]
    assert [panel.repeats for panel in content.panels] == [False, True, False]


def test_a_page_that_is_no_summary_is_gathered(library: Library) -> None:
    content = content_of(make_event(library), today=TODAY)
    assert [each.type for each in content.blocks] == [each["type"] for each in sessions(library)]
    assert [link.state for link in content.links if link.field == "programme"] == ["public"]
    assert [picture.alt for picture in content.pictures] == ["A blue field"]
    assert content.fields["places"] == 60


def test_a_heading_of_the_sites_own_has_no_level(library: Library) -> None:
    page = make_event(library)
    assert {each.level for each in content_of(page, today=TODAY).blocks} == {None}
    assert [remark.rule for remark in remarks_of(page, today=TODAY)] == []


def test_a_published_report_is_judged(library: Library) -> None:
    page = make_report(library)
    assert "reference_unverified" in {remark.rule for remark in remarks_of(page, today=TODAY)}
