"""The demo site: a small runnable Wagtail project that plugs the two apps in. Nothing imports it."""
