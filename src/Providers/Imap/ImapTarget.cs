namespace EmailAgent.Providers.Imap;

/// <summary>The destination of a message in an edit.</summary>
/// <param name="Folder">Null to leave it in its folder.</param>
/// <param name="IsRefused">The message cannot be moved: there is no such folder, or it would have to be in two.</param>
internal readonly record struct ImapTarget(ImapFolder? Folder, bool IsRefused = false)
{
    public static readonly ImapTarget Stay = new(null);

    public static readonly ImapTarget Refused = new(null, IsRefused: true);
}
