"""System checks of a site's page types: each can be told from the others, judged, and put on the wire."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.core import checks
from django.core.exceptions import FieldDoesNotExist
from wagtail.fields import StreamField as WagtailStreamField

from blocks.base import NoAdapter
from cms.bibliography.styles.citeproc import CiteprocMissing, CiteprocStyle, InvalidStyle
from cms.conf import conf
from cms.delivery import images, sources
from cms.delivery.model_fields import NoFieldAdapter, field_adapter
from cms.delivery.parts import HeadPart, parts_of
from cms.delivery.seo import PAGE_TYPES
from cms.fields import StreamField
from cms.models.pages import delivered_models

assert images and sources  # they register what foreign keys lead to

__all__ = [
    "check_citation_styles",
    "check_json_ld_types",
    "check_page_types",
    "check_panels",
    "check_transactions",
    "register_checks",
]

RESERVED = frozenset({*HeadPart.common, "citations", "references"})


def check_page_types(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E001 to cms.E004; see the functions below."""
    models = delivered_models()
    messages = list(_types(models))
    for model in models:
        messages += _wire_fields(model)
        messages += _streams(model)
    return messages


def _types(models: list[Any]) -> Iterator[checks.CheckMessage]:
    """cms.E001: a delivered page type has no type on the wire, or that of another one."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for model in models:
        by_type[getattr(model, "wire_type", "")].append(model._meta.label)
    for wire_type, labels in by_type.items():
        if not wire_type or len(labels) > 1:
            message = f"“{wire_type}” is the `wire_type` of {' and '.join(sorted(labels))}."
            hint = "Give each page type a `wire_type` of its own, such as “trial_report”."
            yield checks.Error(message, hint=hint, id="cms.E001")


def _wire_fields(model: Any) -> Iterator[checks.CheckMessage]:
    """cms.E002: `wire_fields` names what is no field, or has no wire form. cms.E003: the document has that name."""
    taken = RESERVED.union(*(part.fields() for part in parts_of(model) if not isinstance(part, HeadPart)))
    for name in model.wire_fields:
        try:
            field_adapter(model._meta.get_field(name))
        except (FieldDoesNotExist, NoFieldAdapter) as error:
            hint = "Name fields of the model. A part of the document of your own (`register_part`) can do the rest."
            yield checks.Error(str(error), hint=hint, obj=model, id="cms.E002")
        except NoAdapter:
            pass  # blocks.E001
        if name in taken:
            message = f"`wire_fields` names “{name}”, which is in the document already."
            yield checks.Error(message, hint="Leave it out, or rename the field.", obj=model, id="cms.E003")


def _streams(model: Any) -> Iterator[checks.CheckMessage]:
    """cms.E004: a stream of a delivered page that the guard does not judge before it is published."""
    for field in model._meta.get_fields():
        if isinstance(field, WagtailStreamField) and not isinstance(field, StreamField):
            hint = "Use `cms.fields.StreamField`; it takes the same arguments, and the column stays as it is."
            yield checks.Error(
                "This StreamField can be published incomplete.", hint=hint, obj=field, id="cms.E004"
            )


def check_transactions(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.W002: what a request changes can be seen before what follows from it is."""
    if conf.atomic_requests:
        return []
    message = (
        "Requests are not transactions: for a moment, documents can be served as they were before a change."
    )
    hint = 'Set DATABASES["default"]["ATOMIC_REQUESTS"] = True.'
    return [checks.Warning(message, hint=hint, id="cms.W002")]


def check_citation_styles(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E005: a citation style in the settings can not be used."""
    messages: list[checks.CheckMessage] = []
    for name, style in conf.citation_styles.items():
        try:
            CiteprocStyle(style.get("source") or name)
        except (CiteprocMissing, InvalidStyle) as error:
            hint = "`source` is the path of a .csl file; the package citeproc-py comes with the extra “citeproc”."
            message = f"The citation style “{name}” in CMS_CITATION_STYLES can not be used. {error}"
            messages.append(checks.Error(message, hint=hint, id="cms.E005"))
    return messages


def check_panels(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E040: what becomes of a second panel of a kind is not said in a word that is known."""
    if conf.repeated_panels in ("refuse", "drop"):
        return []
    message = f"CMS_REPEATED_PANELS is “{conf.repeated_panels}”, which means nothing."
    hint = "“refuse” keeps a page with a second panel of a kind from being published, “drop” leaves the panel out."
    return [checks.Error(message, hint=hint, id="cms.E040")]


def check_json_ld_types(app_configs: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """cms.E006: structured data would have a type that no page can have, or a setting is about no page type."""
    models = {getattr(model, "wire_type", ""): model for model in delivered_models()}
    named = {f"CMS_JSON_LD_TYPE, “{name}”": kind for name, kind in conf.json_ld_types.items()}
    named |= {f"{model._meta.label}.json_ld_type": model.json_ld_type for model in models.values()}
    hint = f"These can be used: {', '.join(sorted(PAGE_TYPES))}."
    wrong = [
        f"{where}: “{kind}” is no type of page." for where, kind in named.items() if kind not in PAGE_TYPES
    ]
    unknown = [name for name in conf.json_ld_types if name not in models]
    return [
        *(checks.Error(message, hint=hint, id="cms.E006") for message in wrong),
        *(
            checks.Error(
                f"CMS_JSON_LD_TYPE names “{name}”, which is no type of page.",
                hint=f"These are: {', '.join(sorted(models))}.",
                id="cms.E006",
            )
            for name in unknown
        ),
    ]


def register_checks() -> None:
    """Called when the app is ready."""
    checks.register(check_page_types)
    checks.register(check_transactions)
    checks.register(check_citation_styles)
    checks.register(check_panels)
    checks.register(check_json_ld_types)
