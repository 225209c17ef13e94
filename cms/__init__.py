"""The content plugin: models, delivery, HTTP API and admin of research summaries for headless Wagtail."""

__version__ = "0.1.0"
