#!/usr/bin/env python3
"""Writes the golden pages: own texts in the dress of the kinds of sites there are.

    tests/golden/extract/make.py

Each page NAME.html comes with NAME.json, what a good reader finds in it: the fields named there must be equal,
"text" paragraph by paragraph, "not" must not stand in the text.  All people, places of work and happenings are invented.
"""
from dress import menu, page, ps, teasers

# --- agency: JSON-LD graph, dateline, credit, tags
agency = [
    "VALDORA (WireOne) - A bridge over the river Alda collapsed on Tuesday after two days of heavy rain, killing two people and cutting the main road to the coast, officials said.",
    "Rescue teams searched the water through the night for a lorry driver who was still missing, fire chief Marta Kessel told reporters at the scene.",
    "“The current is far too strong for divers,” she said. “We will start again at first light.”",
    "The bridge, which was built in 1971, had been inspected in spring and no fault had been found, according to the transport ministry.",
    "About 300 people were moved from their homes in the valley and spent the night in a sports hall, the mayor said in a statement.",
    "Train services between the two cities will not run before Friday, the railway company said.",
]
page("agency", """
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge collapse kills two after heavy rain in Valdora | WireOne</title>
<link rel="canonical" href="/world/bridge-collapse-kills-two-2024-11-26/"><link rel="amphtml" href="https://amp.wireone.example/world/bridge-collapse-kills-two-2024-11-26/">
<meta property="og:title" content="Bridge collapse kills two after heavy rain in Valdora"><meta property="og:site_name" content="WireOne"><meta property="og:type" content="article">
<meta property="og:url" content="https://www.wireone.example/world/bridge-collapse-kills-two-2024-11-26/"><meta property="og:image" content="/img/bridge.jpg"><meta property="article:section" content="World">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"#org","name":"WireOne"},
{"@type":"Person","@id":"#p1","name":"Ilse Brandt"},{"@type":"NewsArticle","headline":"Bridge collapse kills two after heavy rain in Valdora","author":[{"@id":"#p1"},{"@type":"Person","name":"Tomas Reyl"}],
"publisher":{"@id":"#org"},"datePublished":"2024-11-26T17:42:10Z","dateModified":"2024-11-26T21:05:00Z"}]}</script></head>
<body class="article-page has-sidebar"><div id="consent-banner" class="cookie-consent"><p>We and our partners use cookies to store and access information on your device. You can change your mind at any time.</p><button>Accept all</button></div>
<header class="site-header"><a href="/">WireOne</a>""" + menu(["World", "Business", "Markets", "Sport", "Breakingviews", "Video"]) + """</header>
<main><article class="story"><div class="article-header"><a class="kicker" href="/world">World</a><h1>Bridge collapse kills two after heavy rain in Valdora</h1>
<div class="byline">By <a rel="author" href="/authors/ilse-brandt/">Ilse Brandt</a> and <a rel="author" href="/authors/tomas-reyl/">Tomas Reyl</a></div><time datetime="2024-11-26T17:42:10Z">November 26, 2024 5:42 PM UTC</time></div>
<figure><img src="/img/bridge.jpg" alt=""><figcaption>A crane beside the collapsed bridge in Valdora, November 26, 2024. WireOne/Jan Pohl Purchase Licensing Rights</figcaption></figure>
<div class="article-body">""" + ps(agency[:3]) + """<div class="ad-slot"><p>Advertisement · Scroll to continue</p></div>""" + ps(agency[3:]) + """
<p class="signoff">Reporting by Ilse Brandt and Tomas Reyl; Editing by Hanna Voss</p></div>
<div class="share-bar"><a href="#">Share on Facebook</a> <a href="#">Share on X</a></div><ul class="tags"><li><a href="/t/1">Disasters</a></li><li><a href="/t/2">Transport</a></li></ul></article>
""" + teasers(["Storm leaves thousands without power on the coast", "Minister promises inspection of all old bridges", "Oil slips as supply worries ease"], "Read Next") + """</main>
<footer><p>© 2024 WireOne. All rights reserved.</p>""" + menu(["About us", "Careers", "Advertise with us", "Privacy"]) + """</footer></body></html>""",
     {"title": "Bridge collapse kills two after heavy rain in Valdora", "authors": ["Ilse Brandt", "Tomas Reyl"], "outlet": "WireOne", "published": "2024-11-26T17:42:10Z",
      "modified": "2024-11-26T21:05:00Z", "lang": "en", "lang_from": "declared", "section": "World", "page_class": "article", "url": "https://www.wireone.example/world/bridge-collapse-kills-two-2024-11-26/",
      "amp_url": "https://amp.wireone.example/world/bridge-collapse-kills-two-2024-11-26/", "text": agency,
      "not": ["Scroll to continue", "cookies", "Read Next", "Purchase Licensing", "Share on"]})

