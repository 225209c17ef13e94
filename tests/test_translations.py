"""The catalogues: complete, compiled, in step with the texts in the code, and used wherever an editor reads."""

import gettext
import re
import struct
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext, override
from wagtail.admin.viewsets import viewsets
from wagtail.blocks import ChoiceBlock, FieldBlock
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from blocks.streams import Authors, KeyPointList, SummaryBody
from blocks.vocabulary import BlockMenu, Certainty, EffectMeasure
from cms.legacy.notes import Note
from cms.models import (
    Reference,
    ResearchIndexPage,
    ResearchSummaryPage,
    SiteProfile,
    StandardPage,
    Submission,
    Subscriber,
    WebhookSubscription,
)
from tests.catalogues import read_po, texts_in_python, texts_in_template

ROOT = Path(__file__).resolve().parents[1]

CATALOGUES = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/django.po"))
AMOUNTS = (0, 1, 2, 1_000_000)
UNTRANSLATED = {"project", "migrations"}
SAME_IN_SPANISH = {
    "Crossref", "DOI", "DataCite", "Europe PMC", "Hazard ratio", "ISBN", "ISSN", "ORCID iD", "Odds ratio", "PMCID",
    "PMID", "Panel", "PubMed", "SHA-256", "Software", "error", "original", "panel", "slug", "webhook", "webhooks",
}  # fmt: skip

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|</?\w+>")


def texts_in_code(app: str) -> set[str]:
    folder = ROOT / app
    sources = [
        path for path in folder.rglob("*.py") if UNTRANSLATED.isdisjoint(path.relative_to(folder).parts)
    ]
    templates = [path for ending in ("html", "txt") for path in (folder / "templates").rglob(f"*.{ending}")]
    found = chain.from_iterable(texts_in_python(path.read_text()) for path in sources)
    return {*found, *chain.from_iterable(texts_in_template(path.read_text()) for path in templates)}


def in_spanish(texts: list[Any]) -> list[tuple[str, str]]:
    """What an editor reads in English and in Spanish, for texts that may have been made when a module was imported."""
    with override("en"):
        english = [str(text) for text in texts]
    with override("es"):
        return list(zip(english, map(str, texts), strict=True))


def untranslated(texts: list[Any]) -> list[str]:
    return [
        english
        for english, spanish in in_spanish(texts)
        if english == spanish and english not in SAME_IN_SPANISH
    ]


def name_of(path: Path) -> str:
    return f"{path.relative_to(ROOT).parts[0]}-{path.parts[-3]}"


each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=name_of)


def test_both_apps_speak_spanish():
    assert {name_of(path) for path in CATALOGUES} >= {"blocks-es", "cms-es"}


@each_catalogue
def test_every_text_is_translated(path):
    for message in read_po(path)[1:]:
        assert all(message.translations), message.texts[0]
        assert "fuzzy" not in message.flags, message.texts[0]


@each_catalogue
def test_a_translation_has_the_placeholders_and_tags_of_the_text(path):
    for message in read_po(path)[1:]:
        wanted = sorted(PLACEHOLDER.findall(message.texts[-1]))
        for translation in message.translations:
            assert sorted(PLACEHOLDER.findall(translation)) == wanted, translation


@each_catalogue
def test_a_translation_begins_and_ends_with_the_spaces_of_the_text(path):
    for message in read_po(path)[1:]:
        text = message.texts[0]
        for translation in message.translations:
            assert (translation[0] == " ", translation[-1] == " ") == (text[0] == " ", text[-1] == " "), text


@each_catalogue
def test_a_catalogue_says_nothing_about_the_machine_that_made_it(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"POT-Creation-Date|PACKAGE|YEAR|EMAIL|X-Generator|^#[:.]", text, re.MULTILINE)


@each_catalogue
def test_the_compiled_catalogue_holds_what_the_readable_one_says(path):
    header, *messages = read_po(path)
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert dict(compiled.info()) == dict(gettext_header(header.translations[0]))
    assert number_of_entries(path.with_suffix(".mo")) == 1 + len(messages)
    for texts, translations, _ in messages:
        if len(texts) == 1:
            assert compiled.gettext(texts[0]) == translations[0]
        else:
            one, many = texts
            assert {compiled.ngettext(one, many, n) for n in AMOUNTS} == set(translations)


