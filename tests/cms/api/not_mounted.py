"""Addresses of a site without the API."""

from typing import Any

urlpatterns: list[Any] = []
