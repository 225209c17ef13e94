"""The library in the admin: research summaries, references, calls to action, topics, people, and
what registers itself (submissions, the guide), in one menu."""

from django.db import transaction
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.admin import choosers, filters
from cms.admin.calls_to_action import CallToActionViewSet
from cms.admin.keep_work import SavedByHandCreateView, SavedByHandEditView
from cms.admin.menu import RESEARCH_MENU
from cms.admin.reference_checks import CheckView
from cms.admin.reference_columns import REFERENCE_COLUMNS
from cms.admin.reference_exchange import exchange_urls
from cms.admin.reference_panels import REFERENCE_PANELS, ReferenceInspectView
from cms.admin.reference_provenance import ProvenanceMixin
from cms.admin.reference_refresh import RefreshView
from cms.admin.reference_search import ReferenceIndexView
from cms.admin.safe_snippets import SafeIndexView
from cms.admin.share_links import ShareLinkViewSet
from cms.admin.summaries import ResearchSummaryViewSet
from cms.admin.translated_columns import TranslatedColumns
from cms.models import Person, Reference, Topic

__all__ = ["ResearchGroup", "register_snippets"]


class ReferenceEditView(ProvenanceMixin, SavedByHandEditView):
    """Edits a record, below what is known about it."""


class LibraryViewSet(SnippetViewSet):
    """What is common to the lists and forms of the library."""

    index_view_class = SafeIndexView
    add_view_class = SavedByHandCreateView
    edit_view_class = SavedByHandEditView
    create_template_name = "cms/admin/library_create.html"
    edit_template_name = "cms/admin/library_edit.html"
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50


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


class TopicViewSet(TranslatedColumns, LibraryViewSet):
    """Topics."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    menu_name = "topics"
    index_results_template_name = "cms/admin/topic_results.html"
    chooser_viewset_class = choosers.TopicChooserViewSet
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
    index_results_template_name = "cms/admin/person_results.html"
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

    items = (
        ResearchSummaryViewSet,
        ReferenceViewSet,
        CallToActionViewSet,
        TopicViewSet,
        PersonViewSet,
        ShareLinkViewSet,
    )
    menu_label = _("Research")
    menu_name = "research"
    menu_icon = "cms-research"
    menu_order = 150
    submenu_hook = RESEARCH_MENU


def register_snippets() -> None:
    """Called when the app is ready: choosers in blocks need the registration, hooks or not."""
    register_snippet(ResearchGroup)
