using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.Organizations;

/// <summary>Token that accepts an invitation: 256 random bits; only its hash is stored.</summary>
internal readonly record struct InvitationToken(string Text, byte[] Hash)
{
    public static InvitationToken Create() => From(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static InvitationToken From(string text) => new(text, SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
