"""Measures the plugin side by side with a minimal view and with Wagtail's own API: `make bench`; see README.md here."""
