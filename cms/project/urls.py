"""Addresses of the demo site: our API, Wagtail's own APIs beside it, the editor, and the files."""

from django.conf import settings
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as wagtail_v3
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from cms.api import error_handlers

wagtail_v2 = WagtailAPIRouter("wagtailapi")
wagtail_v2.register_endpoint("pages", PagesAPIViewSet)
wagtail_v2.register_endpoint("images", ImagesAPIViewSet)
wagtail_v2.register_endpoint("documents", DocumentsAPIViewSet)


urlpatterns = [
    path("", include("cms.api.health_urls")),
    path("", RedirectView.as_view(url="/api/v1/")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("cms.api.urls")),
    path("api/v2/", wagtail_v2.urls),
    path("api/v3/", wagtail_v3.urls),
]

handler400 = error_handlers.handler400
handler403 = error_handlers.handler403
handler404 = error_handlers.handler404
handler500 = error_handlers.handler500

# In production the web server or the object store serves uploads.
if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)
