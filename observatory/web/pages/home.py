"""The home page."""

from __future__ import annotations

from flask import Response

from observatory.present.views import Page
from observatory.web.pages.frame import page, render, word


@page("/")
def home() -> Response:
    """Answer: what is the state today, what has changed, where is my cluster."""
    return render("home.html", Page(title=word("Home")))
