"""Background work that a client can watch."""

from __future__ import annotations

from typing import Literal

OperationStatus = Literal["queued", "running", "succeeded", "failed"]
