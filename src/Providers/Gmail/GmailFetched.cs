namespace EmailAgent.Providers.Gmail;

/// <summary>How much of a message is asked for. Google's price is the same for each.</summary>
internal enum GmailFormat
{
    /// <summary>Its labels.</summary>
    State,

    /// <summary>Also its main header fields and first words.</summary>
    Metadata,

    /// <summary>Its labels and all its bytes.</summary>
    Raw,
}

/// <summary>What became of a call about one of several messages.</summary>
/// <param name="Verdict"><see cref="GmailVerdict.NotFound"/> when the message is gone.</param>
/// <param name="Message">There when the call was done.</param>
internal sealed record GmailFetched(string Id, GmailVerdict Verdict, GmailMessage? Message);
