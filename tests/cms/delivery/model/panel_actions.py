"""What editors do about panels: edit, schedule, translate and place them, and give rules that place them."""

from typing import Any

from wagtail.models import Site

from blocks.vocabulary import FORM_KINDS, CallToActionKind, PanelPosition
from cms.conf import conf
from cms.models import CallToAction, ResearchIndexPage, ResearchSummaryPage, SiteProfile, Topic
from tests.builders import block, change, items, make_panel
from tests.cms.delivery.model.world import Choice, Nothing, World, action

MOST_PANELS = 6


def panels(**filters: Any) -> Any:
    return CallToAction.objects.filter(**filters).order_by("pk")


def room() -> None:
    """Raises `Nothing` if another panel is too many."""
    if panels().count() >= MOST_PANELS:
        raise Nothing


# Panels


@action
def save_panel_draft(world: World, choose: Choice) -> object:
    """Other words that nobody may see yet."""
    panel = choose.of(panels()).get_latest_revision_as_object()
    panel.heading, panel.body = world.word(), f"<p>{world.word()}</p>"
    panel.save_revision()
    return panel.pk


@action
def publish_panel(world: World, choose: Choice) -> object:
    """Other words and another picture, live, perhaps for some time or later."""
    panel = choose.of(panels()).get_latest_revision_as_object()
    panel.heading, panel.disclosure = world.word(), world.word()
    target = choose.of(world.pages())
    panel.body = f'<p>{world.word()} <a linktype="page" id="{target.pk}">there</a></p>'
    panel.image = choose.of([None, *world.images()])
    way = choose.number(4)
    panel.expire_at = world.later(choose) if way == 1 else None
    panel.go_live_at = world.later(choose) if way == 2 else None
    panel.save_revision().publish()
    return panel.pk


@action
def show_panel_for_a_time(world: World, choose: Choice) -> object:
    """It stays published, and is shown from a moment on, until one, or both."""
    panel = choose.of(panels()).get_latest_revision_as_object()
    way = choose.number(4)
    panel.starts_at = world.later(choose) if way in (1, 3) else None
    panel.ends_at = world.later(choose) if way in (2, 3) else None
    panel.clean()
    panel.save_revision().publish()
    return f"{panel.pk} from {panel.starts_at} to {panel.ends_at}"


@action
def make_panel_another_kind(world: World, choose: Choice) -> object:
    """A page that has it may have two of that kind now."""
    panel = choose.of(panels()).get_latest_revision_as_object()
    if not panel.asks_for_data:
        raise Nothing
    panel.kind = choose.of(sorted(FORM_KINDS))
    panel.save_revision().publish()
    return f"{panel.pk} is {panel.kind}"


@action
def unpublish_panel(world: World, choose: Choice) -> object:
    """Take it down wherever it stands."""
    panel = choose.of(panels(live=True))
    panel.unpublish()
    return panel.pk


@action
def make_another_panel(world: World, choose: Choice) -> object:
    """One that leads somewhere, or one with a form."""
    room()
    kind = choose.of([CallToActionKind.LINK, *sorted(FORM_KINDS)])
    if kind != CallToActionKind.LINK:
        return make_panel(world.word(), heading=world.word(), kind=kind)
    link = [("link", {"text": world.word(), "page": choose.of(world.pages())})]
    return make_panel(world.word(), heading=world.word(), kind=kind, link=link, success_message="")


@action
def translate_panel(world: World, choose: Choice) -> object:
    """Into Spanish, after rules have named it: as a draft, or live."""
    room()
    english = [panel for panel in panels(locale=world.english()) if not panel.has_translation(world.spanish)]
    panel, live = choose.of(english), choose.number(2)
    translation = panel.copy_for_translation(world.spanish)
    translation.slug = translation.heading = world.word()
    translation.live = False
    translation.save()
    revision = translation.save_revision()
    if live:
        revision.publish()
    return f"{panel.pk} as {translation.pk}, {'live' if live else 'a draft'}"


# By hand


def placed(world: World, choose: Choice) -> dict[str, Any]:
    """A panel in the text, perhaps with words that only this page has."""
    value: dict[str, Any] = {"call_to_action": choose.of(panels()).pk}
    way = choose.number(3)
    if way == 1:
        value |= {"heading": world.word(), "button_label": world.word()}
    elif way == 2:
        target = choose.of(world.pages())
        value["text"] = f'<p>{world.word()} <a linktype="page" id="{target.pk}">there</a></p>'
    return block("call_to_action", value)


