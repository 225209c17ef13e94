"""The library in the admin: research summaries, references, calls to action, topics and people, in one menu."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.admin.ui.tables import (
    Column,
    LiveStatusTagColumn,
    LocaleColumn,
    UpdatedAtColumn,
)
from wagtail.models import DraftStateMixin
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from cms.admin import choosers, filters
from cms.admin.reference_checks import CheckView
from cms.admin.reference_columns import REFERENCE_COLUMNS
from cms.admin.reference_exchange import exchange_urls
from cms.admin.reference_panels import REFERENCE_PANELS, ReferenceInspectView
from cms.admin.reference_provenance import ProvenanceMixin
from cms.admin.reference_refresh import RefreshView
from cms.admin.reference_search import ReferenceIndexView
from cms.admin.summaries import ResearchSummaryViewSet
from cms.conf import conf
from cms.models import CallToAction, Person, Reference, Topic

__all__ = ["ResearchGroup", "register_snippets"]


class SavedByHand:
    """Without drafts whatever is saved is public at once, so nothing is saved while somebody is still typing."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.autosave_enabled = False


class SavedByHandCreateView(SavedByHand, CreateView):
    """Adds an object that has no drafts."""


class SavedByHandEditView(SavedByHand, EditView):
    """Edits an object that has no drafts."""


class ReferenceEditView(ProvenanceMixin, SavedByHandEditView):
    """Edits a record, below what is known about it."""


class LibraryViewSet(SnippetViewSet):
    """What is common to the lists and forms of the library."""

    add_view_class = SavedByHandCreateView
    edit_view_class = SavedByHandEditView
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50


class TranslatedColumns:
    """Columns of a list: its own, the language where there are several, and what every list ends with."""

    own_columns: ClassVar[tuple[str, ...]]
    model: ClassVar[type[Any]]

    @cached_property
    def list_display(self) -> list[str | Column]:
        language = [LocaleColumn(label=_("Locale"))] if conf.i18n_enabled else []
        state = [LiveStatusTagColumn(label=_("Status"))] if issubclass(self.model, DraftStateMixin) else []
        return [*self.own_columns, *language, UpdatedAtColumn(label=_("Updated")), *state]


class ReferenceViewSet(LibraryViewSet):
    """References."""

    model = Reference
    icon = "cms-reference"
    menu_label = _("References")
    menu_name = "references"
    edit_handler = REFERENCE_PANELS
    index_view_class = ReferenceIndexView
    index_results_template_name = "cms/admin/reference_results.html"
    edit_view_class = ReferenceEditView
    edit_template_name = "cms/admin/reference_edit.html"
    chooser_viewset_class = choosers.ReferenceChooserViewSet
    filterset_class = filters.ReferenceFilterSet
    list_display = REFERENCE_COLUMNS
    list_export = [
        "key", "type", "title", "authors_text", "year", "doi", "pmid", "pmcid", "verification", "integrity", "origin",
        "uses", "note",
    ]  # fmt: skip
    export_headings = {"authors_text": _("Authors"), "uses": _("Uses")}
    export_filename = "references"
    inspect_view_class = ReferenceInspectView
    inspect_view_fields = ["key", "verification", "note"]

    def get_urlpatterns(self) -> list[URLPattern]:
        # They ask registries, and then write in a transaction of their own.
        refresh = transaction.non_atomic_requests(self.construct_view(RefreshView))
        check = transaction.non_atomic_requests(self.construct_view(CheckView))
        return [
            *super().get_urlpatterns(),
            *exchange_urls(self),
            path("refresh/<int:pk>/", refresh, name="refresh"),
            path("check/", check, name="check"),
        ]


class CallToActionViewSet(TranslatedColumns, SnippetViewSet):
    """Calls to action."""

    model = CallToAction
    icon = "cms-call-to-action"
    menu_label = _("Calls to action")
    menu_name = "calls-to-action"
    chooser_viewset_class = choosers.CallToActionChooserViewSet
    filterset_class = filters.CallToActionFilterSet
    inspect_view_enabled = True
    own_columns = ("heading", "kind", "slug")
    list_export = ["slug", "kind", "heading", "button_label", "live"]
    export_filename = "calls-to-action"
    inspect_view_fields_exclude = ["id", "translation_key", "alias_of"]
    edit_handler = ObjectList(
        [
            FieldPanel(
                "kind",
                icon="cms-call-to-action",
                help_text=_("What the reader is asked to do. What is needed below depends on it."),
            ),
            MultiFieldPanel(
                [
                    TitleFieldPanel("heading", targets=["slug"], placeholder=False, classname=""),
                    FieldPanel(
                        "slug",
                        help_text=_(
                            "Made from the heading. Frontends ask for the panel by it: keep it once it is in use."
                        ),
                    ),
                    FieldPanel("body"),
                    FieldPanel("image"),
                    FieldPanel("disclosure"),
                ],
                heading=_("What the reader sees"),
                icon="view",
            ),
            MultiFieldPanel(
                [FieldPanel("button_label"), FieldPanel("link"), FieldPanel("success_message")],
                heading=_("What happens next"),
                icon="circle-check",
                help_text=_(
                    "Newsletter, information packet and contact ask the reader for data and answer with the success "
                    "message. Download, link and donation lead somewhere and need a link."
                ),
            ),
            PublishingPanel(),
        ]
    )


class TopicViewSet(TranslatedColumns, LibraryViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    own_columns = ("title", "slug")
    inspect_view_fields = ["title", "slug", "description", "locale"]
    edit_handler = ObjectList(
        [
            TitleFieldPanel("title", targets=["slug"], placeholder=False, classname=""),
            FieldPanel(
                "slug", help_text=_("Made from the title. A part of addresses: keep it once it is in use.")
            ),
            FieldPanel("description"),
        ]
    )


class PersonViewSet(TranslatedColumns, LibraryViewSet):
    """People."""

    model = Person
    icon = "user"
    menu_label = _("People")
    menu_name = "people"
    chooser_viewset_class = choosers.PersonChooserViewSet
    own_columns = ("name", "credentials", "job_title")
    inspect_view_fields = ["name", "credentials", "job_title", "biography", "photo", "orcid", "url", "locale"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldRowPanel([FieldPanel("credentials"), FieldPanel("job_title")])],
                heading=_("How the person is named"),
                icon="user",
            ),
            MultiFieldPanel(
                [FieldPanel("biography"), FieldPanel("photo"), FieldPanel("orcid"), FieldPanel("url")],
                heading=_("For readers who want to know more"),
                icon="info-circle",
            ),
        ]
    )


class ResearchGroup(SnippetViewSetGroup):
    """One menu for what a research desk works with every day."""

    items = (ResearchSummaryViewSet, ReferenceViewSet, CallToActionViewSet, TopicViewSet, PersonViewSet)
    menu_label = _("Research")
    menu_name = "research"
    menu_icon = "cms-research"
    menu_order = 150


def register_snippets() -> None:
    """Called when the app is ready: choosers in blocks need the registration, hooks or not."""
    register_snippet(ResearchGroup)
