"""Addresses in the admin that carry a choice of the user."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from cms.models import Reference

__all__ = ["merge_url", "reference_url", "with_query"]


def with_query(address: str, **values: Any) -> str:
    """The address with these parameters instead of those of the same names."""
    path, _, query = address.partition("?")
    parameters = QueryDict(query, mutable=True)
    for name, value in values.items():
        parameters[name] = str(value)
    return f"{path}?{parameters.urlencode()}"


def reference_url(view: str, *args: Any) -> str:
    """A view of the library: "list", "edit", "usage" …"""
    viewset: Any = Reference.snippet_viewset
    return reverse(viewset.get_url_name(view), args=args)


def merge_url(kept: int, other: int) -> str:
    """Where two records are compared before they become one."""
    address = reverse(
        "wagtail_bulk_action", args=(Reference._meta.app_label, Reference._meta.model_name, "merge")
    )
    query = QueryDict(mutable=True)
    query.setlist("id", [str(kept), str(other)])
    query["keep"] = str(kept)
    query["next"] = reference_url("edit", kept)
    return f"{address}?{query.urlencode()}"
