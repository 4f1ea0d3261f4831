using System.Net.Http.Json;
using System.Text.Json;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>A product with mailboxes that send over a private Postfix.</summary>
internal sealed class SendingMailboxes : IAsyncDisposable
{
    /// <summary>The size of the text of each message.</summary>
    private const int TextSize = 2_000;

    private static readonly string Text = string.Concat(Enumerable.Repeat("Text of a message as people write it, in lines of some length.\n", TextSize / 64));

    private readonly DovecotServer _dovecot;
    private readonly List<string> _connections = [];

    private SendingMailboxes(DovecotServer dovecot, PostfixServer postfix, Product product, Account account) =>
        (_dovecot, Postfix, Product, Account) = (dovecot, postfix, product, account);

    public PostfixServer Postfix { get; }

    public Product Product { get; }

    public Account Account { get; }

    public static async Task<SendingMailboxes> StartAsync(int mailboxes)
    {
        var dovecot = await DovecotServer.StartAsync(new DovecotOptions { MaxConnections = Math.Max(100, mailboxes * 4) });
        var postfix = await PostfixServer.StartAsync();
        var product = await Product.StartAsync(
            ("Accounts__Limits__Mailboxes", $"{mailboxes}"),
            ("Outgoing__MessagesPerDay", "100000000"),
            ("Outgoing__RecipientsPerDay", "100000000"),
            ("Outgoing__ScheduledPerUser", "100000000"),
            ("RateLimits__Lookup__PerUser", "100000000"),
            ("RateLimits__Read__PerUser", "100000000"),
            ("RateLimits__Write__PerUser", "100000000"));
        var all = new SendingMailboxes(dovecot, postfix, product, await Account.RegisterAsync(product.Client));
        for (var n = 0; n < mailboxes; n++)
            all._connections.Add(await all.Account.ConnectAsync(dovecot.ImapPort, $"sender{n}@{PostfixServer.Domain}", postfix.Port));
        await all.Account.SyncedAsync(TimeSpan.FromMinutes(10));
        return all;
    }

    /// <summary>Has a message sent, and returns when it is accepted.</summary>
    /// <param name="path"><c>/emails/send</c> or <c>/emails/schedule</c>.</param>
    /// <param name="number">The number of the message, from which mailbox and recipient follow.</param>
    /// <param name="due">The field that determines when it is sent.</param>
    public async Task SendAsync(string path, int number, (string Name, object Value) due)
    {
        var body = new Dictionary<string, object>
        {
            ["connection_id"] = _connections[number % _connections.Count],
            ["to"] = new[] { Recipient(number) },
            ["subject"] = $"Message {number}",
            ["body_text"] = Text,
            [due.Name] = due.Value,
        };
        using var answer = await Product.Client.PostAsJsonAsync("/api/v1" + path, body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until no message is scheduled, queued or being sent.</summary>
    public async Task SentAsync()
    {
        foreach (var state in new[] { "scheduled", "queued", "sending" })
        {
            while ((await Account.GetAsync<JsonElement>($"/outgoing?state={state}&limit=1")).GetProperty("items").GetArrayLength() > 0)
                await Task.Delay(Toy.Wait(TimeSpan.FromMilliseconds(100)));
        }
    }

    /// <summary>Returns the message with a number as a client would build it.</summary>
    public static (string Sender, string Recipient, string Subject, string Text) Message(int number, int mailboxes) =>
        ($"sender{number % mailboxes}@{PostfixServer.Domain}", Recipient(number), $"Message {number}", Text);

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await Postfix.DisposeAsync();
        await _dovecot.DisposeAsync();
    }

    private static string Recipient(int number) => $"user{(number % 50) + 1}@{PostfixServer.Domain}";
}
