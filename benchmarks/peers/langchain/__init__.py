"""langchain-postgres with hybrid search."""
