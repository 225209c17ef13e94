"""Files of references become records of the library, with a report of what became of every entry."""
