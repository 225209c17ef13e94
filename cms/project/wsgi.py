"""The entry point of a WSGI server: `gunicorn cms.project.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.project.settings")

application = get_wsgi_application()
