namespace EmailAgent.Providers.Discovery;

/// <summary>The address of a mail server, and the protection of the connection to it.</summary>
public sealed record ServerAddress(string Host, int Port, ServerSecurity Security);
