using EmailAgent.Mail.Imap;
using EmailAgent.Testing;

namespace EmailAgent.Mail.Tests.Imap.Dovecot;

/// <summary>A real server behind a wire that breaks.</summary>
public sealed class FaultTests(DovecotFixture dovecot) : IClassFixture<DovecotFixture>
{
    private static readonly ImapFetchQuery Whole = new() { Sections = [ImapBodySection.Whole] };

    [DovecotTheory]
    [InlineData(ImapSecurity.None)]
    [InlineData(ImapSecurity.Tls)]
    public async Task Fetch_CutInMidLiteral_FailsInRead(ImapSecurity security)
    {
        await using var proxy = Proxy(security);
        await using var client = await SelectedAsync(proxy, security);
        proxy.CutAfter(20_000);

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => FetchAllAsync(client));

        Assert.Equal(ImapStage.Read, failure.Stage);
    }

    [DovecotFact]
    public async Task Fetch_WithGarbageInTheTlsStream_FailsInRead()
    {
        await using var proxy = Proxy(ImapSecurity.Tls);
        await using var client = await SelectedAsync(proxy, ImapSecurity.Tls);
        proxy.Inject("garbage garbage garbage"u8.ToArray());

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => FetchAllAsync(client));

        Assert.Equal(ImapStage.Read, failure.Stage);
    }

    [DovecotTheory]
    [InlineData(ImapSecurity.None)]
    [InlineData(ImapSecurity.Tls)]
    public async Task Fetch_ThatGoesSilent_TimesOut(ImapSecurity security)
    {
        var clock = new ManualTimeProvider();
        await using var proxy = Proxy(security);
        await using var client = await SelectedAsync(proxy, security, clock);
        proxy.Silence();

        var failure = await Assert.ThrowsAsync<ImapConnectionException>(() => clock.AdvanceUntilEndAsync(FetchAllAsync(client), TimeSpan.FromMinutes(1)));

        Assert.Equal(ImapStage.Timeout, failure.Stage);
    }

    private FaultProxy Proxy(ImapSecurity security)
        => FaultProxy.Start(security == ImapSecurity.Tls ? dovecot.Server.ImapsPort : dovecot.Server.ImapPort);

    private async Task<ImapClient> SelectedAsync(FaultProxy proxy, ImapSecurity security, TimeProvider? time = null)
    {
        var options = new ImapClientOptions
        {
            TimeProvider = time ?? TimeProvider.System,
            CertificateValidation = (_, certificate, _, _) => certificate!.GetCertHashString() == dovecot.Server.Certificate.GetCertHashString(),
        };
        var client = await ImapClient.ConnectAsync(new ImapEndpoint(DovecotServer.Host, proxy.Port, security), options);
        await client.LoginAsync(DovecotFixture.NewUser(), DovecotServer.DefaultPassword);
        await client.AppendAsync(ImapMailbox.Inbox, [], null, DovecotFixture.Message(1, 100_000));
        await client.SelectAsync(ImapMailbox.Inbox);
        return client;
    }

    private static async Task FetchAllAsync(ImapClient client)
    {
        await foreach (var fetch in client.UidFetchAsync(UidSet.All, Whole))
        {
            fetch.Dispose();
        }
    }
}
