namespace EmailAgent.Providers.Discovery;

/// <summary>The sources of servers, in the order in which they are asked.</summary>
public static class ServerSources
{
    /// <summary>The table of large providers, by the domain of the address.</summary>
    public const string Provider = "provider";

    /// <summary>SRV records of the domain (RFC 6186, RFC 8314).</summary>
    public const string Records = "srv";

    /// <summary>The table of large providers, by the hosts that receive the mail of the domain.</summary>
    public const string Exchangers = "mx";

    /// <summary>The configuration for mail programs that the domain publishes over HTTPS.</summary>
    public const string Autoconfig = "autoconfig";

    /// <summary>Likely names, under which a server answered.</summary>
    public const string Guess = "guess";
}
