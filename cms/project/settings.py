"""Settings of the demo site, and a sound start for a production one: all that differs is in the environment.

`DEBUG=1` is all that development needs. Production sets `SECRET_KEY`, `ALLOWED_HOSTS` and `WAGTAILADMIN_BASE_URL`, and,
once it outgrows one machine, `DATABASE_URL` and `CACHE_URL`.
"""

import secrets
from pathlib import Path
from typing import Any

import environ
from corsheaders.defaults import default_headers

from cms.project.object_storage import object_storages

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parents[2]

# What the site writes while it runs: the SQLite file, uploads, collected static files, the demo's secret.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

DEBUG: bool = env.bool("DEBUG", default=False)


def _generated_secret(path: Path) -> str:
    """The secret of a development machine, made on first use and kept, so that logins survive a restart."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


if DEBUG and "SECRET_KEY" not in env.ENVIRON:
    SECRET_KEY = _generated_secret(VAR_DIR / "secret_key")
else:
    # Production has to name its own secret: without one the site does not start.
    SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", default=[])

_local_hosts = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=_local_hosts if DEBUG else [])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    # Ours come first: of two templates with the same name, the first app's is used.
    "cms",
    "blocks",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.locales",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "rest_framework",
    "corsheaders",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First: a load balancer asks by address and without TLS, and is not to be turned away or redirected.
    "cms.api.health_middleware.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before anything that may answer by itself, so that its answer carries the CORS headers too.
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last: closest to the views whose refusals it explains.
    "cms.admin.middleware.PublishRefusedMiddleware",
]

ROOT_URLCONF = "cms.project.urls"
WSGI_APPLICATION = "cms.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data ---------------------------------------------------------------------------------------------------

VAR_DIR.mkdir(parents=True, exist_ok=True)
# The demo's content and its account are not for the public: they stay in a file of their own.
_sqlite = VAR_DIR / ("demo.sqlite3" if DEBUG else "site.sqlite3")
_database: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{_sqlite}")
# What a request changes and what has to be remembered about the change are committed together or not at all.
_database["ATOMIC_REQUESTS"] = True
# To open a connection takes longer than to answer most requests.
_database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = {
        # Readers do not wait for the writer. With the log, NORMAL loses no committed data when the process dies.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        # A transaction that reads and then writes would fail at once when another has written in between.
        # One that takes the write lock at its start waits its turn instead, at most `timeout` seconds.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    # Search on PostgreSQL uses its field and lookup types.
    INSTALLED_APPS.append("django.contrib.postgres")
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_cache: dict[str, Any] = env.cache_url("CACHE_URL", default="locmemcache://")
if _cache["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    _cache["BACKEND"] = "cms.project.caches.ForgivingRedisCache"
    # Nobody waits long for a cache; and one that is away is not asked again and again for one answer.
    _cache["OPTIONS"] = {"socket_timeout": 1, "socket_connect_timeout": 1, **_cache.get("OPTIONS", {})}
CACHES = {"default": _cache}

# Tasks run where they are enqueued; nothing slow is ever a task in a request.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Files --------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Hashed names can be cached for ever; they need `collectstatic`, which development does without.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
if env.str("S3_BUCKET", default="") or env.str("S3_PUBLIC_BUCKET", default=""):
    STORAGES |= object_storages(
        env.str("S3_BUCKET", default=""),
        env.str("S3_PUBLIC_BUCKET", default=""),
        endpoint=env.str("S3_ENDPOINT", default=None),
        region=env.str("S3_REGION", default=None),
        public_domain=env.str("S3_PUBLIC_DOMAIN", default=None),
    )
    WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
# Wagtail's page editor sends one field for each part of each block: a long page has thousands.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Languages and time -------------------------------------------------------------------------------------

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_I18N_ENABLED = True

# --- Wagtail ------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = env.str("WAGTAIL_SITE_NAME", default="Research summaries")
# Where editors work: the address in the mails that Wagtail sends them.
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://127.0.0.1:8000")
# No SVG: it can carry scripts, and nothing here needs it.
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
# The editor's browser asks nobody but this site: no version check, no portraits from a third party.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Wagtail's own v2 API would otherwise build its links from the Host header.
WAGTAILAPI_BASE_URL = WAGTAILADMIN_BASE_URL

# --- Plugin and API -----------------------------------------------------------------------------------------

# Hostname of a Wagtail site = address of its frontend: FRONTEND_URLS=cms.example.org=https://www.example.org,…
# In development that is the example frontend, which `make demo` serves.
CMS_FRONTEND_URLS: dict[str, str] = env.dict(
    "FRONTEND_URLS", default={"localhost": "http://localhost:8001"} if DEBUG else {}
)
# How long a cache in front may keep an answer. More than 0 only where a change also purges that cache.
CMS_CACHE_SECONDS: int = env.int("CACHE_SECONDS", default=0)
# Names the release of the site; with another name all documents are built again.
CMS_BUILD: str = env.str("CMS_BUILD", default="")

# Webhooks and purges go to public https addresses, and to what is named here: hosts, addresses, networks.
CMS_OUTGOING_ALLOWED_HOSTS: list[str] = env.list("OUTGOING_ALLOWED_HOSTS", default=[])
CMS_OUTGOING_ALLOW_HTTP: bool = env.bool("OUTGOING_ALLOW_HTTP", default=False)
# Caches that are purged by tags, as JSON: [{"BACKEND": "cms.delivery.purge.FastlyBackend", "OPTIONS": {…}}].
CMS_PURGE_BACKENDS: list[dict[str, Any]] = env.json("PURGE_BACKENDS", default=[])

# Registries (Crossref, PubMed …) serve better whoever says whom they can write to if there is trouble.
CMS_CONTACT_EMAIL: str = env.str("CONTACT_EMAIL", default="")
# Other registries than the four, or options of theirs such as the NCBI's API key, as JSON: a list of
# {"BACKEND": "cms.lookup.registries.PubMed", "OPTIONS": {"api_key": "…"}}.
if "LOOKUP_PROVIDERS" in env.ENVIRON:
    CMS_LOOKUP_PROVIDERS: list[Any] = env.json("LOOKUP_PROVIDERS")

# Forms. Where readers' browsers and mail programs reach the API, if that is not where editors work.
CMS_API_BASE_URL: str = env.str("API_BASE_URL", default="")
# Pages of other origins than the frontends' that may submit forms; how many proxies add to X-Forwarded-For.
CMS_FORM_ORIGINS: list[str] = env.list("FORM_ORIGINS", default=[])
CMS_TRUSTED_PROXIES: int = env.int("TRUSTED_PROXIES", default=0)
# As JSON: {"client": [requests, seconds], "address": […]}; without the cache that counts, "allow" all or "refuse" all.
if "FORM_LIMITS" in env.ENVIRON:
    CMS_FORM_LIMITS: dict[str, tuple[int, int]] = env.json("FORM_LIMITS")
CMS_FORM_LIMITS_WITHOUT_CACHE: str = env.str("FORM_LIMITS_WITHOUT_CACHE", default="allow")
# How clients' addresses are kept: truncated, hashed or none. What hashes are salted with, if that is not SECRET_KEY.
CMS_CLIENT_ADDRESSES: str = env.str("CLIENT_ADDRESSES", default="truncated")
CMS_ADDRESS_SECRET: str = env.str("ADDRESS_SECRET", default="")
# As JSON: {"contact": 90} days of keeping by kind; a check against robots; receivers beside those in the admin.
CMS_RETENTION_DAYS: dict[str, int | None] = env.json("RETENTION_DAYS", default={})
CMS_CAPTCHA: dict[str, Any] | None = env.json("CAPTCHA", default=None)
CMS_SUBMISSION_TARGETS: list[dict[str, Any]] = env.json("SUBMISSION_TARGETS", default=[])

# Which frontends a browser may read the API from. It answers without credentials, and only what is public.
CORS_ALLOWED_ORIGINS: list[str] = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_ALLOW_ALL_ORIGINS: bool = env.bool("CORS_ALLOW_ALL_ORIGINS", default=DEBUG)
CORS_URLS_REGEX = r"^/api/v1/"
# A form is sent with a key of its own, and whoever is told to wait has to be able to read for how long.
CORS_ALLOW_HEADERS = [*default_headers, "idempotency-key"]
CORS_EXPOSE_HEADERS = ["etag", "retry-after", "ratelimit", "ratelimit-policy"]

# The deployment check would describe every DRF view of the site, also those of Wagtail's v2, which are not made
# for it. The description of our API is compared with a reviewed copy by the tests.
SPECTACULAR_SETTINGS = {"ENABLE_DJANGO_DEPLOY_CHECK": False}

# --- Security -----------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Outside development everything is HTTPS; each part of that can be taken back where a proxy sees to it.
SECURE_SSL_REDIRECT: bool = env.bool("SECURE_SSL_REDIRECT", default=not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
SECURE_HSTS_SECONDS: int = env.int("SECURE_HSTS_SECONDS", default=0 if DEBUG else 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS: bool = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=not DEBUG)
SECURE_HSTS_PRELOAD: bool = env.bool("SECURE_HSTS_PRELOAD", default=not DEBUG)
# Only a site that no client can reach around its proxy may believe this header.
if env.bool("TRUST_X_FORWARDED_PROTO", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Mail and logs ------------------------------------------------------------------------------------------

vars().update(env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "smtp://localhost:25"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="noreply@localhost")

# Beside Django's own loggers, which stay as they are: whatever is worth a warning goes to the error stream.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
