"""Words that lists of people have for their columns, by language.

A heading is compared as `columns.plain` makes it, so case, accents and hyphens need no entry of
their own. Words for a name that is the first beside a family name, or the family name beside a
first one, stand under NAME: what stands below them tells which is meant.
"""

from collections.abc import Mapping

from facilitator.services.people.column_fields import Field

BY_LANGUAGE: Mapping[str, Mapping[Field, str]] = {
    "English": {
        Field.FIRST_NAME: "first name|firstname|forename|forenames|given name|given names|first|"
        "christian name|preferred name",
        Field.MIDDLE_NAME: "middle name|middle names|middlename|middle|prefix to surname",
        Field.LAST_NAME: "last name|lastname|surname|family name|second name|last|familyname",
        Field.NAME: "name|full name|fullname|names|attendee|participant|delegate|guest|contact|"
        "person|holder|registrant|student|learner|pupil|trainee|applicant|attendee name|"
        "delegate name|participant name|your name|name surname|"
        "name as on badge|name on badge|name for badge|badge name|name badge",
        Field.ORGANISATION: "organisation|organization|company|organisation name|"
        "organization name|name of organisation|name of organization|company name|employer|"
        "institution|affiliation|company organisation|company organization|org|agency|charity|"
        "business",
        Field.ROLE: "role|job title|jobtitle|job|position|title|post|occupation|function",
        Field.SECTOR: "sector|organisation type|organization type|type of organisation|"
        "type of organization|category|sector name",
        Field.SIZE: "size|organisation size|organization size|size of organisation|"
        "size of organization|company size|number of employees|number of staff|employees|staff",
        Field.EMAIL: "email|e mail|email address|e mail address|mail|work email",
        Field.NEEDS: "needs|access needs|dietary requirements|dietary needs|requirements|"
        "access requirements|special requirements|dietary|accessibility|allergies",
        Field.STATUS: "status|response|rsvp|booking status|attendance",
    },
    "Welsh": {
        Field.FIRST_NAME: "enw cyntaf|enwau cyntaf|enw bedydd",
        Field.LAST_NAME: "cyfenw|enw olaf|enw teuluol",
        Field.NAME: "enw|enw llawn|enwau|cyfranogwr|mynychwr|cynrychiolydd",
        Field.ORGANISATION: "sefydliad|mudiad|cwmni|cyflogwr|corff|enw'r sefydliad|enw’r mudiad",
        Field.ROLE: "rol|swydd|teitl swydd|teitl",
        Field.SECTOR: "sector|math o sefydliad|math o fudiad",
        Field.SIZE: "maint|maint y sefydliad|nifer y staff|staff",
        Field.EMAIL: "ebost|e bost|cyfeiriad ebost|cyfeiriad e bost",
        Field.NEEDS: "anghenion|anghenion dietegol|anghenion deietegol|gofynion dietegol|"
        "gofynion deietegol|gofynion mynediad|deiet",
        Field.STATUS: "statws|presenoldeb|ymateb",
    },
    "Irish": {
        Field.FIRST_NAME: "céadainm|ainm baiste|an chéad ainm",
        Field.LAST_NAME: "sloinne|an sloinne|ainm deireanach",
        Field.NAME: "ainm|ainm iomlán|ainmneacha|rannpháirtí|toscaire",
        Field.ORGANISATION: "eagraíocht|eagras|comhlacht|cuideachta|fostóir|institiúid",
        Field.ROLE: "ról|post|teideal|teideal poist",
        Field.SECTOR: "earnáil|cineál eagraíochta",
        Field.SIZE: "méid|méid na heagraíochta|líon foirne",
        Field.EMAIL: "ríomhphost|r phost|seoladh ríomhphoist",
        Field.NEEDS: "riachtanais|riachtanais aiste bia|riachtanais speisialta",
        Field.STATUS: "stádas|tinreamh|freagra",
    },
    "Scottish Gaelic": {
        Field.FIRST_NAME: "ciad ainm|a' chiad ainm",
        Field.LAST_NAME: "sloinneadh|cinneadh",
        Field.NAME: "ainm|ainm slàn",
        Field.ORGANISATION: "buidheann|companaidh",
        Field.ROLE: "dreuchd|obair",
        Field.SECTOR: "roinn",
        Field.EMAIL: "post d|post dealain|seòladh puist d",
        Field.NEEDS: "feumalachdan",
    },
    "French": {
        Field.FIRST_NAME: "prénom|prénoms|prénom du participant|prénom usuel",
        Field.LAST_NAME: "nom de famille|nom d'usage|nom patronymique|patronyme",
        Field.NAME: "nom|noms|nom complet|nom et prénom|nom prénom|prénom et nom|prénom nom|"
        "noms et prénoms|participant|participante|délégué|invité|nom du participant|nom prénoms|"
        "nom et prénoms|personne",
        Field.ORGANISATION: "organisation|organisme|société|entreprise|structure|association|"
        "établissement|employeur|institution|nom de l'organisation|nom de la structure|"
        "nom de l'entreprise|raison sociale|collectivité",
        Field.ROLE: "fonction|poste|rôle|métier|profession|titre|intitulé du poste|qualité",
        Field.SECTOR: "secteur|secteur d'activité|type d'organisation|type de structure|catégorie",
        Field.SIZE: "taille|effectif|effectifs|nombre de salariés|taille de l'organisation",
        Field.EMAIL: "courriel|email|mail|adresse électronique|adresse e mail|adresse mail|mél|"
        "adresse courriel|adresse email",
        Field.NEEDS: "besoins|besoins particuliers|régime|régime alimentaire|allergies|"
        "besoins alimentaires|accessibilité|restrictions alimentaires",
        Field.STATUS: "statut|présence|état|réponse|inscription",
    },
    "German": {
        Field.FIRST_NAME: "vorname|vornamen|rufname",
        Field.LAST_NAME: "nachname|familienname|zuname|nachnamen",
        Field.NAME: "name|namen|vollständiger name|vor und nachname|vor und zuname|name vorname|"
        "vorname nachname|nachname vorname|vorname und name|teilnehmer|teilnehmerin|teilnehmende|"
        "teilnehmende person|teilnehmer in|gast|ansprechpartner|name des teilnehmers|person|"
        "kontakt|kontaktperson|ansprechperson|name und vorname",
        Field.ORGANISATION: "organisation|firma|unternehmen|verein|einrichtung|institution|"
        "arbeitgeber|träger|name der organisation|firmenname|behörde|verband|gesellschaft",
        Field.ROLE: "funktion|rolle|position|beruf|stelle|amt|titel|berufsbezeichnung|tätigkeit",
        Field.SECTOR: "sektor|bereich|branche|art der organisation|organisationstyp|kategorie",
        Field.SIZE: "größe|unternehmensgröße|mitarbeiterzahl|zahl der beschäftigten|mitarbeitende|"
        "anzahl mitarbeiter|größe der organisation|beschäftigte",
        Field.EMAIL: "email|e mail|mail|e mail adresse|email adresse|mailadresse|emailadresse",
        Field.NEEDS: "bedürfnisse|besondere bedürfnisse|ernährung|verpflegung|unverträglichkeiten|"
        "allergien|barrierefreiheit|unterstützungsbedarf|essenswünsche",
        Field.STATUS: "status|teilnahme|zusage|anmeldestatus|antwort|rückmeldung",
    },
    "Spanish": {
        Field.FIRST_NAME: "nombre de pila|primer nombre|nombres",
        Field.MIDDLE_NAME: "segundo nombre",
        Field.LAST_NAME: "apellido|apellidos|primer apellido",
        Field.NAME: "nombre|nombre completo|nombre y apellidos|nombre y apellido|"
        "apellidos y nombre|nombres y apellidos|participante|asistente|invitado|persona|delegado|"
        "contacto|nombre del participante",
        Field.ORGANISATION: "organización|empresa|entidad|institución|asociación|compañía|"
        "nombre de la organización|nombre de la empresa|organismo",
        Field.ROLE: "cargo|puesto|función|rol|profesión|ocupación|título",
        Field.SECTOR: "sector|tipo de organización|tipo de entidad|categoría",
        Field.SIZE: "tamaño|número de empleados|empleados|plantilla|tamaño de la organización",
        Field.EMAIL: "correo|correo electrónico|email|e mail|dirección de correo|mail",
        Field.NEEDS: "necesidades|necesidades especiales|dieta|alergias|necesidades dietéticas|"
        "requisitos dietéticos|accesibilidad",
        Field.STATUS: "estado|asistencia|situación|respuesta|confirmación",
    },
    "Catalan": {
        Field.FIRST_NAME: "nom de pila",
        Field.LAST_NAME: "cognom|cognoms",
        Field.NAME: "nom|nom complet|nom i cognoms|participant|assistent",
        Field.ORGANISATION: "organització|entitat|empresa",
        Field.ROLE: "càrrec|funció",
        Field.EMAIL: "correu|correu electrònic|adreça electrònica",
        Field.NEEDS: "necessitats|dieta",
    },
    "Portuguese": {
        Field.FIRST_NAME: "primeiro nome|nome próprio|prenome",
        Field.LAST_NAME: "apelido|sobrenome|último nome|nome de família|apelidos",
        Field.NAME: "nome|nome completo|nomes|participante|convidado|pessoa|delegado|contacto|"
        "nome e apelido|nome do participante|contato",
        Field.ORGANISATION: "organização|empresa|entidade|instituição|associação|"
        "nome da organização|nome da empresa",
        Field.ROLE: "cargo|função|profissão|posto|título",
        Field.SECTOR: "setor|sector|tipo de organização|categoria",
        Field.SIZE: "tamanho|dimensão|número de funcionários|número de trabalhadores",
        Field.EMAIL: "correio eletrónico|correio electrónico|e mail|email|endereço de e mail",
        Field.NEEDS: "necessidades|necessidades especiais|dieta|alergias|restrições alimentares",
        Field.STATUS: "estado|presença|situação|resposta",
    },
    "Italian": {
        Field.FIRST_NAME: "nome di battesimo|primo nome",
        Field.LAST_NAME: "cognome|cognomi",
        Field.NAME: "nome|nome completo|nome e cognome|cognome e nome|nome cognome|nominativo|"
        "cognome nome|partecipante|invitato|delegato|persona|contatto|nomi",
        Field.ORGANISATION: "organizzazione|azienda|ente|istituzione|associazione|società|"
        "impresa|nome dell'organizzazione|datore di lavoro",
        Field.ROLE: "ruolo|funzione|posizione|qualifica|professione|incarico|titolo|mansione",
        Field.SECTOR: "settore|tipo di organizzazione|categoria",
        Field.SIZE: "dimensione|dimensioni|numero di dipendenti|dipendenti",
        Field.EMAIL: "email|e mail|posta elettronica|indirizzo email|indirizzo e mail|mail",
        Field.NEEDS: "esigenze|esigenze alimentari|esigenze particolari|dieta|allergie",
        Field.STATUS: "stato|presenza|partecipazione|risposta",
    },
    "Dutch": {
        Field.FIRST_NAME: "voornaam|voornamen|roepnaam",
        Field.MIDDLE_NAME: "tussenvoegsel|tussenvoegsels|voorvoegsel",
        Field.LAST_NAME: "achternaam|familienaam|geslachtsnaam",
        Field.NAME: "naam|namen|volledige naam|voor en achternaam|naam deelnemer|deelnemer|gast|"
        "genodigde|persoon|contactpersoon|naam en voornaam",
        Field.ORGANISATION: "organisatie|bedrijf|instelling|vereniging|werkgever|bedrijfsnaam|"
        "naam organisatie|stichting|onderneming",
        Field.ROLE: "functie|rol|beroep|functietitel|titel",
        Field.SECTOR: "sector|soort organisatie|type organisatie|categorie",
        Field.SIZE: "grootte|omvang|aantal medewerkers|aantal werknemers|medewerkers",
        Field.EMAIL: "email|e mail|mail|e mailadres|emailadres|mailadres",
        Field.NEEDS: "behoeften|dieet|dieetwensen|allergieën|bijzonderheden|toegankelijkheid",
        Field.STATUS: "status|aanwezigheid|aanwezig|reactie",
    },
    "Polish": {
        Field.FIRST_NAME: "imię|imiona|pierwsze imię",
        Field.LAST_NAME: "nazwisko|nazwiska",
        Field.NAME: "imię i nazwisko|nazwisko i imię|imiona i nazwiska|uczestnik|uczestniczka|"
        "gość|delegat|osoba|pełne imię i nazwisko|imię nazwisko",
        Field.ORGANISATION: "organizacja|firma|instytucja|stowarzyszenie|pracodawca|"
        "nazwa organizacji|nazwa firmy|fundacja|jednostka",
        Field.ROLE: "stanowisko|funkcja|rola|zawód|tytuł",
        Field.SECTOR: "sektor|branża|typ organizacji|rodzaj organizacji|kategoria",
        Field.SIZE: "wielkość|liczba pracowników|wielkość organizacji|rozmiar",
        Field.EMAIL: "email|e mail|mail|adres e mail|adres email|poczta elektroniczna",
        Field.NEEDS: "potrzeby|dieta|wymagania dietetyczne|szczególne potrzeby|alergie",
        Field.STATUS: "status|obecność|odpowiedź|udział",
    },
    "Czech and Slovak": {
        Field.FIRST_NAME: "křestní jméno|krstné meno",
        Field.LAST_NAME: "příjmení|priezvisko",
        Field.NAME: "jméno|meno|jméno a příjmení|meno a priezvisko|celé jméno|celé meno|účastník|"
        "účastnik",
        Field.ORGANISATION: "organizace|organizácia|firma|společnost|spoločnosť|instituce",
        Field.ROLE: "funkce|funkcia|pozice|pozícia|povolání",
        Field.EMAIL: "email|e mail|elektronická pošta",
        Field.NEEDS: "potřeby|potreby|dieta|diéta",
    },
    "Danish, Norwegian and Swedish": {
        Field.FIRST_NAME: "fornavn|förnamn|tilltalsnamn",
        Field.LAST_NAME: "efternavn|etternavn|efternamn",
        Field.NAME: "navn|namn|fulde navn|fullt navn|fullständigt namn|deltager|deltaker|"
        "deltagare|gæst|gäst|fullt namn|for og efternavn|för och efternamn",
        Field.ORGANISATION: "organisation|organisasjon|virksomhed|firma|virksomhet|företag|"
        "arbejdsgiver|arbeidsgiver|arbetsgivare|bedrift|förening|forening",
        Field.ROLE: "stilling|funktion|funksjon|befattning|rolle|roll|titel|tittel|yrke",
        Field.SECTOR: "sektor|kategori|bransch|branche",
        Field.SIZE: "størrelse|storlek|antal ansatte|antall ansatte|antal anställda",
        Field.EMAIL: "e post|epost|mail|e mail|e postadress|e postadresse|mailadresse|epostadress",
        Field.NEEDS: "behov|kost|allergier|allergi|særlige behov|særskilte behov|specialkost",
        Field.STATUS: "status|deltagelse|deltakelse|närvaro|svar",
    },
    "Finnish and Estonian": {
        Field.FIRST_NAME: "etunimi|eesnimi",
        Field.LAST_NAME: "sukunimi|perekonnanimi|perenimi",
        Field.NAME: "nimi|koko nimi|täisnimi|osallistuja|osaleja",
        Field.ORGANISATION: "organisaatio|yritys|järjestö|työnantaja|organisatsioon|asutus",
        Field.ROLE: "tehtävä|rooli|ammatti|amet|ametikoht",
        Field.EMAIL: "sähköposti|sähköpostiosoite|e posti aadress|meil|e post",
        Field.NEEDS: "tarpeet|ruokavalio|allergiat|vajadused",
    },
    "Lithuanian and Latvian": {
        Field.LAST_NAME: "pavardė|uzvārds",
        Field.NAME: "vardas|vārds|vardas pavardė|vardas ir pavardė|vārds uzvārds|dalyvis|"
        "dalībnieks",
        Field.ORGANISATION: "organizacija|organizācija|įmonė|uzņēmums|įstaiga|iestāde",
        Field.ROLE: "pareigos|amats",
        Field.EMAIL: "el paštas|e pastas|e pasts",
    },
    "Romanian": {
        Field.FIRST_NAME: "prenume|prenumele",
        Field.LAST_NAME: "nume de familie",
        Field.NAME: "nume|numele|nume complet|nume și prenume|nume prenume|participant|invitat",
        Field.ORGANISATION: "organizație|organizația|firmă|companie|instituție|asociație",
        Field.ROLE: "funcție|funcția|rol|profesie|post",
        Field.SECTOR: "sector|domeniu",
        Field.EMAIL: "email|e mail|adresă de email|poștă electronică",
        Field.NEEDS: "nevoi|dietă|alergii",
        Field.STATUS: "stare|prezență",
    },
    "Croatian, Serbian and Slovene": {
        Field.LAST_NAME: "prezime|priimek",
        Field.NAME: "ime|ime i prezime|ime in priimek|prezime i ime|sudionik|udeleženec|učesnik",
        Field.ORGANISATION: "organizacija|tvrtka|podjetje|preduzeće|ustanova",
        Field.ROLE: "funkcija|uloga|vloga|radno mjesto|delovno mesto",
        Field.EMAIL: "e pošta|email|e mail|elektronska pošta",
        Field.NEEDS: "potrebe|prehrana",
    },
    "Hungarian": {
        Field.FIRST_NAME: "keresztnév|utónév",
        Field.LAST_NAME: "vezetéknév|családnév",
        Field.NAME: "név|teljes név|résztvevő|vendég",
        Field.ORGANISATION: "szervezet|cég|intézmény|munkáltató|egyesület",
        Field.ROLE: "beosztás|munkakör|szerep",
        Field.EMAIL: "email|e mail|e mail cím|email cím",
        Field.NEEDS: "igények|étrend|allergia",
    },
    "Turkish": {
        Field.LAST_NAME: "soyad|soyadı|soyisim",
        Field.NAME: "ad|adı|isim|ad soyad|adı soyadı|tam ad|katılımcı|ad ve soyad|isim soyisim",
        Field.ORGANISATION: "kurum|kuruluş|şirket|firma|organizasyon",
        Field.ROLE: "görev|unvan|pozisyon|meslek",
        Field.EMAIL: "e posta|eposta|e posta adresi|mail",
    },
    "Basque, Galician, Breton and Maltese": {
        Field.FIRST_NAME: "anv bihan|isem proprju",
        Field.LAST_NAME: "abizena|abizenak|apelidos|anv familh|kunjom",
        Field.NAME: "izena|izen abizenak|nome e apelidos|anv|isem|isem sħiħ",
        Field.ORGANISATION: "erakundea|enpresa|entidade|aozadur|kevredigezh|organizzazzjoni",
        Field.ROLE: "kargua|karg|kariga",
        Field.EMAIL: "posta elektronikoa|helbide elektronikoa|postel|posta elettronika",
    },
    "Albanian and Icelandic": {
        Field.FIRST_NAME: "skírnarnafn",
        Field.LAST_NAME: "mbiemri|mbiemër|kenninafn|eftirnafn",
        Field.NAME: "emri|emër|emri i plotë|emri dhe mbiemri|nafn|fullt nafn|þátttakandi",
        Field.ORGANISATION: "organizata|kompania|stofnun|fyrirtæki|samtök",
        Field.ROLE: "pozita|detyra|starf|starfsheiti",
        Field.EMAIL: "posta elektronike|netfang|tölvupóstur",
    },
    "Greek": {
        Field.FIRST_NAME: "μικρό όνομα",
        Field.LAST_NAME: "επώνυμο|επίθετο",
        Field.NAME: "όνομα|ονοματεπώνυμο|πλήρες όνομα|συμμετέχων|όνομα και επώνυμο",
        Field.ORGANISATION: "οργανισμός|οργάνωση|εταιρεία|φορέας|ίδρυμα",
        Field.ROLE: "θέση|ρόλος|ιδιότητα|επάγγελμα",
        Field.SECTOR: "τομέας",
        Field.EMAIL: "ηλεκτρονική διεύθυνση|ηλεκτρονικό ταχυδρομείο|email|ηλ ταχυδρομείο",
        Field.NEEDS: "ανάγκες|διατροφή",
    },
    "Russian": {
        Field.MIDDLE_NAME: "отчество",
        Field.LAST_NAME: "фамилия",
        Field.NAME: "имя|фио|имя и фамилия|фамилия имя отчество|фамилия и имя|участник|полное имя|"
        "фамилия имя",
        Field.ORGANISATION: "организация|компания|учреждение|фирма|место работы",
        Field.ROLE: "должность|роль|профессия",
        Field.SECTOR: "сектор|отрасль",
        Field.EMAIL: "электронная почта|эл почта|почта|адрес электронной почты|email",
        Field.NEEDS: "потребности|питание",
        Field.STATUS: "статус",
    },
    "Ukrainian and Bulgarian": {
        Field.MIDDLE_NAME: "по батькові",
        Field.LAST_NAME: "прізвище",
        Field.NAME: "ім'я|піб|ім'я та прізвище|прізвище та ім'я|учасник|име|име и фамилия|"
        "трите имена|участник",
        Field.ORGANISATION: "організація|установа|компанія|организация|фирма|институция",
        Field.ROLE: "посада|роль|длъжност",
        Field.EMAIL: "електронна пошта|пошта|ел пошта|имейл|електронна поща",
    },
    "Arabic, Persian, Urdu and Hebrew": {
        Field.FIRST_NAME: "الاسم الأول|نام کوچک|שם פרטי",
        Field.LAST_NAME: "اسم العائلة|اللقب|نام خانوادگی|خاندانی نام|שם משפחה",
        Field.NAME: "الاسم|الاسم الكامل|الاسم بالكامل|اسم|المشارك|نام|نام و نام خانوادگی|"
        "پورا نام|שם|שם מלא|משתתף",
        Field.ORGANISATION: "المنظمة|المؤسسة|الشركة|الجهة|سازمان|شرکت|ادارہ|تنظیم|ארגון|חברה",
        Field.ROLE: "الوظيفة|المنصب|سمت|شغل|عہدہ|תפקיד",
        Field.EMAIL: "البريد الإلكتروني|البريد الالكتروني|ایمیل|ای میل|پست الکترونیکی|דואל|"
        "דוא״ל|אימייל",
    },
    "Languages of India": {
        Field.FIRST_NAME: "पहला नाम|ਪਹਿਲਾ ਨਾਮ",
        Field.LAST_NAME: "उपनाम|कुलनाम|ਉਪਨਾਮ",
        Field.NAME: "नाम|पूरा नाम|प्रतिभागी|নাম|পুরো নাম|ਨਾਮ|ਪੂਰਾ ਨਾਮ|નામ|பெயர்|పేరు|नाव",
        Field.ORGANISATION: "संगठन|संस्था|कंपनी|সংস্থা|প্রতিষ্ঠান|ਸੰਸਥਾ|સંસ્થા|அமைப்பு|సంస్థ",
        Field.ROLE: "पद|भूमिका|পদবি|ਅਹੁਦਾ|પદ",
        Field.EMAIL: "ईमेल|ई मेल|ইমেইল|ਈਮੇਲ|ઈમેલ|மின்னஞ்சல்|ఇమెయిల్",
    },
    "Chinese, Japanese and Korean": {
        Field.FIRST_NAME: "名|이름만",
        Field.LAST_NAME: "姓|苗字|성",
        Field.NAME: "姓名|名字|氏名|お名前|名前|参加者|參加者|이름|성명|참가자",
        Field.ORGANISATION: "单位|單位|公司|组织|組織|机构|機構|所属|会社名|団体名|소속|회사|기관",
        Field.ROLE: "职位|職位|职务|職務|役職|직책|직위",
        Field.EMAIL: "邮箱|電子郵件|电子邮件|电子邮箱|電郵|メール|メールアドレス|이메일|전자우편",
    },
    "Vietnamese, Malay and Indonesian, Swahili, Somali": {
        Field.FIRST_NAME: "tên đệm và tên|nama depan|jina la kwanza",
        Field.LAST_NAME: "họ|nama belakang|jina la ukoo|jina la mwisho",
        Field.NAME: "tên|họ và tên|họ tên|nama|nama lengkap|nama penuh|peserta|jina|jina kamili|"
        "magaca|magac",
        Field.ORGANISATION: "tổ chức|cơ quan|công ty|organisasi|perusahaan|syarikat|lembaga|"
        "shirika|kampuni|hay'ad",
        Field.ROLE: "chức vụ|jabatan|jawatan|cheo|wadhifa",
        Field.EMAIL: "thư điện tử|alamat email|surel|emel|barua pepe|iimayl",
    },
}