# --- tabloid: many promos inside the text
tabloid = [
    "A fox that slipped into a supermarket in Brackwater kept shoppers busy for three hours on Saturday before it was led out with a roast chicken.",
    "The animal walked in through the automatic doors shortly after nine in the morning and made straight for the cold meats, staff said.",
    "Shop manager Dale Orrin, 41, told us: “He looked at me as if I was the one who should not be there. Then he took a sausage and sat down in aisle four.”",
    "Customers filmed the visitor as it wandered between the shelves, and one clip has been watched more than two million times.",
    "Animal rescuer Pia Lund finally laid a trail of chicken to the loading bay. “Foxes are clever but they are greedy as well,” she said.",
    "The shop reopened at midday after a deep clean. Nobody was hurt, and the fox was seen again on the same evening near the canal.",
]
page("tabloid", """
<!DOCTYPE html><html lang="en-GB"><head><title>Cheeky fox raids supermarket and refuses to leave for THREE hours | The Daily Lantern</title>
<meta name="author" content="Kit Marlow"><meta property="og:type" content="article"><meta property="og:site_name" content="The Daily Lantern"><meta property="article:published_time" content="2024-06-08T15:31:00+01:00">
<meta property="og:title" content="Cheeky fox raids supermarket and refuses to leave for THREE hours"></head><body>
<div class="masthead">""" + menu(["News", "Sport", "Showbiz", "TV", "Money", "Horoscopes"]) + """</div>
<div class="main-content"><h1 class="article__headline">Cheeky fox raids supermarket and refuses to leave for THREE hours</h1><h2 class="article__subdeck">Shoppers were stunned when the animal helped itself to a sausage</h2>
<div class="article__meta"><ul><li>By <span>Kit Marlow</span>, Reporter</li><li>Published: 15:31, 8 Jun 2024</li></ul></div><div class="social-share"><span>SHARE</span></div>
<div class="article__content">""" + ps(tabloid[:2]) + """<div class="embed related"><p>READ MORE: <a href="/a">Moment seagull steals whole pizza from pier</a></p></div>
<div class="photo"><img src="f.jpg"><span class="image-caption">The fox in aisle four</span><span class="credit">Credit: Lantern Pictures</span></div>""" + ps(tabloid[2:4]) + """
<div class="newsletter-signup"><h4>Sign up to our free daily newsletter</h4><p>Get the biggest stories straight to your inbox every morning.</p><input type="email"><button>Sign up</button></div>""" + ps(tabloid[4:]) + """
<p><strong>Do you have a story? Email us at tips@lantern.example</strong></p></div>
<div class="comments-section"><h3>Comments (214)</h3><p>Best thing I have seen all week, give that fox a job.</p><p>My dog would have done the same to be honest.</p></div></div>
<aside class="rail"><h3>Most read in News</h3><ol><li><a href="/1">Man finds python in washing machine</a></li><li><a href="/2">Lottery winner forgot ticket for a year</a></li></ol></aside>
<div class="footer"><p>© Lantern Group Newspapers Ltd 2024</p></div></body></html>""",
     {"title": "Cheeky fox raids supermarket and refuses to leave for THREE hours", "authors": ["Kit Marlow"], "outlet": "The Daily Lantern", "published": "2024-06-08T14:31:00Z", "lang": "en",
      "page_class": "article", "text": tabloid, "not": ["seagull", "newsletter", "Comments", "give that fox a job", "Lantern Pictures", "Most read"]})

# --- broadcaster: text in data-component blocks, headings, list
cast = ["Hospitals in the north have cancelled hundreds of operations after a computer failure that began on Sunday night.",
        "Staff at four hospitals in the Marlund region have gone back to pen and paper, and patients have been asked to stay away unless it is an emergency.",
        "What do we know about the failure?", "The region's health board said that a storage system had stopped working during planned maintenance, and that there was no sign of an attack.",
        "Chief executive Owen Tarr said the systems would be brought back one by one: “Patient safety comes first, and we will not hurry.”",
        "Which services are affected?", "Blood tests and scans that are not urgent", "Planned operations until Thursday", "Letters to family doctors",
        "Emergency departments are open, but people with minor injuries may have to wait for many hours, the board said."]
