#!/usr/bin/env python3
"""Writes more golden pages: whole pages of kinds that make.py has not, or not in such a dress.

    tests/golden/extract/make_kinds.py

All people, places, sites and happenings are invented.
"""
import json

from dress import menu, page, ps, teasers

COUNTER = """<script>window.dataLayer=window.dataLayer||[];function track(e){dataLayer.push({event:e,at:Date.now()})}track("pageview");
(function(d){var s=d.createElement("script");s.async=true;s.src="/static/metrics.js";d.head.appendChild(s)})(document);</script>"""


def ld(**fields):
    return "<script type=\"application/ld+json\">" + json.dumps({"@context": "https://schema.org", **fields}, ensure_ascii=False) + "</script>"


def person(name):
    return {"@type": "Person", "name": name}


def share(words, cls="share-buttons"):
    return "<div class=\"%s\">" % cls + "".join("<a href=\"#\" rel=\"nofollow\"><span>%s</span></a>" % w for w in words) + "</div>"


def comments(title, entries, cls="comments"):
    return "<section id=\"comments\" class=\"%s\"><h3>%s</h3>" % (cls, title) + "".join(
        "<div class=\"comment\"><span class=\"comment-author\">%s</span><p>%s</p></div>" % e for e in entries) + "</section>"


# --- Persian, right to left: the date stands on the page only, in the solar calendar and its own digits
persian = ["پل قدیمی شهر ساحلی نیلوفر پس از دو روز بارندگی شدید فرو ریخت و دو نفر جان خود را از دست دادند، مقام‌های محلی روز سه‌شنبه اعلام کردند.",
           "به گفته مهران کاوه، رئیس آتش‌نشانی، نیروهای امدادی تمام شب به دنبال راننده کامیونی بودند که هنوز پیدا نشده است.",
           "او به خبرنگاران گفت: «جریان آب برای غواصان بسیار شدید است و جست‌وجو با روشن شدن هوا از سر گرفته می‌شود.»",
           "این پل پنجاه سال پیش ساخته شده بود و وزارت راه می‌گوید در بازدید بهار گذشته هیچ نقصی در آن دیده نشده است.",
           "حدود سیصد نفر از ساکنان دره خانه‌های خود را ترک کردند و شب را در یک سالن ورزشی گذراندند."]
page("persian-solar-date", """
<!DOCTYPE html><html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>ریزش پل نیلوفر دو کشته بر جا گذاشت - خبرگزاری بامداد</title>
<meta property="og:title" content="ریزش پل نیلوفر دو کشته بر جا گذاشت"><meta property="og:site_name" content="خبرگزاری بامداد"><meta property="og:type" content="article">""" + COUNTER + """</head>
<body class="rtl"><header class="header"><a class="logo" href="/">خبرگزاری بامداد</a>""" + menu(["سیاسی", "اقتصادی", "اجتماعی", "ورزشی", "فرهنگی", "استان‌ها"]) + """</header>
<div class="container"><div class="news-detail"><div class="breadcrumb"><a href="/">خانه</a> / <a href="/society">اجتماعی</a></div>
<h1 class="title">ریزش پل نیلوفر دو کشته بر جا گذاشت</h1><div class="news-info"><span class="date">۱۴ آذر ۱۴۰۳ - ۱۰:۳۵</span><span class="code">کد خبر: ۷۷۱۲۰۴</span></div>
<figure><img src="/pol.jpg" alt=""></figure><div class="news-body" itemprop="articleBody">""" + ps(persian) + """</div>
""" + share(["تلگرام", "واتساپ", "ایکس", "چاپ"]) + """</div>""" + teasers(["قطع برق در شهرهای ساحلی", "بازدید دوباره از پل‌های قدیمی", "بازگشایی مدارس از شنبه"], "اخبار مرتبط", "related-news") + comments("نظر شما", [("ناشناس", "خدا رحمتشان کند، این پل سال‌ها خراب بود و کسی کاری نکرد."), ("سارا", "لطفا عکس‌های بیشتری بگذارید.")]) + """</div>
<footer><p>تمامی حقوق این سایت برای خبرگزاری بامداد محفوظ است.</p>""" + menu(["درباره ما", "تماس با ما", "پیوندها"]) + """</footer></body></html>""",
     {"title": "ریزش پل نیلوفر دو کشته بر جا گذاشت", "outlet": "خبرگزاری بامداد", "lang": "fa", "page_class": "article", "published": "2024-12-04T10:35:00Z",
      "text": persian, "not": ["اخبار مرتبط", "کد خبر", "تلگرام", "خدا رحمتشان", "تمامی حقوق"]})

# --- Hebrew, right to left: byline and meta tags
hebrew = ["גשר ישן בעיר החוף נווה גלים קרס ביום שלישי אחרי יומיים של גשם כבד, ושני בני אדם נהרגו, כך מסרו הרשויות.",
          "צוותי החילוץ חיפשו כל הלילה נהג משאית שעדיין נעדר, אמר מפקד תחנת הכיבוי, אלון ברקאי.",
          "\"הזרם חזק מדי בשביל הצוללנים\", אמר. \"נמשיך עם אור ראשון\".",
          "הגשר נבנה לפני חמישים שנה. לפי משרד התחבורה, בבדיקה שנעשתה באביב לא נמצא בו כל ליקוי.",
          "כשלוש מאות תושבים פונו מבתיהם ושהו את הלילה באולם הספורט של בית הספר."]
