using System.Collections.Frozen;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// Registered names of charsets (IANA "Character Sets") and their aliases, and Macintosh names, beyond those that <see cref="CharsetNames"/>
/// knows as common: in lower case, a dash for an underscore, without the year and "x-". A line is a code page and its names.
/// </summary>
internal static class CharsetAliases
{
    private static readonly FrozenDictionary<string, int> CodePages = new (int CodePage, string Names)[]
    {
        (20127, "ansi-x3.4-1986 iso-646.irv iso-646.basic iso-ir-6 csascii ibm367 cp367 iso646-us iso-ir-2 invariant csinvariant"),
        (1252, "iso-ir-100 cslatin1 csisolatin1 ibm819 cp819 iso8859-1 cswindows1252 ansi-1252 windows-latin1"),
        (28592, "iso-ir-101 csisolatin2 cslatin2"),
        (28593, "iso-ir-109 latin3 l3 latin-3 csisolatin3"),
        (28594, "iso-ir-110 latin4 l4 latin-4 csisolatin4"),
        (28595, "iso-ir-144 cyrillic csisolatincyrillic"),
        (28596, "iso-ir-127 ecma-114 asmo-708 arabic csisolatinarabic iso-8859-6-e iso-8859-6-i csiso88596e csiso88596i"),
        (28597, "iso-ir-126 elot-928 ecma-118 greek greek8 csisolatingreek sun-eu-greek"),
        (1255, "iso-ir-138 hebrew csisolatinhebrew csiso88598e csiso88598i cswindows1255"),
        (1254, "iso-ir-148 l5 csisolatin5 cswindows1254"),
        (Charset.Iso8859Part10, "iso-ir-157 l6 latin6 latin-6 csisolatin6"),
        (28603, "latin7 latin-7 l7 csiso885913 iso-ir-179"),
        (Charset.Iso8859Part14, "iso-ir-199 latin8 latin-8 iso-celtic l8 csiso885914"),
        (28605, "l9 csiso885915 iso-ir-203"),
        (Charset.Iso8859Part16, "iso-ir-226 latin10 latin-10 l10 csiso885916"),
        (874, "iso-8859-11 iso-ir-166 cstis620 cswindows874 dos-874 tis-620-2533"),
        (1250, "cswindows1250"),
        (1251, "cswindows1251"),
        (1253, "cswindows1253"),
        (1256, "cswindows1256"),
        (1257, "cswindows1257"),
        (1258, "cswindows1258"),
        (437, "cspc8codepage437"),
        (775, "cspc775baltic"),
        (850, "cspc850multilingual"),
        (852, "cspcp852"),
        (855, "csibm855"),
        (857, "csibm857"),
        (858, "ccsid00858 cp00858 pc-multilingual-850+euro csibm00858"),
        (860, "csibm860"),
        (861, "cp-is csibm861"),
        (862, "cspc862latinhebrew"),
        (863, "csibm863"),
        (864, "csibm864"),
        (865, "csibm865"),
        (866, "csibm866"),
        (869, "cp-gr csibm869"),
        (20866, "koi8-r csisokoi8r"),
        (21866, "cskoi8u"),
        (65001, "csutf8 unicode-2-0-utf-8 cesu-8 cscesu-8"),
        (Charset.Utf7, "csutf7 csunicode11utf7 unicode-1-1-utf-7 unicode-2-0-utf-7"),
        (1200, "csutf16 csutf16le utf-16-le ucs2 iso-10646-ucs-2 csunicode"),
        (1201, "csutf16be utf-16-be ucs-2be"),
        (12000, "csutf32 csutf32le ucs-4le"),
        (12001, "csutf32be ucs-4 iso-10646-ucs-4 csucs4 ucs-4be"),
        (Charset.ShiftJis, "csshiftjis ms932 windows-932 ms-932 ms-kanji cp943c ibm943 ibm-943 cp943"),
        (Charset.EucJp, "cseucpkdfmtjapanese extended-unix-code-packed-format-for-japanese euc-jp-linux euc cp51932"),
        (50220, "jis-encoding csjisencoding jis7 cp50220"),
        (Charset.Iso2022Jp2, "csiso2022jp2 csiso2022jp1"),
        (949, "cseuckr csksc56011987 iso-ir-149 ms949 windows-949 cp51949 ksc5601-1987 ks-c-5601-1987-0 kr"),
        (50225, "csiso2022kr"),
        (54936, "csgb2312 csiso58gb231280 iso-ir-58 gb2312-1980 csgbk csgb18030 cp936 ms936 windows-936 gb-18030-2000 gb18030-2000 gb18030-2005 euc-gb hzgb gb"),
        (52936, "hz-gb-2312-80 cshzgb2312 hzgb2312"),
        (50227, "csiso2022cn iso-2022-cn-ext csiso2022cnext"),
        (950, "csbig5 ms950 windows-950 big5-tw euc-tw-big5"),
        (Charset.Big5Hkscs, "csbig5hkscs big5-hkscs-2004 big5hk hkscs cp951"),
        (10000, "csmacintosh macos-roman mac-west"),
        (10001, "mac-japanese"),
        (10002, "mac-chinesetrad mac-trad-chinese"),
        (10003, "mac-korean"),
        (10004, "mac-arabic"),
        (10005, "mac-hebrew"),
        (10006, "mac-greek"),
        (10007, "maccyrillic"),
        (10008, "mac-chinesesimp mac-simp-chinese"),
        (10010, "mac-romanian mac-romania"),
        (10017, "mac-ukrainian mac-ukraine"),
        (10021, "mac-thai"),
        (10029, "mac-ce mac-latin2 mac-centraleurroman mac-centraleurope maccentraleurope mac-central-european macce"),
        (10079, "mac-icelandic mac-iceland"),
        (10081, "mac-turkish"),
        (10082, "mac-croatian"),
    }.SelectMany(static line => line.Names.Split(' ').Select(name => (name, line.CodePage)))
        .DistinctBy(static entry => entry.name)
        .ToFrozenDictionary(static entry => entry.name, static entry => entry.CodePage, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup = CodePages.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the code page of a name; 0 for an unknown one.</summary>
    public static int Find(ReadOnlySpan<char> name) => Lookup.TryGetValue(name, out var codePage) ? codePage : 0;
}
