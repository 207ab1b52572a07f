"""The twelve regions of Morocco since 2015, the names of the regions before, and its cities.

Regions: decree 2-15-40 of 20 February 2015; keys are ISO 3166-2:MA. Cities: names after the 2024
census (HCP), coordinates in degrees (WGS 84, about one kilometre) after GeoNames. A city's region
is the one of its province since 2015: Midelt is in Drâa-Tafilalet, Guercif in the Oriental,
Khouribga in Béni Mellal-Khénifra, Sidi Ifni in Guelmim-Oued Noun.
"""

# ruff: noqa: E501 - one term a line reads better than one word a line

from __future__ import annotations

from dataclasses import dataclass

from observatory.domain.vocabulary.term import Term, by_key


@dataclass(frozen=True, slots=True)
class Region(Term):
    """A region of today; ``aliases`` are other spellings of the same name."""

    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormerRegion(Term):
    """A region of 1997-2015. ``regions`` are those that share its territory today.

    It is never mapped to one of them without a word: its borders were others.
    """

    regions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class City(Term):
    """A city or town; ``lat`` and ``lon`` in decimal degrees, ``region`` a key of ``REGIONS``."""

    region: str = ""
    lat: float = 0.0
    lon: float = 0.0
    aliases: tuple[str, ...] = ()


REGIONS: dict[str, Region] = by_key(
    (
        Region("MA-01", "Tangier-Tetouan-Al Hoceima", "Tanger-Tétouan-Al Hoceïma", "طنجة-تطوان-الحسيمة", aliases=("Tanger-Tetouan-Al Hoceima",)),
        Region("MA-02", "Oriental", "Oriental", "الشرق", aliases=("L'Oriental", "Région de l'Oriental", "Eastern region", "الجهة الشرقية")),
        Region("MA-03", "Fez-Meknes", "Fès-Meknès", "فاس-مكناس"),
        Region("MA-04", "Rabat-Sale-Kenitra", "Rabat-Salé-Kénitra", "الرباط-سلا-القنيطرة"),
        Region("MA-05", "Beni Mellal-Khenifra", "Béni Mellal-Khénifra", "بني ملال-خنيفرة"),
        Region("MA-06", "Casablanca-Settat", "Casablanca-Settat", "الدار البيضاء-سطات"),
        Region("MA-07", "Marrakesh-Safi", "Marrakech-Safi", "مراكش-آسفي"),
        Region("MA-08", "Draa-Tafilalet", "Drâa-Tafilalet", "درعة-تافيلالت"),
        Region("MA-09", "Souss-Massa", "Souss-Massa", "سوس-ماسة"),
        Region("MA-10", "Guelmim-Oued Noun", "Guelmim-Oued Noun", "كلميم-واد نون", aliases=("كلميم-وادي نون",)),
        Region("MA-11", "Laayoune-Sakia El Hamra", "Laâyoune-Sakia El Hamra", "العيون-الساقية الحمراء"),
        Region("MA-12", "Dakhla-Oued Ed-Dahab", "Dakhla-Oued Ed-Dahab", "الداخلة-وادي الذهب", aliases=("Eddakhla-Oued Eddahab", "Dakhla-Oued Eddahab")),
    )
)  # fmt: skip

