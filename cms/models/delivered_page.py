"""What every page that is delivered as a document has and does."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

from cms.fields import FlagsField
from cms.models.changes import one_change
from cms.models.citation_styles import citation_style_choices
from cms.models.forms import DeliveredPageForm
from cms.models.panels import PROMOTE
from cms.models.paths import SiteMap
from cms.models.places import take_place
from cms.models.preview_serving import PreviewedOnFrontend
from cms.models.publishing import PublishGuardMixin
from cms.models.repeated_panels import refused_repeats

__all__ = ["DeliveredPage"]


class DeliveredPage(PreviewedOnFrontend, PublishGuardMixin, models.Model):
    """A page that is delivered as a document. A host's own page type puts this (or a mixin below) before `Page`."""

    wire_type: ClassVar[str]
    """The page's `type` in documents and lists; unique in the installation."""

    wire_fields: ClassVar[tuple[str, ...]] = ()
    """Further fields of a host's page type that its documents carry, by name; their types follow from the fields."""

    no_index = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("Asks search engines not to list this page."),
    )
    citation_style = models.CharField(
        _("citation style"),
        max_length=100,
        blank=True,
        choices=citation_style_choices,
        help_text=_("Only if this page differs from the site, whose style stands in the site profile."),
    )

    flags = FlagsField(
        _("marks"),
        help_text=_("What the rules for panels should know of this page: a rule can leave it out."),
    )

    json_ld_type: ClassVar[str] = "WebPage"
    """What the page is in the words of schema.org, unless the setting `CMS_JSON_LD_TYPE` says otherwise."""

    base_form_class: ClassVar[type[DeliveredPageForm]] = DeliveredPageForm
    promote_panels: ClassVar[list[Any]] = PROMOTE

    class Meta:
        abstract = True

    def get_url_parts(self, request: Any = None) -> tuple[int, str | None, str | None] | None:
        """(site id, address of the frontend, path on it): pages are seen on the frontend, not here."""
        site = SiteMap.of_request(request).site_of(self.path)  # type: ignore[attr-defined]
        if site is None:
            return None
        path = site.path_of(self.url_path, self.locale.language_code)  # type: ignore[attr-defined]
        return None if path is None else (site.id, site.base_url, path)

    def get_url(self, request: Any = None, current_site: Any = None) -> str | None:
        """The whole address on the frontend. Wagtail shortens it to a path where there is one site only, which would
        lead editors from "View live" to a path of this server."""
        return self.get_full_url(request)  # type: ignore[attr-defined, no-any-return]

    url = property(get_url)

    def refused_blocks(self) -> Mapping[str, ValidationError]:
        """Second panels of one kind, if the site refuses them."""
        return refused_repeats(self)

    # Wagtail locks rows of pages before it saves one. Whoever changes pages waits for the others before that.

    def save(self, *args: Any, **kwargs: Any) -> None:
        with one_change():
            # Who names columns means what they hold: Wagtail's copying counts children.
            if kwargs.get("update_fields") is None:
                take_place(self)
            super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        with one_change():
            return super().save_revision(*args, **kwargs)  # type: ignore[misc]

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        with one_change():
            return super().unpublish(*args, **kwargs)  # type: ignore[misc]

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        with one_change():
            return super().delete(*args, **kwargs)

    def _has_template(self) -> bool:
        """Whether a host has written a template for this page type: then it can be shown here, too."""
        try:
            get_template(self.template)  # type: ignore[attr-defined]
        except TemplateDoesNotExist:
            return False
        return True

    @property
    def is_previewed_on_frontend(self) -> bool:
        """Whether only a frontend can show this page type."""
        return not self._has_template()

    @property
    def preview_modes(self) -> list[Any]:
        """The page, and how lists show it; Wagtail's for a page type with a template."""
        if self.is_previewed_on_frontend:
            return [("page", _("Page")), ("card", _("In lists"))]
        modes: list[Any] = super().preview_modes  # type: ignore[misc]
        return modes

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """On a site that serves pages too: with the host's template, or else the way to the frontend."""
        if self._has_template():
            return super().serve(request, *args, **kwargs)  # type: ignore[misc]
        address = self.get_full_url(request)  # type: ignore[attr-defined]
        if address is None or address == request.build_absolute_uri(request.path):
            raise Http404  # the frontend is meant to be here, and there is none
        return redirect(address)
