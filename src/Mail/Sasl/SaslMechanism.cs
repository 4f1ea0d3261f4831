namespace EmailAgent.Mail.Sasl;

/// <summary>
/// The client's side of one authentication exchange (RFC 4422): bytes of the server in, bytes for the server out, without any
/// I/O. An instance serves one exchange. Derive from it to bring a mechanism of your own.
/// </summary>
public abstract class SaslMechanism
{
    /// <summary>The registered name in upper case, such as <c>SCRAM-SHA-256</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// Indicates whether the client begins. <see cref="Respond"/> then receives an empty challenge before the server has sent
    /// anything, and its result can be part of the command that starts the exchange.
    /// </summary>
    public virtual bool IsClientFirst => true;

    /// <summary>Gets the server's reason for a refusal inside the exchange (OAuth's error document); null if it sent none. Sanitized for display.</summary>
    public virtual string? ServerError => null;

    /// <summary>Returns the response to a challenge.</summary>
    /// <param name="challenge">Decoded bytes; empty for the first message of a client that speaks first.</param>
    /// <returns>Bytes to be encoded and sent, possibly none; null to cancel the exchange because there is no further response.</returns>
    /// <exception cref="SaslException">The challenge is not one that an honest server sends. The connection must not be used afterwards.</exception>
    public abstract byte[]? Respond(ReadOnlySpan<byte> challenge);

    /// <summary>Completes the exchange. Called after the server announced success.</summary>
    /// <exception cref="SaslException">The server did not prove that it knows the password, although the mechanism requires it.</exception>
    public virtual void Complete()
    {
    }
}
