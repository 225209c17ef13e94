"""An app whose page types can not be delivered."""
