"""Writing WARC/1.1 for the demo: records, one gzip member each, and the codings of HTTP.

Everything that ends up inside a record is the same byte for byte whatever zlib is installed;
only the members themselves are deflated by zlib.
"""
import base64, hashlib, re, struct, uuid, zlib


def stored_deflate(data):
    """Deflate without compression: the same bytes whatever zlib is installed."""
    chunks = [data[i:i + 65535] for i in range(0, len(data), 65535)] or [b""]
    return b"".join(struct.pack("<BHH", i == len(chunks) - 1, len(c), len(c) ^ 0xFFFF) + c
                    for i, c in enumerate(chunks))


def sha1(data):
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def gzip_member(data, deflate=None):
    body = deflate(data) if deflate else (lambda z: z.compress(data) + z.flush())(zlib.compressobj(9, wbits=-15))
    return b"\x1f\x8b\x08\0\0\0\0\0\x02\xff" + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def chunked(data, size=1400):
    parts = [data[i:i + size] for i in range(0, len(data), size)] + [b""]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts)


def tiny_png():
    chunk = lambda tag, data: struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data))
    raw = b"".join(b"\0" + bytes(40 + 3 * x + y for x in range(24)) for y in range(24))
    idat = b"\x78\x01" + stored_deflate(raw) + struct.pack(">I", zlib.adler32(raw))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 24, 24, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", idat) + chunk(b"IEND", b""))


class Writer:
    """WARC records, one after the other, in `bytes`."""

    def __init__(self):
        self.bytes = b""

    def record(self, kind, url, date, block, ctype, extra=()):
        """Append one record; its id is made from kind, URL and date."""
        rid = f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{kind} {url} {date}')}>"
        head = [("WARC-Type", kind), ("WARC-Record-ID", rid), ("WARC-Date", date)]
        head += [("WARC-Target-URI", url)] if url else []
        head += [("Content-Type", ctype), *extra, ("WARC-Block-Digest", sha1(block)), ("Content-Length", len(block))]
        text = "WARC/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in head) + "\r\n"
        self.bytes += gzip_member(text.encode() + block + b"\r\n\r\n")
        return rid

    def info(self, filename, date, description):
        fields = f"software: demo/warc.py\r\nformat: WARC File Format 1.1\r\ndescription: {description}\r\n"
        self.record("warcinfo", "", date, fields.encode(), "application/warc-fields", [("WARC-Filename", filename)])

    def exchange(self, url, date, status, headers, page, coding=""):
        """Response and request.  `coding` is "", "chunked" or "gzip"; returns record id and payload digest."""
        payload = gzip_member(page, stored_deflate) if coding == "gzip" else page
        wire = chunked(payload) if coding == "chunked" else payload
        headers = headers + ([("Content-Encoding", "gzip")] if coding == "gzip" else [])
        headers += [("Transfer-Encoding", "chunked")] if coding == "chunked" else [("Content-Length", len(wire))]
        head = f"HTTP/1.1 {status}\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers) + "\r\n"
        digest = sha1(payload)
        rid = self.record("response", url, date, head.encode() + wire, "application/http; msgtype=response",
                          [("WARC-Payload-Digest", digest)])
        host, path = re.match(r"https?://([^/]+)(.*)", url).groups()
        ask = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: demo-crawler/1.0\r\nAccept: text/html\r\n\r\n"
        self.record("request", url, date, ask.encode(), "application/http; msgtype=request",
                    [("WARC-Concurrent-To", rid)])
        return rid, digest

    def revisit(self, url, rid, digest, first_date, date, ctype):
        """The page was fetched again and had not changed."""
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {ctype}\r\n\r\n".encode()
        self.record("revisit", url, date, head, "application/http; msgtype=response", [
            ("WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"),
            ("WARC-Refers-To", rid), ("WARC-Refers-To-Target-URI", url), ("WARC-Refers-To-Date", first_date),
            ("WARC-Payload-Digest", digest)])
