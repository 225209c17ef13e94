"""The tables of the full-text search. What a model can not say is written for each kind of database."""

import django.db.models.deletion
from django.db import migrations, models

# The columns hold stems, made in Python, so the database's own language rules are not used. Rows are kept small by
# moving long values out of them: a search looks at many rows, and at the values of few. The planner does not know
# what it costs to fetch such a value, and would read the whole table for a word that many pages have; so the index
# is on a function that says what it costs, and does nothing else.
POSTGRESQL = [
    """
    ALTER TABLE cms_documenttext
    ADD COLUMN vector tsvector NOT NULL DEFAULT '',
    ADD COLUMN title tsvector NOT NULL DEFAULT '',
    ALTER COLUMN title SET STORAGE MAIN,
    SET (toast_tuple_target = 128)
    """,
    """
    CREATE FUNCTION cms_words(tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100
    AS 'BEGIN RETURN $1; END'
    """,
    # New words wait in a list that every search reads, so it is kept short.
    """
    CREATE INDEX cms_documenttext_words ON cms_documenttext USING gin (cms_words(vector))
    WITH (gin_pending_list_limit = 512)
    """,
    """
    ALTER TABLE cms_documenttext ADD CONSTRAINT cms_documenttext_document
    FOREIGN KEY (document_id) REFERENCES cms_pagedocument (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
    """,
]

POSTGRESQL_BACK = [
    "DROP INDEX cms_documenttext_words",
    "DROP FUNCTION cms_words(tsvector)",
]

# The tokenizer takes words as they come: everything but ASCII punctuation and spaces belongs to a word. The triggers
# do what a cascade would, which SQLite has only for tables that were made with one.
SQLITE = [
    """
    CREATE VIRTUAL TABLE cms_documentwords USING fts5(a, b, c, d, tokenize = "ascii tokenchars '_'")
    """,
    """
    CREATE TRIGGER cms_pagedocument_text AFTER DELETE ON cms_pagedocument
    BEGIN DELETE FROM cms_documenttext WHERE document_id = OLD.id; END
    """,
    """
    CREATE TRIGGER cms_documenttext_words AFTER DELETE ON cms_documenttext
    BEGIN DELETE FROM cms_documentwords WHERE rowid = OLD.document_id; END
    """,
]

SQLITE_BACK = [
    "DROP TRIGGER cms_documenttext_words",
    "DROP TRIGGER cms_pagedocument_text",
    "DROP TABLE cms_documentwords",
]


def make_index(apps, schema_editor):
    """Columns, index and constraint on PostgreSQL; a full-text table and triggers on SQLite."""
    for statement in {"postgresql": POSTGRESQL, "sqlite": SQLITE}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    """What does not go with the table."""
    for statement in {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0004_site_profile"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentText",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_text",
                        serialize=False,
                        to="cms.pagedocument",
                    ),
                ),
                ("language", models.CharField(max_length=20)),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
