"""Given names that are common in Morocco, in the spellings that texts use, Latin and Arabic.

The consonants of a name do not tell ``Said`` from ``Saad`` or ``Ahmed`` from ``Hamid``: a
given name of this list is known by its entry, any other by its sound.
"""

from __future__ import annotations

from observatory.domain.clean.text import fold

_NAMES = """\
mohamed mohammed mohammad muhammad mouhamed mohamad muhamed محمد
fatima fatma fatimah fatema فاطمة
abdellah abdallah abdullah abdulah عبدالله
abdelilah abdelillah abdililah عبدالاله عبدالإله
ahmed ahmad أحمد
hamid hamide حميد
hamad حمد
said saeed saïd سعيد
saad saâd سعد
saida سعيدة
hassan hasan حسن
hassane حسان
houssine hussein hussain hossein houcine lahoucine lhoussaine houssaine el-houssine حسين الحسين
karim kareem كريم
karam كرم
karima كريمة
omar oumar umar عمر
amr amrou عمرو
amer عامر
imad imade عماد
mehdi mahdi مهدي المهدي
youssef yousef yusuf youssouf يوسف
yassine yacine yasin yassin ياسين
yasser yassir ياسر
yahya yahia يحيى
meryem meriem mariam maryam miryam meriam مريم
soufiane sofiane sofyane sufyan سفيان
tarik tariq tarek طارق
brahim ibrahim إبراهيم
ismail ismael smail إسماعيل
mustapha mustafa moustapha mostafa mostapha مصطفى
noureddine nourdine nouredine nourdin nouredin noureddin nour-eddine nureddin نورالدين
salah صلاح
salah-eddine salaheddine صلاحالدين
jamal djamal gamal جمال
jamila جميلة
kamal kamel كمال
nabil نبيل
nabila نبيلة
samir سمير
samira سميرة
salim selim سليم
salem سالم
selma salma سلمى
salima سليمة
khalid khaled خالد
khalil خليل
rachid rachide rashid رشيد
rachida رشيدة
rachad رشاد
hicham hisham هشام
hachem hachim هاشم
hafid hafide حفيظ
hafida حفيظة
touria thouria ثرية ثريا
sanaa sanae sana سناء
wafa wafaa wafae وفاء
hind هند
ihsane ihssane إحسان
hassna hasna hasnaa حسناء
ilham ilhame إلهام
ilyas elias ilyass إلياس
ali علي
alia aliya عالية
alaa علاء
badr بدر
bader بادر
badia بديعة
bouchra بشرى
bachir بشير
fouad fouade فؤاد
farid فريد
farida فريدة
zakaria zakariya zakarya زكرياء زكريا
zineb zaineb zaynab زينب
nawfal naoufal noufal naoufel نوفل
nawal نوال
najib نجيب
najat نجاة
naima نعيمة
mounir منير
mounia منية
mouna منى
amine أمين
amina أمينة
adil adel عادل
anas anass أنس
aziz عزيز
aziza عزيزة
driss idriss idris إدريس
jaouad jawad جواد
larbi العربي عربي
othmane otman othman utman عثمان
reda rida ridha رضا رضى
tayeb taib taieb طيب الطيب
tahar طاهر الطاهر
taha طه
souad souade سعاد
mouad moad معاذ
"""


def _spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _NAMES.splitlines():
        first, *others = line.split()
        for spelling in (first, *others):
            found["".join(fold(spelling).split())] = first
    return found


GIVEN: dict[str, str] = _spellings()
"""Folded spelling to the first spelling of its line."""