page("broadcaster", """
<!DOCTYPE html><html lang="en-GB"><head><title>Marlund hospitals cancel operations after IT failure - NBC Isles News</title><meta property="og:title" content="Marlund hospitals cancel operations after IT failure">
<meta property="og:site_name" content="NBC Isles News"><link rel="canonical" href="https://www.nbcisles.example/news/articles/c4gk2x9"><script type="application/ld+json">
{"@context":"http://schema.org","@type":"ReportageNewsArticle","url":"https://www.nbcisles.example/news/articles/c4gk2x9","datePublished":"2024-09-16T08:12:44.000Z","dateModified":"2024-09-16T11:40:02.000Z","headline":"Marlund hospitals cancel operations after IT failure","author":[{"@type":"Person","name":"Rhys Allard"}],"publisher":{"@type":"NewsMediaOrganization","name":"NBC Isles News"}}</script></head>
<body><header><a href="/">Home</a>""" + menu(["News", "Sport", "Weather", "Sounds", "Watch"]) + """</header><main id="main-content"><article>
<div data-component="headline-block"><h1>Marlund hospitals cancel operations after IT failure</h1></div><div data-component="byline-block"><span>Rhys Allard</span><span>Health correspondent</span><time datetime="2024-09-16T08:12:44.000Z">4 hours ago</time></div>
<div data-component="image-block"><figure><img src="h.jpg"><figcaption>The Royal Infirmary is one of the hospitals affected</figcaption></figure></div>
<div data-component="text-block">""" + ps(cast[:2]) + """</div><div data-component="subheadline-block"><h2>""" + cast[2] + """</h2></div><div data-component="text-block">""" + ps(cast[3:5]) + """</div>
<div data-component="subheadline-block"><h2>""" + cast[5] + """</h2></div><div data-component="text-block"><ul>""" + "".join("<li>%s</li>" % c for c in cast[6:9]) + "</ul>" + ps(cast[9:]) + """</div>
<div data-component="tags"><a href="/t/nhs">Health</a><a href="/t/marlund">Marlund</a></div></article>
<section data-component="links"><h2>More on this story</h2><ul><li><a href="/1">Ambulance waits rise for third month</a></li><li><a href="/2">New hospital opens two years late</a></li></ul></section></main>
<footer>""" + menu(["Terms of Use", "Privacy Policy", "Cookies", "Accessibility Help"]) + """<p>Copyright © 2024 NBC Isles. We are not responsible for the content of external sites.</p></footer></body></html>""",
     {"title": "Marlund hospitals cancel operations after IT failure", "authors": ["Rhys Allard"], "outlet": "NBC Isles News", "published": "2024-09-16T08:12:44Z", "lang": "en", "page_class": "article",
      "url": "https://www.nbcisles.example/news/articles/c4gk2x9", "text": cast, "not": ["Ambulance waits", "external sites", "Health correspondent"]})

# --- regional, German: visible date and byline only
regional = ["In der Altstadt von Lindenau ist in der Nacht zum Mittwoch ein leerstehendes Lagerhaus abgebrannt. Verletzt wurde nach Angaben der Polizei niemand.",
            "Der Brand war gegen 2.15 Uhr bemerkt worden. Als die Feuerwehr eintraf, schlugen die Flammen bereits aus dem Dach, wie Einsatzleiter Jörg Hambach sagte.",
            "Rund 80 Einsatzkräfte verhinderten, dass das Feuer auf die benachbarten Wohnhäuser übergriff. Etwa 40 Menschen mussten ihre Wohnungen vorübergehend verlassen.",
            "Die Höhe des Schadens wird auf 350.000 Euro geschätzt. Warum das Feuer ausbrach, war zunächst unklar; die Kriminalpolizei hat die Ermittlungen aufgenommen.",
            "Das Gebäude sollte im kommenden Jahr zu einem Kulturzentrum umgebaut werden. Bürgermeisterin Anke Röhl sprach von einem schweren Verlust für die Stadt."]
