using System.Security.Cryptography;
using System.Text;

namespace EmailAgent.Grains.Admin;

/// <summary>What stands at the end of the set-up link. Whoever starts the product makes it, and gives it only as this hash.</summary>
internal static class SetupToken
{
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
