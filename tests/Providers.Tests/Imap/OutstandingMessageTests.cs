using EmailAgent.Testing;

namespace EmailAgent.Providers.Tests.Imap;

/// <summary>Messages that the server announces and does not hand out: nothing is passed over, and one of them does not hold up the others.</summary>
public sealed class OutstandingMessageTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private const string Throttled = "BAD Request is throttled. Suggested Backoff Time: 20000 milliseconds";

    [DovecotTheory]
    [InlineData(Throttled, 20)]
    [InlineData("NO [UNAVAILABLE] not now", null)]
    [InlineData("NO [SERVERBUG] internal error", null)]
    public async Task Fetch_RefusedOfAllMessagesForNow_EndsAfterFewCommands_AndLosesNothing(string answer, int? seconds)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 60);
        proxy.OnCommand = command => ImapFaultProxy.IsFetch(command) ? ImapFault.Answer(answer) : ImapFault.None;

        var error = await Assert.ThrowsAsync<ProviderException>(() => mailbox.SyncAsync());

        Assert.Equal(ProviderFailure.Busy, error.Failure);
        Assert.Equal(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, error.RetryAfter);
        Assert.InRange(proxy.Fetches, 1, 3);
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.False((await mailbox.SessionAsync()).HistoryComplete);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NewMail_RefusedForNow_IsNeitherLostNorPassedOver(bool throttled)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.DeliverAsync("first");
        await mailbox.SyncAsync();
        await mailbox.DeliverAsync("second");
        await mailbox.DeliverAsync("third");
        proxy.OnCommand = command => ImapFaultProxy.IsFetch(command) ? ImapFault.Answer(throttled ? Throttled : "NO [UNAVAILABLE] not now") : ImapFault.None;

        foreach (var scope in new[] { PullScope.Pushed, PullScope.All, PullScope.Reconcile })
        {
            await Record.ExceptionAsync(() => mailbox.PullAsync(scope));
        }

        Assert.Equal(throttled ? 0 : 2, mailbox.Copy.Outstanding.All.Count);
        await AssertHealsAsync(proxy, mailbox);
        Assert.Equal(["Received second", "Received third"], mailbox.Copy.Log.Order());
    }

    [DovecotTheory]
    [InlineData("refused", OutstandingReason.Refused)]
    [InlineData("serverbug", OutstandingReason.Unavailable)]
    [InlineData("left out", OutstandingReason.LeftOut)]
    [InlineData("no content", OutstandingReason.LeftOut)]
    public async Task Message_ThatTheServerDoesNotHandOut_IsOutstanding_AndTheOthersArrive(string fault, object reason)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 30);
        Break(proxy, 17, fault);

        await mailbox.SyncAsync();

        Assert.Equal(29, mailbox.Copy.Count);
        var mail = Assert.Single(mailbox.Copy.Outstanding.All);
        Assert.Equal((17L, reason, null), (mail.Key.Uid, (object)mail.Reason, mail.AskWith));
        Assert.True((await mailbox.SessionAsync()).HistoryComplete);

        await mailbox.RetryAsync();
        Assert.Single(mailbox.Copy.Outstanding.All);
        var asked = proxy.Fetches;
        await mailbox.PullAsync(PullScope.All);
        await mailbox.PullAsync(PullScope.Reconcile);
        Assert.Equal(asked, proxy.Fetches);
        await AssertHealsAsync(proxy, mailbox);
        Assert.Empty(mailbox.Copy.Log);
    }

    [DovecotTheory]
    [InlineData("left out")]
    [InlineData("no content")]
    [InlineData("serverbug")]
    public async Task NewMessage_LeftOutOfTheMiddle_IsOutstanding_NotPassedOver(string fault)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await mailbox.SyncAsync();
        Break(proxy, 2, fault);
        foreach (var subject in new[] { "one", "two", "three" })
        {
            await mailbox.DeliverAsync(subject);
        }

        await mailbox.PullAsync(PullScope.Pushed);

        Assert.Equal([1L, 3L], mailbox.Copy["INBOX"].Messages.Keys);
        Assert.Equal(2, Assert.Single(mailbox.Copy.Outstanding.All).Key.Uid);
        await AssertHealsAsync(proxy, mailbox);
        Assert.Equal(["Received one", "Received three", "Received two"], mailbox.Copy.Log.Order());
    }

    [DovecotTheory]
    [InlineData(50)]
    [InlineData(3)]
    public async Task Message_WhoseContentEndsTheConnection_IsFoundAfterFewConnections_AndTheOthersArrive(int bad)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 60);
        Break(proxy, bad, "close");

        await FailUntilDoneAsync(mailbox);

        Assert.Equal(59, mailbox.Copy.Count);
        var mail = Assert.Single(mailbox.Copy.Outstanding.All);
        Assert.Equal(((long?)bad, OutstandingReason.ConnectionLost, null), (mail.Key.Uid, mail.Reason, mail.AskWith));
        Assert.InRange(proxy.AcceptedConnections, 4, 5);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task Messages_ThatEndTheConnectionBeforeAnythingOfTheAnswerIsSent_AreFoundByHalving()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 60);
        proxy.OnCommand = command => ImapFaultProxy.IsFetch(command) && Mail.Imap.UidSet.Parse(command.Split(' ')[2]) is var set && (set.Contains(23) || set.Contains(41)) ? ImapFault.Close : ImapFault.None;

        await FailUntilDoneAsync(mailbox);

        Assert.Equal(58, mailbox.Copy.Count);
        Assert.Equal([23L, 41L], mailbox.Copy.Outstanding.All.Select(mail => mail.Key.Uid!.Value).Order());
        Assert.All(mailbox.Copy.Outstanding.All, mail => Assert.Null(mail.AskWith));
        Assert.InRange(proxy.AcceptedConnections, 4, 12);
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task Message_WhoseAnswerCannotBeRead_IsIsolated()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 20);
        Break(proxy, 7, "garbage");

        await FailUntilDoneAsync(mailbox);

        Assert.Equal(19, mailbox.Copy.Count);
        Assert.Equal(((long?)7, OutstandingReason.Malformed), (Assert.Single(mailbox.Copy.Outstanding.All).Key.Uid, mailbox.Copy.Outstanding.All.Single().Reason));
        await AssertHealsAsync(proxy, mailbox);
    }

    [DovecotFact]
    public async Task OutstandingMessage_DeletedOnTheServer_IsSettled()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 3);
        Break(proxy, 2, "left out");
        await mailbox.SyncAsync();
        Assert.Single(mailbox.Copy.Outstanding.All);

        await mailbox.DoveadmAsync("expunge", "mailbox", "INBOX", "uid", "2");
        await mailbox.RetryAsync();

        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    [DovecotFact]
    public async Task Renumbering_WithAnAnswerThatLeavesOneOut_LosesNothing()
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 5);
        Break(proxy, 3, "left out");
        await mailbox.SyncAsync();
        await mailbox.Server.ResetUidValidityAsync("INBOX");
        await mailbox.DropSessionAsync();

        await mailbox.SyncAsync();
        await AssertHealsAsync(proxy, mailbox);
        Assert.DoesNotContain(mailbox.Copy.Log, entry => entry.StartsWith("Received", StringComparison.Ordinal));
    }

    [DovecotTheory]
    [InlineData("")]
    [InlineData("QRESYNC")]
    [InlineData("QRESYNC CONDSTORE")]
    public async Task Search_WhoseAnswerIsLeftOut_HidesNothing_AndDeletesNothing(string hidden)
    {
        await using var server = await DovecotServer.StartAsync(new DovecotOptions { HiddenCapabilities = hidden.Split(' ', StringSplitOptions.RemoveEmptyEntries) });
        await using var proxy = ImapFaultProxy.Start(server.ImapPort);
        await using var mailbox = new SyncedMailbox(server, "alice", proxy.Port);
        await FillAsync(mailbox, 5);
        proxy.OnResponse = response =>
            response.StartsWith("* SEARCH", StringComparison.Ordinal) || response.StartsWith("* ESEARCH", StringComparison.Ordinal) ? ImapFault.LeaveOut : ImapFault.None;

        await mailbox.SyncAsync();
        Assert.Equal(5, mailbox.Copy.Count);
        await mailbox.SaveAsync("INBOX", "later");
        await mailbox.PullAsync(PullScope.All);
        Assert.Equal(6, mailbox.Copy.Count);
        await mailbox.DoveadmAsync("expunge", "mailbox", "INBOX", "uid", "2");
        await mailbox.PullAsync(PullScope.All);

        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
        Assert.Single(mailbox.Copy.Log, entry => entry.StartsWith("deleted", StringComparison.Ordinal));
        Assert.Empty(mailbox.Copy.Outstanding.All);
    }

    /// <summary>Counters say that something changed, and the answer that says what is lost.</summary>
    [DovecotTheory]
    [InlineData("VANISHED")]
    [InlineData("FETCH")]
    public async Task Change_WhoseAnswerIsLost_IsFoundByTheNextLook(string lost)
    {
        await using var proxy = ImapFaultProxy.Start(dovecot.Server!.ImapPort);
        await using var mailbox = dovecot.NewMailbox(proxy.Port);
        await FillAsync(mailbox, 5);
        await mailbox.SyncAsync();
        await mailbox.DropSessionAsync();
        if (lost == "VANISHED")
            await mailbox.DoveadmAsync("expunge", "mailbox", "INBOX", "uid", "2");
        else
            await mailbox.DoveadmAsync("flags add", "\\Flagged", "mailbox", "INBOX", "uid", "2");
        var isLost = false;
        proxy.OnResponse = response =>
        {
            var loses = !isLost && response.StartsWith("* ", StringComparison.Ordinal) && response.Contains($"{lost} (", StringComparison.Ordinal);
            isLost |= loses;
            return loses ? ImapFault.LeaveOut : ImapFault.None;
        };

        await mailbox.PullAsync(PullScope.All);

        Assert.True(isLost);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    /// <summary>A file that is shorter than the server remembers, so that it hangs up when the content is asked for.</summary>
    [DovecotFact]
    public async Task DamagedFile_IsIsolated_AndTheOthersArrive()
    {
        await using var mailbox = dovecot.NewMailbox();
        await FillAsync(mailbox, 12);
        await mailbox.DoveadmAsync("fetch", "size.physical size.virtual", "mailbox", "INBOX", "all");
        var damaged = Directory.EnumerateFiles(Path.Combine(mailbox.Server.Folder, "cur")).Order(StringComparer.Ordinal).ElementAt(4);
        var whole = await File.ReadAllBytesAsync(damaged);
        await File.WriteAllBytesAsync(damaged, whole[..150]);

        await FailUntilDoneAsync(mailbox);

        Assert.Equal(11, mailbox.Copy.Count);
        Assert.Equal(5, Assert.Single(mailbox.Copy.Outstanding.All).Key.Uid);
        await File.WriteAllBytesAsync(damaged, whole);
        await mailbox.DropSessionAsync();
        await mailbox.SyncAsync();
        await mailbox.RetryAsync();
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }

    private static async Task FillAsync(SyncedMailbox mailbox, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            byte[] message = [.. DovecotSeries.Message($"m{i:D3}"), .. Enumerable.Repeat((byte)'x', 300)];
            await mailbox.Server.AddAsync("INBOX", message, received: TimeProvider.System.GetUtcNow().AddDays(-1));
        }
    }

    private static void Break(ImapFaultProxy proxy, int uid, string fault)
    {
        if (fault is "refused" or "serverbug")
        {
            var answer = ImapFault.Answer(fault == "refused" ? "NO [CANNOT] never" : "NO [SERVERBUG] Internal error occurred");
            proxy.OnCommand = command => ImapFaultProxy.IsFetch(command) && Mail.Imap.UidSet.Parse(command.Split(' ')[2]).Contains((uint)uid) ? answer : ImapFault.None;
            return;
        }

        var broken = fault switch
        {
            "left out" => ImapFault.LeaveOut,
            "no content" => ImapFault.NoContent,
            "garbage" => ImapFault.Garble,
            _ => ImapFault.Cut,
        };
        proxy.OnMessage = (message, _) => message == uid ? broken : ImapFault.None;
    }

    /// <summary>Opens session after session, as the product does, until one gets through and all that is outstanding was asked for by itself.</summary>
    private static async Task FailUntilDoneAsync(SyncedMailbox mailbox)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                await mailbox.SyncAsync();
                if (mailbox.Copy.Outstanding.All.Any(mail => mail.AskWith is not null))
                {
                    await mailbox.RetryAsync();
                }

                return;
            }
            catch (ProviderException error) when (error.Failure is ProviderFailure.Unreachable or ProviderFailure.Protocol)
            {
                mailbox.Failures++;
                await mailbox.DropSessionAsync();
            }
        }

        Assert.Fail("The mailbox does not get through.");
    }

    private static async Task AssertHealsAsync(ImapFaultProxy proxy, SyncedMailbox mailbox)
    {
        proxy.Heal();
        await mailbox.DropSessionAsync();
        await mailbox.SyncAsync();
        await mailbox.RetryAsync();
        Assert.Empty(mailbox.Copy.Outstanding.All);
        Assert.Equal(await mailbox.ServerStateAsync(), mailbox.CopyState());
    }
}