page("regional-de", """
<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Lagerhaus in Lindenau abgebrannt – Lindenauer Bote</title><meta name="description" content="Großbrand in der Altstadt"></head><body>
<div id="kopf"><a href="/">Lindenauer Bote</a>""" + menu(["Lokales", "Politik", "Sport", "Anzeigen", "Abo"]) + """</div><div id="inhalt"><p class="dachzeile">Großbrand</p><h1>Lagerhaus in Lindenau abgebrannt</h1>
<p class="autor">Von Änne Großkopf und Tim Söhnlein</p><p class="datum">Mittwoch, 13. März 2024, 9.40 Uhr</p><div class="artikeltext">""" + ps(regional[:3]) + """
<p class="werbung">Anzeige</p><div class="box"><h4>Lesen Sie auch</h4><ul><li><a href="/1">Feuerwehr Lindenau sucht Nachwuchs</a></li><li><a href="/2">Kulturzentrum: So sehen die Pläne aus</a></li></ul></div>""" + ps(regional[3:]) + """</div>
<div class="teilen">Artikel teilen</div></div><div id="rechts" class="sidebar"><h3>Meistgelesen</h3><ol><li><a href="/3">Sperrung der B 27 dauert länger</a></li><li><a href="/4">Freibad öffnet im Mai</a></li></ol></div>
<div id="fuss">© Lindenauer Bote 2024 · Impressum · Datenschutz</div></body></html>""",
     {"title": "Lagerhaus in Lindenau abgebrannt", "authors": ["Änne Großkopf", "Tim Söhnlein"], "published": "2024-03-13T09:40:00Z", "lang": "de", "page_class": "article", "text": regional,
      "not": ["Lesen Sie auch", "Anzeige", "Meistgelesen", "Impressum"]})

# --- government, French: release with dl metadata
gouv = ["Le ministère de l'Équipement annonce l'ouverture d'un fonds de 45 millions d'euros pour la rénovation des ponts communaux, dont beaucoup datent des années soixante.",
        "Les communes de moins de 10 000 habitants pourront déposer leur dossier à partir du 1er octobre. L'aide couvrira jusqu'à 60 % du coût des travaux.",
        "« Aucun maire ne doit choisir entre une école et un pont », a déclaré la ministre Claire Vasseur lors de sa visite à Saint-Aubier.",
        "Un premier bilan sera présenté au Parlement au printemps. Les préfectures accompagneront les communes dans leurs démarches."]
page("government-fr", """
<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Un fonds pour rénover les ponts communaux | Ministère de l'Équipement</title><meta name="dcterms.issued" content="2023-09-12"></head><body>
<a class="skip" href="#main">Aller au contenu</a><header role="banner"><p>République — Ministère de l'Équipement</p>""" + menu(["Le ministère", "Actualités", "Démarches", "Presse"]) + """</header><main role="main" id="main">
<div class="fil-ariane breadcrumb"><a href="/">Accueil</a> &gt; <a href="/presse">Presse</a> &gt; Communiqué</div><h1>Un fonds pour rénover les ponts communaux</h1><p class="date">Publié le 12 septembre 2023</p><div class="contenu-texte">""" + ps(gouv) + """</div>
<div class="contact-presse"><h2>Contact presse</h2><p>Service de presse : 01 00 00 00 00 — presse@equipement.example</p></div></main><footer role="contentinfo"><ul><li><a href="/m">Mentions légales</a></li><li><a href="/p">Plan du site</a></li></ul></footer></body></html>""",
     {"title": "Un fonds pour rénover les ponts communaux", "published": "2023-09-12T00:00:00Z", "lang": "fr", "text": gouv, "not": ["Mentions légales", "Accueil", "Publié le"]})

# --- live blog
live = [("14:05", "Vote begins in the assembly", "Members are filing into the chamber one by one to cast their votes on the budget, and the speaker has asked for silence in the public gallery."),
        ("13:20", "Opposition leader: we will vote against", "Lena Starck told reporters in the lobby that her party would vote against the budget because it cuts money for rural schools and for the coast guard."),
        ("12:40", "Protesters gather outside", "About two hundred farmers with tractors have parked in front of the assembly, and police have closed two streets around the square to all traffic.")]
