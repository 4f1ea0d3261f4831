using Orleans.Embedded.Calls;
using Orleans.Runtime;

namespace Orleans.Embedded.Activations;

/// <summary>The activations of one stateless worker: an idle one is used before a new one is made, up to the limit.</summary>
internal sealed class StatelessWorkerPool(ActivationDirectory directory, GrainClass grainClass, GrainId grainId) : ICallTarget
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public IEnumerable<Activation> Activations
    {
        get
        {
            lock (_lock)
                return [.. _workers];
        }
    }

    public bool TryDeliver(GrainCall call)
    {
        lock (_lock)
        {
            while (Choose() is var worker && !worker.TryDeliver(call))
                _workers.Remove(worker);
        }
        return true;
    }

    public void Remove(Activation worker)
    {
        lock (_lock)
            _workers.Remove(worker);
    }

    public void Sweep(long now)
    {
        foreach (var worker in Activations)
            worker.Sweep(now);
    }

    private Activation Choose()
    {
        Activation? best = null;
        foreach (var worker in _workers)
        {
            if (worker.Load == 0)
                return worker;
            if (best is null || worker.Load < best.Load)
                best = worker;
        }
        if (best is not null && _workers.Count >= grainClass.MaxWorkers)
            return best;
        directory.ThrowIfClosed();
        var added = new Activation(directory, grainClass, grainId, this);
        _workers.Add(added);
        return added;
    }
}
