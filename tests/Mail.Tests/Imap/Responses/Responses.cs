using System.Text;
using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Imap.Responses;
using EmailAgent.Mail.Imap.Wire;

namespace EmailAgent.Mail.Tests.Imap.Responses;

/// <summary>Makes responses of text, through framer and parser.</summary>
internal static class Responses
{
    public static ImapResponse Parse(string text, ImapLimits? limits = null)
    {
        using var framer = new ResponseFramer(limits ?? ImapLimits.Default);
        Assert.Equal(FramerStep.Complete, framer.Advance(Encoding.UTF8.GetBytes(text + "\r\n"), out _));
        return new ResponseParser(limits ?? ImapLimits.Default).Parse(framer.Frame);
    }

    public static T Parse<T>(string text)
        where T : ImapResponse
        => Assert.IsType<T>(Parse(text), exactMatch: false);
}
