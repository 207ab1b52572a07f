"""What can happen: to a body, to its label, to the record, and to a run of a source.

A label is a ledger of acts, never a boolean: only an act changes the state; what a survey or a
newspaper says is a *stated* status; a lapse is computed and never stored. The keys of changes,
verdicts and outcomes are those of the public contract and are never renamed.
"""

# ruff: noqa: E501 - one term a line reads better than one word a line

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.vocabulary.term import Term, by_key


@dataclass(frozen=True, slots=True)
class EventKind(Term):
    """A kind of event.

    ``in_ledger`` puts it in the label ledger. An ``act`` of the authority changes the state. A
    ``stated`` kind says what the status is and names no act. A ``sign_of_life`` shows that the
    body existed and was acting, or was spoken of as existing, on that day.
    """

    in_ledger: bool = False
    act: bool = False
    stated: bool = False
    sign_of_life: bool = False


EVENT_KINDS: dict[str, EventKind] = by_key(
    (
        # the label ledger
        EventKind("applied", "Applied", "Candidature déposée", "قدّم ترشيحه", in_ledger=True, sign_of_life=True),
        EventKind("named_as_target", "Named as a target", "Cité comme cible", "ذُكر ضمن المستهدفين", ("A text names it among those a call is aimed at; neither candidate nor winner.", "Un texte le cite parmi ceux qu’un appel vise ; ni candidat ni lauréat.", "ذكره نص ضمن من يستهدفهم طلب المشاريع، لا مرشحا ولا فائزا."), in_ledger=True, sign_of_life=True),
        EventKind("selected", "Selected", "Retenu", "انتُقي", ("Chosen in a call; the contract or label is a later act.", "Choisi lors d’un appel ; le contrat ou le label est un acte ultérieur.", "اختير في طلب مشاريع، والعقد أو الوسم فعل لاحق."), in_ledger=True, sign_of_life=True),
        EventKind("not_selected", "Not selected", "Non retenu", "لم يُنتقَ", in_ledger=True, sign_of_life=True),
        EventKind("contract_signed", "Contract signed", "Contrat-programme signé", "وُقّع عقد البرنامج", ("The contract between the State and the body, with its support.", "Le contrat entre l’État et la structure, avec le soutien prévu.", "العقد بين الدولة والهيئة وما يرافقه من دعم."), in_ledger=True, act=True, sign_of_life=True),
        EventKind("labelled", "Labelled", "Labellisé", "وُسم", in_ledger=True, act=True, sign_of_life=True),
        EventKind("conditional", "Labelled under conditions", "Labellisé sous conditions", "وُسم بشروط", in_ledger=True, act=True, sign_of_life=True),
        EventKind("renewal_recommended", "Renewal recommended", "Renouvellement recommandé", "أُوصي بالتجديد", ("An evaluation advises it; nothing is decided yet.", "Une évaluation le conseille ; rien n’est encore décidé.", "يوصي به تقييم دون أن يُتخذ قرار بعد."), in_ledger=True, sign_of_life=True),
        EventKind("renewed", "Label renewed", "Label renouvelé", "جُدّد الوسم", in_ledger=True, act=True, sign_of_life=True),
        EventKind("extended", "Label extended", "Label prolongé", "مُدّد الوسم", in_ledger=True, act=True, sign_of_life=True),
        EventKind("withdrawn", "Label withdrawn", "Label retiré", "سُحب الوسم", in_ledger=True, act=True),
        EventKind("reinstated", "Label reinstated", "Label rétabli", "أُعيد الوسم", in_ledger=True, act=True, sign_of_life=True),
        EventKind("stated_labelled", "Said to be labelled", "Dit labellisé", "ذُكر أنه موسوم", ("A source gives the status and no act: a survey’s yes, a profile, a newspaper.", "Une source donne l’état sans l’acte : oui d’une enquête, fiche, journal.", "يذكر مصدر الحالة دون الفعل: جواب استبيان أو بطاقة أو صحيفة."), in_ledger=True, stated=True, sign_of_life=True),
        EventKind("stated_in_process", "Said to be in process", "Dit en cours de labellisation", "ذُكر أنه في طور الوسم", in_ledger=True, stated=True, sign_of_life=True),
        EventKind("stated_not_labelled", "Said not to be labelled", "Dit non labellisé", "ذُكر أنه غير موسوم", in_ledger=True, stated=True, sign_of_life=True),
        EventKind("supported_stated", "Said to be supported", "Dit soutenu", "ذُكر أنه مدعوم", ("A source speaks of State support and not of the label.", "Une source parle d’un soutien de l’État, non du label.", "يتحدث مصدر عن دعم الدولة لا عن الوسم."), in_ledger=True, sign_of_life=True),
        EventKind("listed", "Listed by the authority", "Inscrit sur la liste officielle", "أُدرج في القائمة الرسمية", in_ledger=True, sign_of_life=True),
        EventKind("no_longer_listed", "No longer listed", "Ne figure plus sur la liste", "لم يعد مدرجا", ("Missing from a complete list of the authority; the reason is not given.", "Absent d’une liste complète de l’autorité ; le motif n’est pas donné.", "غائب عن قائمة كاملة للسلطة دون ذكر السبب."), in_ledger=True),
        # the life of a body
        EventKind("news", "News", "Actualité", "خبر", sign_of_life=True),
        EventKind("mention", "Mention", "Mention", "إشارة", sign_of_life=True),
        EventKind("lead", "Lead", "Piste", "خيط للتحقق", ("Found by a search and not confirmed by a person.", "Trouvé par une recherche, non confirmé par une personne.", "وُجد بالبحث ولم يؤكده أحد.")),
        EventKind("election", "Election", "Élection", "انتخاب", sign_of_life=True),
        EventKind("renaming", "Renaming", "Changement de nom", "تغيير الاسم", sign_of_life=True),
        EventKind("creation", "Creation", "Création", "تأسيس", sign_of_life=True),
        EventKind("activity", "Activity", "Activité", "نشاط", ("A fair, a meeting, a visit, a competition.", "Un salon, une rencontre, une visite, un concours.", "معرض أو لقاء أو زيارة أو مسابقة."), sign_of_life=True),
        EventKind("project", "Project", "Projet", "مشروع", sign_of_life=True),
        EventKind("agreement", "Agreement signed", "Convention signée", "اتفاقية موقعة", ("A partnership with another body; not a contract of a label scheme.", "Un partenariat avec une autre structure ; pas un contrat de labellisation.", "شراكة مع هيئة أخرى، لا عقد وسم."), sign_of_life=True),
        EventKind("funding", "Funding", "Financement", "تمويل", sign_of_life=True),
        # the policy around it
        EventKind("study", "Study", "Étude", "دراسة"),
        EventKind("milestone", "Policy milestone", "Jalon de politique publique", "محطة في السياسة العمومية"),
        EventKind("call_launched", "Call launched", "Appel lancé", "إطلاق طلب مشاريع"),
        EventKind("call_deadline", "Call deadline", "Clôture de l’appel", "آخر أجل لطلب المشاريع"),
        EventKind("call_result", "Call result", "Résultat de l’appel", "نتيجة طلب المشاريع"),
        EventKind("count_stated", "Count published", "Chiffre publié", "عدد منشور", ("A number of clusters as a source gives it, with what it counts.", "Un nombre de clusters tel qu’une source le donne, avec ce qu’il compte.", "عدد التجمعات كما يورده مصدر مع ما يشمله.")),
        EventKind("reported", "Also reported", "Rapporté aussi", "ورد أيضا", ("A dated, cited line that fits no property.", "Une ligne datée et citée qui n’entre dans aucune propriété.", "سطر مؤرخ ومسند لا يندرج تحت أي خاصية.")),
    )
)  # fmt: skip

