"""The sentences in which a body's reasons are written."""

from __future__ import annotations

from observatory.present.words import N_

WISHES = {
    "words": N_("Words: “%(what)s”"),
    "sector": N_("Sector: %(what)s"),
    "region": N_("Region: %(what)s"),
    "need": N_("Need: %(what)s"),
    "alive": N_("Alive: a sign of life within two years of the day"),
}
"""A wish, and where a source says the same, the reason; years: ``domain.matching.SIGN_SPEAKS``."""

SIGNS = {
    True: N_("Sign of life: %(day)s (%(what)s)"),
    False: N_("The newest sign of life is older than two years: %(day)s (%(what)s)"),
}
"""The newest sign of life, fresh or old."""

HOWS = {
    "same": N_("It is called so:"),
    "words": N_("Its name holds these words:"),
    "part": N_("Its name holds a part of it:"),
    "sound": N_("A name that sounds alike in another script:"),
    "spelling": N_("A name spelt almost so:"),
}
"""How words met a name, which follows."""

NAMED_TERM = N_("The words name its field or place: %(what)s")
BY_CITY = N_("Region: %(what)s, worked out from the host city %(city)s")
OTHERWISE = {
    "sector": N_("Another sector is stated: %(what)s"),
    "region": N_("It is elsewhere: %(what)s"),
}
"""Where sources state something else."""

MARKS = {
    True: N_("%(what)s: marked"),
    False: N_("%(what)s: left blank, which is no stated no"),
}
"""A lever in a table of levers, marked or left blank."""

UNSAID = {
    "words": N_("Nothing known of it is called so."),
    "sector": N_("Nobody states its sector."),
    "region": N_("Nobody states where it is."),
    "need": N_("Nobody states whether it helps with: %(what)s"),
    "alive": N_("No dated sign of life is known."),
}
"""What no source says."""
