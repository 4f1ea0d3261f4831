namespace EmailAgent.Mail.Sasl;

/// <summary>Credentials with an identity only, which the connection proves.</summary>
internal sealed class ExternalCredentials(string actAs) : SaslCredentials
{
    internal override IReadOnlyList<string> Mechanisms { get; } = ["EXTERNAL"];

    private protected override SaslMechanism Create(string mechanism, Func<string, bool> offered, SaslContext context)
        => new ExternalMechanism(actAs);
}
