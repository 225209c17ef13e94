"""Page types: abstract mixins that a host can build on, and concrete defaults."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.shortcuts import redirect
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from blocks.base import adapter_for
from blocks.streams import Authors, FurtherReading, KeyPointList, StandardBody, SummaryBody
from blocks.text import PLAIN_FEATURES
from cms.fields import StreamField
from cms.models.changes import one_change
from cms.models.citation_styles import citation_style_choices
from cms.models.forms import DeliveredPageForm
from cms.models.panels import INTRODUCED_TABS, PROMOTE, SUMMARY_TABS
from cms.models.paths import SiteMap
from cms.models.places import take_place
from cms.models.publishing import PublishGuardMixin
from cms.models.references import Reference

__all__ = [
    "DeliveredPage",
    "IllustratedMixin",
    "IntroducedMixin",
    "ResearchIndexPage",
    "ResearchSummaryMixin",
    "ResearchSummaryPage",
    "StandardPage",
    "delivered_models",
]


class DeliveredPage(PublishGuardMixin, models.Model):
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
    def preview_modes(self) -> list[Any]:
        """Wagtail's, for a page type with a template; none for one that only a frontend can show."""
        modes: list[Any] = super().preview_modes if self._has_template() else []  # type: ignore[misc]
        return modes

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """On a site that serves pages too: with the host's template, or else the way to the frontend."""
        if self._has_template():
            return super().serve(request, *args, **kwargs)  # type: ignore[misc]
        address = self.get_full_url(request)  # type: ignore[attr-defined]
        if address is None or address == request.build_absolute_uri(request.path):
            raise Http404  # the frontend is meant to be here, and there is none
        return redirect(address)


class IllustratedMixin(models.Model):
    """A lead image with the alt text of this page."""

    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alt text of the lead image"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the picture tells, for those who can not see it. Leave empty only if it tells nothing."
        ),
    )

    class Meta:
        abstract = True


class ResearchSummaryMixin(IllustratedMixin, DeliveredPage):
    """A plain-language account of a study."""

    wire_type = "research_summary"
    required_to_publish: ClassVar[tuple[str, ...]] = ("standfirst", "subject_reference", "authors", "body")
    edit_handler = SUMMARY_TABS

    standfirst = models.TextField(
        _("standfirst"),
        blank=True,
        help_text=_("Two or three sentences that say what was found, and how sure it is."),
    )
    key_points = StreamField(KeyPointList, verbose_name=_("key points"), blank=True)
    subject_reference = models.ForeignKey(
        Reference,
        verbose_name=_("subject reference"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The publication that this page summarises."),
    )
    body = StreamField(SummaryBody, verbose_name=_("body"), blank=True)
    authors = StreamField(Authors, verbose_name=_("authors"), blank=True)
    reviewed_by = models.ForeignKey(
        "cms.Person",
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who checked the content, and is not one of its authors."),
    )
    last_reviewed = models.DateField(_("last review"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    funding = models.TextField(
        _("funding"), blank=True, help_text=_("Who paid for the study, and what part they had in it.")
    )
    conflicts = models.TextField(
        _("conflicts of interest"),
        blank=True,
        help_text=_("What the study's authors declared, and what this page's have."),
    )
    topics = ParentalManyToManyField("cms.Topic", verbose_name=_("topics"), blank=True, related_name="+")
    disclaimer = RichTextField(
        _("disclaimer"), blank=True, features=PLAIN_FEATURES, help_text=_("Shown below the text.")
    )
    further_reading = StreamField(
        FurtherReading,
        verbose_name=_("further reading"),
        blank=True,
        help_text=_("References that are worth listing but not cited in the text."),
    )

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=1.5),
        index.SearchField("key_points"),
        index.SearchField("body"),
        index.SearchField("cited_titles"),
        index.FilterField("last_reviewed"),
        index.FilterField("next_review"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField(name, writable=True)
        for name in (
            "standfirst", "key_points", "subject_reference", "body", "authors", "reviewed_by", "last_reviewed",
            "next_review", "funding", "conflicts", "topics", "image", "image_alt", "disclaimer", "further_reading",
            "no_index", "citation_style",
        )
    ]  # fmt: skip

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.last_reviewed and self.next_review and self.next_review <= self.last_reviewed:
            message = _("The next review has to be after the last one.")
            raise ValidationError({"next_review": ValidationError(message, code="review_order")})

    def cited_reference_ids(self) -> set[int]:
        """Primary keys of the references this page cites, lists or summarises."""
        found = {self.subject_reference_id} if self.subject_reference_id else set()
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                keys = adapter_for(field.stream_block).keys(field.raw(self))
                found |= {int(pk) for kind, pk in keys if kind == "cms.reference"}
        return found

    def cited_titles(self) -> str:
        """Titles of those references, for the search index."""
        return "\n".join(
            Reference.objects.filter(pk__in=self.cited_reference_ids())
            .order_by("pk")
            .values_list("title", flat=True)
        )


class ResearchSummaryPage(ResearchSummaryMixin, Page):
    """A research summary."""

    page_description = _(
        "A plain-language summary of a study: text with sources, structured findings, panels."
    )

    class Meta:
        verbose_name = _("research summary")
        verbose_name_plural = _("research summaries")


class IntroducedMixin(IllustratedMixin, DeliveredPage):
    """A page with a standfirst and a body of text, media and actions."""

    edit_handler = INTRODUCED_TABS

    standfirst = models.TextField(
        _("standfirst"), blank=True, help_text=_("One or two sentences below the title.")
    )
    body = StreamField(StandardBody, verbose_name=_("body"), blank=True)

    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("standfirst", boost=1.5),
        index.SearchField("body"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField(name, writable=True)
        for name in ("standfirst", "body", "image", "image_alt", "no_index", "citation_style")
    ]

    class Meta:
        abstract = True


class ResearchIndexPage(IntroducedMixin, Page):
    """The page above research summaries."""

    wire_type = "research_index"
    page_description = _("The page above research summaries; frontends list them from it.")

    class Meta:
        verbose_name = _("research index")
        verbose_name_plural = _("research indexes")


class StandardPage(IntroducedMixin, Page):
    """An ordinary page: home, about, contact."""

    wire_type = "standard_page"
    page_description = _("An ordinary page, such as home, about or contact.")

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


def delivered_models() -> list[type[Any]]:
    """The concrete page types that are delivered, those of the host included."""
    from wagtail.models import get_page_models

    return [model for model in get_page_models() if issubclass(model, DeliveredPage)]
