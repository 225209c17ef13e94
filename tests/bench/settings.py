"""Settings of the benchmark: the demo site's as it would run in production, over plain HTTP on this machine only."""

import os

os.environ["DEBUG"] = "0"

from cms.project.settings import *

ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
ROOT_URLCONF = "tests.bench.urls"

# wrk speaks plain HTTP to the workers, as a proxy in front of them would.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False

# Nothing is collected: only the API is asked.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# Wagtail's API with links resolved, as its documentation shows for headless sites.
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_LIMIT_MAX = 100
