"""Panels in the admin: their list, and their form in the order in which an editor thinks of them."""

from typing import Any

from django.forms import Select
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TitleFieldPanel,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from blocks.vocabulary import FORM_KINDS, CallToActionKind
from cms.admin import choosers, filters
from cms.admin.panel_columns import ShownColumn
from cms.admin.safe_snippets import SafeIndexView
from cms.admin.translated_columns import TranslatedColumns
from cms.models import CallToAction

__all__ = ["CallToActionViewSet", "ConsentWordingsPanel"]


def _only_for(kinds: Any) -> dict[str, str]:
    """Attributes of a section that other kinds of panels do not need: the script hides it while it is empty."""
    return {"data-cms-panel-kinds": " ".join(sorted(kinds))}


class ConsentWordingsPanel(HelpPanel):
    """What readers have been asked to consent to, and since when; nothing to fill in."""

    def __init__(self, template: str = "cms/admin/consent_wordings.html", **kwargs: Any) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The wordings of one panel."""

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.instance.consent_versions.exists())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "wordings": self.instance.consent_versions.order_by("-number")}


WHAT_THE_READER_SEES = MultiFieldPanel(
    [
        FieldPanel(
            "kind",
            widget=Select(
                attrs={"data-controller": "cms-panel-kind", "data-action": "change->cms-panel-kind#update"}
            ),
            help_text=_("What the reader is asked to do. What is needed below depends on it."),
        ),
        TitleFieldPanel("heading", targets=["slug"], placeholder=False, classname=""),
        FieldPanel(
            "slug",
            help_text=_(
                "Made from the heading. Frontends ask for the panel by it: keep it once it is in use."
            ),
        ),
        FieldPanel("body"),
        FieldPanel("image"),
        FieldPanel("button_label"),
        FieldPanel("tone"),
        FieldPanel("disclosure"),
    ],
    heading=_("What the reader sees"),
    icon="view",
)

WHERE_IT_LEADS = MultiFieldPanel(
    [FieldPanel("link")],
    heading=_("Where the button leads"),
    icon="link",
    help_text=_(
        "Only for download, link and donation; they need one. Panels that ask for data have no link."
    ),
    attrs=_only_for(set(CallToActionKind.values) - FORM_KINDS),
)

WHAT_IT_ASKS_FOR = MultiFieldPanel(
    [
        FieldPanel("form_fields"),
        FieldPanel(
            "consent_text",
            help_text=_(
                "What the reader agrees to by ticking a box, in one or two sentences; a newsletter can not be "
                "published without. Another wording is a new version; each submission keeps the words that were agreed "
                "to."
            ),
        ),
        FieldPanel("privacy_link"),
        FieldPanel(
            "success_message",
            help_text=_(
                "What the reader sees after the form was sent; needed before the panel can be published. Nobody is "
                "subscribed to a newsletter at that moment: say that a mail with a link to confirm is on its way."
            ),
        ),
    ],
    heading=_("What the reader is asked for"),
    icon="form",
    help_text=_(
        "Only for newsletter, information packet and contact. While the panel is of another kind, what stands here is "
        "kept, but readers do not see it."
    ),
    attrs=_only_for(FORM_KINDS),
)

WHEN_IT_IS_SHOWN = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("frequency_views"), FieldPanel("frequency_days")]),
    ],
    heading=_("When it is shown"),
    icon="calendar-alt",
    help_text=_(
        "Publish the panel now, even if it is to be shown later: within these times every page has it, before and "
        "after them none, and nobody has to do anything at that moment."
    ),
)


class CallToActionViewSet(TranslatedColumns, SnippetViewSet):
    """Calls to action."""

    model = CallToAction
    icon = "cms-call-to-action"
    menu_label = _("Calls to action")
    menu_name = "calls-to-action"
    index_view_class = SafeIndexView
    index_results_template_name = "cms/admin/call_to_action_results.html"
    chooser_viewset_class = choosers.CallToActionChooserViewSet
    filterset_class = filters.CallToActionFilterSet
    inspect_view_enabled = True
    own_columns = ("heading", "kind", ShownColumn(label=_("For readers")))
    list_export = ["slug", "kind", "heading", "button_label", "starts_at", "ends_at", "live"]
    export_filename = "calls-to-action"
    inspect_view_fields_exclude = ["id", "translation_key", "alias_of"]
    edit_handler = ObjectList(
        [
            WHAT_THE_READER_SEES,
            WHERE_IT_LEADS,
            WHAT_IT_ASKS_FOR,
            WHEN_IT_IS_SHOWN,
            ConsentWordingsPanel(heading=_("Wordings of the consent"), icon="history", classname="collapsed"),
        ]
    )
