using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>PLAIN (RFC 4616).</summary>
internal sealed class PlainMechanism(string user, string password, string? actAs) : SingleMessageMechanism
{
    public override string Name => "PLAIN";

    protected override byte[] Message() => Encoding.UTF8.GetBytes($"{actAs}\0{user}\0{password}");
}
