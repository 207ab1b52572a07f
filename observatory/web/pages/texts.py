"""Pages of text, written in ``templates/texts``: how it works, who speaks, robot, accessibility."""

from __future__ import annotations

from typing import Any

from flask import Response

from observatory.domain.due import SELDOM
from observatory.present import rules
from observatory.present.glossary import terms
from observatory.present.lists import Column
from observatory.present.views import Page
from observatory.present.words import MENU, N_
from observatory.web.pages.frame import page, reader, render
from observatory.web.site import site

COLUMNS = (
    ("label", N_("Property"), True),
    ("chosen", N_("Shown first"), False),
    ("tolerance", N_("Same within"), False),
    ("age", N_("Old after"), False),
)


@page("/method")
def method() -> Response:
    """Say how a value gets here and by which rules it is shown."""
    to = reader()
    return _text(
        "method",
        template="method.html",
        groups=rules.rules(to),
        authorities=rules.authorities(to),
        verdicts=terms("verdict", to),
        outcomes=terms("outcome", to),
        columns=[Column(key, to.gettext(label), head) for key, label, head in COLUMNS],
    )


@page("/about")
def about() -> Response:
    """Say who speaks, under which terms, and how to report a wrong value."""
    return _text("about")


@page("/bot")
def bot() -> Response:
    """Say how the robot behaves and how to be left alone."""
    settings = site().settings
    return _text(
        "bot",
        user_agent=settings.user_agent,
        night_only=settings.night_only,
        seldom=SELDOM.days,
    )


@page("/accessibility")
def accessibility() -> Response:
    """State what is done for access, what is not, and how to tell us."""
    return _text("accessibility")


def _text(name: str, template: str = "text.html", **context: Any) -> Response:
    to = reader()
    contact = site().settings.contact
    mail = "@" in contact and ":" not in contact
    return render(
        template,
        Page(title=to.gettext(MENU[name]), section=name),
        text=f"texts/{name}.{to.lang}.html",
        contact=contact,
        contact_href=f"mailto:{contact}" if mail else contact,
        **context,
    )
