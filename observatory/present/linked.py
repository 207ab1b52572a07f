"""A profile as schema.org data, for search engines: what it is about, as of when, from where."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from observatory.present.citing import Citation
from observatory.present.profiles import ProfileView


def json_ld(view: ProfileView, cited: Citation) -> Markup:
    """Give the data block of a page; a name can neither end it nor begin a tag."""
    names = sorted({name.text for name in view.names} | {n.text for n in view.other_names})
    about: dict[str, Any] = {
        "@type": "Organization",
        "name": view.name,
        "alternateName": [name for name in names if name != view.name],
    }
    for group in view.facts:
        for one in group.properties:
            if one.key == "website" and one.values[0].url:
                about["url"] = one.values[0].url
    found = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": cited.url,
        "name": view.acronym or view.name,
        "description": view.sentence,
        "inLanguage": cited.lang,
        "dateModified": cited.known.isoformat(),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "publisher": {"@type": "Organization", "name": cited.observatory},
        "about": about,
    }
    text = json.dumps(found, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)
