"""Reads messages with Python's email package and prints what it sees, one JSON object a line."""
import email
import email.policy
import json
import sys


def structure(part):
    kind = part.get_content_type()
    if kind.startswith("multipart/") and part.is_multipart():
        return kind + "(" + ",".join(structure(child) for child in part.get_payload()) + ")"
    return kind


def attempt(read):
    try:
        value = read()
        json.dumps(value, ensure_ascii=False).encode()  # raw 8-bit bytes are no text to Python
        return value
    except Exception:
        return None


def text(message):
    body = message.get_body(preferencelist=("plain",))
    return None if body is None else body.get_content()


for path in map(str.strip, sys.stdin):
    with open(path, "rb") as file:
        message = email.message_from_binary_file(file, policy=email.policy.default)
    print(json.dumps({
        "path": path,
        "structure": attempt(lambda: structure(message)),
        "subject": attempt(lambda: str(message["subject"]) if "subject" in message else ""),
        "from": attempt(lambda: [a.addr_spec for a in message["from"].addresses]),
        "to": attempt(lambda: [a.addr_spec for a in message["to"].addresses]),
        "date": attempt(lambda: int(message["date"].datetime.timestamp())),
        "text": attempt(lambda: text(message)),
    }))
