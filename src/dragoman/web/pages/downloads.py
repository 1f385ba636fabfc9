"""What is shown, in the formats of others."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter()