FORMER_REGIONS: dict[str, FormerRegion] = by_key(
    (
        FormerRegion("chaouia-ouardigha", "Chaouia-Ouardigha", "Chaouia-Ouardigha", "الشاوية-ورديغة", regions=("MA-06", "MA-05"), aliases=("Chaouia-Ourdigha",)),
        FormerRegion("doukkala-abda", "Doukkala-Abda", "Doukkala-Abda", "دكالة-عبدة", regions=("MA-06", "MA-07")),
        FormerRegion("fes-boulemane", "Fez-Boulemane", "Fès-Boulemane", "فاس-بولمان", regions=("MA-03",)),
        FormerRegion("gharb-chrarda-beni-hssen", "Gharb-Chrarda-Beni Hssen", "Gharb-Chrarda-Béni Hssen", "الغرب-الشراردة-بني احسن", regions=("MA-04",)),
        FormerRegion("grand-casablanca", "Greater Casablanca", "Grand Casablanca", "الدار البيضاء الكبرى", regions=("MA-06",), aliases=("Le Grand Casablanca",)),
        FormerRegion("guelmim-es-semara", "Guelmim-Es Semara", "Guelmim-Es Semara", "كلميم-السمارة", regions=("MA-10", "MA-11", "MA-09"), aliases=("Guelmim-Smara",)),
        FormerRegion("laayoune-boujdour", "Laayoune-Boujdour-Sakia El Hamra", "Laâyoune-Boujdour-Sakia El Hamra", "العيون-بوجدور-الساقية الحمراء", regions=("MA-11",), aliases=("Laâyoune-Boujdour",)),
        FormerRegion("marrakech-tensift-al-haouz", "Marrakesh-Tensift-Al Haouz", "Marrakech-Tensift-Al Haouz", "مراكش-تانسيفت-الحوز", regions=("MA-07",)),
        FormerRegion("meknes-tafilalet", "Meknes-Tafilalet", "Meknès-Tafilalet", "مكناس-تافيلالت", regions=("MA-03", "MA-08", "MA-05")),
        FormerRegion("oued-ed-dahab-lagouira", "Oued Ed-Dahab-Lagouira", "Oued Ed-Dahab-Lagouira", "وادي الذهب-الكويرة", regions=("MA-12",)),
        FormerRegion("rabat-sale-zemmour-zaer", "Rabat-Sale-Zemmour-Zaer", "Rabat-Salé-Zemmour-Zaër", "الرباط-سلا-زمور-زعير", regions=("MA-04",)),
        FormerRegion("souss-massa-draa", "Souss-Massa-Draa", "Souss-Massa-Drâa", "سوس-ماسة-درعة", regions=("MA-09", "MA-08", "MA-10")),
        FormerRegion("tadla-azilal", "Tadla-Azilal", "Tadla-Azilal", "تادلة-أزيلال", regions=("MA-05",)),
        FormerRegion("tanger-tetouan", "Tangier-Tetouan", "Tanger-Tétouan", "طنجة-تطوان", regions=("MA-01",)),
        FormerRegion("taza-al-hoceima-taounate", "Taza-Al Hoceima-Taounate", "Taza-Al Hoceïma-Taounate", "تازة-الحسيمة-تاونات", regions=("MA-03", "MA-01", "MA-02")),
    )
)  # fmt: skip
"""The regions of 1997-2015 under the names that went (the sixteenth, Oriental, kept its own)."""


def _city(line: str) -> City:
    """Read ``key|en|fr|ar|region|lat|lon|other spellings, with commas``."""
    key, en, fr, ar, region, lat, lon, aliases = (part.strip() for part in line.split("|"))
    also = tuple(alias.strip() for alias in aliases.split(",") if alias.strip())
    return City(key, en, fr, ar, region=region, lat=float(lat), lon=float(lon), aliases=also)


