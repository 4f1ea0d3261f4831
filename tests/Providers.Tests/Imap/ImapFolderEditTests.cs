using EmailAgent.Mail.Imap;
using EmailAgent.Providers.Imap;
using EmailAgent.Providers.Memory;
using EmailAgent.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmailAgent.Providers.Tests.Imap;

public sealed class ImapFolderEditTests
{
    [CourierFact]
    public async Task Create_WhatTheNamespaceHasAlready_IsRefusedAsExisting()
    {
        await using var server = await CourierServer.StartAsync();
        var client = await ImapClient.ConnectAsync(new ImapEndpoint(ImapPeer.Host, server.Port, ImapSecurity.None));
        await using var session = new ImapMailboxSession(client, new ImapSyncOptions(), isWary: false, FetchShare.Unlimited(), TimeProvider.System, NullLogger.Instance);
        var copy = new CopyModel();
        await PullAsync(session, copy);
        Assert.Equal("INBOX/Projects", (await session.EditFolderAsync(copy, new CreateFolderEdit("Projects"), CancellationToken.None)).Path);
        await PullAsync(session, copy);

        foreach (var name in new[] { "Projects", "INBOX/Projects" })
        {
            var refusal = await Assert.ThrowsAsync<ProviderException>(() => session.EditFolderAsync(copy, new CreateFolderEdit(name), CancellationToken.None));
            Assert.Equal((ProviderFailure.Exists, true), (refusal.Failure, refusal.LeavesSession));
        }

        await PullAsync(session, copy);
    }

    private static async Task PullAsync(ImapMailboxSession session, CopyModel copy)
    {
        await foreach (var changes in session.PullAsync(copy, PullScope.All, CancellationToken.None))
        {
            copy.Apply(changes);
        }
    }
}
