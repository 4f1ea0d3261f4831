using System.Collections.Concurrent;

namespace EmailAgent.Mail.Mime;

/// <summary>The decoders that the framework lacks, each made once.</summary>
internal static class OwnEncodings
{
    private static readonly ConcurrentDictionary<int, OwnEncoding> Made = new();

    public static OwnEncoding Get(int codePage) => Made.GetOrAdd(codePage, Make);

    private static OwnEncoding Make(int codePage) => codePage switch
    {
        Charset.ShiftJis => ExtendedDoubleByte.ShiftJis(),
        Charset.Big5Hkscs => ExtendedDoubleByte.Big5Hkscs(),
        Charset.Iso8859Part10 => Iso8859Further.Part10(),
        Charset.Iso8859Part14 => Iso8859Further.Part14(),
        Charset.Iso8859Part16 => Iso8859Further.Part16(),
        Charset.Iso2022Jp2 => new Iso2022Jp2(),
        Charset.EucJp => new EucJp(),
        Charset.Utf7 => new Utf7(),
        _ => throw new ArgumentOutOfRangeException(nameof(codePage)),
    };
}
