"""The check against robots that a site may add: one small interface, and the class that its settings name."""

from abc import ABC, abstractmethod

from django.utils.module_loading import import_string

from cms.conf import conf

__all__ = ["Captcha", "configured_captcha"]


class Captcha(ABC):
    """Asks a captcha service whether an answer is that of a reader.

    `CMS_CAPTCHA` names the class: {"BACKEND": dotted path, "OPTIONS": keyword arguments, "PUBLIC": what the service's
    script needs in the browser, such as {"provider": "…", "site_key": "…"}}. PUBLIC is delivered with every form as
    `form.captcha`; the frontend sends what the script gives it as `captcha`.
    """

    @abstractmethod
    def check(self, answer: str, client: str) -> bool:
        """Whether the answer passes. `client` is the network address it came from, or empty.

        Ask the service with `cms.outgoing.fetch`. Its `OutgoingError` may pass through: a submission that could not be
        checked is accepted and put aside for the team (`Submission.Suspicion.CAPTCHA`), so that nothing is lost.
        """


def configured_captcha() -> Captcha | None:
    """The site's captcha, made afresh; None if it has none."""
    if not conf.captcha:
        return None
    backend: Captcha = import_string(conf.captcha["BACKEND"])(**conf.captcha.get("OPTIONS", {}))
    return backend
