namespace EmailAgent.Mail.Sasl;

/// <summary>Properties of the connection that a mechanism can need.</summary>
/// <param name="Host">Name by which the server was called.</param>
/// <param name="Port">TCP port.</param>
/// <param name="ServerEndPoint">Channel binding data of type tls-server-end-point (RFC 5929 section 4), null without TLS.</param>
internal sealed record SaslContext(string Host, int Port, byte[]? ServerEndPoint);
