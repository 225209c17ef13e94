"""An app whose Schemas have names that are taken."""