_CITIES = """\
casablanca|Casablanca|Casablanca|الدار البيضاء|MA-06|33.588|-7.611|Casa,Dar el Beida
tanger|Tangier|Tanger|طنجة|MA-01|35.767|-5.800|Tangiers
fes|Fez|Fès|فاس|MA-03|34.033|-5.000|
marrakech|Marrakesh|Marrakech|مراكش|MA-07|31.634|-8.000|
sale|Salé|Salé|سلا|MA-04|34.053|-6.798|
meknes|Meknes|Meknès|مكناس|MA-03|33.894|-5.547|
rabat|Rabat|Rabat|الرباط|MA-04|34.013|-6.833|
kenitra|Kenitra|Kénitra|القنيطرة|MA-04|34.261|-6.580|
oujda|Oujda|Oujda|وجدة|MA-02|34.681|-1.909|
agadir|Agadir|Agadir|أكادير|MA-09|30.420|-9.598|أڭادير
tetouan|Tetouan|Tétouan|تطوان|MA-01|35.578|-5.368|
safi|Safi|Safi|آسفي|MA-07|32.299|-9.237|Asfi,أسفي
temara|Temara|Témara|تمارة|MA-04|33.929|-6.907|
laayoune|Laayoune|Laâyoune|العيون|MA-11|27.142|-13.188|El Aaiún
el-jadida|El Jadida|El Jadida|الجديدة|MA-06|33.257|-8.509|Mazagan
ait-melloul|Aït Melloul|Aït Melloul|آيت ملول|MA-09|30.342|-9.504|Ait Melloul
beni-mellal|Beni Mellal|Béni Mellal|بني ملال|MA-05|32.337|-6.350|
bouskoura|Bouskoura|Bouskoura|بوسكورة|MA-06|33.450|-7.652|
khouribga|Khouribga|Khouribga|خريبكة|MA-05|32.881|-6.906|
mohammedia|Mohammedia|Mohammedia|المحمدية|MA-06|33.686|-7.383|Mohammadia
settat|Settat|Settat|سطات|MA-06|33.001|-7.617|
berrechid|Berrechid|Berrechid|برشيد|MA-06|33.266|-7.588|
dakhla|Dakhla|Dakhla|الداخلة|MA-12|23.685|-15.958|
nador|Nador|Nador|الناضور|MA-02|35.168|-2.934|
taza|Taza|Taza|تازة|MA-03|34.210|-4.010|
inezgane|Inezgane|Inezgane|إنزكان|MA-09|30.355|-9.536|
larache|Larache|Larache|العرائش|MA-01|35.193|-6.156|
guelmim|Guelmim|Guelmim|كلميم|MA-10|28.987|-10.057|Goulmim
khemisset|Khemisset|Khémisset|الخميسات|MA-04|33.824|-6.066|
ksar-el-kebir|Ksar el-Kebir|Ksar El Kebir|القصر الكبير|MA-01|35.000|-5.904|
khenifra|Khenifra|Khénifra|خنيفرة|MA-05|32.935|-5.662|
skhirat|Skhirat|Skhirat|الصخيرات|MA-04|33.853|-7.032|Skhirate
benguerir|Benguerir|Benguerir|ابن جرير|MA-07|32.241|-7.954|Ben Guerir,Benguérir,Ben Guérir,بنجرير,بن جرير,بنكرير
el-kelaa-des-sraghna|El Kelaa des Sraghna|El Kelâa des Sraghna|قلعة السراغنة|MA-07|32.051|-7.411|Kelâat Sraghna,Kelaat Es-Sraghna
tiflet|Tiflet|Tiflet|تيفلت|MA-04|33.895|-6.306|
taourirt|Taourirt|Taourirt|تاوريرت|MA-02|34.407|-2.897|
oulad-teima|Oulad Teima|Oulad Teima|أولاد تايمة|MA-09|30.395|-9.209|
berkane|Berkane|Berkane|بركان|MA-02|34.920|-2.320|
errachidia|Errachidia|Errachidia|الرشيدية|MA-08|31.931|-4.427|Er-Rachidia
fquih-ben-salah|Fquih Ben Salah|Fquih Ben Salah|الفقيه بن صالح|MA-05|32.502|-6.688|
deroua|Deroua|Deroua|الدروة|MA-06|33.375|-7.536|
sidi-slimane|Sidi Slimane|Sidi Slimane|سيدي سليمان|MA-04|34.265|-5.926|
oued-zem|Oued Zem|Oued Zem|وادي زم|MA-05|32.863|-6.574|
sefrou|Sefrou|Sefrou|صفرو|MA-03|33.832|-4.828|
tiznit|Tiznit|Tiznit|تيزنيت|MA-09|29.697|-9.732|
taroudant|Taroudant|Taroudant|تارودانت|MA-09|30.470|-8.877|Taroudannt
essaouira|Essaouira|Essaouira|الصويرة|MA-07|31.512|-9.770|Mogador
guercif|Guercif|Guercif|جرسيف|MA-02|34.226|-3.354|
ouarzazate|Ouarzazate|Ouarzazate|ورزازات|MA-08|30.919|-6.893|
fnideq|Fnideq|Fnideq|الفنيدق|MA-01|35.849|-5.357|
tan-tan|Tan-Tan|Tan-Tan|طانطان|MA-10|28.438|-11.103|طان طان
sidi-kacem|Sidi Kacem|Sidi Kacem|سيدي قاسم|MA-04|34.221|-5.708|
had-soualem|Had Soualem|Had Soualem|حد السوالم|MA-06|33.420|-7.852|
souk-el-arbaa|Souk El Arbaa|Souk El Arbaa|سوق الأربعاء|MA-04|34.685|-6.003|
benslimane|Benslimane|Benslimane|بنسليمان|MA-06|33.616|-7.122|Ben Slimane,بن سليمان
youssoufia|Youssoufia|Youssoufia|اليوسفية|MA-07|32.246|-8.529|
midelt|Midelt|Midelt|ميدلت|MA-08|32.685|-4.745|
ain-harrouda|Aïn Harrouda|Aïn Harrouda|عين حرودة|MA-06|33.637|-7.450|Ain Harrouda
sidi-bennour|Sidi Bennour|Sidi Bennour|سيدي بنور|MA-06|32.652|-8.428|
bouznika|Bouznika|Bouznika|بوزنيقة|MA-06|33.789|-7.160|
biougra|Biougra|Biougra|بيوكرى|MA-09|30.209|-9.379|
al-hoceima|Al Hoceima|Al Hoceima|الحسيمة|MA-01|35.252|-3.937|Al Hoceïma
azilal|Azilal|Azilal|أزيلال|MA-05|31.962|-6.571|
chefchaouen|Chefchaouen|Chefchaouen|شفشاون|MA-01|35.169|-5.264|
tinghir|Tinghir|Tinghir|تنغير|MA-08|31.515|-5.533|Tinerhir
zagora|Zagora|Zagora|زاكورة|MA-08|30.332|-5.838|
azemmour|Azemmour|Azemmour|أزمور|MA-06|33.290|-8.342|
el-hajeb|El Hajeb|El Hajeb|الحاجب|MA-03|33.688|-5.371|
jerada|Jerada|Jerada|جرادة|MA-02|34.310|-2.160|
taounate|Taounate|Taounate|تاونات|MA-03|34.537|-4.640|
ifrane|Ifrane|Ifrane|إفران|MA-03|33.527|-5.110|
azrou|Azrou|Azrou|أزرو|MA-03|33.434|-5.221|
nouaceur|Nouaceur|Nouaceur|النواصر|MA-06|33.380|-7.619|Nouasseur,Nouacer
mediouna|Mediouna|Mediouna|مديونة|MA-06|33.452|-7.520|Médiouna
tit-mellil|Tit Mellil|Tit Mellil|تيط مليل|MA-06|33.558|-7.486|
selouane|Selouane|Selouane|سلوان|MA-02|35.073|-2.942|
ouezzane|Ouezzane|Ouezzane|وزان|MA-01|34.796|-5.578|
es-semara|Es-Semara|Es-Semara|السمارة|MA-11|26.738|-11.672|Smara
boujdour|Boujdour|Boujdour|بوجدور|MA-11|26.131|-14.485|
tarfaya|Tarfaya|Tarfaya|طرفاية|MA-11|27.939|-12.926|
sidi-ifni|Sidi Ifni|Sidi Ifni|سيدي إفني|MA-10|29.380|-10.173|
assa|Assa|Assa|آسا|MA-10|28.609|-9.427|Assa-Zag
tata|Tata|Tata|طاطا|MA-09|29.744|-7.973|
gueznaia|Gueznaia|Gueznaia|اكزناية|MA-01|35.702|-5.890|
mdiq|M’diq|M’diq|المضيق|MA-01|35.683|-5.329|
asilah|Asilah|Asilah|أصيلة|MA-01|35.465|-6.034|Assilah
"""

CITIES: dict[str, City] = by_key(_city(line) for line in _CITIES.splitlines())
