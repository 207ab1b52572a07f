"""Months, weekdays and the small words around dates: French, English, Arabic, in plain form.

Arabic months are those of Morocco (غشت, شتنبر, نونبر, دجنبر …) and the forms of other countries.
"""

from __future__ import annotations

from observatory.domain.clean.text import plain

_MONTHS = (
    "janvier janv january jan يناير جانفي",
    "février févr fév february feb فبراير فيفري",
    "mars march mar مارس",
    "avril avr april apr أبريل إبريل أفريل",
    "mai may ماي مايو",
    "juin june jun يونيو يونيه جوان",
    "juillet juil july jul يوليوز يوليو يوليه جويلية",
    "août aout august aug غشت أغسطس أوت",
    "septembre sept september sep شتنبر سبتمبر",
    "octobre oct october أكتوبر",
    "novembre nov november نونبر نوفمبر",
    "décembre déc december dec دجنبر ديسمبر",
)
MONTHS: dict[str, int] = {
    plain(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()
}

_WEEKDAYS = (
    "lundi lun monday mon الإثنين الاثنين",
    "mardi tuesday tue tues الثلاثاء",
    "mercredi mer wednesday wed الأربعاء",
    "jeudi jeu thursday thu thur thurs الخميس",
    "vendredi ven friday fri الجمعة",
    "samedi sam saturday sat السبت",
    "dimanche dim sunday sun الأحد",
)
WEEKDAYS: dict[str, int] = {
    plain(word): number for number, words in enumerate(_WEEKDAYS) for word in words.split()
}
"""Monday is 0, as in ``date.weekday``."""

_PARTS = {
    0: "début debut early beginning start بداية مطلع أوائل",
    1: "mi milieu mid middle منتصف أواسط",
    2: "fin late end نهاية أواخر متم",
}
PARTS: dict[str, int] = {
    plain(word): number for number, words in _PARTS.items() for word in words.split()
}
"""Which third of a month (days 1-10, 11-20, 21-) or of a year (four months each) is meant."""

_RELATIVE = {
    0: "aujourd'hui|aujourd’hui|ce jour|today|اليوم",
    -1: "hier|yesterday|أمس|البارحة",
    -2: "avant-hier|أول أمس",
    1: "demain|tomorrow|غدا",
}
RELATIVE: dict[str, int] = {
    plain(word): days for days, words in _RELATIVE.items() for word in words.split("|")
}
"""Days from the anchor."""

_DIRECTION = {
    -1: "dernier dernière last passé passée écoulé الماضي الماضية المنصرم المنصرمة الفارط الفارطة",
    1: "prochain prochaine next المقبل المقبلة القادم القادمة",
}
DIRECTION: dict[str, int] = {
    plain(word): way for way, words in _DIRECTION.items() for word in words.split()
}

_UNITS = {
    "week": "semaine week أسبوع الأسبوع",
    "month": "mois month شهر الشهر",
    "year": "année an year سنة السنة عام العام",
}
UNITS: dict[str, str] = {
    plain(word): unit for unit, words in _UNITS.items() for word in words.split()
}

_ENGLISH = """
    january jan february feb march mar april apr may june jun july jul august aug september sept sep
    october oct november nov december dec
"""
ENGLISH = frozenset(map(plain, _ENGLISH.split()))
"""Months whose day may follow them ("May 20"): "avril 26" is no 26 April, and may be of 2026."""

QUARTERS: dict[str, int] = {
    plain(word): number
    for number, words in enumerate(
        (
            "premier première first 1er 1ere 1st الأول",
            "deuxième second seconde 2e 2eme 2ème 2nd الثاني",
            "troisième third 3e 3eme 3ème 3rd الثالث",
            "quatrième fourth 4e 4eme 4ème 4th الرابع",
        ),
        1,
    )
    for word in words.split()
}
