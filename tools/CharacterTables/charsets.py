"""Writes the code tables in src/Mail/Mime/Encodings/Tables from the codecs that Python brings along.

Run from the root of the repository: python3 tools/CharacterTables/charsets.py
"""
FOLDER = "src/Mail/Mime/Encodings/Tables"


def decode(data, codec):
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def pairs(leads, trails):
    return (bytes((lead, trail)) for lead in leads for trail in trails)


def shift_jis_extensions():
    """What vendors added to Shift_JIS: NEC's row 13 and its selection of IBM's characters, and IBM's own rows."""
    for data in pairs([*range(0x81, 0xA0), *range(0xE0, 0xFD)], range(0x40, 0xFD)):
        text = decode(data, "cp932")
        if text and len(text) == 1 and decode(data, "shift_jis") is None and not "\ue000" <= text <= "\uf8ff":
            yield data, text


def big5_hkscs():
    """What Hong Kong added to Big5, as far as code page 950 has nothing there."""
    for data in pairs(range(0x87, 0xFF), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]):
        text = decode(data, "big5hkscs")
        if text and decode(data, "cp950") is None:
            yield data, text


def jis_x_0212():
    """The supplementary kanji, with the high bits set as in EUC-JP."""
    for data in pairs(range(0xA1, 0xFF), range(0xA1, 0xFF)):
        text = decode(b"\x8f" + data, "euc_jp")
        if text:
            yield data, text


def write(name, entries):
    with open(f"{FOLDER}/{name}.txt", "w", encoding="utf-8", newline="\n") as file:
        file.write("# Made by tools/CharacterTables/charsets.py. A line is the code of the first character, and it and those that follow\n")
        file.write("# it without a gap; after =, the two characters of one code.\n")
        line, expected = "", None
        for data, text in entries:
            code = int.from_bytes(data, "big")
            if len(text) > 1:
                line, expected = line + f"\n={code:04X} {text}", None
            elif code == expected:
                line, expected = line + text, code + 1
            else:
                line, expected = line + f"\n{code:04X} {text}", code + 1
        file.write(line.lstrip("\n") + "\n")


write("shift_jis-extensions", shift_jis_extensions())
write("big5-hkscs", big5_hkscs())
write("jis-x-0212", jis_x_0212())
