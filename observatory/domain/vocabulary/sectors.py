"""Sectors of activity, with their place in the Moroccan and the international nomenclature.

``nma`` and ``isic`` are two-digit divisions. The 88 divisions of NMA 2010 (decree 2-12-481 of
30 October 2012) are those of ISIC Rev.4, so the two columns agree; both are kept because
publications cite one or the other. The first division is the main one.
"""

# ruff: noqa: E501 - one term a line reads better than one word a line

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.vocabulary.term import Term, by_key


@dataclass(frozen=True, slots=True)
class Sector(Term):
    """A sector; ``words`` are lower-case phrases (fr, en, ar) by which a text is mapped to it.

    A phrase matches whole words only, accents apart. The longest phrase found decides, so that
    "technical textile" wins over "textile".
    """

    nma: tuple[str, ...] = ()
    isic: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def _sector(key: str, en: str, fr: str, ar: str, divisions: str, words: str) -> Sector:
    codes = tuple(divisions.split())
    phrases = tuple(word.strip() for word in words.split("|"))
    return Sector(key, en, fr, ar, nma=codes, isic=codes, words=phrases)


SECTORS: dict[str, Sector] = by_key(
    (
        _sector("aerospace", "Aerospace", "Aéronautique et spatial", "صناعة الطيران والفضاء", "30 33 51 52", "aerospace|aeronautics|airport aeronautics|aeronautical|aviation|space|aéronautique|aérospatial|aérospatiale|aéroportuaire|spatial|الطيران|صناعة الطيران|الفضاء"),
        _sector("agri_food", "Agriculture and food", "Agriculture et agroalimentaire", "الفلاحة والصناعة الغذائية", "10 01 11", "agriculture|agricultural|agri food|agro food|agrifood|agroindustry|agro industry|agro industrial|agroindustrial|agribusiness|agrotechnology|agrotech|food|food industry|farming|agricole|agroalimentaire|agro alimentaire|agro industrie|agro industriel|agro industrielle|agroindustriel|agro industrie et agroalimentaire|agrotechnologies|produits du terroir|oasis|الفلاحة|الفلاحي|الزراعة|الأغذية|الصناعات الغذائية|الصناعة الغذائية"),
        _sector("automotive", "Automotive industry", "Industrie automobile", "صناعة السيارات", "29", "automotive|automotive industry|automobile|industrie automobile|car industry|électromobilité|السيارات|صناعة السيارات"),
        _sector("construction_efficiency", "Building materials and energy efficiency", "Matériaux de construction et efficacité énergétique", "مواد البناء والنجاعة الطاقية", "23 41 43 71", "sustainable construction|sustainable construction building materials and energy efficiency|construction|building|building materials|construction materials|energy efficiency|ecobuilding|green building|bâtiment|bâtiment durable|construction durable|matériaux de construction|efficacité énergétique|éco construction|مواد البناء|البناء|البناء المستدام|النجاعة الطاقية"),
        _sector("cosmetics_plants", "Food, cosmetics, aromatic and medicinal plants", "Agroalimentaire, cosmétique, plantes aromatiques et médicinales", "الأغذية ومستحضرات التجميل والنباتات العطرية والطبية", "20 10 01 21", "cosmetics|cosmetic|natural cosmetics|food cosmetics|agroalimentaire et cosmétique|aromatic plants|medicinal plants|aromatic and medicinal plants|cosmétique|cosmétiques|cosmétologie|plantes aromatiques|plantes médicinales|plantes aromatiques et médicinales|huile d'argan|argan|مستحضرات التجميل|النباتات العطرية|النباتات الطبية|النباتات العطرية والطبية|الأركان"),
        _sector("creative_interiors", "Furniture and creative interiors", "Ameublement et décoration intérieure", "الأثاث والديكور الداخلي", "31 16 74 23", "interior design|creative interiors|interiors|decoration|furnishing|furniture|architecture d'intérieur|décoration|décoration intérieure|ameublement|mobilier|design d'intérieur|الديكور|الديكور الداخلي|التصميم الداخلي|الأثاث"),
        _sector("digital", "Digital and ICT", "Numérique et TIC", "الرقمنة وتكنولوجيا المعلومات والاتصال", "62 61 63 58", "digital|digital innovation|ict|ict digital innovation|it|information technology|information technologies|software|multimedia|telecommunications|telecom|cybersecurity|artificial intelligence|numérique|tic|informatique|logiciel|logiciels|multimédia|télécommunications|cybersécurité|intelligence artificielle|transition numérique|الرقمنة|الرقمي|المعلوميات|التكنولوجيا الرقمية|تكنولوجيا المعلومات|تكنولوجيا المعلومات والاتصال"),
        _sector("electronics", "Electronics, microelectronics and mechatronics", "Électronique, microélectronique et mécatronique", "الإلكترونيك والميكروإلكترونيك والميكاترونيك", "26 27 28", "electronics|microelectronics|mechatronics|electronics microelectronics mechatronics|embedded systems|semiconductors|optoelectronics|électronique|microélectronique|micro électronique|mécatronique|électromécanique|systèmes embarqués|semi conducteurs|الإلكترونيك|الإلكترونيات|الميكروإلكترونيك|الميكاترونيك"),
        _sector("environment_services", "Environmental services", "Services environnementaux", "الخدمات البيئية", "39 36 37 38", "environmental services|environmental services green industry|environmental|environment|ecotechnologies|depollution|water|water treatment|sanitation|services environnementaux|environnement|écotechnologies|dépollution|eau|assainissement|traitement des eaux|الخدمات البيئية|البيئة|الماء|معالجة المياه"),
        _sector("home_textile", "Home textiles", "Textile de maison", "النسيج المنزلي", "13", "home textile|home textiles|household textile|household textiles|textile de maison|textile maison|linge de maison|النسيج المنزلي|منسوجات المنزل"),
        _sector("hydrogen", "Green hydrogen", "Hydrogène vert", "الهيدروجين الأخضر", "20 35", "hydrogen|green hydrogen|power to x|green ammonia|hydrogène|hydrogène vert|ammoniac vert|الهيدروجين|الهيدروجين الأخضر|الأمونياك الأخضر"),
        _sector("industrial_maintenance", "Maintenance and industrial digitalisation", "Maintenance et digitalisation industrielle", "الصيانة والرقمنة الصناعية", "33 62", "maintenance|industrial maintenance|industrial digitalization|industrial digitalisation|maintenance industrial digitalization|maintenance 4.0|industry 4.0|maintenance industrielle|digitalisation industrielle|industrie 4.0|الصيانة|الصيانة الصناعية|الرقمنة الصناعية|الصيانة والرقمنة الصناعية"),
        _sector("logistics", "Logistics and transport", "Logistique et transport", "اللوجستيك والنقل", "52 49 50 53", "logistics|transport|transportation|supply chain|freight|logistique|logistique et transport|transports|fret|chaîne logistique|اللوجستيك|النقل|النقل واللوجستيك"),
        _sector("luxury_crafts", "Crafts, luxury and art of living", "Artisanat, luxe et art de vivre", "الصناعة التقليدية والفخامة وفن العيش", "32 55 79 90", "luxury|crafts|handicraft|handicrafts|art of living|tourism|artisanat|luxe|art de vivre|tourisme|métiers d'art|الصناعة التقليدية|الفخامة|فن العيش|السياحة"),
        _sector("machine_tools", "Machine tools and automation", "Machines-outils et automatisation", "الآلات والأدوات الصناعية والأتمتة", "28 25 33", "machine tools|machine tool|machines and industrial tools|machinery|tooling|industrial tools|automation|robotics|machines outils|machine outil|outillage|automatisation|robotique|fabrication mécanique|الآلات|الآلات الصناعية|الأدوات الصناعية|الأتمتة"),
        _sector("medical", "Medical and biomedical industry", "Industrie médicale et biomédicale", "الصناعة الطبية والبيوطبية", "21 32 26", "medical|medical industry|biomedical|medical biomedical industry|medical devices|medical technologies|health|pharmaceutical|pharmaceuticals|pharma|médical|médicale|médicales|biomédical|biomédicale|dispositifs médicaux|industries médicales|technologies médicales|santé|pharmaceutique|industrie pharmaceutique|الصناعة الطبية|الصناعات الطبية|الطبية|المستلزمات الطبية|الأدوية|الصحة"),
        _sector("naval", "Naval industry", "Industrie navale", "الصناعة البحرية", "30 33 50", "naval|naval industry|shipbuilding|ship repair|shipyard|shipyards|navale|industrie navale|construction navale|réparation navale|chantier naval|chantiers navals|الصناعة البحرية|بناء السفن|إصلاح السفن"),
        _sector("rail", "Rail industry", "Industrie ferroviaire", "الصناعة السككية", "30 42 49", "rail|railway|railways|rail industry|railway industry|rolling stock|train industry|ferroviaire|ferroviaires|industrie ferroviaire|industries ferroviaires|matériel roulant|السككية|السكك الحديدية|الصناعة السككية|صناعة القطارات"),
        _sector("renewable_energy", "Renewable energy", "Énergies renouvelables", "الطاقات المتجددة", "35 27", "renewable energy|renewable energies|renewable energies green industry|renewables|solar|solar energy|wind energy|photovoltaic|energy|énergies renouvelables|énergie renouvelable|énergie solaire|solaire|éolien|photovoltaïque|énergie|الطاقات المتجددة|الطاقة المتجددة|الطاقة الشمسية|الطاقة"),
        _sector("seafood", "Fishing and seafood processing", "Pêche et transformation des produits de la mer", "الصيد البحري وتحويل منتجات البحر", "10 03", "fishing|fisheries|fishery|fishing seafood processing industry|seafood|seafood processing|marine products|aquaculture|blue economy|pêche|pêches|halieutique|halieutiques|produits de la mer|valorisation des produits de la mer|économie bleue|الصيد البحري|منتجات البحر|تربية الأحياء المائية|الاقتصاد الأزرق"),
        _sector("technical_textile", "Technical textiles", "Textiles techniques", "النسيج التقني", "13", "technical textile|technical textiles|textile technique|textiles techniques|textile à usage technique|textiles à usage technique|nonwovens|النسيج التقني|المنسوجات التقنية"),
        _sector("textile_fashion", "Textile, clothing, leather and fashion", "Textile, habillement, cuir et mode", "النسيج والألبسة والجلد والموضة", "14 13 15", "textile|textiles|clothing|textile clothing leather fashion services|textile and clothing|textile and leather|garment|garments|apparel|leather|fashion|denim|casual wear|habillement|textile habillement|cuir|mode|confection|النسيج|الألبسة|الجلد|الموضة|الدنيم"),
        _sector("waste_recovery", "Waste recovery and biomass", "Valorisation des déchets et biomasse", "تثمين النفايات والكتلة الحيوية", "38 35 20", "waste|waste recovery|waste management|waste recovery recycling renewable energies and environment|recycling|biomass|biogas|circular economy|natural waste|déchets|valorisation des déchets|gestion des déchets|recyclage|biomasse|biogaz|économie circulaire|النفايات|تدبير النفايات|تثمين النفايات|التدوير|إعادة التدوير|الكتلة الحيوية|الاقتصاد الدائري"),
    )
)  # fmt: skip
