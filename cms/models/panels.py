"""The editor's forms for pages: which field stands on which tab, and in which order one fills them in."""

from django.forms import CheckboxSelectMultiple
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

__all__ = ["INTRODUCED_TABS", "PROMOTE", "SUMMARY_TABS"]

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
                IMAGE,
            ],
            heading=_("Content"),
        ),
        ObjectList(
            [
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
                    heading=_("Review"),
                    icon="check",
                ),
                FieldPanel("disclaimer"),
            ],
            heading=_("Authors and review"),
        ),
        ObjectList(
            [
                FieldPanel(
                    "topics",
                    widget=CheckboxSelectMultiple,
                    icon="tag",
                    help_text=_(
                        "Where readers find the page in lists. New topics are added under Research › Topics."
                    ),
                ),
                *PROMOTE,
            ],
            heading=_("Topics and search"),
        ),
        SETTINGS,
    ]
)

INTRODUCED_TABS = TabbedInterface(
    [
        ObjectList(
            [
                *Page.content_panels,
                FieldPanel("standfirst"),
                FieldPanel("body"),
                IMAGE,
                FieldPanel("citation_style"),
            ],
            heading=_("Content"),
        ),
        ObjectList(PROMOTE, heading=_("Address and search")),
        SETTINGS,
    ]
)