page("live", """
<!DOCTYPE html><html lang="en"><head><title>Budget vote live: assembly decides on spending plan | Harbour Post</title><meta property="og:site_name" content="Harbour Post"><script type="application/ld+json">
{"@context":"https://schema.org","@type":"LiveBlogPosting","headline":"Budget vote live: assembly decides on spending plan","datePublished":"2024-12-03T12:00:00Z","dateModified":"2024-12-03T14:05:00Z","author":{"@type":"Person","name":"Nora Quill"},"coverageStartTime":"2024-12-03T12:00:00Z"}</script></head><body>
<header>""" + menu(["News", "Politics", "Harbour", "Opinion"]) + """</header><main><h1>Budget vote live: assembly decides on spending plan</h1><p class="standfirst">The assembly votes on the spending plan today. Follow the debate and the result with our reporters.</p><div class="liveblog">""" +
     "".join("<article class=\"live-post\"><time>%s</time><h2>%s</h2><p>%s</p></article>" % e for e in live) + """</div></main><footer><p>© Harbour Post</p></footer></body></html>""",
     {"title": "Budget vote live: assembly decides on spending plan", "authors": ["Nora Quill"], "published": "2024-12-03T12:00:00Z", "lang": "en", "page_class": "live",
      "has": [e[2] for e in live] + [e[1] for e in live], "not": ["© Harbour Post"]})

# --- paywall, Spanish
muro = ["La ministra de Hacienda presentará el martes un plan para reducir el déficit en dos puntos antes de 2027, según fuentes del Gobierno consultadas por este diario.",
        "El borrador, al que ha tenido acceso La Comarca, prevé una subida gradual del impuesto a los carburantes y un recorte de las ayudas a las grandes explotaciones agrarias.",
        "La oposición ha anunciado ya que rechazará el texto en el Congreso, y los sindicatos estudian una jornada de protesta."]
page("paywall-es", """
<!DOCTYPE html><html lang="es"><head><title>Hacienda prepara un ajuste de dos puntos de déficit - La Comarca</title><meta property="og:site_name" content="La Comarca"><meta property="og:type" content="article"><meta property="og:title" content="Hacienda prepara un ajuste de dos puntos de déficit"><script type="application/ld+json">
{"@context":"https://schema.org","@type":"NewsArticle","headline":"Hacienda prepara un ajuste de dos puntos de déficit","datePublished":"2024-10-06T22:10:00+02:00","author":[{"@type":"Person","name":"Julia Montes"}],"isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"}}</script></head><body>
<header>""" + menu(["España", "Internacional", "Economía", "Deportes"]) + """</header><article class="noticia"><h1>Hacienda prepara un ajuste de dos puntos de déficit</h1><div class="firma">Por <a href="/autor/julia-montes">Julia Montes</a></div><div class="cuerpo">""" + ps(muro) + """</div>
<div class="paywall-offer"><h3>Suscríbete para seguir leyendo</h3><p>Lee sin límites por un euro el primer mes. Cancela cuando quieras.</p><a class="btn" href="/s">Suscribirme</a></div></article><footer><p>© La Comarca S.A. Todos los derechos reservados.</p></footer></body></html>""",
     {"title": "Hacienda prepara un ajuste de dos puntos de déficit", "authors": ["Julia Montes"], "published": "2024-10-06T20:10:00Z", "lang": "es", "page_class": "paywalled", "text": muro, "not": ["Cancela cuando", "Todos los derechos"]})

# --- AMP
amp = ["Volunteers have planted eleven thousand trees along the old railway line between Carrow and Selby Cross, two years ahead of plan.",
       "The group began in 2021 with a handful of families and a borrowed trailer. On Sunday more than four hundred people came to plant the last row of oaks.",
       "“My grandchildren will walk in the shade here,” said organiser Beth Ingram, who has kept a list of every tree and of the person who planted it.",
       "The county council will open the line as a cycle path next spring, and it has promised to pay for the care of the trees for ten years."]
page("amp", """
<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>Eleven thousand trees for an old railway line</title><link rel="canonical" href="https://www.carrowtimes.example/news/trees-railway-line"><style amp-boilerplate>body{visibility:hidden}</style>
<script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","mainEntityOfPage":"https://www.carrowtimes.example/news/trees-railway-line","headline":"Eleven thousand trees for an old railway line","datePublished":"2024-04-14T18:00:00Z","author":{"@type":"Person","name":"Dev Larkin"},"publisher":{"@type":"Organization","name":"Carrow Times"}}</script></head><body>
<amp-sidebar id="menu"><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></amp-sidebar><header class="header"><a href="/">Carrow Times</a></header><article><h1>Eleven thousand trees for an old railway line</h1><p class="byline">By Dev Larkin</p>
<amp-img src="t.jpg" width="1" height="1"></amp-img>""" + ps(amp[:2]) + """<amp-ad type="doubleclick"></amp-ad>""" + ps(amp[2:]) + """</article><amp-list class="related"><div role="list"><a href="/1">Bus route saved after protest</a><a href="/2">Library opens on Sundays</a></div></amp-list><footer>© Carrow Times</footer></body></html>""",
     {"title": "Eleven thousand trees for an old railway line", "authors": ["Dev Larkin"], "published": "2024-04-14T18:00:00Z", "outlet": "Carrow Times", "lang": "en", "page_class": "article",
      "url": "https://www.carrowtimes.example/news/trees-railway-line", "text": amp, "not": ["Bus route"]})

