using EmailAgent.Intelligence;
using EmailAgent.Mail.Mime;

namespace EmailAgent.Grains.Priority;

/// <summary>The decision whether a message asks for an answer, without I/O.</summary>
internal static class ReplyNeed
{
    // A question to many people is rarely one to each of them.
    private const int MostRecipients = 10;

    // What is read of a text; a question far below is not the point of the message.
    private const int ReadLength = 20_000;

    private static readonly string[] UnattendedNames = ["noreply", "no-reply", "donotreply", "do-not-reply", "mailer-daemon", "postmaster", "bounce", "bounces"];

    /// <summary>
    /// Indicates whether a person asks the owner for something; or, in a message that the owner sent, whether the owner asks the recipients. Mail of lists
    /// and programs never does.
    /// </summary>
    public static bool Of(AnalyzedMessage message, OwnerAddresses owner)
    {
        if (!IsPersonal(message) || message.To.Count + message.Cc.Count > MostRecipients)
            return false;
        var isAddressed = message.IsSent
            ? message.To.Any(person => !owner.Contains(person.Email))
            : message.To.Any(person => owner.Contains(person.Email)) && !IsUnattended(message.From.Email);
        return isAddressed && Asks(message.Text);
    }

    private static bool IsPersonal(AnalyzedMessage message) => message.Signals is
    {
        ListId: null,
        CanUnsubscribe: false,
        Precedence: null or "first-class" or "special-delivery",
        AutoSubmitted: null or "no",
    };

    private static bool IsUnattended(string email)
    {
        var name = email.AsSpan(0, Math.Max(0, email.LastIndexOf('@')));
        foreach (var unattended in UnattendedNames)
        {
            if (name.Equals(unattended, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return name.IsEmpty;
    }

    private static bool Asks(string text)
    {
        var fresh = ReplyText.Fresh(text.Length > ReadLength ? text[..ReadLength] : text);
        for (var i = 1; i < fresh.Length; i++)
        {
            if (fresh[i] is '？' || (fresh[i] == '?' && EndsWord(fresh, i)))
                return true;
        }

        return false;
    }

    // The mark of a question follows a word and ends it; that of an address in the web does not.
    private static bool EndsWord(string text, int mark) =>
        (char.IsLetterOrDigit(text[mark - 1]) || text[mark - 1] is ')' or '"' or '\'' or '”' or '’' or ' ')
        && (mark + 1 == text.Length || char.IsWhiteSpace(text[mark + 1]) || text[mark + 1] is '"' or '”' or '\'' or ')' or '?' or '!');
}
