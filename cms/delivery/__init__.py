"""From published content to finished documents."""
