namespace EmailAgent.Mail.Imap;

/// <summary>All UIDs from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
/// <param name="First">Lowest UID, at least 1.</param>
/// <param name="Last">Highest UID, not below <paramref name="First"/>. <see cref="uint.MaxValue"/> is written as <c>*</c>.</param>
public readonly record struct UidRange(uint First, uint Last)
{
    /// <summary>Number of UIDs.</summary>
    public long Count => (long)Last - First + 1;
}
