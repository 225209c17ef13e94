"""An address that something is sent to: refused while the editor is still there to mend it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms import outgoing

__all__ = ["checked_address"]

INVALID = {
    "malformed": _("This is no web address. One looks like https://www.example.org/hooks/content."),
    "scheme": _("The address has to begin with https://."),
    "http": _(
        "The address has to begin with https://. Plain http is only possible if whoever runs this site allows it."
    ),
    "host": _("The address has no host name."),
    "port": _("The port in the address is not a usable one."),
    "credentials": _(
        "Leave the user name and password out of the address. Requests are signed instead, so the receiver can "
        "tell that they come from here."
    ),
}


def checked_address(url: str) -> str:
    """The address. Raises `ValidationError` if it is not one that is asked."""
    try:
        outgoing.check_address(url)
    except outgoing.InvalidAddress as error:
        raise ValidationError(INVALID[error.reason], code=error.code) from error
    except outgoing.AddressRefused as error:
        message = _(
            "%(host)s leads into a private network, where nothing is sent. Whoever runs this site can allow it "
            "by the setting CMS_OUTGOING_ALLOWED_HOSTS."
        )
        raise ValidationError(message, code=error.code, params={"host": error.host}) from error
    except outgoing.UnknownHost as error:
        message = _("There is no host with the name %(host)s. Is it spelled correctly?")
        raise ValidationError(message, code=error.code, params={"host": error.host}) from error
    except outgoing.TimeLimitExceeded:
        return url  # the name servers are slow: it is judged again before anything is sent
    return url
