"""What the two apps bring beside their code arrives in the site: templates, static files, translations."""

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import override

from blocks.streams import SummaryBody
from cms.models import ResearchSummaryPage
from tests.host.trials import migrations

BLOCKS = SummaryBody().child_blocks


def files_below(app, folder):
    """Paths of an app's files below one of its folders, relative to it."""
    root = Path(apps.get_app_config(app).path) / folder
    return [path.relative_to(root) for path in root.rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_is_previewed_with_a_template(name):
    assert get_template(BLOCKS[name].meta.preview_template)


@pytest.mark.parametrize("app", ["blocks", "cms"])
def test_templates_are_found_under_the_name_of_their_app(app):
    templates = files_below(app, "templates")
    assert templates
    for path in templates:
        found: Any = get_template(str(path))
        assert Path(found.origin.name).is_relative_to(apps.get_app_config(app).path)


@pytest.mark.parametrize("app", ["blocks", "cms"])
def test_static_files_are_found_under_the_name_of_their_app(app):
    files = files_below(app, "static")
    assert files
    for path in files:
        assert path.parts[0] == app
        assert finders.find(str(path))


@pytest.mark.parametrize(
    ("words", "translated"),
    [
        (lambda: ResearchSummaryPage._meta.verbose_name, "resumen de investigación"),
        (lambda: BLOCKS["heading"].label, "Encabezado"),
    ],
    ids=["cms", "blocks"],
)
def test_editors_of_another_language_find_it(words, translated):
    with override("es"):
        assert words() == translated


def test_the_api_is_where_the_site_has_put_it():
    assert reverse("cms_api:pages") == "/content/pages/"


def test_the_site_s_migrations_hold_no_block_definitions():
    texts = [path.read_text() for path in Path(migrations.__path__[0]).glob("0*.py")]
    assert texts
    assert not any("blocks" in text or "block_lookup" in text for text in texts)
