"""Hosts with the release before go on answering and saving after a migration: it only adds, and what it adds may be
left out when a row is saved."""

import pytest
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader

FIRST = "0007_submissions"
"""The first migration that came after a release."""
TAKES_AWAY = (
    operations.DeleteModel,
    operations.RemoveField,
    operations.RenameField,
    operations.RenameModel,
)
MIGRATIONS = [
    migration
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items())
    if app in ("blocks", "cms") and name >= FIRST
]


def needs_a_value(operation):
    if not isinstance(operation, operations.AddField):
        return False
    field = operation.field
    return not (field.null or field.many_to_many or field.has_db_default())


@pytest.mark.parametrize("migration", MIGRATIONS, ids=str)
def test_the_release_before_can_still_save(migration):
    assert [each.describe() for each in migration.operations if isinstance(each, TAKES_AWAY)] == []
    assert [each.describe() for each in migration.operations if needs_a_value(each)] == []


def test_the_first_one_is_among_them():
    assert FIRST in [migration.name for migration in MIGRATIONS]
