"""Every indicator: its name, its unit, its axes, and how it is counted."""

# ruff: noqa: E501 - one term a line reads better than one word a line

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from observatory.domain.indicators import counting
from observatory.domain.indicators.counting import Asked, Row
from observatory.domain.indicators.subjects import Subject
from observatory.domain.vocabulary.properties import LEVERS
from observatory.domain.vocabulary.term import Term, by_key

Count = Callable[[Sequence[Subject], Asked], list[Row]]


@dataclass(frozen=True, slots=True)
class Axis:
    """One key of a row. ``vocabulary`` names its terms; ``year``, ``time`` and ``cluster`` have none."""

    key: str
    vocabulary: str = ""


YEAR, TIME, CLUSTER = Axis("year"), Axis("time"), Axis("cluster")
BY: dict[str, Axis] = {
    axis.key: axis
    for axis in (
        Axis("sector", "sector"), Axis("region", "region"), Axis("vocation", "vocation"),
        Axis("governance", "governance"), Axis("financing", "financing"),
        Axis("label", "label_state"),
    )
}  # fmt: skip
"""Headings by which any indicator may be divided further; ``label`` is its state on the day."""


@dataclass(frozen=True, slots=True)
class Indicator(Term):
    """A series. ``unit`` is ``clusters`` or ``members``; ``several``: a cluster counts under each key.

    ``meaning`` says what is counted.
    """

    axes: tuple[Axis, ...] = ()
    unit: str = "clusters"
    count: Count = counting.states
    several: bool = False

    def rows(self, subjects: Sequence[Subject], asked: Asked) -> list[Row]:
        """Count; ``asked.by`` adds its key at the end of each row's."""
        return self.count(subjects, asked)

    def axes_by(self, by: str) -> tuple[Axis, ...]:
        """Give the axes, with that of the second heading if one is asked for."""
        return (*self.axes, BY[by]) if by else self.axes


def _by(heading: str) -> tuple[tuple[Axis, ...], Count]:
    def count(subjects: Sequence[Subject], asked: Asked) -> list[Row]:
        return counting.under(subjects, asked, heading)

    return (BY[heading],), count


def _keyed(
    key: str,
    heading: str,
    en: str,
    fr: str,
    ar: str,
    means: tuple[str, str, str],
    several: bool = False,
) -> Indicator:
    axes, count = _by(heading)
    return Indicator(key, en, fr, ar, means, axes=axes, count=count, several=several)


INDICATORS: dict[str, Indicator] = by_key(
    (
        Indicator(
            "label-states",
            "Labels over the years",
            "Les labels au fil des ans",
            "الوسم عبر السنين",
            (
                "Clusters by the state of their label on 31 December of each year, and in the last year on the day itself. The state is worked out from dated acts and their terms, and from what sources said; before its stated creation, a cluster of unknown state counts as not yet created.",
                "Clusters selon l’état de leur label au 31 décembre de chaque année, et pour la dernière année au jour même. L’état se déduit des actes datés et de leur terme, et de ce que disent les sources ; avant sa création énoncée, un cluster à l’état inconnu compte comme pas encore créé.",
                "التجمعات حسب حالة وسمها في 31 دجنبر من كل سنة، وفي السنة الأخيرة في اليوم نفسه. تُستخلص الحالة من الأفعال المؤرخة ومددها ومما قالته المصادر، وقبل تأسيسه المعلن يُعدّ التجمع المجهول الحالة غير مؤسس بعد.",
            ),
            axes=(YEAR, Axis("label", "label_state")),
            count=counting.states,
        ),
        Indicator(
            "creations",
            "Clusters created each year",
            "Clusters créés chaque année",
            "التجمعات المحدثة كل سنة",
            (
                "Clusters by the year of creation that is shown first. A year without a column is one for which no creation is stated.",
                "Clusters selon l’année de création montrée en premier. Une année sans colonne est une année pour laquelle aucune création n’est énoncée.",
                "التجمعات حسب سنة التأسيس المعروضة أولا. السنة التي لا عمود لها لم يُذكر فيها أي تأسيس.",
            ),
            axes=(YEAR,),
            count=counting.creations,
        ),
        _keyed(
            "sectors",
            "sector",
            "Clusters by sector",
            "Clusters par secteur",
            "التجمعات حسب القطاع",
            (
                "Clusters by the sector that is shown first.",
                "Clusters selon le secteur montré en premier.",
                "التجمعات حسب القطاع المعروض أولا.",
            ),
        ),
        _keyed(
            "regions",
            "region",
            "Clusters by region",
            "Clusters par région",
            "التجمعات حسب الجهة",
            (
                "Clusters by the region that is stated, else by that of the stated host city.",
                "Clusters selon la région énoncée, à défaut celle de la ville d’accueil énoncée.",
                "التجمعات حسب الجهة المعلنة، وإلا فجهة المدينة المحتضنة المعلنة.",
            ),
        ),
        _keyed(
            "vocations",
            "vocation",
            "Clusters by vocation",
            "Clusters par vocation",
            "التجمعات حسب التوجه",
            (
                "Clusters by vocation. A cluster may have several and then counts under each, so the numbers add up to more than all clusters.",
                "Clusters par vocation. Un cluster peut en avoir plusieurs et compte alors sous chacune : la somme dépasse le nombre de clusters.",
                "التجمعات حسب التوجه. قد يكون للتجمع أكثر من توجه فيُحتسب ضمن كل منها، لذا يتجاوز المجموع عدد التجمعات.",
            ),
            several=True,
        ),
        _keyed(
            "governance",
            "governance",
            "Clusters by governance",
            "Clusters par gouvernance",
            "التجمعات حسب الحكامة",
            (
                "Clusters by who governs them.",
                "Clusters selon qui les gouverne.",
                "التجمعات حسب من يسيرها.",
            ),
        ),
        _keyed(
            "financing",
            "financing",
            "Clusters by financing",
            "Clusters par financement",
            "التجمعات حسب التمويل",
            (
                "Clusters by where their funds come from.",
                "Clusters selon l’origine de leurs fonds.",
                "التجمعات حسب مصدر أموالها.",
            ),
        ),
        Indicator(
            "levers",
            "Levers of action",
            "Leviers d’action",
            "روافع العمل",
            (
                "Clusters for which each of the seven levers is marked. A blank cell of the source’s table is “not marked”, never a no.",
                "Clusters pour lesquels chacun des sept leviers est coché. Une case vide du tableau de la source est « non coché », jamais un non.",
                "التجمعات التي وُضعت لها علامة أمام كل رافعة من الروافع السبع. الخانة الفارغة في جدول المصدر «غير معلَّم» وليست نفيا.",
            ),
            axes=(Axis("lever", "lever"), Axis("mark", "mark")),
            count=partial(counting.marks, headings=tuple(LEVERS)),
        ),
        Indicator(
            "members",
            "Members over time",
            "Les membres au fil du temps",
            "الأعضاء عبر الزمن",
            (
                "Every number of members that a source states, at the time it speaks for. Nothing is drawn between two points: nobody says what the number was there.",
                "Chaque nombre de membres qu’une source énonce, à la date dont elle parle. Rien n’est tracé entre deux points : personne ne dit quel était alors le nombre.",
                "كل عدد أعضاء يذكره مصدر، في الوقت الذي يتحدث عنه. لا يُرسم شيء بين نقطتين لأن أحدا لا يقول كم كان العدد حينها.",
            ),
            axes=(CLUSTER, Axis("property", "property"), TIME),
            unit="members",
            count=counting.members,
        ),
    )
)
"""Every indicator, in the order in which the pages show them."""