# --- right to left
arabic = ["قال مسؤولون إن جسرا فوق نهر الوادي انهار يوم الثلاثاء بعد أمطار غزيرة استمرت يومين، مما أسفر عن مقتل شخصين وإصابة خمسة آخرين.",
          "وأضافت رئيسة فرق الإنقاذ سلمى الحداد أن البحث مستمر عن سائق شاحنة لا يزال مفقودا، وأن قوة التيار تمنع عمل الغواصين.",
          "وكان الجسر قد بني في عام 1971 وخضع للفحص في الربيع الماضي، ولم تظهر فيه أي عيوب بحسب وزارة النقل.",
          "وغادر نحو ثلاثمئة شخص منازلهم في الوادي وقضوا الليل في قاعة رياضية، بحسب ما أعلنه رئيس البلدية في بيان."]
page("arabic", """
<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>مقتل شخصين في انهيار جسر بعد أمطار غزيرة | صحيفة الميناء</title><meta property="og:title" content="مقتل شخصين في انهيار جسر بعد أمطار غزيرة"><meta property="og:type" content="article"><meta property="og:site_name" content="صحيفة الميناء"></head><body>
<header>""" + menu(["الرئيسية", "سياسة", "اقتصاد", "رياضة"]) + """</header><article><h1>مقتل شخصين في انهيار جسر بعد أمطار غزيرة</h1><div class="meta"><span class="author">بقلم: ليلى منصور</span> <span class="date">٢٦ نوفمبر ٢٠٢٤</span></div><div class="article-content">""" + ps(arabic) + """</div>
<div class="related"><h3>اقرأ أيضا</h3><ul><li><a href="/1">العاصفة تقطع الكهرباء عن الساحل</a></li></ul></div></article><footer><p>جميع الحقوق محفوظة © صحيفة الميناء</p></footer></body></html>""",
     {"title": "مقتل شخصين في انهيار جسر بعد أمطار غزيرة", "authors": ["ليلى منصور"], "published": "2024-11-26T00:00:00Z", "lang": "ar", "text": arabic, "not": ["اقرأ أيضا", "جميع الحقوق"]})

# --- Cyrillic
russian = ["Мост через реку Алду обрушился во вторник после двух дней сильных дождей, погибли два человека, сообщили в областной администрации.",
           "Спасатели всю ночь искали водителя грузовика, который числится пропавшим. Течение слишком сильное для водолазов, рассказала начальник пожарной службы Марта Кессель.",
           "Мост был построен в 1971 году. Весной его осматривали, и никаких повреждений найдено не было, утверждает министерство транспорта.",
           "Около трёхсот жителей долины провели ночь в спортивном зале. Поезда между двумя городами не будут ходить до пятницы."]
page("russian", """
<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Обрушение моста: погибли два человека - Портовая газета</title><meta property="og:title" content="Обрушение моста: погибли два человека"><meta property="og:type" content="article"><meta property="og:site_name" content="Портовая газета"></head><body>
<div class="menu">""" + menu(["Новости", "Политика", "Экономика", "Спорт"]) + """</div><div class="content"><h1>Обрушение моста: погибли два человека</h1><div class="info"><span class="date">26 ноября 2024, 18:20</span><span class="author">Автор: Ирина Соболь</span></div><div class="article-text">""" + ps(russian[:2]) + """<p><strong>Читайте также:</strong> <a href="/1">Шторм оставил побережье без света</a></p>""" + ps(russian[2:]) + """</div></div>
<div class="footer">Все права защищены © 2024</div></body></html>""",
     {"title": "Обрушение моста: погибли два человека", "authors": ["Ирина Соболь"], "published": "2024-11-26T18:20:00Z", "lang": "ru", "page_class": "article", "text": russian, "not": ["Читайте также", "Все права"]})

