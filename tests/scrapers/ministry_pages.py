"""Articles and lists of the ministry of industry, as short as a test needs them."""

from __future__ import annotations

from observatory.domain.extract import Extract
from tests.scrapers.saved import read, saved_page, sources

LIST = "https://www.mcinet.gov.ma/fr/actualites"
CALL = f"{LIST}/appel-projets-soutien-la-mise-en-place-de-clusters-marocains-dans-les-secteurs"
TITLE = "Appel à projets : soutien à la mise en place de clusters"
LAST_DAY = "<p>Date limite de dépôt des dossiers : 14 juin 2023 à 15h00.</p>"


def look(body: str, title: str = TITLE, url: str = CALL, day: str = "28/03/2023") -> Extract:
    """Read an article with this body."""
    html = (
        f"<html><body><main><h1>{title}</h1><article><time>{day}</time>"
        f"<div class='field--name-body'>{body}</div></article>"
        "<h2>Lire Aussi</h2><p>Date limite de dépôt : 2 juin 2031 à 10h00.</p></main></body></html>"
    )
    return read(sources()["ministry_news"], html.encode(), url)


def listed(rows: str, page: str = "") -> Extract:
    """Read a list of news with these rows."""
    html = (
        f"<html><body><nav><h2><a href='/fr/x'>Menu</a></h2></nav><main><h1>Actualités</h1>{rows}"
        "</main><footer>Ministère de l’Industrie</footer></body></html>"
    )
    return read(sources()["ministry_news"], html.encode(), LIST + page)


def values(extract: Extract, name: str) -> list[str]:
    """Give the values of one property, in the order of the page."""
    return [fact.raw for fact in extract.facts if fact.property == name]


def saved(name: str) -> Extract:
    """Read one of the saved pages."""
    return saved_page("ministry_news", name).read()
