"""Mnemic: a standalone, multi-tenant memory service."""

__version__ = "0.1.0"
