using System.Security.Cryptography;
using System.Text;
using EmailAgent.Delivery.Smtp;

namespace EmailAgent.Providers.Sending;

/// <summary>The identity of a logged-in connection: only a caller with the same password may use it.</summary>
internal sealed record SubmissionKey(SmtpEndpoint Endpoint, string Username, string Proof)
{
    public static SubmissionKey Of(SmtpAccountSettings way, string password) =>
        new(SmtpConnector.Endpoint(way), way.Username, Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(password))));

    public override string ToString() => nameof(SubmissionKey);
}
