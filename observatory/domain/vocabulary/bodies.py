"""What a followed body is: its kind, its state of life, and the answers that describe it.

The classes of vocation, governance, financing and perimeter are those of the paper's Table 2,
the marks those of its Table 3 (doi 10.71420/ijref.v2i6.135).
"""

# ruff: noqa: E501 - one term a line reads better than one word a line

from __future__ import annotations

from observatory.domain.vocabulary.term import Term, by_key

INCLUSION_RULE = Term(
    "ministry_definition",
    "What counts as a cluster",
    "Ce qui compte comme cluster",
    "ما يُعدّ تجمعا",
    (
        (
            "Counted as a cluster: an association founded under law 75-00 in which firms, research or "
            "training bodies and institutions of one industrial or technological field share a "
            "development strategy, and whose statutes aim at joint innovation projects. This is the "
            "rule of the ministry in charge of industry. Networks, federations, groupings, "
            "cooperatives and parks are followed too, each under its own kind, and are not counted."
        ),
        (
            "Compte comme cluster : une association fondée sous la loi 75-00 où des entreprises, des "
            "organismes de recherche ou de formation et des institutions d’un même domaine industriel "
            "ou technologique partagent une stratégie de développement, et dont les statuts visent "
            "des projets d’innovation communs. C’est la règle du ministère chargé de l’industrie. "
            "Réseaux, fédérations, groupements, coopératives et parcs sont suivis aussi, chacun sous "
            "sa propre catégorie, sans être comptés."
        ),
        (
            "يُعدّ تجمعا كل جمعية مؤسسة وفق القانون 75-00 تضم مقاولات ومؤسسات للبحث أو التكوين "
            "وهيئات من مجال صناعي أو تكنولوجي واحد، تجمعها استراتيجية تنمية مشتركة، ويهدف نظامها "
            "الأساسي إلى مشاريع ابتكار مشتركة. هذه قاعدة الوزارة المكلفة بالصناعة. أما الشبكات "
            "والفدراليات والتجمعات المهنية والتعاونيات والمناطق فتُتابَع كل منها ضمن صنفها دون أن "
            "تُحتسب."
        ),
    ),
)
"""The ministry's definition, in our own words (as cited in footnote 1 of the paper)."""

ENTITY_KINDS: dict[str, Term] = by_key(
    (
        Term("cluster", "Cluster", "Cluster", "تجمع", INCLUSION_RULE.meaning),
        Term("network", "Network of clusters", "Réseau de clusters", "شبكة تجمعات", ("An association whose members are clusters.", "Une association dont les membres sont des clusters.", "جمعية أعضاؤها تجمعات.")),
        Term("federation", "Federation", "Fédération", "فدرالية", ("It speaks for the firms of one trade; innovation together is not its purpose.", "Elle représente les entreprises d’un métier ; innover ensemble n’est pas son objet.", "تمثل مقاولات مهنة واحدة، وليس الابتكار المشترك غرضها.")),
        Term("cooperative", "Cooperative", "Coopérative", "تعاونية"),
        Term("grouping", "Grouping", "Groupement", "تكتل", ("Called a cluster by its founders or the press, but outside the ministry’s definition.", "Appelé cluster par ses fondateurs ou la presse, mais hors de la définition du ministère.", "يسميه مؤسسوه أو الصحافة تجمعا، لكنه خارج تعريف الوزارة.")),
        Term("park", "Park", "Parc", "منطقة أنشطة", ("A developed site for firms: industrial zone, agropole, technology park.", "Un site aménagé pour des entreprises : zone industrielle, agropole, technopole.", "موقع مهيأ للمقاولات: منطقة صناعية أو قطب فلاحي أو تكنولوجي.")),
        Term("partnership", "Partnership", "Partenariat", "شراكة", ("A European partnership of clusters that names Morocco among its targets.", "Un partenariat européen de clusters qui compte le Maroc parmi ses cibles.", "شراكة أوروبية بين تجمعات يوجد المغرب ضمن أهدافها.")),
        Term("programme", "Programme", "Programme", "برنامج"),
        Term("call", "Call", "Appel à projets", "طلب مشاريع"),
        Term("organisation", "Organisation", "Organisation", "هيئة"),
        Term("place", "Place", "Territoire", "مجال ترابي"),
        Term("ecosystem", "Type of ecosystem", "Type d’écosystème", "صنف من المنظومات", ("A form of grouping of firms that a national plan created, counted as a whole.", "Une forme de regroupement d’entreprises née d’un plan national, comptée en bloc.", "شكل من تجميع المقاولات أحدثه مخطط وطني ويُحتسب جملة.")),
    )
)  # fmt: skip

