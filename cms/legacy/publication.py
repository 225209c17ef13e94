"""A page that the old site had published may be published again, if it passes what every page here has to pass."""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from wagtail.models import Page

from cms.legacy.entries import About
from cms.legacy.notes import Note
from cms.models.publishing import PublishGuardMixin, PublishRefused

__all__ = ["publish_if_sound", "was_public"]


def was_public(about: About) -> bool:
    """Whether everybody could read it on the old site."""
    return about.status == "published" and not about.password


def publish_if_sound(page: Page) -> list[Note]:
    """Publish the newest revision of the page, or say what it lacks. A query or two in a transaction of its own."""
    draft = page.get_latest_revision_as_object()
    if isinstance(draft, PublishGuardMixin):
        reasons = PublishRefused(draft, errors) if (errors := draft.publication_errors()) else None
        if reasons is not None:
            said = "; ".join(f"{label}: {' '.join(texts)}" for label, texts in reasons.labelled())
            return [Note("not_published", None, {"reasons": said})]
    try:
        page.latest_revision.publish()
    except ValidationError as error:
        return [Note("not_published", None, {"reasons": capfirst(" ".join(error.messages))})]
    return [Note("published")]
