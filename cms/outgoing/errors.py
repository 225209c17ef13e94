"""Why an outgoing request came to nothing, as classes: who asked decides by the class, and people read the text.

No text contains the whole URL: the addresses of receivers often carry a token.
"""

from typing import ClassVar, Literal

__all__ = [
    "AddressRefused",
    "AnswerTooLarge",
    "ConnectionFailed",
    "InvalidAddress",
    "InvalidReason",
    "OutgoingError",
    "TimeLimitExceeded",
    "TooManyRedirects",
    "UnknownHost",
]

InvalidReason = Literal["malformed", "scheme", "http", "host", "port", "credentials"]


class OutgoingError(Exception):
    """There is no answer. `code` names the kind of reason, for storing and counting."""

    code: ClassVar[str] = "error"


class InvalidAddress(OutgoingError):
    """The URL itself is not one that is asked; `reason` says which part of it is wrong."""

    code = "invalid_address"
    texts: ClassVar[dict[InvalidReason, str]] = {
        "malformed": "The address is no URL.",
        "scheme": "Only https addresses are asked.",
        "http": "Only https addresses are asked; plain http has to be allowed by a setting.",
        "host": "The address has no host.",
        "port": "The address has no usable port.",
        "credentials": "The address contains a user name or a password.",
    }

    def __init__(self, reason: InvalidReason) -> None:
        self.reason: InvalidReason = reason
        super().__init__(self.texts[reason])


class AddressRefused(OutgoingError):
    """The host leads to addresses that are not public, and that no setting allows."""

    code = "refused_address"

    def __init__(self, host: str, *, addresses: tuple[str, ...]) -> None:
        self.host, self.addresses = host, addresses
        super().__init__(f"{host} is not a public address ({', '.join(addresses)}).")


class UnknownHost(OutgoingError):
    """No name server knows the host."""

    code = "unknown_host"

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(f"There is no host with the name {host}.")


class ConnectionFailed(OutgoingError):
    """Nobody answered, TLS failed, or the answer broke off or was no HTTP."""

    code = "connection"

    def __init__(self, host: str, *, reason: str) -> None:
        self.host, self.reason = host, reason
        super().__init__(f"{host}: {reason}")


class TimeLimitExceeded(OutgoingError):
    """The whole request, redirects and body included, took longer than `seconds`."""

    code = "timeout"

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"No complete answer within {seconds:g} seconds.")


class AnswerTooLarge(OutgoingError):
    """The body is longer than `limit` bytes."""

    code = "too_large"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"The answer is longer than {limit} bytes.")


class TooManyRedirects(OutgoingError):
    """The answer was a redirect again after `limit` of them."""

    code = "redirects"

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"More than {limit} redirects.")
