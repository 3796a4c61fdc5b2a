"""Quality and speed of a running service, measured from outside."""
