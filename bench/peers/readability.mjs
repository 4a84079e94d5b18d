// Mozilla's Readability over a list of pages, for extract.py beside it.
//
//   node bench/peers/readability.mjs DIR jsdom|linkedom < LIST
//
// DIR: the folder where `npm install @mozilla/readability jsdom linkedom` ran.  LIST: paths of
// pages, one a line.  Out: a JSON line {"file", "text"} for each page in the list's order, then one
// line {"name", "seconds"}: CPU seconds of the process (its collector's and compiler's threads
// with it) for all pages in memory, in a second pass, when the compiler has seen the code.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [dir, engine] = process.argv.slice(2);
const require = createRequire(resolve(dir, "x.js"));
const { Readability } = require("@mozilla/readability");

const BLOCK = new Set(("ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 " +
  "HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "));

// textContent glues the last word of a paragraph to the first of the next: break at blocks instead.
function textOf(node, out) {
  if (node.nodeType === 3) {
    out.push(node.data);
    return out;
  }
  const edge = BLOCK.has(node.nodeName.toUpperCase()) ? "\n" : "";
  out.push(edge);
  for (let child = node.firstChild; child; child = child.nextSibling) textOf(child, out);
  out.push(edge);
  return out;
}

// jsdom finds a page's encoding itself; linkedom wants a string.
function decode(bytes) {
  const named = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString("latin1", 0, 4096));
  try {
    return new TextDecoder(named ? named[1] : "utf-8").decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function parser() {
  if (engine === "linkedom") {
    const { parseHTML } = require("linkedom");
    return { open: (bytes) => parseHTML(decode(bytes)).document, close: () => {} };
  }
  const { JSDOM, VirtualConsole } = require("jsdom");
  const quiet = new VirtualConsole();
  return {
    open: (bytes) => new JSDOM(bytes, { virtualConsole: quiet }).window.document,
    close: (document) => document.defaultView.close(),
  };
}

function extract({ open, close }, bytes) {
  try {
    const document = open(bytes);
    const article = new Readability(document, { serializer: (element) => element }).parse();
    const text = article ? textOf(article.content, []).join("") : "";
    close(document);
    return text;
  } catch {
    return "";
  }
}

const files = readFileSync(0, "utf8").split("\n").filter(Boolean);
const pages = files.map((file) => readFileSync(file));
const dom = parser();
pages.forEach((bytes) => extract(dom, bytes));
const before = process.cpuUsage();
const texts = pages.map((bytes) => extract(dom, bytes));
const used = process.cpuUsage(before);
files.forEach((file, i) => console.log(JSON.stringify({ file, text: texts[i] })));
const name = ["@mozilla/readability", engine].map((m) => `${m} ${require(`${m}/package.json`).version}`).join(", ");
console.log(JSON.stringify({ name, seconds: (used.user + used.system) / 1e6 }));
