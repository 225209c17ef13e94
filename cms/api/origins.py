"""Whose pages may send something: browsers say in `Origin` which site the page came from, and can not be made to lie.

A request without the header does not come from a page; the limits and the form's token are for those.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.encoding import punycode

from cms.conf import conf
from cms.models.paths import SiteMap

__all__ = ["is_allowed", "normal_origin"]

DEFAULT_PORTS = {"http": 80, "https": 443}


def normal_origin(address: str) -> str:
    """Scheme, host and port of an address as a browser writes an origin (RFC 6454), letters beyond ASCII as `xn--…`; as
    it is if it is no address."""
    try:
        parts = urlsplit(address.strip())
        port, host = parts.port, parts.hostname
        if host and not host.isascii():
            host = punycode(host)
    except ValueError:
        return address
    if not parts.scheme or not host:
        return address
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + (
        "" if port in (None, DEFAULT_PORTS.get(parts.scheme)) else f":{port}"
    )


def is_allowed(origin: str, sites: Iterable[SiteMap]) -> bool:
    """Whether pages of this origin may send forms.

    They may if it is the frontend of a site, this API itself (its documentation page), named in `CMS_FORM_ORIGINS`, or
    allowed by django-cors-headers. `sites` is asked only when no setting knows the origin: that takes a query.
    """
    if conf.cors_allow_all_origins or any(
        re.match(pattern, origin) for pattern in conf.cors_allowed_origin_regexes
    ):
        return True
    named = (*conf.form_origins, *conf.cors_allowed_origins, *conf.frontend_urls.values(), conf.api_base_url)
    if origin in map(normal_origin, named):
        return True
    return any(origin == normal_origin(site.base_url) for each in sites for site in each.sites)
