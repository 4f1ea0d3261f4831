using MailKit.Security;

namespace EmailAgent.Delivery.Smtp.Session;

/// <summary>
/// AUTH (RFC 4954), once and by one mechanism: trying all of them would send a wrong password several times. Secrets go over protected
/// connections only, because the dialer opens no others, except where the caller allowed them.
/// </summary>
internal static class Login
{
    public static async Task RunAsync(SubmissionSession session, SubmissionCredentials credentials, CancellationToken cancellationToken)
    {
        using var turn = session.Enter();
        if (session.Client.IsAuthenticated)
        {
            throw new InvalidOperationException("A session authenticates once (RFC 4954 section 4).");
        }

        var mechanism = credentials.Choose(session.Client.AuthenticationMechanisms)
            ?? throw new SmtpUnsupportedException(SmtpRequirement.Authentication, "The server offers no way to authenticate with these credentials.");
        session.Dialogue.Begin();
        try
        {
            await session.Client.AuthenticateAsync(mechanism, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException e) when (e.InnerException is not SaslException && session.Dialogue.Last is { } reply)
        {
            throw new SmtpCommandException("AUTH", reply, credentials.IsToken ? Detail(session.Dialogue) : null);
        }
        catch (Exception e) when (e is not (SmtpException or OperationCanceledException))
        {
            throw session.Connection.Fail(new SmtpProtocolException("The server broke the login, or could not prove that it knows the password.", e));
        }

        if (mechanism is SaslMechanismScramBase { IsAuthenticated: false })
        {
            throw session.Connection.Fail(new SmtpProtocolException("The server accepted the login without proving that it knows the password."));
        }
    }

    /// <summary>Returns the reason for which a token was refused (RFC 7628 section 3.2.3), which comes as a challenge.</summary>
    private static string? Detail(Dialogue dialogue) => dialogue.LastChallenge is { } challenge && ChallengeCheck.Decode(challenge.Text) is { Length: > 0 } text
        ? string.Concat(text.Where(c => !char.IsControl(c)))
        : null;
}