page("hebrew", """
<!DOCTYPE html><html lang="he" dir="rtl"><head><meta charset="utf-8"><title>שני הרוגים בקריסת גשר בנווה גלים | קול החוף</title><meta property="og:title" content="שני הרוגים בקריסת גשר בנווה גלים"><meta property="og:site_name" content="קול החוף"><meta property="og:type" content="article">
<meta property="article:published_time" content="2024-11-26T19:42:00+02:00"><meta property="article:modified_time" content="2024-11-26T22:10:00+02:00"><meta name="author" content="דנה לביא">""" + COUNTER + """</head>
<body><div id="cookie-notice" role="dialog"><p>אתר זה משתמש בעוגיות כדי לשפר את חוויית הגלישה שלך.</p><button>הבנתי</button></div><header><a href="/">קול החוף</a>""" + menu(["חדשות", "כלכלה", "ספורט", "תרבות", "דעות"]) + """</header>
<main><article><h1>שני הרוגים בקריסת גשר בנווה גלים</h1><h2 class="subtitle">כשלוש מאות תושבים פונו מבתיהם; החיפושים אחר נהג המשאית נמשכים</h2><div class="article-credit"><a rel="author" href="/writers/dana">דנה לביא</a> <time datetime="2024-11-26T19:42:00+02:00">26.11.2024, 19:42</time></div>
""" + share(["פייסבוק", "ווטסאפ", "שלחו לחבר"]) + """<div class="article-text">""" + ps(hebrew[:3]) + """<div class="inline-related"><strong>קראו עוד:</strong> <a href="/x/9">אלפי בתים בלי חשמל בצפון</a></div>""" + ps(hebrew[3:]) + """</div></article>
""" + comments("תגובות (2)", [("יוסי", "כל שנה אותו סיפור, ואף אחד לא לוקח אחריות."), ("מיכל", "ליבי עם המשפחות.")]) + teasers(["סערה בחוף: אלפי בתים בלי חשמל", "השר הבטיח בדיקה של כל הגשרים", "מחיר הדלק ירד"], "עוד באתר") + """</main>
<footer><p>כל הזכויות שמורות לקול החוף ©</p>""" + menu(["אודות", "צור קשר", "תנאי שימוש"]) + """</footer></body></html>""",
     {"title": "שני הרוגים בקריסת גשר בנווה גלים", "authors": ["דנה לביא"], "outlet": "קול החוף", "lang": "he", "page_class": "article", "published": "2024-11-26T17:42:00Z", "modified": "2024-11-26T20:10:00Z",
      "text": hebrew, "not": ["עוגיות", "קראו עוד", "תגובות", "כל שנה אותו סיפור", "עוד באתר"]})

# --- Hindi: JSON-LD, dandas, boxes that tempt to other pages
hindi = ["दो दिन की भारी बारिश के बाद मंगलवार को सुंदरपुर में नदी पर बना एक पुराना पुल गिर गया, जिससे दो लोगों की मौत हो गई। अधिकारियों ने यह जानकारी दी।",
         "दमकल प्रमुख रमेश कौशल ने बताया कि बचाव दल ने लापता ट्रक चालक की रात भर तलाश की, लेकिन उसका पता नहीं चला।",
         "उन्होंने पत्रकारों से कहा, \"पानी का बहाव गोताखोरों के लिए बहुत तेज है। सुबह होते ही हम फिर खोज शुरू करेंगे।\"",
         "परिवहन विभाग के अनुसार यह पुल पचास साल पहले बना था और पिछली जांच में इसमें कोई खराबी नहीं मिली थी।",
         "घाटी के करीब तीन सौ लोगों को उनके घरों से निकालकर एक स्कूल में ठहराया गया है। शुक्रवार से पहले रेल सेवा शुरू होने की संभावना नहीं है।"]
page("hindi", """
<!DOCTYPE html><html lang="hi"><head><meta charset="utf-8"><title>सुंदरपुर में पुल गिरा, दो लोगों की मौत | प्रभात वाणी</title><meta property="og:title" content="सुंदरपुर में पुल गिरा, दो लोगों की मौत"><meta property="og:site_name" content="प्रभात वाणी"><meta property="og:type" content="article">
""" + ld(**{"@type": "NewsArticle", "headline": "सुंदरपुर में पुल गिरा, दो लोगों की मौत", "datePublished": "2024-11-26T20:15:00+05:30", "dateModified": "2024-11-26T21:00:00+05:30", "author": [person("अनीता वर्धन")], "publisher": {"@type": "Organization", "name": "प्रभात वाणी"}}) + COUNTER + """</head>
<body><header><a href="/">प्रभात वाणी</a>""" + menu(["होम", "देश", "राज्य", "खेल", "मनोरंजन", "राशिफल"]) + """</header><main><article><div class="breadcrumb"><a href="/">होम</a> › <a href="/state">राज्य</a></div>
<h1>सुंदरपुर में पुल गिरा, दो लोगों की मौत</h1><div class="author-info"><a href="/author/anita">अनीता वर्धन</a>, <span>प्रभात वाणी</span> <time datetime="2024-11-26T20:15:00+05:30">26 नवंबर 2024, 08:15 PM</time></div>""" + share(["फेसबुक", "व्हाट्सएप", "टेलीग्राम"]) + """
<div class="story-content">""" + ps(hindi[:2]) + """<div class="also-read"><a href="/x/4">ये भी पढ़ें: तट पर तूफान से हजारों घरों की बिजली गुल</a></div>""" + ps(hindi[2:]) + """</div></article>
""" + teasers(["मंत्री ने सभी पुराने पुलों की जांच का आदेश दिया", "सोने की कीमत में गिरावट", "आज का राशिफल"], "संबंधित खबरें") + """<div class="app-promo"><p>ताजा खबरों के लिए हमारा ऐप डाउनलोड करें।</p></div></main><footer><p>© 2024 प्रभात वाणी। सर्वाधिकार सुरक्षित।</p>""" + menu(["हमारे बारे में", "संपर्क करें"]) + """</footer></body></html>""",
     {"title": "सुंदरपुर में पुल गिरा, दो लोगों की मौत", "authors": ["अनीता वर्धन"], "outlet": "प्रभात वाणी", "lang": "hi", "page_class": "article", "published": "2024-11-26T14:45:00Z", "modified": "2024-11-26T15:30:00Z",
      "text": hindi, "not": ["ये भी पढ़ें", "संबंधित खबरें", "ऐप डाउनलोड", "सर्वाधिकार"]})

