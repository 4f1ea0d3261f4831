namespace EmailAgent.Grains.Identity;

/// <summary>A key that signs access tokens, as stored.</summary>
/// <param name="PrivateKey">Encrypted by the caller; this layer never sees it in the clear.</param>
/// <param name="CreatedAt">UTC.</param>
internal sealed record SigningKeyRow(string KeyId, byte[] PrivateKey, DateTime CreatedAt);