SCHEMES: dict[str, Term] = by_key(
    (
        Term("ministry-industry", "Label of the ministry of industry", "Label du ministère de l’Industrie", "وسم وزارة الصناعة", ("Given after a call for projects, with a contract of three years before 2023 and of five since.", "Donné après un appel à projets, avec un contrat de trois ans avant 2023, de cinq depuis.", "يُمنح بعد طلب مشاريع، بعقد مدته ثلاث سنوات قبل 2023 وخمس منذئذ.")),
        Term("ministry-agriculture", "Label of the ministry of agriculture", "Label du ministère de l’Agriculture", "وسم وزارة الفلاحة", ("Another authority, with a support contract of its own.", "Une autre autorité, avec son propre contrat de soutien.", "سلطة أخرى لها عقد دعم خاص بها.")),
        Term("ministry-digital-transition", "Contract with the ministry of digital transition", "Contrat avec le ministère de la Transition numérique", "عقد مع وزارة الانتقال الرقمي", ("A contract without a label: it is no state of the industry label.", "Un contrat sans label : il ne vaut pas état du label industriel.", "عقد دون وسم، ولا يُعدّ حالة من حالات الوسم الصناعي.")),
    )
)  # fmt: skip

LABEL_SCHEMES = ("ministry-industry", "ministry-agriculture")
"""Schemes that give a label, the first one's before the other's; a contract with another authority
is no label. Every counted cluster is at risk for the first."""

