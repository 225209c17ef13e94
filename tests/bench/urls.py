"""Addresses of the benchmark's site: the demo site's, and Wagtail's API v2 with the content embedded."""

from django.urls import path

from cms.project.urls import handler400, handler403, handler404, handler500
from cms.project.urls import urlpatterns as of_the_site
from tests.bench.wagtail_api import router

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [*of_the_site, path("bench/v2/", router.urls)]
