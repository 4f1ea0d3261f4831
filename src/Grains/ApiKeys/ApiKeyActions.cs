namespace EmailAgent.Grains.ApiKeys;

/// <summary>The audited actions of API keys.</summary>
internal static class ApiKeyActions
{
    public const string Create = "api_key.create";

    /// <summary>Renamed or narrowed.</summary>
    public const string Change = "api_key.change";

    public const string Revoke = "api_key.revoke";
}
