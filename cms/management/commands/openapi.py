"""Print the OpenAPI document of the API, to be compared with the reviewed copy or to generate clients from."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from cms.api.openapi import openapi_document


class Command(BaseCommand):
    """`manage.py openapi > tests/golden/openapi.json`."""

    help = "Print the OpenAPI document of the API."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(openapi_document(), indent=2, ensure_ascii=False))
