namespace EmailAgent.Mail.Sasl;

/// <summary>Nothing but an identity: the proof lies in the connection.</summary>
internal sealed class ExternalCredentials(string actAs) : SaslCredentials
{
    internal override IReadOnlyList<string> Mechanisms { get; } = ["EXTERNAL"];

    private protected override SaslMechanism Create(string mechanism, Func<string, bool> offered, SaslContext context)
        => new ExternalMechanism(actAs);
}
