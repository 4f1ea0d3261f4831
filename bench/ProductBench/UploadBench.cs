using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using EmailAgent.Testing;

namespace EmailAgent.ProductBench;

/// <summary>Files that are uploaded at the same time: how long they take, and how much more memory the product has meanwhile.</summary>
internal static class UploadBench
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(int uploads, int megabytes)
    {
        await using var product = await Product.StartAsync(("RateLimits__Write__PerUser", "100000000"), ("Blobs__BytesPerUser", "1000000000000"));
        using var client = new HttpClient { BaseAddress = product.Client.BaseAddress, Timeout = Timeout.InfiniteTimeSpan };
        await Account.RegisterAsync(client);
        await UploadAsync(client, 1);
        await Task.Delay(Toy.Wait(TimeSpan.FromSeconds(30)));
        var before = product.Usage().Memory;

        using var stop = new CancellationTokenSource();
        var peak = WatchAsync(product, stop.Token);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, uploads).Select(_ => UploadAsync(client, megabytes)));
        var seconds = watch.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        Console.WriteLine($"{uploads} uploads of {megabytes} MB at once: {seconds:N1} s, {uploads * megabytes / seconds:N0} MB a second; memory {before / 1e6:N0} MB before, {(await peak - before) / 1e6:N0} MB more at the peak");
    }

    private static async Task UploadAsync(HttpClient client, int megabytes)
    {
        var file = new RandomContent(megabytes * 1024L * 1024L);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { file, "file", "file.bin" } };
        using var answer = await client.PostAsync("/api/v1/attachments/upload", form);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<long> WatchAsync(Product product, CancellationToken stop)
    {
        var peak = 0L;
        while (!stop.IsCancellationRequested)
        {
            peak = Math.Max(peak, product.Usage().Memory);
            await Task.Delay(Interval, CancellationToken.None);
        }

        return peak;
    }

    /// <summary>A file that is made while it is sent, so that the measuring program needs no memory for it.</summary>
    private sealed class RandomContent(long size) : HttpContent
    {
        private static readonly byte[] Block = CreateBlock();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var left = size; left > 0; left -= Block.Length)
                await stream.WriteAsync(Block.AsMemory(0, (int)Math.Min(left, Block.Length)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = size;
            return true;
        }

        private static byte[] CreateBlock()
        {
            var block = new byte[64 * 1024];
            Random.Shared.NextBytes(block);
            return block;
        }
    }
}
