"""What other sites may embed of a body: its label as a badge, a card for who shares it."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("embeds", __name__)
