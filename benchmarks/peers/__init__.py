"""Other memories that run without a language model, each in an environment of its own.

They take no part in what Mnemic installs: `make peers` makes `.venv-peers/NAME` from the lock file
beside each adapter.
"""
