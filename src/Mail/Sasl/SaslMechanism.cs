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
    /// True if the client speaks first: <see cref="Respond"/> is then called with an empty challenge before anything came
    /// from the server, and its answer may ride on the command that starts the exchange.
    /// </summary>
    public virtual bool IsClientFirst => true;

    /// <summary>What the server said of its refusal inside the exchange (OAuth's error document), null if nothing. Server's words, made safe to show.</summary>
    public virtual string? ServerError => null;

    /// <summary>The answer to a challenge.</summary>
    /// <param name="challenge">Decoded bytes; empty for the first message of a client that speaks first.</param>
    /// <returns>Bytes to be encoded and sent, possibly none; null to cancel the exchange because nothing is left to say.</returns>
    /// <exception cref="SaslException">The challenge is not one that an honest server sends. The connection must not be used any more.</exception>
    public abstract byte[]? Respond(ReadOnlySpan<byte> challenge);

    /// <summary>Called when the server has announced success.</summary>
    /// <exception cref="SaslException">The server did not prove that it knows the password, where the mechanism demands that.</exception>
    public virtual void Complete()
    {
    }
}