# --- Ukrainian daily: visible byline and date, quote block, comments
ukrainian = ["У місті Калинівка-на-Росі у вівторок після двох днів сильних дощів обвалився автомобільний міст. Загинули двоє людей, повідомили місцеві посадовці.",
             "Рятувальники всю ніч шукали водія вантажівки, який досі вважається зниклим безвісти, розповів начальник пожежної частини Остап Гримич.",
             "«Течія надто сильна для водолазів. Ми продовжимо пошуки на світанку», — сказав він журналістам.",
             "Міст збудували п'ятдесят років тому. У міністерстві кажуть, що під час весняної перевірки жодних пошкоджень не виявили.",
             "Близько трьохсот мешканців долини залишили свої домівки й провели ніч у спортивній залі школи.",
             "Поїзди між двома містами не курсуватимуть щонайменше до п'ятниці."]
page("ukrainian-daily", """
<!DOCTYPE html><html lang="uk"><head><meta charset="utf-8"><title>На Росі обвалився міст, загинули двоє людей — Калинівський вісник</title><meta property="og:site_name" content="Калинівський вісник"><meta property="og:title" content="На Росі обвалився міст, загинули двоє людей">
<meta property="og:type" content="article">""" + COUNTER + """</head><body><header><a href="/">Калинівський вісник</a>""" + menu(["Новини", "Політика", "Економіка", "Спорт", "Культура", "Погода"]) + """</header>
<main class="post"><h1 class="post__title">На Росі обвалився міст, загинули двоє людей</h1><div class="post__meta"><span class="post__author">Автор: <a href="/author/17">Соломія Ткач</a></span> <span class="post__date">26 листопада 2024, 14:20</span> <span class="post__views">3 112 переглядів</span></div>
<div class="post__text">""" + ps(ukrainian[:2]) + "<blockquote>" + ps(ukrainian[2:3]) + "</blockquote>" + ps(ukrainian[3:5]) + """<p class="read-also">Читайте також: <a href="/x/2">На узбережжі тисячі осель залишилися без світла</a></p>""" + ps(ukrainian[5:]) + """</div>
<div class="telegram-box"><p>Підписуйтесь на наш канал у Telegram, щоб не пропустити важливі новини.</p></div>""" + share(["Facebook", "Telegram", "Viber"]) + comments("Коментарі", [("Петро", "Цей міст тріщав уже років десять, і всі про це знали."), ("Галина", "Співчуття родинам загиблих.")]) + """</main>
<aside>""" + teasers(["Негода на узбережжі", "Уряд перевірить усі старі мости", "Курс валют на середу"], "Останні новини", "sidebar-news") + """</aside><footer><p>© 2024 Калинівський вісник. Передрук лише з посиланням на джерело.</p></footer></body></html>""",
     {"title": "На Росі обвалився міст, загинули двоє людей", "authors": ["Соломія Ткач"], "outlet": "Калинівський вісник", "lang": "uk", "page_class": "article", "published": "2024-11-26T14:20:00Z",
      "text": ukrainian, "not": ["Читайте також", "переглядів", "Підписуйтесь", "тріщав", "Передрук", "Останні новини"]})

# --- Chinese in traditional characters: date with the reporter's place, JSON-LD
chinese = ["連續兩天的大雨過後，青石鎮一座跨河大橋星期二倒塌，造成兩人死亡，通往海岸的公路中斷，地方官員表示。",
           "救難人員整夜搜尋一名失蹤的貨車司機。消防隊長林承遠說：「水流太急，潛水員無法下水，天亮後會繼續搜尋。」",
           "這座橋建於五十年前。交通部門指出，今年春天檢查時並未發現任何異常。",
           "山谷裡大約三百名居民撤離家園，在學校體育館過夜。兩座城市之間的火車星期五以前不會恢復行駛。"]
page("chinese-traditional", """
<!DOCTYPE html><html lang="zh-Hant"><head><meta charset="utf-8"><title>大雨沖垮青石鎮大橋 兩人死亡 | 海風時報</title><meta property="og:title" content="大雨沖垮青石鎮大橋 兩人死亡"><meta property="og:site_name" content="海風時報"><meta property="og:type" content="article">
""" + ld(**{"@type": "NewsArticle", "headline": "大雨沖垮青石鎮大橋 兩人死亡", "datePublished": "2024-11-26T18:20:00+08:00", "author": person("許雅文"), "publisher": {"@type": "Organization", "name": "海風時報"}}) + COUNTER + """</head>
<body><header><a href="/">海風時報</a>""" + menu(["即時", "政治", "社會", "財經", "體育", "娛樂"]) + """</header><article><h1>大雨沖垮青石鎮大橋 兩人死亡</h1><div class="article-meta"><time>2024-11-26 18:20</time> <span>海風時報 記者許雅文</span></div>""" + share(["分享", "列印", "存新聞"]) + """
<div class="article-content">""" + ps(chinese[:2]) + """<div class="ad">廣告 請繼續往下閱讀</div>""" + ps(chinese[2:]) + """</div></article>""" + teasers(["沿海數千戶停電", "部長承諾檢查所有老橋", "週末天氣轉晴"], "延伸閱讀") + """
<div class="app"><p>下載海風時報應用程式，隨時掌握最新消息。</p></div><footer><p>版權所有 不得轉載</p></footer></body></html>""",
     {"title": "大雨沖垮青石鎮大橋 兩人死亡", "authors": ["許雅文"], "outlet": "海風時報", "lang": "zh", "page_class": "article", "published": "2024-11-26T10:20:00Z", "text": chinese, "not": ["廣告", "延伸閱讀", "下載", "版權所有"]})

# --- magazine long read: initial, pull quote, section breaks, note on the author
essay = ["The lighthouse at Skerry Point has not been needed since 1994, and for thirty years Edda Moran has gone up its stairs every evening all the same.",
         "She is seventy-six. There are 143 steps, she says, and she counts them under her breath, because on the one night that she did not count she sat down at what she thought was the top and found that it was not.",
         "I first met her in the winter of 2021, when the harbour board had just decided to sell the tower. A buyer from the capital wanted to turn it into six holiday flats. Moran had written to the newspaper, to the bishop and to the king.",
         "“The bishop answered,” she told me. “The king is probably still thinking.”",
         "A light that nobody watches",
         "What she was defending was hard to explain. Ships steer by satellite now, and the coast guard had taken the great lens away to a museum. The lamp that Moran lights is a bulb of the kind that you find in a kitchen.",
         "And yet the fishermen look for it. Nils Hagan, who has worked these waters for four decades, admitted as much when I went out with him one morning in March. “You know that it is not for you,” he said. “But you look.”",
         "The board voted again last autumn. The flats were rejected by five votes to four, and the tower was given to a trust of which Moran is the only member under eighty.",
         "On my last evening I climbed with her. At the top she put her hand on the switch, waited for the church clock, and said what she says each time, which she has asked me not to write down."]
