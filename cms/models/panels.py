"""The editor's forms for pages: which field stands on which tab, and in which order one fills them in."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Page

from cms.models.page_imports import PageImportPanel
from cms.models.page_panels import PagePanelsPanel
from cms.models.topics_input import TopicsInput

__all__ = ["INDEX_TABS", "INTRODUCED_TABS", "PROMOTE", "SUMMARY_TABS"]

PROMOTE = [
    MultiFieldPanel(
        [FieldPanel("slug"), FieldPanel("show_in_menus")], heading=_("Address and menus"), icon="link"
    ),
    MultiFieldPanel(
        [FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("no_index")],
        heading=_("For search engines"),
        icon="search",
    ),
]

MARKS = MultiFieldPanel(
    [FieldPanel("flags", heading=_("Marks"))], heading=_("Marks for panels"), icon="cms-call-to-action"
)

PAGE_PANELS = PagePanelsPanel(heading=_("Panels on this page"), icon="cms-call-to-action")
"""What the page carries, read from the server once the form is open."""

ORIGIN = PageImportPanel(heading=_("From the old article"), icon="clipboard-list")
"""Only for pages that were imported."""

NEEDED = HelpPanel(
    _(
        "What is marked with an asterisk is needed before the page can be published. A draft may leave it open."
    )
)

IMAGE = MultiFieldPanel(
    [FieldPanel("image"), FieldPanel("image_alt")],
    heading=_("Lead image"),
    classname="collapsed",
    icon="image",
)

# Schedule and comments. They have no tab of their own: Wagtail puts them where it always does.
SETTINGS = ObjectList(Page.settings_panels, heading=_("Settings"))

SUMMARY_TABS = TabbedInterface(
    [
        ObjectList(
            [
                *Page.content_panels,
                NEEDED,
                FieldPanel("standfirst"),
                FieldPanel(
                    "key_points", help_text=_("What a hurried reader should take away: three to five points.")
                ),
                FieldPanel("body"),
                PAGE_PANELS,
                IMAGE,
            ],
            heading=_("Content"),
        ),
        ObjectList(
            [
                ORIGIN,
                FieldPanel("subject_reference"),
                FieldPanel("further_reading"),
                FieldPanel("citation_style"),
                MultiFieldPanel(
                    [FieldPanel("funding"), FieldPanel("conflicts")],
                    heading=_("Funding and interests"),
                    icon="info-circle",
                ),
            ],
            heading=_("Evidence"),
        ),
        ObjectList(
            [
                FieldPanel("authors", help_text=_("Who wrote this page, in the order of printing.")),
                MultiFieldPanel(
                    [
                        FieldPanel("reviewed_by"),
                        FieldRowPanel(
                            [
                                FieldPanel("last_reviewed", help_text=_("When that was.")),
                                FieldPanel("next_review", help_text=_("When it should be checked again.")),
                            ]
                        ),
                    ],
                    heading=_("Who checked it, and when"),
                    icon="check",
                ),
                FieldPanel("disclaimer"),
            ],
            heading=_("Review"),
        ),
        ObjectList(
            [
                FieldPanel(
                    "topics",
                    widget=TopicsInput,
                    icon="tag",
                    help_text=_("Where readers find the page in lists."),
                ),
                MARKS,
                *PROMOTE,
            ],
            heading=_("Promote"),
        ),
        SETTINGS,
    ]
)

INTRODUCED = ObjectList(
    [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        PAGE_PANELS,
        IMAGE,
        FieldPanel("citation_style"),
    ],
    heading=_("Content"),
)
ADDRESS = ObjectList([MARKS, *PROMOTE], heading=_("Promote"))

INTRODUCED_TABS = TabbedInterface([INTRODUCED, ADDRESS, SETTINGS])

INDEX_TABS = TabbedInterface(
    [
        INTRODUCED,
        ObjectList([FieldPanel("panel_rules", icon="cms-call-to-action")], heading=_("Panels below")),
        ADDRESS,
        SETTINGS,
    ]
)
