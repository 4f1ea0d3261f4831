using System.Reflection;
using EmailAgent.Grains;
using Orleans.Runtime.Messaging;

namespace EmailAgent.Silo.Client;

/// <summary>
/// Answers for calls that a silo took with it when it died; Orleans lets them wait for the response timeout. An <see cref="IdempotentAttribute">
/// idempotent</see> call is sent again, to a silo that lives. Of every other call the outcome is unknown: the caller gets
/// <see cref="SiloUnavailableException"/> when the answer has not come <see cref="Grace"/> after the loss.
/// </summary>
internal sealed class LostCalls(GatewayLosses losses, TimeProvider time) : IOutgoingGrainCallFilter
{
    /// <summary>How long after the loss of a silo the answer to a call that is not idempotent may still come.</summary>
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

    // No exception of the wait's own, because the call may end between its throwing and its catching.
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

    /// <summary>Sends an idempotent call again and again until one of them is answered, which may be the first.</summary>
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

    /// <summary>Makes the same call anew, since one that is in flight cannot be sent twice.</summary>
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
