using EmailAgent.Mail.Imap;
using EmailAgent.Mail.Tests.Mime;
using EmailAgent.Testing;
using MailKit;
using MailKit.Search;
using KitClient = MailKit.Net.Imap.ImapClient;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

/// <summary>Another client on the same mailbox: what ours writes and reads is what MailKit reads.</summary>
public sealed class MailKitTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private static readonly string[] Names = ["Plain", "Größe & Co", "会議", "A~/peter/台北/日本語"];

    [DovecotFact]
    public async Task Folders_OfAnyName_AreTheSameToMailKit()
    {
        var user = DovecotFixture.NewUser();
        await using var ours = await dovecot.LoginAsync(user);
        foreach (var name in Names)
            await ours.Mailboxes.CreateAsync(ImapMailbox.FromName(name));
        using var theirs = await LoginAsync(user);

        var folders = await theirs.GetFoldersAsync(theirs.PersonalNamespaces[0]);

        var listed = await ours.ListAsync();
        Assert.Equal(folders.Select(folder => folder.FullName).Order(StringComparer.Ordinal), listed.Select(folder => folder.Name).Order(StringComparer.Ordinal));
        Assert.Subset(listed.Select(folder => folder.Name).ToHashSet(), Names.ToHashSet());
    }

    [DovecotFact]
    public async Task Messages_FetchedByBoth_AreTheSame()
    {
        var user = DovecotFixture.NewUser();
        await using var ours = await dovecot.LoginAsync(user);
        foreach (var file in Fixtures.Files())
            await ours.AppendAsync(ImapMailbox.Inbox, Path.GetFileName(file).Length % 2 == 0 ? ["\\Seen", "custom"] : [], null, await File.ReadAllBytesAsync(file));
        await ours.SelectAsync(ImapMailbox.Inbox);
        using var theirs = await LoginAsync(user);
        await theirs.Inbox!.OpenAsync(FolderAccess.ReadOnly);

        const MessageSummaryItems Items = MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Size | MessageSummaryItems.Envelope
            | MessageSummaryItems.BodyStructure | MessageSummaryItems.InternalDate | MessageSummaryItems.ModSeq;
        var expected = (await theirs.Inbox.FetchAsync(0, -1, Items)).ToDictionary(summary => summary.UniqueId.Id);
        var query = new ImapFetchQuery { Flags = true, Size = true, Envelope = true, BodyStructure = true, InternalDate = true, ModSeq = true };
        var count = 0;
        await foreach (var fetched in ours.UidFetchAsync(UidSet.All, query))
        {
            using (fetched)
            {
                Same(expected[fetched.Uid], fetched);
                count++;
            }
        }

        Assert.Equal(expected.Count, count);
    }

    [DovecotFact]
    public async Task Search_ByBoth_FindsTheSame()
    {
        var user = DovecotFixture.NewUser();
        await using var ours = await dovecot.LoginAsync(user);
        for (var i = 1; i <= 6; i++)
            await ours.AppendAsync(ImapMailbox.Inbox, i % 2 == 0 ? ["\\Seen"] : [], null, DovecotFixture.Message(i, i * 1000));
        await ours.SelectAsync(ImapMailbox.Inbox);
        using var theirs = await LoginAsync(user);
        await theirs.Inbox!.OpenAsync(FolderAccess.ReadOnly);

        var found = await theirs.Inbox.SearchAsync(SearchQuery.NotSeen);

        Assert.Equal(found.Select(uid => uid.Id), await ours.UidSearchAsync(ImapSearch.Unseen));
        Assert.Equal(3, found.Count);
    }

    private static void Same(IMessageSummary theirs, ImapFetch ours)
    {
        Assert.Equal((long?)theirs.Size, ours.Size);
        Assert.Equal(theirs.InternalDate, ours.InternalDate);
        Assert.Equal(theirs.ModSeq, ours.ModSeq);
        Assert.Equal(theirs.Flags!.Value.HasFlag(MessageFlags.Seen), ours.Flags!.Contains("\\Seen"));
        Assert.Equal(theirs.Keywords.Order(StringComparer.Ordinal), ours.Flags!.Where(flag => flag[0] != '\\').Order(StringComparer.Ordinal));
        Assert.Equal(theirs.Envelope!.MessageId, ours.Envelope!.MessageId?.Trim('<', '>'));
        Assert.Equal(Types(theirs.Body!), Types(ours.BodyStructure!));
    }

    private static string Types(BodyPart part) => part switch
    {
        BodyPartMultipart multipart => $"{part.ContentType.MimeType}({string.Join(',', multipart.BodyParts.Select(Types))})".ToLowerInvariant(),
        BodyPartMessage message => $"{part.ContentType.MimeType}({Types(message.Body!)})".ToLowerInvariant(),
        _ => part.ContentType.MimeType.ToLowerInvariant(),
    };

    private static string Types(ImapBodyPart part) =>
        $"{part.Type}/{part.Subtype}" + (part.Parts.Count > 0 ? $"({string.Join(',', part.Parts.Select(Types))})" : "");

    private async Task<KitClient> LoginAsync(string user)
    {
        var client = new KitClient();
        await client.ConnectAsync(DovecotServer.Host, dovecot.Server.ImapPort, MailKit.Security.SecureSocketOptions.None);
        await client.AuthenticateAsync(user, DovecotServer.DefaultPassword);
        return client;
    }
}
