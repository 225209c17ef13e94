"""Wiring of the `blocks` app: the adapters of stock blocks are registered, the checks too."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    """Typed blocks with a wire form."""

    name = "blocks"
    label = "blocks"
    verbose_name = _("Content blocks")

    def ready(self) -> None:
        from blocks import checks, containers, stock

        assert containers and stock
        checks.register_checks()
