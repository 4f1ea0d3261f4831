namespace EmailAgent.Providers.Imap;

/// <summary>Where an edit takes a message.</summary>
/// <param name="Folder">Null to leave it where it is.</param>
/// <param name="IsRefused">It can go nowhere: there is no such folder, or it would have to be in two.</param>
internal readonly record struct ImapTarget(ImapFolder? Folder, bool IsRefused = false)
{
    public static readonly ImapTarget Stay = new(null);

    public static readonly ImapTarget Refused = new(null, IsRefused: true);
}
