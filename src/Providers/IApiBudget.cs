namespace EmailAgent.Providers;

/// <summary>A provider whose API may only be called so often.</summary>
public interface IApiBudget
{
    /// <summary>Returns the <see cref="IMailboxProvider.Name"/> of the mailboxes.</summary>
    string Provider { get; }

    /// <summary>Units that a mailbox with these settings could use now; null where they are not counted.</summary>
    long? Left(string settings);
}
