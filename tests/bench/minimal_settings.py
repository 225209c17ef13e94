"""Settings of the minimal Django site that everything is compared with: a database, and nothing around the views."""

import os
from typing import Any

import environ

SECRET_KEY = "protects nothing"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.minimal"
INSTALLED_APPS: list[str] = []
MIDDLEWARE: list[str] = []
USE_I18N = False
USE_TZ = True

_database: dict[str, Any] = environ.Env.db_url_config(os.environ["DATABASE_URL"])
DATABASES = {"default": {**_database, "CONN_MAX_AGE": None}}
