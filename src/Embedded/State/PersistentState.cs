using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded.Activations;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Embedded.State;

/// <summary>Operations on one record run one after another, also when the grain starts several at once.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, IActivationState
{
    private readonly StateStore _store;
    private readonly StateKey _key;
    private Task _last = Task.CompletedTask;
    private long? _version;

    public PersistentState(Activation activation, PersistentStateAttribute attribute)
    {
        _store = activation.ActivationServices.GetRequiredService<StateStore>();
        _key = new StateKey(activation.GrainId, attribute.StateName, attribute.StorageName ?? "");
        activation.AddState(this);
    }

    public TState State { get; set; } = Activator.CreateInstance<TState>();

    public string? Etag => _version?.ToString(CultureInfo.InvariantCulture);

    public bool RecordExists => _version is not null;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => _last = InOrderAsync(_last, async () =>
    {
        var record = await _store.ReadAsync<TState>(_key, cancellationToken);
        (State, _version) = record is { } found ? (found.State, found.Version) : (Activator.CreateInstance<TState>(), (long?)null);
    });

    public Task WriteStateAsync(CancellationToken cancellationToken) => _last = InOrderAsync(_last, async () =>
        _version = await _store.WriteAsync(_key, State, _version, cancellationToken) ?? throw Conflict());

    public Task ClearStateAsync(CancellationToken cancellationToken) => _last = InOrderAsync(_last, async () =>
    {
        if (_version is { } version && !await _store.DeleteAsync(_key, version, cancellationToken))
            throw Conflict();
        (State, _version) = (Activator.CreateInstance<TState>(), (long?)null);
    });

    private static async Task InOrderAsync(Task previous, Func<Task> operation)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await operation();
    }

    private InconsistentStateException Conflict() =>
        new($"The state \"{_key.Name}\" of {_key.GrainId} was changed by another.", storedEtag: null, Etag);
}
