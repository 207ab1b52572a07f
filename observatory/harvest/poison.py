"""Pages that answer 200 and are not the page: login, challenge, paywall, "not found" and the like.

Each rule needs the whole title, a whole heading or a nearly bare page: a link "Log in", a search
form or the same words inside an article never suffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from observatory.domain.extract import Reason
from observatory.harvest.page import Page
from observatory.harvest.text import fold

_BARE = 1_000
"""Characters of visible text below which a page is not more than a notice."""
_PROSE = 80
_FULL_ARTICLE = 1_200

_LOGIN = (
    "log in|login|sign in|user login|user account|connexion|se connecter|identification"
    "|s'identifier|تسجيل الدخول|دخول"
)
_GONE = (
    "page introuvable|page non trouvee|cette page n'existe pas|page not found|not found"
    "|the requested page could not be found|that page can't be found|404|erreur 404|error 404"
    "|404 not found|404 page not found|page not found 404|404 page introuvable"
    "|erreur 404 page introuvable|الصفحه غير موجوده|الصفحة غير موجودة|لم يتم العثور على الصفحة"
)
_CLOSED = (
    "site en maintenance|site under maintenance|under maintenance|maintenance en cours"
    "|maintenance mode|mode maintenance|site en construction|under construction|coming soon"
    "|briefly unavailable for scheduled maintenance|الموقع قيد الصيانة|الموقع تحت الصيانة"
    "|scheduled maintenance"
)
_DEFAULT = (
    "welcome to nginx|apache2 ubuntu default page|apache2 debian default page|it works"
    "|iis windows server|test page for the apache http server|domain for sale|domaine a vendre"
    "|this domain is for sale|this domain may be for sale|buy this domain|domain parking"
    "|parked domain|account suspended|compte suspendu|index of /|default web site page"
)
_CRASHED = (
    "the website encountered an unexpected error|le site web a rencontre une erreur inattendue"
    "|there has been a critical error on this website|il y a eu une erreur critique sur ce site"
    "|error establishing a database connection|internal server error|500 internal server error"
    "|erreur lors de la connexion a la base de donnees|bad gateway|502 bad gateway"
    "|service unavailable|503 service unavailable|gateway timeout|504 gateway timeout"
)
_REFUSED = "request rejected|access denied|acces refuse|forbidden|403 forbidden|web page blocked"
_CHALLENGED = (
    "just a moment|attention required|checking your browser|un instant|verification|captcha"
    "|ddos-guard|security check|please wait|are you a robot|are you human|robot or human"
    "|verify you are human"
)
_CONSENT = (
    "before you continue|avant de continuer|before continuing|cookie consent|consent required"
    "|your privacy choices|we value your privacy|nous respectons votre vie privee"
    "|votre vie privee|gestion des cookies|قبل المتابعة"
)
_PAYWALL = (
    "deja abonne|already a subscriber|cet article est reserve aux abonnes"
    "|article reserve aux abonnes|contenu reserve aux abonnes|هذا المقال مخصص للمشتركين"
)


def _folded(phrases: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in phrases.split("|"))


LOGIN, GONE, CLOSED, DEFAULT = map(_folded, (_LOGIN, _GONE, _CLOSED, _DEFAULT))
REFUSED, CHALLENGED, PAYWALL = map(_folded, (_REFUSED, _CHALLENGED, _PAYWALL))
CONSENT = _folded(_CONSENT)
CRASHED = _folded(_CRASHED)

_CHALLENGE_MARKS = re.compile(
    r"_cf_chl_opt|/cdn-cgi/challenge-platform/|cf-browser-verification|_Incapsula_Resource"
    r"|sucuri_cloudproxy_js|geo\.captcha-delivery\.com|/_sec/cp_challenge|ddos-guard"
    r"|id=[\"']px-captcha"
)
_MOVES_ON = re.compile(r"document\.cookie|location\.(?:reload|replace|href)|setTimeout|eval\(")
_LOGIN_PATH = re.compile(r"/(?:user/login|wp-login\.php|login|connexion|signin)/?$")
_END_TAG = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_CUT = re.compile(r"(?<!\s)\s+[|\-–—»·]\s+|(?:(?<!\s)\s+)?\|\s*")
_EDGE = " .!?…:,;\"'«»()[]-–’"
_ASIDE = frozenset(["header", "nav", "footer", "aside"])


def poison(page: Page) -> list[Reason]:
    """Say why ``page`` is not the page that was asked for; an empty list if nothing is wrong."""
    return list(_found(page)) if _is_html(page) else []


def damage(page: Page) -> frozenset[str]:
    """Name each block that the page itself calls broken."""
    count = page.broken_blocks if _is_html(page) else 0
    return frozenset(f"broken_block#{number}" for number in range(1, count + 1))


def sent_home(asked: str, final: str) -> bool:
    """Say whether a deep address was answered by the home page of the site."""
    deep = urlsplit(asked).path.strip("/").count("/") >= 1 or len(urlsplit(asked).path) > 4
    return deep and urlsplit(final).path.strip("/") in ("", "fr", "ar", "en", "index.php")


def _found(page: Page) -> Iterator[Reason]:
    bare = len(page.text) < _BARE
    if not page.text:
        script = "<script" in page.html and _MOVES_ON.search(page.html)
        if script or _CHALLENGE_MARKS.search(page.html):
            yield Reason("challenge", "the page is a script that tests the visitor")
        else:
            yield Reason("empty", "the page has no text")
        return
    if bare and (_CHALLENGE_MARKS.search(page.html) or _entitled(page, CHALLENGED)):
        yield Reason("challenge", "the page tests whether the visitor is a person")
    elif bare and (_entitled(page, REFUSED) or "the requested url was rejected" in page.folded):
        yield Reason("challenge", "a firewall refused the request")
    elif bare and _is_consent(page):
        yield Reason("challenge", "the page asks for consent to cookies before it shows anything")
    elif _is_login(page):
        yield Reason("login", "the page asks for a login")
    elif _entitled(page, GONE) or (bare and _opens_with(page, GONE)):
        yield Reason("soft_404", "the page says that it does not exist")
    elif _entitled(page, CLOSED) or (bare and _opens_with(page, CLOSED)):
        yield Reason("maintenance", "the site says that it is closed for work")
    elif bare and (_entitled(page, CRASHED) or _opens_with(page, CRASHED)):
        yield Reason("server_error", "the page is the error of a program on the site")
    elif bare and (_entitled(page, DEFAULT) or _opens_with(page, DEFAULT)):
        yield Reason("soft_404", "a default or parked page stands at the address")
    elif _is_paywalled(page):
        yield Reason("paywall", "the page shows only the beginning, the rest is for subscribers")
    elif _is_cut_short(page):
        yield Reason("truncated", "the page stops before its end")


def _is_html(page: Page) -> bool:
    if page.url.startswith("curated:") or page.is_pdf:
        return False
    head = page.html[:2000].lstrip().lower()
    return not head.startswith(("<?xml", "<rss", "<feed", "{", "[")) or "<html" in head


def _entitled(page: Page, phrases: frozenset[str]) -> bool:
    """Say whether the first part of the title, or the first heading, is one of ``phrases``."""
    heading = next((line.text for line in page.lines if line.heading), "")
    said = (page.title, _CUT.split(page.title, maxsplit=1)[0], heading)
    return any(_bare(part) in phrases for part in said)


def _is_consent(page: Page) -> bool:
    """Say whether consent is all that a page is about: a banner stands beside other headings."""
    headings = [_bare(line.text) for line in page.lines if line.heading]
    entitled = _bare(_CUT.split(page.title, maxsplit=1)[0]) in CONSENT
    return "cookie" in page.folded and (
        entitled or (headings != [] and CONSENT.issuperset(headings))
    )


def _opens_with(page: Page, phrases: frozenset[str]) -> bool:
    """Say whether one of the first lines begins with one of ``phrases`` as a sentence."""
    return any(
        text == phrase or text.startswith((f"{phrase}.", f"{phrase} :", f"{phrase}!", f"{phrase},"))
        for text in (_bare(line.text) for line in page.lines[:8])
        for phrase in phrases
    )


def _is_login(page: Page) -> bool:
    if _bare(_CUT.split(page.title, maxsplit=1)[0]) in LOGIN:
        return True
    asks = any(field.get("type") == "password" for field in page.tree.iter("input"))
    return asks and bool(_LOGIN_PATH.search(urlsplit(page.url).path))


def _is_paywalled(page: Page) -> bool:
    """Say whether the text stops at an offer to subscribe, which stands in the article itself."""
    if not any(phrase in page.folded for phrase in PAYWALL):
        return False
    prose = sum(len(line.text) for line in page.lines if len(line.text) >= _PROSE)
    if prose >= _FULL_ARTICLE:
        return False
    for element in page.tree.iter():
        for text in (element.text, element.tail):
            said = _bare(text or "")
            if len(said) <= _PROSE and any(said.startswith(phrase) for phrase in PAYWALL):
                around = [element, *element.iterancestors()]
                if not any(_is_aside(e.tag, e.get("class") or "") for e in around):
                    return True
    return False


def _is_cut_short(page: Page) -> bool:
    """Say whether a whole document was begun and none of its end tags came."""
    begun = page.html[:1000].lstrip().lower().startswith(("<!doctype html", "<html"))
    return begun and not _END_TAG.search(page.html)


def _is_aside(tag: object, classes: str) -> bool:
    return tag in _ASIDE or bool(re.search(r"\b(?:menu|nav|header|footer|login|topbar)", classes))


def _bare(text: str) -> str:
    return fold(text.replace("’", "'")).strip(_EDGE)
