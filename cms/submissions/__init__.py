"""What readers send through the forms of panels: taken in, followed up, sent on, and forgotten in time."""