LABEL_STATES: dict[str, Term] = by_key(
    (
        Term("labelled", "Labelled", "Labellisé", "موسوم", ("An act is known and its term has not ended.", "Un acte est connu et son terme n’est pas échu.", "يوجد فعل معروف لم ينته أجله.")),
        Term("under_contract", "Under contract, without a label", "Sous contrat, sans label", "متعاقد دون وسم", ("A contract with the State is running that is no label.", "Un contrat avec l’État court, qui n’est pas un label.", "عقد سار مع الدولة لا يعد وسما.")),
        Term("stated_labelled", "Labelled, as stated", "Labellisé, selon une source", "موسوم حسب مصدر", ("No act in force is known; a source says so.", "Aucun acte en vigueur n’est connu ; une source le dit.", "لا يُعرف فعل سارٍ، ويقوله مصدر.")),
        Term("stated_in_process", "In process, as stated", "En cours, selon une source", "في طور الوسم حسب مصدر"),
        Term("stated_not_labelled", "Not labelled, as stated", "Non labellisé, selon une source", "غير موسوم حسب مصدر"),
        Term("lapsed", "Lapsed (computed)", "Échu (calculé)", "منقضٍ (محسوب)", ("The term of the last act has ended and nothing later is known.", "Le terme du dernier acte est échu et rien de postérieur n’est connu.", "انتهى أجل آخر فعل ولا يُعرف ما بعده.")),
        Term("withdrawn", "Withdrawn", "Retiré", "مسحوب"),
        Term("unknown_since", "Unknown since", "Inconnu depuis", "غير معروف منذ", ("What was last stated is too old to speak for this day.", "Ce qui fut dit en dernier est trop ancien pour valoir ce jour.", "آخر ما ذُكر أقدم من أن يصدق على هذا اليوم.")),
        Term("unknown", "Unknown", "Inconnu", "غير معروف", ("No source says anything.", "Aucune source n’en dit rien.", "لا يذكر أي مصدر شيئا.")),
    )
)  # fmt: skip

CHANGE_KINDS: dict[str, Term] = by_key(
    (
        Term("listed", "Listed", "Inscrit", "أُدرج", ("A source names it for the first time, or again.", "Une source le cite pour la première fois, ou de nouveau.", "ذكره مصدر لأول مرة أو من جديد.")),
        Term("no_longer_listed", "No longer listed", "N’est plus inscrit", "لم يعد مدرجا", ("Two complete looks in a row did not find it.", "Deux lectures complètes de suite ne l’ont pas trouvé.", "لم يوجد في قراءتين كاملتين متتاليتين.")),
        Term("value_added", "Value added", "Valeur ajoutée", "قيمة جديدة"),
        Term("value_changed", "Value changed", "Valeur changée", "قيمة متغيرة"),
        Term("value_withdrawn", "Value withdrawn", "Valeur retirée", "قيمة مسحوبة"),
        Term("label_event", "Label event", "Événement de labellisation", "حدث يخص الوسم"),
        Term("call_opened", "Call opened", "Appel ouvert", "فتح طلب مشاريع"),
        Term("deadline_moved", "Deadline moved", "Échéance déplacée", "تغيير آخر أجل"),
        Term("contract_signed", "Contract signed", "Contrat signé", "توقيع عقد"),
        Term("correction", "Correction", "Correction", "تصحيح", ("We read or judged wrongly; the world did not change.", "Nous avions mal lu ou mal jugé ; le monde n’a pas changé.", "أخطأنا في القراءة أو التقدير، ولم يتغير الواقع.")),
        Term("disagreement", "Disagreement", "Désaccord", "تعارض", ("Two sources now say different things of the same time.", "Deux sources disent désormais des choses différentes de la même période.", "صار مصدران يقولان قولين مختلفين عن الفترة نفسها.")),
    )
)  # fmt: skip

_DEGRADED = Term("degraded", "Degraded", "Dégradée", "متدهورة", ("Readable, but some block is broken; values are taken, absence proves little.", "Lisible, mais un bloc est cassé ; les valeurs sont prises, l’absence prouve peu.", "مقروءة لكن جزءا منها معطل؛ تؤخذ القيم ولا يُعتد بالغياب."))  # fmt: skip
_QUARANTINED = Term("quarantined", "Quarantined", "En quarantaine", "في الحجر", ("The right page, but implausible; nothing is published until a person decides.", "La bonne page, mais invraisemblable ; rien n’est publié avant décision humaine.", "الصفحة الصحيحة لكن مضمونها غير معقول؛ لا يُنشر شيء قبل قرار بشري."))  # fmt: skip
_REJECTED = Term("rejected", "Rejected", "Rejetée", "مرفوضة", ("Not the page we know.", "Ce n’est pas la page que nous connaissons.", "ليست الصفحة التي نعرفها."))  # fmt: skip
_BLOCKED = Term("blocked", "Blocked", "Bloquée", "محجوبة", ("The host refuses, or our own rules do; no attempt is made to get around it.", "L’hôte refuse, ou nos propres règles ; aucun contournement n’est tenté.", "يرفض المضيف أو تمنع قواعدنا، ولا نحاول الالتفاف."))  # fmt: skip
_FAILED = Term("failed", "Failed", "Échouée", "فاشلة", ("There was no answer to judge.", "Il n’y a pas eu de réponse à juger.", "لم يكن هناك جواب للحكم عليه."))  # fmt: skip

