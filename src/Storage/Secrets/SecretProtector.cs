using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace EmailAgent.Storage.Secrets;

/// <summary>
/// Encrypts what must not be readable in the database. What was protected for one purpose cannot be read for another, so
/// that a value cannot be carried from one column to the next.
/// </summary>
public sealed class SecretProtector(IDataProtectionProvider provider)
{
    /// <summary>For the password of a mailbox connection.</summary>
    public const string ConnectionPassword = "connection.password";

    /// <summary>For the OAuth tokens of a mailbox connection.</summary>
    public const string ConnectionToken = "connection.token";

    /// <summary>For what is kept of a sign-in while its user is with the provider.</summary>
    public const string SignIn = "sign.in";

    /// <summary>For the secret that an account's authenticator shares.</summary>
    public const string SecondFactor = "second.factor";

    /// <summary>For the private half of a key that signs access tokens.</summary>
    public const string SigningKey = "signing.key";

    /// <summary>For the key of the audit log's hashes.</summary>
    public const string AuditKey = "audit.key";

    /// <summary>For a secret of the installation itself.</summary>
    public const string InstanceSecret = "instance.secret";

    /// <summary>Where a protected value names its key of the ring (ASP.NET Core, "Authenticated encryption details").</summary>
    internal const int KeyIdOffset = 4;

    /// <summary>Bytes of a key's name there.</summary>
    internal const int KeyIdSize = 16;

    /// <param name="purpose">What the secret is for; the same is needed to read it.</param>
    public byte[] Protect(string purpose, string secret) => Protect(purpose, Encoding.UTF8.GetBytes(secret));

    public byte[] Protect(string purpose, byte[] secret) => provider.CreateProtector(purpose).Protect(secret);

    /// <exception cref="CryptographicException">The value was changed, protected for another purpose, or its key is gone.</exception>
    public string Unprotect(string purpose, byte[] value) => Encoding.UTF8.GetString(UnprotectBytes(purpose, value));

    /// <inheritdoc cref="Unprotect"/>
    public byte[] UnprotectBytes(string purpose, byte[] value) => provider.CreateProtector(purpose).Unprotect(value);

    /// <summary>The name of the key that encrypts now, as it stands in protected values.</summary>
    internal byte[] CurrentKeyId() => Protect(InstanceSecret, (byte[])[])[KeyIdOffset..(KeyIdOffset + KeyIdSize)];
}
