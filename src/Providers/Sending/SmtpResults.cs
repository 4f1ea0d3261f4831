using EmailAgent.Delivery.Smtp;

namespace EmailAgent.Providers.Sending;

/// <summary>Judges what became of a submission: the outcome comes from the library, and whether another attempt is worth it from the replies.</summary>
internal static class SmtpResults
{
    private const int LongestReply = 1_000;

    /// <summary>Converts the result of a submission.</summary>
    /// <param name="isSavedInSent">Indicates whether the server files sent mail itself.</param>
    public static SubmitResult Of(SmtpSendResult result, bool isSavedInSent)
    {
        RecipientResult[] recipients = [.. result.Recipients.Select(recipient => Of(recipient, result))];
        var fate = result.Outcome switch
        {
            SmtpOutcome.Sent => SubmitFate.Sent,
            SmtpOutcome.Unknown => SubmitFate.Unknown,
            _ => Array.Exists(recipients, recipient => recipient.Fate == SubmitFate.Deferred) ? SubmitFate.Deferred : SubmitFate.Refused,
        };
        return new SubmitResult(
            fate,
            recipients,
            result.Reply is { } reply ? Text(reply) : result.Failure is { } failure ? Cut(failure.Message) : fate == SubmitFate.Sent ? null : recipients[0].Reply,
            result.Reply?.Status?.ToString() ?? (fate == SubmitFate.Sent ? null : recipients[0].EnhancedStatus),
            isSavedInSent && fate == SubmitFate.Sent,
            RemoteId: null,
            RetryAfter: null);
    }

    /// <summary>Converts a failure before the message: it is surely not sent.</summary>
    public static SubmitResult Of(SmtpException failure, MailToSubmit mail) => SubmitResult.ForAll(FateOf(failure), mail, Cut(failure.Message));

    /// <summary>
    /// Indicates whether a message was surely not sent because a kept connection had ended before it: another connection may do better at
    /// once.
    /// </summary>
    public static bool IsStale(SmtpSendResult result) =>
        result is { Outcome: SmtpOutcome.NotSent, Failure: SmtpConnectionException or SmtpProtocolException }
        && result.Recipients.All(recipient => recipient.Reply is null or { Code: 421 });

    private static RecipientResult Of(SmtpRecipientResult recipient, SmtpSendResult result)
    {
        var fate = recipient.Outcome switch
        {
            SmtpOutcome.Sent => SubmitFate.Sent,
            SmtpOutcome.Unknown => SubmitFate.Unknown,
            _ when recipient.Reply is { IsPermanent: true } => SubmitFate.Refused,
            _ when recipient.Reply is null && result.Failure is { } failure => FateOf(failure),
            _ => SubmitFate.Deferred,
        };
        var words = recipient.Reply is { } reply ? Text(reply) : result.Failure is { } cause ? Cut(cause.Message) : null;
        return new RecipientResult(recipient.Recipient.Address, fate, words, recipient.Reply?.Status?.ToString());
    }

    // A refused login is no verdict on the message: the owner can enter another password.
    private static SubmitFate FateOf(SmtpException failure) => failure switch
    {
        SmtpUnsupportedException { Requirement: not SmtpRequirement.Authentication } => SubmitFate.Refused,
        SmtpCommandException { Command: not "AUTH", Reply.IsPermanent: true } => SubmitFate.Refused,
        _ => SubmitFate.Deferred,
    };

    private static string Text(SmtpReply reply) => Cut(reply.ToString());

    private static string Cut(string text) =>
        text.Length <= LongestReply ? text : text[..(char.IsHighSurrogate(text[LongestReply - 1]) ? LongestReply - 1 : LongestReply)];
}
