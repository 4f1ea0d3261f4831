using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>EXTERNAL (RFC 4422 appendix A).</summary>
internal sealed class ExternalMechanism(string actAs) : SingleMessageMechanism
{
    public override string Name => "EXTERNAL";

    protected override byte[] Message() => Encoding.UTF8.GetBytes(actAs);
}
