"""Forms, what readers send through them, and mails."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from cms.conf.base import Base

__all__ = ["Submissions"]


class Submissions(Base):
    """Forms, what readers send through them, and mails."""

    @property
    def address_secret(self) -> str:
        """What hashes of e-mail addresses are salted with. With another one, erased addresses are not known again."""
        secret: str = self._get("ADDRESS_SECRET", None) or settings.SECRET_KEY
        return secret

    @property
    def client_addresses(self) -> str:
        """How a client's network address is kept with a submission: "truncated" (a /24 or /48), "hashed" or "none"."""
        kept: str = self._get("CLIENT_ADDRESSES", "truncated")
        return kept

    @property
    def trusted_proxies(self) -> int:
        """How many proxies in front add to `X-Forwarded-For`; 0: the header is not believed."""
        number: int = self._get("TRUSTED_PROXIES", 0)
        return number

    @property
    def form_origins(self) -> Sequence[str]:
        """Origins whose pages may submit forms, beside the frontends of the sites."""
        origins: Sequence[str] = self._get("FORM_ORIGINS", ())
        return origins

    @property
    def form_seconds(self) -> int:
        """So many seconds old a form's token has to be: nobody fills in a form faster."""
        seconds: int = self._get("FORM_SECONDS", 2)
        return seconds

    @property
    def form_hours(self) -> int:
        """So many hours a form's token is valid."""
        hours: int = self._get("FORM_HOURS", 24)
        return hours

    @property
    def form_bytes(self) -> int:
        """The largest body of a request that submits a form."""
        size: int = self._get("FORM_BYTES", 64 * 1024)
        return size

    @property
    def form_limits(self) -> Mapping[str, tuple[int, int]]:
        """(requests, seconds) by what is counted: "client" a network address, "address" an e-mail address."""
        limits: Mapping[str, tuple[int, int]] = self._get(
            "FORM_LIMITS", {"client": (20, 600), "address": (5, 3600)}
        )
        return limits

    @property
    def form_limits_without_cache(self) -> str:
        """What to do while the cache that counts does not answer: "allow" every request, or "refuse" them (503)."""
        choice: str = self._get("FORM_LIMITS_WITHOUT_CACHE", "allow")
        return choice

    @property
    def captcha(self) -> Mapping[str, Any] | None:
        """The check against robots: {"BACKEND": dotted path of a `cms.submissions.captcha.Captcha`, "OPTIONS": {its
        keyword arguments}, "PUBLIC": {what its script needs in the browser, such as a site key}}."""
        captcha: Mapping[str, Any] | None = self._get("CAPTCHA", None)
        return captcha

    @property
    def captcha_public(self) -> dict[str, str] | None:
        """What is delivered of the captcha with every form."""
        return None if not self.captcha else dict(self.captcha.get("PUBLIC", {}))

    @property
    def confirmation_path(self) -> str:
        """Path on the frontend of the page that confirms a subscription; the token follows as `?token=`."""
        path: str = self._get("CONFIRMATION_PATH", "/newsletter/confirm/")
        return path

    @property
    def unsubscribe_path(self) -> str:
        """Path on the frontend of the page that ends a subscription; the token follows as `?token=`."""
        path: str = self._get("UNSUBSCRIBE_PATH", "/newsletter/unsubscribe/")
        return path

    @property
    def confirmation_hours(self) -> int:
        """So many hours the link in a confirmation mail is valid."""
        hours: int = self._get("CONFIRMATION_HOURS", 48)
        return hours

    @property
    def confirmation_mails(self) -> tuple[int, int]:
        """(most mails that ask for one confirmation, least seconds between two of them)."""
        limits: tuple[int, int] = self._get("CONFIRMATION_MAILS", (3, 300))
        return limits

    @property
    def mail_from(self) -> str:
        """The sender of mails to readers and to the team."""
        sender: str = self._get("MAIL_FROM", None) or settings.DEFAULT_FROM_EMAIL
        return sender

    @property
    def submission_targets(self) -> Sequence[Mapping[str, Any]]:
        """Receivers of submissions beside those in the admin: a list of {"NAME": unique, "BACKEND": dotted path of a
        `cms.submissions.targets.Target`, "OPTIONS": {…}, "KINDS": [kinds of panels] or none for all}."""
        targets: Sequence[Mapping[str, Any]] = self._get("SUBMISSION_TARGETS", ())
        return targets

    @property
    def retention_days(self) -> Mapping[str, int | None]:
        """Days that submissions are kept, by kind of panel; "quarantined" and "unconfirmed" come before the kind, and
        "consents" are the records of consent, without addresses, of readers of whom nothing else is held.
        None: as long as nobody erases them."""
        days: Mapping[str, int | None] = {
            "newsletter": 730, "information_packet": 365, "contact": 365, "quarantined": 14, "unconfirmed": 7,
            "consents": None,
        }  # fmt: skip
        return {**days, **self.own_retention_days}

    @property
    def own_retention_days(self) -> Mapping[str, int | None]:
        """What the host says of them."""
        days: Mapping[str, int | None] = self._get("RETENTION_DAYS", {})
        return days