@action
def place_panels(world: World, choose: Choice) -> object:
    """Two panels among the sections of a text, or twice the same; live, or as a draft."""
    page = choose.of(world.editable())
    draft = world.draft(page)
    found = placed(world, choose), placed(world, choose)
    draft.body = [
        found[0],
        *([section(world), paragraph(world)] * 1 if found[0]["value"] != found[1]["value"] else []),
        paragraph(world),
        found[1],
        section(world),
        paragraph(world),
    ]
    draft.save_revision().publish()
    return [each["value"]["call_to_action"] for each in found]


def section(world: World) -> dict[str, Any]:
    return block("heading", {"text": world.word(), "level": "2", "anchor": ""})


def paragraph(world: World) -> dict[str, Any]:
    return block("paragraph", f"<p>{world.word()} and more.</p>")


@action
def mark_page(world: World, choose: Choice) -> object:
    """So that some rules leave it out, or none."""
    draft = world.draft(choose.of(world.editable()))
    draft.flags = list(conf.page_flags)[: choose.number(3)]
    if choose.number(3):
        draft.save_revision().publish()
    else:
        draft.save_revision()
    return f"{draft.pk}: {draft.flags}"


@action
def choose_topics(world: World, choose: Choice) -> object:
    """Of a page that is live, in its own language or in another one."""
    page = choose.of([page for page in world.editable() if isinstance(page, ResearchSummaryPage)])
    draft = world.draft(page)
    draft.topics.set([choose.of(Topic.objects.order_by("pk"))] if choose.number(3) else [])
    draft.save_revision().publish()
    return page.pk


@action
def translate_topic(world: World, choose: Choice) -> object:
    """A rule that names it is for pages on its translation, too."""
    english = Topic.objects.filter(locale=world.english()).order_by("pk")
    topic = choose.of([topic for topic in english if not topic.has_translation(world.spanish)])
    translation = topic.copy_for_translation(world.spanish)
    translation.title = translation.slug = world.word()
    translation.save()
    return f"{topic.pk} as {translation.pk}"


# By rule


def rule(choose: Choice) -> dict[str, Any]:
    """A rule for all pages or some."""
    value: dict[str, Any] = {"call_to_action": choose.of(panels()).pk, "position": PanelPosition.END}
    way = choose.number(6)
    topic = Topic.objects.order_by("pk").values_list("pk", flat=True)
    if way == 1:
        value |= {"position": PanelPosition.AFTER_SECTION, "section": 1}
    elif way == 2:
        value["min_words"] = 5
    elif way == 3:
        value["topics"] = items(choose.of(topic))
    elif way == 4:
        value["not_topics"] = items(choose.of(topic))
    elif way == 5:
        value["not_flags"] = [choose.of(list(conf.page_flags))]
    return block("rule", value)


def changed(choose: Choice, stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One rule more, one that says something else, the other way round, or none."""
    way = choose.number(4)
    if way == 0 or not stored:
        return [*stored, rule(choose)][-3:]
    if way == 1:  # as an editor changes it: it keeps its id
        return [{**rule(choose), "id": stored[0]["id"]}, *stored[1:]]
    return stored[::-1] if way == 2 else stored[1:]


@action
def give_rules_to_site(world: World, choose: Choice) -> object:
    """For all its pages."""
    profile = SiteProfile.for_site(choose.of(Site.objects.order_by("pk")))
    field: Any = SiteProfile._meta.get_field("panel_rules")
    rules = changed(choose, field.raw(profile))
    change(profile, panel_rules=rules)
    return f"{profile.site_id}: {rules}"


@action
def give_rules_to_index(world: World, choose: Choice) -> object:
    """For the pages below an index, live or as a draft."""
    indexes = [page for page in world.editable() if isinstance(page, ResearchIndexPage)]
    draft = world.draft(choose.of(indexes))
    live = choose.number(4)
    draft.panel_rules = changed(choose, draft._meta.get_field("panel_rules").raw(draft))
    revision = draft.save_revision()
    if live:
        revision.publish()
    return f"{draft.pk}{'' if live else ', a draft'}: {draft._meta.get_field('panel_rules').raw(draft)}"


@action
def limit_panels(world: World, choose: Choice) -> object:
    """How many a page of a site may have, and how near."""
    profile = SiteProfile.for_site(choose.of(Site.objects.order_by("pk")))
    change(profile, most_panels=choose.of([3, 2, 1, 0]), panel_distance=choose.number(3))
    return f"{profile.site_id}: {profile.most_panels}, {profile.panel_distance}"
