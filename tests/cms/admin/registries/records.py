"""A record of ours with a DOI, and the addresses of its screens."""

from django.urls import reverse

from cms.models import Reference

DOI = "10.5555/work"
OURS = {"DOI": DOI, "title": "A made-up work", "volume": "1", "container-title": "Journal of Studies"}


def url(view: str, *args: object) -> str:
    return reverse(Reference.snippet_viewset.get_url_name(view), args=args)
