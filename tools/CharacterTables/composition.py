"""Writes src/Search/composition.txt from the Unicode data that Python brings along.

Run from the root of the repository: python3 tools/CharacterTables/composition.py
"""
import unicodedata

TARGET = "src/Search/composition.txt"
PER_LINE = 32

# Where a character and what it is compatible with are both used in mail, and the search's own folding of Latin, Greek and
# full-width letters does not join them: Indic letters with a dot, Greek with breathings, numerals, radicals, squared words,
# Han and Hebrew twins, Arabic shapes, half-width kana and Hangul, mathematical letters.
COMPATIBLE = [
    (0x0958, 0x095F), (0x09DC, 0x09DF), (0x0A33, 0x0A5E), (0x0B5C, 0x0B5D), (0x1F00, 0x1FFF), (0x2160, 0x217F), (0x2F00, 0x2FDF),
    (0x3200, 0x33FF), (0xF900, 0xFDFF), (0xFE70, 0xFEFC), (0xFF65, 0xFF9F), (0xFFA0, 0xFFDC), (0x1D400, 0x1D7FF), (0x2F800, 0x2FA1D),
]


def replacement(code):
    text = unicodedata.normalize("NFKC", chr(code))
    return "-" if text == chr(code) or any(c.isspace() for c in text) else text


def compatible_lines():
    for first, last in COMPATIBLE:
        for start in range(first, last + 1, PER_LINE):
            row = [replacement(code) for code in range(start, min(start + PER_LINE, last + 1))]
            while row and row[-1] == "-":
                row.pop()
            skipped = 0
            while skipped < len(row) and row[skipped] == "-":
                skipped += 1
            if row[skipped:]:
                yield f"{start + skipped:04X} {' '.join(row[skipped:])}"


def pairs():
    """Base and mark that make one character; Latin is left out, because the search drops its marks, and Hangul is computed."""
    for code in range(0x370, 0x10000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) != 2 or parts[0].startswith("<") or unicodedata.normalize("NFC", chr(code)) != chr(code):
            continue
        base, mark = (int(part, 16) for part in parts)
        if base >= 0x370 and not 0x1E00 <= base <= 0x1EFF and mark != 0x338:
            yield mark, base, code


def pair_lines():
    by_mark = {}
    for mark, base, code in pairs():
        by_mark.setdefault(mark, []).append(chr(base) + chr(code))
    for mark, row in sorted(by_mark.items()):
        yield f"+{mark:04X} {''.join(row)}"


with open(TARGET, "w", encoding="utf-8", newline="\n") as file:
    file.write(f"# Unicode {unicodedata.unidata_version}, made by tools/CharacterTables/composition.py.\n")
    file.write("# A line is the first of consecutive characters and what each of them is compatible with (- for nothing), or\n")
    file.write("# + and a mark, then pairs: a base and what the two are together.\n")
    file.writelines(line + "\n" for line in [*compatible_lines(), *pair_lines()])
