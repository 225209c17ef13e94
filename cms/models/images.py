"""What is known about images beyond Wagtail's own columns: the dominant colour, computed once for each file."""

from django.db import models
from wagtail.images import get_image_model_string

__all__ = ["ImageColor"]


class ImageColor(models.Model):
    """The dominant colour of an image's file, as #rrggbb."""

    image = models.OneToOneField(get_image_model_string(), on_delete=models.CASCADE, related_name="cms_color")
    file_hash = models.CharField(max_length=40)
    value = models.CharField(max_length=7)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.value
