using System.Globalization;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>Unpredictable tags: an answer sent ahead of its command never matches.</summary>
internal sealed class TagSequence
{
    private uint _next = (uint)Random.Shared.Next(0x1000, 0x10000) << 12;

    public string Next() => "E" + (_next++).ToString("X", CultureInfo.InvariantCulture);
}