LIFE_STATUS: dict[str, Term] = by_key(
    (
        Term("planned", "Planned", "Prévu", "مبرمج", ("Announced; no founding act is known.", "Annoncé ; aucun acte fondateur n’est connu.", "معلن عنه ولا يُعرف له عقد تأسيس.")),
        Term("in_creation", "In creation", "En création", "قيد الإحداث", ("Founded or being founded; a source says that it does not yet work.", "Fondé ou en cours de fondation ; une source dit qu’il ne fonctionne pas encore.", "تأسس أو هو قيد التأسيس، ويقول مصدر إنه لم يشتغل بعد.")),
        Term("active", "Active", "Actif", "نشط"),
        Term("dormant", "Dormant", "En sommeil", "خامل", ("A source says that it still exists and does nothing.", "Une source dit qu’il existe encore sans agir.", "يقول مصدر إنه ما زال قائما دون نشاط.")),
        Term("ended", "Ended", "Disparu", "منتهٍ"),
        Term("unknown", "Unknown", "Inconnu", "غير معروف", ("No source says.", "Aucune source ne le dit.", "لا مصدر يبين ذلك.")),
    )
)  # fmt: skip

VOCATION: dict[str, Term] = by_key(
    (
        Term("industrial", "Industrial", "Industrielle", "صناعي"),
        Term("technological", "Technological", "Technologique", "تكنولوجي"),
        Term("scientific", "Scientific", "Scientifique", "علمي"),
    )
)

GOVERNANCE: dict[str, Term] = by_key(
    (
        Term("private", "Private", "Privée", "خاصة"),
        Term("mixed", "Mixed", "Mixte", "مختلطة", ("Private and public members govern together.", "Des membres privés et publics gouvernent ensemble.", "يشترك فيها أعضاء من القطاعين الخاص والعام.")),
        Term("public", "Public", "Publique", "عمومية"),
    )
)  # fmt: skip

FINANCING: dict[str, Term] = by_key(
    (
        Term("private", "Private", "Privé", "خاص"),
        Term("mixed", "Mixed", "Mixte", "مختلط", ("State support together with members’ fees, services or other funds.", "Soutien de l’État et, en plus, cotisations, services ou autres fonds.", "دعم الدولة إلى جانب مساهمات الأعضاء أو الخدمات أو أموال أخرى.")),
        Term("public", "Public", "Public", "عمومي"),
    )
)  # fmt: skip

PERIMETER: dict[str, Term] = by_key(
    (
        Term("national", "National", "National", "وطني"),
        Term("regional", "Regional", "Régional", "جهوي"),
        Term("local", "Local", "Local", "محلي"),
    )
)

