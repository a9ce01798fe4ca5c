"""What mends the sentence library: abbreviations, words that begin a sentence, clauses after speech.

The tables hold for all languages together, since an article seldom says which is its own and often
quotes another. A word is in a table without its full stop.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Always followed by more of the same sentence: titles before a name, and words that point onward.
LEADING = _words(
    """
    Dr Mr Mrs Ms Mx Prof Rev Hon Gen Lt Col Maj Sgt Cpl Pvt Capt Cmdr Adm Brig Sen Rep Gov Pres Supt Insp Det
    Msgr Mgr Mt Ft Messrs Frl Hr Fr Dipl Ing Sra Srta Sres Dra Dña Dª Mlle Mme MM Ste sig Sig sigg Dott dott
    Dott.ssa dott.ssa avv Avv ing geom rag dhr mevr drs Exmo Exma Eng Fa Fam
    Av Avda Avd Pza Ctra Urb Trav Cd ul Ul nám Nám tř Pl Sok Mah
    dr prof e.g i.e eg ie cf Cf vs viz ca approx Approx resp incl excl esp vgl Vgl bzw bspw z.B d.h u.a s.o
    s.u i.d.R p.ex p.ej d.w.z bijv bv o.a m.a.w ggf evtl inkl zzgl sog geb gest
    см См напр Напр ул Ул просп пл пер им акад проф тов гр ст
    δρ Δρ π.χ βλ λ.χ
    डॉ श्री पं प्रो मो कु सुश्री रु
    """
)
# Abbreviations before a number, ordinary words elsewhere ("Answer no. Then go.").
BEFORE_NUMBER = _words(
    """
    No no Nos nos Nr nr Art art Fig fig Figs figs Sec sec Secs Eq eq Eqs Ch ch Chap chap Vol vol Vols vol pp p
    Sect par para Abb Tab Kap Bd Abs Ziff Rn pág págs Pág fig cap Cap núm vol art n° nº pag pagg blz
    max min Max Min est circa c St Ste Pt pt Bk č Č čís čp obr str poz rys tab Hnr Zi Whg Apt apt Rm dpto
    рис Рис стр Стр гл Гл табл кв корп рис
    σελ αρ
    """
)
CALENDAR = _words(
    """
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
    Mrz Okt Dez janv févr avr juil oct déc ene abr ago dic
    """
)
# Abbreviations that may well close a sentence, and do so before a word that begins one.
EITHER = _words(
    """
    Inc Co Corp Ltd Bros LLC Plc Jr Sr Esq Dept Univ Assn Ave Blvd Rd St Ln Hwy al ibid Ibid
    ff Nachf Ges Mio Mrd Tsd mln mld tys Cad Blv Cía
    """
)
# Abbreviations that close a sentence before any capital: measures, and so on.
CLOSING = _words(
    """
    etc usw u.s.w ecc enz osv m.m κ.λπ κτλ т.д т.п др
    km kg cm mm mg ml ft lb lbs oz mi yd mph hr hrs sec min Std Min Sek
    руб коп тыс млн млрд чел гг вв
    """
)
# Those of all these that are no shorter than ordinary words.
LONG = frozenset(word for word in LEADING | BEFORE_NUMBER | CALENDAR | EITHER | CLOSING if len(word) > 5)
MONTHS = _words(
    """
    January February March April May June July August September October November December
    Januar Jänner Februar März Mai Juni Juli Oktober Dezember
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Okt Dez
    """
)
# Words that stand before a number with a full stop where that makes it an ordinal ("im 19. Jahrhundert").
ORDINAL_LEADS = _words(
    """
    im am zum vom zur dem den der des das die beim seit bis ab ein eine einen einem einer jeder jeden jedes
    Im Am Zum Vom Der Den Dem Das Die Seit Bis Ab
    """
)
# What a single capital names that is no initial ("vitamin C. It helps").
LETTER_LEADS = _words(
    """
    vitamin plan grade type class group hepatitis section appendix option part exhibit point category phase
    Vitamin Plan Grade Type Class Group Hepatitis Section Appendix Option Part Exhibit Category Phase
    """
)
STARTERS = _words(
    """
    The A An He She It They We You I This That These Those There Here But And Or So Then If When While After
    Before In On At For With From By As To Of His Her Their Its My Our Your Who What Where Why How Not Now Yet
    Still However Meanwhile Others Some Many Most All Both Each Every Few Several One Two Three Once Although
    Though Because Since Also Another Instead Nobody Nothing Everyone Someone Later Today Yesterday Nor
    Nevertheless Despite During Under Until Such Only Even Perhaps Maybe Yes Did Does Do Is Was Are Were Had
    Has Have Can Could Would Should Will Let
    Der Die Das Den Dem Er Sie Es Ein Eine Und Aber Dann Wir Ich Ihr Im Am Auf Mit Nach Bei Von Zu Doch Auch
    Diese Dieser Dieses Als Wenn Man So Danach Später Niemand
    Le La Les Il Elle Ils Elles Un Une Des Et Mais Puis Ce Cette Ces Dans En Pour Avec On Nous Vous Je C'est
    C’était C'était Son Sa Ses
    El Los Las Una Y Pero Luego Fue Este Esta Estos Yo Ella Ellos No Sí Se Su Sus Con Por Para Al
    Lo Gli Poi Era E Ma Questo Questa Nel Nella Con Per Non Si
    O Os As Mas Depois Ele Ela Eles Foi Não Um Uma
    De Het Een Hij Zij Ze Maar En Dan Dit Dat Wij Ik Niet
    Он Она Они Оно Мы Вы Я Ты Это Этот Эта Эти Потом Затем В На И Но Так Там Тут Здесь А С По К У О Не Если
    Когда Все Всё Его Её Их Как Что Кто Где
    Ο Η Το Οι Τα Αυτό Αυτός Και Αλλά Μετά Δεν
    """
)

# A clause that goes on with a sentence whose first part was speech. Elsewhere a small letter tells;
# these are the names, the pronoun I, and the scripts without small letters.
_NAMES = r"(?:(?:the|[Tt]he)\s)?(?:I|[A-Z][\w’'.-]*)(?:\s[A-Z][\w’'.-]*){0,2}"
_SAID = (
    "said|says|asked|asks|cried|cries|shouted|shouts|replied|replies|answered|answers|whispered|yelled|"
    "exclaimed|muttered|wrote|writes|added|adds|called|demanded|wondered|screamed|told|thought|inquired"
)
SAID_AFTER_QUESTION = re.compile(rf"{_NAMES}\s(?:\w+ly\s)?(?:{_SAID})\b")
SAID_WITHOUT_CASE = re.compile(
    r"(?![^。！？，、；：“”「」\s]{0,5}?[没沒不未无無別别])[^。！？，、；：“”「」\s]{0,6}?(?:问|問|说|說|道|喊|叫|答|笑|吼|嚷)(?![路理德])"
    r"|と|って|[^。！？「」\s]{1,12}?(?:言[いっわう]|叫[びんば]|聞[いか]|尋ね|答え|呟|つぶや)"
    r"|(?:و|ف)?(?:قال|سأل|أجاب|صاح|صرخ|أضاف|همس|هتف|تساءل|رد)(?:ت|وا|ا|ه|ها)?\b"
    r"|(?:پوچھا|کہا)\b|\S+\s(?:\S+\s)?(?:پوچھا|کہا)"
    r"|(?:\S+\s){0,3}?(?:पूछा|कहा|बोला|बोली|बोले|चिल्लाया|चिल्लाई|पुकारा)(?![\w\u0900-\u0963])"
    r"|[\u0e00-\u0e7f]{0,14}?(?:ถาม|พูด|กล่าว|ตอบ|บอก|ตะโกน|ร้อง)"
    r"|(?:אמר|שאל|ענה|צעק|לחש)(?:ה|ו|תי)?\b"
)

# Thai ends a sentence by a space, which parts clauses, names and numbers too. It is taken for the
# end after a particle of courtesy, and in a piece that is long already before no such word as these.
THAI_PARTICLE = re.compile(r"(?:ครับ|ค่ะ|คะ|จ้ะ|จ้า|๚|๛|๚๛)$")
THAI_ONWARD = re.compile("และ|หรือ|แต่|ที่|ซึ่ง|โดย|ว่า|เพื่อ|กับ|ของ|ใน|จาก|เพราะ|จึง|ก็|อัน|ตาม|ถึง|เช่น|รวม|คือ|เป็น|ๆ|ฯ")
THAI_LONG = 40
