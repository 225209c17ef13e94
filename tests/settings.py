"""Settings of the tests: the demo site's, without what makes tests slow or dependent on their surroundings.

`DATABASE_URL` and `CACHE_URL` choose PostgreSQL and Redis; without them, SQLite and memory.
"""

import os
from urllib.parse import urlsplit, urlunsplit

os.environ["DEBUG"] = "0"
os.environ["SECRET_KEY"] = "a fixed secret of the tests, which protects nothing"
os.environ.setdefault("LOG_LEVEL", "ERROR")

from cms.project.settings import *

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", ".example.org", ".example.com"]
WAGTAILADMIN_BASE_URL = "http://testserver"

# The test client speaks plain HTTP.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False

# Slow on purpose in production; here every test that logs in would pay for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Nothing is collected for tests: look a static file up when it is asked for.
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def _own_redis_database(location: str) -> str:
    """A Redis database that only this worker uses: clearing a cache empties the whole database."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = urlsplit(location)
    return urlunsplit(url._replace(path=f"/{int(url.path.strip('/') or 0) + worker}"))


if urlsplit(CACHES["default"].get("LOCATION", "")).scheme == "redis":
    CACHES["default"]["LOCATION"] = _own_redis_database(CACHES["default"]["LOCATION"])
    # A site would rather go on without its cache than wait; a test on a busy machine waits.
    CACHES["default"]["OPTIONS"] |= {"socket_timeout": 30, "socket_connect_timeout": 30}

# Encoding pictures is slow; the tests that are about it ask for the real list.
CMS_IMAGE_WIDTHS = (100,)
CMS_IMAGE_FORMATS = ("webp",)
