using System.Text.Json.Serialization.Metadata;
using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Gmail;

/// <summary>The result of one call of a batch.</summary>
/// <param name="Index">The position of the call in the batch.</param>
/// <param name="Value">The answer, when the call succeeded.</param>
internal sealed record GmailAnswer<T>(int Index, CallOutcome Outcome, T? Value)
    where T : class
{
    public static GmailAnswer<T> Of(int index, GmailPart part, JsonTypeInfo<T> type)
    {
        var value = part.Outcome.Verdict == CallVerdict.Done ? HttpTransport.TryRead(part.Body, type) : null;
        var garbled = part.Outcome.Verdict == CallVerdict.Done && value is null;
        return new GmailAnswer<T>(index, garbled ? new CallOutcome(CallVerdict.Failing, "A part of Gmail's answer cannot be read.") : part.Outcome, value);
    }
}
