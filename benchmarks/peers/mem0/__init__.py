"""mem0ai with its vectors in pgvector."""
