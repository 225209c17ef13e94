"""How editors are told that something can not be published yet, and what is missing."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from cms.models import PublishRefused
from cms.models.publishing import PublishGuardMixin

__all__ = ["edit_url_of", "explain", "refuse_bulk_publication"]

MOST = 10
"""How many incomplete pages one answer explains; more would hide the first."""


def edit_url_of(request: HttpRequest, instance: models.Model) -> str | None:
    """Where the user of the request edits the object; None if that is not theirs to do."""
    url: str | None = AdminURLFinder(request.user).get_edit_url(instance)
    return url


def explain(request: HttpRequest, refusal: PublishRefused) -> None:
    """A message that names the object, what is missing at which field, and the way to the form."""
    url = edit_url_of(request, refusal.instance)
    buttons = [messages.button(url, _("Edit"))] if url else []
    heading = _("“%(object)s” was not published, because it is not complete. Its draft is kept.")
    text = heading % {"object": _name(refusal.instance)}
    messages.messages.error(request, messages.render(text, buttons, detail=_reasons(refusal)))


def _name(instance: models.Model) -> str:
    return str(instance.get_admin_display_title()) if isinstance(instance, Page) else str(instance)


def _reasons(refusal: PublishRefused) -> SafeString:
    lines = ((label, " ".join(reasons)) for label, reasons in refusal.labelled())
    return format_html("<ul>{}</ul>", format_html_join("", "<li><b>{}</b>: {}</li>", lines))


def refuse_bulk_publication(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> HttpResponse | None:
    """Hook `before_bulk_action`: if one of the selected pages is incomplete none is published, and each says why."""
    if action_type != "publish":
        return None
    refusals = [refusal for refusal in map(_refusal_of, objects) if refusal is not None]
    if not refusals:
        return None
    counted = ngettext(
        "Nothing was published: %(count)d of the %(all)d selected pages is not complete.",
        "Nothing was published: %(count)d of the %(all)d selected pages are not complete.",
        len(refusals),
    )
    if len(objects) > 1:
        messages.error(request, counted % {"count": len(refusals), "all": len(objects)})
    for refusal in refusals[:MOST]:
        explain(request, refusal)
    return HttpResponseRedirect(action.next_url)


def _refusal_of(page: Page) -> PublishRefused | None:
    revision = page.get_latest_revision()
    draft = revision.as_object() if revision else page.specific
    if isinstance(draft, PublishGuardMixin):
        try:
            draft.refuse_if_incomplete()
        except PublishRefused as refusal:
            return refusal
    return None
