"""Writes src/Search/canonical.txt from the Unicode data that Python brings along.

Run from the root of the repository: python3 tools/CharacterTables/canonical.py
"""
import sys
import unicodedata

TARGET = "src/Search/canonical.txt"
HANGUL = range(0xAC00, 0xD7A4)  # computed


def ranges(codes):
    first = last = None
    for code in codes:
        if last is not None and code == last + 1:
            last = code
            continue
        if first is not None:
            yield first, last
        first = last = code
    yield first, last


def class_lines():
    by_class = {}
    for code in range(sys.maxunicode + 1):
        if unicodedata.combining(chr(code)):
            by_class.setdefault(unicodedata.combining(chr(code)), []).append(code)
    for number, codes in sorted(by_class.items()):
        yield f"={number} {' '.join(f'{first:X}' if first == last else f'{first:X}-{last:X}' for first, last in ranges(codes))}"


def decomposition_lines():
    for code in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(code)).split()
        if not parts or parts[0].startswith("<") or code in HANGUL:
            continue
        composes = len(parts) == 2 and unicodedata.normalize("NFC", chr(code)) == chr(code)
        yield f"{code:X}{'' if composes else '!'} {' '.join(part.lstrip('0') for part in parts)}"


with open(TARGET, "w", encoding="ascii", newline="\n") as file:
    file.write(f"# Unicode {unicodedata.unidata_version}, made by tools/CharacterTables/canonical.py.\n")
    file.write("# A line is = and a class of combining marks, then these; or a character, then the one or two that it is equivalent to, with ! if these\n")
    file.write("# do not become the character again.\n")
    file.writelines(line + "\n" for line in [*class_lines(), *decomposition_lines()])
