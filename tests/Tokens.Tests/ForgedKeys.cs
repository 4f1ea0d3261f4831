using System.Text;
using EmailAgent.Testing;
using EmailAgent.Tokens.Keys;

namespace EmailAgent.Tokens.Tests;

internal static class ForgedKeys
{
    /// <summary>Reads the keys that a forge publishes.</summary>
    public static KeySet ReadKeys(this TokenForge forge) => JsonWebKeys.Parse(Encoding.UTF8.GetBytes(forge.KeySetJson().ToJsonString()));
}
