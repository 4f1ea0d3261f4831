using EmailAgent.Delivery.Smtp;
using EmailAgent.Providers.Egress;
using Microsoft.Extensions.Options;

namespace EmailAgent.Providers.Sending;

/// <summary>Connects to the submission servers of mailboxes and logs in. Users choose these servers, so that the egress policy applies.</summary>
internal sealed class SmtpConnector(IOptions<SmtpSubmitOptions> options, EgressPolicy egress, TimeProvider time)
{
    /// <summary>Longest wait while settings are tried and a caller waits.</summary>
    private static readonly TimeSpan TrialPatience = TimeSpan.FromSeconds(5);

    private readonly SubmissionOptions _submission = Submission(options.Value, egress, time);

    /// <summary>Connects and logs in. A server that offers no login takes mail without one, or refuses it later.</summary>
    /// <exception cref="SmtpException">The server could not be reached, or refused.</exception>
    /// <exception cref="ArgumentException">User name or password contain what cannot be sent.</exception>
    public Task<SubmissionClient> OpenAsync(SmtpAccountSettings way, string password, CancellationToken cancellationToken) =>
        OpenAsync(way, password, _submission, cancellationToken);

    /// <summary>Connects and logs in, with less patience.</summary>
    /// <inheritdoc cref="OpenAsync(SmtpAccountSettings, string, CancellationToken)" path="/exception"/>
    public Task<SubmissionClient> TryOutAsync(SmtpAccountSettings way, string password, CancellationToken cancellationToken) =>
        OpenAsync(way, password, _submission with { ConnectTimeout = TrialPatience, CommandTimeout = TrialPatience }, cancellationToken);

    public static SmtpEndpoint Endpoint(SmtpAccountSettings way) => new(way.Host, way.Port, way.Security);

    private static async Task<SubmissionClient> OpenAsync(
        SmtpAccountSettings way, string password, SubmissionOptions submission, CancellationToken cancellationToken)
    {
        var client = await SubmissionClient.ConnectAsync(Endpoint(way), submission, cancellationToken).ConfigureAwait(false);
        try
        {
            if (client.Mechanisms.Count > 0)
                await client.AuthenticateAsync(SubmissionCredentials.Password(way.Username, password), cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SubmissionOptions Submission(SmtpSubmitOptions options, EgressPolicy egress, TimeProvider time) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        CommandTimeout = options.CommandTimeout,
        DeliveryTimeout = options.DeliveryTimeout,
        TransactionTimeout = options.TransactionTimeout,
        AllowPlainToRemote = options.AllowPlainToRemote,
        AddressAllowed = egress.Allows,
#pragma warning disable CA5359 // The operator has asked for it by configuration, for servers with self-signed certificates.
        CertificateValidation = options.AllowInvalidCertificates ? (_, _, _, _) => true : null,
#pragma warning restore CA5359
        TimeProvider = time,
    };
}
