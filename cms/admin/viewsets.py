"""The library in the admin: references, calls to action, topics and people."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import CallToAction, Person, Reference, Topic


class ReferenceViewSet(SnippetViewSet):
    """References."""

    model = Reference


class CallToActionViewSet(SnippetViewSet):
    """Calls to action."""

    model = CallToAction


class TopicViewSet(SnippetViewSet):
    """Topics."""

    model = Topic


class PersonViewSet(SnippetViewSet):
    """People."""

    model = Person


def register_snippets() -> None:
    """Called when the app is ready: choosers in blocks need the registration, hooks or not."""
    for viewset in (ReferenceViewSet, CallToActionViewSet, TopicViewSet, PersonViewSet):
        register_snippet(viewset)
