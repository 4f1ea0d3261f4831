using EmailAgent.Grains.Retrieval;

namespace EmailAgent.Grains.Tests.Retrieval;

public sealed class BackgroundThreadTests
{
    [Fact]
    public async Task Run_OfAComputation_GivesItsResultFromAThreadThatGivesWay()
    {
        var (priority, isOfPool) = await BackgroundThread.RunAsync(() => (PriorityOfThisThread(), Thread.CurrentThread.IsThreadPoolThread));

        Assert.Equal((19, false), (priority, isOfPool));
        Assert.NotEqual(19, PriorityOfThisThread());
    }

    [Fact]
    public async Task Run_OfAFailure_FailsWithIt()
    {
        await Assert.ThrowsAsync<FormatException>(() => BackgroundThread.RunAsync(() => int.Parse("x", System.Globalization.CultureInfo.InvariantCulture)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BackgroundThread.RunAsync<int>(() => throw new OperationCanceledException(new CancellationToken(canceled: true))));
    }

    // The 19th field of the kernel's line for a thread, after the name in parentheses.
    private static int PriorityOfThisThread()
    {
        var line = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture);
    }
}
