"""Which panels a page carries, where, and why: those in its text, and those that rules bring."""
