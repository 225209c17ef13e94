"""Which storage S3 takes the place of, and what is said of settings that do not fit."""

import importlib.util

import pytest
from django.core.exceptions import ImproperlyConfigured

from cms.project import object_storage
from cms.project.object_storage import object_storages

REST = {"endpoint": "https://s3.example.org", "region": "eu-example-1", "public_domain": "images.example.org"}


@pytest.fixture
def _installed(monkeypatch):
    monkeypatch.setattr(object_storage, "find_spec", lambda name: importlib.util.find_spec("json"))


@pytest.mark.usefixtures("_installed")
def test_uploads_are_signed_and_images_are_public():
    storages = object_storages("uploads", "images", **REST)
    originals, renditions = (storages[name]["OPTIONS"] for name in ("default", "renditions"))
    assert (originals["bucket_name"], originals["querystring_auth"]) == ("uploads", True)
    assert "custom_domain" not in originals
    assert (renditions["bucket_name"], renditions["querystring_auth"]) == ("images", False)
    assert renditions["custom_domain"] == "images.example.org"


@pytest.mark.parametrize("buckets", [("uploads", ""), ("", "images")])
def test_one_bucket_alone_is_refused(buckets):
    with pytest.raises(ImproperlyConfigured, match="S3_PUBLIC_BUCKET"):
        object_storages(*buckets, **REST)


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(object_storage, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match="django-storages"):
        object_storages("uploads", "images", **REST)
