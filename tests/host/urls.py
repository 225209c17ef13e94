"""Addresses of the second site: the plugin's API at a prefix of the site's own choice, Wagtail's APIs beside it."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as wagtail_v3
from wagtail.documents import urls as wagtaildocs_urls

wagtail_v2 = WagtailAPIRouter("wagtailapi")
wagtail_v2.register_endpoint("pages", PagesAPIViewSet)

urlpatterns = [
    path("content/", include("cms.api.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("wagtail/v2/", wagtail_v2.urls),
    path("wagtail/v3/", wagtail_v3.urls),
]