def gettext_header(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        name, _, value = line.partition(":")
        yield name.lower(), value.strip()


def number_of_entries(path: Path) -> int:
    """The number of texts that a compiled catalogue counts itself, its header included."""
    magic, _revision, number = struct.unpack("<3I", path.read_bytes()[:12])
    assert magic == gettext.GNUTranslations.LE_MAGIC
    return int(number)


@each_catalogue
def test_a_catalogue_has_the_texts_of_the_code_and_no_others(path):
    app = path.relative_to(ROOT).parts[0]
    hint = "`make messages` writes the catalogues anew"
    assert {message.texts[0] for message in read_po(path)[1:]} == texts_in_code(app), hint


def blocks_below(block: Any) -> Iterator[Any]:
    """Our blocks inside a block; what is inside Wagtail's own, Wagtail translates."""
    for child in [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]:
        if child is not None:
            yield child
            if not type(child).__module__.startswith("wagtail.images"):
                yield from blocks_below(child)


def texts_of_block(block: Any) -> Iterator[Any]:
    yield block.label
    yield from (getattr(block.meta, name, "") for name in ("help_text", "description", "group"))
    if isinstance(block, FieldBlock):
        yield block.field.help_text
    if isinstance(block, ChoiceBlock):
        yield from (label for key, label in block.field.choices if key)


@pytest.mark.parametrize("stream", [SummaryBody(), KeyPointList(), Authors()], ids=lambda s: type(s).__name__)
def test_labels_and_help_of_blocks_are_translated(stream):
    texts = chain.from_iterable(map(texts_of_block, blocks_below(stream)))
    letters = [text for text in texts if text and re.search("[a-zA-Z]{2}", str(text))]
    assert letters
    assert untranslated(letters) == []


# What nobody lists or edits has no label of ours: Django makes one of the name of the class, as plain text.
ALL_MODELS = list(apps.get_app_config("cms").get_models())
MODELS = [model for model in ALL_MODELS if isinstance(model._meta.verbose_name, Promise)]
UNLABELLED = set(ALL_MODELS) - set(MODELS)


def models_in_the_admin() -> set[Any]:
    """What has a list, a form or a page of its own there."""
    reverse("wagtailadmin_home")  # Wagtail registers its viewsets when it is first asked for an address
    pages = {model for model in apps.get_models() if issubclass(model, Page)}
    with_views = {getattr(viewset, "model", None) for viewset in viewsets.viewsets}
    return {*pages, *get_snippet_models(), *settings_registry, *with_views}


def test_what_has_no_translated_labels_is_nowhere_in_the_admin():
    shown = models_in_the_admin()
    assert shown >= {StandardPage, Reference, WebhookSubscription, SiteProfile, Submission, Subscriber}
    assert shown.isdisjoint(UNLABELLED)
    assert UNLABELLED


def own_fields(model: Any) -> Iterator[Any]:
    """The fields that we gave a model; Wagtail translates its own. Those that no form shows need no label."""
    foreign = [
        base for base in model.__mro__ if hasattr(base, "_meta") and base.__module__.split(".")[0] != "cms"
    ]
    inherited = {field.name for base in foreign for field in base._meta.get_fields()}
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        shown = field.editable or isinstance(field.verbose_name, Promise)
        if shown and field.name not in inherited and not field.auto_created:
            yield field


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_labels_and_help_of_fields_are_translated(model):
    fields = list(own_fields(model))
    texts = [model._meta.verbose_name, model._meta.verbose_name_plural]
    texts += chain.from_iterable((field.verbose_name, field.help_text) for field in fields)
    texts += [label for field in fields for _key, label in field.choices or ()]
    assert untranslated([text for text in texts if text]) == []


def panels_below(panel: Any) -> Iterator[Any]:
    yield panel
    for child in getattr(panel, "children", ()):
        yield from panels_below(child)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [ResearchSummaryPage, ResearchIndexPage, StandardPage])
def test_the_forms_of_pages_are_translated(model):
    panels = panels_below(model.get_edit_handler())
    texts = chain.from_iterable((panel.heading, panel.help_text) for panel in panels)
    assert untranslated([text for text in texts if text]) == []


def test_the_levels_of_certainty_agree_with_their_noun():
    with override("es"):
        assert list(map(str, Certainty.labels)) == ["Alta", "Moderada", "Baja", "Muy baja", "No evaluada"]


def test_the_same_word_in_both_apps_has_one_translation():
    seen: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for message in chain.from_iterable(read_po(path)[1:] for path in CATALOGUES if "es" in path.parts):
        seen.setdefault(message.texts, set()).add(message.translations)
    assert {texts: found for texts, found in seen.items() if len(found) > 1} == {}


def test_django_finds_the_catalogues_of_both_apps():
    with override("es"):
        assert str(BlockMenu.EVIDENCE) == "Evidencia"
        assert str(EffectMeasure.RISK_RATIO.label) == "Riesgo relativo"
        assert str(ResearchSummaryPage._meta.verbose_name_plural) == "resúmenes de investigación"


def test_a_number_chooses_its_form():
    with override("es"):
        shown = [ngettext("%(n)s repeat merged", "%(n)s repeats merged", n) % {"n": n} for n in (1, 2)]
    assert shown == ["1 repetición unificada", "2 repeticiones unificadas"]


def test_values_stand_in_a_translated_sentence():
    note = Note("title_from_first_line", values={"title": "Células madre"})
    with override("es"):
        assert note.message == "Se tomó la primera línea como título: «Células madre»."
