namespace EmailAgent.Grains.Composition;

/// <summary>The audited actions of identities.</summary>
internal static class MailIdentityActions
{
    public const string Create = "identity.create";

    public const string Change = "identity.change";

    public const string Delete = "identity.delete";
}