PEOPLE = (
    "attendee|participant|delegate|guest|contact|person|student|learner|pupil|trainee|"
    "cyfranogwr|mynychwr|cynrychiolydd|rannpháirtí|toscaire|participante|délégué|invité|personne|"
    "teilnehmer|teilnehmerin|teilnehmende|gast|ansprechpartner|kontakt|asistente|invitado|persona|"
    "delegado|contacto|assistent|convidado|pessoa|contato|partecipante|invitato|delegato|contatto|"
    "deelnemer|genodigde|persoon|contactpersoon|uczestnik|uczestniczka|gość|delegat|osoba|účastník|"
    "účastnik|deltager|deltaker|deltagare|gæst|gäst|osallistuja|osaleja|dalyvis|dalībnieks|invitat|"
    "sudionik|udeleženec|učesnik|résztvevő|vendég|katılımcı|þátttakandi|συμμετέχων|участник|"
    "учасник|المشارك|משתתף|प्रतिभागी|参加者|參加者|참가자|peserta"
)
"""Words for one of those who come."""

ALSO_SAID_OF_PEOPLE = f"{PEOPLE}|first|last|charity|business|agency|company|staff|employer|名|姓"
"""Headings that may as well be what a column says of somebody."""

WITHIN: tuple[tuple[str, Field], ...] = (
    ("dietary", Field.NEEDS),
    ("access", Field.NEEDS),
    ("alimentaire", Field.NEEDS),
    ("kind of organi", Field.SECTOR),
    ("type of organi", Field.SECTOR),
    ("sort of organi", Field.SECTOR),
    ("math o sefydliad", Field.SECTOR),
    ("sector", Field.SECTOR),
    ("secteur", Field.SECTOR),
    ("size of", Field.SIZE),
    ("how large", Field.SIZE),
    ("how big", Field.SIZE),
    ("how many", Field.SIZE),
    ("job title", Field.ROLE),
    ("email", Field.EMAIL),
    ("e mail", Field.EMAIL),
    ("courriel", Field.EMAIL),
    ("correo electronico", Field.EMAIL),
    ("first name", Field.FIRST_NAME),
    ("prenom", Field.FIRST_NAME),
    ("vorname", Field.FIRST_NAME),
    ("voornaam", Field.FIRST_NAME),
    ("surname", Field.LAST_NAME),
    ("last name", Field.LAST_NAME),
    ("nachname", Field.LAST_NAME),
    ("achternaam", Field.LAST_NAME),
    ("apellido", Field.LAST_NAME),
    ("nazwisko", Field.LAST_NAME),
    ("cognome", Field.LAST_NAME),
    ("organisation", Field.ORGANISATION),
    ("organization", Field.ORGANISATION),
    ("organizacion", Field.ORGANISATION),
    ("sefydliad", Field.ORGANISATION),
    ("full name", Field.NAME),
    ("your name", Field.NAME),
    ("eich enw", Field.NAME),
    ("nome completo", Field.NAME),
    ("nombre completo", Field.NAME),
    ("nom complet", Field.NAME),
)
"""Phrases looked for inside longer headings (booking sites let organisers word their own)."""