VERDICTS: dict[str, Term] = by_key(
    (
        Term("accepted", "Accepted", "Acceptée", "مقبولة"),
        _DEGRADED,
        _QUARANTINED,
        _REJECTED,
        _BLOCKED,
        _FAILED,
    )
)
"""What the gate says of the reading of one page."""

OUTCOMES: dict[str, Term] = by_key(
    (
        Term("ok", "Read well", "Bien lue", "قراءة سليمة"),
        Term("unchanged", "Unchanged", "Inchangée", "دون تغيير", ("Every page answered with the bytes we already have.", "Chaque page a répondu avec les octets déjà gardés.", "أجابت كل صفحة بالمحتوى المحفوظ لدينا.")),
        _DEGRADED,
        _QUARANTINED,
        _REJECTED,
        _BLOCKED,
        _FAILED,
    )
)  # fmt: skip
"""How a run ended; its worst page decides. The first three are good looks."""

SOURCE_KINDS: dict[str, Term] = by_key(
    (
        Term("ministry", "Ministry", "Ministère", "وزارة"),
        Term("cluster", "The body itself", "La structure elle-même", "الهيئة نفسها"),
        Term("eu", "European Union", "Union européenne", "الاتحاد الأوروبي"),
        Term("press", "Press", "Presse", "صحافة"),
        Term("academic", "Academic", "Académique", "أكاديمي"),
        Term("curated", "Reviewed record", "Recueil relu", "سجل مراجَع", ("Rows that people typed from cited texts and reviewed.", "Lignes saisies et relues par des personnes d’après des textes cités.", "أسطر أدخلها أشخاص وراجعوها انطلاقا من نصوص مسندة.")),
        Term("other", "Other", "Autre", "أخرى"),
    )
)  # fmt: skip

NAME_KINDS: dict[str, Term] = by_key(
    (
        Term("official", "Official name", "Nom officiel", "الاسم الرسمي"),
        Term("acronym", "Acronym", "Sigle", "الاسم المختصر"),
        Term("former", "Former name", "Ancien nom", "الاسم السابق"),
        Term("press", "Name in the press", "Nom dans la presse", "الاسم في الصحافة", ("As newspapers write it, spelling included.", "Tel que les journaux l’écrivent, orthographe comprise.", "كما تكتبه الصحف بإملائها.")),
        Term("renamed", "Name by a decision", "Nom par décision", "اسم بقرار", ("The name under which a person filed the body anew.", "Le nom sous lequel une personne a reclassé la structure.", "الاسم الذي أعاد شخص تصنيف الهيئة تحته.")),
        Term("merged", "Name of a body merged into it", "Nom d’une structure fusionnée avec elle", "اسم هيئة مدمجة فيها", ("People found that two bodies filed apart are one.", "Des personnes ont constaté que deux structures classées à part n’en font qu’une.", "تبيّن لأشخاص أن هيئتين مصنفتين على حدة هما هيئة واحدة.")),
        Term("transliteration", "Transliteration", "Translittération", "نقل حرفي", ("For search only, never shown as a name.", "Pour la recherche seulement, jamais montrée comme nom.", "للبحث فقط ولا تُعرض اسما.")),
        Term("lookalike", "Look-alike", "Sosie", "شبيه", ("Printed with letters of another script; for matching only.", "Imprimé avec des lettres d’une autre écriture ; pour le rapprochement seulement.", "مطبوع بحروف كتابة أخرى، للمطابقة فقط.")),
    )
)  # fmt: skip

INFERRED: dict[str, Term] = by_key(
    (
        Term("published", "Day of publication", "Date de publication", "تاريخ النشر"),
        Term("as_of", "Day it speaks for", "Date dont elle parle", "التاريخ المعني"),
        Term("value", "Value", "Valeur", "القيمة"),
        Term("identity", "Identity", "Identité", "الهوية"),
        Term("call", "Call", "Appel", "طلب المشاريع"),
        Term("authority", "Authority", "Autorité", "السلطة"),
        Term("day", "Day", "Jour", "اليوم"),
        Term("year", "Year", "Année", "السنة"),
    )
)
"""The parts of a statement or event that were worked out and not printed."""
