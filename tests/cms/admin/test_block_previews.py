"""Each block can be looked at before it is chosen, and each icon exists."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.icons import get_icons
from wagtail.snippets.models import get_snippet_models

from blocks.streams import Authors, FurtherReading, KeyPointList, OneLink, SummaryBody
from cms.fields import StreamField
from cms.models import ResearchSummaryPage

BODY = ResearchSummaryPage._meta.get_field("body").stream_block.child_blocks
WORDS = {
    "heading": "What the study found",
    "paragraph": "explains one thought",
    "quote": "Absence of evidence",
    "callout": "Caution",
    "key_points": "One message a point.",
    "figure": "A caption says",
    "table": "Group A",
    "embed": "vimeo.com",
    "document_download": "Questions to ask your doctor",
    "call_to_action": "The heading of the panel",
    "link": "Cochrane Handbook",
    "study": "Randomised controlled trial",
    "finding": "Risk ratio",
    "limitations": "Short follow-up.",
    "conclusion": "more studies are needed",
}


STREAMS = {
    f"{model.__name__}.{field.name}": field.stream_block
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField) and model._meta.app_label == "cms"
}


def preview(client, block):
    return client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})


def test_no_block_is_forgotten_here():
    assert set(BODY) == set(WORDS)


@pytest.mark.parametrize("name", WORDS)
def test_a_block_can_be_previewed(admin_client, name):
    response = preview(admin_client, BODY[name])
    assert response.status_code == 200
    assert WORDS[name] in response.content.decode()
    assert "preview.css" in response.content.decode()


@pytest.mark.parametrize("name", WORDS)
def test_a_block_says_what_it_is_for(name):
    assert BODY[name].is_previewable
    assert BODY[name].get_description()


@pytest.mark.parametrize("place", STREAMS)
def test_each_block_of_each_stream_can_be_told_from_the_others_before_it_is_chosen(admin_client, place):
    for name, block in STREAMS[place].child_blocks.items():
        said = f"{place}.{name}"
        assert block.meta.icon in names_of_icons(), said
        assert block.label, said
        assert block.get_description(), said
        assert block.meta.group, said
        assert block.is_previewable, said
        shown = preview(admin_client, block)
        assert shown.status_code == 200, said
        assert "blocks/preview.css" in shown.content.decode(), said


def tokens(text):
    """The colours, fonts and lengths that a stylesheet names, by name."""
    return dict(re.findall(r"(--[a-z-]+):\s*([^;]+);", text))


def test_the_previews_have_the_colours_and_types_of_the_example_frontend(settings):
    own = Path(finders.find("blocks/preview.css") or "").read_text()
    frontend = (settings.BASE_DIR / "fixtures/frontend/styles/base.css").read_text()
    assert len(tokens(own)) > 10
    assert tokens(own).items() <= tokens(frontend).items()
    assert "color-scheme: light dark" in own


def blocks_below(block, seen=()):
    """A block and all those inside it."""
    yield block
    for child in [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]:
        if child is not None:
            yield from blocks_below(child)


def names_of_icons():
    return {get_template(icon).render().split('id="icon-')[1].split('"')[0] for icon in get_icons_list()}


def get_icons_list():
    icons: list[str] = []
    for register in hooks.get_hooks("register_icons"):
        icons = register(icons)
    return icons


def test_each_icon_that_a_block_names_exists():
    known = names_of_icons()
    for stream in (SummaryBody(), Authors(), FurtherReading(), KeyPointList(), OneLink()):
        for block in blocks_below(stream):
            assert block.meta.icon in known, f"{type(block).__name__}: {block.meta.icon}"


def test_each_icon_of_the_library_exists():
    known = names_of_icons()
    used = {model.snippet_viewset.icon for model in get_snippet_models() if model._meta.app_label == "cms"}
    assert used | {"cms-research"} <= known


def test_our_drawings_are_in_the_sprite():
    assert 'id="icon-cms-reference"' in get_icons()
