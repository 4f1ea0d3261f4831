namespace EmailAgent.Intelligence.Priority;

/// <summary>The values of all features for one message; each is 0 to 1.</summary>
internal sealed class PriorityFeatures
{
    /// <summary>Returns the features of a message. Takes time linear in the length of its text, of which only the beginning counts.</summary>
    public static PriorityFeatures Of(AnalyzedMessage message, PriorityFacts facts, OwnerAddresses owner) => throw new NotImplementedException();
}
