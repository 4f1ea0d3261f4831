namespace EmailAgent.Grains.Protection;

/// <summary>The audited actions of keys for mail.</summary>
internal static class ProtectionActions
{
    public const string Add = "protection.key_add";

    public const string Delete = "protection.key_delete";
}
