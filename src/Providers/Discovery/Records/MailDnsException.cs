namespace EmailAgent.Providers.Discovery.Records;

/// <summary>The failure of a query that no name server answered, so that it is unknown whether there are records.</summary>
public sealed class MailDnsException(string message, Exception? inner = null) : Exception(message, inner);
