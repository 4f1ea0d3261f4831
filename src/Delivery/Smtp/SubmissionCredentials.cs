using System.Net;
using System.Text;
using MailKit.Security;

namespace EmailAgent.Delivery.Smtp;

/// <summary>
/// Identity and proof for a login. A client uses the strongest mechanism that both the credentials and the server have. Values must
/// not contain control characters (<see cref="ArgumentException"/>). Never displays its secrets.
/// </summary>
public sealed class SubmissionCredentials
{
    // Without CRAM-MD5, DIGEST-MD5 and NTLM: weaker than PLAIN over TLS, and servers that have only those are gone.
    private static readonly string[] ByPassword = ["SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN", "LOGIN"];
    private static readonly string[] ByToken = ["OAUTHBEARER", "XOAUTH2"];

    private readonly string _user;
    private readonly string _secret;
    private readonly IReadOnlyList<string> _mechanisms;

    private SubmissionCredentials(string user, string secret, bool isToken, IReadOnlyList<string> mechanisms)
        => (_user, _secret, IsToken, _mechanisms) = (user, secret, isToken, mechanisms);

    internal bool IsToken { get; }

    /// <summary>Creates credentials of a user name and a password. Mechanisms, best first: SCRAM-SHA-512, -256, -1, PLAIN, LOGIN.</summary>
    public static SubmissionCredentials Password(string user, string password) => new(Checked(user), Checked(password), isToken: false, ByPassword);

    /// <summary>Creates credentials of an OAuth 2.0 access token that is valid now. Mechanisms, best first: OAUTHBEARER, XOAUTH2.</summary>
    public static SubmissionCredentials Bearer(string user, string token) => new(Checked(user), Checked(token), isToken: true, ByToken);

    /// <summary>Returns the same credentials, limited to some mechanisms.</summary>
    /// <param name="mechanisms">Registered names in capitals.</param>
    public SubmissionCredentials Only(params IReadOnlyList<string> mechanisms)
        => new(_user, _secret, IsToken, [.. _mechanisms.Where(mechanisms.Contains)]);

    /// <summary>Returns the strongest mechanism that the server offers, too; null if there is none.</summary>
    internal SaslMechanism? Choose(IReadOnlySet<string> offered)
        => _mechanisms.FirstOrDefault(offered.Contains) is { } name ? SaslMechanism.Create(name, new NetworkCredential(_user, _secret)) : null;

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
