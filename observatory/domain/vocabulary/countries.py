"""Countries by their ISO 3166-1 alpha-2 code, with the other spellings that sources use.

Names in the three languages come from the Unicode CLDR, through Babel; it is asked once, at the
first use.
"""

from __future__ import annotations

from functools import cache

from babel import Locale

from observatory.domain.vocabulary.term import Term, by_key

_NOT_ISO = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
)
"""CLDR territories with two letters that are no officially assigned ISO 3166-1 code."""

ALIASES: dict[str, str] = {
    "Republic of Korea (South Korea)": "KR",
    "Republic of Korea": "KR",
    "Korea, Republic of": "KR",
    "Korea (South)": "KR",
    "South-Korea": "KR",
    "Democratic People's Republic of Korea": "KP",
    "Viet Nam": "VN",
    "Vietnam": "VN",
    "Türkiye/Turkey": "TR",
    "Turkey": "TR",
    "Turkiye": "TR",
    "USA": "US",
    "U.S.A.": "US",
    "US": "US",
    "U.S.": "US",
    "United States of America": "US",
    "États-Unis d'Amérique": "US",
    "الولايات المتحدة الأمريكية": "US",
    "UK": "GB",
    "U.K.": "GB",
    "Great Britain": "GB",
    "Grande-Bretagne": "GB",
    "England": "GB",
    "UAE": "AE",
    "Emirates": "AE",
    "Émirats Arabes Unis": "AE",
    "الإمارات": "AE",
    "Kingdom of Morocco": "MA",
    "Royaume du Maroc": "MA",
    "المملكة المغربية": "MA",
    "Ivory Coast": "CI",
    "Cote d'Ivoire": "CI",
    "كوت ديفوار": "CI",
    "Czech Republic": "CZ",
    "République tchèque": "CZ",
    "Russian Federation": "RU",
    "Fédération de Russie": "RU",
    "Iran (Islamic Republic of)": "IR",
    "Islamic Republic of Iran": "IR",
    "Syrian Arab Republic": "SY",
    "Lao People's Democratic Republic": "LA",
    "Moldova, Republic of": "MD",
    "Republic of Moldova": "MD",
    "Tanzania, United Republic of": "TZ",
    "United Republic of Tanzania": "TZ",
    "Bolivia (Plurinational State of)": "BO",
    "Venezuela (Bolivarian Republic of)": "VE",
    "Congo, Democratic Republic of the": "CD",
    "Democratic Republic of the Congo": "CD",
    "République démocratique du Congo": "CD",
    "Republic of the Congo": "CG",
    "Brunei Darussalam": "BN",
    "Cape Verde": "CV",
    "Cabo Verde": "CV",
    "Chinese Taipei": "TW",
    "Myanmar": "MM",
    "State of Palestine": "PS",
    "Republic of North Macedonia": "MK",
    "United Kingdom of Great Britain and Northern Ireland": "GB",
    "Cap-Vert": "CV",
    "Burma": "MM",
    "Birmanie": "MM",
    "Swaziland": "SZ",
    "Macedonia": "MK",
    "Holland": "NL",
    "Hollande": "NL",
    "The Netherlands": "NL",
    "Hong Kong": "HK",
    "Taiwan, Province of China": "TW",
    "Palestine": "PS",
    "Holy See": "VA",
    "Korea": "",
    "Corée": "",
    "كوريا": "",
    "Congo": "",
    "الكونغو": "",
}
"""Spellings beside CLDR's. An empty code marks a name that two countries bear: never guessed."""


@cache
def countries() -> dict[str, Term]:
    """Give every country by its code."""
    en, fr, ar = (_territories(lang) for lang in ("en", "fr", "ar"))
    codes = sorted(code for code in en if len(code) == 2 and code.isalpha())
    return by_key(
        Term(code, en[code], fr[code], ar[code]) for code in codes if code not in _NOT_ISO
    )


def _territories(lang: str) -> dict[str, str]:
    return {str(code): str(name) for code, name in Locale.parse(lang).territories.items()}