LEGAL_FORM: dict[str, Term] = by_key(
    (
        Term("association", "Association", "Association", "جمعية", ("A non-profit association; the source does not name the law.", "Une association à but non lucratif ; la source ne nomme pas la loi.", "جمعية لا تسعى إلى الربح، ولا يذكر المصدر القانون.")),
        Term("association_75_00", "Association under law 75-00", "Association régie par la loi 75-00", "جمعية خاضعة للقانون 75-00", ("An association under the 1958 dahir as amended by law 75-00.", "Une association régie par le dahir de 1958 modifié par la loi 75-00.", "جمعية خاضعة لظهير 1958 كما عدله القانون 75-00.")),
        Term("cooperative", "Cooperative", "Coopérative", "تعاونية"),
        Term("economic_interest_group", "Economic interest group", "Groupement d’intérêt économique", "مجموعة ذات نفع اقتصادي"),
        Term("company", "Company", "Société", "شركة"),
        Term("foundation", "Foundation", "Fondation", "مؤسسة غير ربحية"),
        Term("public_body", "Public body", "Établissement public", "مؤسسة عمومية"),
        Term("public_private_partnership", "Public-private partnership", "Partenariat public-privé", "شراكة بين القطاعين العام والخاص", ("So called by its source; it does not say which body carries it.", "Ainsi nommé par la source, qui ne dit pas quelle structure le porte.", "هكذا سماه المصدر دون أن يحدد الهيئة التي تحمله.")),
        Term("informal", "Informal", "Informel", "غير مهيكل", ("A group that works without legal personality.", "Un groupe qui agit sans personnalité morale.", "مجموعة تشتغل دون شخصية اعتبارية.")),
    )
)  # fmt: skip

MARK: dict[str, Term] = by_key(
    (
        Term("marked", "Marked", "Coché", "معلَّم", ("The paper’s table carries a cross here.", "Le tableau de l’article porte une croix ici.", "يحمل جدول المقال علامة هنا.")),
        Term("not_marked", "Not marked", "Non coché", "غير معلَّم", ("The cell of the paper’s table is blank; that is not a stated no.", "La case du tableau de l’article est vide ; ce n’est pas un non énoncé.", "خانة جدول المقال فارغة، وليس ذلك نفيا صريحا.")),
    )
)  # fmt: skip
"""Marks of the paper's Table 3: a blank cell is "not marked", never "no"."""

ALIASES: dict[str, dict[str, str]] = {
    "legal_form": {
        "non profit association": "association",
        "not for profit association": "association",
        "nonprofit association": "association",
        "professional association": "association",
        "association of companies and institutions": "association",
        "association professionnelle": "association",
        "association à but non lucratif": "association",
        "association sans but lucratif": "association",
        "جمعية مهنية": "association",
        "جمعية غير ربحية": "association",
        "association loi 75-00": "association_75_00",
        "association 75-00": "association_75_00",
        "gie": "economic_interest_group",
        "eig": "economic_interest_group",
        "economic interest grouping": "economic_interest_group",
        "sarl": "company",
        "s.a.": "company",
        "société anonyme": "company",
        "ppp": "public_private_partnership",
        "public private partnership": "public_private_partnership",
        "partenariat public privé": "public_private_partnership",
    },
    "life_status": {
        "operational": "active",
        "opérationnel": "active",
        "en activité": "active",
        "en cours de création": "in_creation",
        "not yet operational": "in_creation",
        "dissolved": "ended",
        "defunct": "ended",
        "dissous": "ended",
        "planned": "planned",
        "projeté": "planned",
    },
    "mark": {"yes": "marked", "oui": "marked", "نعم": "marked", "x": "marked", "×": "marked"},
    "vocation": {
        "industriel": "industrial",
        "scientifique": "scientific",
        "technologique": "technological",
        "صناعية": "industrial",
        "تكنولوجية": "technological",
        "علمية": "scientific",
    },
    "governance": {
        "privé": "private",
        "public": "public",
        "public/private": "mixed",
        "public/privé": "mixed",
        "private/public": "mixed",
        "privé/public": "mixed",
        "public-private": "mixed",
        "mixed private/public": "mixed",
        "mixed public/private": "mixed",
        "mixed public/private association": "mixed",
        "mixte public/privé": "mixed",
        "mixte privé/public": "mixed",
    },
    "financing": {
        "privée": "private",
        "publique": "public",
        "public/private": "mixed",
        "public/privé": "mixed",
        "mixte public/privé": "mixed",
    },
    "perimeter": {"nationale": "national", "régionale": "regional", "locale": "local"},
}
"""Other ways in which sources write a term: vocabulary name, then words, then key."""
