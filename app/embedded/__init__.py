"""Everything Mnemic needs, in one process tree under one data folder."""
