namespace EmailAgent.Delivery.Security;

/// <summary>The failures of the parsers of keys and signatures. On damaged input they throw exceptions of many kinds, also those of the runtime.</summary>
internal static class HostileInput
{
    /// <summary>Indicates whether an exception means that input was refused.</summary>
    public static bool IsRefused(Exception error) => error is not (OutOfMemoryException or OperationCanceledException or MailKeyException);
}
