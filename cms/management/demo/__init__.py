"""What `manage.py demo` is made of. The command itself only says in which order things happen."""