page("magazine-long-read", """
<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>The Keeper Who Would Not Leave | The Tidewater Review</title><meta name="description" content="For thirty years a woman has lit a lamp that no ship needs."><meta property="og:title" content="The Keeper Who Would Not Leave"><meta property="og:site_name" content="The Tidewater Review"><meta property="og:type" content="article">
""" + ld(**{"@type": "Article", "headline": "The Keeper Who Would Not Leave", "datePublished": "2024-03-29T06:00:00-04:00", "author": person("Joan Castellan"), "publisher": {"@type": "Organization", "name": "The Tidewater Review"}, "articleSection": "Letter from the Coast"}) + COUNTER + """</head>
<body class="longform"><div class="consent"><p>We value your privacy. We and our 214 partners store information on your device.</p><button>Agree</button><button>Manage options</button></div><header><a href="/">The Tidewater Review</a>""" + menu(["Books", "Essays", "Fiction", "Culture", "Archive", "Subscribe"]) + """</header>
<main><article><header class="lede"><a class="rubric" href="/letters">Letter from the Coast</a><h1>The Keeper Who Would Not Leave</h1><p class="dek">For thirty years a woman has lit a lamp that no ship needs.</p><p class="byline">By <a href="/contributors/joan-castellan" rel="author">Joan Castellan</a></p><time datetime="2024-03-29T06:00:00-04:00">March 29, 2024</time><span class="reading-time">14 minute read</span></header>
<div class="audio-player"><p>Listen to this article</p><audio src="/a.mp3" controls></audio></div><div class="body">
<p class="has-dropcap"><span class="dropcap">T</span>""" + essay[0][1:] + "</p>" + ps(essay[1:3]) + """<aside class="pull-quote"><p>“The king is probably still thinking.”</p></aside>""" + ps(essay[3:4]) + "<h2>" + essay[4] + "</h2>" + ps(essay[5:8]) + "<hr class=\"section-break\">" + ps(essay[8:]) + """</div><div class="author-bio"><p><a href="/contributors/joan-castellan">Joan Castellan</a> is a contributing writer at The Tidewater Review and the author of “Low Water.”</p></div></article>
<section class="recirculation"><h3>More from this issue</h3><ul><li><a href="/e/1">What the Salt Remembers</a><p>A family, a marsh and a hundred years of argument.</p></li><li><a href="/e/2">The Last Typesetter</a><p>He learned the trade in the year in which it ended.</p></li></ul></section></main>
<footer>""" + menu(["About", "Masthead", "Customer Care", "Privacy Policy"]) + """<p>© 2024 The Tidewater Review. All rights reserved.</p></footer></body></html>""",
     {"title": "The Keeper Who Would Not Leave", "authors": ["Joan Castellan"], "outlet": "The Tidewater Review", "lang": "en", "page_class": "article", "published": "2024-03-29T10:00:00Z",
      "text": essay, "not": ["Salt Remembers", "contributing writer", "214 partners", "Listen to this"]})

# --- print version: nothing but the text, the address and the date of printing
printed = ["The council of Marsh End voted on Monday night to close two of the town's five libraries by the end of June, ending a dispute that had lasted since the autumn.",
           "Seven councillors were in favour and four against. Council leader Bryn Aldous said the closures would save 240,000 pounds a year.",
           "“No one came into politics to shut a library,” he told the meeting. “But we cannot spend money that we do not have.”",
           "Campaigners had collected 3,900 signatures. Some of them shouted from the public gallery when the result was read out, and the meeting was halted for ten minutes.",
           "The remaining three libraries will open on Saturday afternoons from September, the council said."]
page("print-version", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex"><title>Marsh End to close two libraries - The Fenland Echo (print version)</title><link rel="canonical" href="https://www.fenlandecho.example/news/2024/02/13/marsh-end-to-close-two-libraries"><link rel="stylesheet" media="print" href="/print.css"></head>
<body onload="window.print()"><div class="print-logo"><img src="/logo.gif" alt="The Fenland Echo"></div><p class="print-tools"><a href="javascript:window.print()">Print this page</a> | <a href="javascript:window.close()">Close window</a></p>
<h1>Marsh End to close two libraries</h1><p class="byline">By Carys Whitlow</p><p class="date">13 February 2024</p><div class="print-body">""" + ps(printed) + """</div>
<p class="source-url">This article was printed from The Fenland Echo: https://www.fenlandecho.example/news/2024/02/13/marsh-end-to-close-two-libraries</p><p class="copyright">© Fenland Echo Media Ltd. For private use only.</p></body></html>""",
     {"title": "Marsh End to close two libraries", "authors": ["Carys Whitlow"], "lang": "en", "page_class": "article", "published": "2024-02-13T00:00:00Z", "url": "https://www.fenlandecho.example/news/2024/02/13/marsh-end-to-close-two-libraries",
      "text": printed, "not": ["Print this page", "printed from", "private use"]})

# --- nested tables in windows-1252, declared in a meta element, its quotes and dashes
ansi = ["Près de deux mille personnes ont défilé samedi à Saint-Aubert pour défendre la maternité de l’hôpital, menacée de fermeture à la fin de l’année.",
        "« Nous ne voulons pas accoucher dans une ambulance », a déclaré Hélène Maugard, sage‑femme depuis vingt ans.".replace("‑", "-"),
        "Le maire, Gérard Touvier, a demandé un rendez-vous au ministre – le troisième depuis le mois de mars – et promis de « ne rien lâcher ».",
        "Selon la direction, le service coûte 1,2 million d’€ par an et deux postes de médecin sur cinq ne sont pas pourvus."]
