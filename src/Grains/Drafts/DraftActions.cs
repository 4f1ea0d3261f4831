namespace EmailAgent.Grains.Drafts;

/// <summary>The audited actions of drafts. Saves of an existing draft come every few seconds, and are not audited.</summary>
internal static class DraftActions
{
    public const string Create = "draft.create";

    public const string Delete = "draft.delete";

    /// <summary>The sending of a draft was requested; <c>mail.send</c> follows if it was accepted.</summary>
    public const string Send = "draft.send";
}
