using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EmailAgent.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace EmailAgent.ProductBench;

/// <summary>
/// The initial sync of a Gmail account, from the sign-in to the moment when all of it can be searched, against a bare client that does nothing
/// but list and fetch the same messages in the same batches; and how much of Google's budget a sync uses.
/// </summary>
internal static class GmailBench
{
    private const string Email = "bench@gmail.com";
    private const int BatchCalls = 50;
    private const int UnitsPerMessage = 20;

    public static async Task SyncAsync(int messages, int rounds)
    {
        await using var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        await using var proxy = await GmailProxy.StartAsync(emulate, Email);
        await FillAsync(emulate, messages);
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var (first, ours, processor) = await SyncOursAsync(emulate, proxy, messages);
            var requests = proxy.Requests.Count;
            proxy.Requests.Clear();
            var bare = await FetchBareAsync(proxy, messages);
            ratios.Add(ours / bare);
            Console.WriteLine($"round {round}: EmailAgent first 100 {first:N2} s, all {ours:N2} s, processor {processor:N2} s, {requests} requests | bare client {bare:N2} s, {proxy.Requests.Count} requests | ratio {ours / bare:N3}");
            proxy.Requests.Clear();
        }

        Console.WriteLine($"median ratio {ratios.Order().ElementAt(rounds / 2):N3}");
    }

    /// <summary>Measures the units per minute of a long sync, after the minute in which it can use saved units.</summary>
    public static async Task BudgetAsync(int minutes)
    {
        await using var emulate = await EmulateServer.StartAsync("google", GmailMailbox.Seed(Email));
        await using var proxy = await GmailProxy.StartAsync(emulate, Email);
        await FillAsync(emulate, (minutes + 2) * (Toy.IsOn ? 10 : 300));
        await using var product = await Product.StartAsync([.. GoogleSignIn.Settings(emulate, proxy.Address).Select(setting => (setting.Key, setting.Value))]);
        await Account.RegisterAsync(product.Client);
        await GoogleSignIn.ConnectAsync(product.Client, Email);
        await Task.Delay(Toy.Wait(TimeSpan.FromMinutes(1)));
        var (began, before) = (Stopwatch.GetTimestamp(), proxy.MessagesRead);
        await Task.Delay(Toy.Wait(TimeSpan.FromMinutes(minutes)));
        var perMinute = (proxy.MessagesRead - before) * UnitsPerMessage / Stopwatch.GetElapsedTime(began).TotalMinutes;
        Console.WriteLine($"{perMinute:N0} of 6,000 units a minute for messages alone: {perMinute / 6_000:P1}");
    }

    private static async Task FillAsync(EmulateServer emulate, int messages)
    {
        Console.WriteLine($"Filling a mailbox with {messages:N0} messages ...");
        using var mailbox = new GmailMailbox(emulate, Email);
        foreach (var raw in CorpusMailbox.Messages(messages))
        {
            await mailbox.ImportAsync(raw, ["INBOX", "UNREAD"]);
        }
    }

    private static async Task<(double First, double Complete, double Processor)> SyncOursAsync(EmulateServer emulate, GmailProxy proxy, int messages)
    {
        var settings = GoogleSignIn.Settings(emulate, proxy.Address);
        settings["Gmail__Quota__Enabled"] = "false";
        await using var product = await Product.StartAsync([.. settings.Select(setting => (setting.Key, setting.Value))]);
        var account = await Account.RegisterAsync(product.Client);
        var (watch, before) = (Stopwatch.StartNew(), product.Usage().Processor);
        await GoogleSignIn.ConnectAsync(product.Client, Email);
        var first = 0.0;
        while (true)
        {
            var status = (await account.GetAsync<SyncListAnswer>("/sync/status")).Items.Single();
            if (first == 0 && status.MessagesSynced >= Math.Min(100, messages)) first = watch.Elapsed.TotalSeconds;
            if (status is { State: "idle", CompleteAsOf: not null }) return (first, watch.Elapsed.TotalSeconds, (product.Usage().Processor - before).TotalSeconds);
            await Task.Delay(20);
        }
    }

    private static async Task<double> FetchBareAsync(GmailProxy proxy, int messages)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = proxy.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "bare");
        var watch = Stopwatch.StartNew();
        var ids = new List<string>();
        for (var page = ""; page is not null;)
        {
            using var list = JsonDocument.Parse(await http.GetByteArrayAsync($"gmail/v1/users/me/messages?maxResults=500&includeSpamTrash=true{page}"));
            ids.AddRange(list.RootElement.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("id").GetString()!));
            page = list.RootElement.TryGetProperty("nextPageToken", out var next) ? $"&pageToken={next}" : null;
        }

        var fetched = 0;
        foreach (var chunk in ids.Chunk(BatchCalls))
        {
            fetched += await FetchBatchAsync(http, chunk);
        }

        return fetched == messages ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"{fetched} messages were fetched.");
    }

    private static async Task<int> FetchBatchAsync(HttpClient http, string[] ids)
    {
        var body = string.Concat(ids.Select(id => $"--b\r\nContent-Type: application/http\r\nContent-ID: <item{id}>\r\n\r\nGET /gmail/v1/users/me/messages/{id}?format=raw HTTP/1.1\r\n\r\n\r\n")) + "--b--\r\n";
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", "multipart/mixed; boundary=b");
        using var answer = await http.PostAsync(new Uri("batch/gmail/v1", UriKind.Relative), content);
        var reader = new MultipartReader(answer.Content.Headers.ContentType!.Parameters.Single().Value!, await answer.Content.ReadAsStreamAsync());
        var fetched = 0;
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            using var part = new MemoryStream();
            await section.Body.CopyToAsync(part);
            if (part.ToArray().AsSpan().IndexOf("\"raw\":"u8) > 0) fetched++;
        }

        return fetched;
    }
}
