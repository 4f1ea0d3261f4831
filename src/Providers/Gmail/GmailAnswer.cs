using System.Text.Json.Serialization.Metadata;

namespace EmailAgent.Providers.Gmail;

/// <summary>What became of one call of a batch.</summary>
/// <param name="Index">Which call.</param>
/// <param name="Value">The answer, when it was done.</param>
internal sealed record GmailAnswer<T>(int Index, GmailOutcome Outcome, T? Value)
    where T : class
{
    public static GmailAnswer<T> Of(int index, GmailPart part, JsonTypeInfo<T> type)
    {
        var value = part.Outcome.Verdict == GmailVerdict.Done ? GmailTransport.TryRead(part.Body, type) : null;
        var garbled = part.Outcome.Verdict == GmailVerdict.Done && value is null;
        return new GmailAnswer<T>(index, garbled ? new GmailOutcome(GmailVerdict.Failing, "A part of Gmail's answer cannot be read.") : part.Outcome, value);
    }
}