page("old-tables-windows-1252", """
<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252"><TITLE>Saint-Aubert : deux mille personnes pour la maternité - L’Éveil du Plateau</TITLE><META NAME="description" CONTENT="Manifestation samedi à Saint-Aubert">
<SCRIPT LANGUAGE="JavaScript"><!--
function ouvrir(u){window.open(u,'pop','width=400,height=300');}
//--></SCRIPT></HEAD><BODY BGCOLOR="#FFFFFF" TOPMARGIN=0><TABLE WIDTH=760 BORDER=0 CELLPADDING=0><TR><TD COLSPAN=3><A HREF="/"><IMG SRC="/img/logo.gif" ALT="L’Éveil du Plateau"></A></TD></TR>
<TR><TD COLSPAN=3 BGCOLOR="#003366"><FONT COLOR="#FFFFFF"><A HREF="/accueil.htm">Accueil</A> | <A HREF="/region.htm">Région</A> | <A HREF="/sports.htm">Sports</A> | <A HREF="/annonces.htm">Petites annonces</A> | <A HREF="/meteo.htm">Météo</A></FONT></TD></TR>
<TR><TD WIDTH=140 VALIGN=top><TABLE><TR><TD><B>Rubriques</B></TD></TR><TR><TD><A HREF="/faits.htm">Faits divers</A></TD></TR><TR><TD><A HREF="/politique.htm">Politique</A></TD></TR><TR><TD><A HREF="/culture.htm">Culture</A></TD></TR></TABLE></TD>
<TD VALIGN=top><TABLE WIDTH="100%"><TR><TD><FONT SIZE=5><B>Saint-Aubert : deux mille personnes pour la maternité</B></FONT></TD></TR><TR><TD><FONT SIZE=2><I>Par Luc Fabrègue</I><BR>Publié le 9 novembre 2003</FONT></TD></TR><TR><TD>
<P>""" + "\n<P>".join(ansi) + """
</TD></TR><TR><TD><FONT SIZE=1><A HREF="javascript:ouvrir('/envoyer.cgi')">Envoyer à un ami</A> | <A HREF="/imprimer.cgi?id=3312">Version imprimable</A></FONT></TD></TR></TABLE></TD>
<TD WIDTH=160 VALIGN=top><TABLE BGCOLOR="#EEEEEE"><TR><TD><B>À lire aussi</B></TD></TR><TR><TD><A HREF="/3298.htm">Le pont du Bief rouvre lundi</A></TD></TR><TR><TD><A HREF="/3301.htm">Rugby : courte défaite à domicile</A></TD></TR></TABLE></TD></TR></TABLE>
<HR><CENTER><FONT SIZE=1>© 2003 L’Éveil du Plateau – Reproduction interdite</FONT></CENTER></BODY></HTML>""",
     {"title": "Saint-Aubert : deux mille personnes pour la maternité", "authors": ["Luc Fabrègue"], "lang": "fr", "page_class": "article", "published": "2003-11-09T00:00:00Z", "text": ansi, "not": ["Envoyer à un ami", "Petites annonces", "Rugby", "Reproduction"]}, "windows-1252")

# --- a page that scripts would fill: the text stands in the JSON-LD alone
single = ["Workers at the Orsk tyre factory ended a five-week strike on Friday after accepting a pay rise of nine percent over two years, their union said.",
          "The deal was backed by 71 percent of those who voted. Production will start again on Monday, the company said in a statement.",
          "“It is not all that we wanted, but it is more than they swore we would ever get,” said the union's chairwoman, Petra Zell.",
          "The strike cost the company about 30 million euros and led two carmakers to look for other suppliers."]
