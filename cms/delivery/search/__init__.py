"""Full-text search of the delivered pages: what is searched, how it is written, asked and shown."""
