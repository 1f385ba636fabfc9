"""What is known of the shipped model without loading it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.errors import ParserError

FOLDER = Path(__file__).parent / "model"


def read_info(folder: Path = FOLDER) -> dict[str, Any]:
    """labels.json: label sets, version, checksum and figures of the model."""
    try:
        info: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ParserError(f"the parsing model in {folder} cannot be read: {error}") from error
    return info
