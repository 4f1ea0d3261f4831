using System.Buffers.Text;

namespace EmailAgent.Mail.Sasl;

/// <summary>
/// A mechanism behind the base64 lines of IMAP (RFC 9051 section 6.2.2) and SMTP (RFC 4954 section 4). A breach by the server
/// is remembered while the exchange is cancelled in order, and thrown when the server has ended it.
/// </summary>
internal sealed class SaslExchange(SaslMechanism mechanism)
{
    /// <summary>The line that cancels an exchange.</summary>
    public const string Cancel = "*";

    private SaslException? _breach;
    private int _challenges;

    public string Mechanism => mechanism.Name;

    /// <summary>Gets the server's reason for a refusal inside the exchange; null if it sent none.</summary>
    public string? ServerError => mechanism.ServerError;

    /// <summary>Returns the first message for the command line, "=" if it is empty; null if the server begins.</summary>
    public string? Initial()
    {
        if (!mechanism.IsClientFirst)
        {
            return null;
        }

        var message = mechanism.Respond([]);
        return message is { Length: 0 } ? "=" : Encode(message);
    }

    /// <summary>Returns the response to a challenge.</summary>
    public string Continue(string challenge)
    {
        try
        {
            var maximum = Base64.GetMaxEncodedToUtf8Length(SaslLimits.Challenge);
            if (++_challenges > SaslLimits.Challenges || challenge.Length > maximum || !Base64.IsValid(challenge))
            {
                throw new SaslException("The server's challenge is not base64, too long, or one too many.");
            }

            return _breach is null ? Encode(mechanism.Respond(Convert.FromBase64String(challenge))) : Cancel;
        }
        catch (SaslException e)
        {
            _breach ??= e;
            return Cancel;
        }
    }

    /// <summary>Completes the exchange after the server announced success.</summary>
    /// <exception cref="SaslException">Success is not allowed at this point.</exception>
    public void Succeeded()
    {
        Refused();
        mechanism.Complete();
    }

    /// <summary>Ends the exchange after a refusal, which is legal unless the server broke the rules before.</summary>
    /// <exception cref="SaslException">It did.</exception>
    public void Refused()
    {
        if (_breach is not null)
        {
            throw _breach;
        }
    }

    private static string Encode(byte[]? message) => message is null ? Cancel : Convert.ToBase64String(message);
}
