namespace EmailAgent.Providers.Webhooks;

/// <summary>The reasons for which an address cannot be an endpoint.</summary>
public enum WebhookAddressFault
{
    /// <summary>It is not an absolute address with a host.</summary>
    Malformed,

    /// <summary>It does not begin with <c>https:</c>.</summary>
    NotHttps,

    /// <summary>It contains a user name or password.</summary>
    HasUserInfo,

    /// <summary>The host has no address.</summary>
    Unresolved,

    /// <summary>No address of the host is allowed.</summary>
    NotAllowed,
}
