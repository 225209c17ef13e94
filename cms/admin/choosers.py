"""The dialogs in which editors pick something from the library, or add what is missing without leaving the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.actions.create import CreateAction
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)

from cms.admin import reference_types
from cms.admin.reference_columns import IntegrityColumn
from cms.admin.reference_form import ReferenceCreationForm
from cms.admin.reference_search import ReferenceFilterForm
from cms.models import Person

__all__ = ["CallToActionChooserViewSet", "PersonChooserViewSet", "ReferenceChooserViewSet"]

RESULTS = "cms/admin/chooser_results.html"


class LoggedCreateView(SnippetCreateView):
    """What is added in a dialog gets its first revision and its entry in the history, as on its own form."""

    def save_form(self, form: Any) -> Any:
        return CreateAction(form.instance, user=self.request.user, form=form).execute(
            skip_permission_checks=True
        )


class ReferenceColumns:
    """Enough to tell two papers of one group from each other."""

    @property
    def columns(self) -> list[Column]:
        return [
            *super().columns,  # type: ignore[misc]
            Column("authors", label=_("Authors"), accessor="authors_short"),
            Column("year", label=_("Year")),
            Column(
                "type", label=_("Type"), accessor=lambda reference: reference_types.label_of(reference.type)
            ),
            IntegrityColumn("integrity", label=_("Integrity"), accessor="get_integrity_display"),
        ]


class LibraryChooseView(ChooseView):
    """The dialog, in the words of the library."""

    page_subtitle = None
    results_template_name = RESULTS


class LibraryChooseResultsView(ChooseResultsView):
    """The list in the dialog, after a search."""

    page_subtitle = None
    results_template_name = RESULTS


class ReferenceChooseView(ReferenceColumns, LibraryChooseView):
    """The dialog for references."""

    filter_form_class = ReferenceFilterForm


class ReferenceChooseResultsView(ReferenceColumns, LibraryChooseResultsView):
    """The list of references, after a search."""

    filter_form_class = ReferenceFilterForm


class ReferenceChooserViewSet(SnippetChooserViewSet):
    """Pick a reference, or add it."""

    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    create_view_class = LoggedCreateView
    page_title = _("Choose a reference")
    creation_form_class = ReferenceCreationForm
    creation_tab_label = _("Add a new reference")
    create_action_label = _("Add and choose it")


class PersonCreationForm(WagtailAdminModelForm):
    """Enough to name somebody."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Person
        fields = ("name", "credentials", "job_title")


class PersonChooserViewSet(SnippetChooserViewSet):
    """Pick a person, or add one."""

    choose_view_class = LibraryChooseView
    choose_results_view_class = LibraryChooseResultsView
    create_view_class = LoggedCreateView
    page_title = _("Choose a person")
    creation_form_class = PersonCreationForm
    creation_tab_label = _("Add a person")
    create_action_label = _("Add and choose")


class CallToActionChooserViewSet(SnippetChooserViewSet):
    """Pick a call to action. A new one is made on its own form, because it has to be published too."""

    choose_view_class = LibraryChooseView
    choose_results_view_class = LibraryChooseResultsView
    page_title = _("Choose a call to action")
