"""What the site and the pages above a page say about its panels, and who publishes it, read in at most two queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import CharField, DateTimeField, Value
from django.db.models.functions import Cast
from wagtail.models import get_page_models

from blocks.base import Key
from cms.delivery.keys import dependency_key, panel_key
from cms.delivery.placing.plan import Limits
from cms.delivery.placing.rules import Rule, rules_in
from cms.models import CallToAction, SiteProfile, Topic
from cms.models.page_mixins import PanelRulesMixin
from cms.models.paths import SiteRoots

__all__ = ["Policy", "Publisher", "policy_for"]


@dataclass(frozen=True)
class Publisher:
    """Who publishes the site, as far as documents say so; the pictures by primary key, 0 for none."""

    name: str = ""
    logo: int = 0
    share_image: int = 0

    @property
    def keys(self) -> list[Key]:
        """The pictures."""
        return [("image", pk) for pk in (self.logo, self.share_image) if pk]


@dataclass(frozen=True)
class Policy:
    """What a page has to go by."""

    style: str | None
    """The site's citation style."""
    limits: Limits
    rules: tuple[Rule, ...]
    """Those of the nearest page first, the site's last."""
    panels: Mapping[int, int]
    """The panel of a rule → that panel in the page's language. Without a translation there is none."""
    topics: Mapping[int, Any]
    """The topic of a rule → the key that it shares with its translations: a rule names it in one language."""
    keys: frozenset[str]
    """What all this was read from: a change to any of it may change the page."""
    ends: tuple[datetime, ...]
    """When pages that have rules expire."""
    publisher: Publisher = field(default_factory=Publisher)

    @property
    def panel_keys(self) -> list[Key]:
        """The panels that the rules may bring."""
        return [("cms.calltoaction", pk) for pk in self.panels.values()]


def policy_for(page: Any, *, site: SiteRoots, now: datetime, with_rules: bool = True) -> Policy:
    """What the site and the pages above a page say. One query, and one more if there are any rules."""
    profile, above = _said(page, site, with_rules=with_rules)
    public = [each for each in above if each.is_public(now)]
    rules = [
        *(rule for each in public for rule in rules_in(each.rules, page=each.pk)),
        *(rules_in(profile.rules) if with_rules else ()),
    ]
    families = _families(rules, page.locale_id)
    return Policy(
        style=profile.style,
        limits=profile.limits,
        rules=tuple(_told_apart(rules)),
        panels=families.panels,
        topics=families.topics,
        keys=frozenset(
            {
                dependency_key("cms.siteprofile", site.id),
                *(dependency_key("page", each.pk) for each in above),
                *families.keys,
            }
        ),
        ends=tuple(each.expire_at for each in public if each.expire_at),
        publisher=profile.publisher,
    )


def _told_apart(rules: Iterable[Rule]) -> Iterator[Rule]:
    """The rules, each with an id of its own: the copy of a page has the ids of the rules that were copied."""
    taken: set[str] = set()
    for number, rule in enumerate(rules):
        once = replace(rule, id=f"{rule.id}-{number}") if rule.id in taken else rule
        taken.add(once.id)
        yield once


@dataclass(frozen=True)
class _Said:
    """What the site, or a page above, says: its stored rules, and what else the site has to say."""

    pk: int
    rules: Any = ()
    style: str | None = None
    limits: Limits = field(default_factory=Limits)
    path: str = ""
    live: bool = True
    expire_at: datetime | None = None
    publisher: Publisher = field(default_factory=Publisher)

    def is_public(self, now: datetime) -> bool:
        """Whether a page's rules count; of what is restricted everything below is, too."""
        return self.live and (self.expire_at is None or self.expire_at > now)


def _said(page: Any, site: SiteRoots, *, with_rules: bool) -> tuple[_Said, list[_Said]]:
    """(the site, the pages above that may have rules, the nearest first). One query."""
    of_site = SiteProfile.objects.filter(site=site.id).values_list(
        "pk", "panel_rules", "citation_style", "most_panels", "panel_distance",
        "organisation", "logo", "share_image",
        Value("", output_field=CharField()), Value(True), Cast(Value(None), DateTimeField()),
    )  # fmt: skip
    paths = list(_paths_above(page, site)) if with_rules else []
    models = [model for model in get_page_models() if paths and issubclass(model, PanelRulesMixin)]
    of_pages = [
        model.objects.filter(path__in=paths).order_by().values_list(
            "pk", "panel_rules", Value("", output_field=CharField()), Value(0), Value(0),
            Value("", output_field=CharField()), Value(0), Value(0), "path", "live", "expire_at",
        )
        for model in models
    ]  # fmt: skip
    block = SiteProfile._meta.get_field("panel_rules").stream_block
    found: dict[str, _Said] = {}
    for pk, rules, style, most, distance, *publisher, path, live, expire_at in of_site.union(
        *of_pages, all=True
    ):
        raw, limits = block.get_prep_value(rules), Limits(most, distance)
        name, logo, share_image = publisher
        found[path] = _Said(
            pk, raw, style or None, limits, path, bool(live), expire_at,
            Publisher(name, logo or 0, share_image or 0),
        )  # fmt: skip
    profile = found.pop("", None) or _Said(site.id)
    return profile, sorted(found.values(), key=lambda said: -len(said.path))


def _paths_above(page: Any, site: SiteRoots) -> Iterator[str]:
    roots = [root.tree_path for root in site.roots if page.path.startswith(root.tree_path)]
    top = len(max(roots, key=len)) if roots else len(page.path)
    yield from (page.path[:length] for length in range(top, len(page.path), page.steplen))


@dataclass(frozen=True)
class _Families:
    """The translations of what rules name."""

    panels: Mapping[int, int]
    topics: Mapping[int, Any]
    keys: frozenset[str]


def _families(rules: Sequence[Rule], locale: int) -> _Families:
    """The panels of rules in a language, the translation keys of their topics, and the keys of all that this was read
    from. One query, if there are rules."""
    panels = {rule.panel for rule in rules}
    topics = {pk for rule in rules for pk in (*rule.topics, *rule.not_topics)}
    keys = {dependency_key("cms.calltoaction", pk) for pk in panels}
    keys |= {dependency_key("cms.topic", pk) for pk in topics}
    if not panels:
        return _Families({}, {}, frozenset())
    named = CallToAction.objects.filter(pk__in=panels).values("translation_key")
    columns = ("pk", "translation_key", "locale_id")
    query = CallToAction.objects.filter(translation_key__in=named).order_by()
    rows: Any = query.values_list(*columns, Value(True))
    if topics:
        rows = rows.union(
            Topic.objects.filter(pk__in=topics).order_by().values_list(*columns, Value(False)), all=True
        )
    family: dict[int, Any] = {}
    in_language: dict[Any, int] = {}
    of_topics: dict[int, Any] = {}
    for pk, key, language, is_panel in rows:
        if not is_panel:
            of_topics[pk] = key
            continue
        keys.add(panel_key(key))
        if pk in panels:
            family[pk] = key
        if language == locale:
            in_language[key] = pk
    here = {pk: in_language[key] for pk, key in family.items() if key in in_language}
    return _Families(here, of_topics, frozenset(keys))
