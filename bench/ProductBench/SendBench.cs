using System.Collections.Concurrent;
using System.Diagnostics;
using EmailAgent.Testing;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace EmailAgent.ProductBench;

/// <summary>
/// Messages sent through the product to a local Postfix, against the same messages sent by MailKit in a loop, with one connection for each mailbox on
/// both sides; in turn.
/// </summary>
internal static class SendBench
{
    public static async Task RunAsync(int messages, int mailboxes, int rounds)
    {
        await using var sending = await SendingMailboxes.StartAsync(mailboxes);
        await MeasureProductAsync(sending, mailboxes, mailboxes); // Opens connections, and has the runtime compile what follows.
        await LoopAsync(sending.Postfix.Port, mailboxes, mailboxes);
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var loop = await LoopAsync(sending.Postfix.Port, messages, mailboxes);
            var (seconds, answers) = await MeasureProductAsync(sending, messages, mailboxes);
            ratios.Add(seconds / loop);
            Console.WriteLine($"round {round}: {messages} messages of {mailboxes} mailboxes: EmailAgent {messages / seconds:N0} a second, MailKit in a loop {messages / loop:N0} a second, ratio of times {seconds / loop:N2}");
            Console.WriteLine($"  milliseconds until the API has answered: {Percentiles.Of(answers)}");
        }

        var (_, alone) = await MeasureProductAsync(sending, messages / 4, clients: 1);
        Console.WriteLine($"one client, milliseconds until the API has answered: {Percentiles.Of(alone)}");
        await sending.Postfix.DeliveredAsync(TimeSpan.FromMinutes(10));
        var (arrived, expected) = ((await sending.Postfix.ReadAsync()).Count, (2 * mailboxes) + (2 * rounds * messages) + (messages / 4));
        Console.WriteLine($"median ratio {ratios.Order().ElementAt(ratios.Count / 2):N2}; {arrived} of {expected} messages arrived");
    }

    /// <returns>Seconds from the first request until the last message is sent, and milliseconds of each answer.</returns>
    private static async Task<(double Seconds, IReadOnlyCollection<double> Answers)> MeasureProductAsync(SendingMailboxes sending, int messages, int clients)
    {
        var answers = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await ForEachAsync(messages, clients, async number =>
        {
            var began = Stopwatch.GetTimestamp();
            await sending.SendAsync("/emails/send", number, ("undo_seconds", 0));
            answers.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        });
        await sending.SentAsync();
        return (watch.Elapsed.TotalSeconds, answers);
    }

    /// <returns>Seconds until the last message is sent.</returns>
    private static async Task<double> LoopAsync(int port, int messages, int mailboxes)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, mailboxes).Select(async mailbox =>
        {
            using var client = new SmtpClient();
            await client.ConnectAsync(PostfixServer.Host, port, SecureSocketOptions.None);
            for (var number = mailbox; number < messages; number += mailboxes)
                await client.SendAsync(Build(number, mailboxes));
            await client.DisconnectAsync(quit: true);
        }));
        return watch.Elapsed.TotalSeconds;
    }

    private static MimeMessage Build(int number, int mailboxes)
    {
        var (sender, recipient, subject, text) = SendingMailboxes.Message(number, mailboxes);
        return new MimeMessage([MailboxAddress.Parse(sender)], [MailboxAddress.Parse(recipient)], subject, new TextPart("plain") { Text = text });
    }

    private static async Task ForEachAsync(int count, int clients, Func<int, Task> action)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number < count)
                await action(number);
        }));
    }
}
