"""What one may take of a body elsewhere: sentences to quote, a citation, the badge, the card."""

from __future__ import annotations

from flask import Response

from observatory.present import badges, sharing
from observatory.present.addresses import link_in, root
from observatory.present.clocks import days
from observatory.present.languages import LANGUAGES
from observatory.present.profiles import profile as view
from observatory.present.reader import Reader
from observatory.web.citing import cited_here, cited_of
from observatory.web.pages.frame import page, render
from observatory.web.pages.profile import about, card_of, found_at, links_of
from observatory.web.site import site


@page("/clusters/<slug>/embed", alone=False)
def embed(slug: str) -> Response:
    """Show what one may take elsewhere: sentences, a citation, the badge, the card."""
    found, here, chosen = found_at(slug)
    base, past = site().settings.url, dict(days(chosen))
    shown = view(found, here)
    made = badges.badge(shown, chosen, here)
    live = base + root("badge", f"{found.body.slug}.svg", lang=here.lang)
    home = base + here.link("clusters", found.body.slug)
    readers = [Reader(lang, link_in(lang)) for lang in LANGUAGES]
    return render(
        "embed.html",
        about(found, here, ("embed",)),
        as_of=chosen,
        name=found.body.title,
        quotes=[
            {"lang": one.lang, "text": sharing.quote(view(found, one), chosen, one, base)}
            for one in readers
        ],
        badge=root("badge", f"{slug}.svg", lang=here.lang, **past),
        badge_data=root("badge", f"{slug}.json", lang=here.lang, **past),
        badge_said=made.said,
        card=card_of(found, here, chosen),
        snippet=sharing.html(home, live, made.said),
        markdown=sharing.markdown(home, live, made.said),
        links=links_of(found, here),
        **cited_here(cited_of(found, here), here, chosen),
    )
