using EmailAgent.Grains.Editing;

namespace EmailAgent.Grains.Tests.Editing;

public sealed class AuditedCommandTests
{
    private static readonly Problem TooLate = new("mailbox_unavailable", "The mail server did not answer in time.");

    private readonly TaskCompletionSource<Outcome<EditReport>> _server = new();
    private readonly List<Outcome<EditReport>> _written = [];

    [Fact]
    public async Task Command_ThatOutlastsItsCaller_IsAuditedWithItsOwnOutcome()
    {
        var command = Command();
        var running = command.RunAsync(null!, CancellationToken.None, CancellationToken.None);
        await command.AbandonAsync(TooLate);
        Assert.Empty(_written);

        _server.SetResult(new EditReport([]));
        Assert.NotNull((await running)!.Value);
        Assert.NotNull(Assert.Single(_written).Value);
    }

    [Fact]
    public async Task Command_ThatWasNotBegun_IsAuditedByItsCaller_AndNotBegunAfterwards()
    {
        var command = Command();
        await command.AbandonAsync(TooLate);
        await Assert.ThrowsAsync<OperationCanceledException>(() => command.RunAsync(null!, CancellationToken.None, CancellationToken.None));
        Assert.Equal(TooLate, Assert.Single(_written).Problem);
    }

    [Fact]
    public async Task Command_ThatBreaks_IsAuditedAsFailed()
    {
        var command = Command();
        _server.SetException(new InvalidOperationException("broken"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => command.RunAsync(null!, CancellationToken.None, CancellationToken.None));
        Assert.NotNull(Assert.Single(_written).Problem);
    }

    private AuditedCommand<EditReport> Command() => new((_, _) => _server.Task, outcome =>
    {
        _written.Add(outcome);
        return Task.CompletedTask;
    });
}
