"""Newsletters after the form was sent: confirm, ask for the mail again, unsubscribe.

A GET changes nothing: programs that look at the links in mails before a reader does must not confirm anything. What is
said about a token is said to whoever has it; what is said about an address is the same for every address.
"""

from typing import Any, Literal

from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.translation import gettext
from pydantic import BaseModel, Field

from blocks.schemas import Schema
from blocks.vocabulary import CallToActionKind
from cms import outbox
from cms.api import query
from cms.api.negotiation import JSON
from cms.api.problems import GONE, NOT_FOUND, ApiProblem, FieldError, InvalidBody
from cms.api.views.forms import problem_of
from cms.api.views.posting import Body, PostView
from cms.models import CallToAction, ConsentRecord
from cms.models.addresses import address_hash
from cms.models.calls_to_action import begun_at
from cms.submissions import throttle
from cms.submissions.client import client_address, client_key, kept_client
from cms.submissions.kinds import NEWSLETTER_RESEND
from cms.submissions.refusals import Refused
from cms.submissions.subscriptions import Confirmation, confirm, unsubscribe
from cms.submissions.tokens import is_confirmation_token
from cms.submissions.validation import is_email

__all__ = ["Confirm", "Resend", "Unsubscribe"]

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
MOST_CHARACTERS = 320


class ConfirmBody(Body):
    """The token of a confirmation."""

    token: str = Field(max_length=200, description="As it stood in the address that the mail led to.")


class ConfirmAnswer(Schema):
    """A subscription is confirmed."""

    status: Literal["confirmed"]
    message: str = Field(description="For the reader, in the language of the subscription.")


class Confirm(PostView):
    """Confirm a subscription.

    The mail leads to a page of the frontend, which sends the token here. It can be used once, and for a limited time:
    410 says in `errors[].code` whether it is `used` or `expired`.
    """

    operation = "confirm_subscription"
    parameters = ()
    may_be_missing = True
    may_be_gone = True

    @staticmethod
    def body_schema() -> type[Body]:
        return ConfirmBody

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return ConfirmAnswer

    def take(self) -> HttpResponse:
        token = self.body.token
        if not is_confirmation_token(token):
            raise InvalidBody(_token("invalid", "This is no token of a confirmation."))
        done = confirm(token, now=self.now, client=_client(self))
        if done.outcome == Confirmation.USED:
            raise _gone("used", "The token has been used.")
        if done.outcome == Confirmation.EXPIRED:
            raise _gone("expired", "The token has expired: ask for the mail again.")
        if done.subscriber is None:
            raise ApiProblem(NOT_FOUND, errors=[_token("not_found", "There is no such token.")])
        with translation.override(done.subscriber.locale):
            message = gettext("Thank you, your subscription is confirmed.")
        return self.done(ConfirmAnswer(status="confirmed", message=message))


class ResendBody(Body):
    """Whom to write to once more."""

    email: str = Field(max_length=MOST_CHARACTERS, description="The address that was given in the form.")
    panel: str = Field(max_length=120, description="The slug of the newsletter's panel.")


class ResendAnswer(Schema):
    """The request was noted. Whether there is anything to send is not said."""

    status: Literal["accepted"]
    message: str = Field(description="For the reader, in the language that was asked for.")


class Resend(PostView):
    """Ask for the confirmation mail once more.

    The answer is the same whether or not the address is known. A mail is sent if it waits for confirmation, and only so
    many of them in so much time.
    """

    operation = "resend_confirmation"
    parameters = (query.LOCALE, query.SITE)
    may_be_missing = True
    success = 202
    refusals = (429, 503)

    @staticmethod
    def body_schema() -> type[Body]:
        return ResendBody

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return ResendAnswer

    def take(self) -> HttpResponse:
        body: ResendBody = self.body
        email, client = body.email.strip(), client_address(self.request.META)
        self._count("client", client_key(client))
        if not is_email(email):
            detail = "This is no e-mail address."
            raise InvalidBody(FieldError(field="email", code="invalid", detail=detail))
        locale = self.values["locale"] or self.site.locale
        panels = CallToAction.objects.filter(
            begun_at(self.now), kind=CallToActionKind.NEWSLETTER, locale__language_code=locale
        )
        # Also one whose time is over: its last readers may still confirm.
        panel = panels.filter(slug=body.panel).first()
        if panel is None:
            raise Http404
        key = address_hash(email)
        self._count("address", key)
        payload = {"address": key, "list": panel.translation_key}
        outbox.record(NEWSLETTER_RESEND, payload, site_id=self.site.id, now=self.now)
        with translation.override(locale):
            message = gettext("If the address waits for confirmation, the mail is on its way once more.")
        return self.done(ResendAnswer(status="accepted", message=message))

    def _count(self, policy: str, key: str) -> None:
        """Under the limits of forms: whoever is known uses them up like whoever is not."""
        try:
            throttle.count(policy, key, now=self.now)
        except Refused as refused:
            raise problem_of(refused) from None


class UnsubscribeAnswer(Schema):
    """A subscription is over."""

    status: Literal["unsubscribed"]
    message: str = Field(description="For the reader, in the language of the subscription.")


class Unsubscribe(PostView):
    """End a subscription.

    The target of the one-click header of mails (RFC 8058), and of the frontend's page for unsubscribing, which sends an
    empty object. The token never expires, and it is no error to use it again.
    """

    operation = "unsubscribe"
    parameters = ()
    may_be_missing = True
    media_types = (JSON, FORM, MULTIPART)

    @staticmethod
    def answer_schema() -> type[BaseModel]:
        return UnsubscribeAnswer

    def perform_content_negotiation(self, request: Any, force: bool = False) -> Any:
        """Whatever `Accept` says: mail programs do not read the answer."""
        return super().perform_content_negotiation(request, force=True)

    def _check_origin(self) -> None:
        """The token says all: it works from any mail program's page, and nobody is kept on a list by a setting."""

    def take(self, token: str) -> HttpResponse:
        is_page = self.request.META.get("CONTENT_TYPE", "").lower().startswith(JSON)
        method = ConsentRecord.Method.UNSUBSCRIBE_PAGE if is_page else ConsentRecord.Method.ONE_CLICK
        subscriber = unsubscribe(token, method, now=self.now, client=_client(self))
        if subscriber is None:
            raise Http404
        with translation.override(subscriber.locale):
            message = gettext("You have been taken off the list.")
        return self.done(UnsubscribeAnswer(status="unsubscribed", message=message))


def _client(view: PostView) -> str:
    """The client's address as far as the settings let it be kept."""
    return kept_client(client_address(view.request.META))


def _gone(code: str, detail: str) -> ApiProblem:
    return ApiProblem(GONE, detail=detail, errors=[_token(code, detail)])


def _token(code: str, detail: str) -> FieldError:
    return FieldError(field="token", code=code, detail=detail)
