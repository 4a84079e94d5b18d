"""What both writers of golden pages share: writing a page with its expectation, and common furniture of sites."""
import html, json, os

HERE = os.path.dirname(os.path.abspath(__file__))


def page(name, source, want, encoding="utf-8"):
    open(os.path.join(HERE, name + ".html"), "w", encoding=encoding).write(source.strip() + "\n")
    if isinstance(want.get("text"), list):
        want["text"] = "\n\n".join(want["text"])
    json.dump(want, open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8"), ensure_ascii=False, indent=1)
    open(os.path.join(HERE, name + ".json"), "a").write("\n")


def ps(paras, cls=""):
    return "\n".join("<p%s>%s</p>" % (cls, html.escape(p, quote=False)) for p in paras)


def menu(words, href="/section/"):
    return "<nav class=\"site-nav\"><ul>" + "".join("<li><a href=\"%s%d\">%s</a></li>" % (href, i, w) for i, w in enumerate(words)) + "</ul></nav>"


def teasers(words, title, cls="related-stories"):
    return "<div class=\"%s\"><h3>%s</h3><ul>" % (cls, title) + "".join("<li><a href=\"/x/%d\">%s</a></li>" % (i, w) for i, w in enumerate(words)) + "</ul></div>"
