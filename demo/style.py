"""Templates of the demo's pages: mustache in small, and the style of a site.

A template is a whole HTML page.  Comments in it say how a block of text is wrapped and what is put
between the blocks; they are taken out of the page:

    <!--wrap p--><p>{{{text}}}</p><!--/wrap-->     kinds: p quote li h2, open and close (of a list), first
    <!--insert 3-->...<!--/insert-->               goes after the third block, when more follow
"""
import html, re


def fill(template, data):
    """Mustache in small: {{x}} escaped, {{{x}}} raw, {{#x}}..{{/x}} list or condition, {{^x}}..{{/x}} not."""
    def section(m):
        value = data.get(m[2])
        if m[1] == "^":
            return fill(m[3], data) if not value else ""
        if isinstance(value, list):
            return "".join(fill(m[3], {**data, **(v if isinstance(v, dict) else {"item": v})}) for v in value)
        return fill(m[3], data) if value else ""
    out = re.sub(r"\{\{([#^])(\w+)\}\}\n?(.*?)\{\{/\2\}\}\n?", section, template, flags=re.S)
    out = re.sub(r"\{\{\{(\w+)\}\}\}", lambda m: str(data.get(m[1], "")), out)
    return re.sub(r"\{\{(\w+)\}\}", lambda m: html.escape(str(data.get(m[1], "")), quote=True), out)


class Style:
    """A template file."""

    def __init__(self, path):
        source = path.read_text(encoding="utf-8")
        take = lambda word: {k: v for k, v in re.findall(
            rf"<!--{word} (\w+)-->\n?(.*?)<!--/{word}-->\n?", source, flags=re.S)}
        self.wrap, self.inserts = take("wrap"), {int(k): v for k, v in take("insert").items()}
        self.page = re.sub(r"<!--(wrap|insert) \w+-->.*?<!--/\1-->\n?", "", source, flags=re.S)

    def body(self, blocks, data):
        out, in_list = [], False
        for i, (kind, text) in enumerate(blocks):
            if (kind == "li") != in_list:
                in_list = not in_list
                out.append(self.wrap.get("open" if in_list else "close", "<ul>\n" if in_list else "</ul>\n"))
            wrap = self.wrap.get("first") if i == 0 and kind == "p" else None
            wrap = wrap or self.wrap.get(kind) or self.wrap["p"]
            out.append(fill(wrap, {**data, "text": html.escape(text, quote=False)}))
            if i + 1 in self.inserts and i + 1 < len(blocks) and not in_list:
                out.append(fill(self.inserts[i + 1], data))
        if in_list:
            out.append(self.wrap.get("close", "</ul>\n"))
        return "".join(out)
