using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Embedded.Calls;

/// <summary>What is known of one method of a grain interface: how to call it and how it may interleave.</summary>
internal abstract class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = new();

    private readonly MethodInvoker _invoker;
    private readonly MethodInfo _method;

    protected GrainMethod(MethodInfo method)
    {
        _method = method;
        _invoker = MethodInvoker.Create(method);
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        ReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        OneWay = method.IsDefined(typeof(OneWayAttribute));
        TakesToken = method.GetParameters() is [.., { } last] && last.ParameterType == typeof(CancellationToken);
    }

    public bool AlwaysInterleave { get; }

    public bool ReadOnly { get; }

    public bool OneWay { get; }

    protected bool TakesToken { get; }

    public static GrainMethod Of(MethodInfo method) => Known.GetOrAdd(method, Create);

    /// <summary>Sends a call and returns what the interface's method returns: a task or a value task.</summary>
    public abstract object Send(GrainProxy reference, object?[] arguments);

    public object? Invoke(object grain, object?[] arguments) => _invoker.Invoke(grain, arguments.AsSpan());

    public override string ToString() => $"{_method.DeclaringType!.Name}.{_method.Name}";

    private static GrainMethod Create(MethodInfo method)
    {
        var returned = method.ReturnType;
        var result = returned == typeof(Task) || returned == typeof(ValueTask) ? typeof(NoResult)
            : returned.IsGenericType && returned.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>))
                ? returned.GetGenericArguments()[0]
                : throw new NotSupportedException($"{method.DeclaringType}.{method.Name} must return a task.");
        return (GrainMethod)Activator.CreateInstance(typeof(GrainMethod<>).MakeGenericType(result), method)!;
    }

    /// <summary>Stands for the result of a method that has none.</summary>
    protected readonly struct NoResult;
}

/// <inheritdoc/>
internal sealed class GrainMethod<TResult>(MethodInfo method) : GrainMethod(method)
{
    private readonly bool _valueTask = method.ReturnType.IsValueType;
    private readonly bool _noResult = !method.ReturnType.IsGenericType;

    public override object Send(GrainProxy reference, object?[] arguments)
    {
        var callerToken = TakesToken ? (CancellationToken)arguments[^1]! : default;
        if (callerToken.IsCancellationRequested)
            return Returned(Task.FromCanceled<TResult>(callerToken));

        var call = new MethodCall<TResult>(this, arguments) { SentAt = reference.References.Timestamp };
        if (TakesToken)
            call.Cancellable(callerToken);
        try
        {
            reference.Deliver(call);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
        }
        return Returned(OneWay ? Task.FromResult(default(TResult)!) : call.Answer);
    }

    private object Returned(Task<TResult> answer) =>
        !_valueTask ? answer : _noResult ? new ValueTask(answer) : new ValueTask<TResult>(answer);
}
