using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Providers.OAuth;

/// <summary>The secrets of a pending sign-in: the PKCE verifier (RFC 7636) and the nonce of its ID token.</summary>
public sealed record SignInSecrets(string Verifier, string Nonce)
{
    private const int RandomBytes = 32;

    /// <summary>Returns the S256 challenge.</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static SignInSecrets Create() => new(Random(), Random());

    /// <summary>Returns 256 random bits as text.</summary>
    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Returns both secrets as one text, to be encrypted.</summary>
    public string Pack() => $"{Verifier} {Nonce}";

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static SignInSecrets Unpack(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return new SignInSecrets(text[..space], text[(space + 1)..]);
    }

    public override string ToString() => nameof(SignInSecrets);
}
