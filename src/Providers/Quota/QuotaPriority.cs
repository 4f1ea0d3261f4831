namespace EmailAgent.Providers.Quota;

/// <summary>The urgency of a call; smaller values go first.</summary>
public enum QuotaPriority
{
    /// <summary>A person or program that asked for it and waits.</summary>
    Person,

    /// <summary>News that should be here soon.</summary>
    Push,

    /// <summary>History, which can wait.</summary>
    Backfill,
}
