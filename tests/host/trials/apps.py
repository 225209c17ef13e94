"""Wiring of the second site's app."""

from django.apps import AppConfig


class TrialsConfig(AppConfig):
    """Reports on clinical trials."""

    name = "tests.host.trials"
    label = "trials"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tests.host.trials import wire

        assert wire
