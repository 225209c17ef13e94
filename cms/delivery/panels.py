"""A panel on the wire, with what a frontend needs to draw its form and to send it."""

from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from blocks.base import adapter_for
from blocks.call_to_action import CallToAction, CallToActionForm, FormConsent, FrequencyCap
from blocks.clean import Profile
from blocks.forms import form_fields, json_schema
from blocks.rich_text import to_rich_text
from blocks.schemas import Link
from cms.conf import conf
from cms.delivery.resolver import Resolver
from cms.models import CallToAction as CallToActionModel
from cms.models.calls_to_action import HONEYPOT

__all__ = ["panel_schema"]


def panel_schema(panel: CallToActionModel, resolver: Resolver) -> CallToAction:
    """A panel on the wire; what it refers to has been loaded."""
    image = resolver.get("image", panel.image_id) if panel.image_id else None
    frequency = panel.frequency_views and panel.frequency_days
    return CallToAction(
        slug=panel.slug,
        kind=panel.kind,
        tone=panel.tone,
        heading=panel.heading,
        body=to_rich_text(panel.body, profile=Profile.PROSE, resolver=resolver),
        button_label=panel.button_label or None,
        link=_link(panel, "link", resolver),
        image=image and image.model_copy(update={"alt": ""}),
        form=_form(panel, resolver) if panel.asks_for_data else None,
        disclosure=panel.disclosure or None,
        frequency=FrequencyCap(views=panel.frequency_views, days=panel.frequency_days) if frequency else None,
    )


def _link(panel: CallToActionModel, name: str, resolver: Resolver) -> Link | None:
    field: Any = panel._meta.get_field(name)
    links = adapter_for(field.stream_block).wire(field.raw(panel), resolver)
    return links[0].value if links else None


def _form(panel: CallToActionModel, resolver: Resolver) -> CallToActionForm | None:
    """The form; None on a site without the API's addresses (cms.W010), where nothing could take what readers send."""
    try:
        submit_url, token_url = (_address(view, panel, resolver) for view in ("submissions", "form_token"))
    except NoReverseMatch:
        return None
    language = panel.locale.language_code
    fields = form_fields(panel.raw_form_fields, language=language)
    return CallToActionForm(
        json_schema=json_schema(fields),
        fields=fields,
        consent=_consent(panel, resolver),
        submit_url=submit_url,
        token_url=token_url,
        honeypot=HONEYPOT,
        captcha=conf.captcha_public,
        success_message=panel.success_message,
    )


def _consent(panel: CallToActionModel, resolver: Resolver) -> FormConsent | None:
    if not panel.consent_text.strip():
        return None
    return FormConsent(
        text=panel.consent_text,
        version=panel.consent_version,
        link=_link(panel, "privacy_link", resolver),
    )


def _address(view: str, panel: CallToActionModel, resolver: Resolver) -> str:
    """The address of one of the panel's endpoints, for browsers on another origin: it names language and site.
    Raises `NoReverseMatch`."""
    site = resolver.scope.site
    hostname = site.hostname if site.port in (80, 443) else f"{site.hostname}:{site.port}"
    query = {"locale": panel.locale.language_code} | ({} if site.is_default else {"site": hostname})
    return f"{conf.api_base_url}{reverse(f'cms_api:{view}', args=(panel.slug,))}?{urlencode(query)}"
