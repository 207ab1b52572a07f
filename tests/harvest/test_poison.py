"""Pages that are not the page are told apart from pages that only use the same words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from observatory.harvest.poison import damage, poison, sent_home
from tests.harvest.pages import COUNTRY_PAGE, page

SAVED = Path(__file__).parent.parent / "scrapers"
MENU = "<header><a href='/user/login'>Log in</a> <a>Déjà abonné ? Connectez-vous</a></header>"
ARTICLE = MENU + "<h1>{}</h1><p>" + "Le cluster a tenu son assemblée générale à Casablanca. " * 30


def whole(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


NOT_THE_PAGE = {
    "empty": ["", "  \n ", "<!-- only a comment -->", whole("", "<div id='root'></div>")],
    "login": [
        whole("Log in | European Cluster Collaboration Platform", "<p>Enter your name.</p>"),
        whole("Connexion - Ministère", ARTICLE.format("Connexion")),
    ],
    "challenge": [
        whole("Just a moment...", "<p>Checking if the site connection is secure</p>"),
        whole("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"),
        whole("", "<script>var a='x';document.cookie=a;location.reload();</script>"),
        whole("x", "<p>Please wait</p><script src='/cdn-cgi/challenge-platform/h/b'></script>"),
        whole(
            "Request Rejected",
            "The requested URL was rejected. Please consult with your administrator.",
        ),
        "<body>The requested URL was rejected. Your support ID is: 1</body>",
    ],
    "paywall": [
        whole("Deux clusters labellisés", f"{MENU}<h1>x</h1><p>Le début.</p><b>Dèjà abonné ?</b>"),
        whole("Clusters", "<p>Cet article est réservé aux abonnés.</p>"),
    ],
    "soft_404": [
        whole("Page introuvable | Ministère de l'Industrie", ARTICLE.format("Actualités")),
        whole("Page not found - C2TM", "<h1>Oops! That page can’t be found.</h1>"),
        whole("الصفحة غير موجودة | بوابة المغرب", "<p>نص</p>"),
        whole("Ministère", "<h1>Erreur 404</h1><p>Revenez à l'accueil.</p>"),
        "<body><p>Page introuvable</p></body>",
        whole("Welcome to nginx!", "<h1>Welcome to nginx!</h1>"),
        whole("c2tm.ma", "<p>This domain is for sale.</p>"),
    ],
    "server_error": [
        "The website encountered an unexpected error. Please try again later.<br />",
        whole("Erreur WordPress", "<p>Il y a eu une erreur critique sur ce site.</p>"),
        whole("Error", "<h1>Error establishing a database connection</h1>"),
        whole("502 Bad Gateway", "<h1>502 Bad Gateway</h1><hr>nginx"),
    ],
    "maintenance": [
        whole("Site en maintenance", "<p>Nous revenons bientôt.</p>"),
        "<body>Briefly unavailable for scheduled maintenance. Check back in a minute.</body>",
        whole("Site", "<h1>الموقع قيد الصيانة</h1>"),
    ],
}
THE_PAGE = [
    whole("Morocco | ECCP", ARTICLE.format("Morocco")),
    whole("Cluster Maintenance 4.0", "<h1>Maintenance 4.0</h1><p>Le cluster des mainteneurs.</p>"),
    whole("Maintenance | Cluster CM4.0", "<h1>Maintenance</h1><p>Notre métier.</p>"),
    whole("Presse", ARTICLE.format("« Page introuvable » : le site du ministère en panne")),
    whole("Presse", "<p>Le site affichait page not found toute la journée.</p>"),
    whole("Le fonds accès refusé aux clusters ?", "<h1>Fonds</h1><p>Un article court.</p>"),
    whole("Brève", f"{MENU}<h1>Brève</h1><p>Un cluster est né.</p>"),
    whole("Captcha : un cluster en parle", ARTICLE.format("Captcha")),
    whole("Profil", "<h2>User login</h2><input type='password'><h1>CISE</h1><p>Un cluster.</p>"),
    whole("Abonnés", ARTICLE.format("Offre") + "</p><p>Déjà abonné ? Lisez aussi la suite.</p>"),
    whole("Fiche", "<h1>Cluster</h1><p>Created in 1404.</p>"),
    whole("Fiche", "<h2>We value your privacy</h2><p>Cookies</p><h1>CISE</h1><p>Un cluster.</p>"),
    '<?xml version="1.0"?><rss version="2.0"><channel/></rss>',
    '{"success": true}',
]


@pytest.mark.parametrize(
    ("code", "html"), [(code, html) for code, pages in NOT_THE_PAGE.items() for html in pages]
)
def test_what_is_not_the_page_is_named(code: str, html: str) -> None:
    assert [reason.code for reason in poison(page(html))] == [code]


@pytest.mark.parametrize("html", THE_PAGE)
def test_the_same_words_in_a_page_are_no_poison(html: str) -> None:
    assert poison(page(html)) == []


def _saved() -> list[Path]:
    return sorted(p for p in SAVED.glob("*/*") if p.suffix in (".html", ".xml"))


@pytest.mark.parametrize("path", _saved(), ids=lambda p: f"{p.parent.name}/{p.name}")
def test_saved_pages_of_the_sources_are_told_apart(path: Path) -> None:
    says = json.loads(path.with_suffix(".says.json").read_text(encoding="utf-8"))
    found = page(path.read_bytes(), url=says["url"], content_type=says["content_type"] or "")
    if says["verdict"] in ("ok", "degraded", "unchanged"):
        assert poison(found) == []
        assert bool(damage(found)) == (says["verdict"] == "degraded")
    elif says["status"] == 200 and says["verdict"] in ("blocked", "rejected"):
        assert poison(found)


@pytest.mark.parametrize("size", range(1_000, len(COUNTRY_PAGE) - 20, 1_000))
def test_a_page_cut_anywhere_is_never_a_whole_page(size: int) -> None:
    assert [r.code for r in poison(page(COUNTRY_PAGE.encode()[:size]))] == ["truncated"]


def test_broken_blocks_are_damage_with_a_name_each() -> None:
    assert damage(page(COUNTRY_PAGE)) == {"broken_block#1", "broken_block#2", "broken_block#3"}
    assert damage(page("<p>x</p>")) == frozenset()


def test_a_login_address_with_a_password_field_is_a_login_page() -> None:
    html = whole("ECCP", "<h1>Welcome</h1><input type='password'>")
    assert [r.code for r in poison(page(html, url="https://a.eu/user/login"))] == ["login"]


def test_a_deep_page_that_leads_home_is_gone() -> None:
    assert sent_home("https://a.ma/fr/content/clusters", "https://a.ma/fr/")
    assert sent_home("https://a.ma/clusters", "https://a.ma/")
    assert not sent_home("https://a.ma/", "https://a.ma/fr")
    assert not sent_home("https://a.ma/content/x", "https://a.ma/content/y")
