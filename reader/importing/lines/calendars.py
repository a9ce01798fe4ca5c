"""Months and weekdays by name, in the languages whose dates are read."""

from __future__ import annotations

# English, French, German, Spanish; then Italian, Portuguese, Dutch, Russian, Greek, Arabic, Hindi.
_MONTHS = (
    "january jan janvier janv januar jan jänner jän enero ene | gennaio gen janeiro januari января янв "
    "ιανουαρίου ιανουάριος ιαν يناير जनवरी",
    "february feb février fevrier févr fevr fév februar feber febrero | febbraio fevereiro fev februari "
    "февраля фев февр φεβρουαρίου φεβρουάριος φεβ فبراير شباط फ़रवरी फरवरी",
    "march mar mars märz maerz mär mrz marzo | março marco maart mrt марта мар μαρτίου μάρτιος μαρ مارس آذار "
    "मार्च",
    "april apr avril avr abril abr | aprile апреля апр απριλίου απρίλιος απρ أبريل ابريل نيسان अप्रैल",
    "may mai mayo | maggio mag maio mei мая май μαΐου μαίου μάιος μαϊ مايو أيار मई",
    "june jun juin juni junio | giugno giu junho июня июн ιουνίου ιούνιος ιουν يونيو حزيران जून",
    "july jul juillet juil juli julio | luglio lug julho июля июл ιουλίου ιούλιος ιουλ يوليو تموز जुलाई",
    "august aug août aout agosto ago | augustus августа авг αυγούστου αύγουστος αυγ أغسطس آب अगस्त",
    "september sept sep septembre septiembre setiembre | settembre set setembro сентября сен сент "
    "σεπτεμβρίου σεπτέμβριος σεπ σεπτ سبتمبر أيلول सितंबर सितम्बर",
    "october oct octobre oktober okt octubre | ottobre ott outubro out октября окт οκτωβρίου οκτώβριος οκτ "
    "أكتوبر اكتوبر अक्टूबर अक्तूबर",
    "november nov novembre noviembre | novembro ноября ноя нояб νοεμβρίου νοέμβριος νοε نوفمبر नवंबर नवम्बर",
    "december dec décembre decembre déc dezember dez diciembre dic | dicembre dezembro декабря дек "
    "δεκεμβρίου δεκέμβριος δεκ ديسمبر दिसंबर दिसम्बर",
)
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat "
    "sun "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié jue vie sáb dom "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή "
    "الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد "
    "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार "
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 "
    "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 월요일 화요일 수요일 목요일 금요일 토요일 일요일"
)

MONTHS = {
    name.casefold(): number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.replace("|", "").split()
}
WEEKDAYS = frozenset(_WEEKDAYS.casefold().split())
