"""The dialogs in which editors pick something from the library, or add what is missing without leaving the page."""

from itertools import chain, count
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.actions.create import CreateAction
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.models import Locale
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetCreateView,
)

from cms.admin import reference_types
from cms.admin.cite.taking import NotTaken, take_one
from cms.admin.reference_columns import IntegrityColumn
from cms.admin.reference_form import ReferenceCreationForm
from cms.admin.reference_search import ReferenceFilterForm
from cms.models import CallToAction, Person, Topic

__all__ = [
    "CallToActionChooserViewSet",
    "PersonChooserViewSet",
    "ReferenceChooserViewSet",
    "TopicChooserViewSet",
]

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


class ReferenceCreateView(LoggedCreateView):
    """Adds what was typed, or looks up what an identifier stands for."""

    def post(self, request: HttpRequest) -> HttpResponse:
        self.form = self.get_creation_form()
        if not self.form.wanted:
            typed: HttpResponse = super().post(request)
            return typed
        if self.form.is_valid():
            try:
                found = take_one(self.form.wanted, at=timezone.now())
            except NotTaken as refused:
                self.form.add_error("lookup", refused.message)
            else:
                chosen: HttpResponse = self.get_chosen_response(found)
                return chosen
        shown_again: HttpResponse = self.get_reshow_creation_form_response()
        return shown_again


class ReferenceChooserViewSet(SnippetChooserViewSet):
    """Pick a reference, or add it: typed, or by an identifier."""

    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    create_view_class = ReferenceCreateView
    page_title = _("Choose a reference")
    creation_form_class = ReferenceCreationForm
    creation_tab_label = _("Add a new reference")
    create_action_label = _("Add and choose it")

    @property
    def create_view(self) -> Any:
        # It may ask registries, and what is found is written in a transaction of its own.
        return transaction.non_atomic_requests(super().create_view)


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


class CallToActionCreationForm(WagtailAdminModelForm):
    """Enough for a draft: what it asks of the reader, and its heading. The slug is made from the heading."""

    class Meta(WagtailAdminModelForm.Meta):
        model = CallToAction
        fields = ("kind", "heading", "body")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heading"].help_text = _(
            "What you add here is a draft, which readers do not see yet. Complete and publish it afterwards, under "
            "Research › Calls to action or by “Edit” beside the chosen panel; the page can be saved meanwhile."
        )

    def _post_clean(self) -> None:
        self.instance.slug = free_slug(str(self.cleaned_data.get("heading", "")), self.instance)
        super()._post_clean()


def free_slug(words: str, made: CallToAction | Topic) -> str:
    """A slug for these words that nothing of its kind and language has. The form does not ask for it, so that nobody
    else would notice that it is taken."""
    model: Any = type(made)
    longest = model._meta.get_field("slug").max_length
    base = slugify(words)[: longest - 4] or str(model._meta.model_name)
    rows = model.objects.filter(locale=made.locale_id or Locale.get_default().pk, slug__startswith=base)
    taken = set(rows.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)


class CallToActionChooserViewSet(SnippetChooserViewSet):
    """Pick a call to action, or begin one: it is a draft until somebody has completed and published it."""

    choose_view_class = LibraryChooseView
    choose_results_view_class = LibraryChooseResultsView
    create_view_class = LoggedCreateView
    page_title = _("Choose a call to action")
    creation_form_class = CallToActionCreationForm
    creation_tab_label = _("Begin a new one")
    create_action_label = _("Add the draft and choose it")


class TopicCreationForm(WagtailAdminModelForm):
    """A topic, with a slug that is made from its title."""

    class Meta(WagtailAdminModelForm.Meta):
        model = Topic
        fields = ("title", "description")

    def _post_clean(self) -> None:
        self.instance.slug = free_slug(str(self.cleaned_data.get("title", "")), self.instance)
        super()._post_clean()


class TopicChooserViewSet(SnippetChooserViewSet):
    """Pick a topic, or add one."""

    choose_view_class = LibraryChooseView
    choose_results_view_class = LibraryChooseResultsView
    create_view_class = LoggedCreateView
    page_title = _("Choose a topic")
    creation_form_class = TopicCreationForm
    creation_tab_label = _("Add a topic")
    create_action_label = _("Add and choose")
