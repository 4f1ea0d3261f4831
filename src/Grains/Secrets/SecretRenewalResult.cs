namespace EmailAgent.Grains.Secrets;

/// <summary>The result of re-encrypting values of older keys.</summary>
/// <param name="Renewed">Values that were re-encrypted.</param>
/// <param name="Moved">Values that another process changed in between; a later run finds them, if they still have an older key.</param>
/// <param name="Unreadable">Values that were left as they are: their key is not in the ring, or they were changed.</param>
internal readonly record struct SecretRenewalResult(int Renewed = 0, int Moved = 0, int Unreadable = 0)
{
    public static SecretRenewalResult operator +(SecretRenewalResult a, SecretRenewalResult b) =>
        new(a.Renewed + b.Renewed, a.Moved + b.Moved, a.Unreadable + b.Unreadable);
}
