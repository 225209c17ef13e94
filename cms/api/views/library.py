"""What editors keep once for many pages: topics and calls to action."""

from typing import Any

from django.db.models import Count
from django.http import Http404, HttpResponse
from pydantic import BaseModel

from blocks.call_to_action import CallToAction
from cms.api import query, schemas
from cms.api.filters import documents_of
from cms.api.views.base import ApiView
from cms.delivery.resolver import Resolver, Scope
from cms.models import CallToAction as CallToActionModel
from cms.models import DocumentTopic, Topic

__all__ = ["CallToActionDetail", "TopicDetail", "TopicLists"]


class ViewOfTopics(ApiView):
    """An endpoint that answers with topics."""

    def topics(self) -> list[schemas.Topic]:
        """The topics of one language on which there are public pages, by title."""
        counts = self.counts()
        found = Topic.objects.filter(
            pk__in=counts, locale__language_code=self.values["locale"] or self.site.locale
        ).order_by("title", "slug")
        if "slug" in self.kwargs:
            found = found.filter(slug=self.kwargs["slug"])
        return [
            schemas.Topic(
                slug=topic.slug,
                title=topic.title,
                description=topic.description or None,
                locale=self.values["locale"] or self.site.locale,
                count=counts[topic.pk],
            )
            for topic in found
        ]

    def counts(self) -> dict[int, int]:
        """The number of public pages of the site on each topic, by its id. One query."""
        documents = documents_of(self.found_site.id, now=self.now).values("pk")
        on_topics = DocumentTopic.objects.filter(document__in=documents).order_by()
        return dict(on_topics.values_list("topic_id").annotate(pages=Count("document")))


class TopicLists(ViewOfTopics):
    """List topics.

    The topics of one language (by default that of the site) on which there are public pages.
    """

    operation = "list_topics"
    parameters = (query.LOCALE, query.SITE)

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return schemas.TopicList

    def get(self, request: Any) -> HttpResponse:
        return self.answer_with(schemas.TopicList(items=self.topics()))


class TopicDetail(ViewOfTopics):
    """Get a topic.

    By its slug in one language (by default that of the site); 404 for one on which there is no public page.
    """

    operation = "get_topic"
    parameters = (query.LOCALE, query.SITE)
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return schemas.Topic

    def get(self, request: Any, slug: str) -> HttpResponse:
        found = self.topics()
        if not found:
            raise Http404
        return self.answer_with(found[0])


class CallToActionDetail(ApiView):
    """Get a call to action.

    A published panel by its slug in one language (by default that of the site).
    """

    operation = "get_call_to_action"
    parameters = (query.LOCALE, query.SITE)
    may_be_missing = True

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return CallToAction

    def get(self, request: Any, slug: str) -> HttpResponse:
        locale = self.values["locale"] or self.site.locale
        named = CallToActionModel.objects.filter(slug=slug, locale__language_code=locale)
        resolver = Resolver(Scope(site=self.site, sites=self.sites, now=self.now))
        keys = [("cms.calltoaction", pk) for pk in named.values_list("pk", flat=True)]
        resolver.load(keys)
        panel = resolver.get(*keys[0]) if keys else None
        if panel is None:
            raise Http404
        return self.answer_with(panel, ends_at=resolver.scope.valid_until)
