using System.Reflection;
using EmailAgent.Grains;
using Orleans.Runtime.Messaging;

namespace EmailAgent.Silo.Client;

/// <summary>
/// Answers calls whose silo died; Orleans lets them wait for the response timeout. An <see cref="IdempotentAttribute">
/// idempotent</see> call is sent again, to a live silo. Every other call has an unknown outcome: the caller gets
/// <see cref="SiloUnavailableException"/> if the answer has not arrived <see cref="Grace"/> after the loss.
/// </summary>
internal sealed class LostCalls(GatewayLosses losses, TimeProvider time) : IOutgoingGrainCallFilter
{
    /// <summary>Time for which the answer to a call that is not idempotent can still arrive after the loss of a silo.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.25);

    // The silos that are left take about a second to agree on a death; until then they send calls after it.
    private static readonly TimeSpan ResendInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RepeatLimit = TimeSpan.FromSeconds(10);

    // Of Task<T>; a call without a result has none.
    private const string ResultProperty = "Result";

    // A call that is sent again passes this filter, too.
    private static readonly AsyncLocal<bool> IsRepeated = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var call = context.Invoke();
        if (IsRepeated.Value)
        {
            await call;
            return;
        }

        if (!await EndsBeforeAsync(call, losses.Next))
        {
            await (IsIdempotent(context) ? RepeatAsync(context, call) : WaitAsync(call));
            return;
        }

        try
        {
            await call;
        }
        catch (Exception failure) when (MeansDeadSilo(failure) && IsIdempotent(context))
        {
            await RepeatAsync(context, call);
        }
    }

    // No exception of the wait itself, because the call can end between the throw and the catch.
    private static async Task<bool> EndsBeforeAsync(Task call, CancellationToken loss)
    {
        await call.WaitAsync(loss).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return call.IsCompleted;
    }

    private async Task WaitAsync(Task call)
    {
        await call.WaitAsync(Grace, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!call.IsCompleted)
        {
            throw new SiloUnavailableException("The connection to a silo was lost, and the outcome of a call that was in flight is unknown.");
        }

        await call;
    }

    /// <summary>Repeats an idempotent call until one of the attempts is answered, possibly the first.</summary>
    private async Task RepeatAsync(IOutgoingGrainCallContext context, Task first)
    {
        IsRepeated.Value = true;
        var since = time.GetTimestamp();
        List<Task> calls = [first];
        do
        {
            calls.Add(SendAsync(context));
            await Task.WhenAny(Task.WhenAny(calls), Task.Delay(ResendInterval, time));
            if (calls.Find(call => call.IsCompleted && !IsLost(call)) is { } answered)
            {
                await answered;
                return;
            }

            if (calls.RemoveAll(IsLost) > 0)
            {
                await Task.Delay(RetryDelay, time);
            }
        }
        while (time.GetElapsedTime(since) < RepeatLimit);

        throw new SiloUnavailableException("No silo has answered a call that was sent again and again since the connection to one was lost.");
    }

    /// <summary>Makes the same call again as a new one, because a call in flight cannot be sent twice.</summary>
    private static async Task SendAsync(IOutgoingGrainCallContext context)
    {
        var arguments = Enumerable.Range(0, context.Request.GetArgumentCount()).Select(context.Request.GetArgument).ToArray();
        var call = (Task)context.InterfaceMethod.Invoke(context.Grain, arguments)!;
        await call;
        context.Result = call.GetType().GetProperty(ResultProperty)?.GetValue(call);
    }

    private static bool IsIdempotent(IOutgoingGrainCallContext context) => context.InterfaceMethod.IsDefined(typeof(IdempotentAttribute));

    private static bool IsLost(Task call) => call.Exception?.InnerException is { } failure && MeansDeadSilo(failure);

    private static bool MeansDeadSilo(Exception failure) =>
        failure is SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException;
}
