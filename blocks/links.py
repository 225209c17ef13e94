"""Links that an editor sets as a thing of their own: to a page, a file, a web address or an e-mail address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, EmailBlock, PageChooserBlock, StructBlock, URLBlock
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from blocks.base import Resolver
from blocks.schemas import DocumentLink, Link, PageLink, SocialLink
from blocks.vocabulary import BlockMenu

__all__ = ["LinkBlock", "SocialLinkBlock"]

_DESTINATIONS = ("page", "document", "url", "email")


class LinkBlock(StructBlock):
    """A link with its own words; exactly one destination."""

    text = CharBlock(
        label=_("Link text"), help_text=_("Say where it leads; avoid “click here”."), max_length=255
    )
    description = CharBlock(
        label=_("Description"),
        required=False,
        help_text=_("One line below the link, if it needs one."),
        max_length=500,
    )
    page = PageChooserBlock(label=_("Page"), required=False, help_text=_("A page of this site."))
    document = DocumentChooserBlock(label=_("Document"), required=False, help_text=_("A file to download."))
    url = URLBlock(
        label=_("Web address"), required=False, help_text=_("An address elsewhere, with https://.")
    )
    email = EmailBlock(label=_("E-mail address"), required=False)

    Schema = Link

    class Meta:
        icon = "link"
        label = _("Link")
        group = BlockMenu.ACTIONS
        description = _("A link of its own, to a page, a file, a web address or an e-mail address.")
        label_format = "{text}"
        preview_template = "blocks/preview/link.html"
        preview_value = {
            "text": "Cochrane Handbook for Systematic Reviews of Interventions",
            "description": _("How reviews of healthcare are made."),
            "url": "https://training.cochrane.org/handbook",
        }
        form_layout = BlockGroup(
            children=[
                "text",
                "description",
                BlockGroup(
                    heading=_("Destination: fill in exactly one"),
                    icon="link",
                    children=list(_DESTINATIONS),
                    label_format="",
                ),
            ]
        )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        given = [name for name in _DESTINATIONS if cleaned.get(name)]
        if len(given) > 1:
            message = ValidationError(_("Fill in only one destination."), code="several_destinations")
            raise StructBlockValidationError(block_errors=dict.fromkeys(given, message))
        if not given and not self.is_deferred_validation:
            message = ValidationError(
                _("Choose a page or a document, or enter an address."), code="no_destination"
            )
            raise StructBlockValidationError(block_errors=dict.fromkeys(_DESTINATIONS, message))
        return cleaned

    def to_schema(self, raw: Any, resolver: Resolver) -> Link | None:
        """The link, or None when its destination is not public."""
        target: PageLink | DocumentLink | None = None
        href = raw.get("url") or ""
        if page := raw.get("page"):
            target = resolver.get("page", page)
            href = target.path if isinstance(target, PageLink) else ""
        elif document := raw.get("document"):
            target = resolver.get("document", document)
            href = target.url if isinstance(target, DocumentLink) else ""
        elif email := raw.get("email"):
            href = f"mailto:{email}"
        if not href:
            return None
        return Link(
            text=str(raw.get("text") or href),
            description=raw.get("description") or None,
            href=href,
            target=target,
        )


class SocialLinkBlock(StructBlock):
    """An account of the organisation on another site."""

    name = CharBlock(label=_("Name"), max_length=80, help_text=_("Such as “Mastodon” or “YouTube”."))
    url = URLBlock(label=_("Web address"), help_text=_("The address of the account, with https://."))

    Schema = SocialLink

    class Meta:
        icon = "link"
        label = _("Account")
        group = BlockMenu.ACTIONS
        description = _("An account of the organisation on another site, such as a video channel.")
        label_format = "{name}"
        preview_template = "blocks/preview/account.html"
        preview_value = {"name": "Mastodon", "url": "https://social.example.org/@example"}

    def to_schema(self, raw: Any, resolver: Resolver) -> SocialLink | None:
        """The account, or None without an address on the web."""
        url = str(raw.get("url") or "")
        if not url.startswith(("https://", "http://")):
            return None
        return SocialLink(name=str(raw.get("name") or url), url=url)
