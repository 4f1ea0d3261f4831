using EmailAgent.IntelligenceBench.Archives;
using EmailAgent.Intelligence.Categories;

namespace EmailAgent.IntelligenceBench.Categories;

/// <summary>
/// The categories of the real corpus, by its folders, lists and senders: spam is what the corpus calls spam, discussions are private or about work by their
/// list, and senders of newsletters, promotions and notifications are named. Messages of which none of it tells are left out.
/// </summary>
internal static class CorpusCategories
{
    private static readonly (string Category, string[] Marks)[] BySender =
    [
        (MessageCategory.Notification, ["mailer-daemon", "mailman-owner", "nobody@dogma", "owner-bugtraq", "bugzilla-daemon", "spamassassin-commits"]),
        (MessageCategory.Promotion, ["shopper", "ryanairmail", "buy4now", "lindows.com", "espial.com", "cnet auctions", "harpercollins", "isilo.com", "elists-admin@oreillynet", "associates@dogma"]),
        (MessageCategory.Newsletter, ["rssfeeds", "newsletter", "lockergnome", "theregister", "unitedmedia", "use-perl", "ntk.net", "spesh.com", "davegreen", "techtarget", "divx", "shagmail", "daytips", "astrology", "lyris", "imakenews", "lp.org", "eff.org", "applenews", "cauce", "hermes.sun.com", "reply.yahoo", "bruces@well.com", "evilgerald", "aynrand"]),
    ];

    private static readonly (string Category, string[] Marks)[] ByList =
    [
        (MessageCategory.Personal, ["fork.xent.com", "zzzzteana", "social.linux.ie", "irregulars", "crackmice", "0xdeadbeef"]),
        (MessageCategory.Work, ["ilug.linux.ie", "rpm-zzzlist", "razor-users", "spamassassin", "exmh", "secprog", "webdev", "iiu", "spambayes", "vulnwatch", "webmake", "sadev", "satalk", "securityfocus", "freebsd", "csibe", "eros.cs", "unison"]),
    ];

    /// <summary>Returns the category of a message; null if it is not known.</summary>
    public static string? Of(ArchiveMessage message)
    {
        if (message.Folder.StartsWith("spam", StringComparison.Ordinal))
            return MessageCategory.Spam;
        var sender = $"{message.List} {message.Message.From.Name} {message.Message.From.Email}";
        var recipients = message.Message.To.Concat(message.Message.Cc).Select(person => person.Email);
        return Marked(BySender, sender) ?? Marked(ByList, string.Join(' ', [message.List, message.Message.Subject, .. recipients]));
    }

    private static string? Marked((string Category, string[] Marks)[] all, string text)
    {
        foreach (var (category, marks) in all)
        {
            if (marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
                return category;
        }

        return null;
    }
}
