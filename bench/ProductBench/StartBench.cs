namespace EmailAgent.ProductBench;

/// <summary>Cost of a start until the product is ready, and of the product at rest without a mailbox.</summary>
internal static class StartBench
{
    // Until then the runtime still compiles what the start made it notice.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(75);

    public static async Task RunAsync(int starts, int seconds)
    {
        for (var start = 1; start <= starts; start++)
        {
            await using var product = await Product.StartAsync();
            var ready = product.Usage();
            await Task.Delay(Toy.Wait(Settling));
            var before = product.Usage();
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            var after = product.Usage();
            Console.WriteLine(
                $"start {start}: {ready.Processor.TotalSeconds:F2} s of processor time and {ready.Memory / 1e6:F0} MB when ready; "
                + $"at rest {(after.Processor - before.Processor).TotalMilliseconds / seconds:F1} ms of processor time a second, {after.Memory / 1e6:F0} MB");
        }
    }
}
