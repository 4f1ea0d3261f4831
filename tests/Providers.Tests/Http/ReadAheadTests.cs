using System.Runtime.CompilerServices;
using EmailAgent.Providers.Http;

namespace EmailAgent.Providers.Tests.Http;

public sealed class ReadAheadTests
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task Concat_BeginsAsManyAsAllowed_AndKeepsTheOrder()
    {
        var read = new List<int>();
        await foreach (var value in ReadAhead.Concat(Enumerable.Range(0, 4), SourceAsync, 2, default))
        {
            read.Add(value);
            if (value == 0) Assert.Equal(["begun 0", "begun 1"], _log);
            if (value == 10) Assert.Contains("begun 2", _log);
            if (value == 10) Assert.DoesNotContain("begun 3", _log);
        }

        Assert.Equal([0, 1, 10, 11, 20, 21, 30, 31], read);
        Assert.Equal(4, _log.Count(entry => entry.StartsWith("ended", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Concat_ThatIsLeftEarly_EndsAllThatIsBegun()
    {
        await foreach (var value in ReadAhead.Concat(Enumerable.Range(0, 9), SourceAsync, 3, default))
        {
            if (value == 1) break;
        }

        Assert.Equal(["begun 0", "begun 1", "begun 2"], _log.Where(entry => entry.StartsWith("begun", StringComparison.Ordinal)));
        Assert.Equal(3, _log.Count(entry => entry.StartsWith("ended", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Concat_WithASourceThatFails_GivesWhatComesBeforeAndThenFails()
    {
        var read = new List<int>();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var value in ReadAhead.Concat([0, -1, 2], SourceAsync, 3, default)) read.Add(value);
        });

        Assert.Equal(("fails", 2), (error.Message, read.Count));
        Assert.Equal(2, _log.Count(entry => entry.StartsWith("ended", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Concat_ThatIsLeftWhileASourceWaits_CancelsIt()
    {
        await foreach (var value in ReadAhead.Concat([0, 100], SourceAsync, 2, default))
        {
            if (value == 1) break;
        }

        Assert.Contains("cancelled", _log);
    }

    private async IAsyncEnumerable<int> SourceAsync(int number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _log.Add($"begun {number}");
        if (number < 0) throw new InvalidOperationException("fails");
        try
        {
            if (number == 100) await WaitAsync(cancellationToken);
            yield return number * 10;
            yield return (number * 10) + 1;
        }
        finally
        {
            _log.Add($"ended {number}");
        }
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _log.Add("cancelled");
            throw;
        }
    }
}
