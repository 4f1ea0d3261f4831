"""Decodes every leaf of messages with Python's email package and prints its bytes and its text as digests, one JSON object a line."""
import binascii
import codecs
import email
import email.policy
import hashlib
import json
import re
import sys

# What senders mean by these labels is Windows-1252 (WHATWG encoding standard); its five holes stay control characters.
WESTERN = {"us-ascii", "ascii", "iso-8859-1", "windows-1252", "iso8859-1", "latin1", "cp1252", ""}
# Names that Python does not know.
ALIASES = {"chinesebig5": "cp950"}
GUESSES = ["cp932", "euc_jp", "gb18030", "cp950", "cp949", "cp1251", "koi8_r"]
HIDDEN = b"\x01\x02"
HOLES = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def western(data):
    return "".join(chr(b) if b in HOLES else bytes([b]).decode("cp1252") for b in data)


def strict(data, charset):
    """None for invalid bytes: how many of them become one replacement character is each decoder's choice."""
    try:
        return data.decode(charset)
    except UnicodeDecodeError:
        return None


def decode(data, charset, html):
    if not charset and html:
        # HTML without a label may name its charset itself.
        found = re.search(rb"<meta[^>]+charset=[\"']?([\w-]+)", data, re.I)
        charset = found.group(1).decode().lower() if found else ""
    if charset.startswith("iso-2022"):
        return strict(data, charset)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if charset in WESTERN or charset == "utf-8":
        return western(data)
    try:
        return strict(data, charset)
    except LookupError:
        return western(data)


def known(charset):
    try:
        return charset != "us-ascii" and codecs.lookup(charset) is not None
    except LookupError:
        return False


def normal(text, flowed):
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if flowed:
        text = "".join(c for c in text if not c.isspace() and c != ">")
    return digest(text.encode("utf-8", "replace"))


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def payload(part):
    data = part.get_payload(decode=True)
    encoding = str(part["content-transfer-encoding"] or "").strip().lower()
    if encoding == "quoted-printable":
        # Blanks at the end of a line were added in transit (RFC 2045 section 6.7 rule 3); Python keeps them. An equals sign
        # that begins no escape is one (rule 1 of the notes there); Python makes one of two.
        raw = part._payload.encode("ascii", "surrogateescape")
        raw = re.sub(rb"[ \t]+(?=\r?\n)", b"", raw)
        return binascii.a2b_qp(re.sub(rb"=(?![0-9A-Fa-f]{2}|\r?\n|$)", b"=3D", raw))
    return data if encoding == "base64" else data.replace(HIDDEN, b"\r")


def leaves(part):
    if part.get_content_type() == "message/delivery-status":
        yield {"type": part.get_content_type()}  # Python makes messages of its blocks and keeps no body
    elif part.is_multipart():
        for child in part.get_payload():
            yield from leaves(child)
    else:
        yield leaf(part)


def leaf(part):
    data = payload(part)
    result = {"type": part.get_content_type(), "encoding": str(part["content-transfer-encoding"] or ""), "length": len(data), "bytes": digest(data)}
    if part.get_content_maintype() == "text":
        # Lone carriage returns end lines, NUL is no text; blanks are left out where format=flowed joins lines.
        charset = str(part.get_content_charset() or "")
        charset = ALIASES.get(charset, charset)
        flowed = str(part.get_param("format") or "").lower() == "flowed"
        result["text"] = [normal(decode(data, charset, part.get_content_subtype() == "html"), flowed)]
        if not known(charset) and not data.isascii():
            # Python does not guess; a guess of ours must be one of these, read by Python's codec.
            result["text"] += [normal(text, flowed) for guess in GUESSES if (text := strict(data, guess)) is not None]
    return result


def prepare(raw):
    """Hides from Python's parser what it reads otherwise by choice."""
    # It takes a lone carriage return for a line end and changes it; hidden, it is data as any other.
    assert HIDDEN not in raw
    raw = re.sub(rb"\r(?!\n)", HIDDEN, raw)
    # It wants a delimiter line to hold nothing else; RFC 2046 section 5.1.1 wants the line to begin with it.
    for boundary in re.findall(rb'boundary="([^"]+)"', raw):
        raw = re.sub(rb"(?m)^(--" + re.escape(boundary) + rb"(--)?)<.*$", rb"\1", raw)
    return raw


for path in map(str.strip, sys.stdin):
    with open(path, "rb") as file:
        message = email.message_from_bytes(prepare(file.read()), policy=email.policy.compat32)
    print(json.dumps({"path": path, "leaves": list(leaves(message))}))
