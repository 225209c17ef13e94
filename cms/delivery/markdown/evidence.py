"""Blocks of evidence: the study, its findings with the digits that were printed, limitations and conclusion."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blocks.vocabulary import Certainty, Direction, EffectMeasure, Favours, PValueOperator, StudyDesign
from cms.delivery.markdown.context import Context, dicts
from cms.delivery.markdown.escapes import tidy
from cms.delivery.markdown.inline import Run, inline, plain
from cms.delivery.markdown.layout import Block, Item, Listing, Paragraph, bullets, cited, with_sources
from cms.delivery.markdown.prose import labelled, line, prose, strong
from cms.delivery.markdown.records import mention
from cms.delivery.markdown.values import renders
from cms.delivery.markdown.words import choice

__all__: list[str] = []


def _lead(words: Any, ids: Any, context: Context) -> Paragraph:
    return Paragraph(cited(inline([strong(words)], breaks=False), context.markers(ids)))


@renders("limitations", "items", "citations")
def _limitations(value: Mapping[str, Any], context: Context) -> list[Block]:
    items = value["items"] if isinstance(value["items"], list) else []
    lead = _lead(_("Limitations"), value["citations"], context)
    return [lead, bullets(line(item, context) for item in items)]


@renders("conclusion", "text", "citations")
def _conclusion(value: Mapping[str, Any], context: Context) -> list[Block]:
    text = with_sources(prose(value["text"], context), context.markers(value["citations"]))
    return [_lead(_("Conclusion"), [], context), *text]


@renders(
    "finding", "outcome", "time_point", "comparison", "measure", "unit", "estimate", "interval", "p_value",
    "i_squared", "studies", "participants", "direction", "favours", "certainty", "interpretation", "citations",
)  # fmt: skip
def _finding(value: Mapping[str, Any], context: Context) -> list[Block]:
    about = [strong(", ".join(tidy(value[name]) for name in ("outcome", "time_point") if value[name]))]
    if value["comparison"]:
        about.append(Run(f" ({tidy(value['comparison'])})"))
    facts = {
        _("I²"): f"{tidy(value['i_squared'])}%" if value["i_squared"] else "",
        _("Studies"): value["studies"],
        _("Participants"): value["participants"],
        _("Direction"): choice(Direction, value["direction"]),
        _("Speaks for"): choice(Favours, value["favours"]),
        _("Certainty of the evidence"): choice(Certainty, value["certainty"]),
    }
    said = [_effect(value), *(f"{name}: {fact}" for name, fact in facts.items() if fact not in (None, ""))]
    numbers = plain(" ".join(f"{sentence}." for sentence in said if sentence))
    return [
        Paragraph(cited(inline(about, breaks=False), context.markers(value["citations"]))),
        Paragraph(numbers),
        *prose(value["interpretation"], context),
    ]


def _effect(value: Mapping[str, Any]) -> str:
    """“Odds ratio 0.26 (95% CI 0.07 to 0.89), p = 0.03”: what of it was reported."""
    measure = choice(EffectMeasure, value["measure"]) or _("Estimate")
    effect = " ".join(tidy(part) for part in (measure, value["estimate"], value["unit"]) if part)
    said = effect if value["estimate"] else ""
    if isinstance(interval := value["interval"], dict):
        level = interval.get("level")
        range_ = _("%(level)s%% CI %(low)s to %(high)s") % {
            "level": f"{level:g}" if isinstance(level, float) else tidy(level),
            "low": tidy(interval.get("low")),
            "high": tidy(interval.get("high")),
        }
        said = f"{said} ({range_})" if said else f"{measure}, {range_}"
    if isinstance(p_value := value["p_value"], dict):
        p = f"p {choice(PValueOperator, p_value.get('operator'))} {tidy(p_value.get('value'))}"
        said = f"{said}, {p}" if said else p
    return said


@renders(
    "study", "reference", "design", "pico", "total", "participants", "groups", "search_date", "follow_up",
    "registration", "citations",
)  # fmt: skip
def _study(value: Mapping[str, Any], context: Context) -> list[Block]:
    items = (item for item in _study_items(value, context) if item.source)
    return [_lead(_("Study"), value["citations"], context), Listing(tuple(items))]


def _study_items(value: Mapping[str, Any], context: Context) -> Iterator[Item]:
    pico = value["pico"] if isinstance(value["pico"], dict) else {}
    outcomes = pico.get("outcomes")
    yield Item(mention(_("Report of the study"), value["reference"], context))
    yield Item(labelled(_("Design"), choice(StudyDesign, value["design"])))
    yield Item(labelled(_("Population"), pico.get("population")))
    yield Item(labelled(_("Intervention or exposure"), pico.get("intervention")))
    yield Item(labelled(_("Comparator"), pico.get("comparator")))
    yield Item(labelled(_("Outcomes"), "; ".join(map(tidy, outcomes)) if isinstance(outcomes, list) else ""))
    yield Item(labelled(_("Number of included studies"), value["total"]))
    yield Item(labelled(_("Participants in all"), value["participants"]))
    for group in dicts(value["groups"]):
        yield from _group(group)
    yield Item(labelled(_("Searched up to"), value["search_date"]))
    yield Item(labelled(_("Follow-up"), value["follow_up"]))
    yield Item(labelled(_("Registration"), value["registration"]))


def _group(group: Mapping[str, Any]) -> Iterator[Item]:
    design, label = choice(StudyDesign, group.get("design")), tidy(group.get("label"))
    name = f"{design} ({label})" if design and label else design or label or _("Group of studies")
    studies = group.get("studies")
    if isinstance(studies, int):
        counted = ngettext("%(count)s study", "%(count)s studies", studies)
        name = f"{name}: {counted % {'count': studies}}"
    yield Item(plain(name, breaks=False))
    for arm in dicts(group.get("arms")):
        told, people = tidy(arm.get("name")), arm.get("participants")
        if isinstance(people, int):
            counted = ngettext("%(count)s participant", "%(count)s participants", people)
            told = f"{told}: {counted % {'count': people}}"
        yield Item(plain(told, breaks=False), level=2)
