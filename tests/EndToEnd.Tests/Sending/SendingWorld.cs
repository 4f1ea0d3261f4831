using System.Text.Json;
using EmailAgent.EndToEnd.Tests.Cluster;
using EmailAgent.Testing;

namespace EmailAgent.EndToEnd.Tests.Sending;

/// <summary>A running product with mailboxes on a real IMAP server, which send over real and over faulty submission servers; all of them can be killed.</summary>
internal sealed class SendingWorld : IAsyncDisposable
{
    /// <summary>The domain of mailboxes and recipients of the faulty server.</summary>
    public const string FaultyDomain = "faulty.example";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TestDatabase _database;
    private readonly int _silos;

    private SendingWorld(DovecotServer dovecot, PostfixServer postfix, FaultySmtpServer faulty, TestDatabase database, ApiProcess product, int silos)
    {
        (Dovecot, Postfix, Faulty, _database, Product, _silos) = (dovecot, postfix, faulty, database, product, silos);
        Proxy = FaultProxy.Start(postfix.Port);
    }

    public DovecotServer Dovecot { get; }

    public PostfixServer Postfix { get; }

    /// <summary>Gets the proxy between the product and Postfix.</summary>
    public FaultProxy Proxy { get; }

    public FaultySmtpServer Faulty { get; }

    public ApiProcess Product { get; }

    public Account Account { get; private set; } = null!;

    public SendingClient Client { get; private set; } = null!;

    public IReadOnlyList<SendingMailbox> Mailboxes { get; private set; } = [];

    /// <param name="silos">Number of silos of a cluster; none for one process.</param>
    public static async Task<SendingWorld> StartAsync(int silos)
    {
        var dovecot = await DovecotServer.StartAsync(new DovecotOptions { FilesByDetail = true });
        var postfix = await PostfixServer.StartAsync(new PostfixOptions { FilingPort = dovecot.LmtpPort });
        var faulty = await FaultySmtpServer.StartAsync();
        var database = await TestDatabase.CreateAsync();
        var product = await ApiProcess.StartAsync(database.ConnectionString, Settings, silos);
        var world = new SendingWorld(dovecot, postfix, faulty, database, product, silos);
        try
        {
            await world.ConnectAsync();
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kills the product, or one silo of a cluster, and starts it again.</summary>
    public async Task KillProductAsync(Random random)
    {
        if (_silos == 0)
        {
            await Product.KillAsync();
            await Product.StartAsync();
            return;
        }

        // The killed one may still count as active.
        var newest = await Silos.NewestAsync(_database);
        var victim = Product.Silos[random.Next(_silos)];
        await victim.KillAsync();
        victim.Launch();
        await Eventually.True(() => Silos.AreRunningAsync(_database, _silos, newest), Limit);
    }

    /// <param name="during">Runs while it is down.</param>
    public async Task KillPostfixAsync(Func<Task> during)
    {
        await Postfix.KillAsync();
        await during();
        await Postfix.StartAgainAsync();
    }

    /// <inheritdoc cref="KillPostfixAsync"/>
    public async Task KillFaultyAsync(Func<Task> during)
    {
        await Faulty.KillAsync();
        await during();
        await Faulty.StartAgainAsync();
    }

    /// <summary>Returns all messages that arrived at recipients.</summary>
    public async Task<IReadOnlyList<DeliveredMessage>> ReadArrivalsAsync()
    {
        await Postfix.DeliveredAsync(Limit);
        return [.. await Postfix.ReadAsync(), .. await Faulty.ReadAsync()];
    }

    /// <summary>Returns the messages of a folder, as the IMAP server has stored them.</summary>
    public async Task<IReadOnlyList<DeliveredMessage>> ReadFolderAsync(SendingMailbox mailbox, string folder)
    {
        var path = await Dovecot.Mailbox(mailbox.User).MaildirAsync(folder);
        while (true)
        {
            try
            {
                return [.. new[] { "new", "cur" }
                    .SelectMany(name => Directory.GetFiles(Path.Combine(path, name)))
                    .Where(IsThere)
                    .Select(file => DeliveredMessage.Of(folder, File.ReadAllBytes(file)))];
            }
            catch (FileNotFoundException)
            {
                // Its flags have changed meanwhile, and with them its name.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await Proxy.DisposeAsync();
        await _database.DisposeAsync();
        await Faulty.DisposeAsync();
        await Postfix.DisposeAsync();
        await Dovecot.DisposeAsync();
    }

    /// <summary>Short waits, so that what is retried, searched for or taken over ends within the test; and limits that it does not reach.</summary>
    private static Dictionary<string, string> Settings => new()
    {
        ["Mailboxes__FirstRetry"] = "00:00:00.2",
        ["Mailboxes__LongestRetry"] = "00:00:02",
        ["Http__RequestTimeout"] = "00:00:20",
        ["Outgoing__FirstRetry"] = "00:00:00.2",
        ["Outgoing__LongestRetry"] = "00:00:01",
        ["Outgoing__FirstPause"] = "00:00:00.2",
        ["Outgoing__RetryFor"] = "00:03:00",
        ["Outgoing__SearchFor"] = "00:00:05",
        ["Outgoing__Lease"] = "00:00:03",
        ["Outgoing__ServerCopyTime"] = "00:00:15",
        ["Outgoing__MessagesPerDay"] = "1000000",
        ["Outgoing__RecipientsPerDay"] = "1000000",
        ["Drafts__WriteInterval"] = "00:00:00.5",
        ["Smtp__ConnectTimeout"] = "00:00:05",
        ["Smtp__CommandTimeout"] = "00:00:05",
    };

    private static bool IsThere(string file)
    {
        // Flagged as deleted: Maildir has a T among its flags.
        var flags = file.LastIndexOf(":2,", StringComparison.Ordinal);
        return flags < 0 || !file.AsSpan(flags).Contains('T');
    }

    private async Task ConnectAsync()
    {
        Account = await Account.RegisterAsync(Product.Client);
        var email = (await Account.GetAsync<JsonElement>("/profile")).GetProperty("email").GetString()!;
        Client = new SendingClient(Product.Client, email);
        (string User, SendingRoute Route)[] users =
        [
            ($"ann@{PostfixServer.Domain}", SendingRoute.Postfix),
            ($"bob@{PostfixOptions.FilingDomain}", SendingRoute.FilingPostfix),
            ($"carl@{FaultyDomain}", SendingRoute.Faulty),
            ($"dora@{FaultyDomain}", SendingRoute.Faulty),
        ];
        var mailboxes = new List<SendingMailbox>();
        foreach (var (user, route) in users)
        {
            var id = await Account.ConnectAsync(Dovecot.ImapPort, user, route == SendingRoute.Faulty ? Faulty.Port : Proxy.Port);
            mailboxes.Add(new SendingMailbox(user, id, route));
        }

        Mailboxes = mailboxes;
        await Account.SyncedAsync(Limit);
    }
}
