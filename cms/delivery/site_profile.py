"""The profile of a site on the wire."""

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from blocks.base import Key, adapter_for
from blocks.clean import Profile
from blocks.rich_text import keys_in, to_rich_text
from blocks.schemas import Image, RichText, Schema, SocialLink
from cms.delivery.public_settings import PublicSettings, register_public_settings
from cms.delivery.resolver import Resolver
from cms.models import SiteProfile

__all__ = ["PublicProfile"]


class ProfileContact(Schema):
    """How to reach the organisation."""

    address: str | None = Field(description="A line each.")
    email: str | None
    phone: str | None


class PublicProfile(Schema):
    """Who is behind the site, and what stands on every page."""

    organisation: str | None
    tagline: str | None
    logo: Image | None
    contact: ProfileContact
    social_links: list[SocialLink]
    footer: RichText
    share_image: Image | None = Field(description="For pages without a lead image.")


@register_public_settings("profile")
class ProfileSettings(PublicSettings):
    """The site's profile; null until somebody has filled it in."""

    schema = PublicProfile
    models = ("cms.SiteProfile",)

    def load(self, site_id: int) -> SiteProfile | None:
        return SiteProfile.objects.filter(site=site_id).first()

    def keys(self, found: SiteProfile) -> Iterable[Key]:
        yield from keys_in(found.footer)
        for image in (found.logo_id, found.share_image_id):
            if image:
                yield "image", image

    def wire(self, found: SiteProfile, resolver: Resolver) -> PublicProfile:
        field: Any = found._meta.get_field("social_links")
        links = adapter_for(field.stream_block).wire(field.raw(found), resolver)
        logo = _image(found.logo_id, resolver)
        return PublicProfile(
            organisation=found.organisation or None,
            tagline=found.tagline or None,
            logo=logo and logo.model_copy(update={"alt": found.organisation or logo.alt}),
            contact=ProfileContact(
                address=found.address or None, email=found.email or None, phone=found.phone or None
            ),
            social_links=[link.value for link in links],
            footer=to_rich_text(found.footer, profile=Profile.PROSE, resolver=resolver),
            share_image=_image(found.share_image_id, resolver),
        )


def _image(pk: int | None, resolver: Resolver) -> Image | None:
    found: Image | None = resolver.get("image", pk) if pk else None
    return found
