"""The editor's forms for pages: which field stands on which tab, and in which order one fills them in."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

__all__ = ["INTRODUCED_TABS", "PROMOTE", "SUMMARY_TABS"]

PROMOTE = [
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("seo_title"),
            FieldPanel("search_description"),
            FieldPanel("no_index"),
        ],
        heading=_("For search engines"),
    ),
    MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For menus")),
]

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
                FieldPanel("standfirst"),
                FieldPanel("key_points"),
                FieldPanel("body"),
                IMAGE,
            ],
            heading=_("Content"),
        ),
        ObjectList(
            [
                FieldPanel("subject_reference"),
                FieldPanel("further_reading"),
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
                FieldPanel("authors"),
                MultiFieldPanel(
                    [
                        FieldPanel("reviewed_by"),
                        FieldRowPanel([FieldPanel("last_reviewed"), FieldPanel("next_review")]),
                    ],
                    heading=_("Review"),
                    icon="check",
                ),
                FieldPanel("disclaimer"),
            ],
            heading=_("Authors and review"),
        ),
        ObjectList([FieldPanel("topics"), *PROMOTE], heading=_("Promote")),
        SETTINGS,
    ]
)

INTRODUCED_TABS = TabbedInterface(
    [
        ObjectList(
            [*Page.content_panels, FieldPanel("standfirst"), FieldPanel("body"), IMAGE], heading=_("Content")
        ),
        ObjectList(PROMOTE, heading=_("Promote")),
        SETTINGS,
    ]
)
