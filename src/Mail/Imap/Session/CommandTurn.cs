using EmailAgent.Mail.Imap.Commands;

namespace EmailAgent.Mail.Imap.Session;

/// <summary>The right to use the connection, or the wait for it; disposing it gives either up.</summary>
internal sealed class CommandTurn(TurnQueue queue, ImapCommand? command) : IDisposable
{
    private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the start of the turn.</summary>
    public Task HasCome => _come.Task;

    public bool IsAlone => command is null;

    public bool MayRunBeside(CommandTurn other)
        => !IsAlone && !other.IsAlone && command!.MayRunBeside(other.Command!) && other.Command!.MayRunBeside(command);

    public void Come() => _come.TrySetResult();

    public void Dispose() => queue.Leave(this);

    private ImapCommand? Command => command;
}
