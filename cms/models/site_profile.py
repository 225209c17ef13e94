"""What a site says about who is behind it: name, contact, footer, pictures, the same on every page of its frontend."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Site

from blocks.streams import PlacementRules, SocialLinks
from blocks.text import PLAIN_FEATURES
from cms.bibliography.styles import NLM
from cms.fields import StreamField
from cms.models.changes import ChangesContent
from cms.models.citation_styles import citation_style_choices

__all__ = ["SiteProfile"]


def _picture(label: Any, help_text: Any) -> Any:
    return models.ForeignKey(
        get_image_model_string(),
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


class SiteProfile(ChangesContent, BaseSiteSetting):
    """The public profile of one site. Editors find it under Settings if the host has `wagtail.contrib.settings`."""

    # As Wagtail's, without a way back from the site: a host may have a model of this name, too.
    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="+", editable=False)
    organisation = models.CharField(
        _("organisation"),
        max_length=200,
        blank=True,
        help_text=_("Who publishes the site, as it is printed."),
    )
    tagline = models.CharField(
        _("tagline"), max_length=300, blank=True, help_text=_("What the site is for, in one line.")
    )
    logo = _picture(_("logo"), _("Shown with the organisation's name as its alt text."))
    address = models.TextField(_("address"), blank=True, help_text=_("The postal address, a line each."))
    email = models.EmailField(
        _("e-mail address"), blank=True, help_text=_("Where readers write to. Everybody can read it.")
    )
    phone = models.CharField(
        _("telephone"),
        max_length=60,
        blank=True,
        help_text=_("With the country's code, such as +41 44 000 00 00."),
    )
    social_links = StreamField(
        SocialLinks,
        verbose_name=_("accounts elsewhere"),
        blank=True,
        help_text=_("In the order in which they are shown."),
    )
    footer = RichTextField(
        _("footer"), blank=True, features=PLAIN_FEATURES, help_text=_("Shown at the end of every page.")
    )
    share_image = _picture(
        _("image for sharing"),
        _("Shown where a page without a lead image is shared. Best 1200 × 630 pixels or more."),
    )

    citation_style = models.CharField(
        _("citation style"),
        max_length=100,
        default=NLM,
        choices=citation_style_choices,
        help_text=_("How sources are cited and listed. A page can differ."),
    )

    panel_rules = StreamField(
        PlacementRules,
        verbose_name=_("panels by rule"),
        blank=True,
        default=list,
        db_default=[],
        help_text=_("Panels that come onto the pages of the site by themselves, the most important first."),
    )
    most_panels = models.PositiveSmallIntegerField(
        _("most panels on a page"),
        default=3,
        db_default=3,
        help_text=_("Further ones are left out, those by rule first."),
    )
    panel_distance = models.PositiveSmallIntegerField(
        _("least distance of panels"),
        default=0,
        db_default=0,
        help_text=_(
            "At least so many other blocks stand between two panels; one that comes too close is left out. "
            "0: panels may stand one after the other."
        ),
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("organisation"), FieldPanel("tagline"), FieldPanel("logo")],
            heading=_("Organisation"),
            icon="home",
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("email"), FieldPanel("phone")])],
            heading=_("Contact"),
            icon="mail",
        ),
        MultiFieldPanel(
            [FieldPanel("social_links"), FieldPanel("footer")], heading=_("On every page"), icon="link"
        ),
        MultiFieldPanel([FieldPanel("share_image")], heading=_("Sharing"), icon="image"),
        MultiFieldPanel([FieldPanel("citation_style")], heading=_("Sources"), icon="openquote"),
        MultiFieldPanel(
            [
                FieldPanel("panel_rules"),
                FieldRowPanel([FieldPanel("most_panels"), FieldPanel("panel_distance")]),
            ],
            heading=_("Calls to action"),
            icon="cms-call-to-action",
        ),
    ]

    class Meta:
        verbose_name = _("site profile")
        verbose_name_plural = _("site profiles")