page("single-page-application", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tyre workers end five-week strike</title><link rel="modulepreload" href="/assets/app.7f3d.js"><link rel="stylesheet" href="/assets/app.9a1c.css">
""" + ld(**{"@type": "NewsArticle", "mainEntityOfPage": "https://news.inland.example/economy/tyre-workers-end-strike", "headline": "Tyre workers end five-week strike", "datePublished": "2024-10-11T14:30:00Z", "dateModified": "2024-10-11T15:02:00Z", "author": [person("Milan Dorn"), person("Ada Reisch")], "publisher": {"@type": "Organization", "name": "Inland News", "logo": {"@type": "ImageObject", "url": "/logo.png"}}, "articleSection": "Economy", "articleBody": "\n\n".join(single)}) + COUNTER + """</head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div><div id="modal-root"></div>
<script>window.__STATE__={"route":"/economy/tyre-workers-end-strike","user":null,"features":{"comments":true,"darkMode":false},"nav":[{"t":"Economy","u":"/economy"},{"t":"Politics","u":"/politics"},{"t":"World","u":"/world"}]};</script><script type="module" src="/assets/app.7f3d.js"></script></body></html>""",
     {"title": "Tyre workers end five-week strike", "authors": ["Milan Dorn", "Ada Reisch"], "outlet": "Inland News", "lang": "en", "published": "2024-10-11T14:30:00Z", "modified": "2024-10-11T15:02:00Z", "note": "text-from-json-ld",
      "text": single, "not": ["enable JavaScript"]})

# --- video page: player, transcript below, playlist beside
video = ["Farmers in the Lower Ester have begun to flood their own fields in the hope of saving the herons that once bred there in thousands.",
         "Our reporter spent two days with Wim Aarden, who has given up a third of his land. He says the water costs him less than the fertiliser did.",
         "Scientists from the regional university counted 61 nests this spring, up from four in 2019, and say that otters have come back as well."]
page("video", """
<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Video: The farmers who flood their fields for herons | Channel Nine News</title><meta property="og:title" content="The farmers who flood their fields for herons"><meta property="og:site_name" content="Channel Nine News"><meta property="og:type" content="video.other"><meta property="og:video" content="https://media.channelnine.example/v/88121.mp4">
""" + ld(**{"@type": "VideoObject", "name": "The farmers who flood their fields for herons", "description": "Farmers in the Lower Ester flood their fields.", "uploadDate": "2024-05-21T07:00:00+01:00", "duration": "PT4M12S", "thumbnailUrl": "/t/88121.jpg"}) + COUNTER + """</head>
<body><header><a href="/">Channel Nine News</a>""" + menu(["Home", "Video", "Live TV", "Programmes", "Weather"]) + """</header><main><div class="player-wrapper"><video controls poster="/t/88121.jpg"></video><div class="player-controls"><button>Play</button><button>Mute</button><span class="duration">4:12</span><p class="player-error">This video cannot be played in your browser. Please update it or try another one.</p></div></div>
<div class="video-details"><h1>The farmers who flood their fields for herons</h1><p class="meta">By <span class="author">Hester Lowe</span> | <time datetime="2024-05-21T07:00:00+01:00">21 May 2024</time></p><div class="video-description">""" + ps(video) + "</div>" + share(["Share", "Copy link", "Embed"]) + """</div>
<aside class="playlist"><h2>Up next</h2><ol><li><a href="/v/1"><span class="t">Inside the last coal pit</span><span class="d">3:40</span></a></li><li><a href="/v/2"><span class="t">Why the river turned green</span><span class="d">2:15</span></a></li><li><a href="/v/3"><span class="t">A day with the lifeboat crew</span><span class="d">6:02</span></a></li></ol></aside></main>
<footer>""" + menu(["Terms", "Privacy", "Subtitles and access", "Contact"]) + """<p>© 2024 Channel Nine Broadcasting</p></footer></body></html>""",
     {"title": "The farmers who flood their fields for herons", "authors": ["Hester Lowe"], "outlet": "Channel Nine News", "lang": "en", "published": "2024-05-21T06:00:00Z", "text": video, "not": ["Up next", "coal pit", "cannot be played", "Copy link"]})

# --- correction notice: short, and all of it is the text
correction = ["An article published on Tuesday about the cost of the new harbour wall at Port Selwyn misstated the share that the county will pay. It is 14 percent, not 41 percent.",
              "The article also gave the wrong first name for the county engineer. She is Rowena Platt, not Roberta Platt.",
              "The figures came from a draft budget that was later changed. The online version of the article was corrected on Wednesday morning."]
page("correction", """
<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Correction: Port Selwyn harbour wall story - Coast Herald</title><meta property="og:title" content="Correction: Port Selwyn harbour wall story"><meta property="og:site_name" content="Coast Herald"><meta property="og:type" content="article"><meta property="article:published_time" content="2024-08-14T12:05:00-04:00">""" + COUNTER + """</head>
<body><header><a href="/">Coast Herald</a>""" + menu(["Local", "State", "Nation", "Sports", "Obituaries", "E-Edition"]) + """</header><div class="subscribe-bar"><p>Support local journalism. <a href="/subscribe">Subscribe for $1 a week</a></p></div><main><article class="correction"><div class="section-label"><a href="/corrections">Corrections</a></div>
<h1>Correction: Port Selwyn harbour wall story</h1><div class="published">Published August 14, 2024 at 12:05 p.m. EDT</div>""" + share(["Facebook", "Email", "Print"]) + """<div class="story-body">""" + ps(correction) + """</div></article>
""" + teasers(["School board picks new superintendent", "Two hurt in crash on Route 9", "Shrimp season opens early"], "Most Popular", "most-popular") + """</main><footer>""" + menu(["Contact us", "Report an error", "Terms of service"]) + """<p>© 2024 Coast Herald Publishing Co.</p></footer></body></html>""",
     {"title": "Correction: Port Selwyn harbour wall story", "outlet": "Coast Herald", "lang": "en", "page_class": "article", "published": "2024-08-14T16:05:00Z", "text": correction, "not": ["Support local", "superintendent", "Report an error"]})

# --- newsletter on the web: laid out as mail, greeting, sections, unsubscribe line
letter = ["Good morning. Parliament meets today for the last time before the summer, and nobody I spoke to expects an early night.",
          "The water bill", "Members will vote this evening on the bill that would let towns buy back their waterworks. The government has a majority of three, and two of its own people have said that they will stay at home.",
          "The minister, Clara Voss, offered a review after two years. The rebels want it in the law.",
          "Who is up, who is down", "The treasurer's promise of a surplus has lasted eleven days. The statistics office now expects a gap of 800 million, and his rivals have noticed.",
          "One more thing", "The parliament's cat, Speaker, has been found in the archive after a week. She has gained weight, and the archivist has been asked for an explanation."]
page("newsletter", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Morning Gavel: One vote, two rebels and a cat</title><meta property="og:title" content="Morning Gavel: One vote, two rebels and a cat"><meta property="og:site_name" content="The Capital Record"><meta property="og:type" content="article"><meta property="article:published_time" content="2024-07-18T05:30:00Z"><meta name="author" content="Felix Ambry">""" + COUNTER + """</head>
<body style="background:#f4f4f4"><table class="wrapper" role="presentation" width="100%"><tr><td align="center"><table class="mail" role="presentation" width="600"><tr><td class="preheader"><a href="/newsletters/gavel/2024-07-18">View this email in your browser</a></td></tr><tr><td class="logo"><a href="/">The Capital Record</a></td></tr>
<tr><td><h1>Morning Gavel: One vote, two rebels and a cat</h1><p class="byline">By Felix Ambry</p><p class="date">July 18, 2024</p></td></tr><tr><td class="content">""" + ps(letter[:1]) + "<h2>" + letter[1] + "</h2>" + ps(letter[2:4]) + "<h2>" + letter[4] + "</h2>" + ps(letter[5:6]) + "<h2>" + letter[6] + "</h2>" + ps(letter[7:]) + """</td></tr>
<tr><td class="social"><a href="#">Facebook</a> <a href="#">X</a> <a href="#">LinkedIn</a></td></tr><tr><td class="footer"><p>You are receiving this email because you signed up at The Capital Record.</p><p><a href="/u">Unsubscribe</a> | <a href="/p">Manage preferences</a> | <a href="/privacy">Privacy policy</a></p><p>The Capital Record, 4 Mint Street, Norhaven</p></td></tr></table></td></tr></table></body></html>""",
     {"title": "Morning Gavel: One vote, two rebels and a cat", "authors": ["Felix Ambry"], "outlet": "The Capital Record", "lang": "en", "page_class": "article", "published": "2024-07-18T05:30:00Z", "text": letter, "not": ["View this email", "Unsubscribe", "signed up", "Mint Street"]})

