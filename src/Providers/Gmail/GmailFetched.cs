using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>The requested part of a message. Google's price is the same for each.</summary>
internal enum GmailFormat
{
    /// <summary>Its labels.</summary>
    State,

    /// <summary>Also its main header fields and first words.</summary>
    Metadata,

    /// <summary>Its labels and all its bytes.</summary>
    Raw,
}

/// <summary>The result of a call about one of several messages.</summary>
/// <param name="Verdict"><see cref="CallVerdict.NotFound"/> when the message is gone.</param>
/// <param name="Message">The message, when the call succeeded.</param>
internal sealed record GmailFetched(string Id, CallVerdict Verdict, GmailMessage? Message);
