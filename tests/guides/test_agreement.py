"""The guides agree with the code, where they name what the code has."""

import itertools
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import get_commands
from django.urls import reverse
from django.utils.translation import override
from markdown_it import MarkdownIt
from wagtail.models import GroupPagePermission, Page

from cms.admin.guide import SECTIONS
from cms.legacy.readers.decoding import MAX_BYTES
from cms.legacy.readers.options import ReadingOptions
from tests.guides.examples import GUIDES, README, ROOT

FOLDER = ROOT / "cms" / "guides"
EDITORS = FOLDER / "editors.md"
PAGES = [README, ROOT / "CHANGELOG.md", *GUIDES]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def headings_of(path: Path) -> set[str]:
    """The anchors of a page, as forges make them of its headings."""
    tokens = MarkdownIt().parse(text_of(path))
    inline = [after.content for token, after in itertools.pairwise(tokens) if token.type == "heading_open"]
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in inline}


def links_of(path: Path) -> list[str]:
    tokens = MarkdownIt().enable("table").parse(text_of(path))
    inline = [child for token in tokens for child in token.children or [] if child.type == "link_open"]
    return [str(child.attrGet("href")) for child in inline]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_the_guides_lead_somewhere(path: Path):
    for link in links_of(path):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in headings_of(target), link


def test_the_readme_is_short_and_leads_to_every_guide():
    assert len(text_of(README).splitlines()) <= 200
    led_to = {(ROOT / link).resolve() for link in links_of(README) if link.startswith("cms/guides/")}
    assert led_to == set(GUIDES)


def test_every_setting_is_in_the_guide_and_no_other():
    sources = "".join(text_of(path) for path in (ROOT / "cms" / "conf").glob("*.py"))
    read = {f"CMS_{name}" for name in re.findall(r'_get\(\s*"([A-Z_]+)"', sources)}
    assert read
    rows = re.findall(r"^\| (`CMS_.*?) \|", text_of(FOLDER / "settings.md"), re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"CMS_[A-Z_]+", row)} == read


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_settings_and_commands_that_a_page_names_exist(path: Path):
    named = set(re.findall(r"CMS_[A-Z_]+", text_of(path)))
    assert named <= set(re.findall(r"CMS_[A-Z_]+", text_of(FOLDER / "settings.md")))
    assert set(re.findall(r"manage\.py (\w+)", text_of(path))) <= get_commands().keys()


def test_every_check_is_in_the_guide_for_hosts_and_no_other():
    sources = "".join(text_of(path) for app in ("blocks", "cms") for path in (ROOT / app).rglob("checks.py"))
    made = set(re.findall(r"(?:blocks|cms)\.[EW]\d{3}", sources))
    assert made
    assert set(re.findall(r"(?:blocks|cms)\.[EW]\d{3}", text_of(FOLDER / "hosts.md"))) == made


def test_the_guide_for_imports_says_what_is_too_large():
    said = " ".join(text_of(FOLDER / "importing.md").split())
    options = ReadingOptions()
    assert f"unpack to more than {options.max_unpacked_bytes >> 30} GB" in said
    assert f"pages of more than {options.max_file_bytes >> 20} MB" in said
    assert f"texts of more than {MAX_BYTES >> 20} MB" in said
    assert f"articles of an export of more than {options.max_article_bytes >> 20} MB" in said


def test_the_guide_for_editors_names_the_parts_of_the_one_in_the_editor():
    with override("en"):
        titles = [str(title) for _, title in SECTIONS]
    printed = re.findall(r"^- (.+)$", text_of(EDITORS).partition("\n## ")[0], re.MULTILINE)
    assert printed == titles


def permissions_of(who: str) -> list[str]:
    """The permissions in the rows of the table from the one that begins with `who` to the next one with a name."""
    rows = [row.strip("|").split("|") for row in re.findall(r"^\|.*\|$", text_of(EDITORS), re.MULTILINE)]
    names, found = "", []
    for first, _, permissions in (row for row in rows if len(row) == 3):
        names = first.strip() or names
        if names == who:
            found += re.findall(r"`(\w+)`", permissions)
    return found


@pytest.mark.django_db
def test_the_permissions_in_the_table_are_the_plugin_s():
    named = set(
        re.findall(r"`((?:add|change|delete|publish|view|export|erase|reveal)_\w+)`", text_of(EDITORS))
    )
    there = Permission.objects.filter(content_type__app_label="cms").values_list("codename", flat=True)
    assert named
    assert named - set(there) == set()


def member_of_a_group(django_user_model, permissions: list[str]):
    """Somebody who works on all pages, and has these permissions of the plugin."""
    group = Group.objects.create(name="Guide")
    access = Permission.objects.get(codename="access_admin")
    group.permissions.set(
        [access, *Permission.objects.filter(content_type__app_label="cms", codename__in=permissions)]
    )
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename, content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(
            group=group, page=Page.get_first_root_node(), permission=permission
        )
    user = django_user_model.objects.create_user("writer", "writer@example.org", "secret")
    user.groups.add(group)
    return user


@pytest.mark.django_db
@pytest.mark.parametrize("model", ["reference", "calltoaction", "topic", "person"])
def test_writers_have_what_they_need(client, django_user_model, model):
    client.force_login(member_of_a_group(django_user_model, permissions_of("writers")))
    assert client.get(reverse(f"wagtailsnippets_cms_{model}:list")).status_code == 200


@pytest.mark.django_db
def test_writers_do_not_see_what_readers_have_sent(client, django_user_model):
    client.force_login(member_of_a_group(django_user_model, permissions_of("writers")))
    assert client.get(reverse("submissions:index")).status_code == 403


@pytest.mark.django_db
def test_who_answers_readers_sees_it(client, django_user_model):
    client.force_login(member_of_a_group(django_user_model, permissions_of("who answers readers")))
    assert client.get(reverse("submissions:index")).status_code == 200
