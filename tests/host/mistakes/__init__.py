"""Apps with the mistakes that a site's developer may make; each is only ever installed in a process of its own."""