# --- Ukrainian, declared wrongly as English
ukrainian = ["Міст через річку Алду обвалився у вівторок після двох днів сильних дощів, загинули двоє людей, повідомили в обласній адміністрації.",
             "Рятувальники всю ніч шукали водія вантажівки, який вважається зниклим безвісти. Течія надто сильна для водолазів, розповіла керівниця служби Марта Кессель.",
             "Міст збудували 1971 року. Навесні його оглядали, і жодних пошкоджень не знайшли, стверджує міністерство транспорту.",
             "Близько трьохсот мешканців долини провели ніч у спортивній залі. Потяги між двома містами не ходитимуть до п'ятниці."]
page("ukrainian-declared-en", """
<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Обвал мосту: загинули двоє людей</title><meta property="article:published_time" content="2024-11-26T18:20:00+02:00"><meta property="og:type" content="article"></head><body>
<header>""" + menu(["Новини", "Політика", "Спорт"]) + """</header><main><article class="post"><h1>Обвал мосту: загинули двоє людей</h1><div class="entry-content">""" + ps(ukrainian) + """</div></article></main><footer>© 2024</footer></body></html>""",
     {"title": "Обвал мосту: загинули двоє людей", "published": "2024-11-26T16:20:00Z", "lang": "uk", "lang_from": "detected", "text": ukrainian})

# --- Chinese and Japanese
chinese = ["星期二，连续两天的暴雨过后，阿尔达河上的一座大桥倒塌，造成两人死亡，通往海岸的主要公路中断，当地官员说。",
           "救援人员整夜在河中搜寻一名失踪的卡车司机。消防负责人玛尔塔说：“水流太急，潜水员无法下水，我们将在天亮后继续。”",
           "这座桥建于1971年，今年春天曾接受检查，没有发现任何问题，交通部表示。",
           "山谷里约有三百人离开家园，在体育馆过夜。铁路公司说，两座城市之间的列车星期五之前不会恢复运行。"]
page("chinese", """
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>暴雨后大桥倒塌 两人死亡_海港日报</title></head><body><div class="nav">""" + menu(["首页", "国际", "财经", "体育"]) + """</div><div class="article-main"><h1>暴雨后大桥倒塌 两人死亡</h1><div class="article-info"><span class="time">2024年11月26日 18:20</span> <span class="author">记者 林小川</span></div>
<div class="article-content">""" + ps(chinese) + """</div><div class="share">分享到</div></div><div class="related"><h3>相关阅读</h3><ul><li><a href="/1">沿海风暴造成停电</a></li></ul></div><div class="footer">版权所有 海港日报</div></body></html>""",
     {"title": "暴雨后大桥倒塌 两人死亡", "authors": ["林小川"], "published": "2024-11-26T18:20:00Z", "lang": "zh", "text": chinese, "not": ["相关阅读", "版权所有"]})

japanese = ["二日間続いた大雨のあと、火曜日にアルダ川に架かる橋が崩れ、二人が死亡した。海岸へ向かう幹線道路は通行止めになっていると、当局者が明らかにした。",
            "救助隊は行方が分からなくなっているトラックの運転手を夜通し捜した。消防の責任者は「流れが速すぎて潜水士が入れない」と話している。",
            "橋は一九七一年に造られ、今年の春に点検を受けたが、異常は見つからなかったと交通省は説明している。",
            "谷に住むおよそ三百人が家を離れ、体育館で夜を過ごした。二つの町を結ぶ列車は金曜日まで動かないという。"]
page("japanese", """
<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>大雨のあと橋が崩落、二人死亡｜みなと新聞</title><meta property="og:type" content="article"><meta property="article:published_time" content="2024-11-26T18:20:00+09:00"></head><body><header>""" + menu(["ホーム", "社会", "経済", "スポーツ"]) + """</header>
<article><h1>大雨のあと橋が崩落、二人死亡</h1><div class="body">""" + ps(japanese) + """</div></article><aside><h3>関連記事</h3><ul><li><a href="/1">沿岸で停電続く</a></li></ul></aside></body></html>""",
     {"title": "大雨のあと橋が崩落、二人死亡", "published": "2024-11-26T09:20:00Z", "lang": "ja", "text": japanese, "not": ["関連記事"]})

# --- an old layout: tables, line breaks, no paragraphs
old = ["The ferry between Holm and the outer islands will stop running at the end of the month, the company that owns it said on Monday.",
       "Only nine passengers a day used the ship last winter, and the repair of its engine would cost more than the fares of ten years, the owner, Sven Aker, said.",
       "People on the islands are angry. “Nobody asked us,” said Greta Vik, who has taught at the island school since 1988. “How shall the children come home?”",
       "The council will discuss the matter on Thursday. It could pay for a smaller boat, but the money would have to come out of the budget for roads."]
