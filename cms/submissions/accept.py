"""Accepting what a reader sends: it is judged, and becomes one row. What follows from it, a worker does.

Nothing here looks whether an address is known, and a filled-in honeypot changes nothing but the row's state: the
answers are the same bytes after the same queries, so that nobody learns from them who subscribes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from blocks.forms import FormField, form_fields
from blocks.vocabulary import CallToActionKind, FormFieldType
from cms.models import CallToAction, PageDocument, Submission
from cms.models.addresses import address_hash
from cms.models.calls_to_action import shown_at
from cms.outgoing import OutgoingError
from cms.submissions import throttle
from cms.submissions.captcha import configured_captcha
from cms.submissions.client import client_key, kept_client
from cms.submissions.form_tokens import check_token
from cms.submissions.refusals import Fault, Faulty, KeyReused, OutdatedConsent, Overtaken
from cms.submissions.validation import cleaned, faults, first_email

__all__ = ["Sent", "accept", "form_panel"]

LARGEST_ID: Final = 2**31 - 1
ACCEPTED, CONFIRMATION_SENT = "accepted", "confirmation_sent"


@dataclass(frozen=True, kw_only=True, repr=False)
class Sent:
    """One request that submits a form. It has no `repr`: what readers write is not for error reports."""

    fields: Mapping[str, Any]
    token: str
    key: str
    """The `Idempotency-Key`."""
    canonical: bytes
    """The body in its one spelling: what makes two requests the same."""
    site: int
    client: str
    """The network address it came from, or empty."""
    consent: bool | None = None
    consent_version: int | None = None
    page: int | None = None
    placement: str = ""
    honeypot: str = ""
    captcha: str = ""


def form_panel(slug: str, *, locale: str, now: datetime) -> CallToAction | None:
    """The panel of this slug in one language while it is shown, if it has a form. One query."""
    named = CallToAction.objects.filter(shown_at(now), slug=slug, locale__language_code=locale)
    panel = named.select_related("locale").first()
    return panel if panel is not None and panel.asks_for_data else None


def accept(panel: CallToAction, sent: Sent, *, now: datetime) -> dict[str, str]:
    """The answer to a submission, which then is a row; that of the first time if it has been sent before.

    Raises `Refused` if it is not accepted; then the key may be used again. Three queries: the first answer, the page
    if one is named, and the row, which is committed alone. It is safe to call again after any failure.
    """
    key = _digest(panel.translation_key.bytes + sent.key.encode())
    request_hash = _digest(sent.canonical)
    answer = _first_answer(key, request_hash)
    if answer is not None:
        return answer
    throttle.count("client", client_key(sent.client), now=now)
    check_token(sent.token, panel.translation_key, now=now)
    fields = form_fields(panel.raw_form_fields, language=panel.locale.language_code)
    values = cleaned(sent.fields, fields)
    _judge(panel, sent, values, fields)
    checked = _is_checked(sent)
    email = first_email(values, fields)
    email_hash = address_hash(email) if email else ""
    if email_hash:
        throttle.count("address", email_hash, now=now)
    page, page_path = _page(sent)
    answer = _answer(panel)
    submission = Submission(
        panel=panel,
        panel_key=panel.translation_key,
        panel_slug=panel.slug,
        panel_heading=panel.heading,
        kind=panel.kind,
        locale=panel.locale.language_code,
        site_id=sent.site,
        page_id=page,
        page_path=page_path,
        placement=sent.placement,
        fields=values,
        labels=[[each.name, each.label] for each in fields if each.type != FormFieldType.HIDDEN],
        consent_version=panel.consent_version if _asks_for_consent(panel) else None,
        consent_text=panel.consent_text if _asks_for_consent(panel) else "",
        email=email,
        email_hash=email_hash,
        client=kept_client(sent.client),
        received_at=now,
        idempotency_key=key,
        request_hash=request_hash,
        answer=answer,
        **_state(sent, checked=checked),
    )
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:
        # Sent twice at once: the other one was first. Otherwise what it refers to has just been deleted.
        first = _first_answer(key, request_hash)
        if first is None:
            raise Overtaken from None
        return first
    return answer


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _first_answer(key: str, request_hash: str) -> dict[str, str] | None:
    """What was answered to this key before. Raises `KeyReused` if it was another request."""
    first = Submission.objects.filter(idempotency_key=key).values_list("request_hash", "answer").first()
    if first is None:
        return None
    if first[0] != request_hash:
        raise KeyReused
    answer: dict[str, str] = first[1]
    return answer


def _asks_for_consent(panel: CallToAction) -> bool:
    return bool(panel.consent_text.strip())


def _judge(panel: CallToAction, sent: Sent, values: Mapping[str, Any], fields: list[FormField]) -> None:
    """Raises `Faulty` for all that is wrong, and `OutdatedConsent` for a consent to other words."""
    found = faults(values, fields)
    if _asks_for_consent(panel):
        if sent.consent is not True:
            found.append(Fault("consent", "must_be_accepted", "The reader has to agree."))
        if sent.consent_version is None:
            found.append(Fault("consent_version", "missing", "Say which wording the reader agreed to."))
    if found:
        raise Faulty(found)
    if _asks_for_consent(panel) and sent.consent_version != panel.consent_version:
        raise OutdatedConsent(current=panel.consent_version)


def _is_checked(sent: Sent) -> bool:
    """Whether the captcha was passed, or there is none; False if its service could not say. Raises `Faulty`."""
    captcha = configured_captcha()
    if captcha is None:
        return True
    if not sent.captcha:
        raise Faulty([Fault("captcha", "missing", "Send the answer of the captcha.")])
    try:
        passed = captcha.check(sent.captcha, sent.client)
    except OutgoingError:
        return False
    if not passed:
        raise Faulty([Fault("captcha", "invalid", "The captcha was not passed.")])
    return True


def _page(sent: Sent) -> tuple[int | None, str]:
    """(id, path) of the page that was named, if it is a public one of the site. One query if one was named."""
    if sent.page is None or not 0 < sent.page <= LARGEST_ID:
        return None, ""
    named = PageDocument.objects.filter(site_id=sent.site, page_id=sent.page)
    return named.values_list("page_id", "path").first() or (None, "")


def _answer(panel: CallToAction) -> dict[str, str]:
    status = CONFIRMATION_SENT if panel.kind == CallToActionKind.NEWSLETTER else ACCEPTED
    return {"status": status, "message": panel.success_message}


def _state(sent: Sent, *, checked: bool) -> dict[str, Any]:
    if sent.honeypot:
        suspicion = Submission.Suspicion.HONEYPOT
    elif not checked:
        suspicion = Submission.Suspicion.CAPTCHA
    else:
        return {"state": Submission.State.RECEIVED}
    return {"state": Submission.State.QUARANTINED, "suspicion": suspicion}
