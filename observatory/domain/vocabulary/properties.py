"""Every property that a source may state, and the rule by which one value is shown first.

``authority`` shows the value of the source kind that stands first in ``AUTHORITIES`` (a creation
year); ``latest`` shows the value stated last (a president, a member count). The others are
"also said". Questions are those of the annex of the 2025 paper (doi 10.71420/ijref.v2i6.135);
questions 1, 3 and 4 are about the respondent and have no property.
"""

# ruff: noqa: E501 - one term a line reads better than one word a line

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from observatory.domain.vocabulary.term import Term, by_key

Datatype = Literal[
    "text", "name", "person", "date", "moment", "count", "share", "amount", "area", "url", "term",
    "place", "country",
]  # fmt: skip

AUTHORITIES = ("ministry", "academic", "cluster", "eu", "press", "other")
"""Kinds of publisher, the first preferred, for properties shown by authority."""


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A property: what its values are, and how one is chosen.

    ``tolerance`` is the relative difference below which two numbers are one. ``half_life`` is in
    years: past it a value is shown as old. A ``timeless`` value needs no date to count
    (creation, legal form). ``vocabulary`` names the terms a value is one of. ``question`` is the
    number in the paper's annex.
    """

    group: str = "identity"
    datatype: Datatype = "text"
    many: bool = False
    chosen: Literal["authority", "latest"] = "latest"
    tolerance: float = 0.0
    half_life: float = 5.0
    timeless: bool = False
    vocabulary: str = ""
    question: int = 0
    kinds: tuple[str, ...] = ("cluster",)


_BODIES = ("cluster", "network", "federation", "cooperative", "organisation", "grouping", "park")
_ANY = (*_BODIES, "partnership", "programme", "call", "place")

PROPERTIES: dict[str, Property] = by_key(
    (
        # identity
        Property("name", "Name", "Nom", "الاسم", datatype="name", many=True, timeless=True, question=2, kinds=_ANY),
        Property("acronym", "Acronym", "Sigle", "الاسم المختصر", datatype="name", many=True, timeless=True, kinds=_ANY),
        Property("former_name", "Former name", "Ancien nom", "الاسم السابق", datatype="name", many=True, timeless=True, kinds=_BODIES),
        Property("creation_date", "Created", "Création", "تاريخ التأسيس", datatype="date", chosen="authority", timeless=True, question=5, kinds=_ANY),
        Property("launch_date", "Launched", "Lancement", "تاريخ الإطلاق", datatype="date", chosen="authority", timeless=True, kinds=_ANY),
        Property("renaming_date", "Renamed", "Changement de nom", "تاريخ تغيير الاسم", datatype="date", chosen="authority", timeless=True, kinds=_BODIES),
        Property("legal_form", "Legal form", "Forme juridique", "الشكل القانوني", datatype="term", vocabulary="legal_form", chosen="authority", timeless=True, kinds=_BODIES),
        Property("life_status", "Life status", "État de vie", "حالة النشاط", datatype="term", vocabulary="life_status", kinds=_BODIES),
        Property("website", "Website", "Site web", "الموقع الإلكتروني", datatype="url", kinds=_BODIES),
        Property("website_former", "Former website", "Ancien site web", "الموقع السابق", datatype="url", many=True, timeless=True, kinds=_BODIES),
        Property("languages", "Languages spoken", "Langues parlées", "لغات العمل", many=True, kinds=_BODIES),
        # field
        Property("sector", "Sector", "Secteur", "القطاع", group="field", datatype="term", vocabulary="sector", chosen="authority", timeless=True, question=7, kinds=_BODIES),
        Property("sector_text", "Field, as stated", "Domaine, tel qu’énoncé", "المجال كما ورد", group="field", many=True, kinds=_ANY),
        Property("vocation", "Vocation", "Vocation", "التوجه", group="field", datatype="term", vocabulary="vocation", many=True, question=10),
        Property("mission", "Mission", "Mission", "المهمة", group="field", many=True, question=8, kinds=_BODIES),
        Property("activities", "Main activities", "Activités principales", "الأنشطة الرئيسية", group="field", many=True, question=9, kinds=_BODIES),
        Property("specialisation", "Areas of specialisation", "Domaines de spécialisation", "مجالات التخصص", group="field", many=True),
        # territory
        Property("region", "Region", "Région", "الجهة", group="territory", datatype="term", vocabulary="region", chosen="authority", question=6, kinds=_BODIES),
        Property("host_city", "Host city", "Ville d’accueil", "المدينة المحتضنة", group="territory", datatype="place", chosen="authority", kinds=_BODIES),
        Property("host", "Host", "Structure d’accueil", "الجهة المحتضنة", group="territory", kinds=_BODIES),
        Property("address", "Address", "Adresse", "العنوان", group="territory", kinds=_BODIES),
        Property("perimeter", "Geographic perimeter", "Périmètre géographique", "النطاق الجغرافي", group="territory", datatype="term", vocabulary="perimeter"),
        # governance
        Property("governance", "Governance", "Gouvernance", "الحكامة", group="governance", datatype="term", vocabulary="governance", chosen="authority", question=21, kinds=_BODIES),
        Property("governance_rule", "Rule of governance", "Règle de gouvernance", "قاعدة الحكامة", group="governance", many=True, kinds=_BODIES),
        Property("board_size", "Seats on the board", "Sièges au conseil", "عدد مقاعد المجلس", group="governance", datatype="count", kinds=_BODIES),
        Property("mandate_years", "Length of a mandate (years)", "Durée du mandat (années)", "مدة الولاية (بالسنوات)", group="governance", datatype="count", kinds=_BODIES),
        Property("president", "President", "Président", "الرئيس", group="governance", datatype="person", half_life=3, kinds=_BODIES),
        Property("vice_president", "Vice-president", "Vice-président", "نائب الرئيس", group="governance", datatype="person", many=True, half_life=3, kinds=_BODIES),
        Property("director", "Director", "Directeur", "المدير", group="governance", datatype="person", half_life=3, kinds=_BODIES),
        Property("secretary_general", "Secretary general", "Secrétaire général", "الكاتب العام", group="governance", datatype="person", half_life=3, kinds=_BODIES),
        Property("treasurer", "Treasurer", "Trésorier", "أمين المال", group="governance", datatype="person", half_life=3, kinds=_BODIES),
        Property("coordinator", "Coordinator", "Coordinateur", "المنسق", group="governance", datatype="person", half_life=3, kinds=_BODIES),
        Property("supervision", "Supervision", "Tutelle", "الوصاية", group="governance", many=True, kinds=_BODIES),
        # means
        Property("financing", "Financing", "Financement", "التمويل", group="means", datatype="term", vocabulary="financing", chosen="authority", question=20, kinds=_BODIES),
        Property("financing_source", "Source of funding", "Source de financement", "مصدر التمويل", group="means", many=True, question=20, kinds=_BODIES),
        Property("grant", "Grant stated", "Subvention énoncée", "منحة معلنة", group="means", datatype="amount", many=True, kinds=_BODIES),
        Property("staff_count", "Staff", "Effectif", "عدد المستخدمين", group="means", datatype="count", question=11, kinds=_BODIES),
        # members
        Property("members_total", "Members", "Membres", "الأعضاء", group="members", datatype="count", kinds=_BODIES),
        Property("members_companies", "Member firms", "Entreprises membres", "المقاولات الأعضاء", group="members", datatype="count", question=17, kinds=_BODIES),
        Property("members_sme", "Member SMEs", "PME membres", "المقاولات الصغرى والمتوسطة الأعضاء", group="members", datatype="count", kinds=_BODIES),
        Property("members_startups", "Member start-ups", "Start-up membres", "الشركات الناشئة الأعضاء", group="members", datatype="count", kinds=_BODIES),
        Property("members_large", "Large member firms", "Grandes entreprises membres", "المقاولات الكبرى الأعضاء", group="members", datatype="count", kinds=_BODIES),
        Property("members_research", "Research and training members", "Membres recherche et formation", "مؤسسات البحث والتكوين الأعضاء", group="members", datatype="count", kinds=_BODIES),
        Property("members_associations", "Member associations", "Associations membres", "الجمعيات الأعضاء", group="members", datatype="count", kinds=_BODIES),
        Property("members_founding", "Founding members", "Membres fondateurs", "الأعضاء المؤسسون", group="members", datatype="count", chosen="authority", timeless=True, kinds=_BODIES),
        Property("member_clusters", "Member clusters", "Clusters membres", "التجمعات الأعضاء", group="members", datatype="count", kinds=_BODIES),
        Property("sme_share", "Share of SMEs among members", "Part des PME parmi les membres", "حصة المقاولات الصغرى والمتوسطة من الأعضاء", group="members", datatype="share", question=18),
        Property("large_share", "Share of large firms among members", "Part des grandes entreprises parmi les membres", "حصة المقاولات الكبرى من الأعضاء", group="members", datatype="share", question=19),
        Property("major_players", "Major players", "Acteurs majeurs", "الفاعلون الرئيسيون", group="members", many=True, kinds=_BODIES),
        # action
        Property("partner_institutions", "Partner institutions", "Institutions partenaires", "المؤسسات الشريكة", group="action", datatype="count", question=16, kinds=_BODIES),
        Property("international_partnerships", "International partnerships", "Partenariats internationaux", "الشراكات الدولية", group="action", datatype="count", question=15, kinds=_BODIES),
        Property("partner", "Partner", "Partenaire", "شريك", group="action", many=True, kinds=_BODIES),
        Property("network_membership", "Member of", "Membre de", "عضو في", group="action", many=True, kinds=_BODIES),
        Property("support_facilities", "Support facilities", "Dispositifs d’appui", "مرافق المواكبة", group="action", many=True, kinds=_BODIES),
        Property("projects_collaborative", "Collaborative projects", "Projets collaboratifs", "المشاريع التعاونية", group="action", datatype="count", kinds=_BODIES),
        Property("projects_labelled", "Projects labelled by the cluster", "Projets labellisés par le cluster", "المشاريع التي وسمها التجمع", group="action", datatype="count", kinds=_BODIES),
        Property("startups_supported", "Start-ups supported", "Start-up accompagnées", "الشركات الناشئة المواكبة", group="action", datatype="count", kinds=_BODIES),
        Property("jobs_supported", "Jobs attributed", "Emplois attribués", "مناصب الشغل المنسوبة", group="action", datatype="count", kinds=_BODIES),
        # partnerships, ESCP-4i and other
        Property("targeted_country", "Targeted country", "Pays visé", "البلد المستهدف", group="partnership", datatype="country", many=True, kinds=("partnership",)),
        Property("smes_involved", "SMEs involved", "PME impliquées", "المقاولات الصغرى والمتوسطة المعنية", group="partnership", datatype="count", kinds=("partnership",)),
        Property("partners_count", "Partners", "Partenaires", "الشركاء", group="partnership", datatype="count", kinds=("partnership",)),
        Property("technology_field", "Technology field", "Domaine technologique", "المجال التكنولوجي", group="partnership", many=True, kinds=("partnership",)),
        Property("sectoral_industry", "Sectoral industry", "Industrie sectorielle", "الصناعة القطاعية", group="partnership", many=True, kinds=("partnership", *_BODIES)),
        Property("generation", "Generation", "Génération", "الجيل", group="partnership", kinds=("partnership",)),
        # calls and programmes
        Property("title", "Title", "Intitulé", "العنوان", group="call", kinds=("call", "programme")),
        Property("opening", "Opening", "Ouverture", "تاريخ الفتح", group="call", datatype="date", kinds=("call",)),
        Property("deadline", "Deadline", "Date limite", "آخر أجل", group="call", datatype="moment", kinds=("call",)),
        Property("condition", "Condition", "Condition", "شرط", group="call", many=True, kinds=("call", "programme")),
        Property("document_url", "Call document", "Dossier de candidature", "ملف الترشيح", group="call", datatype="url", many=True, kinds=("call",)),
        Property("envelope", "Envelope", "Enveloppe", "الغلاف المالي", group="call", datatype="amount", many=True, kinds=("call", "programme")),
        Property("target", "Target stated", "Objectif énoncé", "هدف معلن", group="call", many=True, kinds=("call", "programme")),
        Property("clusters_labelled_stated", "Clusters labelled, as stated", "Clusters labellisés, chiffre énoncé", "عدد التجمعات الموسومة كما ورد", group="call", datatype="count", many=True, kinds=("programme",)),
        Property("clusters_selected_stated", "Clusters selected, as stated", "Clusters retenus, chiffre énoncé", "عدد التجمعات المنتقاة كما ورد", group="call", datatype="count", many=True, kinds=("programme",)),
        Property("clusters_operational_stated", "Clusters in operation, as stated", "Clusters opérationnels, chiffre énoncé", "عدد التجمعات العاملة كما ورد", group="call", datatype="count", many=True, kinds=("programme",)),
        Property("calls_launched_stated", "Calls launched, as stated", "Appels lancés, chiffre énoncé", "عدد طلبات المشاريع كما ورد", group="call", datatype="count", many=True, kinds=("programme",)),
        Property("support_years", "Years of support", "Années de soutien", "سنوات الدعم", group="call", datatype="count", many=True, kinds=("programme", "call")),
        Property("plan_start", "From", "De", "من", group="call", datatype="date", chosen="authority", timeless=True, kinds=("programme",)),
        Property("plan_end", "To", "À", "إلى", group="call", datatype="date", chosen="authority", timeless=True, kinds=("programme",)),
        # the country
        Property("capital", "Capital", "Capitale", "العاصمة", group="country", kinds=("place",)),
        Property("population", "Population", "Population", "عدد السكان", group="country", datatype="count", kinds=("place",)),
        Property("total_area", "Total area", "Superficie", "المساحة", group="country", datatype="area", kinds=("place",)),
        Property("gdp_per_capita", "GDP per capita", "PIB par habitant", "نصيب الفرد من الناتج الداخلي الخام", group="country", datatype="amount", kinds=("place",)),
        Property("gdp", "Gross domestic product", "Produit intérieur brut", "الناتج الداخلي الخام", group="country", datatype="amount", kinds=("place",)),
        Property("currency", "Currency", "Monnaie", "العملة", group="country", kinds=("place",)),
        # ecosystems
        Property("sites_count", "Sites, as stated", "Sites, chiffre énoncé", "عدد المواقع كما ورد", group="ecosystem", datatype="count", kinds=("ecosystem",)),
        Property("site", "Site", "Site", "موقع", group="ecosystem", many=True, kinds=("ecosystem",)),
        Property("site_planned", "Planned site", "Site prévu", "موقع مبرمج", group="ecosystem", many=True, kinds=("ecosystem",)),
        Property("origin_plan", "Plan of origin", "Plan d’origine", "المخطط الأصلي", group="ecosystem", timeless=True, kinds=("ecosystem",)),
    )
)  # fmt: skip

LEVERS: dict[str, Term] = by_key(
    (
        Term("innovation_rd", "Innovation and R&D", "Innovation et R&D", "الابتكار والبحث والتطوير", ("Helping members to research, develop and test new products and processes.", "Aider les membres à chercher, développer et tester de nouveaux produits et procédés.", "مساعدة الأعضاء على البحث وتطوير منتجات وأساليب جديدة وتجريبها.")),
        Term("cooperation_synergy", "Cooperation and synergy", "Coopération et synergie", "التعاون والتآزر", ("Bringing firms, schools and institutions to work on things together.", "Amener entreprises, écoles et institutions à travailler ensemble.", "حمل المقاولات والمدارس والمؤسسات على العمل معا.")),
        Term("skills", "Skills", "Compétences", "الكفاءات", ("Training people and matching training to what firms need.", "Former les personnes et accorder la formation aux besoins des entreprises.", "تكوين الأشخاص وملاءمة التكوين مع حاجات المقاولات.")),
        Term("infrastructure", "Infrastructure", "Infrastructures", "البنيات التحتية", ("Providing shared places and equipment, such as laboratories or test platforms.", "Offrir des lieux et équipements partagés, comme des laboratoires ou des plateformes d’essai.", "توفير أماكن وتجهيزات مشتركة كالمختبرات ومنصات الاختبار.")),
        Term("international", "International reach", "International", "البعد الدولي", ("Opening foreign markets and partnerships to members.", "Ouvrir aux membres des marchés et des partenariats à l’étranger.", "فتح أسواق وشراكات في الخارج أمام الأعضاء.")),
        Term("subsidies_incentives", "Subsidies and incentives", "Subventions et incitations", "الإعانات والتحفيزات", ("Helping members to obtain public support and other funds.", "Aider les membres à obtenir des aides publiques et d’autres fonds.", "مساعدة الأعضاء على الحصول على الدعم العمومي وتمويلات أخرى.")),
        Term("governance_integrated_practices", "Governance and integrated practices", "Gouvernance et pratiques intégrées", "الحكامة والممارسات المندمجة", ("Giving members common rules, methods and good practice.", "Donner aux membres des règles, des méthodes et de bonnes pratiques communes.", "تزويد الأعضاء بقواعد ومناهج وممارسات جيدة مشتركة.")),
    )
)  # fmt: skip
"""The seven levers of action of the paper's Table 3 (question 12)."""

PROPERTIES |= {
    f"lever_{lever.key}": Property(
        f"lever_{lever.key}",
        lever.en,
        lever.fr,
        lever.ar,
        lever.meaning,
        group="levers",
        datatype="term",
        vocabulary="mark",
        question=12,
    )
    for lever in LEVERS.values()
}