# --- government press release: release line, quotes, list, contact
release = ["The Ministry of Water and Ports today announced a grant of 18 million crowns to repair sea walls in nine coastal towns before the next winter.",
           "The money will be paid in two parts, the first in June. Towns must begin the work within six months or return the grant.",
           "“People who live behind these walls should be able to sleep when the wind turns,” said Minister Oskar Lindqvist. “This is the largest programme of its kind in forty years.”",
           "The towns that will receive funding are:", "Estholm: 4.1 million crowns", "Vik: 3.6 million crowns", "Sandmouth: 2.9 million crowns",
           "Applications for a second round open on 1 September. Guidance will be published on the ministry's website."]
page("press-release", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>18 million crowns to repair sea walls - Ministry of Water and Ports</title><meta name="dcterms.title" content="18 million crowns to repair sea walls"><meta name="dcterms.issued" content="2024-04-22"><meta property="og:site_name" content="Ministry of Water and Ports">""" + COUNTER + """</head>
<body><a class="skip-link" href="#main">Skip to main content</a><div id="cookie-banner"><h2>Cookies on this website</h2><p>We use some essential cookies to make this website work.</p><button>Accept additional cookies</button><button>Reject additional cookies</button></div>
<header><a href="/">Ministry of Water and Ports</a>""" + menu(["The ministry", "Topics", "Publications", "Newsroom", "Contact"]) + """</header><nav class="breadcrumbs" aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/news">Newsroom</a></li></ol></nav>
<main id="main"><p class="document-type">Press release</p><h1>18 million crowns to repair sea walls</h1><dl class="metadata"><dt>Published</dt><dd><time datetime="2024-04-22">22 April 2024</time></dd></dl><div class="govspeak">""" + ps(release[:4]) + "<ul>" + "".join("<li>%s</li>" % r for r in release[4:7]) + "</ul>" + ps(release[7:]) + """</div>
<div class="press-contact"><h2>Media enquiries</h2><p>Press office, Ministry of Water and Ports</p><p>Telephone: 0555 010 200</p><p>Email: press@ports.example</p></div>""" + share(["Share on Facebook", "Share on X"]) + """<div class="feedback"><h2>Is this page useful?</h2><button>Yes</button><button>No</button><p>Help us improve this website. Don't include personal or financial information.</p></div></main>
<footer>""" + menu(["Help", "Accessibility statement", "Terms and conditions"]) + """<p>All content is available under the open licence, except where otherwise stated.</p></footer></body></html>""",
     {"title": "18 million crowns to repair sea walls", "outlet": "Ministry of Water and Ports", "lang": "en", "page_class": "article", "published": "2024-04-22T00:00:00Z", "text": release, "not": ["essential cookies", "Media enquiries", "0555", "Help us improve", "open licence"]})

# --- live blog in French: entries with hours, key points above, entries of several paragraphs
direct = ["Après les intempéries, les secours recherchent toujours trois personnes dans la vallée de l'Orne-Basse. Suivez la situation en direct.",
          "Le niveau de la rivière baisse lentement", "Selon le service des crues, le niveau a baissé de quarante centimètres depuis midi, mais la vallée reste en vigilance rouge jusqu'à demain matin.",
          "Deux écoles accueillent les habitants évacués", "Environ six cents personnes passeront la nuit dans les gymnases de deux écoles, a annoncé la préfète, Agnès Corvin, lors d'un point de presse.",
          "« Personne ne sera laissé sans lit ni repas chaud », a-t-elle ajouté, en remerciant les associations venues prêter main-forte."]
page("live-fr", """
<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>EN DIRECT - Intempéries : trois personnes toujours recherchées | Le Fil de l'Ouest</title><meta property="og:title" content="EN DIRECT - Intempéries : trois personnes toujours recherchées"><meta property="og:site_name" content="Le Fil de l'Ouest"><meta property="og:type" content="article">
""" + ld(**{"@type": "LiveBlogPosting", "headline": "EN DIRECT - Intempéries : trois personnes toujours recherchées", "datePublished": "2024-10-17T11:00:00+02:00", "dateModified": "2024-10-17T18:45:00+02:00", "coverageStartTime": "2024-10-17T11:00:00+02:00", "author": person("Maud Kerrien")}) + COUNTER + """</head>
<body><header><a href="/">Le Fil de l'Ouest</a>""" + menu(["À la une", "Régions", "Sport", "Vidéos", "Abonnés"]) + """</header><main><h1>EN DIRECT - Intempéries : trois personnes toujours recherchées</h1><p class="chapo">""" + direct[0] + """</p><div class="author">Par <a href="/auteurs/maud-kerrien">Maud Kerrien</a></div>""" + share(["Partager", "Tweeter", "Envoyer"]) + """
<div class="live-feed"><div class="live-toolbar"><button>Actualiser</button><label><input type="checkbox"> Notifications</label></div><article class="live-entry"><time datetime="2024-10-17T18:45:00+02:00">18h45</time><h2>""" + direct[1] + "</h2>" + ps(direct[2:3]) + """</article><article class="live-entry"><time datetime="2024-10-17T16:10:00+02:00">16h10</time><h2>""" + direct[3] + "</h2>" + ps(direct[4:6]) + """</article></div></main>
""" + teasers(["Que faire en cas d'inondation ?", "La rentrée reportée dans six communes", "Un concert pour les sinistrés"], "Sur le même sujet") + """<footer>""" + menu(["Mentions légales", "Gérer les cookies"]) + """<p>© Le Fil de l'Ouest 2024</p></footer></body></html>""",
     {"title": "EN DIRECT - Intempéries : trois personnes toujours recherchées", "authors": ["Maud Kerrien"], "outlet": "Le Fil de l'Ouest", "lang": "fr", "page_class": "live", "published": "2024-10-17T09:00:00Z", "modified": "2024-10-17T16:45:00Z",
      "has": direct, "not": ["Actualiser", "inondation ?", "Mentions légales", "Tweeter"]})

# --- paywall in English: the open part ends in an offer
walled = ["The country's second largest bank is preparing to sell its insurance arm, according to three people with knowledge of the talks, in what would be its third big disposal in two years.",
          "Bank of Harland has asked advisers to find a buyer for Harland Life, which could be worth as much as 2.4 billion dollars, the people said. They asked not to be named because the talks are private.",
          "Two private equity firms and an overseas insurer are among those that have shown interest. No decision has been taken and the bank may still keep the business."]
