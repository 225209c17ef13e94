"""The only way out: every HTTP request that this plugin makes, to receivers, caches and registries, passes here.

Who types an address into a form must not thereby reach what stands behind the firewall. So the address that a name
leads to is judged when the connection is made, every redirect is judged again, and time and size have an end.
"""

from cms.outgoing.errors import (
    AddressRefused,
    AnswerTooLarge,
    ConnectionFailed,
    InvalidAddress,
    OutgoingError,
    TimeLimitExceeded,
    TooManyRedirects,
    UnknownHost,
)
from cms.outgoing.fetching import Answer, check_address, fetch
from cms.outgoing.time_limit import call_within

__all__ = [
    "AddressRefused",
    "Answer",
    "AnswerTooLarge",
    "ConnectionFailed",
    "InvalidAddress",
    "OutgoingError",
    "TimeLimitExceeded",
    "TooManyRedirects",
    "UnknownHost",
    "call_within",
    "check_address",
    "fetch",
]