page("old-tables", """
<html><head><title>Holm Courier: Island ferry to stop at end of month</title></head><body bgcolor="#ffffff"><table width="100%"><tr><td width="150" valign="top"><a href="/">Front page</a><br><a href="/local">Local</a><br><a href="/letters">Letters</a><br><a href="/ads">Small ads</a></td>
<td valign="top"><h1><font size="5">Island ferry to stop at end of month</font></h1><font size="2">By Arne Falk<br>2 April 2003</font><br><br>""" + "<br><br>\n".join(old) + """</td></tr></table><hr><center><font size="1">Copyright 2003 Holm Courier</font></center></body></html>""",
     {"title": "Island ferry to stop at end of month", "authors": ["Arne Falk"], "published": "2003-04-02T00:00:00Z", "lang": "en", "text": old, "not": ["Small ads", "Copyright 2003"]})

# --- Portuguese, broken JSON-LD, soft hyphens
port = ["A câmara de Vila Serena aprovou na quinta-feira a construção de uma nova ponte pedonal sobre o rio, depois de anos de discussão.",
        "A obra vai custar quatro milhões de euros e deve começar em setembro. Metade do dinheiro vem de fundos europeus, disse o presidente da câmara, Rui Tavira.",
        "Os moradores do bairro velho receiam o barulho das máquinas, mas os comerciantes esperam mais visitantes no centro da cidade.",
        "O projeto prevê ainda um jardim com oitenta árvores e uma rampa para pessoas com mobilidade reduzida."]
page("portuguese-broken-jsonld", """
<!DOCTYPE html><html lang="pt-PT"><head><meta charset="utf-8"><title>Vila Serena aprova ponte pedonal - Diário do Rio</title><meta property="og:title" content="Vila Serena aprova ponte pedonal"><meta property="og:site_name" content="Diário do Rio"><meta property="og:type" content="article"><script type="application/ld+json">
{"@context":"https://schema.org","@type":"NewsArticle","headline":"Vila Serena aprova
ponte pedonal","datePublished":"2024-05-16T19:05:00+01:00","author":{"@type":"Person","name":"Inês Couto",},}</script></head><body>
<header>""" + menu(["Início", "Local", "Desporto"]) + """</header><article><h1>Vila Serena aprova ponte pedonal</h1><div class="texto">""" + ps(port).replace("construção", "cons&shy;tru&shy;ção").replace("nova ponte", "nova&nbsp;ponte") + """</div><p class="leia">Leia também: <a href="/1">Festa do rio volta em junho</a></p></article><footer>Todos os direitos reservados</footer></body></html>""",
     {"title": "Vila Serena aprova ponte pedonal", "authors": ["Inês Couto"], "published": "2024-05-16T18:05:00Z", "lang": "pt", "page_class": "article", "text": port, "not": ["Leia também"]})

# --- pages that are no article
page("front-page", """
<!DOCTYPE html><html lang="en"><head><title>Harbour Post - news from the coast</title><meta property="og:type" content="website"><script type="application/ld+json">{"@context":"https://schema.org","@type":"CollectionPage","name":"Harbour Post"}</script></head><body><header>""" + menu(["News", "Politics", "Harbour", "Opinion", "Sport", "Weather", "Jobs", "Homes"]) + """</header><main>""" +
     "".join("<section class=\"section-list\"><h2><a href=\"/s%d\">%s</a></h2>" % (i, s) + "".join("<div class=\"teaser\"><h3><a href=\"/s%d/%d\">%s</a></h3></div>" % (i, k, t) for k, t in enumerate(ts)) + "</section>" for i, (s, ts) in enumerate([
         ("News", ["Bridge collapse kills two", "Ferry stops running", "Budget vote today"]), ("Sport", ["Rovers win at last", "Rowing club sells boathouse", "Coach leaves after nine years"]), ("Opinion", ["Why the council is wrong", "Leave the trees alone", "Letters of the week"])])) + """</main><footer>""" + menu(["About us", "Contact", "Privacy"]) + """</footer></body></html>""",
     {"page_class": "listing", "text": "", "note": "listing"})

page("error-page", """
<!DOCTYPE html><html lang="en"><head><title>Page not found - Harbour Post</title></head><body><header>""" + menu(["News", "Politics", "Sport"]) + """</header><main><h1>Page not found</h1><p>We could not find the page you were looking for.</p><form action="/search"><input name="q"><button>Search</button></form></main></body></html>""",
     {"text": ""})
