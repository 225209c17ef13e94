"""Where the resolver finds public content: one source a kind, one query each."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Q, When
from django.urls import NoReverseMatch
from wagtail.documents import get_document_model
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import DraftStateMixin, Page

from blocks.base import Key, adapter_for
from blocks.call_to_action import CallToAction
from blocks.media import player_of
from blocks.rich_text import keys_in
from blocks.schemas import DocumentLink, EmbedData, PageLink, SnippetLink
from cms.conf import conf
from cms.delivery.panels import panel_schema
from cms.delivery.resolver import Resolver, Scope, Source, register_source
from cms.models import CallToAction as CallToActionModel
from cms.models import Person, Reference
from cms.models.pages import delivered_models
from cms.models.public import in_public_collection, live_at, pages_for_editor, public_pages

__all__ = ["FoundPage", "absolute", "whole_numbers"]


def absolute(url: str) -> str:
    """An URL that a frontend on another origin can use."""
    return f"{conf.media_base_url}{url}" if url.startswith("/") else url


def whole_numbers(ids: Iterable[Any]) -> list[int]:
    """Those of the ids that can be primary keys: streams may hold anything."""
    return [pk for pk in ids if type(pk) is int and 0 < pk < 2**63]


@dataclass(frozen=True)
class FoundPage:
    """A public page of the site: its link, and what places it in the tree and among its translations."""

    link: PageLink
    tree_path: str
    translation_key: Any


@register_source("page")
class PageSource(Source):
    """Pages of the site that the public may see; for an editor also the drafts, with the title of the draft."""

    schema = PageLink

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, FoundPage]:
        types = {model._meta.label_lower: model.wire_type for model in delivered_models()}
        wanted = Page.objects.filter(Q(pk__in=whole_numbers(ids)) | scope.also_pages)
        if scope.editor is None:
            seen = public_pages(wanted, now=scope.now, site=scope.site)
        else:
            seen = pages_for_editor(wanted, user=scope.editor, now=scope.now, site=scope.site)
        shown = Case(When(live=True, then="title"), default="draft_title")
        rows = seen.values_list(
            "pk", "title" if scope.editor is None else shown, "url_path", "path", "translation_key",
            "locale__language_code", "content_type__app_label", "content_type__model", "expire_at",
        )  # fmt: skip
        found = {}
        for pk, title, url_path, tree_path, translation_key, locale, app, model, expire_at in rows:
            path = scope.site.path_of(url_path, locale)
            if path is not None:
                scope.ends_at(expire_at)
                link = PageLink(
                    id=pk,
                    type=types.get(f"{app}.{model}", "page"),
                    title=title,
                    path=path,
                    url=scope.site.base_url + path,
                    locale=locale,
                )
                found[pk] = FoundPage(link, tree_path, translation_key)
        return found

    def wire(self, found: FoundPage, resolver: Resolver) -> PageLink:
        return found.link


@register_source("document")
class DocumentSource(Source):
    """Files of public collections."""

    schema = DocumentLink

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Any]:
        return {
            found.pk: found
            for found in get_document_model().objects.filter(
                in_public_collection(), pk__in=whole_numbers(ids)
            )
        }

    def wire(self, found: Any, resolver: Resolver) -> DocumentLink:
        try:
            url = found.url
        except NoReverseMatch:  # the host does not serve documents through Wagtail
            url = found.file.url
        return DocumentLink(
            id=found.pk,
            title=found.title,
            url=absolute(url),
            filename=found.filename,
            size=found.file_size,
            content_type=found.content_type,
        )


@register_source("embed")
class EmbedSource(Source):
    """What Wagtail has already fetched about embedded resources; a build never asks a provider."""

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Any]:
        hashes = {get_embed_hash(url): url for url in ids}
        known = {embed.hash: embed for embed in Embed.objects.filter(hash__in=hashes)}
        return {url: known.get(digest, Embed(url=url)) for digest, url in hashes.items()}

    def wire(self, found: Embed, resolver: Resolver) -> EmbedData | None:
        if not found.url.startswith(("https://", "http://")):
            return None
        provider, player = player_of(found.url)
        return EmbedData(
            url=found.url,
            title=found.title or None,
            provider=found.provider_name or provider,
            author=found.author_name or None,
            thumbnail_url=found.thumbnail_url if found.thumbnail_url.startswith("https://") else None,
            width=found.width,
            height=found.height,
            player_url=player,
        )


@register_source("cms.reference")
class ReferenceSource(Source):
    """References; all of them are public once something public cites them."""

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Reference]:
        return Reference.objects.in_bulk(whole_numbers(ids))


@register_source("cms.person")
class PersonSource(Source):
    """People with their photos."""

    composite = True

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Person]:
        return Person.objects.in_bulk(whole_numbers(ids))

    def keys(self, found: Person) -> Iterable[Key]:
        if found.photo_id:
            yield "image", found.photo_id


@register_source("cms.calltoaction")
class CallToActionSource(Source):
    """Published panels; for who edits panels, each as it is in its newest draft."""

    composite = True
    schema = CallToAction

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, CallToActionModel]:
        wanted = CallToActionModel.objects.filter(pk__in=whole_numbers(ids)).select_related("locale")
        if scope.editor is not None and scope.editor.has_perm("cms.change_calltoaction"):
            panels = [_newest(panel) for panel in wanted.select_related("latest_revision")]
        else:
            panels = list(wanted.filter(live_at(scope.now)))
        for panel in panels:
            for moment in (panel.starts_at, panel.ends_at, panel.expire_at):
                scope.ends_at(moment)
        return {panel.pk: panel for panel in panels if panel.is_shown_at(scope.now)}

    def keys(self, found: CallToActionModel) -> Iterable[Key]:
        for name in ("link", "privacy_link"):
            field: Any = found._meta.get_field(name)
            yield from adapter_for(field.stream_block).keys(field.raw(found))
        yield from keys_in(found.body)
        if found.image_id:
            yield "image", found.image_id

    def wire(self, found: CallToActionModel, resolver: Resolver) -> CallToAction:
        return panel_schema(found, resolver)


def _newest(panel: CallToActionModel) -> Any:
    revision: Any = panel.latest_revision
    return panel if revision is None else panel.with_content_json(revision.content)


def _possible_keys(model: Any, ids: Iterable[Any]) -> list[Any]:
    """The ids in the form of the model's primary key, without those that can be none."""
    if isinstance(model._meta.pk, models.IntegerField):
        return whole_numbers(ids)
    keys = []
    for pk in ids:
        with suppress(ValidationError):
            keys.append(model._meta.pk.to_python(pk))
    return keys


@register_source("*")
class SnippetSource(Source):
    """Any other model of the host that a block chooses from: its id and title, if it is published."""

    schema = SnippetLink

    def load(self, ids: set[Any], scope: Scope) -> Mapping[Any, Any]:
        model = apps.get_model(self.kind)
        found = model._default_manager.filter(pk__in=_possible_keys(model, ids))
        if issubclass(model, DraftStateMixin):
            found = found.filter(live_at(scope.now))
        # A key that is no number is text in a stream, whatever it is in the model.
        by_text = {str(snippet.pk): snippet for snippet in found}
        for snippet in by_text.values():
            scope.ends_at(getattr(snippet, "expire_at", None) if issubclass(model, DraftStateMixin) else None)
        return {pk: by_text[str(pk)] for pk in ids if str(pk) in by_text}

    def wire(self, found: Any, resolver: Resolver) -> SnippetLink:
        pk = found.pk if isinstance(found.pk, int) else str(found.pk)
        return SnippetLink(model=self.kind, id=pk, title=str(found))
