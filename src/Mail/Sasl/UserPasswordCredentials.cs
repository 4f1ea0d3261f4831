using System.Security.Cryptography;

namespace EmailAgent.Mail.Sasl;

/// <summary>A user name and a password.</summary>
internal sealed class UserPasswordCredentials(string user, string password, string? actAs) : SaslCredentials
{
    private const string Plus = "-PLUS";

    public string User => user;

    public string Secret => password;

    public bool ActsForAnother => actAs is not null;

    // Mechanisms bound to the certificate come first, whatever the hash: an attacker in the middle cannot relay them.
    internal override IReadOnlyList<string> Mechanisms { get; } =
        ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"];

    private protected override bool IsPossible(string mechanism, SaslContext context)
        => mechanism.EndsWith(Plus, StringComparison.Ordinal) ? context.ServerEndPoint is not null
            : mechanism != "LOGIN" || actAs is null;

    private protected override SaslMechanism Create(string mechanism, Func<string, bool> offered, SaslContext context) => mechanism switch
    {
        "PLAIN" => new PlainMechanism(user, password, actAs),
        "LOGIN" => new LoginMechanism(user, password),
        _ => new ScramMechanism(mechanism, Hash(mechanism), new ScramLogin(user, password, actAs), Binding(mechanism, offered, context)),
    };

    private static HashAlgorithmName Hash(string mechanism)
        => mechanism.StartsWith("SCRAM-SHA-256", StringComparison.Ordinal) ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;

    // "y" means: the client could have bound, but the server did not offer it. A server that did offer it then knows that an attacker removed the
    // offer.
    private static ScramBinding Binding(string mechanism, Func<string, bool> offered, SaslContext context)
        => mechanism.EndsWith(Plus, StringComparison.Ordinal) ? ScramBinding.To(context.ServerEndPoint!)
            : context.ServerEndPoint is not null && !offered("SCRAM-SHA-256-PLUS") && !offered("SCRAM-SHA-1-PLUS") ? ScramBinding.NotOffered
            : ScramBinding.None;
}
