"""The mail that asks to confirm a subscription: text and HTML, in the reader's language, from templates of the host.

A host replaces `cms/mail/confirmation_subject.txt`, `confirmation.txt` and `confirmation.html` by templates of the same
names in a directory of its own. They get `heading` (of the panel), `organisation`, `wording` (of the consent), `hours`,
`confirm_url`, `unsubscribe_url`, `language` and `is_bidi`.

No header holds anything that a reader wrote, but for the address itself, which was judged when it was sent.
"""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from cms.conf import conf
from cms.models import OutboxEvent, SiteProfile, Subscriber
from cms.models.paths import SiteRoots
from cms.submissions.consents import last_given
from cms.submissions.frontend_links import frontend_link, site_of
from cms.submissions.sending import message_id
from cms.submissions.tokens import confirmation_token, unsubscribe_token

__all__ = ["confirmation_mail", "one_click_url"]


def one_click_url(subscriber: Subscriber) -> str:
    """Where a mail program ends the subscription by one POST request (RFC 8058)."""
    path = reverse("cms_api:unsubscribe", args=(unsubscribe_token(subscriber.uuid),))
    return f"{conf.api_base_url}{path}"


def confirmation_mail(subscriber: Subscriber, event: OutboxEvent) -> EmailMultiAlternatives:
    """The mail that follows from an event: the same, with the same `Message-ID`, however often it is made."""
    site = site_of(subscriber.site_id)
    with translation.override(subscriber.locale):
        context = _context(subscriber, site)
        subject = " ".join(render_to_string("cms/mail/confirmation_subject.txt", context).split())
        text = render_to_string("cms/mail/confirmation.txt", context)
        html = render_to_string("cms/mail/confirmation.html", context)
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=conf.mail_from,
        to=[subscriber.email],
        headers={
            "Message-ID": message_id(event.public_id),
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{one_click_url(subscriber)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(html, "text/html")
    return message


def _context(subscriber: Subscriber, site: SiteRoots) -> dict[str, Any]:
    profile = SiteProfile.objects.filter(site=site.id).first()
    panel, given = subscriber.panel, last_given(subscriber)
    organisation = (profile.organisation if profile else "") or site.name or site.hostname
    unsubscribe = unsubscribe_token(subscriber.uuid)
    locale = subscriber.locale
    return {
        "heading": panel.heading if panel else organisation,
        "organisation": organisation,
        "wording": given.wording if given else "",
        "hours": conf.confirmation_hours,
        "confirm_url": frontend_link(
            site, conf.confirmation_path, locale=locale, token=confirmation_token(subscriber.nonce)
        ),
        "unsubscribe_url": frontend_link(site, conf.unsubscribe_path, locale=locale, token=unsubscribe),
        "language": translation.get_language() or locale,
        "is_bidi": translation.get_language_bidi(),
    }
