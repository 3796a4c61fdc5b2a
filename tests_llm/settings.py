"""What both ends of a test agree on."""

from __future__ import annotations

API_KEY = "sk-for-the-real-one"
TIMEOUT_S = 300.0  # on a busy machine it reads 20 tokens a second
