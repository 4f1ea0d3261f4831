namespace EmailAgent.Storage.Secrets;

/// <summary>What became of values that an older key had encrypted.</summary>
/// <param name="Renewed">Encrypted anew.</param>
/// <param name="Moved">Changed by somebody else in between; another look will find them, if they still need one.</param>
/// <param name="Unreadable">Left as they are: their key is not in the ring, or they were changed.</param>
internal readonly record struct SecretRenewalResult(int Renewed = 0, int Moved = 0, int Unreadable = 0)
{
    public static SecretRenewalResult operator +(SecretRenewalResult a, SecretRenewalResult b) =>
        new(a.Renewed + b.Renewed, a.Moved + b.Moved, a.Unreadable + b.Unreadable);
}
