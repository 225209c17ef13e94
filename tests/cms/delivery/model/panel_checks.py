"""What has to be true of the panels of every document, said once more, without the plan that places them."""

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail.models import Page

from cms.models import CallToAction, ResearchIndexPage, SiteProfile, Topic
from cms.models.calls_to_action import shown_at
from tests.cms.delivery.model.expected import Expected
from tests.cms.delivery.model.world import World

__all__ = ["check_panels"]

BY_RULE = "rule-"


def check_panels(right: Expected, world: World) -> None:
    """No document has two panels of a kind, one too many or too near, one that is not shown now, or one by a rule that
    is not for its page."""
    profile = SiteProfile.objects.filter(site=right.site.id).first() or SiteProfile()
    shown = {(panel.slug, panel.locale.language_code): panel for panel in _shown(world)}
    pages = {page.pk: page for page in world.pages()}
    for document in right.parsed:
        body = document.get("body", [])
        panels = [item for item in body if item["type"] == "call_to_action"]
        kinds = [item["value"]["kind"] for item in panels]
        assert len(set(kinds)) == len(kinds) <= profile.most_panels, f"the panels of {document['path']}"
        assert len({item["id"] for item in body}) == len(body), f"the ids of {document['path']}"
        for item in panels:
            panel = (
                shown[item["value"]["slug"], document["locale"]] if item["id"].startswith(BY_RULE) else None
            )
            assert item["value"]["slug"] in {slug for slug, _ in shown}
            if panel is not None:
                rules = _rules_for(pages[document["id"]], right, profile, world)
                fitting = (rule for rule in rules if _brings(rule, panel, pages[document["id"]]))
                assert next(fitting, None), f"no rule brings {panel.slug} to {document['path']}"
        assert _near(body) >= profile.panel_distance, f"panels of {document['path']} stand too near"


def _shown(world: World) -> Iterator[CallToAction]:
    yield from CallToAction.objects.filter(shown_at(world.now)).select_related("locale")


def _near(body: list[Any]) -> float:
    """How many other blocks there are between the two nearest panels."""
    found, between = float("inf"), float("inf")
    for item in body:
        if item["type"] == "call_to_action":
            found, between = min(found, between), 0
        else:
            between += 1
    return found


def _rules_for(page: Any, right: Expected, profile: SiteProfile, world: World) -> Iterator[Mapping[str, Any]]:
    """The values of the rules of the site and of the public pages above."""
    roots = Page.objects.filter(pk__in=Page.objects.filter(right.site.pages).values("pk"))
    above = ResearchIndexPage.objects.filter(pk__in=page.get_ancestors().values("pk")).filter(
        pk__in=roots.values("pk"), live=True
    )
    for holder in (
        profile,
        *(each for each in above if not (each.expire_at and each.expire_at <= world.now)),
    ):
        field: Any = holder._meta.get_field("panel_rules")
        yield from (item["value"] for item in field.raw(holder))


def _brings(rule: Mapping[str, Any], panel: CallToAction, page: Any) -> bool:
    """Whether a rule may bring a panel to a page."""
    named = CallToAction.objects.get(pk=rule["call_to_action"])
    if named.translation_key != panel.translation_key or panel.locale_id != page.locale_id:
        return False
    on = {topic.translation_key for topic in page.topics.all()} if hasattr(page, "topics") else set()
    wanted, unwanted = (_keys(rule.get(name)) for name in ("topics", "not_topics"))
    marked = set(page.flags or ()) & set(rule.get("not_flags") or ())
    return not marked and not on & unwanted and (not wanted or bool(on & wanted))


def _keys(listed: Any) -> set[Any]:
    chosen = [item["value"] for item in listed or ()]
    return set(Topic.objects.filter(pk__in=chosen).values_list("translation_key", flat=True))
