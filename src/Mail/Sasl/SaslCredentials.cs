using System.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>
/// Identity and proof for a login. A client uses the strongest mechanism that both the credentials and the server have. Values must
/// not contain control characters (<see cref="ArgumentException"/>). Never displays its secrets.
/// </summary>
public abstract class SaslCredentials
{
    private IReadOnlyList<string>? _only;

    private protected SaslCredentials()
    {
    }

    /// <summary>
    /// Creates credentials of a user name and a password. Mechanisms, best first: SCRAM-SHA-256-PLUS, SCRAM-SHA-1-PLUS,
    /// SCRAM-SHA-256, SCRAM-SHA-1, PLAIN, LOGIN. The two with -PLUS bind the exchange to the server's certificate.
    /// </summary>
    /// <param name="user">User name.</param>
    /// <param name="password">Password.</param>
    /// <param name="actAs">Identity to act as, if the server lets one user act for another; null for the user's own. LOGIN cannot express it.</param>
    public static SaslCredentials Password(string user, string password, string? actAs = null)
        => new UserPasswordCredentials(Checked(user), Checked(password), actAs is null ? null : Checked(actAs));

    /// <summary>Creates credentials of an OAuth 2.0 access token. Mechanisms, best first: OAUTHBEARER, XOAUTH2.</summary>
    /// <param name="user">User name, mostly the mail address.</param>
    /// <param name="token">Access token, valid now; refreshing it is the caller's part.</param>
    public static SaslCredentials Bearer(string user, string token) => new BearerCredentials(Checked(user), Checked(token));

    /// <summary>Creates credentials that rely on the connection, such as a client certificate. Mechanism: EXTERNAL.</summary>
    /// <param name="actAs">Identity to act as; empty for the one the server derives.</param>
    public static SaslCredentials External(string actAs = "") => new ExternalCredentials(Checked(actAs));

    /// <summary>Returns the same credentials, limited to some mechanisms in the order of preference.</summary>
    /// <param name="mechanisms">Registered names, compared without case.</param>
    public SaslCredentials Only(params IReadOnlyList<string> mechanisms)
    {
        ArgumentNullException.ThrowIfNull(mechanisms);
        var limited = (SaslCredentials)MemberwiseClone();
        limited._only = [.. mechanisms.Select(m => m.ToUpperInvariant()).Where(Mechanisms.Contains)];
        return limited;
    }

    /// <summary>Names that these credentials can serve, best first.</summary>
    internal abstract IReadOnlyList<string> Mechanisms { get; }

    /// <summary>Returns whether <see cref="Only"/> allows a mechanism.</summary>
    internal bool Allows(string mechanism) => (_only ?? Mechanisms).Contains(mechanism);

    /// <summary>Returns the strongest mechanism that the server offers, too; null if there is none.</summary>
    /// <param name="offered">Returns whether the server offers a mechanism.</param>
    /// <param name="context">The connection.</param>
    internal SaslMechanism? Choose(Func<string, bool> offered, SaslContext context)
    {
        var name = (_only ?? Mechanisms).FirstOrDefault(m => offered(m) && IsPossible(m, context));
        return name is null ? null : Create(name, offered, context);
    }

    /// <summary>Returns whether the connection has everything that a mechanism needs.</summary>
    private protected virtual bool IsPossible(string mechanism, SaslContext context) => true;

    private protected abstract SaslMechanism Create(string mechanism, Func<string, bool> offered, SaslContext context);

    private static string Checked(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        // A lone surrogate would be replaced on its way into UTF-8: another password than the one meant.
        foreach (var rune in value.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || (rune == Rune.ReplacementChar && !value.Contains('\ufffd')))
            {
                throw new ArgumentException("Control characters and lone surrogates cannot be sent.", nameof(value));
            }
        }

        return value;
    }
}
