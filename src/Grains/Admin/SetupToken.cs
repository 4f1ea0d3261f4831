using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.Admin;

/// <summary>The token at the end of the set-up link. The operator creates it; the configuration contains only this hash.</summary>
internal static class SetupToken
{
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
