"""Caches in front of the site forget what has changed: by address through Wagtail's backends, by tag through ours."""

from cms.delivery.purge.backends import PurgeBackend
from cms.delivery.purge.channel import PURGE_KIND, PurgeChannel
from cms.delivery.purge.services import CloudflareBackend, FastlyBackend, HTTPBackend

__all__ = [
    "PURGE_KIND",
    "CloudflareBackend",
    "FastlyBackend",
    "HTTPBackend",
    "PurgeBackend",
    "PurgeChannel",
]
