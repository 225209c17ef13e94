"""Two addresses for whoever watches the processes: `path("", include("cms.api.health_urls"))` at the root of a site."""

from django.urls import path

from cms.api.views import health

app_name = "cms_health"

urlpatterns = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
]
