using System.Globalization;

namespace EmailAgent.Mail.Mime;

/// <summary>What a message/partial part says of itself (RFC 2046 section 5.2.2).</summary>
/// <param name="Id">Identifier that all fragments of one message share.</param>
/// <param name="Number">Number of this fragment, from 1; 0 where unreadable.</param>
/// <param name="Total">How many there are; null where not said, which only the last one must.</param>
public sealed record MessageFragment(string Id, int Number, int? Total)
{
    internal static MessageFragment? Of(ContentType type)
    {
        if (type is not { Type: "message", Subtype: "partial" })
            return null;
        _ = int.TryParse(type.Parameter("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var total = int.TryParse(type.Parameter("total"), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : (int?)null;
        return new MessageFragment(type.Parameter("id") ?? string.Empty, number, total);
    }
}
