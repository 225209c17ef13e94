"""What the second site is about: reports on clinical trials, and the events where they are presented."""
