using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace EmailAgent.Grains.Secrets;

/// <summary>
/// The encryption of values that must not be readable in the database. A value that was protected for one purpose cannot be read for
/// another, so that it cannot be copied from one column to another.
/// </summary>
internal sealed class SecretProtector(IDataProtectionProvider provider)
{
    /// <summary>The purpose of secrets of the installation itself.</summary>
    public const string InstanceSecret = "instance.secret";

    /// <summary>The offset of the key's id in a protected value (ASP.NET Core, "Authenticated encryption details").</summary>
    internal const int KeyIdOffset = 4;

    /// <summary>The number of bytes of a key's id.</summary>
    internal const int KeyIdSize = 16;

    /// <param name="purpose">The purpose of the secret; reading it requires the same purpose.</param>
    public byte[] Protect(string purpose, string secret) => Protect(purpose, Encoding.UTF8.GetBytes(secret));

    public byte[] Protect(string purpose, byte[] secret) => provider.CreateProtector(purpose).Protect(secret);

    /// <exception cref="CryptographicException">The value was changed, protected for another purpose, or its key is gone.</exception>
    public string Unprotect(string purpose, byte[] value) => Encoding.UTF8.GetString(UnprotectBytes(purpose, value));

    /// <inheritdoc cref="Unprotect"/>
    public byte[] UnprotectBytes(string purpose, byte[] value) => provider.CreateProtector(purpose).Unprotect(value);

    /// <summary>Returns the id of the key that encrypts now, as protected values contain it.</summary>
    internal byte[] CurrentKeyId() => Protect(InstanceSecret, (byte[])[])[KeyIdOffset..(KeyIdOffset + KeyIdSize)];
}
