using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>The results of requested messages.</summary>
internal sealed class GmailFetchAccount
{
    private readonly List<string> _tooLarge = [];
    private readonly List<OutstandingMail> _outstanding = [];
    private readonly List<OutstandingKey> _gone = [];

    /// <summary>Indicates whether any message arrived or is known to be gone.</summary>
    public bool HasAny { get; private set; }

    /// <summary>Messages that are larger than what is read.</summary>
    public IReadOnlyList<string> TooLarge => _tooLarge;

    /// <summary>Messages that Gmail fails on.</summary>
    public IReadOnlyList<OutstandingMail> Outstanding => _outstanding;

    /// <summary>Messages that are gone.</summary>
    public IReadOnlyList<OutstandingKey> Gone => _gone;

    /// <summary>Takes note of what became of a message.</summary>
    /// <param name="isWhole">Indicates whether all its bytes were requested.</param>
    /// <returns>The message, if it can be taken in.</returns>
    public GmailMessage? Take(GmailFetched fetched, bool isWhole)
    {
        switch (fetched.Verdict)
        {
            case CallVerdict.Done when fetched.Message is { } message && (!isWhole || message.Raw is not null):
                HasAny = true;
                return message;
            case CallVerdict.NotFound:
                HasAny = true;
                _gone.Add(OutstandingKey.Labelled(fetched.Id));
                return null;
            case CallVerdict.TooLarge when isWhole:
                HasAny = true;
                _tooLarge.Add(fetched.Id);
                return null;
            default:
                var (reason, detail) = Describe(fetched.Verdict);
                _outstanding.Add(new OutstandingMail(OutstandingKey.Labelled(fetched.Id), reason, detail));
                return null;
        }
    }

    private static (OutstandingReason Reason, string Detail) Describe(CallVerdict verdict) => verdict switch
    {
        CallVerdict.Refused => (OutstandingReason.Refused, "Gmail refuses to hand out the message."),
        CallVerdict.Done => (OutstandingReason.LeftOut, "Gmail answers without the content of the message."),
        _ => (OutstandingReason.Unavailable, "Gmail fails when the message is asked for."),
    };
}
