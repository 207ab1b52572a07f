"""Numbers, multipliers and qualifiers in words: French, English, Arabic, all in plain form."""

from __future__ import annotations

from observatory.domain.clean.text import plain

_MULTIPLIERS = {
    1_000: "mille thousand k ألف آلاف",
    1_000_000: "million millions mn mio m مليون ملايين",
    1_000_000_000: "milliard milliards md mds mrd mrds billion billions bn مليار ملايير مليارات",
}
MULTIPLIERS: dict[str, int] = {
    plain(word): number for number, words in _MULTIPLIERS.items() for word in words.split()
}
"""``billion`` is English here: a French billion (10¹²) is not a word of these sources."""

_QUALIFIERS = {
    ">": (
        ">|≥|>=|+|plus de|plus d'|plus d’|au moins|au minimum|minimum|supérieur à|supérieure à|"
        "au-delà de|more than|over|at least|above|just above|a minimum of|no fewer than|"
        "no less than|upwards of|greater than|أكثر من|ما يزيد عن|ما يزيد على|يفوق|تفوق|على الأقل|"
        "لا يقل عن|أزيد من"
    ),
    "<": (
        "<|≤|<=|moins de|moins d'|moins d’|au plus|au maximum|maximum|jusqu'à|jusqu’à|inférieur à|"
        "less than|fewer than|at most|up to|under|below|a maximum of|no more than|أقل من|"
        "على الأكثر|لا يتجاوز|لا تتجاوز"
    ),
    "~": (
        "~|≈|environ|près de|autour de|aux alentours de|quelque|quelques|à peu près|presque|"
        "about|around|approximately|approx.|approx|roughly|nearly|almost|some|circa|ca.|c.|"
        "close to|an estimated|حوالي|نحو|زهاء|قرابة|ما يقارب|تقريبا"
    ),
}
QUALIFIERS: dict[str, str] = {
    plain(word): sign for sign, words in _QUALIFIERS.items() for word in words.split("|")
}

_EXACT = {
    0: "zero zéro صفر",
    1: "one واحد",
    2: "two deux اثنان اثنين",
    3: "three trois ثلاثة ثلاث",
    4: "four quatre أربعة أربع",
    5: "five cinq خمسة خمس",
    6: "six ستة ست",
    7: "seven sept سبعة سبع",
    8: "eight huit ثمانية ثماني ثمان",
    9: "nine neuf تسعة تسع",
    10: "ten dix عشرة عشر",
    11: "eleven onze",
    12: "twelve douze",
    13: "thirteen treize",
    14: "fourteen quatorze",
    15: "fifteen quinze",
    16: "sixteen seize",
    17: "seventeen dix-sept",
    18: "eighteen dix-huit",
    19: "nineteen dix-neuf",
    20: "twenty vingt عشرون عشرين",
    30: "thirty trente ثلاثون ثلاثين",
    40: "forty quarante أربعون أربعين",
    50: "fifty cinquante خمسون خمسين",
    60: "sixty soixante ستون ستين",
    70: "seventy soixante-dix سبعون سبعين",
    80: "eighty quatre-vingts ثمانون ثمانين",
    90: "ninety quatre-vingt-dix تسعون تسعين",
    100: "hundred cent مائة مئة",
    200: "مائتان مائتين مئتين",
    1000: "ألف",
}
_ROUND = {
    10: "dizaine",
    12: "douzaine dozen",
    15: "quinzaine",
    20: "vingtaine",
    30: "trentaine",
    40: "quarantaine",
    50: "cinquantaine",
    60: "soixantaine",
    100: "centaine",
    1000: "millier",
}
NUMBER_WORDS: dict[str, int] = {
    **{plain(word): number for number, words in _EXACT.items() for word in words.split()},
    **{plain(word): -number for number, words in _ROUND.items() for word in words.split()},
}
"""Words for numbers; a round one (centaine, dozen) is negative: it means "about"."""