page("paywall-en", """
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bank of Harland weighs sale of insurance arm | The Ledger</title><meta property="og:title" content="Bank of Harland weighs sale of insurance arm"><meta property="og:site_name" content="The Ledger"><meta property="og:type" content="article"><meta property="article:content_tier" content="locked">
""" + ld(**{"@type": "NewsArticle", "headline": "Bank of Harland weighs sale of insurance arm", "datePublished": "2024-09-05T04:00:13Z", "author": [person("Simone Arlt"), person("Gregor Hume")], "publisher": {"@type": "Organization", "name": "The Ledger"}, "isAccessibleForFree": False, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywalled"}}) + COUNTER + """</head>
<body><header><a href="/">The Ledger</a>""" + menu(["World", "Companies", "Markets", "Climate", "Opinion", "Lex"]) + """<a href="/login">Sign in</a></header><main><article><a class="topic" href="/banks">Banks</a><h1>Bank of Harland weighs sale of insurance arm</h1><p class="standfirst">Private equity firms among those interested in Harland Life</p><div class="byline"><a href="/simone-arlt">Simone Arlt</a> in London and <a href="/gregor-hume">Gregor Hume</a> in Norhaven</div><time datetime="2024-09-05T04:00:13Z">September 5 2024</time>
""" + share(["Save", "Share on X", "Share on LinkedIn"]) + """<div class="article-body">""" + ps(walled) + """</div><div class="paywalled"></div></article><section class="barrier"><h2>Subscribe to unlock this article</h2><p>Try unlimited access for 4 weeks. Only $1. Then $75 per month. Complete digital access to quality journalism. Cancel any time during your trial.</p><a href="/subscribe">Start my trial</a><h3>Explore our full range of subscriptions.</h3><ul><li>Global news and analysis</li><li>Expert opinion</li><li>The Ledger app on Android and iOS</li></ul></section>
""" + teasers(["Regulator fines broker over records", "Insurers count cost of floods", "Why bankers are going home early"], "Follow the topics in this article") + """</main><footer><p>Markets data delayed by at least 15 minutes. © The Ledger Ltd 2024.</p></footer></body></html>""",
     {"title": "Bank of Harland weighs sale of insurance arm", "authors": ["Simone Arlt", "Gregor Hume"], "outlet": "The Ledger", "lang": "en", "page_class": "paywalled", "published": "2024-09-05T04:00:13Z", "text": walled, "not": ["unlock this article", "per month", "Expert opinion", "Markets data"]})

# --- AMP page in Italian, a regional daily: components, list of posts, consent
amp = ["Un incendio ha distrutto nella notte un magazzino di legname alla periferia di Borgo San Vito. Nessuno è rimasto ferito, ma tre famiglie sono state allontanate dalle loro case.",
       "L'allarme è scattato poco dopo le due. Sul posto sono arrivate otto squadre dei vigili del fuoco, che hanno lavorato fino all'alba per spegnere le fiamme.",
       "«Il vento ci ha aiutato, soffiava verso il fiume», ha detto il comandante Ivo Marchesan.",
       "La sindaca, Teresa Dal Molin, ha chiesto agli abitanti di tenere chiuse le finestre. I danni superano il milione di euro e le cause non sono ancora note."]
page("amp-regional-it", """
<!doctype html><html amp lang="it"><head><meta charset="utf-8"><script async src="https://cdn.amp.example/v0.js"></script><title>Borgo San Vito, distrutto un magazzino di legname - La Voce del Brenno</title><link rel="canonical" href="https://www.vocedelbrenno.example/cronaca/2024/07/09/incendio-magazzino-borgo-san-vito">
""" + ld(**{"@type": "NewsArticle", "headline": "Borgo San Vito, distrutto un magazzino di legname", "datePublished": "2024-07-09T08:40:00+02:00", "dateModified": "2024-07-09T12:15:00+02:00", "author": person("Elisa Trentin"), "publisher": {"@type": "Organization", "name": "La Voce del Brenno"}}) + """<style amp-boilerplate>body{animation:none}</style></head>
<body><amp-consent id="consenso" layout="nodisplay"><div><p>Noi e i nostri partner utilizziamo i cookie per mostrare annunci personalizzati.</p><button>Accetta</button></div></amp-consent><amp-sidebar id="menu" layout="nodisplay">""" + menu(["Cronaca", "Politica", "Sport", "Cultura", "Necrologi"]) + """</amp-sidebar><header><a href="/">La Voce del Brenno</a></header>
<article><h1>Borgo San Vito, distrutto un magazzino di legname</h1><p class="occhiello">Fiamme nella notte, tre famiglie evacuate</p><div class="firma">di <span>Elisa Trentin</span></div><time datetime="2024-07-09T08:40:00+02:00">9 luglio 2024 alle 8:40</time><amp-social-share type="email"></amp-social-share><amp-img src="/i.jpg" width="640" height="360"></amp-img>
<div class="testo">""" + ps(amp[:2]) + """<amp-ad width="300" height="250" type="x"><div placeholder>Pubblicità</div></amp-ad>""" + ps(amp[2:]) + """</div></article><section class="correlati"><h3>Leggi anche</h3><amp-list src="/rel.json" width="auto" height="300"></amp-list><a href="/c/1">Ponte chiuso per due settimane</a> <a href="/c/2">Torna la sagra delle ciliegie</a></section>
<footer><p>© Riproduzione riservata</p><a href="/privacy">Privacy</a> <a href="/contatti">Contatti</a></footer></body></html>""",
     {"title": "Borgo San Vito, distrutto un magazzino di legname", "authors": ["Elisa Trentin"], "outlet": "La Voce del Brenno", "lang": "it", "page_class": "article", "published": "2024-07-09T06:40:00Z", "modified": "2024-07-09T10:15:00Z",
      "url": "https://www.vocedelbrenno.example/cronaca/2024/07/09/incendio-magazzino-borgo-san-vito", "text": amp, "not": ["Pubblicità", "Leggi anche", "ciliegie", "cookie", "Riproduzione"]})
