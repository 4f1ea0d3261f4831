using System.Text;

namespace EmailAgent.Mail.Mime;

/// <summary>
/// A character set as this parser decodes it: a Windows code page number, or a private number for those without one, and two
/// properties of its bytes.
/// </summary>
internal readonly record struct Charset(int CodePage)
{
    public const int ShiftJis = 932;
    public const int Big5Hkscs = 951;
    public const int Iso8859Part10 = 28600;
    public const int Iso8859Part14 = 28604;
    public const int Iso8859Part16 = 28606;
    public const int Iso2022Jp2 = 50229;
    public const int EucJp = 51932;
    public const int Utf7 = 65000;

    public static readonly Charset Utf8 = new(65001);

    /// <summary>A label that does not define the meaning of 8-bit bytes.</summary>
    public static readonly Charset Ascii = new(20127);

    /// <summary>
    /// Windows-1252, also for ISO-8859-1: Outlook and older webmail label it so, and the two differ only in control characters that
    /// mail does not use.
    /// </summary>
    public static readonly Charset Western = new(1252);

    /// <summary>Shifts by escape sequences or uses wide units, so that ASCII-only bytes do not mean ASCII text.</summary>
    public bool IsStateful => CodePage is 50220 or 50221 or 50222 or 50225 or 50227 or Iso2022Jp2 or 52936 or Utf7 or 1200 or 1201 or 12000 or 12001;

    /// <summary>Ordinary words of it can happen to be valid UTF-8, so that only longer text is taken for UTF-8 instead.</summary>
    public bool ResemblesUtf8 => CodePage is 932 or 936 or 949 or 950 or Big5Hkscs or 874 or 1361 or 54936 or 51932 or 20932 or 51949 or 10001 or 10002 or 10008;

    /// <summary>Returns the decoder; never throws on content.</summary>
    public Encoding GetEncoding() => CodePage switch
    {
        65001 => Encoding.UTF8,
        1200 => Encoding.Unicode,
        1201 => Encoding.BigEndianUnicode,
        12000 => Encoding.UTF32,
        12001 => BigEndianUtf32,
        ShiftJis or Big5Hkscs or Iso8859Part10 or Iso8859Part14 or Iso8859Part16 or Iso2022Jp2 or EucJp or Utf7 => OwnEncodings.Get(CodePage),
        _ => Platform(CodePage),
    };

    /// <summary>Returns the framework's decoder of a code page; UTF-8 for one that it lacks.</summary>
    public static Encoding Platform(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, Replacement) ?? Encoding.UTF8;

    private static readonly DecoderReplacementFallback Replacement = new("\uFFFD");
    private static readonly UTF32Encoding BigEndianUtf32 = new(bigEndian: true, byteOrderMark: false);
}
