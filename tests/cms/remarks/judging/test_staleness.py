from typing import Any

import pytest

from cms.models import SiteProfile
from cms.remarks.keep import judge_some, to_judge
from tests.builders import (
    block,
    change,
    cited,
    make_image,
    make_index,
    make_panel,
    make_person,
    make_reference,
    make_standard,
    make_summary,
    make_topic,
    publish_again,
    restrict,
)
from tests.cms.remarks.house_rules import NoShouting


@pytest.fixture
def judged(site, only):
    only(NoShouting)

    def stale():
        return set(to_judge().values_list("pk", flat=True))

    return stale


def link(page):
    return block("paragraph", f'<p><a linktype="page" id="{page.pk}">there</a></p>')


CASES = {
    "cited": lambda thing: {"body": [block("paragraph", f"<p>So {cited(thing)}.</p>")]},
    "subject": lambda thing: {"subject_reference": thing},
    "further": lambda thing: {"further_reading": [thing]},
}


@pytest.mark.parametrize("case", CASES)
def test_a_source_changes(judged, case):
    reference = make_reference()
    uses, other = make_summary(live=False, **CASES[case](reference)), make_summary(live=False)
    judge_some()
    change(reference, integrity="retracted")
    assert uses.pk in judged()
    assert other.pk not in judged()


def test_what_only_a_draft_uses_counts(judged):
    reference, page = make_reference(), make_summary()
    draft: Any = page
    draft.subject_reference = reference
    draft.save_revision()
    judge_some()
    change(reference, title="Another title")
    assert page.pk in judged()


def test_a_person_a_topic_and_a_picture_change(judged):
    for thing, values in (
        (person := make_person(), {"authors": [person]}),
        (topic := make_topic(), {"topics": [topic]}),
        (picture := make_image(), {"image": picture, "image_alt": "A picture"}),
    ):
        page = make_summary(live=False, **values)
        judge_some()
        thing.save()
        assert page.pk in judged()


def test_a_panel_in_the_text_changes_and_one_that_a_rule_brings(judged, site):
    by_hand, by_rule = make_panel("by-hand"), make_panel("by-rule")
    value = {"call_to_action": by_hand.pk, "heading": "", "text": "", "button_label": ""}
    page = make_summary(live=False, body=[block("call_to_action", value)])
    rules = [block("rule", {"call_to_action": by_rule.pk, "position": "end"})]
    change(SiteProfile.for_site(site), panel_rules=rules)
    for thing in (by_hand, by_rule):
        judge_some()
        assert page.pk not in judged()
        change(thing, heading="Another heading")
        assert page.pk in judged()


def test_a_page_that_is_linked_to_changes_is_restricted_moved_and_deleted(judged, site):
    index = make_index(parent=site.root_page)
    target = make_standard(parent=index)
    page = make_summary(live=False, body=[link(target)])
    for happens in (
        lambda: publish_again(change(target, title="Another")),
        lambda: restrict(index),
        target.unpublish,
        target.delete,
    ):
        judge_some()
        assert page.pk not in judged()
        target.refresh_from_db()
        happens()
        assert page.pk in judged()


def test_a_page_moves_that_is_linked_to(judged, site):
    here, there = make_index("Here", parent=site.root_page), make_index("There", parent=site.root_page)
    page = make_summary(live=False, body=[link(make_standard(parent=here))])
    judge_some()
    here.refresh_from_db()
    there.refresh_from_db()
    here.move(there, pos="last-child")
    assert page.pk in judged()


def test_a_site_changes(judged, site):
    page = make_summary(live=False)
    judge_some()
    assert judged() == set()
    site.save()
    assert page.pk in judged()


def test_a_page_moves_and_everything_below_it(judged, site):
    here, there = make_index("Here", parent=site.root_page), make_index("There", parent=site.root_page)
    page = make_summary(parent=here)
    judge_some()
    here.refresh_from_db()
    there.refresh_from_db()
    here.move(there, pos="last-child")
    assert page.pk in judged()
    judge_some()
    assert judged() == set()


def test_a_translation_and_its_source_are_judged_each_by_itself(judged, site):
    from tests.builders import make_locale

    spanish = make_locale("es")
    site.root_page.specific.copy_for_translation(spanish)
    page = make_summary()
    translated = page.copy_for_translation(spanish)
    judge_some()
    assert judged() == set()
    assert translated.pk != page.pk
