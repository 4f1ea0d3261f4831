using System.Globalization;
using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>Charset names, registered and found in the wild, to <see cref="Charset"/>.</summary>
internal static class CharsetNames
{
    /// <summary>The longest registered name has 45 characters.</summary>
    private const int MaxLength = 64;

    /// <summary>Returns the charset of a name; null for one that is unknown or refused.</summary>
    public static Charset? Find(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxLength)
            return null;
        Span<char> chars = stackalloc char[MaxLength];
        return Find(chars[..Encoding.Latin1.GetChars(name, chars)]);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{byte})"/>
    public static Charset? Find(ReadOnlySpan<char> name)
    {
        if (name.Length > MaxLength)
            return null;
        Span<char> buffer = stackalloc char[MaxLength];
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ':')
                buffer[length++] = char.ToLowerInvariant(c);
            else if (c is '_')
                buffer[length++] = '-';
        }

        var plain = buffer[..length];
        if (plain.StartsWith("x-"))
            plain = plain[2..];

        // "ISO_8859-1:1987": the year of the standard.
        if (plain.IndexOf(':') is > 0 and var colon)
            plain = plain[..colon];
        var codePage = Named(plain);
        if (codePage == 0)
            codePage = CharsetAliases.Find(plain);
        if (codePage == 0)
            codePage = Numbered(plain.StartsWith("cs") ? plain[2..] : plain);
        return codePage == 0 ? null : new Charset(codePage);
    }

    private static int Named(ReadOnlySpan<char> name) => name switch
    {
        "utf-8" or "utf8" or "utf-8n" or "unicode-1-1-utf-8" or "utf-8-mac" or "utf8mb4" or "utf" or "65001" => 65001,
        "us-ascii" or "ascii" or "ansi" or "ansi-x3.4-1968" or "iso-646-us" or "iso646-us" or "us" or "646" or "default" => 20127,
        "latin1" or "latin-1" or "l1" or "iso-latin-1" or "western" or "iso-8859" or "8bit" or "standard" => 1252,
        "latin2" or "latin-2" or "l2" => 28592,
        "latin5" or "latin-5" => 1254,
        "latin9" or "latin-9" => 28605,
        "utf-16" or "utf-16le" or "utf16" or "unicode" or "ucs-2" => 1200,
        "utf-16be" => 1201,
        "utf-32" or "utf-32le" => 12000,
        "utf-32be" => 12001,
        "gb2312" or "gb-2312" or "gb2312-80" or "gbk" or "gb18030" or "gb-18030" or "cn-gb" or "chinese" or "euc-cn" or "euccn" or "hz" => 54936,
        "hz-gb-2312" => 52936,
        "big5" or "big-5" or "chinesebig5" or "big5-eten" or "cn-big5" => 950,
        "big5-hkscs" or "big5hkscs" => Charset.Big5Hkscs,
        "shift-jis" or "shift-jisx0213" or "shiftjis" or "sjis" or "s-jis" or "ms-kanji" or "windows-31j" or "cswindows31j" => 932,
        "iso-2022-jp" or "iso2022-jp" or "iso2022jp" or "jis" or "csiso2022jp" => 50220,
        "iso-2022-jp-1" or "iso-2022-jp-2" => Charset.Iso2022Jp2,
        "iso-2022-jp-3" or "iso-2022-jp-ms" => 50221,
        "utf-7" or "utf7" => Charset.Utf7,
        "iso-2022-kr" or "iso2022-kr" => 50225,
        "iso-2022-cn" => 50227,
        "euc-jp" or "eucjp" or "euc-jp-ms" or "ujis" => 51932,
        "euc-kr" or "euckr" or "ks-c-5601-1987" or "ks-c-5601-1989" or "ks-c-5601" or "ksc5601" or "ksc-5601" or "korean" or "uhc" => 949,
        "johab" => 1361,
        "koi8-r" or "koi8r" or "koi8" or "koi" or "cskoi8r" => 20866,
        "koi8-u" or "koi8u" or "koi8-ru" => 21866,
        "tis-620" or "tis620" => 874,
        "macintosh" or "mac" or "mac-roman" or "macroman" => 10000,
        "mac-cyrillic" => 10007,
        "visual" or "iso-8859-8-i" or "iso-8859-8-e" or "logical" => 1255,
        _ => 0,
    };

    /// <summary>Returns the code page of a name that ends in a number: windows-1251, cp866, ISO 8859-5 and their misspellings.</summary>
    private static int Numbered(ReadOnlySpan<char> name)
    {
        var digits = name.Length;
        while (digits > 0 && char.IsAsciiDigit(name[digits - 1]))
            digits--;
        if (!int.TryParse(name[digits..], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return 0;
        switch (name[..digits].TrimEnd('-'))
        {
            case "windows" or "win" or "cp" or "ms" or "cp-win" or "windows-cp" or "ibm" or "" or "dos" or "ansi" or "oem":
                return Known(number);
            case "iso-8859" or "iso8859" or "8859" or "iso-iso-8859" or "iso":
                return Iso8859(number >= 88590 ? number - 88590 : number);
            default:
                return 0;
        }
    }

    private static int Iso8859(int part) => part switch
    {
        1 => 1252,
        6 or 7 or 8 or (>= 2 and <= 5) => 28590 + part,
        9 => 1254,
        11 => 874,
        13 or 15 or 10 or 14 or 16 => 28590 + part,
        _ => 0,
    };

    private static int Known(int codePage) => codePage switch
    {
        936 => 54936,
        65000 => Charset.Utf7,
        28591 or 819 => 1252,
        _ => CodePagesEncodingProvider.Instance.GetEncoding(codePage) is null ? 0 : codePage,
    };
}
