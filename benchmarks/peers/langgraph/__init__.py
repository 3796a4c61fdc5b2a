"""LangGraph's store in PostgreSQL."""
